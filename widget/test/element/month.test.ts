import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, monthOf, moved, weeksOf } from "../../src/element/month.ts";
import { wall, writeStart } from "../../src/element/moments.ts";

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

test("every month of four years is whole, in weeks of seven days that follow one another", () => {
  for (const locale of ["en-GB", "he", "ar-EG"])
    for (let month = 0; month < 48; month++) {
      const name = monthOf(new Date(Date.UTC(2027, month, 1)));
      const days = weeksOf(name, locale).flat();

      const length = new Date(Date.UTC(2027, month + 1, 0)).getUTCDate();
      assert.equal(days.filter((day) => day.startsWith(name)).length, length, `${name} ${locale}`);
      assert.equal(days.length % 7, 0, `${name} ${locale}`);
      assert.deepEqual(days, days.map((_, index) => moved(days[0] ?? "", { days: index })), `${name} ${locale}`);
    }
});

test("a week's ends are the locale's, and a day on one stays there", () => {
  assert.deepEqual(["2027-03-07", "2027-03-10"].map((day) => moved(day, { week: "start" }, "he")), ["2027-03-07", "2027-03-07"]);
  assert.deepEqual(["2027-03-10", "2027-03-13"].map((day) => moved(day, { week: "end" }, "he")), ["2027-03-13", "2027-03-13"]);
  assert.equal(moved("2027-03-07", { week: "start" }), "2027-03-01");
});

test("a month on, and back over the year's end, keeps the day", () => {
  assert.equal(moved("2026-12-15", { months: 1 }), "2027-01-15");
  assert.equal(moved("2027-01-31", { months: -2 }), "2026-11-30");
  assert.equal(dayOf("2027-03-28").toISOString(), "2027-03-28T00:00:00.000Z");
});

test("a free start is written as the salon's clock shows it, whatever the reader's", () => {
  assert.equal(writeStart("2027-07-01T16:30:00+01:00", "en-GB"), writeStart("2027-07-01T16:30:00-09:00", "en-GB"));
  assert.match(writeStart("2027-07-01T16:30:00+01:00", "en-GB"), /Thu.*1 Jul.*16:30/);
});
