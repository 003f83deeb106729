/** Hands a file to the client. */

import type { Shown } from "../transport/lines.ts";
import type { AllWords } from "../words/en.ts";
import { h } from "./dom.ts";

/** Let the browser save a file. */
export function save(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Return the conversation as a text to read: who said what when, with its sources. */
export function transcriptOf(lines: readonly Shown[], words: AllWords): Blob {
  const written = lines.map(({ line: { at, author, name, text, sources } }) => {
    const who = { client: words.you, bot: `${words.bot} (${words.botBadge})`, staff: name ?? words.staff }[author];
    const cited = sources.map(({ id, title }) => `  ${id} ${title}\n`).join("");
    return `${new Date(at).toLocaleString(words.locale)} ${who}:\n${text}\n${cited}`;
  });
  return new Blob([written.join("\n")], { type: "text/plain;charset=utf-8" });
}
