/** An appointment as a card: what, when, with whom, and what can be done with it. */

import type { Card } from "../transport/contract.ts";
import type { Words } from "../words/en.ts";
import type { Deeds } from "./bubble.ts";
import { button, CALENDAR, h, icon } from "./dom.ts";

/** Return the card's element. The buttons of an appointment that is made stay usable. */
export function cardOf(card: Card, words: Words, deeds: Deeds): HTMLElement {
  const made = card.kind === "booked" || card.kind === "moved";
  const rows = ROWS.map((row) => [words.row[row], valueOf(card, row, words)] as const).filter(([, value]) => value);
  const list = rows.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", { dir: "auto" }, value)));
  return h(
    "section",
    { class: `card ${card.kind}`, "aria-label": words.card[card.kind] },
    h("h3", {}, words.card[card.kind]),
    h("dl", {}, ...list),
    made && h("div", { class: "choices" }, ...deedsOf(card, words, deeds)),
  );
}

const ROWS = ["treatment", "when", "cosmetologist", "price", "name", "phone"] as const;

function valueOf(card: Card, row: (typeof ROWS)[number], words: Words): string | null {
  const value = card[row];
  return value && row === "treatment" ? `${value}, ${words.minutes(card.minutes)}` : value;
}

function deedsOf(card: Card, words: Words, deeds: Deeds): HTMLElement[] {
  const add = button("pill", "", () => deeds.addToCalendar(card), icon(CALENDAR), words.addToCalendar);
  return [add, ...card.buttons.map((one) => button("pill", one.title, () => deeds.press(one)))];
}
