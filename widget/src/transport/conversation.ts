/**
 * One conversation from its first word to its end: opens it or takes it up again, sends, receives, catches up.
 *
 * Its life is an `AbortController`: closing it ends whatever waits or listens for it. No DOM in here.
 */

import type { Api } from "./api.ts";
import { Refused, Unreachable } from "./api.ts";
import { Backoff } from "./backoff.ts";
import type { Answer, Frame, Line, Session } from "./contract.ts";
import { type Fate, Lines, type Shown } from "./lines.ts";
import { Live } from "./live.ts";
import type { Entry, Memory } from "./memory.ts";
import { messageId } from "./memory.ts";
import { Outbox } from "./outbox.ts";
import { Readiness, type Ready } from "./readiness.ts";

/** Who looks on. Every method may be called at any time until the conversation is closed. */
export interface Onlooker {
  /** Lines or their fates have changed; `fresh` are those that came just now, not out of the history. */
  lines(fresh: readonly Line[]): void;
  /** The assistant has become ready, or has ceased to be. */
  ready(state: Ready): void;
  /** Staff hold the conversation (their name), or give it back (null). */
  held(by: string | null): void;
  /** Somebody is writing, until the next line comes. */
  typing(author: "bot" | "staff" | null): void;
  /** The conversation can't be continued; `detail` is the app's sentence about it, or "". */
  ended(detail: string): void;
  /** It was erased, here or elsewhere. */
  erased(): void;
  /** The app does not serve this website. */
  forbidden(detail: string): void;
}

/** What to say: a text, a button (with the words on it), or a picked time (with the words for it). */
export type Words = { text: string } | { button_id: string; shown: string } | { starts_at: string; shown: string };

export class Conversation {
  readonly #lines = new Lines();
  readonly #life = new AbortController();
  readonly #api: Api;
  readonly #memory: Memory;
  readonly #onlooker: Onlooker;
  readonly #outbox: Outbox;
  readonly #readiness: Readiness;
  readonly #backoff = new Backoff();
  #live: Live | null = null;
  #opening: Promise<void> | null = null;
  #heldBy: string | null = null;
  #said = 0;

  constructor(api: Api, memory: Memory, onlooker: Onlooker) {
    this.#api = api;
    this.#memory = memory;
    this.#onlooker = onlooker;
    this.#readiness = new Readiness(api, this.#signal, (state) => onlooker.ready(state));
    this.#outbox = new Outbox(
      {
        gate: () => Promise.all([this.#opening, this.#readiness.passed()]),
        send: (entry) => this.#send(entry),
        fate: (entry, fate, detail) => this.#mark(entry, fate, detail),
        done: (entry) => this.#memory.drop(entry),
        answered: (entry, answer) => this.#take(entry, answer),
        ended: (refusal) => this.#end(refusal),
      },
      this.#signal,
    );
  }

  get lines(): readonly Shown[] {
    return this.#lines.all;
  }

  get spoken(): boolean {
    return this.#lines.spoken;
  }

  get heldBy(): string | null {
    return this.#heldBy;
  }

  get ready(): Ready {
    return this.#readiness.state;
  }

  /** Open it, once: take up the one that is remembered, or begin a new one. */
  open(): void {
    if (this.#opening) return;
    this.#opening = this.#open();
    this.#opening.catch(() => {}); // Whoever waits for it hears; the onlooker has been told.
    void this.#readiness.ask().catch(() => {});
    this.#takeUp();
  }

  /** Show what the client says, write it down, and send it when its turn comes. */
  say(words: Words): void {
    this.open();
    const shown = "text" in words ? words.text : words.shown;
    const entry = { ...words, message_id: messageId(), shown, at: (this.#said = Math.max(Date.now(), this.#said + 1)) };
    this.#memory.keep(entry);
    this.#add(entry);
  }

  /** Try again now whatever waits. With `anew`, a socket that seems open is opened again. */
  hurry({ anew = false } = {}): void {
    this.#readiness.hurry();
    this.#backoff.hurry();
    this.#outbox.hurry();
    this.#live?.hurry({ anew });
    if (this.#opening) this.#takeUp();
  }

  /** Read what came while nobody listened. */
  async catchUp(): Promise<void> {
    if (!this.#live) return;
    try {
      await this.#readHistory();
    } catch (error) {
      // Nobody there is no news: the socket comes back, and begins where it was.
      if (error instanceof Refused && error.endsConversation && !this.#signal.aborted) this.#end(error);
    }
  }

  /** Stop everything; what is shown stays. */
  close(): void {
    this.#life.abort(new DOMException("closed", "AbortError"));
  }

  get #signal(): AbortSignal {
    return this.#life.signal;
  }

  get #session(): Session {
    const session = this.#memory.session;
    if (!session) throw new Error("no conversation is open");
    return session;
  }

  /** Take up what was written and not sent: before a reload, or in a tab that was closed. */
  #takeUp(): void {
    for (const entry of this.#memory.unsent) this.#add(entry);
  }

  #add(entry: Entry): void {
    this.#lines.queue(entry);
    this.#outbox.add(entry);
  }

  async #open(): Promise<void> {
    await this.#untilAnswered(async () => {
      if (this.#memory.session) await this.#readHistory();
      else await this.#begin();
    });
    this.#live = new Live(this.#api.liveAddress(this.#session), this.#session, {
      cursor: () => this.#lines.cursor,
      frame: (frame) => this.#hear(frame),
      lost: () => void this.catchUp(),
      refused: () => this.#end(),
    });
    void this.#live.run(this.#signal);
  }

