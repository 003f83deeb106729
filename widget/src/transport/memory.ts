/**
 * What the device remembers of one app's conversation, shared by all tabs of the website.
 *
 * Nothing is written before the client says something: `hold` keeps the session in memory, `keep` the first message
 * and with it the session. Each unsent message has a key of its own, so that two tabs never overwrite each other's.
 */

import type { Saying, Session } from "./contract.ts";

/** A message on its way: what is sent, what is shown for it, and when it was written (milliseconds since 1970). */
export interface Entry extends Saying {
  readonly shown: string;
  readonly at: number;
}

/** The part of `Storage` that is used. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const SESSION = "session";
const UNSENT = "unsent ";

export class Memory {
  #session: Session | null = null;
  readonly #store: Store | null;
  readonly #prefix: string;

  /** Remember in `store` (null: only as long as the page lives) what belongs to the app at `base`. */
  constructor(store: Store | null, base: string) {
    this.#store = store;
    this.#prefix = `porewell ${base} `;
    this.#session = this.stored;
  }

  /** The session in use here. */
  get session(): Session | null {
    return this.#session;
  }

  /** The session that the device remembers, perhaps another tab's. */
  get stored(): Session | null {
    const { id, token } = (this.recall(SESSION) ?? {}) as Partial<Session>;
    return id && token ? { id, token } : null;
  }

  /** What waits to be sent, by any tab, oldest first. */
  get unsent(): Entry[] {
    const store = this.#store;
    const keys = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? "");
    const wanted = keys.filter((key) => key.startsWith(this.#prefix + UNSENT));
    const entries = wanted.map((key) => this.recall(key.slice(this.#prefix.length)) as Entry | null);
    return entries.filter((entry) => entry !== null).sort((one, other) => one.at - other.at);
  }

  /** Use a session without writing it down. */
  hold(session: Session): void {
    this.#session = session;
  }

  /** Use the session that another tab has written down. */
  adopt(): void {
    this.#session = this.stored;
  }

  /** Write a message down, and the session with it. */
  keep(entry: Entry): void {
    if (this.#session) this.#write(SESSION, this.#session);
    this.#write(UNSENT + entry.message_id, entry);
  }

  /** Forget a message. */
  drop(entry: Entry): void {
    this.#remove(UNSENT + entry.message_id);
  }

  /** Forget the session; `unsent` too, but for texts when `keepTexts`: a button belongs to its own conversation. */
  forget({ keepTexts = false } = {}): void {
    // What another tab has begun meanwhile is its own: this one goes on with it.
    if (this.stored?.id === this.#session?.id) {
      for (const entry of this.unsent) if (!keepTexts || !entry.text) this.drop(entry);
      this.#remove(SESSION);
    }
    this.adopt();
  }

  /** Read what was remembered under a name, null if nothing was. */
  recall(name: string): unknown {
    try {
      return JSON.parse(this.#store?.getItem(this.#prefix + name) ?? "null");
    } catch {
      return null;
    }
  }

  /** Remember something under a name of its own; null, false and "" forget it. */
  remember(name: string, value: string | boolean | null): void {
    if (value) this.#write(name, value);
    else this.#remove(name);
  }

  /** Whether a storage event's key tells that the session has changed. */
  isSession(key: string | null): boolean {
    return key === null || key === this.#prefix + SESSION;
  }

  #write(key: string, value: unknown): void {
    try {
      this.#store?.setItem(this.#prefix + key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the chat works on, only a reload forgets.
    }
  }

  #remove(key: string): void {
    try {
      this.#store?.removeItem(this.#prefix + key);
    } catch {
      // As above.
    }
  }
}

/** Return a fresh id for a message. `crypto.randomUUID` is missing on a page served without TLS. */
export function messageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
