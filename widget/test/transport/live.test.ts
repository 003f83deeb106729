import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Backoff } from "../../src/transport/backoff.ts";
import type { Frame } from "../../src/transport/contract.ts";
import { Live } from "../../src/transport/live.ts";
import { FakeApp, type FakeSocket, settled } from "../fake_app.ts";
import { pass } from "../fake_clock.ts";

let app: FakeApp;
let life: AbortController;
let cursor: number;
let told: string[];
let frames: Frame[];
let live: Live;
let running: Promise<void>;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  app = new FakeApp();
  app.arrive();
  life = new AbortController();
  cursor = 4;
  told = [];
  frames = [];
  const hearer = {
    cursor: () => cursor,
    frame: (frame: Frame) => void frames.push(frame),
    lost: () => void told.push("lost"),
    refused: () => void told.push("refused"),
  };
  const session = { id: "c", token: "t" };
  live = new Live("wss://chat.example/live", session, hearer, new Backoff(1_000, 4_000, () => 0.5));
  running = live.run(life.signal);
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
});

/** Return the socket that was made last. */
function last(): FakeSocket {
  const socket = app.sockets.at(-1);
  assert.ok(socket);
  return socket;
}

test("a token or website that is refused ends it for good, and the conversation with it", async () => {
  for (const code of [4401, 4403]) {
    const before = app.sockets.length;
    told = [];
    if (last().closed) running = live.run(life.signal);

    last().close(code);
    await pass(60_000);

    assert.deepEqual(told, ["refused"], String(code));
    assert.equal(app.sockets.length <= before + 1, true, String(code));
  }
});

test("an erased conversation ends it without a refusal", async () => {
  last().close(4410);
  await pass(60_000);

  assert.deepEqual(told, []);
  assert.equal(app.sockets.length, 1);
});

test("every other end is a loss, and it comes back", async () => {
  for (const code of [1000, 1006, 1011, 1012, 4429]) {
    last().close(code);
    await pass(4_000);
  }

  assert.equal(app.sockets.length, 6);
  assert.deepEqual(told, Array(5).fill("lost"));
});

test("it says who it is and what it knows, each time it comes back", async () => {
  assert.equal(last().address, "wss://chat.example/live");
  last().onopen?.();
  cursor = 9;
  last().close(1006);
  await pass(1_000);
  last().onopen?.();

  const hellos = app.sockets.map(({ sent }) => sent.map((text) => JSON.parse(text) as unknown));
  assert.deepEqual(hellos, [[{ token: "t", after: 4 }], [{ token: "t", after: 9 }]]);
});

test("it comes back later and later, up to the most", async () => {
  const lengths: number[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const socket = last();
    socket.onopen?.();
    socket.close(1006);
    let length = 0;
    for (; last() === socket; length += 100) await pass(100);
    lengths.push(length);
  }

  assert.deepEqual(lengths, [1_000, 2_000, 4_000, 4_000, 4_000]);
});

test("a connection that has held for a while is followed by a short wait, one that broke at once is not", async () => {
  last().close(1006);
  await pass(1_000);
  last().onopen?.();
  await pass(9_000);
  last().close(1006);
  await pass(1_000);
  assert.equal(app.sockets.length, 2);
  await pass(1_000);
  assert.equal(app.sockets.length, 3);

  last().onopen?.();
  await pass(10_000);
  last().close(1006);
  await pass(1_000);
  assert.equal(app.sockets.length, 4);
});

test("hurried while it waits, it connects at once", async () => {
  last().close(1006);
  await settled();

  live.hurry();
  await settled();

  assert.equal(app.sockets.length, 2);
});

test("hurried while it is connected, it stays so", async () => {
  last().onopen?.();

  live.hurry();
  await pass(5_000);

  assert.deepEqual([app.sockets.length, last().closed, told], [1, false, []]);
});

test("anew, it closes a socket that seems open and makes another", async () => {
  last().onopen?.();

  live.hurry({ anew: true });
  await pass(1_000);

  assert.deepEqual(app.sockets.map(({ closed }) => closed), [true, false]);
  assert.deepEqual(told, ["lost"]);
});

test("anew, it does not wait for a dead socket to notice that it is closed", async () => {
  last().onopen?.();
  last().dead = true;

  live.hurry({ anew: true });
  await pass(1_000);

  assert.deepEqual(app.sockets.map(({ closed }) => closed), [true, false]);
});

test("a socket that was given up ends nothing when its end comes late", async () => {
  const old = last();
  old.onopen?.();
  old.dead = true;
  live.hurry({ anew: true });
  await pass(1_000);
  last().onopen?.();

  old.onclose?.({ code: 4401 });
  await pass(5_000);

  assert.deepEqual([app.sockets.length, last().closed, told], [2, false, ["lost"]]);
});

test("its end closes the socket, tells nothing, and nothing is heard after it", async () => {
  last().onopen?.();
  last().dead = true;

  life.abort();
  last().tell({ type: "held", by: "Elena" });
  let over = false;
  void running.then(() => (over = true));
  await pass(60_000);

  assert.deepEqual([over, app.sockets.length, last().closed, told, frames], [true, 1, true, [], []]);
});

test("its end while it waits makes no other socket", async () => {
  last().close(1006);
  await settled();

  life.abort();
  await running;
  await pass(60_000);

  assert.equal(app.sockets.length, 1);
});

test("frames are handed on as they come, and what is none is left out", () => {
  last().onmessage?.({ data: "not JSON" });
  last().onmessage?.({ data: "null" });
  last().tell({ type: "typing", author: "bot" });

  assert.deepEqual(frames, [{ type: "typing", author: "bot" }]);
});
