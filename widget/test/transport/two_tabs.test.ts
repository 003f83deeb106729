/** Two tabs of one conversation, over one memory: whatever way the lines come, both end with the same. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Api } from "../../src/transport/api.ts";
import type { Line } from "../../src/transport/contract.ts";
import { Conversation, type Onlooker } from "../../src/transport/conversation.ts";
import { Memory } from "../../src/transport/memory.ts";
import { FakeApp, FakeSocket, FakeStore, settled } from "../fake_app.ts";
import { pass } from "../fake_clock.ts";

const BASE = "https://chat.example/";
const ROUNDS = 200;

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** One tab, and what it was told as new. */
class Tab {
  readonly fresh: string[] = [];
  readonly conversation: Conversation;

  constructor(store: FakeStore) {
    const quiet = (): void => {};
    const lines = (fresh: readonly Line[]): void => void this.fresh.push(...fresh.map(({ id }) => id));
    const onlooker: Onlooker = { lines, ready: quiet, held: quiet, typing: quiet, ended: quiet, erased: quiet, forbidden: quiet };
    this.conversation = new Conversation(new Api(BASE), new Memory(store, BASE), onlooker);
    this.conversation.open();
  }

  get ids(): string[] {
    return this.conversation.lines.map(({ line }) => line.id);
  }
}

/** Return an app and two tabs of a conversation in which something has been said. */
async function twoTabs(): Promise<{ app: FakeApp; tabs: [Tab, Tab] }> {
  const app = new FakeApp();
  app.arrive();
  const store = new FakeStore();
  const first = new Tab(store);
  first.conversation.say({ text: "hello" });
  await settled();
  const second = new Tab(store);
  await settled();
  return { app, tabs: [first, second] };
}

/** Return numbers from 0 to 1, the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2 + 1;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as Item, all[last] as Item];
  }
  return all;
}

/** Assert that both tabs show what the app has stored, in its order, and that neither was told of a line twice. */
function assertSame(app: FakeApp, tabs: readonly Tab[], round: string): void {
  for (const { ids, fresh, conversation } of tabs) {
    assert.deepEqual(ids, app.stored.map(({ id }) => id), round);
    assert.deepEqual(fresh, [...new Set(fresh)], round);
    assert.deepEqual(conversation.lines.filter(({ fate }) => fate), [], round);
  }
}

test("an answer that was lost is shown once and in order, whichever of socket, history and repetition is first", async () => {
  for (const ways of [["socket", "history"], ["history", "socket"], ["socket"], ["history"], []]) {
    const { app, tabs } = await twoTabs();
    app.faults.push("lost after storing");
    tabs[0].conversation.say({ text: "one" });
    await settled();

    for (const way of ways) {
      if (way === "history") await tabs[0].conversation.catchUp();
      else for (const message of app.stored) app.sockets[0]?.tell({ type: "message", message });
    }
    await pass(2_000);

    assertSame(app, [tabs[0]], String(ways));
    assert.equal(new Set(app.posted.slice(1).map(({ message_id: id }) => id)).size, 1, String(ways));
    for (const { conversation } of tabs) conversation.close();
  }
});

test("the same lines, shuffled and doubled for each tab, end in the same order", async () => {
  for (let round = 1; round <= ROUNDS; round++) {
    const random = seeded(round);
    const { app, tabs } = await twoTabs();
    tabs[0].conversation.say({ text: "one" });
    tabs[1].conversation.say({ text: "two" });
    for (let said = 0; said < 4; said++) app.say(said % 2 ? "bot" : "staff");
    await settled();

    for (const socket of app.sockets)
      for (const message of shuffled([...app.stored, ...app.stored], random)) socket.tell({ type: "message", message });

    assertSame(app, tabs, `round ${round}`);
    for (const { conversation } of tabs) conversation.close();
  }
});

test("whatever is said, lost and dropped meanwhile, sockets that begin at the cursor leave nothing out", async () => {
  for (let round = 1; round <= ROUNDS; round++) {
    const random = seeded(round);
    const pick = (count: number): number => Math.floor(random() * count);
    const { app, tabs } = await twoTabs();
    let said = 1;
    const deeds: (() => unknown)[] = [
      () => tabs[pick(2)]?.conversation.say({ text: `message ${++said}` }),
      () => app.say(pick(2) ? "bot" : "staff"),
      () => app.faults.push(pick(2) ? "lost" : "lost after storing"),
      () => app.faults.push({ status: 503 }),
      () => app.sockets.at(-1 - pick(2))?.close(1006),
      () => tabs[pick(2)]?.conversation.catchUp(),
      () => tabs[pick(2)]?.conversation.hurry(),
      () => speak(app, random),
    ];
    for (let deed = 0; deed < 15; deed++) {
      await deeds[pick(deeds.length)]?.();
      if (pick(2)) await pass(300);
    }

    app.faults.length = 0;
    for (const { conversation } of tabs) conversation.hurry();
    await settled();
    await pass(1_500);
    speak(app, () => 1);

    assertSame(app, tabs, `round ${round}`);
    assert.equal(app.stored.filter(({ author }) => author === "client").length, said, `round ${round}`);
    for (const { conversation } of tabs) conversation.close();
  }
});

/** Where each socket stands, as the app knows it: behind what its hello named, and behind what it was told. */
const places = new WeakMap<FakeSocket, number>();

/** Let every open socket tell some of what it has not told yet, in order, as the app does. */
function speak(app: FakeApp, random: () => number): void {
  for (const socket of app.sockets) {
    if (socket.closed) continue;
    if (!places.has(socket)) {
      socket.onopen?.();
      places.set(socket, JSON.parse(socket.sent[0] ?? "{}").after);
    }
    for (const message of app.stored.slice(places.get(socket))) {
      if (random() < 0.3) break;
      socket.tell({ type: "message", message });
      places.set(socket, message.seq);
    }
  }
}
