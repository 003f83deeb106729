import assert from "node:assert/strict";
import { test } from "node:test";
import { en, later } from "../src/words/en.ts";
import { words as he } from "../src/words/he.ts";
import { wordsOf } from "../src/words/languages.ts";

function names(words: object, above = ""): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" ? names(value as object, `${above}${name}.`) : [`${above}${name}`],
  );
}

test("every language has every sentence, and no other", () => {
  assert.deepEqual(names(he).sort(), names({ ...en, ...later }).sort());
});

/** Return every sentence by its name; what counts or names something is called with a number above one. */
function sentences(words: object, count: number, above = ""): [name: string, sentence: unknown][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === "object" && value) return sentences(value, count, `${above}${name}.`);
    return [[above + name, typeof value === "function" ? value(count, count) : value]];
  });
}

test("no sentence is empty but that of a message on its way, whatever it counts", () => {
  for (const words of [{ ...en, ...later }, he])
    for (const count of [0, 1, 2, 11])
      for (const [name, sentence] of sentences(words, count)) {
        assert.equal(typeof sentence, "string", name);
        assert.equal(String(sentence).trim() === "", name === "fate.sending", name);
        assert.doesNotMatch(String(sentence), /undefined|NaN|object Object|=>/, name);
      }
});

test("a language tag finds its words by its first part, and English stands in for what there is not", async () => {
  const found = await Promise.all(["he", "he-IL", "HE", "en", "en-GB", "fr", ""].map(wordsOf));

  assert.deepEqual(found.map(({ locale }) => locale), ["he", "he", "he", "en-GB", "en-GB", "en-GB", "en-GB"]);
});
