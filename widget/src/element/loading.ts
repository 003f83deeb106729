/** Loads what is seldom needed, when it is first wanted. */

import type { AllWords, Words } from "../words/en.ts";
import { addStyles } from "./styles.ts";

/** What is loaded. A language that was loaded has all its words. */
export type Later = typeof import("./later.ts") & { words: AllWords };

/** Load it, its styles and its words. Rejects when it can't be had just now. */
export async function loadLater(words: Words): Promise<Later> {
  const later = await import("./later.ts");
  addStyles(later.styles);
  return { ...later, words: { ...later.english, ...words } };
}
