/**
 * The conversation as it stands on the page: adds messages in order, keeps the newest buttons active, follows the end.
 *
 * What is not sent yet stays below the answers to what is.
 */

import { bubble, notice, retire, showState } from "./bubbles.js";

const NEAR_PX = 80;
const FAR_PX = 240;
const TYPING_MS = 6_000;
const WAITING = ".message[data-state=queued], .message[data-state=unsent]";

export class Log {
  #scroller;
  #typing;
  #latest;
  #choose;
  #newest = null;
  #atEnd = true;
  #size = "";
  #typingEnds;

  /** `choose(button)` is called for a pressed quick reply, after its set has been disabled. */
  constructor(scroller, choose) {
    this.#scroller = scroller;
    this.#choose = choose;
    this.#typing = scroller.querySelector(".typing");
    this.#latest = scroller.parentElement.querySelector(".latest");
    this.#latest.addEventListener("click", () => this.#toEnd());
    scroller.addEventListener("scroll", () => this.#size === size(scroller) && this.#scrolled(), { passive: true });
    scroller.addEventListener("toggle", (event) => event.target.scrollIntoView({ block: "nearest" }), true);
    // A keyboard that opens takes room from the end, which is what is being read; what the browser scrolls by itself
    // on such an occasion is not the client's wish.
    new ResizeObserver(() => this.#resized()).observe(scroller);
  }

  /** Take everything away. */
  clear() {
    this.#newest = null;
    this.#scroller.replaceChildren(this.#typing);
    this.#scrolled();
  }

  /** Show a whole history at once, without reading it out. */
  restore(messages) {
    this.#scroller.setAttribute("aria-busy", "true");
    for (const message of messages) this.#insert(message);
    this.#toEnd();
    this.#scroller.setAttribute("aria-busy", "false");
  }

  /** Add messages that belong together; those that are there already are left as they are. */
  add(messages) {
    const added = messages.map((message) => this.#insert(message)).filter(Boolean);
    if (!added.length) return;
    for (const made of added) made.classList.add("message--new");
    const own = added[0].dataset.author === "client";
    if (!own) this.typing(false);
    if (own || this.#atEnd) this.#reveal(added[0]);
    this.#scrolled();
  }

  /** Say whether a message is shown. */
  has(id) {
    return this.#find(id) !== null;
  }

  /** Show how a message of the client's fares. */
  state(id, state, detail, action) {
    const shown = this.#find(id);
    if (!shown) return;
    showState(shown, state, detail, action);
    if (this.#atEnd) this.#toEnd();
  }

  /** Add a notice of the page's own. */
  notice(sentence, action) {
    this.#typing.before(notice(sentence, action));
    this.#toEnd();
  }

  /** Show or hide that an answer is being written; it hides by itself unless it is `lasting`. */
  typing(shown, { lasting = false } = {}) {
    clearTimeout(this.#typingEnds);
    this.#typing.hidden = !shown;
    if (shown && this.#atEnd) this.#toEnd();
    if (shown && !lasting) this.#typingEnds = setTimeout(() => this.typing(false), TYPING_MS);
  }

  #insert(message) {
    if (this.has(message.id)) return null;
    const made = bubble(message, (button) => this.#pressed(button));
    if (message.author === "client") this.#answered(message.text);
    this.#place(made);
    const choices = made.querySelector(".choices");
    if (choices) {
      if (this.#newest) retire(this.#newest);
      this.#newest = choices;
    }
    return made;
  }

  #pressed(button) {
    // Moved first: a disabled element would drop the focus, and the keyboard's place with it.
    this.#scroller.focus({ preventScroll: true });
    if (this.#newest) retire(this.#newest, button.title);
    this.#choose(button);
  }

  #answered(text) {
    const titles = [...(this.#newest?.querySelectorAll("button") ?? [])].map((button) => button.textContent);
    if (titles.includes(text)) retire(this.#newest, text);
  }

  #place(made) {
    const before = made.dataset.author === "client" ? null : this.#scroller.querySelector(WAITING);
    (before ?? this.#typing).before(made);
  }

  #find(id) {
    return this.#scroller.querySelector(`.message[data-id="${CSS.escape(id)}"]`);
  }

  #reveal(first) {
    // A long answer is shown from its first line, not from its last.
    this.#scroller.scrollTop = Math.min(this.#scroller.scrollHeight, first.offsetTop - 16);
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#scrolled();
  }

  #resized() {
    this.#size = size(this.#scroller);
    if (this.#atEnd) this.#toEnd();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    this.#atEnd = below < NEAR_PX;
    this.#latest.hidden = below < FAR_PX;
  }
}

function size({ clientWidth, clientHeight }) {
  return `${clientWidth} × ${clientHeight}`;
}
