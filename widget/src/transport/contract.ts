/** What app and widget say to each other, as `docs/architecture.md` has it. */

/** What opens a conversation: its id, and the token that only this client knows. */
export interface Session {
  readonly id: string;
  readonly token: string;
}

export interface Button {
  readonly id: string;
  readonly title: string;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly grade: string;
  readonly strength: string;
  readonly finding: string;
}

/** An appointment, to be confirmed or made. Moments are ISO 8601 with the salon's offset; `buttons` stay usable. */
export interface Card {
  readonly kind: "summary" | "booked" | "moved" | "cancelled";
  readonly appointment_id: string | null;
  readonly treatment: string;
  readonly when: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly minutes: number;
  readonly price: string | null;
  readonly cosmetologist: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly buttons: readonly Button[];
}

/** Whose free times answer a question: a treatment's, and the appointment that is being moved, if one is. */
export interface TimesOf {
  readonly treatment: string;
  readonly moving: string | null;
}

export type Author = "client" | "bot" | "staff";

/** One line of a conversation; `seq` orders them, `name` is the staff member's. */
export interface Line {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly author: Author;
  readonly name: string | null;
  readonly text: string;
  readonly topic: string | null;
  readonly buttons: readonly Button[];
  readonly sources: readonly Source[];
  readonly asks: string | null;
  readonly times: TimesOf | null;
  readonly card: Card | null;
  readonly closing: boolean;
}

/** What a client says: a text, a pressed button, or a picked time; the id is of the client's making. */
export interface Saying {
  readonly message_id: string;
  readonly text?: string;
  readonly button_id?: string;
  readonly starts_at?: string;
}

/** What the app answers to a message; `seq` and `at` are those of the message itself. */
export interface Answer {
  readonly message_id: string;
  readonly seq: number;
  readonly at: string;
  readonly replies: readonly Line[];
  readonly held_by: string | null;
}

/** Lines behind the one that was asked for; `more` if others follow. */
export interface History {
  readonly messages: readonly Line[];
  readonly more: boolean;
  readonly held_by: string | null;
}

/** A month's free starts by day; `earlier` and `later` tell whether the months around have any to look at. */
export interface FreeTimes {
  readonly treatment: string;
  readonly month: string;
  readonly earlier: boolean;
  readonly later: boolean;
  readonly next: string | null;
  readonly days: Readonly<Record<string, readonly string[]>>;
}

/** What the widget shows of the salon. */
export interface Salon {
  readonly name: string;
  readonly phone: string;
  readonly emergency_number: string;
  /** Messaging apps to which a conversation can be carried. */
  readonly messaging_apps: readonly string[];
}

/** A link that carries the conversation to an app, once. */
export interface MovingLink {
  readonly app: string;
  readonly url: string;
}

/** What comes by the live socket. */
export type Frame =
  | { readonly type: "message"; readonly message: Line }
  | { readonly type: "held"; readonly by: string | null }
  | { readonly type: "typing"; readonly author: "bot" | "staff" }
  | { readonly type: "erased" };
