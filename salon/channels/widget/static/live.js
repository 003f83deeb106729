/** The socket by which later replies come: those of staff, and what another tab of the same conversation set off. */

import { liveAddress } from "./api.js";
import { Backoff } from "./backoff.js";

const BAD_TOKEN = 4401;
const STEADY_MS = 10_000;

export class Live {
  #backoff = new Backoff();
  #conversation;
  #deps;

  /** `deps`: `message(message)`, `typing()`, `gap()` (read what may have been missed), `ended()` (bad token). */
  constructor(conversation, deps) {
    this.#conversation = conversation;
    this.#deps = deps;
  }

  /** Reconnect now, if a wait is going on. */
  hurry() {
    this.#backoff.hurry();
  }

  /** Stay connected until `signal` aborts or the token is refused. */
  async run(signal) {
    while (!signal.aborted) {
      const code = await this.#connection(signal);
      if (signal.aborted) return;
      if (code === BAD_TOKEN) {
        this.#deps.ended();
        return;
      }
      this.#deps.gap();
      await this.#backoff.wait(signal).catch(() => {});
    }
  }

  #connection(signal) {
    return new Promise((resolve) => {
      const socket = new WebSocket(liveAddress(this.#conversation));
      let steady;
      const close = () => socket.close();
      signal.addEventListener("abort", close, { once: true });
      socket.onopen = () => {
        socket.send(JSON.stringify({ token: this.#conversation.token }));
        steady = setTimeout(() => this.#backoff.reset(), STEADY_MS);
        // Only now: what comes between reading and listening would fall through.
        this.#deps.gap();
      };
      socket.onmessage = ({ data }) => this.#take(data);
      socket.onclose = ({ code }) => {
        clearTimeout(steady);
        signal.removeEventListener("abort", close);
        resolve(code);
      };
    });
  }

  #take(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame.type === "message") this.#deps.message(frame.message);
    if (frame.type === "typing") this.#deps.typing();
  }
}
