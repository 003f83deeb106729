/** Days as they stand in a month's grid. A day is "2027-03-04", a month "2027-03"; no zone is involved. */

const DAY_MS = 86_400_000;

/** A step through the grid. */
export interface Move {
  readonly days?: number;
  readonly months?: number;
  readonly week?: "start" | "end";
}

/** Return a day as a date whose UTC fields are the day's. */
export function dayOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Return the month of a date, by its UTC fields. */
export function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

/** Return the weeks of a month, each of seven days, as the locale begins them; days of the months around fill them up. */
export function weeksOf(month: string, locale: string): string[][] {
  const first = dayOf(`${month}-01`);
  const begin = first.getTime() - inWeek(first, locale) * DAY_MS;
  const weeks: string[][] = [];
  for (let time = begin; weeks.length === 0 || monthOf(new Date(time)) === month; time += 7 * DAY_MS)
    weeks.push(Array.from({ length: 7 }, (_, index) => written(time + index * DAY_MS)));
  return weeks;
}

/** Return the day that a step from `day` leads to; a month's last day stands for one that it lacks. */
export function moved(day: string, { days = 0, months = 0, week }: Move, locale = "en-GB"): string {
  const date = dayOf(day);
  if (months) {
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
    return written(last.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate())));
  }
  if (week === "start") days = -inWeek(date, locale);
  if (week === "end") days = 6 - inWeek(date, locale);
  return written(date.getTime() + days * DAY_MS);
}

/** Return how many days of its week lie before a date. */
function inWeek(date: Date, locale: string): number {
  return (date.getUTCDay() - firstDay(locale) + 7) % 7;
}

/** Return the weekday with which a week begins (Sunday is 0); Monday where the browser does not know. */
function firstDay(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) % 7;
}

function written(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
