/** One line as elements: who, what, its sources, its buttons, how it fares. Knows nothing of the network. */

import type { Button, Card, Line, Source, TimesOf } from "../transport/contract.ts";
import type { Shown } from "../transport/lines.ts";
import type { Words } from "../words/en.ts";
import { cardOf } from "./card.ts";
import { button, CALENDAR, END, h, icon } from "./dom.ts";
import { linked } from "./links.ts";
import { writeMoment } from "./moments.ts";

/** What a client can do with a line. */
export interface Deeds {
  press(button: Button): void;
  pick(times: TimesOf): void;
  addToCalendar(card: Card): void;
  hurry(): void;
  mend(shown: Shown): void;
}

/** Return a line's element; its quick replies begin active. */
export function bubble(line: Line, words: Words, deeds: Deeds): HTMLElement {
  const card = line.card;
  const texts = line.text.split(/\n{2,}/);
  // The first paragraph of a text with a card says what the card shows.
  const said = card && texts.length > 1 ? texts.slice(1) : texts;
  return h(
    "div",
    { class: `message ${line.author}` },
    byline(line, words),
    card && cardOf(card, words, deeds),
    h("div", { class: "bubble", dir: "auto" }, ...said.map((text) => h("p", {}, ...linked(text.trim())))),
    line.sources.length > 0 && sources(line.sources, words),
    (line.buttons.length > 0 || line.times) && choices(line, words, deeds),
  );
}

/** Show how a message of the client's fares, with the one thing that can be done about it. */
export function showFate(made: HTMLElement, shown: Shown, words: Words, deeds: Deeds): void {
  const { fate, detail, entry, line } = shown;
  const time = made.querySelector("time");
  // The app's clock counts, once it has spoken.
  if (time && time.dateTime !== line.at) {
    time.dateTime = line.at;
    time.textContent = writeMoment(line.at, words.locale);
  }
  const sentence = fate && [detail ? words.fate.refused : words.fate[fate], detail].filter(Boolean).join(" ");
  const present = made.querySelector(".fate");
  // A new attempt leaves the line as it is: a screen reader would read each one out.
  if (present && fate === "sending") return;
  if ((present?.firstChild?.textContent ?? "") === (sentence ?? "")) return;
  // What has the focus must not vanish.
  if (present?.matches(":focus-within")) made.closest<HTMLElement>(".log")?.focus({ preventScroll: true });
  present?.remove();
  if (!sentence) return;
  const deed =
    fate === "unsent"
      ? button("text-button", words.tryNow, () => deeds.hurry())
      : fate === "refused" && entry?.text && button("text-button", words.edit, () => deeds.mend(shown));
  made.append(h("p", { class: "fate" }, h("span", { dir: "auto" }, sentence), deed));
}

/** Let a line's quick replies be pressed, or not; mark the one that was. */
export function setActive(made: HTMLElement, active: boolean, pressedTitle: string | null): void {
  for (const choice of made.querySelectorAll<HTMLButtonElement>(":scope > .choices button")) {
    choice.disabled = !active;
    if (choice.textContent === pressedTitle) choice.setAttribute("aria-pressed", "true");
  }
}

function byline({ author, name, at }: Line, words: Words): HTMLElement {
  const who = { client: words.you, bot: words.bot, staff: name ?? words.staff }[author];
  return h(
    "p",
    { class: "by" },
    h("span", {}, who),
    author === "bot" && h("span", { class: "badge" }, words.botBadge),
    h("time", { dateTime: at }, writeMoment(at, words.locale)),
  );
}

function sources(cited: readonly Source[], words: Words): HTMLElement {
  const items = cited.map(({ id, title, strength, finding }) =>
    h("li", { dir: "auto" }, `${id} · ${title}`, strength && h("span", {}, strength), finding && h("span", {}, finding)),
  );
  const summary = h("summary", {}, icon(END), words.sources(cited.length));
  return h("details", { class: "sources" }, summary, h("ul", {}, ...items));
}

function choices({ buttons, times }: Line, words: Words, deeds: Deeds): HTMLElement {
  const made = buttons.map((one) => {
    const choice = button("pill", one.title, () => deeds.press(one));
    choice.dir = "auto";
    return choice;
  });
  if (times) made.push(button("pill", "", () => deeds.pick(times), icon(CALENDAR), words.pickTime));
  return h("div", { class: "choices", role: "group", "aria-label": words.choices }, ...made);
}
