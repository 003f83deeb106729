// The desk's one live socket. It says what has changed; whatever shows that asks for it again.
//
// A topic becomes the event `desk:changed` on <body> (`detail.topic`), and the event `changed` on every element whose
// `data-live` names it. After a gap all of them are told: something may have been missed.
"use strict";

(() => {
  const FIRST_WAIT_MS = 500;
  const LONGEST_WAIT_MS = 30_000;
  const TOGETHER_MS = 120;
  const SIGNED_OUT = 4401;
  const FOREIGN = 4403;
  const EVERYTHING = "*";

  const pending = new Set();
  let gathering = 0;
  let wait = FIRST_WAIT_MS;
  let opened = false;
  let retry = 0;
  let socket = null;

  /** Have everybody who shows a topic ask for it, once for all wake-ups that come together. */
  function changed(topic) {
    pending.add(topic);
    gathering ||= setTimeout(tell, TOGETHER_MS);
  }

  function tell() {
    gathering = 0;
    const topics = [...pending];
    pending.clear();
    const all = topics.includes(EVERYTHING);
    for (const element of document.querySelectorAll("[data-live]")) {
      const shown = element.dataset.live.split(" ");
      // It does not bubble: an element around this one shows something else.
      if (all || topics.some((topic) => shown.includes(topic))) element.dispatchEvent(new CustomEvent("changed"));
    }
    for (const topic of topics) {
      document.body.dispatchEvent(new CustomEvent("desk:changed", { detail: { topic } }));
    }
  }

  function connect() {
    clearTimeout(retry);
    if (socket && socket.readyState <= WebSocket.OPEN) return;
    const made = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/desk/live`);
    socket = made;
    made.onopen = () => {
      if (opened) changed(EVERYTHING);
      opened = true;
      document.body.dataset.line = "open";
    };
    made.onmessage = ({ data }) => {
      wait = FIRST_WAIT_MS;
      const told = JSON.parse(data);
      changed(told.type === "changed" ? told.topic : EVERYTHING);
    };
    made.onclose = ({ code }) => {
      if (socket !== made) return;
      document.body.dataset.line = "broken";
      if (code === SIGNED_OUT) location.assign("/desk/login");
      if (code === SIGNED_OUT || code === FOREIGN) return;
      // Not all at once, when the app comes back.
      retry = setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  /** Write a waiting time: "0:07", "12:03", "1:05:09". */
  function written(seconds) {
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
    return parts[0] ? `${parts[0]}:${minutes}:${rest}` : `${Number(minutes)}:${rest}`;
  }

  const begun = new WeakMap();
  function tick() {
    for (const timer of document.querySelectorAll("[data-waited]")) {
      if (!begun.has(timer)) begun.set(timer, performance.now());
      const passed = Math.floor((performance.now() - begun.get(timer)) / 1000);
      timer.textContent = written(Number(timer.dataset.waited) + passed);
    }
  }

  if (!document.querySelector(".rail")) return;
  // What a page asks for by itself does not keep a session going.
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const event = detail.triggeringEvent;
    if (!event || event.type === "changed") detail.headers["X-Desk-By-Itself"] = "1";
  });
  document.body.addEventListener("desk:look", ({ detail }) => changed(detail.topic));
  addEventListener("online", connect);
  document.addEventListener("visibilitychange", () => document.hidden || connect());
  setInterval(tick, 1000);
  document.body.addEventListener("htmx:afterSwap", tick);
  tick();
  connect();
})();
