import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory, messageId } from "../../src/transport/memory.ts";
import { FakeStore } from "../fake_app.ts";
import { entry } from "../fake_post.ts";

const BASE = "https://chat.example/";
const SESSION = { id: "c", token: "t" };

test("nothing is written before the first message", () => {
  const store = new FakeStore();
  const memory = new Memory(store, BASE);

  memory.hold(SESSION);

  assert.deepEqual([store.length, memory.session, memory.stored], [0, SESSION, null]);
});

test("the first message is written down, and the session with it, for the next page", () => {
  const store = new FakeStore();
  const memory = new Memory(store, BASE);
  memory.hold(SESSION);

  memory.keep(entry("hello"));

  const next = new Memory(store, BASE);
  assert.deepEqual([next.session, next.unsent], [SESSION, [entry("hello")]]);
});

test("a message written before there is a session is kept without one", () => {
  const store = new FakeStore();

  new Memory(store, BASE).keep(entry("hello"));

  const next = new Memory(store, BASE);
  assert.deepEqual([next.session, next.unsent], [null, [entry("hello")]]);
});

test("two tabs write their messages side by side, and both see all, oldest first", () => {
  const store = new FakeStore();
  const [one, other] = [new Memory(store, BASE), new Memory(store, BASE)];

  other.keep(entry("second", 2));
  one.keep(entry("third", 3));
  one.keep(entry("first", 1));

  const seen = [one, other].map(({ unsent }) => unsent.map(({ text }) => text));
  assert.deepEqual(seen, [["first", "second", "third"], ["first", "second", "third"]]);
});

test("a message that was taken is dropped, and the session stays", () => {
  const store = new FakeStore();
  const memory = new Memory(store, BASE);
  memory.hold(SESSION);
  for (const text of ["one", "two"]) memory.keep(entry(text));

  memory.drop(entry("one"));

  assert.deepEqual(memory.unsent.map(({ text }) => text), ["two"]);
  assert.deepEqual(memory.stored, SESSION);
});

test("forgetting leaves no key of the conversation behind, and none of another app's touched", () => {
  const store = new FakeStore();
  const [memory, other] = [new Memory(store, BASE), new Memory(store, "https://other.example/")];
  for (const each of [memory, other]) {
    each.hold(SESSION);
    each.keep(entry("hello"));
  }
  store.setItem("host page", "its own");

  memory.forget();

  assert.deepEqual([memory.session, memory.stored, memory.unsent], [null, null, []]);
  assert.deepEqual([...store.kept.keys()].filter((key) => key.includes(BASE)), []);
  assert.deepEqual([other.stored, other.unsent.length, store.getItem("host page")], [SESSION, 1, "its own"]);
});

test("texts can outlive their conversation, buttons and times can't", () => {
  const memory = new Memory(new FakeStore(), BASE);
  memory.hold(SESSION);
  memory.keep(entry("hello"));
  memory.keep({ message_id: "button", button_id: "yes", shown: "Yes", at: 2 });
  memory.keep({ message_id: "time", starts_at: "2027-03-04T09:00:00+00:00", shown: "Thursday at 9", at: 3 });

  memory.forget({ keepTexts: true });

  assert.deepEqual(memory.unsent, [entry("hello")]);
  assert.deepEqual([memory.session, memory.stored], [null, null]);
});

test("another tab's session is used only when it is adopted", () => {
  const store = new FakeStore();
  const [one, other] = [new Memory(store, BASE), new Memory(store, BASE)];
  one.hold(SESSION);
  one.keep(entry("hello"));
  assert.deepEqual([other.session, other.stored], [null, SESSION]);

  other.adopt();

  assert.deepEqual(other.session, SESSION);
});

test("what is remembered under a name is recalled, and nothing is kept for null, false and an empty text", () => {
  const store = new FakeStore();
  const memory = new Memory(store, BASE);
  for (const nothing of [null, false, ""]) {
    memory.remember("draft", "half a sen");
    assert.equal(new Memory(store, BASE).recall("draft"), "half a sen");

    memory.remember("draft", nothing);

    assert.deepEqual([memory.recall("draft"), store.length], [null, 0]);
  }
});

test("rubbish in the store is nothing", () => {
  const store = new FakeStore();
  for (const rubbish of ["{", "null", "7", '{"id": "c"}', '{"token": "t"}']) {
    store.setItem(`porewell ${BASE} session`, rubbish);
    assert.equal(new Memory(store, BASE).session, null, rubbish);
  }
  store.setItem(`porewell ${BASE} unsent x`, "{");
  assert.deepEqual(new Memory(store, BASE).unsent, []);
});

test("a store that is full or missing remembers nothing and breaks nothing", () => {
  const full = new FakeStore();
  full.setItem = full.removeItem = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  for (const store of [full, null]) {
    const memory = new Memory(store, BASE);
    memory.hold(SESSION);
    memory.keep(entry("hello"));
    memory.drop(entry("hello"));
    assert.deepEqual([memory.session, memory.stored, memory.unsent], [SESSION, null, []]);

    memory.forget();
    assert.equal(memory.session, null);
  }
});

test("a storage event tells of the session when its key is the session's, or everything was cleared", () => {
  const memory = new Memory(null, BASE);
  const keys = [null, `porewell ${BASE} session`, `porewell ${BASE} unsent x`, "porewell https://other.example/ session"];

  assert.deepEqual(keys.map((key) => memory.isSession(key)), [true, true, false, false]);
});

test("every message has an id of its own", () => {
  const ids = Array.from({ length: 1_000 }, messageId);

  assert.equal(new Set(ids).size, 1_000);
  assert.deepEqual(ids.filter((id) => !/^[0-9a-f]{32}$/.test(id)), []);
});

test("a tab whose conversation is gone forgets its own, not what another tab has begun since", () => {
  const store = new FakeStore();
  const [sleeping, awake] = [new Memory(store, BASE), new Memory(store, BASE)];
  sleeping.hold(SESSION);
  awake.hold({ id: "new", token: "t" });
  awake.keep(entry("hello"));

  sleeping.forget();

  assert.deepEqual([awake.stored?.id, awake.unsent, sleeping.session?.id], ["new", [entry("hello")], "new"]);
});
