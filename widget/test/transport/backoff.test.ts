import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Backoff } from "../../src/transport/backoff.ts";
import { settled } from "../fake_app.ts";

/** Return after how many milliseconds each of `count` waits ends, to the nearest hundred. */
async function waits(context: TestContext, backoff: Backoff, count: number, least = 0): Promise<number[]> {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const lengths: number[] = [];
  for (let attempt = 0; attempt < count; attempt++) {
    let over = false;
    void backoff.wait(new AbortController().signal, least).then(() => (over = true));
    let passed = 0;
    for (; !over; passed += 100) {
      context.mock.timers.tick(100);
      await settled();
    }
    lengths.push(passed);
  }
  return lengths;
}

test("waits twice as long each time, up to the most", async (context) => {
  assert.deepEqual(await waits(context, new Backoff(1_000, 5_000, () => 0.5), 5), [1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("jitter is a fifth at most, both ways", async (context) => {
  assert.deepEqual(await waits(context, new Backoff(1_000, 9_000, () => 0), 2), [800, 1_600]);
  context.mock.timers.reset();
  assert.deepEqual(await waits(context, new Backoff(1_000, 9_000, () => 0.999), 2), [1_200, 2_400]);
});

test("waits no less than it is told to", async (context) => {
  assert.deepEqual(await waits(context, new Backoff(1_000, 9_000, () => 0.5), 1, 7_000), [7_000]);
});

test("begins anew after a reset", async (context) => {
  const backoff = new Backoff(1_000, 9_000, () => 0.5);
  await waits(context, backoff, 3);
  context.mock.timers.reset();
  backoff.reset();
  assert.deepEqual(await waits(context, backoff, 1), [1_000]);
});

test("a wait ends at once when hurried, and rejects when aborted", async () => {
  const backoff = new Backoff(1e9, 1e9);
  const waiting = backoff.wait(new AbortController().signal);
  backoff.hurry();
  await waiting;

  const life = new AbortController();
  const aborted = backoff.wait(life.signal);
  life.abort(new Error("over"));
  await assert.rejects(aborted, /over/);
  await assert.rejects(backoff.wait(life.signal), /over/);
});
