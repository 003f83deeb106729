/** One chat in one element: a conversation, and the panel that shows it. */

import type { Api } from "../transport/api.ts";
import { Refused } from "../transport/api.ts";
import type { Button, Card, Line, Session, TimesOf } from "../transport/contract.ts";
import { Conversation, type Onlooker, type Words as Said } from "../transport/conversation.ts";
import type { Shown } from "../transport/lines.ts";
import type { Memory } from "../transport/memory.ts";
import type { Ready } from "../transport/readiness.ts";
import type { Words } from "../words/en.ts";
import type { Deeds } from "./bubble.ts";
import { Composer } from "./composer.ts";
import { button, h } from "./dom.ts";
import { PorewellBookedEvent, PorewellHandoffEvent, PorewellMessageEvent } from "./events.ts";
import type { Host } from "./host.ts";
import { type Later, loadLater } from "./loading.ts";
import { Log } from "./log.ts";
import { Panel } from "./panel.ts";

export class Chat implements Onlooker, Deeds {
  readonly panel: Panel;
  readonly #api: Api;
  readonly #memory: Memory;
  readonly #tab: Memory;
  readonly #words: Words;
  readonly #host: Host;
  readonly #log: Log;
  #conversation: Conversation;
  #unread = 0;
  #rated = false;
  #introduced = false;
  #erasing = false;
  #apps = "";

