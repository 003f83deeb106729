/** What the host page may listen to. The events are the element's own and do not bubble. */

import type { Card, Line } from "../transport/contract.ts";

/** A line has come, said by bot or staff, or has been sent by the client ("message"). */
export class PorewellMessageEvent extends Event {
  readonly line: Line;

  constructor(line: Line) {
    super("message");
    this.line = line;
  }
}

/** An appointment was made or moved ("booked"). It holds neither name nor phone: the host page need not have them. */
export class PorewellBookedEvent extends Event {
  readonly appointment: Pick<Card, "appointment_id" | "treatment" | "starts_at" | "ends_at" | "minutes" | "price">;

  constructor({ appointment_id, treatment, starts_at, ends_at, minutes, price }: Card) {
    super("booked");
    this.appointment = { appointment_id, treatment, starts_at, ends_at, minutes, price };
  }
}

/** Staff took the conversation over (`by` is their name) or gave it back (null) ("handoff"). */
export class PorewellHandoffEvent extends Event {
  readonly by: string | null;

  constructor(by: string | null) {
    super("handoff");
    this.by = by;
  }
}

/** The element's events by name, for `addEventListener`. */
export interface PorewellChatEventMap extends HTMLElementEventMap {
  open: Event;
  close: Event;
  message: PorewellMessageEvent & MessageEvent;
  booked: PorewellBookedEvent;
  handoff: PorewellHandoffEvent;
}
