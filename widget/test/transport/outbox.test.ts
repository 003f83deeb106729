import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Refused, Unreachable } from "../../src/transport/api.ts";
import { Backoff } from "../../src/transport/backoff.ts";
import { Outbox } from "../../src/transport/outbox.ts";
import { settled } from "../fake_app.ts";
import { pass } from "../fake_clock.ts";
import { entry, FakePost } from "../fake_post.ts";

let post: FakePost;
let life: AbortController;
let outbox: Outbox;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  post = new FakePost();
  life = new AbortController();
  outbox = new Outbox(post, life.signal, new Backoff(1_000, 8_000, () => 0.5));
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
});

function sent(): string[] {
  return post.sent.map(({ shown }) => shown);
}

test("a conversation that is gone ends the outbox: what waits is neither sent nor dropped", async () => {
  for (const status of [401, 404]) {
    post = new FakePost();
    outbox = new Outbox(post, life.signal);
    const refusal = new Refused(status);
    post.failures.push(refusal);

    for (const text of ["one", "two"]) outbox.add(entry(text));
    await pass(60_000);
    outbox.add(entry("three"));
    await settled();

    assert.deepEqual(sent(), ["one"]);
    assert.deepEqual(post.endings, [refusal]);
    assert.deepEqual(post.kept, ["one", "two", "three"]);
    assert.deepEqual(post.fates.findLast(([text]) => text === "one"), ["one", "queued"]);
  }
});

test("a refused message tells why, is dropped, and does not hold up those behind it", async () => {
  post.failures.push(new Refused(422, "text", "There is no text."));

  for (const text of ["one", "two"]) outbox.add(entry(text));
  await settled();

  assert.deepEqual(sent(), ["one", "two"]);
  assert.deepEqual(post.fates.filter(([text]) => text === "one").at(-1), ["one", "refused", "There is no text."]);
  assert.deepEqual(post.answers, ["two"]);
  assert.deepEqual(post.kept, []);
});

test("messages leave one after another, and none before the one ahead of it is taken", async () => {
  post.failures.push(new Unreachable(), null, new Unreachable());

  for (const text of ["one", "two", "three"]) outbox.add(entry(text));
  await pass(5_000);

  assert.deepEqual(sent(), ["one", "one", "two", "two", "three"]);
  assert.deepEqual(post.answers, ["one", "two", "three"]);
});

test("every attempt carries the same id, and only the taken message is forgotten", async () => {
  post.failures.push(new Unreachable(), new Unreachable());

  outbox.add(entry("one"));
  await settled();
  assert.deepEqual(post.kept, ["one"]);
  await pass(4_000);

  assert.deepEqual(post.sent.map(({ message_id: id }) => id), ["id of one", "id of one", "id of one"]);
  assert.deepEqual(post.kept, []);
  const fates = post.fates.map(([, fate]) => fate);
  assert.deepEqual(fates, ["queued", "sending", "unsent", "sending", "unsent", "sending"]);
});

test("beyond the rate, the same message waits as long as it is told, with the reason", async () => {
  post.failures.push(new Refused(429, "rate", "A lot.", 20));
  for (const text of ["one", "two"]) outbox.add(entry(text));

  await pass(19_900);
  assert.deepEqual(sent(), ["one"]);
  assert.deepEqual(post.fates.at(-1), ["one", "unsent", "A lot."]);
  await pass(100);

  assert.deepEqual(sent(), ["one", "one", "two"]);
});

test("attempts come further and further apart, and at once again after a success", async () => {
  post.failures.push(new Unreachable(), new Unreachable(), new Unreachable(), null, new Unreachable());
  outbox.add(entry("one"));
  await settled();
  const counts: number[] = [];
  for (let second = 0; second < 8; second++) {
    await pass(1_000);
    counts.push(post.sent.length);
  }
  assert.deepEqual(counts, [2, 2, 3, 3, 3, 3, 4, 4]);

  outbox.add(entry("two"));
  await pass(1_000);
  assert.deepEqual(sent().slice(4), ["two", "two"]);
});

test("a message that waits already is not sent twice", async () => {
  post.failures.push(new Unreachable());

  outbox.add(entry("one"));
  await settled();
  outbox.add(entry("one"));
  await pass(5_000);

  assert.deepEqual(sent(), ["one", "one"]);
  assert.deepEqual(post.answers, ["one"]);
});

test("a message that comes after the outbox was empty is sent too", async () => {
  outbox.add(entry("one"));
  await settled();
  outbox.add(entry("two"));
  await settled();

  assert.deepEqual(post.answers, ["one", "two"]);
});

test("a hurried outbox tries at once", async () => {
  post.failures.push(new Refused(429, "rate", "A lot.", 600));
  outbox.add(entry("one"));
  await settled();

  outbox.hurry();
  await settled();

  assert.deepEqual(post.answers, ["one"]);
});

test("nothing is sent while the gate is shut", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  post.open = promise;
  outbox.add(entry("one"));
  await pass(5_000);
  assert.deepEqual([post.sent, post.fates], [[], [["one", "queued"]]]);

  resolve();
  await settled();

  assert.deepEqual(post.answers, ["one"]);
});

test("a closed outbox sends nothing more and keeps what it has", async () => {
  post.failures.push(new Unreachable());
  outbox.add(entry("one"));
  await settled();

  life.abort();
  await pass(60_000);

  assert.deepEqual(sent(), ["one"]);
  assert.deepEqual([post.kept, post.endings], [["one"], []]);
});

test("an answer that comes after the end is not taken: the message stays for the next page", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  post.answering = promise;
  outbox.add(entry("one"));
  await settled();

  life.abort();
  resolve();
  await settled();

  assert.deepEqual([sent(), post.answers, post.kept], [["one"], [], ["one"]]);
});
