/** Opens the picker in place of the conversation, and goes back to it with a time or without one. */

import type { Api } from "../transport/api.ts";
import type { Session, TimesOf } from "../transport/contract.ts";
import { times } from "../transport/requests.ts";
import type { AllWords } from "../words/en.ts";
import type { Panel } from "./panel.ts";
import { Picker } from "./picker.ts";

/** Ask for one of these times; `pick` is given what was chosen, and how it is written. */
export async function pickTime(
  api: Api,
  session: Session,
  of: TimesOf,
  panel: Panel,
  words: AllWords,
  pick: (start: string, shown: string) => void,
): Promise<void> {
  const leave = (): void => {
    panel.show(null);
    panel.focus();
  };
  const picker = new Picker(words, {
    months: (month) => times(api, session, of, month),
    pick: (start, shown) => {
      leave();
      pick(start, shown);
    },
    leave,
  });
  panel.show(picker.element);
  await picker.open();
}
