import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Api, Refused, Unreachable } from "../../src/transport/api.ts";
import { FakeApp, type Refusal } from "../fake_app.ts";

const SESSION = { id: "c", token: "secret" };
let app: FakeApp;
let api: Api;
let signal: AbortSignal;

beforeEach(() => {
  app = new FakeApp();
  app.arrive();
  api = new Api("https://chat.example/");
  signal = new AbortController().signal;
});

/** Return what the history's request ends in when the app answers so. */
async function refused(refusal: Refusal): Promise<unknown> {
  app.otherFaults.push(refusal);
  return api.read(SESSION, 0, signal).then(
    () => assert.fail("answered"),
    (error: unknown) => error,
  );
}

test("a no of the app tells what, why and for how long", async () => {
  const error = await refused({ status: 429, error: "rate", detail: "A lot.", retryAfter: 20 });

  assert.ok(error instanceof Refused);
  assert.deepEqual([error.status, error.code, error.detail, error.retryAfter], [429, "rate", "A lot.", 20]);
});

test("a no without a time, with a date for one, or in words that are not the app's is a no all the same", async () => {
  const nos = [
    { status: 429 },
    { status: 429, retryAfter: "Wed, 03 Mar 2027 10:00:00 GMT" },
    { status: 429, page: "<p>Slow down</p>" },
  ];
  for (const no of nos) {
    const error = await refused(no);

    assert.ok(error instanceof Refused, JSON.stringify(no));
    assert.deepEqual([error.code, error.detail, error.retryAfter], ["", "", 0]);
  }
});

test("only a token that does not hold and a conversation that is not there end it; only the rate passes", async () => {
  const nos: [number, boolean, boolean][] = [];
  for (const status of [400, 401, 403, 404, 409, 413, 422, 429]) {
    const error = await refused({ status });
    assert.ok(error instanceof Refused);
    nos.push([status, error.endsConversation, error.passes]);
  }

  assert.deepEqual(nos.filter(([, ends]) => ends).map(([status]) => status), [401, 404]);
  assert.deepEqual(nos.filter(([, , passes]) => passes).map(([status]) => status), [429]);
});

test("a no whose body is nothing is a no all the same", async () => {
  const no = await refused({ status: 422, page: "null" });

  assert.ok(no instanceof Refused);
  assert.deepEqual([no.status, no.code, no.detail], [422, "", ""]);
});

test("an app in trouble, a time-out and an answer that is not JSON are nobody", async () => {
  const login = { status: 200, page: "<p>Log in</p>" };
  const nothing = { status: 200, page: "null" };
  for (const answer of [nothing, { status: 500 }, { status: 502, page: "Bad gateway" }, { status: 503 }, { status: 408 }, login])
    assert.ok((await refused(answer)) instanceof Unreachable, JSON.stringify(answer));

  app.reachable = false;
  await assert.rejects(api.salon(), Unreachable);
});

test("a request that was given up is not mistaken for a network that is down", async () => {
  const life = new AbortController();
  life.abort(new Error("closed"));
  globalThis.fetch = (_, init) => Promise.reject(init?.signal?.reason as Error);

  await assert.rejects(api.read(SESSION, 0, life.signal), (error) => error === life.signal.reason);
});

test("the salon is asked for without anything that needs a preflight", async () => {
  await api.salon();

  const [{ method, where, init } = assert.fail()] = app.asked;
  assert.deepEqual([method, where, [...new Headers(init.headers)], init.body], ["GET", "/v1/salon", [], null]);
});

test("a conversation begins without a token and goes on with it", async () => {
  const { session, greeting } = await api.begin(signal);
  await api.say(session, { message_id: "m", text: "hello" }, signal);

  assert.deepEqual([session, greeting.seq], [{ id: "c", token: "t" }, 1]);
  assert.deepEqual(
    app.asked.map(({ method, where, init }) => [method, where, new Headers(init.headers).get("Authorization"), init.body]),
    [
      ["POST", "/v1/conversations", null, "{}"],
      ["POST", "/v1/conversations/c/messages", "Bearer t", '{"message_id":"m","text":"hello"}'],
    ],
  );
});

test("the host page's cookies and address stay where they are, and no cache answers", async () => {
  await api.read(SESSION, 7, signal);

  const [{ where, init } = assert.fail()] = app.asked;
  assert.equal(where, "/v1/conversations/c/messages?after=7");
  assert.deepEqual([init.credentials, init.referrerPolicy, init.cache], ["omit", "no-referrer", "no-store"]);
});

test("a query of the conversation itself follows its path without a slash", async () => {
  await api.of({ id: "a/b", token: "t" }, "DELETE", "?appointments=keep");

  const [{ method, where } = assert.fail()] = app.asked;
  assert.deepEqual([method, where], ["DELETE", "/v1/conversations/a%2Fb?appointments=keep"]);
});

test("the live socket is as safe as the app's address, and below its path", () => {
  const bases = ["https://chat.example/", "http://127.0.0.1:8000/", "https://salon.example/chat/"];

  assert.deepEqual(bases.map((base) => new Api(base).liveAddress(SESSION)), [
    "wss://chat.example/v1/conversations/c/live",
    "ws://127.0.0.1:8000/v1/conversations/c/live",
    "wss://salon.example/chat/v1/conversations/c/live",
  ]);
});

test("ready and waking up are the app's own words, a proxy's 503 is not", async () => {
  assert.equal(await api.ready(), true);
  app.awake = false;
  assert.equal(await api.ready(), false);

  for (const [page, status] of [["Down", 503], ["{}", 503], ["{}", 404]] as const) {
    globalThis.fetch = async () => new Response(page, { status });
    await assert.rejects(api.ready(), Unreachable);
  }
});
