/**
 * What one tab remembers over a reload: the conversation's id and token, what is not sent yet, and the draft.
 *
 * It lives in `sessionStorage`: it ends with the tab, so the next person at a shared computer does not see it.
 */

const KEY = "porewell.conversation";
const EMPTY = { conversation: null, unsent: [], draft: "" };

let remembered = read();

/** Return one remembered thing: `conversation` (`{id, token}` or null), `unsent` (oldest first) or `draft`. */
export function recall(name) {
  return remembered[name];
}

/** Remember some things anew; the others stay. */
export function remember(changes) {
  remembered = { ...remembered, ...changes };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Storage is full or forbidden: the page works on, only a reload forgets.
  }
}

/** Return a fresh id for a message. `crypto.randomUUID` is missing on a page served without TLS. */
export function messageId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read() {
  try {
    return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY)) };
  } catch {
    return { ...EMPTY };
  }
}
