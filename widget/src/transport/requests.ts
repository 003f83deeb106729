/** What is asked of a conversation now and then, each with one request. They throw what `Api` throws. */

import type { Api } from "./api.ts";
import type { Card, FreeTimes, MovingLink, Session, TimesOf } from "./contract.ts";

/** Read the free starts of a month ("2027-03"). */
export async function times(api: Api, session: Session, { treatment, moving }: TimesOf, month: string): Promise<FreeTimes> {
  const query = new URLSearchParams({ treatment, month, ...(moving && { moving }) });
  return (await api.of(session, "GET", `/times?${query}`)).json();
}

/** Read the coming appointments, by start. */
export async function appointments(api: Api, session: Session): Promise<readonly Card[]> {
  return (await (await api.of(session, "GET", "/appointments")).json()).appointments;
}

/** Read an appointment as a calendar file. */
export async function calendarFile(api: Api, session: Session, appointmentId: string): Promise<Blob> {
  return (await api.of(session, "GET", `/appointments/${encodeURIComponent(appointmentId)}.ics`)).blob();
}

/** Rate the conversation with one to five stars. */
export async function rate(api: Api, session: Session, stars: number): Promise<void> {
  await api.of(session, "PUT", "/rating", { body: { stars } });
}

/** Have links made that carry the conversation to messaging apps. */
export async function movingLinks(api: Api, session: Session): Promise<readonly MovingLink[]> {
  return (await (await api.of(session, "POST", "/moving-links")).json()).links;
}

/** Erase the conversation; its coming appointments are kept or cancelled. */
export async function erase(api: Api, session: Session, coming: "keep" | "cancel"): Promise<void> {
  await api.of(session, "DELETE", `?appointments=${coming}`);
}
