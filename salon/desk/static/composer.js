// Answering a client: what is typed survives refreshes, refusals and a reload of the page; it goes once.
"use strict";

(() => {
  const composer = document.getElementById("composer");
  const form = document.getElementById("reply");
  if (!composer || !form) return;
  const TYPING_EVERY_MS = 3_000;
  const conversation = composer.dataset.conversation;
  const path = `/desk/conversations/${conversation}`;
  const text = document.getElementById("reply-text");
  const id = document.getElementById("reply-id");
  const said = document.getElementById("reply-said");
  const send = form.querySelector("[type=submit]");
  const draft = `desk.draft.${conversation}`;
  let told = -TYPING_EVERY_MS;
  let sent = "";

  function headers() {
    return JSON.parse(document.body.getAttribute("hx-headers"));
  }

  function keep() {
    if (text.value) sessionStorage.setItem(draft, text.value);
    else sessionStorage.removeItem(draft);
  }

  function complain(words) {
    const notice = document.createElement("p");
    notice.className = "notice bad";
    notice.textContent = words;
    said.replaceChildren(notice);
  }

  /** Show the box to whoever has the conversation; somebody else's half-written text is shown, and can't be sent. */
  function stand() {
    const state = composer.querySelector("[data-state]")?.dataset.state;
    if (!state) return;
    const mine = state === "mine";
    form.hidden = !mine && !text.value;
    send.disabled = !mine;
    if (mine && !id.value) id.value = crypto.randomUUID();
  }

  function typing() {
    if (send.disabled || !text.value || performance.now() - told < TYPING_EVERY_MS) return;
    told = performance.now();
    fetch(`${path}/typing`, { method: "POST", headers: headers() }).catch(() => {});
  }

  async function insert(reply) {
    const answer = await fetch(`${path}/canned/${encodeURIComponent(reply)}`).catch(() => null);
    if (!answer?.ok) return complain("This canned reply can't be had just now.");
    const words = await answer.text();
    const gap = text.value.slice(0, text.selectionStart).match(/\S$/) ? " " : "";
    text.setRangeText(gap + words, text.selectionStart, text.selectionEnd, "end");
    keep();
    text.focus();
  }

  text.value ||= sessionStorage.getItem(draft) ?? "";
  text.addEventListener("input", () => {
    keep();
    typing();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || send.disabled) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (target !== form) return;
    sent = text.value;
    send.disabled = true;
  });
  form.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    if (target !== form) return;
    stand();
    if (detail.successful) {
      // What was typed while it went is the next reply.
      text.value = text.value.startsWith(sent) ? text.value.slice(sent.length).trimStart() : text.value;
      id.value = crypto.randomUUID();
      keep();
      document.body.dispatchEvent(new CustomEvent("desk:look", { detail: { topic: `conversation:${conversation}` } }));
    } else if (!detail.xhr?.status || detail.xhr.status >= 500) {
      complain("Not sent: the desk can't be reached. Your text is still here; send it again.");
    }
    text.focus();
  });
  composer.addEventListener("change", ({ target }) => {
    if (target.id !== "canned-pick" || !target.value) return;
    insert(target.value);
    target.value = "";
  });
  composer.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) target.closest("dialog").close();
  });
  composer.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id === "give-back") target.querySelector("dialog")?.showModal();
    if (target.id !== "hold") return;
    if (!composer.querySelector('[data-state="mine"]')) composer.querySelector("dialog[open]")?.close();
    stand();
  });
})();
