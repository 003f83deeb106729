/** Whether the assistant can answer: asked each second while it wakes up, less often while nobody answers at all. */

import type { Api } from "./api.ts";
import { Backoff } from "./backoff.ts";

export type Ready = "unknown" | "waking" | "offline" | "ready";

const POLL_MS = 1_000;

export class Readiness {
  #state: Ready = "unknown";
  #asking: Promise<void> | null = null;
  readonly #api: Pick<Api, "ready">;
  readonly #signal: AbortSignal;
  readonly #changed: (state: Ready) => void;
  readonly #poll = new Backoff(POLL_MS, POLL_MS);
  readonly #offline = new Backoff(POLL_MS, 8_000);

  /** Call `changed` at each change, until `signal` aborts. */
  constructor(api: Pick<Api, "ready">, signal: AbortSignal, changed: (state: Ready) => void) {
    this.#api = api;
    this.#signal = signal;
    this.#changed = changed;
  }

  get state(): Ready {
    return this.#state;
  }

  /** Ask until the answer is "ready"; at once when the last answer was. */
  async passed(): Promise<void> {
    if (this.#state !== "ready") await this.ask();
  }

  /** Ask anew, because something just failed or the chat has just opened; ends when the assistant is ready. */
  ask(): Promise<void> {
    this.#asking ??= this.#untilReady().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Ask now and not at the next turn of the clock. */
  hurry(): void {
    this.#poll.hurry();
    this.#offline.hurry();
  }

  async #untilReady(): Promise<void> {
    for (;;) {
      const state = await this.#now();
      this.#signal.throwIfAborted();
      this.#move(state);
      if (state === "ready") return;
      await (state === "waking" ? this.#poll : this.#offline).wait(this.#signal);
    }
  }

  async #now(): Promise<Ready> {
    try {
      return (await this.#api.ready()) ? "ready" : "waking";
    } catch {
      return "offline";
    }
  }

  #move(state: Ready): void {
    if (state !== "offline") this.#offline.reset();
    if (state === this.#state) return;
    this.#state = state;
    this.#changed(state);
  }
}
