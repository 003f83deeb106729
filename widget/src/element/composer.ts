/** Where the client writes: Enter sends, Shift+Enter makes a line, and nothing written is ever cut off or lost. */

import type { Words } from "../words/en.ts";
import { h, iconButton, SEND } from "./dom.ts";

// The app counts characters after NFC, and so does the widget.
const MOST_CHARACTERS = 1_000;
const COUNT_FROM = 850;
const AUTOCOMPLETE: Record<string, string> = { name: "name", phone: "tel" };

export class Composer {
  readonly element: HTMLFormElement;
  readonly #words: Words;
  readonly #send: (text: string) => void;
  readonly #keep: (draft: string) => void;
  readonly #field: HTMLTextAreaElement;
  readonly #button: HTMLButtonElement;
  readonly #count = h("p", { class: "count", id: "count" });

  /** `send` gets a text that is neither empty nor too long; `keep` each draft, which begins as `draft`. */
  constructor(words: Words, draft: string, send: (text: string) => void, keep: (draft: string) => void) {
    this.#words = words;
    this.#send = send;
    this.#keep = keep;
    this.#field = h("textarea", {
      id: "message",
      rows: 1,
      dir: "auto",
      enterKeyHint: "send",
      autocomplete: "off",
      value: draft,
      "aria-describedby": "count hint",
      oninput: () => this.#changed(),
      onkeydown: (event: KeyboardEvent) => this.#pressed(event),
    });
    this.#button = iconButton("icon-button send", words.send, SEND, () => this.#submit());
    this.element = h(
      "form",
      { class: "composer", noValidate: true, onsubmit: (event: Event) => event.preventDefault() },
      h("label", { class: "unseen", htmlFor: "message" }, words.message),
      h("div", { class: "field" }, this.#field, this.#button),
      h("p", { class: "unseen", id: "hint" }, words.hint),
      this.#count,
    );
    this.expect(null);
    this.#changed();
  }

  /** Put the cursor there, unless that would open a keyboard on the screen. Says whether it did. */
  focus(): boolean {
    const fine = matchMedia("(pointer: fine)").matches;
    if (fine) this.#field.focus({ preventScroll: true });
    return fine;
  }

  /** Give a text back to be mended, before what has been written since. */
  restore(text: string): void {
    this.#field.value = [text, this.#field.value].filter(Boolean).join("\n");
    this.#changed();
    this.#field.focus();
  }

  /** Fit the field to what is asked for (`asks` of a line, or null). */
  expect(asks: string | null): void {
    const { placeholder } = this.#words;
    this.#field.placeholder = placeholder[asks ?? "usual"] ?? placeholder.usual ?? "";
    this.#field.autocomplete = (AUTOCOMPLETE[asks ?? ""] ?? "off") as AutoFill;
    this.#field.inputMode = asks === "phone" ? "tel" : "text";
  }

  #pressed(event: KeyboardEvent): void {
    // While a word is being composed (Japanese, Chinese, Korean), Enter belongs to the composing.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit(): void {
    const text = this.#field.value.trim();
    this.#field.focus({ preventScroll: true });
    if (!text || over(text) > 0) return;
    this.#field.value = "";
    this.#changed();
    this.#send(text);
  }

  #changed(): void {
    const { value, style } = this.#field;
    const excess = over(value.trim());
    this.#keep(value);
    style.blockSize = "";
    // Nothing is known of its height before it is on the page.
    if (this.#field.isConnected && value) style.blockSize = `${this.#field.scrollHeight}px`;
    this.element.classList.toggle("over", excess > 0);
    this.#field.setAttribute("aria-invalid", String(excess > 0));
    const { tooLong, left } = this.#words;
    this.#count.textContent =
      excess > 0 ? tooLong(excess) : excess > COUNT_FROM - MOST_CHARACTERS ? left(-excess) : "";
    this.#button.setAttribute("aria-disabled", String(!value.trim() || excess > 0));
  }
}

function over(text: string): number {
  return [...text.normalize("NFC")].length - MOST_CHARACTERS;
}
