import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, weeksOf } from "../../src/element/month.ts";
import { wall } from "../../src/element/moments.ts";

test("a month's weeks begin as the locale has it and hold every day once", () => {
  const british = weeksOf("2027-03", "en-GB");

  assert.deepEqual(british[0], ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-06", "2027-03-07"]);
  assert.equal(british.flat().filter((day) => day.startsWith("2027-03")).length, 31);
  assert.equal(weeksOf("2027-03", "he")[0]?.[0], "2027-02-28");
});

test("steps lead over the ends of weeks, months and years", () => {
  assert.equal(moved("2027-03-31", { days: 1 }), "2027-04-01");
  assert.equal(moved("2026-12-31", { days: 7 }), "2027-01-07");
  assert.equal(moved("2027-03-31", { months: -1 }), "2027-02-28");
  assert.equal(moved("2028-03-31", { months: -1 }), "2028-02-29");
  assert.equal(moved("2027-03-10", { week: "start" }), "2027-03-08");
  assert.equal(moved("2027-03-10", { week: "end" }), "2027-03-14");
});

test("an appointment's time is the salon's wall clock, whatever the offset", () => {
  assert.equal(wall("2027-07-01T16:30:00+01:00").toISOString(), "2027-07-01T16:30:00.000Z");
});
