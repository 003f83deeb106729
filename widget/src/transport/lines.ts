/**
 * The conversation as it is known here: every line once, in the app's order, what is not sent yet at the end.
 *
 * Lines come by three ways (the answer to a message, the live socket, the history), in any order and more than once.
 * The id tells them apart, `seq` orders them. `cursor` is the number up to which nothing can be missing: only what was
 * read in order, by history or socket, moves it.
 */

import type { Line } from "./contract.ts";
import type { Entry } from "./memory.ts";

/** How a message of the client's fares; absent once the app has it. */
export type Fate = "queued" | "sending" | "unsent" | "refused";

/** A line, and how it fares if it is the client's; `detail` is the app's sentence about it. */
export interface Shown {
  readonly line: Line;
  readonly fate?: Fate;
  readonly detail?: string | undefined;
  /** What was queued, to be mended or sent again. */
  readonly entry?: Entry;
}

export class Lines {
  readonly #known = new Map<string, Shown>();
  #cursor = 0;

  /** The sequence number up to which every line is known. */
  get cursor(): number {
    return this.#cursor;
  }

  /** All lines, in order. */
  get all(): readonly Shown[] {
    return [...this.#known.values()].sort((one, other) => place(one) - place(other));
  }

  /** Whether the client has said anything, sent or not. */
  get spoken(): boolean {
    return [...this.#known.values()].some(({ line }) => line.author === "client");
  }

  /** Take lines that came in order behind the cursor; returns those that are new. */
  read(lines: readonly Line[]): Line[] {
    this.#cursor = Math.max(this.#cursor, ...lines.map(({ seq }) => seq));
    return this.add(lines);
  }

  /** Take lines that were not read in order; returns those that are new, or of this client's and now sent. */
  add(lines: readonly Line[]): Line[] {
    return lines.filter((line) => {
      const known = this.#known.get(line.id);
      // The first wording stays: it is what the client wrote, or has just checked; later ones have numbers masked.
      const stays = known ? { ...known.line, seq: line.seq, at: line.at } : line;
      this.#known.set(line.id, { line: stays });
      return !known?.line.seq;
    });
  }

  /** Take the answer to a message of this client's: its wording is the whole one, whatever came before. */
  answer(lines: readonly Line[]): Line[] {
    const fresh = this.add(lines);
    for (const line of lines) this.#known.set(line.id, { line });
    return fresh;
  }

  /** Show what waits to be sent. */
  queue(entry: Entry): void {
    if (!this.#known.has(entry.message_id)) this.#known.set(entry.message_id, { line: own(entry), fate: "queued", entry });
  }

  /** Say how a queued message fares. */
  mark(entry: Entry, fate: Fate, detail?: string): void {
    const known = this.#known.get(entry.message_id);
    // Stored, though its answer was lost: it is asked for again, but nobody need be told that it was not sent.
    if (!known || known.line.seq) return;
    this.#known.set(entry.message_id, { line: known.line, fate, detail, entry });
  }

  /** Note where the app has put a message of the client's; returns as `add`. */
  settle(entry: Entry, seq: number, at: string): Line[] {
    return this.add([{ ...own(entry), seq, at }]);
  }
}

const UNSENT = Number.MAX_SAFE_INTEGER;

function place({ line }: Shown): number {
  return line.seq || UNSENT;
}

function own({ message_id, shown, at }: Entry): Line {
  return {
    id: message_id,
    seq: 0,
    at: new Date(at).toISOString(),
    author: "client",
    name: null,
    text: shown,
    topic: null,
    buttons: [],
    sources: [],
    asks: null,
    times: null,
    card: null,
    closing: false,
  };
}
