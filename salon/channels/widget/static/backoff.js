/** Waiting between attempts: twice as long each time, a little by chance, and cut short when there is hope. */
export class Backoff {
  #attempt = 0;
  #wake = () => {};
  #first;
  #most;

  /** Begin with `first` milliseconds and never wait longer than `most`. */
  constructor({ first = 1_000, most = 30_000 } = {}) {
    this.#first = first;
    this.#most = most;
  }

  /** Begin again with the shortest wait. */
  reset() {
    this.#attempt = 0;
  }

  /** End the wait that is going on, if one is. */
  hurry() {
    this.#wake();
  }

  /** Wait for the next attempt, `least` milliseconds or more; rejects when `signal` aborts. */
  wait(signal, least = 0) {
    const doubled = Math.min(this.#most, this.#first * 2 ** this.#attempt++);
    const milliseconds = Math.max(least, doubled * (0.8 + 0.4 * Math.random()));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop, { once: true });
    });
  }
}
