import assert from "node:assert/strict";
import { test } from "node:test";
import { Lines } from "../../src/transport/lines.ts";
import { line } from "../fake_app.ts";

const ENTRY = { message_id: "m1", text: "hello", shown: "hello", at: 1 };

function ids(lines: Lines): string[] {
  return lines.all.map((shown) => shown.line.id);
}

test("a line that comes twice is there once, whichever way it came", () => {
  const lines = new Lines();

  const first = lines.add([line(2)]);
  const again = lines.read([line(1), line(2)]);

  assert.deepEqual([first, again].map((fresh) => fresh.map(({ seq }) => seq)), [[2], [1]]);
  assert.deepEqual(ids(lines), ["line-1", "line-2"]);
});

test("only what was read in order moves the cursor", () => {
  const lines = new Lines();
  lines.read([line(1)]);

  lines.add([line(5)]);

  assert.equal(lines.cursor, 1);
});

test("what is not sent yet stands behind the answers to what is", () => {
  const lines = new Lines();
  lines.queue(ENTRY);
  lines.queue({ ...ENTRY, message_id: "m2" });

  lines.settle(ENTRY, 2, "2027-03-01T10:00:00Z");
  lines.add([line(3)]);

  assert.deepEqual(ids(lines), ["m1", "line-3", "m2"]);
  assert.deepEqual(lines.all.map(({ fate }) => fate), [undefined, undefined, "queued"]);
});

test("the answer's wording comes before the masked one of the socket, in whatever order they come", () => {
  const masked = line(2, "bot", { text: "+•••456" });
  const whole = line(2, "bot", { text: "+447911123456" });
  const [one, other] = [new Lines(), new Lines()];

  one.read([masked]);
  one.answer([whole]);
  other.answer([whole]);
  other.read([masked]);

  assert.deepEqual([one, other].map((lines) => lines.all.map((shown) => shown.line.text)), [[whole.text], [whole.text]]);
});

test("any order of deliveries ends in the same order", () => {
  const all = Array.from({ length: 8 }, (_, index) => line(index + 1));
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 200; round++) {
    const lines = new Lines();
    const deliveries = [...all, ...all, ...all].sort(() => random() - 0.5);
    for (const one of deliveries) if (random() < 0.5) lines.add([one]);
      else lines.read([one]);
    assert.deepEqual(ids(lines), all.map(({ id }) => id));
  }
});
