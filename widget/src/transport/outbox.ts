/**
 * What the client wrote and the app has not taken yet: sent one after another, in order, until it is taken.
 *
 * An entry keeps its `message_id` over every attempt and over a reload, and the app answers a repeated one with the
 * stored answer: trying again can do nothing twice.
 */

import { Refused, Unreachable } from "./api.ts";
import { Backoff } from "./backoff.ts";
import type { Answer } from "./contract.ts";
import type { Fate } from "./lines.ts";
import type { Entry } from "./memory.ts";

/** What an outbox needs. `gate` resolves when sending has a chance; `done` hears when an entry need not be kept. */
export interface Post {
  gate(): Promise<unknown>;
  send(entry: Entry): Promise<Answer>;
  fate(entry: Entry, fate: Fate, detail?: string): void;
  done(entry: Entry): void;
  answered(entry: Entry, answer: Answer): void;
  ended(refusal: Refused): void;
}

export class Outbox {
  readonly #entries: Entry[] = [];
  readonly #post: Post;
  readonly #signal: AbortSignal;
  readonly #backoff: Backoff;
  #running = false;

  constructor(post: Post, signal: AbortSignal, backoff = new Backoff()) {
    this.#post = post;
    this.#signal = signal;
    this.#backoff = backoff;
  }

  /** Send an entry when its turn comes. One that waits already is not added again. */
  add(entry: Entry): void {
    if (this.#entries.some(({ message_id: id }) => id === entry.message_id)) return;
    this.#entries.push(entry);
    this.#post.fate(entry, "queued");
    void this.#run();
  }

  /** Try again now. */
  hurry(): void {
    this.#backoff.hurry();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let entry = this.#entries[0]; entry; entry = this.#entries[0]) await this.#attempt(entry);
    } catch (error) {
      if (error instanceof Refused) this.#post.ended(error);
      else if (!this.#signal.aborted) throw error;
      return; // For good: the conversation has ended, or was closed.
    }
    this.#running = false;
  }

  async #attempt(entry: Entry): Promise<void> {
    await this.#post.gate();
    this.#signal.throwIfAborted();
    this.#post.fate(entry, "sending");
    try {
      const answer = await this.#post.send(entry);
      this.#signal.throwIfAborted();
      this.#next(entry);
      this.#post.answered(entry, answer);
    } catch (error) {
      this.#signal.throwIfAborted();
      await this.#failed(entry, error);
    }
  }

  async #failed(entry: Entry, error: unknown): Promise<void> {
    if (error instanceof Unreachable) {
      this.#post.fate(entry, "unsent");
      await this.#backoff.wait(this.#signal);
    } else if (!(error instanceof Refused) || error.endsConversation) {
      this.#post.fate(entry, "queued");
      throw error;
    } else if (error.passes) {
      this.#post.fate(entry, "unsent", error.detail);
      await this.#backoff.wait(this.#signal, error.retryAfter * 1_000);
    } else {
      this.#next(entry);
      this.#post.fate(entry, "refused", error.detail);
    }
  }

  #next(entry: Entry): void {
    this.#backoff.reset();
    this.#entries.shift();
    this.#post.done(entry);
  }
}
