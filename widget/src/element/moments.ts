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

/** Write when a message came: the time, and the day too if it is not today's. */
export function writeMoment(iso: string, locale: string): string {
  const moment = new Date(iso);
  const today = moment.toDateString() === new Date().toDateString();
  const day = today ? {} : ({ weekday: "short", day: "numeric", month: "short" } as const);
  return moment.toLocaleString(locale, { ...day, hour: "2-digit", minute: "2-digit" });
}