  /** `memory` is the device's, shared by all tabs; `tab` this tab's own. */
  constructor(api: Api, memory: Memory, tab: Memory, words: Words, host: Host) {
    this.#api = api;
    this.#memory = memory;
    this.#tab = tab;
    this.#words = words;
    this.#host = host;
    this.#log = new Log(words, this);
    const draft = String(tab.recall("draft") ?? "");
    const composer = new Composer(words, draft, (text) => this.say({ text }), (text) => this.#keepDraft(text));
    this.panel = new Panel(words, this.#log, composer, this.#menu(), () => host.close());
    this.#conversation = this.#made();
  }

  /** Begin, or take up what is remembered; a second call changes nothing. */
  open(): void {
    this.#conversation.open();
    if (!this.#introduced) void this.#introduce();
  }

  /** Note that what has come is being looked at. */
  look(): void {
    this.#unread = 0;
    this.#host.showUnread(0);
  }

  /** Say something for the client. */
  say(words: Said): void {
    this.open();
    this.#conversation.say(words);
    this.#tab.remember("open", true);
    this.panel.focus();
  }

  /** The page is looked at again, or the network is back: try what waits and read what came. */
  wake({ anew = false } = {}): void {
    this.#conversation.hurry({ anew });
    void this.#conversation.catchUp();
  }

  /** Another tab has begun a conversation, or ended it: follow, unless something is being said here. */
  follow(): void {
    const { session, stored } = this.#memory;
    if (stored?.id === session?.id || this.#erasing) return;
    if (!stored && !this.#conversation.spoken) return;
    if (!stored) this.#forgetTab();
    this.#memory.adopt();
    this.#renew();
  }

  /** Stop everything. */
  close(): void {
    this.#conversation.close();
  }

  // What the conversation tells.

  lines(fresh: readonly Line[]): void {
    const all = this.#conversation.lines;
    this.#log.show(all, fresh);
    this.panel.composer.expect(all.findLast(({ line }) => line.author !== "client")?.line.asks ?? null);
    for (const line of fresh) this.#came(line);
  }

  ready(state: Ready): void {
    this.panel.showStatus(state, this.#conversation.heldBy);
    this.open();
  }

  held(by: string | null): void {
    this.panel.showStatus(this.#conversation.ready, by);
    this.#event(by ? this.#words.staffCame(by) : this.#words.botBack, { news: true });
    this.#host.dispatchEvent(new PorewellHandoffEvent(by));
  }

  typing(author: "bot" | "staff" | null): void {
    this.#log.typing(author !== null);
  }

  ended(detail: string): void {
    this.#memory.forget({ keepTexts: true });
    this.#offerNew(detail || this.#words.ended);
  }

  erased(): void {
    this.#forgetTab();
    this.#renew();
    this.#event(this.#words.erased);
  }

  forbidden(detail: string): void {
    console.error(`<porewell-chat>: ${detail}`);
    this.#event(this.#words.forbidden);
  }

  // What the client does.

  press({ id, title }: Button): void {
    this.#log.focus();
    this.say({ button_id: id, shown: title });
  }

  pick(times: TimesOf): Promise<void> {
    return this.#withLater((later, session) =>
      later.pickTime(this.#api, session, times, this.panel, later.words, (start, shown) =>
        this.say({ starts_at: start, shown }),
      ),
    );
  }

  addToCalendar({ appointment_id: id }: Card): Promise<void> {
    return this.#withLater(async (later, session) => {
      if (id) later.save(await later.calendarFile(this.#api, session, id), `${later.words.fileName}.ics`);
    });
  }

  hurry(): void {
    this.#conversation.hurry();
  }

  mend({ line }: Shown): void {
    this.panel.composer.restore(line.text);
  }

  #made(): Conversation {
    return new Conversation(this.#api, this.#memory, this);
  }

  #renew(): void {
    this.#conversation.close();
    this.#conversation = this.#made();
    this.#log.clear();
    this.panel.show(null);
    this.#rated = false;
    this.ready(this.#conversation.ready);
  }

  #menu(): { words: () => string; choose: () => void }[] {
    const { rate, goOn, download, startOver, erase, soundOn, soundOff } = this.#words;
    const quiet = (): boolean => this.#memory.recall("quiet") === true;
    return [
      { words: () => rate, choose: () => void this.#askRating(true) },
      { words: () => this.#apps && goOn(this.#apps), choose: () => void this.#goOn() },
      { words: () => download, choose: () => void this.#download() },
      { words: () => (quiet() ? soundOff : soundOn), choose: () => this.#memory.remember("quiet", !quiet()) },
      { words: () => startOver, choose: () => void this.#startOver() },
      { words: () => erase, choose: () => void this.#erase() },
    ];
  }

  #forgetTab(): void {
    for (const name of ["open", "draft"]) this.#tab.remember(name, null);
  }

  #keepDraft(text: string): void {
    // A draft is the client's: it is written down only once the conversation is.
    if (!text || this.#memory.stored) this.#tab.remember("draft", text);
  }

  async #introduce(): Promise<void> {
    this.#introduced = true;
    try {
      const { name, emergency_number: number, messaging_apps: apps } = await this.#api.salon();
      this.#apps = apps.join(" / ");
      this.panel.call(this.#words.title(name));
      this.#log.say(this.#words.notice, this.#words.emergency(number));
    } catch (error) {
      if (error instanceof Refused && error.code === "origin") {
        this.close();
        this.forbidden(error.detail);
      } else this.#introduced = false;
    }
  }

  #came(line: Line): void {
    this.#host.dispatchEvent(new PorewellMessageEvent(line));
    if (line.card?.kind === "booked" || line.card?.kind === "moved") this.#host.dispatchEvent(new PorewellBookedEvent(line.card));
    if (line.closing) void this.#askRating(false);
    if (line.author === "client" || this.#host.watched) return;
    this.#host.showUnread(++this.#unread);
    if (!this.#memory.recall("quiet")) void this.#later().then((later) => later?.chime());
  }

  async #askRating(wanted: boolean): Promise<void> {
    const { session } = this.#memory;
    if (!session || (this.#rated && !wanted)) return;
    this.#rated = true;
    const later = await this.#later();
    if (!later) return;
    const rating = later.ratingOf(later.words, (stars) => later.rate(this.#api, session, stars));
    this.#log.append(rating);
    if (wanted) rating.querySelector("input")?.focus();
  }

  #goOn(): Promise<void> {
    return this.#withLater(async (later, session) => {
      this.#log.append(await later.goOnElsewhere(this.#api, session, later.words));
    });
  }

  async #download(): Promise<void> {
    const later = await this.#later();
    later?.save(later.transcriptOf(this.#conversation.lines, later.words), `${later.words.downloadName}.txt`);
  }

  async #startOver(): Promise<void> {
    const later = await this.#later();
    if (!(await later?.agreesToStartOver(this.panel.element, later.words))) return;
    this.#memory.forget();
    this.#forgetTab();
    this.#renew();
  }

  async #erase(): Promise<void> {
    const { session } = this.#memory;
    const later = await this.#later();
    if (!session || !later) return;
    // Another tab may hear of it first and empty the storage: here it is this that says what happened.
    this.#erasing = true;
    try {
      if (!(await later.eraseIfAgreed(this.#api, session, this.panel.element, later.words))) return;
      if (this.#memory.session?.id !== session.id) return; // The socket was faster.
      this.#memory.forget();
      this.erased();
    } catch {
      this.#event(later.words.eraseAsk.failed);
    } finally {
      this.#erasing = false;
      this.follow();
    }
  }

  /** Do something in a conversation with what is seldom needed, or say why it can't be done. */
  async #withLater(what: (later: Later, session: Session) => Promise<void>): Promise<void> {
    const { session } = this.#memory;
    const later = await this.#later();
    if (!session || !later) return;
    try {
      await what(later, session);
    } catch (error) {
      this.#event(error instanceof Refused ? error.detail : this.#words.banner.offline);
    }
  }

  /** Load what is seldom needed, or say that it can't be had just now. */
  async #later(): Promise<Later | null> {
    try {
      return await loadLater(this.#words);
    } catch {
      this.#event(this.#words.banner.offline);
      return null;
    }
  }

  #offerNew(sentence: string): void {
    const again = button("pill strong", this.#words.startAnew, () => {
      this.#renew();
      this.panel.focus();
    });
    this.#log.append(h("div", { class: "notice" }, h("p", { dir: "auto" }, sentence), again));
  }

  #event(sentence: string, how: { news?: boolean } = {}): void {
    this.#log.append(h("p", { class: "event" }, sentence), how);
  }
}
