/**
 * The conversation as it stands in the panel: lines in order, the newest quick replies active, the end kept in sight.
 *
 * `role=log` reads out what is added. A whole history is put in while the log is busy, so that it is not read out.
 */

import type { Line } from "../transport/contract.ts";
import type { Shown } from "../transport/lines.ts";
import type { Words } from "../words/en.ts";
import { bubble, type Deeds, setActive, showFate } from "./bubble.ts";
import { button, DOWN, h, icon } from "./dom.ts";

const NEAR_PX = 80;
const FAR_PX = 240;
const TYPING_MS = 8_000;

export class Log {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #deeds: Deeds;
  readonly #top = h("div", { class: "notice" });
  readonly #scroller: HTMLElement;
  readonly #typing = h("div", { class: "typing", hidden: true, "aria-hidden": "true" }, h("span"), h("span"), h("span"));
  readonly #newest: HTMLButtonElement;
  readonly #made = new Map<string, readonly [HTMLElement, wording: string]>();
  #atEnd = true;
  /** Until something follows the greeting the beginning stays in sight: it says that a bot answers here. */
  #begun = false;
  #size = "";
  #typingEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(words: Words, deeds: Deeds) {
    this.#words = words;
    this.#deeds = deeds;
    const attributes = { class: "log", role: "log", tabIndex: 0, "aria-label": words.conversation };
    this.#scroller = h("div", attributes, this.#top, this.#typing);
    this.#newest = button("pill newest", "", () => this.#toEnd(), icon(DOWN), words.newest);
    this.#newest.hidden = true;
    this.element = h("div", { class: "frame" }, this.#scroller, this.#newest);
    const scroller = this.#scroller;
    scroller.addEventListener("scroll", () => this.#size === size(scroller) && this.#scrolled(), { passive: true });
    // A keyboard that opens takes room from the end, which is what is being read; what the browser scrolls by itself
    // on such an occasion is not the client's wish.
    new ResizeObserver(() => this.#resized()).observe(scroller);
  }

  /** Say at the top what the client should know before writing. */
  say(...sentences: string[]): void {
    this.#top.replaceChildren(...sentences.map((sentence) => h("p", {}, sentence)));
  }

  /** Show these lines and no others; `fresh` are read out, and the first of them comes into sight. */
  show(lines: readonly Shown[], fresh: readonly Line[]): void {
    const history = fresh.length === 0 && lines.length > this.#made.size + 1;
    if (history) this.#scroller.setAttribute("aria-busy", "true");
    let before: Element = this.#top;
    let first: HTMLElement | undefined;
    for (const shown of lines) {
      const { line } = shown;
      const wording = `${line.text}${line.card?.phone}`;
      let [made, known] = this.#made.get(line.id) ?? [];
      // The socket may bring a line with its numbers masked before the answer brings it whole.
      if (!made || known !== wording) {
        const anew = bubble(line, this.#words, this.#deeds);
        made?.replaceWith(anew);
        made = anew;
        made.dataset.id = line.id;
        this.#made.set(line.id, [made, wording]);
        if (line.author === "client" || fresh.includes(line)) first ??= made;
      }
      if (line.author === "client") showFate(made, shown, this.#words, this.#deeds);
      before = this.#placeBehind(before, made);
    }
    this.#settleChoices(lines.map(({ line }) => line));
    this.#scroller.setAttribute("aria-busy", "false");
    this.#begun ||= lines.length > 1;
    if (history) this.#toEnd();
    else if (this.#begun && first && (this.#atEnd || first.classList.contains("client"))) this.#reveal(first);
    this.#scrolled();
  }

  /** Take everything away. */
  clear(): void {
    this.#made.clear();
    this.#begun = false;
    this.#scroller.replaceChildren(this.#top, this.#typing);
    this.#scrolled();
  }

  /** Add something that is no line of the conversation at the end; it comes into sight unless it is only `news`. */
  append(node: HTMLElement, { news = false } = {}): void {
    this.#typing.before(node);
    if (this.#atEnd || !news) this.#toEnd();
    else this.#scrolled();
  }

  /** Show or hide that somebody is writing; it hides by itself when nothing comes. */
  typing(shown: boolean): void {
    clearTimeout(this.#typingEnds);
    this.#typing.hidden = !shown;
    if (!shown) return;
    if (this.#atEnd) this.#toEnd();
    this.#typingEnds = setTimeout(() => this.typing(false), TYPING_MS);
  }

  /** Put the focus here: where a pressed button was, which has lost it. */
  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  #placeBehind(before: Element, made: HTMLElement): HTMLElement {
    // Events stand where they happened: only what is out of order is moved.
    let next = before.nextElementSibling;
    while (next && next !== made && !next.hasAttribute("data-id") && next !== this.#typing) next = next.nextElementSibling;
    if (next !== made) {
      if (next) next.before(made);
      else this.#typing.before(made);
    }
    return made;
  }

  /** The newest quick replies can be pressed until one of them was; those before are over. */
  #settleChoices(lines: readonly Line[]): void {
    let newest = true;
    let said: string[] = [];
    for (const { id, author, text, buttons, times } of lines.toReversed()) {
      if (author === "client") said.push(text);
      const made = this.#made.get(id)?.[0];
      if (!made || (!buttons.length && !times)) continue;
      const pressed = buttons.find(({ title }) => said.includes(title))?.title ?? null;
      setActive(made, newest && pressed === null, pressed);
      newest = false;
      said = [];
    }
  }

  #reveal(first: HTMLElement): void {
    // A long answer is shown from its first line, not from its last.
    this.#scroller.scrollTop = Math.min(this.#scroller.scrollHeight, first.offsetTop - 12);
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#scrolled();
  }

  #resized(): void {
    this.#size = size(this.#scroller);
    if (this.#begun && this.#atEnd) this.#toEnd();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    this.#atEnd = below < NEAR_PX;
    this.#newest.hidden = below < FAR_PX;
  }
}

function size({ clientWidth, clientHeight }: HTMLElement): string {
  return `${clientWidth} × ${clientHeight}`;
}
