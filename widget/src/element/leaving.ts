/** Giving a conversation up: starting over, and erasing it. Both ask first. */

import type { Api } from "../transport/api.ts";
import type { Session } from "../transport/contract.ts";
import { appointments, erase } from "../transport/requests.ts";
import type { AllWords } from "../words/en.ts";
import { ask, choiceOf } from "./ask.ts";

/** Ask whether to start over. */
export function agreesToStartOver(parent: HTMLDialogElement, words: AllWords): Promise<boolean> {
  return ask(parent, words.startOverAsk);
}

/**
 * Ask whether to erase the conversation, and what shall become of a coming appointment; then erase it at the app.
 *
 * Returns whether it was erased. Throws what `Api` throws when it can't be.
 */
export async function eraseIfAgreed(api: Api, session: Session, parent: HTMLDialogElement, words: AllWords): Promise<boolean> {
  const { eraseAsk } = words;
  const coming = await appointments(api, session);
  const list = coming.map(({ treatment, when }) => `${treatment}, ${when}`).join("; ");
  const choice = coming.length
    ? choiceOf(eraseAsk.coming(list), [eraseAsk.keepAppointments, eraseAsk.cancelAppointments])
    : null;
  if (!(await ask(parent, { ...eraseAsk, more: choice?.element ?? null }))) return false;
  await erase(api, session, choice?.chosen() === 1 ? "cancel" : "keep");
  return true;
}
