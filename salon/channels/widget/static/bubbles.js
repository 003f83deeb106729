/** One message as elements: who, what, its sources, its buttons. Knows nothing of the network. */

import { drawing, element } from "./elements.js";
import { WORDS } from "./words.js";


/**
 * Return a message's element. `message` is one of the app's, or the client's own `{id, author: "client", text}`;
 * `choose(button)` is called when a button of it is pressed. Its buttons begin active.
 */
export function bubble(message, choose) {
  const author = message.author ?? "bot";
  const booked = Boolean(message.booked);
  return element(
    "div",
    { class: `message message--${author}${booked ? " message--booked" : ""}`, data: { id: message.id, author } },
    byline(author, message.at),
    element("div", { class: "bubble", dir: "auto" }, booked ? cardHead() : null, ...paragraphs(message.text)),
    message.sources?.length ? sources(message.sources) : null,
    message.buttons?.length ? choices(message.buttons, choose) : null,
  );
}

/** Disable a message's buttons and mark the one that was pressed, if it is known. */
export function retire(choicesElement, pressedTitle) {
  for (const button of choicesElement.querySelectorAll("button")) {
    button.disabled = true;
    if (button.textContent === pressedTitle) button.setAttribute("aria-pressed", "true");
  }
}

/** Show how a message of the client's fares: `state`, the app's `detail`, and one button `{title, press}` at most. */
export function showState(messageElement, state, detail, action) {
  const shown = messageElement.querySelector(".state");
  const again = shown && (state === "sending" || state === "unsent");
  messageElement.dataset.state = state;
  const sentence = [detail ? WORDS.state.refused : WORDS.state[state], detail].filter(Boolean).join(" ");
  // A new attempt leaves the line as it is: a screen reader would read each one out.
  if (again && (!sentence || shown.firstChild.textContent === sentence)) return;
  shown?.remove();
  if (!sentence) return;
  messageElement.append(
    element(
      "p",
      { class: "state" },
      element("span", { dir: "auto" }, sentence),
      action ? element("button", { type: "button", class: "text-button", onclick: action.press }, action.title) : null,
    ),
  );
}

/** Return a notice of the page's own, with a button when there is something to do. */
export function notice(sentence, action) {
  return element(
    "div",
    { class: "notice" },
    element("p", { dir: "auto" }, sentence),
    element("button", { type: "button", class: "button", onclick: action.press }, action.title),
  );
}

function byline(author, at) {
  const moment = at ? new Date(at) : new Date();
  return element(
    "p",
    { class: "by" },
    element("span", { class: "by-name" }, WORDS.by[author]),
    author === "bot" ? element("span", { class: "badge" }, WORDS.bot) : null,
    element("time", { dateTime: moment.toISOString() }, clockTime(moment)),
  );
}

function clockTime(moment) {
  const today = moment.toDateString() === new Date().toDateString();
  const day = today ? {} : { weekday: "short", day: "numeric", month: "short" };
  return moment.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" });
}

function cardHead() {
  return element("p", { class: "card-head" }, drawing("check"), WORDS.booked);
}

function paragraphs(text) {
  return text.split(/\n{2,}/).map((paragraph) => element("p", {}, paragraph.trim()));
}

function sources(cited) {
  const items = cited.map(({ id, title, strength, finding }) =>
    element(
      "li",
      { dir: "auto" },
      element("span", { class: "source-id" }, id),
      element("span", { class: "source-title" }, title),
      strength ? element("span", { class: "source-strength" }, strength) : null,
      finding ? element("span", { class: "source-finding" }, finding) : null,
    ),
  );
  const summary = element("summary", {}, drawing("chevron"), WORDS.sources(cited.length));
  return element("details", { class: "sources" }, summary, element("ul", {}, ...items));
}

function choices(buttons, choose) {
  const made = buttons.map((button) =>
    element("button", { type: "button", class: "choice", dir: "auto", onclick: () => choose(button) }, button.title),
  );
  return element("div", { class: "choices", role: "group", "aria-label": WORDS.choices }, ...made);
}
