/** Whether the assistant can answer: asked each second while it wakes up, less often while nobody answers at all. */

import { isReady } from "./api.js";
import { Backoff } from "./backoff.js";

const POLL_MS = 1_000;

export class Readiness {
  #state = "unknown";
  #asking = null;
  #poll = new Backoff({ first: POLL_MS, most: POLL_MS });
  #offline = new Backoff({ first: POLL_MS, most: 8_000 });
  #changed;

  /** Call `changed(state, before)` at each change; a state is "unknown", "waking", "offline" or "ready". */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Ask until the answer is "ready"; at once when the last answer was. */
  async passed() {
    if (this.#state !== "ready") await this.ask();
  }

  /** Ask anew, because something just failed or the page has just opened; ends when the assistant is ready. */
  ask() {
    this.#asking ??= this.#untilReady().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Ask now and not at the next turn of the clock. */
  hurry() {
    this.#poll.hurry();
    this.#offline.hurry();
  }

  async #untilReady() {
    for (;;) {
      const state = await this.#now();
      this.#move(state);
      if (state === "ready") return;
      await (state === "waking" ? this.#poll : this.#offline).wait();
    }
  }

  async #now() {
    try {
      return (await isReady()) ? "ready" : "waking";
    } catch {
      return "offline";
    }
  }

  #move(state) {
    const before = this.#state;
    this.#state = state;
    if (state !== "offline") this.#offline.reset();
    if (state !== before) this.#changed(state, before);
  }
}
