/** The panel: head with menu, banner, conversation, place to write. A dialog, and on a phone a modal one. */

import type { Ready } from "../transport/readiness.ts";
import type { Words } from "../words/en.ts";
import type { Composer } from "./composer.ts";
import { button, CLOSE, h, icon, iconButton, LEAF, MORE } from "./dom.ts";
import type { Log } from "./log.ts";

/** An entry of the menu; its words may change, and without any it is not there. */
export interface Entry {
  words(): string;
  choose(): void;
}

/** Screens that the chat takes whole. */
export const PHONE = "(max-width: 30em), (max-height: 26em)";

export class Panel {
  readonly element: HTMLDialogElement;
  readonly log: Log;
  readonly composer: Composer;
  readonly #words: Words;
  readonly #mark: HTMLElement;
  readonly #title = h("h2", { id: "title" });
  readonly #status = h("p", { class: "status" });
  readonly #banner = h("p", { class: "banner", role: "status" });
  readonly #menu = h("ul", { class: "menu", id: "menu", hidden: true });
  readonly #menuButton: HTMLButtonElement;
  readonly #entries: readonly Entry[];
  #view: HTMLElement | null = null;

  constructor(words: Words, log: Log, composer: Composer, entries: readonly Entry[], close: () => void) {
    this.#words = words;
    this.log = log;
    this.composer = composer;
    this.#entries = entries;
    this.#mark = h("span", { class: "mark" }, icon(LEAF));
    this.#menuButton = iconButton("icon-button", words.menu, MORE, () => this.#toggleMenu(this.#menu.hidden !== false));
    this.#menuButton.setAttribute("aria-expanded", "false");
    this.#menuButton.setAttribute("aria-controls", "menu");
    const title = h("div", { class: "title" }, this.#title, this.#status);
    const closer = iconButton("icon-button close", words.close, CLOSE, close);
    this.element = h(
      "dialog",
      {
        class: "panel",
        "aria-labelledby": "title",
        part: "panel",
        onkeydown: (event: KeyboardEvent) => this.#pressed(event, close),
        onclick: (event: Event) => this.#clicked(event),
        // On a phone the dialog is modal, and Escape (or Android's back) would close it behind our back.
        oncancel: (event: Event) => {
          event.preventDefault();
          close();
        },
      },
      h("div", { class: "head" }, this.#mark, title, this.#menuButton, closer),
      this.#menu,
      this.#banner,
      log.element,
      composer.element,
    );
    this.call(words.titleUnknown);
    this.showStatus("unknown", null);
  }

  /** Say whose assistant this is. */
  call(title: string): void {
    this.#title.textContent = title;
  }

  /** Show a picture in the head in place of the leaf. */
  showAvatar(address: string | null): void {
    this.#mark.replaceChildren(address ? h("img", { src: address, alt: "" }) : icon(LEAF));
  }

  /** Show who answers, and whether anybody can. */
  showStatus(ready: Ready, heldBy: string | null): void {
    this.#status.textContent = heldBy && ready === "ready" ? this.#words.withStaff(heldBy) : this.#words.status[ready];
    this.#banner.textContent = ready === "waking" || ready === "offline" ? this.#words.banner[ready] : "";
  }

  /** Open it: beside the page, or over it on a phone. With `focus`, put the cursor inside. */
  open({ inline, focus }: { inline: boolean; focus: boolean }): void {
    if (!this.element.open) {
      const full = !inline && matchMedia(PHONE).matches;
      this.element.classList.toggle("full", full);
      // `show()` would take the cursor, whoever has it, and lay the page out to find a place for it.
      if (full) this.element.showModal();
      else this.element.open = true;
      this.fit();
    }
    if (focus) this.focus();
  }

  /** Close it. */
  close(): void {
    this.#toggleMenu(false);
    this.element.close();
  }

  /** Put the cursor where one writes, or into the conversation where that would open a keyboard. */
  focus(): void {
    if (!this.#view && !this.composer.focus()) this.log.focus();
  }

  /** Show a view in place of the conversation, or the conversation again (null). */
  show(view: HTMLElement | null): void {
    this.#view?.remove();
    this.#view = view;
    this.log.element.hidden = this.composer.element.hidden = view !== null;
    if (view) this.element.append(view);
  }

  #pressed(event: KeyboardEvent, close: () => void): void {
    // A question inside is answered by Escape itself.
    if (event.key !== "Escape" || this.element.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#menu.hidden) this.#toggleMenu(false);
    else close();
  }

  #clicked({ target }: Event): void {
    if (!this.#menu.hidden && target instanceof Node && !this.#menuButton.contains(target)) this.#toggleMenu(false);
  }

  #toggleMenu(open: boolean): void {
    // What has the focus must not vanish: a question that an entry opens gives it back here.
    if (!open && this.#menu.matches(":focus-within")) this.#menuButton.focus();
    this.#menu.hidden = !open;
    this.#menuButton.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const shown = this.#entries.filter(({ words }) => words());
    const items = shown.map(({ words, choose }) => h("li", {}, button("", words(), choose)));
    this.#menu.replaceChildren(...items);
    items[0]?.querySelector("button")?.focus();
  }

  /** Fit it into what can be seen. */
  fit(): void {
    // A phone lays its keyboard over the page: only the visual viewport knows what is left, times the zoom of two fingers.
    if (!visualViewport || !this.element.classList.contains("full")) return;
    const { height, offsetTop, scale } = visualViewport;
    this.element.style.setProperty("--visible", `${height * scale}px`);
    this.element.style.setProperty("--top", `${scale > 1 ? 0 : offsetTop}px`);
  }
}
