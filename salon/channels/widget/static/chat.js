/** The salon's page, put together. Nothing here waits: the page can be written on from the first moment. */

import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Log } from "./log.js";
import { Readiness } from "./readiness.js";
import { foldSalon, showSalon } from "./salon.js";
import { messageId, recall, remember } from "./session.js";
import { showReadiness, showStaff } from "./status.js";

let conversation;

const log = new Log(document.querySelector("#log"), ({ id, title }) => write({ button_id: id, title }));
const composer = new Composer(document.querySelector("#composer"), (text) => write({ text }));
const readiness = new Readiness((state, before) => {
  showReadiness(state);
  if (state === "ready" && before !== "unknown") conversation.hurry();
});

function write(said) {
  conversation.write({ message_id: messageId(), ...said });
  composer.focus();
}

function begin() {
  conversation?.close();
  conversation = new Conversation({ log, composer, readiness, staff: showStaff, startAnew });
  composer.focus();
}

function startAnew() {
  // A button belongs to its own conversation; a sentence can be said in another.
  remember({ conversation: null, unsent: recall("unsent").filter(({ text }) => text) });
  begin();
}

function startOver() {
  remember({ conversation: null, unsent: [] });
  begin();
}

function offerStartOver() {
  const dialog = document.querySelector("#start-over-dialog");
  document.querySelector("#start-over").addEventListener("click", () => {
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") startOver();
  });
}

function returned() {
  if (document.hidden) return;
  conversation.hurry();
  conversation.catchUp();
}

function fitKeyboard() {
  // iOS lays its keyboard over the page: only the visual viewport knows what is left, times the zoom of two fingers.
  const { height, scale } = visualViewport;
  document.documentElement.style.setProperty("--visible", `${height * scale}px`);
}

foldSalon();
offerStartOver();
showSalon();
readiness.ask();
begin();
addEventListener("online", returned);
document.addEventListener("visibilitychange", returned);
window.visualViewport?.addEventListener("resize", fitKeyboard);
