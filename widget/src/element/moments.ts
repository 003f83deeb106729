/** Writing moments. Those of appointments are the salon's wall clock; those of messages, the reader's own. */

/** Return the wall clock of an ISO moment with offset as a date whose UTC fields show it. */
export function wall(iso: string): Date {
  return new Date(`${iso.slice(0, 19)}Z`);
}

/** Write a wall clock (see `wall`). */
export function write(moment: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(moment);
}

/** Write day and time of a free start for a button: "Thu, 4 Mar, 16:30". */
export function writeStart(iso: string, locale: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return write(wall(iso), locale, options);
}

const days: Record<string, Intl.DateTimeFormat> = {};

/** Write when a message came: the time, and the day too if it is not today's. */
export function writeMoment(iso: string, locale: string): string {
  const moment = new Date(iso);
  // Not by `Intl`: its first formatter costs a phone a tenth of a second, and most messages are today's.
  const clock = moment.toTimeString().slice(0, 5);
  if (moment.toDateString() === new Date().toDateString()) return clock;
  days[locale] ??= new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
  return `${days[locale].format(moment)}, ${clock}`;
}
