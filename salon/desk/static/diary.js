// The diary: the line that shows the present moment, the panel's focus and keys, and the field that jumps to a day.
"use strict";

(() => {
  const ROW_MS = 5 * 60_000;
  const LOOK_MS = 20_000;
  const panel = document.getElementById("panel");
  let opener = null;
  let picked = "";
  /** The app's clock minus this machine's, as it was when the board was drawn. */
  let ahead = 0;

  document.documentElement.classList.add("js");

  function setClock() {
    const body = document.querySelector(".board-body[data-now]");
    if (body) ahead = Date.parse(body.dataset.now) - Date.now();
  }

  function drawNow() {
    const body = document.querySelector(".board-body[data-begins]");
    const line = body?.querySelector(".board-now");
    if (!line) return;
    const row = Math.floor((Date.now() + ahead - Date.parse(body.dataset.begins)) / ROW_MS) + 1;
    line.hidden = row > Number(body.dataset.rows);
    line.classList.replace(`r-${line.dataset.row}`, `r-${row}`);
    line.dataset.row = row;
  }

  /** Show which appointment the panel is about. */
  function mark() {
    const inside = panel?.querySelector("[hx-get]");
    const shown = inside?.getAttribute("hx-get");
    for (const entry of document.querySelectorAll(".entry")) {
      entry.classList.toggle("open", Boolean(shown) && entry.getAttribute("href") === shown);
    }
  }

  function isByItself(detail) {
    return detail.requestConfig?.triggeringEvent?.type === "changed";
  }

  function close() {
    if (!panel || panel.classList.contains("alone")) return;
    panel.replaceChildren();
    mark();
    // The board may have been drawn anew since: the same address stands there again.
    const again = opener?.isConnected ? opener : document.querySelector(`[href="${CSS.escape(opener?.getAttribute("href") ?? "")}"]`);
    again?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-close-panel]");
    if (!button || panel?.classList.contains("alone")) return;
    event.preventDefault();
    close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel?.hasChildNodes()) close();
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-jump]") && field.value) field.form.requestSubmit();
    // A time that is picked and one that is written can't both be meant.
    if (field.name === "starts_at") field.form.elements.other.value = "";
    if (field.name === "other" && field.value) {
      for (const one of field.form.querySelectorAll('[name="starts_at"]')) one.checked = false;
    }
  });

  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "board") {
      setClock();
      drawNow();
    }
    // A time that was picked stays picked if the other day or treatment has it too.
    for (const one of detail.target.id === "times" ? detail.target.querySelectorAll("input") : []) {
      one.checked = one.value === picked;
    }
    if (detail.target === panel) {
      const source = detail.requestConfig?.elt;
      if (source && !panel.contains(source)) opener = source;
      const byItself = isByItself(detail);
      if (!byItself) (panel.querySelector("[role=alert]") ?? panel).scrollIntoView?.({ block: "nearest" });
      if (!byItself) panel.querySelector("h2")?.focus({ preventScroll: true });
    }
    mark();
  });

  // News take nothing away that somebody has just opened, nor come when the panel shows something else by now.
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "times") picked = detail.target.querySelector(":checked")?.value ?? "";
    if (detail.target !== panel || !isByItself(detail)) return;
    if (!panel.contains(detail.requestConfig.elt) || panel.querySelector("details[open]")) detail.shouldSwap = false;
  });

  // Two presses of one button are one.
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
    for (const button of detail.elt.matches("form") ? detail.elt.querySelectorAll("button") : []) button.disabled = true;
  });
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    for (const button of detail.elt.matches("form") ? detail.elt.querySelectorAll("button") : []) button.disabled = false;
  });

  setClock();
  drawNow();
  setInterval(drawNow, LOOK_MS);
})();
