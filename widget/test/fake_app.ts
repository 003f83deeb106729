/** The app, as the transport sees it: answers by rote, every fault on demand, sockets that a test can speak through. */

import type { Answer, Line } from "../src/transport/contract.ts";

/** A fault in place of an answer: a lost connection (before or after storing), or a refusal; `page` is a proxy's, not JSON. */
export type Fault = "lost" | "lost after storing" | Refusal;

export interface Refusal {
  readonly status: number;
  readonly error?: string;
  readonly detail?: string;
  readonly retryAfter?: number | string;
  readonly page?: string;
}

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly where: string;
  readonly init: RequestInit;
}

/** Return a line of a conversation. */
export function line(seq: number, author: Line["author"] = "bot", more: Partial<Line> = {}): Line {
  return {
    id: `line-${seq}`,
    seq,
    at: "2027-03-01T10:00:00+00:00",
    author,
    name: null,
    text: `text ${seq}`,
    topic: null,
    buttons: [],
    sources: [],
    asks: null,
    times: null,
    card: null,
    closing: false,
    ...more,
  };
}

/** Let everything that is due now happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

export class FakeApp {
  readonly posted: { message_id: string; text?: string }[] = [];
  readonly stored: Line[] = [line(1)];
  readonly sockets: FakeSocket[] = [];
  readonly asked: Asked[] = [];
  /** What goes wrong with the next messages. */
  readonly faults: Fault[] = [];
  /** What goes wrong with the next other requests, but for the question whether the app is ready. */
  readonly otherFaults: Exclude<Fault, "lost after storing">[] = [];
  begun = 0;
  awake = true;
  reachable = true;
  readonly #answers = new Map<string, Answer>();

  /** Take the place of the browser's network until `leave`. */
  arrive(): void {
    const app = this;
    globalThis.fetch = (async (where: URL | string, init: RequestInit = {}) => this.#answer(new URL(where), init)) as typeof fetch;
    globalThis.WebSocket = class extends FakeSocket {
      constructor(address: string) {
        super(address);
        app.sockets.push(this);
      }
    } as unknown as typeof WebSocket;
  }

  /** Say something that nobody asked for. */
  say(author: Line["author"] = "staff"): Line {
    const said = line(this.stored.length + 1, author);
    this.stored.push(said);
    return said;
  }

  #answer({ pathname, search, searchParams }: URL, init: RequestInit): Response {
    const { method = "GET", body } = init;
    this.asked.push({ method, where: pathname + search, init });
    if (!this.reachable) throw new TypeError("no network");
    if (pathname === "/readyz") return json({ status: this.awake ? "ready" : "waking up" }, this.awake ? 200 : 503);
    const message = method === "POST" && pathname.endsWith("/messages");
    const fault = message ? undefined : this.otherFaults.shift();
    if (fault === "lost") throw new TypeError("no network");
    if (fault) return refusal(fault);
    if (method === "POST" && pathname === "/v1/conversations") {
      this.begun++;
      return json({ conversation_id: "c", token: "t", greeting: this.stored[0] }, 201);
    }
    if (message) return this.#take(JSON.parse(String(body)));
    const after = Number(searchParams.get("after"));
    const behind = this.stored.filter(({ seq }) => seq > after);
    return json({ messages: behind.slice(0, 3), more: behind.length > 3, held_by: null });
  }

  #take(message: { message_id: string; text?: string }): Response {
    this.posted.push(message);
    const fault = this.faults.shift();
    if (fault === "lost") throw new TypeError("no network");
    if (typeof fault === "object") return refusal(fault);
    const answer = this.#answers.get(message.message_id) ?? this.#store(message);
    if (fault) throw new TypeError("the answer was lost");
    return json(answer);
  }

  #store({ message_id, text = "" }: { message_id: string; text?: string }): Answer {
    const own = line(this.stored.length + 1, "client", { id: message_id, text });
    const reply = line(this.stored.length + 2, "bot", { text: `You said: ${text}` });
    this.stored.push(own, reply);
    const answer = { message_id, seq: own.seq, at: own.at, replies: [reply], held_by: null };
    this.#answers.set(message_id, answer);
    return answer;
  }
}

/** A socket that opens when told to; a `dead` one never hears that it is closed. */
export class FakeSocket {
  readonly sent: string[] = [];
  readonly address: string;
  closed = false;
  dead = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(address: string) {
    this.address = address;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(code = 1000): void {
    if (this.closed) return;
    this.closed = true;
    if (this.dead) return;
    this.onclose?.({ code });
  }

  /** Hand a frame to the client. */
  tell(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

/** A `Storage` in memory. */
export class FakeStore {
  readonly kept = new Map<string, string>();

  get length(): number {
    return this.kept.size;
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
}

function refusal({ status, error, detail, retryAfter, page }: Refusal): Response {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return page === undefined ? json({ error, detail }, status, headers) : new Response(page, { status, headers });
}

function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}
