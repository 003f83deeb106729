import assert from "node:assert/strict";
import { afterEach, beforeEach, type Mock, mock, test } from "node:test";
import { Api } from "../../src/transport/api.ts";
import { Conversation, type Onlooker } from "../../src/transport/conversation.ts";
import { Memory } from "../../src/transport/memory.ts";
import { FakeApp, FakeStore, settled } from "../fake_app.ts";
import { pass } from "../fake_clock.ts";

const BASE = "https://chat.example/";
let app: FakeApp;
let store: FakeStore;
let open: Conversation[];

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  app = new FakeApp();
  app.arrive();
  store = new FakeStore();
  open = [];
});

afterEach(() => {
  for (const one of open) one.close();
  mock.timers.reset();
});

type Heard = { [Name in keyof Onlooker]: Mock<Onlooker[Name]> };

function tab(): { conversation: Conversation; heard: Heard } {
  const names = ["lines", "ready", "held", "typing", "ended", "erased", "forbidden"] as const;
  const heard = Object.fromEntries(names.map((name) => [name, mock.fn()])) as unknown as Heard;
  const conversation = new Conversation(new Api(BASE), new Memory(store, BASE), heard);
  open.push(conversation);
  return { conversation, heard };
}

async function opened(): Promise<ReturnType<typeof tab>> {
  const made = tab();
  made.conversation.open();
  await settled();
  app.sockets.at(-1)?.onopen?.();
  return made;
}

function texts(conversation: Conversation): string[] {
  return conversation.lines.map(({ line }) => line.text);
}

test("nothing is written down before the first message", async () => {
  const { conversation } = await opened();
  assert.equal(store.length, 0);

  conversation.say({ text: "hello" });
  await settled();

  assert.deepEqual([...store.kept.keys()], [`porewell ${BASE} session`]);
  assert.deepEqual([app.begun, app.sockets.length], [1, 1]);
  assert.deepEqual(texts(conversation), ["text 1", "hello", "You said: hello"]);
});

test("an answer that was lost after storing is asked for again under the same id, and shown once", async () => {
  const { conversation } = await opened();
  app.faults.push("lost after storing", "lost");

  conversation.say({ text: "hello" });
  await settled();
  assert.equal(conversation.lines.at(-1)?.fate, "unsent");
  await pass(5_000);

  assert.equal(app.posted.length, 3);
  assert.equal(new Set(app.posted.map(({ message_id: id }) => id)).size, 1);
  assert.deepEqual(texts(conversation), ["text 1", "hello", "You said: hello"]);
  assert.equal(conversation.lines.every(({ fate }) => fate === undefined), true);
});

test("several messages leave one after another, in order", async () => {
  const { conversation } = await opened();
  app.faults.push("lost");

  for (const text of ["one", "two", "three"]) conversation.say({ text });
  await pass(3_000);

  assert.deepEqual(app.posted.map(({ text }) => text), ["one", "one", "two", "three"]);
  assert.deepEqual(texts(conversation).slice(1), ["one", "You said: one", "two", "You said: two", "three", "You said: three"]);
});

test("a refused message does not hold up the next, and one beyond the rate waits as long as it is told", async () => {
  const { conversation } = await opened();
  app.faults.push({ status: 422, detail: "There is no text." }, { status: 429, detail: "A lot.", retryAfter: 20 });

  conversation.say({ text: "one" });
  conversation.say({ text: "two" });
  await pass(19_000);
  assert.equal(app.posted.length, 2);
  await pass(2_000);

  assert.deepEqual(app.posted.map(({ text }) => text), ["one", "two", "two"]);
  const refused = conversation.lines.find(({ fate }) => fate);
  assert.deepEqual([refused?.fate, refused?.detail, refused?.entry?.text], ["refused", "There is no text.", "one"]);
});

test("what was not sent is taken up after a reload", async () => {
  const { conversation } = await opened();
  app.faults.push("lost", "lost");
  conversation.say({ text: "hello" });
  await settled();
  conversation.close();
  app.faults.length = 0;

  const { conversation: next } = await opened();
  await settled();

  assert.equal(app.begun, 1);
  assert.deepEqual(texts(next), ["text 1", "hello", "You said: hello"]);
});

test("the socket comes back with the number of the last line, waits longer each time, and ends for good on 4401", async () => {
  const { conversation, heard } = await opened();
  app.sockets[0]?.tell({ type: "message", message: app.say() });
  const opens: number[] = [];
  for (let second = 0; second < 12; second++) {
    if (!app.sockets.at(-1)?.closed) {
      opens.push(second);
      app.sockets.at(-1)?.close(1006);
    }
    await pass(1_000);
  }

  assert.equal(opens.length >= 3 && opens.length <= 5, true, String(opens));
  await pass(30_000);
  const last = app.sockets.at(-1);
  last?.onopen?.();
  assert.deepEqual(JSON.parse(last?.sent[0] ?? ""), { token: "t", after: 2 });
  last?.close(4401);
  const sockets = app.sockets.length;
  await pass(60_000);
  assert.equal(app.sockets.length, sockets);
  assert.equal(heard.ended.mock.callCount(), 1);
  assert.deepEqual(texts(conversation), ["text 1", "text 2"]);
});

