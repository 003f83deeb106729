/** What an outbox sends to, by rote: answers, or throws, what a test has put in. */

import type { Refused } from "../src/transport/api.ts";
import type { Answer } from "../src/transport/contract.ts";
import type { Fate } from "../src/transport/lines.ts";
import type { Entry } from "../src/transport/memory.ts";
import type { Post } from "../src/transport/outbox.ts";

/** Return a message on its way. */
export function entry(text: string, at = 1): Entry {
  return { message_id: `id of ${text}`, text, shown: text, at };
}

export class FakePost implements Post {
  readonly sent: Entry[] = [];
  readonly fates: (readonly [text: string, fate: Fate, detail?: string])[] = [];
  readonly kept: string[] = [];
  readonly answers: string[] = [];
  readonly endings: Refused[] = [];
  /** What the next attempts fail with; null is a success. */
  readonly failures: (Error | null)[] = [];
  /** What stands between an entry and its sending. */
  open: Promise<unknown> = Promise.resolve();
  /** What stands between an entry and its answer. */
  answering: Promise<unknown> = Promise.resolve();

  gate(): Promise<unknown> {
    return this.open;
  }

  async send(entry: Entry): Promise<Answer> {
    this.sent.push(entry);
    await this.answering;
    const failure = this.failures.shift();
    if (failure) throw failure;
    return { message_id: entry.message_id, seq: this.sent.length, at: "2027-03-01T10:00:00+00:00", replies: [], held_by: null };
  }

  fate({ shown }: Entry, fate: Fate, detail?: string): void {
    this.fates.push(detail === undefined ? [shown, fate] : [shown, fate, detail]);
    if (fate === "queued" && !this.kept.includes(shown)) this.kept.push(shown);
  }

  done({ shown }: Entry): void {
    this.kept.splice(this.kept.indexOf(shown), 1);
  }

  answered({ shown }: Entry): void {
    this.answers.push(shown);
  }

  ended(refusal: Refused): void {
    this.endings.push(refusal);
  }
}
