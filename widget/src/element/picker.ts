/**
 * Picks a free time: a month as a grid that the arrow keys walk through, then the times of a day as buttons.
 *
 * A chunk of its own, loaded when it is first opened. The pattern is that of the ARIA practices' date picker.
 */

import type { FreeTimes } from "../transport/contract.ts";
import type { AllWords } from "../words/en.ts";
import { button, END, h, iconButton, START } from "./dom.ts";
import { dayOf, monthOf, moved, type Move, weeksOf } from "./month.ts";
import { wall, write, writeStart } from "./moments.ts";

/** What the picker is given: `months` reads a month, `pick` takes a start, `leave` goes back without one. */
export interface PickerDeeds {
  months(month: string): Promise<FreeTimes>;
  pick(start: string, shown: string): void;
  leave(): void;
}

const LONG = { weekday: "long", day: "numeric", month: "long" } as const;

export class Picker {
  readonly element: HTMLElement;
  readonly #words: AllWords;
  readonly #deeds: PickerDeeds;
  readonly #title = h("h3", { id: "picker-month", "aria-live": "polite" });
  readonly #earlier: HTMLButtonElement;
  readonly #later: HTMLButtonElement;
  readonly #next = h("div", {});
  readonly #grid: HTMLTableElement;
  readonly #said = h("p", { role: "status" });
  readonly #times = h("div", { class: "times", role: "group" });
  #month = monthOf(new Date());
  #free: FreeTimes | null = null;
  #day = "";

  constructor(words: AllWords, deeds: PickerDeeds) {
    this.#words = words;
    this.#deeds = deeds;
    const { title, back, earlier, later } = words.picker;
    this.#earlier = iconButton("icon-button", earlier, START, () => void this.#turn(-1));
    this.#later = iconButton("icon-button", later, END, () => void this.#turn(1));
    this.#grid = h("table", {
      role: "grid",
      "aria-labelledby": "picker-month",
      onkeydown: (event: KeyboardEvent) => void this.#walked(event),
    });
    this.element = h(
      "section",
      { class: "picker", "aria-label": title, onkeydown: (event: KeyboardEvent) => this.#left(event) },
      button("pill", back, () => deeds.leave()),
      this.#next,
      h("div", { class: "picker-bar" }, this.#earlier, this.#title, this.#later),
      this.#grid,
      this.#said,
      this.#times,
    );
  }

  /** Show the month of the next free time, and put the focus on the first thing that can be chosen. */
  async open(): Promise<void> {
    this.element.querySelector("button")?.focus();
    await this.#load(this.#month);
    const next = this.#free?.next;
    if (next && monthOf(wall(next)) !== this.#month) await this.#load(monthOf(wall(next)));
    this.#next.querySelector("button")?.focus();
  }

  async #load(month: string): Promise<void> {
    const { loading, failed, again, noneThisMonth, choose } = this.#words.picker;
    this.#said.replaceChildren(loading);
    this.#times.replaceChildren();
    try {
      this.#free = await this.#deeds.months(month);
    } catch {
      this.#said.replaceChildren(failed, " ", button("text-button", again, () => void this.#load(month)));
      return;
    }
    this.#month = month;
    const days = Object.keys(this.#free.days).sort();
    if (!this.#day.startsWith(month)) this.#day = days[0] ?? `${month}-01`;
    this.#said.replaceChildren(days.length ? choose : noneThisMonth);
    this.#draw();
  }

  async #turn(months: number): Promise<void> {
    await this.#load(moved(`${this.#month}-01`, { months }).slice(0, 7));
  }

  #draw(): void {
    const { locale, picker } = this.#words;
    const { next, earlier, later } = this.#free ?? {};
    this.#title.textContent = write(dayOf(`${this.#month}-01`), locale, { month: "long", year: "numeric" });
    // A disabled button would drop the focus that has just pressed it.
    this.#earlier.setAttribute("aria-disabled", String(!earlier));
    this.#later.setAttribute("aria-disabled", String(!later));
    this.#earlier.style.visibility = earlier ? "" : "hidden";
    this.#later.style.visibility = later ? "" : "hidden";
    const pick = next && button("pill strong wide", picker.next(writeStart(next, locale)), () => this.#pick(next));
    if (!this.#next.firstChild) this.#next.replaceChildren(pick || "");
    const weeks = weeksOf(this.#month, locale);
    const names = (weeks[0] ?? []).map((day) =>
      h("th", { scope: "col", abbr: write(dayOf(day), locale, { weekday: "long" }) }, write(dayOf(day), locale, { weekday: "short" })),
    );
    const rows = weeks.map((week) => h("tr", {}, ...week.map((day) => this.#cell(day))));
    this.#grid.replaceChildren(h("thead", {}, h("tr", {}, ...names)), h("tbody", {}, ...rows));
  }

  #cell(day: string): HTMLElement {
    if (!day.startsWith(this.#month)) return h("td", {});
    const count = this.#free?.days[day]?.length ?? 0;
    const { free, none } = this.#words.picker;
    const name = write(dayOf(day), this.#words.locale, LONG);
    const made = button(count ? "day free" : "day", String(Number(day.slice(8))), () => this.#choose(day));
    made.tabIndex = day === this.#day ? 0 : -1;
    made.dataset.day = day;
    made.setAttribute("aria-label", count ? free(name, count) : none(name));
    made.setAttribute("aria-disabled", String(!count));
    return h("td", { "aria-selected": "false" }, made);
  }

  #choose(day: string): void {
    const starts = this.#free?.days[day];
    if (!starts) return;
    this.#day = day;
    for (const cell of this.#grid.querySelectorAll("td[aria-selected]")) {
      const chosen = cell.querySelector("button")?.dataset.day === day;
      cell.setAttribute("aria-selected", String(chosen));
      const within = cell.querySelector("button");
      if (within) within.tabIndex = chosen ? 0 : -1;
    }
    const { locale, picker } = this.#words;
    const times = starts.map((start) => {
      const clock = write(wall(start), locale, { hour: "2-digit", minute: "2-digit" });
      return button("pill", clock, () => this.#pick(start));
    });
    const name = picker.times(write(dayOf(day), locale, LONG));
    this.#said.replaceChildren(name);
    this.#times.setAttribute("aria-label", name);
    this.#times.replaceChildren(...times);
    times[0]?.focus();
    times[0]?.scrollIntoView({ block: "nearest" });
  }

  #pick(start: string): void {
    this.#deeds.pick(start, writeStart(start, this.#words.locale));
  }

  async #walked(event: KeyboardEvent): Promise<void> {
    const step = STEPS[event.key];
    const from = event.target instanceof HTMLElement && event.target.dataset.day;
    if (!step || !from) return;
    event.preventDefault();
    const rtl = this.element.matches(":dir(rtl)") && event.key.startsWith("Arrow") && Math.abs(step.days ?? 0) === 1;
    const day = moved(from, rtl ? { days: -(step.days ?? 0) } : step, this.#words.locale);
    if (!day.startsWith(this.#month)) {
      const { earlier, later } = this.#free ?? {};
      if (!(day < from ? earlier : later)) return;
      this.#day = day;
      await this.#load(day.slice(0, 7));
    }
    this.#focus(day);
  }

  #focus(day: string): void {
    for (const one of this.#grid.querySelectorAll("button")) {
      one.tabIndex = one.dataset.day === day ? 0 : -1;
      if (one.dataset.day === day) one.focus();
    }
  }

  #left(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#deeds.leave();
  }
}

const STEPS: Record<string, Move> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
  Home: { week: "start" },
  End: { week: "end" },
};
