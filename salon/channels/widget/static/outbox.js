/**
 * What the client wrote and the app has not taken yet: sent one after another, in order, until it is taken.
 *
 * An entry is `{message_id, text}` or `{message_id, button_id, title}`. It keeps its `message_id` over every attempt
 * and over a reload, and the app answers a repeated one with the stored answer: trying again can do nothing twice.
 */

import { Refused, Unreachable } from "./api.js";
import { Backoff } from "./backoff.js";

export class Outbox {
  #entries;
  #running = false;
  #backoff = new Backoff();
  #signal;
  #deps;

  /**
   * Take up `entries`, oldest first. `deps` are functions: `gate()` resolves when sending has a chance; `send(entry)`
   * posts one and returns the answer; `keep(entries)` stores what is left; `state(entry, state, detail)` shows
   * "queued", "sending", "unsent", "refused" or "sent"; `answered(answer)` takes an answer; `ended(refusal)` hears
   * that the conversation is gone.
   */
  constructor(entries, deps, signal) {
    this.#entries = [...entries];
    this.#deps = deps;
    this.#signal = signal;
    signal.addEventListener("abort", () => (this.#running = true), { once: true });
  }

  /** Add an entry and send it when its turn comes. */
  add(entry) {
    this.#entries.push(entry);
    this.#deps.keep(this.#entries);
    this.#deps.state(entry, "queued");
    this.run();
  }

  /** Try again now. */
  hurry() {
    this.#backoff.hurry();
  }

  /** Send all that waits; returns at once when that is already going on. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#entries.length) await this.#attempt(this.#entries[0]);
      this.#running = false;
    } catch (error) {
      if (error instanceof Refused) this.#deps.ended(error);
      else if (!this.#signal.aborted) throw error;
    }
  }

  async #attempt(entry) {
    await this.#deps.gate();
    this.#signal.throwIfAborted();
    this.#deps.state(entry, "sending");
    try {
      const answer = await this.#deps.send(entry);
      this.#signal.throwIfAborted();
      this.#done(entry, "sent");
      this.#deps.answered(answer);
    } catch (error) {
      this.#signal.throwIfAborted();
      await this.#failed(entry, error);
    }
  }

  async #failed(entry, error) {
    if (error instanceof Unreachable) {
      this.#deps.state(entry, "unsent");
      await this.#backoff.wait(this.#signal);
    } else if (!(error instanceof Refused)) {
      throw error;
    } else if (error.endsConversation) {
      this.#deps.state(entry, "queued");
      throw error;
    } else if (error.status === 429) {
      this.#deps.state(entry, "unsent", error.detail);
      await this.#backoff.wait(this.#signal, error.retryAfter * 1_000);
    } else {
      this.#done(entry, "refused", error.detail);
    }
  }

  #done(entry, state, detail) {
    this.#backoff.reset();
    this.#entries.shift();
    this.#deps.keep(this.#entries);
    this.#deps.state(entry, state, detail);
  }
}
