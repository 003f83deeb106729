/** Where the client writes: Enter sends, Shift+Enter makes a line, and nothing written is ever cut off or lost. */

import { recall, remember } from "./session.js";
import { WORDS } from "./words.js";

// The app counts characters after NFC, and so does the page.
const MOST_CHARACTERS = 1_000;
const COUNT_FROM = 850;
const AUTOCOMPLETE = { name: "name", phone: "tel" };

export class Composer {
  #form;
  #field;
  #count;
  #send;

  /** `send(text)` is called with a text that is neither empty nor too long. */
  constructor(form, send) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#count = form.querySelector(".count");
    this.#send = send;
    form.addEventListener("submit", (event) => this.#submitted(event));
    this.#field.addEventListener("input", () => this.#changed());
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
    this.#field.value = recall("draft");
    this.#changed();
  }

  /** Put the cursor there, unless that would open a keyboard on the screen. */
  focus() {
    if (matchMedia("(pointer: fine)").matches) this.#field.focus({ preventScroll: true });
  }

  /** Give a text back to be mended, before what has been written since. */
  restore(text) {
    this.#field.value = [text, this.#field.value].filter(Boolean).join("\n");
    this.#changed();
    this.#field.focus();
  }

  /** Fit the field to what is asked for (`asks` of a reply, or null). */
  expect(asks) {
    this.#field.placeholder = WORDS.placeholder[asks] ?? WORDS.placeholder.usual;
    this.#field.autocomplete = AUTOCOMPLETE[asks] ?? "off";
    this.#field.inputMode = asks === "phone" ? "tel" : "text";
  }

  #pressed(event) {
    // While a word is being composed (Japanese, Chinese, Korean), Enter belongs to the composing.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #submitted(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    this.#field.focus({ preventScroll: true });
    if (!text || over(text) > 0) return;
    this.#field.value = "";
    this.#changed();
    this.#send(text);
  }

  #changed() {
    const text = this.#field.value.trim();
    remember({ draft: this.#field.value });
    this.#fit();
    const excess = over(text);
    this.#form.classList.toggle("composer--over", excess > 0);
    this.#field.setAttribute("aria-invalid", String(excess > 0));
    this.#count.textContent =
      excess > 0 ? WORDS.tooLong(excess) : excess > COUNT_FROM - MOST_CHARACTERS ? WORDS.left(-excess) : "";
    this.#form.querySelector("button[type=submit]").setAttribute("aria-disabled", String(!text || excess > 0));
  }

  #fit() {
    this.#field.style.blockSize = "auto";
    this.#field.style.blockSize = `${this.#field.scrollHeight}px`;
  }
}

function over(text) {
  return [...text.normalize("NFC")].length - MOST_CHARACTERS;
}
