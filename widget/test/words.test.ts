import assert from "node:assert/strict";
import { test } from "node:test";
import { en, later } from "../src/words/en.ts";
import { words as he } from "../src/words/he.ts";

function names(words: object, above = ""): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" ? names(value as object, `${above}${name}.`) : [`${above}${name}`],
  );
}

test("every language has every sentence, and no other", () => {
  assert.deepEqual(names(he).sort(), names({ ...en, ...later }).sort());
});
