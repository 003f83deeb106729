/** Finds the words of a language. English comes with the widget, every other language when it is asked for. */

import { en, type Words } from "./en.ts";

const OTHERS: Record<string, () => Promise<{ words: Words }>> = {
  he: () => import("./he.ts"),
};

/** Return the words of a language tag ("he", "he-IL"), or English where there is none. */
export async function wordsOf(language: string): Promise<Words> {
  const load = OTHERS[language.toLowerCase().split("-")[0] ?? ""];
  try {
    return load ? (await load()).words : en;
  } catch {
    return en; // The file can't be had just now: better in English than not at all.
  }
}
