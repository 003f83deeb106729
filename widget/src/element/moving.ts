/** Going on in a messaging app: links that carry the conversation there. */

import type { MovingLink } from "../transport/contract.ts";
import type { AllWords } from "../words/en.ts";
import { h } from "./dom.ts";

/** Return the links, with what following one means. */
export function movingNotice(words: AllWords, links: readonly MovingLink[]): HTMLElement {
  const anchors = links.map(({ app, url }) =>
    h("a", { class: "pill strong", href: url, target: "_blank", rel: "noopener noreferrer" }, words.goOn(app)),
  );
  return h("div", { class: "notice" }, h("p", {}, words.goOnMeans), h("div", { class: "choices" }, ...anchors));
}
