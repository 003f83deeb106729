/** `<porewell-chat>`: the launcher, the panel, and what the host page sets and hears. Importing it defines nothing. */

import { Api } from "../transport/api.ts";
import { Memory, type Store } from "../transport/memory.ts";
import { wordsOf } from "../words/languages.ts";
import { en, type Words } from "../words/en.ts";
import { Chat } from "./chat.ts";
import { readableOn } from "./colour.ts";
import { h, icon, LEAF } from "./dom.ts";
import type { Host } from "./host.ts";
import type { PorewellChatEventMap } from "./events.ts";
import { PHONE } from "./panel.ts";
import { styles } from "./styles.ts";

/** A conversation that goes on is taken up when the page has come, for the count on the launcher. */
const IDLE_MS = 500;

/**
 * The chat of a Porewell app.
 *
 * Attributes: `src` (address of the app; by default, where this file came from), `position` ("end", "start" or
 * "inline"), `lang`, `theme` ("light", "dark"), `color`, `avatar`, `opening-text`, `open-after` (seconds),
 * `open-on` (beginnings of paths, parted by blanks), `open`. Events: see `PorewellChatEventMap`.
 */
export class PorewellChatElement extends HTMLElement implements Host {
  static readonly observedAttributes = ["color", "avatar", "opening-text"];