test("what was said while the socket was down is shown once and in order, however it comes", async () => {
  const { conversation, heard } = await opened();
  const [first, second] = [app.say(), app.say("bot")];
  app.sockets[0]?.close(1006);
  await pass(2_000);
  app.sockets.at(-1)?.onopen?.();

  for (const message of [first, second, second]) app.sockets.at(-1)?.tell({ type: "message", message });

  assert.deepEqual(texts(conversation), ["text 1", "text 2", "text 3"]);
  const fresh = heard.lines.mock.calls.flatMap(({ arguments: [lines] }) => lines.map(({ seq }) => seq));
  assert.deepEqual(fresh, [1, 2, 3]);
});

test("a long history comes in pieces, and is not news", async () => {
  const { conversation } = await opened();
  conversation.say({ text: "hello" });
  await settled();
  for (let number = 0; number < 10; number++) app.say("bot");

  const { conversation: next, heard } = await opened();

  assert.equal(next.lines.length, 13);
  assert.deepEqual(heard.lines.mock.calls.flatMap(({ arguments: [lines] }) => lines), []);
});

test("a message waits for an assistant that is waking up", async () => {
  app.awake = false;
  const { conversation, heard } = await opened();
  conversation.say({ text: "hello" });
  await pass(3_000);
  assert.equal(app.posted.length, 0);

  app.awake = true;
  await pass(1_500);

  assert.deepEqual(heard.ready.mock.calls.map(({ arguments: [state] }) => state), ["waking", "ready"]);
  assert.deepEqual(texts(conversation), ["text 1", "hello", "You said: hello"]);
});

test("a conversation that is gone ends, and the message is kept for the next", async () => {
  const { conversation, heard } = await opened();
  app.faults.push({ status: 401, detail: "Gone." });

  conversation.say({ text: "hello" });
  await settled();

  assert.deepEqual(heard.ended.mock.calls[0]?.arguments, ["Gone."]);
  assert.equal([...store.kept.keys()].filter((key) => key.includes("unsent")).length, 1);
});

test("erased elsewhere: nothing is left on the device", async () => {
  const { conversation, heard } = await opened();
  conversation.say({ text: "hello" });
  await settled();

  app.sockets[0]?.tell({ type: "erased" });

  assert.equal(store.length, 0);
  assert.equal(heard.erased.mock.callCount(), 1);
});

test("staff who take over and give back are told of once each", async () => {
  const { heard } = await opened();

  for (const by of ["Elena", "Elena", null, null]) app.sockets[0]?.tell({ type: "held", by });

  assert.deepEqual(heard.held.mock.calls.map(({ arguments: [by] }) => by), ["Elena", null]);
});

test("a line that the socket has brought already is not called unsent when its answer is lost", async () => {
  const { conversation } = await opened();
  app.faults.push("lost after storing", "lost");
  conversation.say({ text: "hello" });
  await settled();
  for (const message of app.stored) app.sockets[0]?.tell({ type: "message", message });

  await pass(1_300);
  assert.equal(app.posted.length, 2);
  assert.deepEqual(conversation.lines.map(({ fate }) => fate), [undefined, undefined, undefined]);
  await pass(4_000);

  assert.equal(app.posted.length, 3);
  assert.deepEqual(texts(conversation), ["text 1", "hello", "You said: hello"]);
});

test("a conversation that can't be opened yet is opened at once when hurried, and what was written goes out", async () => {
  app.reachable = false;
  const { conversation } = await opened();
  conversation.say({ text: "hello" });
  await pass(20_000);
  const before = app.asked.filter(({ where }) => where === "/v1/conversations").length;
  app.reachable = true;

  conversation.hurry();
  await settled();

  assert.equal(before > 2, true, String(before));
  assert.equal(app.begun, 1);
  assert.deepEqual(texts(conversation), ["text 1", "hello", "You said: hello"]);
});

test("a website that the app does not serve is told so, and nothing more is asked", async () => {
  app.otherFaults.push({ status: 403, error: "origin", detail: "Add it to salon.yml." });
  const { heard } = await opened();
  const asked = app.asked.length;
  await pass(60_000);

  assert.deepEqual(heard.forbidden.mock.calls.map(({ arguments: told }) => told), [["Add it to salon.yml."]]);
  assert.equal(heard.ended.mock.callCount(), 0);
  assert.equal(app.asked.length, asked);
});

test("opening waits as long as it is told by an app that is asked too often", async () => {
  app.otherFaults.push({ status: 429, retryAfter: 20 });
  await opened();

  await pass(19_000);
  assert.equal(app.begun, 0);
  await pass(2_000);
  assert.equal(app.begun, 1);
});

test("what was written before the conversation began is kept with its session, for the next page", async () => {
  app.reachable = false;
  const { conversation } = await opened();
  conversation.say({ text: "hello" });
  app.reachable = true;
  app.faults.push("lost");
  conversation.hurry();
  await settled();

  assert.deepEqual([...store.kept.keys()].map((key) => key.split(" ")[2]).sort(), ["session", "unsent"]);
});

test("a conversation that is found gone when catching up ends, and trouble then does not end it", async () => {
  const { conversation, heard } = await opened();
  app.otherFaults.push({ status: 503 }, { status: 404, detail: "Gone." });

  await conversation.catchUp();
  assert.equal(heard.ended.mock.callCount(), 0);
  await conversation.catchUp();
  assert.deepEqual(heard.ended.mock.calls.map(({ arguments: told }) => told), [["Gone."]]);
});

test("whoever is writing is told of, until the line is there", async () => {
  const { heard } = await opened();

  app.sockets[0]?.tell({ type: "typing", author: "staff" });
  app.sockets[0]?.tell({ type: "message", message: app.say() });

  assert.deepEqual(heard.typing.mock.calls.map(({ arguments: [author] }) => author), ["staff", null]);
});
