/**
 * What the page asks of the app, over HTTP. No DOM in here.
 *
 * Every call ends in one of three ways: the answer, `Refused` (the app said no and why), or `Unreachable` (nobody
 * answered, or not in a way that means anything). Only the second kind is worth trying again.
 */

const PATIENCE_MS = 20_000;

/** The app refused (4xx). `detail` is a sentence for the client; `retryAfter` counts seconds, 0 if none was given. */
export class Refused extends Error {
  constructor(status, { error = "", detail = "" } = {}, retryAfter = 0) {
    super(`${status} ${error}`);
    Object.assign(this, { status, code: error, detail, retryAfter });
  }

  /** Say whether the conversation itself is gone: its token no longer holds, or it was deleted. */
  get endsConversation() {
    return this.status === 401 || this.status === 404;
  }
}

/** Nobody answered: no network, a time-out, a 5xx, or a body that is not the app's. */
export class Unreachable extends Error {}

/** Start a conversation; returns `{conversation_id, token, greeting}`. */
export function startConversation(signal) {
  return call("POST", "v1/conversations", { body: {}, signal });
}

/** Post `{message_id, text}` or `{message_id, button_id}`; returns `{message_id, replies, awaiting_staff}`. */
export function postMessage({ id, token }, message, signal) {
  return call("POST", `v1/conversations/${encodeURIComponent(id)}/messages`, { token, body: message, signal });
}

/** Read the messages with a `seq` above `after`, oldest first. */
export async function readMessages({ id, token }, after, signal) {
  const path = `v1/conversations/${encodeURIComponent(id)}/messages?after=${after}`;
  return (await call("GET", path, { token, signal })).messages;
}

/** Read the salon's facts. */
export function readSalon() {
  return call("GET", "v1/salon");
}

/** Say whether the assistant can answer now; throws `Unreachable` when not even the app does. */
export async function isReady() {
  const answer = await reach("readyz", { cache: "no-store" });
  if (answer.status === 503 && (await json(answer)).status === undefined) throw new Unreachable("503");
  if (!answer.ok && answer.status !== 503) throw new Unreachable(String(answer.status));
  return answer.ok;
}

/** Return the address of a conversation's live socket. */
export function liveAddress({ id }) {
  const address = new URL(`v1/conversations/${encodeURIComponent(id)}/live`, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  return address;
}

async function call(method, path, { token, body, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await reach(path, { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store" });
  if (answer.ok) return json(answer);
  if (answer.status >= 500 || answer.status === 408) throw new Unreachable(String(answer.status));
  const reason = await json(answer).catch(() => ({}));
  throw new Refused(answer.status, reason, Number(answer.headers.get("Retry-After")) || 0);
}

async function reach(path, { signal, ...options }) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const stop = () => patience.abort();
  signal?.addEventListener("abort", stop);
  try {
    return await fetch(new URL(path, document.baseURI), { ...options, signal: patience.signal, credentials: "omit" });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Unreachable(error.message);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function json(answer) {
  try {
    return await answer.json();
  } catch (error) {
    throw new Unreachable(error.message);
  }
}