  async #begin(): Promise<void> {
    const { session, greeting } = await this.#api.begin(this.#signal);
    this.#signal.throwIfAborted();
    this.#memory.hold(session);
    // Somebody may have written already, while nobody answered.
    for (const entry of this.#memory.unsent) this.#memory.keep(entry);
    this.#show(this.#lines.read([greeting]));
  }

  async #readHistory(): Promise<void> {
    // The app gives a long history in pieces.
    for (let going = true; going; ) {
      const { messages, more, held_by } = await this.#api.read(this.#session, this.#lines.cursor, this.#signal);
      this.#signal.throwIfAborted();
      const fresh = this.#lines.read(messages);
      if (this.#live) this.#hold(held_by);
      if (messages.length) this.#show(this.#live ? fresh : []);
      if (!more) this.#hold(held_by); // Behind the whole history: it is how things stand now.
      going = more;
    }
  }

  async #untilAnswered(attempt: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        this.#signal.throwIfAborted();
        if (error instanceof Refused && !error.passes) this.#end(error);
        else if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
        this.#signal.throwIfAborted();
        void this.#readiness.ask().catch(() => {});
        await this.#backoff.wait(this.#signal, error instanceof Refused ? error.retryAfter * 1_000 : 0);
      }
    }
  }

  async #send({ message_id, text, button_id, starts_at }: Entry): Promise<Answer> {
    if (!this.#heldBy) this.#onlooker.typing("bot");
    const body = { message_id, ...(text && { text }), ...(button_id && { button_id }), ...(starts_at && { starts_at }) };
    try {
      return await this.#api.say(this.#session, body, this.#signal);
    } catch (error) {
      if (error instanceof Unreachable) void this.#readiness.ask().catch(() => {});
      throw error;
    } finally {
      if (!this.#signal.aborted) this.#onlooker.typing(null);
    }
  }

  #take(entry: Entry, { seq, at, replies, held_by }: Answer): void {
    const own = this.#lines.settle(entry, seq, at);
    this.#hold(held_by);
    this.#show([...own, ...this.#lines.answer(replies)]);
  }

  #hear(frame: Frame): void {
    if (frame.type === "message") {
      if (frame.message.author !== "client") this.#onlooker.typing(null);
      this.#show(this.#lines.read([frame.message]));
    }
    if (frame.type === "held") this.#hold(frame.by);
    if (frame.type === "typing") this.#onlooker.typing(frame.author);
    if (frame.type === "erased") {
      this.close();
      this.#memory.forget();
      this.#onlooker.erased();
    }
  }

  #show(fresh: readonly Line[]): void {
    this.#onlooker.lines(fresh);
  }

  #mark(entry: Entry, fate: Fate, detail?: string): void {
    this.#lines.mark(entry, fate, detail);
    this.#show([]);
  }

  #hold(by: string | null): void {
    if (by === this.#heldBy) return;
    this.#heldBy = by;
    this.#onlooker.held(by);
  }

  #end(refusal?: Refused): void {
    this.close();
    if (refusal?.code === "origin") this.#onlooker.forbidden(refusal.detail);
    else this.#onlooker.ended(refusal?.detail ?? "");
  }
}
