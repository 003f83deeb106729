/**
 * What the widget asks of the app, over HTTP.
 *
 * Every call ends in one of three ways: the answer, `Refused` (the app said no and why), or `Unreachable` (nobody
 * answered, or not in a way that means anything). Only the last kind is worth trying again.
 */

import type { Answer, History, Line, Salon, Saying, Session } from "./contract.ts";

const PATIENCE_MS = 20_000;

/** The app refused (4xx). `detail` is a sentence for the client; `retryAfter` counts seconds, 0 if none was given. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly retryAfter: number;

  constructor(status: number, code = "", detail = "", retryAfter = 0) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** Whether the conversation itself is gone: its token no longer holds, or it was erased. */
  get endsConversation(): boolean {
    return this.status === 401 || this.status === 404;
  }

  /** Whether waiting helps. */
  get passes(): boolean {
    return this.status === 429;
  }
}

/** Nobody answered: no network, a time-out, a 5xx, or a body that is not the app's. */
export class Unreachable extends Error {}

/** What goes with a request. */
export interface Call {
  session?: Session | undefined;
  body?: object;
  signal?: AbortSignal | undefined;
}

/** The app's HTTP interface below `base`, an address that ends in a slash. */
export class Api {
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** Read the salon's facts. It is the first request, without a preflight, so that a refused origin is told why. */
  async salon(): Promise<Salon> {
    return json(await this.#call("GET", "v1/salon"));
  }

  /** Start a conversation. */
  async begin(signal: AbortSignal): Promise<{ session: Session; greeting: Line }> {
    const begun = await json(await this.#call("POST", "v1/conversations", { body: {}, signal }));
    return { session: { id: begun.conversation_id, token: begun.token }, greeting: begun.greeting };
  }

  /** Say something; a repeated `message_id` gives the same answer again and does nothing twice. */
  async say(session: Session, saying: Saying, signal: AbortSignal): Promise<Answer> {
    return json(await this.of(session, "POST", "/messages", { body: saying, signal }));
  }

  /** Read the lines behind `after`, oldest first; a long history comes in pieces. */
  async read(session: Session, after: number, signal: AbortSignal): Promise<History> {
    return json(await this.of(session, "GET", `/messages?after=${after}`, { signal }));
  }

  /** Whether the assistant can answer now; throws `Unreachable` when not even the app does. */
  async ready(): Promise<boolean> {
    const answer = await this.#reach("readyz", {});
    if (answer.ok) return true;
    // The app's own 503 says so in JSON; a proxy's in front of a dead app does not.
    if (answer.status === 503 && (await json(answer)).status) return false;
    throw new Unreachable(String(answer.status));
  }

  /** Return the address of a conversation's live socket. */
  liveAddress(session: Session): string {
    return new URL(`${path(session)}/live`, this.base).href.replace(/^http/, "ws");
  }

  /** Ask something of a conversation: `rest` follows its path, from "/" or "?" on. */
  of(session: Session, method: string, rest: string, call: Call = {}): Promise<Response> {
    return this.#call(method, path(session) + rest, { ...call, session });
  }

  async #call(method: string, where: string, { session, body, signal }: Call = {}): Promise<Response> {
    const headers = new Headers();
    if (session) headers.set("Authorization", `Bearer ${session.token}`);
    if (body) headers.set("Content-Type", "application/json");
    const answer = await this.#reach(where, { method, headers, body: body ? JSON.stringify(body) : null }, signal);
    if (answer.ok) return answer;
    if (answer.status >= 500 || answer.status === 408) throw new Unreachable(String(answer.status));
    const { error, detail } = await json(answer).catch(() => ({}) as Any);
    throw new Refused(answer.status, error, detail, Number(answer.headers.get("Retry-After")) || 0);
  }

  async #reach(where: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const either = signal ? AbortSignal.any([signal, patience]) : patience;
    try {
      return await fetch(new URL(where, this.base), {
        ...init,
        signal: either,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new Unreachable(String(error));
    }
  }
}

// What comes is checked by the app's own tests against the contract, and costs too much to check again here.
export type Any = any;

function path({ id }: Session): string {
  return `v1/conversations/${encodeURIComponent(id)}`;
}

async function json(answer: Response): Promise<Any> {
  const body = await answer.json().catch(() => null);
  if (!body) throw new Unreachable("no JSON of the app's");
  return body;
}
