/**
 * The live socket: sends what is said behind a cursor, by whomever, for as long as somebody wants to know.
 *
 * It is opened with the number of the last line that is known, and the app begins behind it: whatever was said while
 * the line was down comes first.
 */

import { Backoff } from "./backoff.ts";
import type { Frame, Session } from "./contract.ts";

const CLOSED = { token: 4401, origin: 4403, erased: 4410 } as const;
const STEADY_MS = 10_000;

/** Whom the socket tells. `lost` hears of every connection that ends or fails, before the next attempt. */
export interface Hearer {
  cursor(): number;
  frame(frame: Frame): void;
  lost(): void;
  refused(): void;
}

export class Live {
  readonly #address: string;
  readonly #session: Session;
  readonly #hearer: Hearer;
  readonly #backoff: Backoff;
  #close = (): void => {};

  constructor(address: string, session: Session, hearer: Hearer, backoff = new Backoff()) {
    this.#address = address;
    this.#session = session;
    this.#hearer = hearer;
    this.#backoff = backoff;
  }

  /** Connect now: end a wait that is going on; with `anew`, distrust a socket that seems open. */
  hurry({ anew = false } = {}): void {
    this.#backoff.hurry();
    if (anew) this.#close();
  }

  /** Stay connected until `signal` aborts or the app refuses for good. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const code = await this.#connection(signal);
      if (signal.aborted || code === CLOSED.erased) return;
      if (code === CLOSED.token || code === CLOSED.origin) {
        this.#hearer.refused();
        return;
      }
      this.#hearer.lost();
      await this.#backoff.wait(signal).catch(() => {});
    }
  }

  #connection(signal: AbortSignal): Promise<number> {
    return new Promise((resolve) => {
      const socket = new WebSocket(this.#address);
      let steady: ReturnType<typeof setTimeout> | undefined;
      // On a dead line `onclose` may come a minute after `close`: https://github.com/twilio/twilio-video.js/pull/440
      const close = (): void => {
        socket.close();
        clearTimeout(steady);
        signal.removeEventListener("abort", close);
        resolve(0);
      };
      this.#close = close;
      signal.addEventListener("abort", close);
      socket.onopen = (): void => {
        socket.send(JSON.stringify({ token: this.#session.token, after: this.#hearer.cursor() }));
        steady = setTimeout(() => this.#backoff.reset(), STEADY_MS);
      };
      socket.onmessage = ({ data }: MessageEvent): void => {
        const frame = read(data);
        if (frame && !signal.aborted) this.#hearer.frame(frame);
      };
      socket.onclose = ({ code }: CloseEvent): void => {
        resolve(code); // The first one counts.
        close();
      };
    });
  }
}

function read(data: unknown): Frame | null {
  try {
    return JSON.parse(String(data)) as Frame;
  } catch {
    return null;
  }
}