  readonly #root = h("div", { class: "root" });
  readonly #label = h("span", { class: "label" });
  readonly #unread = h("span", { class: "unread", hidden: true, "aria-hidden": "true" });
  readonly #launcher: HTMLButtonElement;
  #mark: Element = icon(LEAF);
  #words: Words = en;
  #chat: Chat | null = null;
  #making: Promise<Chat> | null = null;
  #life = new AbortController();

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styles()];
    const onclick = (): void => void this.show();
    this.#launcher = h(
      "button",
      { type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog", onclick },
      this.#mark,
      this.#label,
      this.#unread,
    );
    this.#root.append(this.#launcher);
    shadow.append(this.#root);
  }

  /** Whether the chat is open. */
  get open(): boolean {
    return this.hasAttribute("open");
  }

  /** Whether the client can see what comes. */
  get watched(): boolean {
    return this.open && !document.hidden;
  }

  /** Open the chat, with the cursor where one writes; resolves when it is shown. */
  async show({ focus = true } = {}): Promise<void> {
    const chat = await this.#made();
    const was = this.open;
    this.toggleAttribute("open", true);
    this.#tab.remember("open", Boolean(this.#memory.stored));
    chat.panel.open({ inline: this.#inline, focus });
    chat.open();
    chat.look();
    if (!was) this.dispatchEvent(new Event("open"));
  }

  /** Close the chat; the focus goes back to the launcher. */
  close(): void {
    if (!this.open || this.#inline) return;
    this.toggleAttribute("open", false);
    this.#tab.remember("open", null);
    this.#chat?.panel.close();
    this.#launcher.focus({ preventScroll: true });
    this.dispatchEvent(new Event("close"));
  }

  /** Open the chat and say a text for the client. */
  async send(text: string): Promise<void> {
    const chat = this.#made();
    await this.show();
    (await chat).say({ text });
  }

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    addEventListener("online", () => this.#chat?.wake({ anew: true }), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    addEventListener("storage", ({ key }) => this.#memory.isSession(key) && void this.#followOthers(), { signal });
    for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, () => this.#chat?.panel.fit(), { signal });
    void this.#begin();
  }

  disconnectedCallback(): void {
    this.#life.abort();
    // Also one that is still in the making.
    void this.#making?.then((chat) => {
      chat.close();
      chat.panel.element.remove();
    });
    this.#chat = this.#making = null;
  }

  attributeChangedCallback(name: string): void {
    if (name === "color") this.#colour();
    if (name === "avatar") this.#showAvatar();
    if (name === "opening-text") this.#call();
  }

  // What the chat asks of its host.

  showUnread(count: number): void {
    this.#unread.hidden = count === 0;
    this.#unread.textContent = String(count);
    this.#call();
  }

  get #base(): string {
    const address = this.getAttribute("src") ?? import.meta.url.replace(/\/widget\/.*$/, "/");
    return new URL(address, document.baseURI).href.replace(/\/?$/, "/");
  }

  get #inline(): boolean {
    return this.getAttribute("position") === "inline";
  }

  get #memory(): Memory {
    return (this.#memoryMade ??= new Memory(storeOf(() => localStorage), this.#base));
  }

  get #tab(): Memory {
    return (this.#tabMade ??= new Memory(storeOf(() => sessionStorage), this.#base));
  }

  #memoryMade: Memory | null = null;
  #tabMade: Memory | null = null;

  #made(): Promise<Chat> {
    return (this.#making ??= this.#make());
  }

  async #make(): Promise<Chat> {
    this.#words = await wordsOf(this.#language);
    this.#root.dir = this.#words.direction;
    this.#root.lang = this.#words.locale;
    this.#chat = new Chat(new Api(this.#base), this.#memory, this.#tab, this.#words, this);
    this.#root.append(this.#chat.panel.element);
    this.#showAvatar();
    return this.#chat;
  }

  get #language(): string {
    return this.lang || this.closest("[lang]")?.getAttribute("lang") || "en";
  }

  async #begin(): Promise<void> {
    this.#words = await wordsOf(this.#language);
    if (!this.isConnected) return;
    this.#call();
    if (this.#inline || this.open || this.#tab.recall("open")) await this.show({ focus: false });
    else if (this.#memory.session) this.#after(IDLE_MS, async () => (await this.#made()).open());
    this.#openByItself();
  }

  /** Open once a visit, on the pages that the host page names; never over a phone's whole screen. */
  #openByItself(): void {
    const seconds = Number(this.getAttribute("open-after"));
    const paths = (this.getAttribute("open-on") ?? "/").split(/\s+/);
    if (!seconds || this.#tab.recall("offered") || !paths.some((path) => location.pathname.startsWith(path))) return;
    this.#after(seconds * 1_000, () => {
      if (this.open || matchMedia(PHONE).matches) return;
      this.#tab.remember("offered", true);
      void this.show({ focus: false });
    });
  }

  /** Do something later, unless the element has left the page by then. */
  #after(milliseconds: number, deed: () => unknown): void {
    const { signal } = this.#life;
    setTimeout(() => signal.aborted || deed(), milliseconds);
  }

  #seen(): void {
    if (document.hidden) return;
    this.#chat?.wake();
    if (this.open) this.#chat?.look();
  }

  async #followOthers(): Promise<void> {
    if (this.#chat) this.#chat.follow();
    else if (this.#memory.stored) {
      this.#memory.adopt();
      (await this.#made()).open();
    }
  }

  #call(): void {
    const unread = Number(this.#unread.textContent);
    const text = this.getAttribute("opening-text");
    this.#label.textContent = text;
    this.#label.hidden = !text;
    const { open, openUnread } = this.#words;
    // What is seen comes first in what is heard, so that it can be called by voice.
    this.#launcher.setAttribute("aria-label", [text, unread ? openUnread(unread) : open].filter(Boolean).join(". "));
  }

  #colour(): void {
    const colour = this.getAttribute("color") ?? "";
    const readable = readableOn(colour);
    this.#root.style.setProperty("--accent", readable && colour);
    this.#root.style.setProperty("--on-accent", readable);
  }

  #showAvatar(): void {
    const address = this.getAttribute("avatar");
    const mark = address ? h("img", { src: address, alt: "" }) : icon(LEAF);
    this.#mark.replaceWith(mark);
    this.#mark = mark;
    this.#chat?.panel.showAvatar(address);
  }
}

/** The events by name: for types only. */
export interface PorewellChatElement {
  addEventListener<Name extends keyof PorewellChatEventMap>(
    name: Name,
    listener: (event: PorewellChatEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

function storeOf(open: () => Store): Store | null {
  try {
    return open();
  } catch {
    return null; // Forbidden in this frame: the chat lives as long as the page.
  }
}
