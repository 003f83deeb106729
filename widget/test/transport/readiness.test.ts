import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Unreachable } from "../../src/transport/api.ts";
import { Readiness, type Ready } from "../../src/transport/readiness.ts";
import { settled } from "../fake_app.ts";
import { pass } from "../fake_clock.ts";

let state: Ready;
let asked: number;
let heard: Ready[];
let life: AbortController;
let readiness: Readiness;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(Math, "random", () => 0.5);
  state = "ready";
  asked = 0;
  heard = [];
  life = new AbortController();
  readiness = new Readiness({ ready }, life.signal, (changed) => heard.push(changed));
});

afterEach(() => {
  life.abort();
  mock.restoreAll();
  mock.timers.reset();
});

async function ready(): Promise<boolean> {
  asked++;
  if (state === "offline") throw new Unreachable();
  return state === "ready";
}

test("nothing is known before the first answer", () => {
  assert.deepEqual([readiness.state, asked], ["unknown", 0]);
});

test("nobody answers: asked again later and later, every eight seconds at the most", async () => {
  state = "offline";
  void readiness.ask().catch(() => {});
  await settled();
  const lengths: number[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = asked;
    let length = 0;
    for (; asked === before; length += 100) await pass(100);
    lengths.push(length);
  }

  assert.deepEqual(lengths, [1_000, 2_000, 4_000, 8_000, 8_000]);
  assert.deepEqual(heard, ["offline"]);
});

test("waking up: asked every second, however long it takes", async () => {
  state = "waking";
  void readiness.ask().catch(() => {});
  await pass(30_000);

  assert.equal(asked, 31);
  assert.deepEqual(heard, ["waking"]);
});

test("an app that is back begins with short waits when it goes away again", async () => {
  state = "offline";
  void readiness.ask().catch(() => {});
  await pass(20_000);
  state = "waking";
  await pass(8_000);
  state = "offline";
  await pass(1_000);
  const before = asked;

  await pass(1_000);

  assert.equal(asked, before + 1);
  assert.deepEqual(heard, ["offline", "waking", "offline"]);
});

test("whoever waits passes when the assistant is ready, and at once from then on", async () => {
  state = "waking";
  let passed = 0;
  for (let client = 0; client < 2; client++) void readiness.passed().then(() => passed++);
  await pass(1_000);
  assert.deepEqual([passed, asked], [0, 2]);

  state = "ready";
  await pass(1_000);
  assert.deepEqual([passed, asked, readiness.state], [2, 3, "ready"]);

  await readiness.passed();
  assert.equal(asked, 3);
});

test("asked anew, it finds out that the assistant has gone", async () => {
  await readiness.ask();
  state = "offline";

  void readiness.ask().catch(() => {});
  await settled();

  assert.deepEqual(heard, ["ready", "offline"]);
});

test("hurried, it asks at once, whether nobody answers or the assistant wakes up", async () => {
  for (const now of ["offline", "waking"] as const) {
    state = now;
    void readiness.ask().catch(() => {});
    await pass(500);
    const before = asked;

    readiness.hurry();
    await settled();

    assert.equal(asked, before + 1, now);
    state = "ready";
    await pass(10_000);
  }
});

test("closed, whoever waits hears so and nothing more is asked", async () => {
  state = "waking";
  const waiting = readiness.passed();
  await settled();

  life.abort(new Error("closed"));

  await assert.rejects(waiting, /closed/);
  await pass(10_000);
  assert.equal(asked, 1);
});
