/** Waiting between attempts: twice as long each time, with jitter, and cut short when there is hope. */
export class Backoff {
  #attempt = 0;
  #wake = (): void => {};
  readonly #first: number;
  readonly #most: number;
  readonly #random: () => number;

  /** Begin with `first` milliseconds, never wait longer than `most`; `random` gives numbers from 0 to 1. */
  constructor(first = 1_000, most = 30_000, random: () => number = Math.random) {
    this.#first = first;
    this.#most = most;
    this.#random = random;
  }

  /** Begin again with the shortest wait. */
  reset(): void {
    this.#attempt = 0;
  }

  /** End the wait that is going on, if one is. */
  hurry(): void {
    this.#wake();
  }

  /** Wait for the next attempt, `least` milliseconds or more; rejects when `signal` aborts. */
  wait(signal: AbortSignal, least = 0): Promise<void> {
    // A fifth more or less: a thousand clients that lost one server must not come back in one moment.
    const usual = Math.min(this.#most, this.#first * 2 ** this.#attempt++) * (0.8 + 0.4 * this.#random());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(done, Math.max(least, usual));
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        resolve();
      }
      function stop(): void {
        clearTimeout(timer);
        reject(signal.reason as Error);
      }
      this.#wake = done;
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
  }
}
