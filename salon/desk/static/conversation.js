// One conversation: opens at its newest line, and stays there while new ones come.
"use strict";

(() => {
  const lines = document.getElementById("lines");
  if (!lines) return;
  const NEAR_PX = 120;
  const GAP_PX = 16;
  const page = document.scrollingElement;
  const composer = document.getElementById("composer");
  let atEnd = !location.hash && !location.search;
  let below = 0;

  /** Return by how much the last line lies below what can be seen: the screen, or the box to answer in. */
  function hidden() {
    const last = [...lines.querySelectorAll(".line")].at(-1);
    if (!last) return 0;
    const end = Math.min(innerHeight, composer?.getBoundingClientRect().top ?? innerHeight);
    return last.getBoundingClientRect().bottom + GAP_PX - end;
  }

  function toEnd() {
    page.scrollTop += Math.max(hidden(), 0);
  }

  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!lines.contains(detail.target)) return;
    below = page.scrollHeight - page.scrollTop;
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "newer" && atEnd) toEnd();
    // Earlier lines came above: what was looked at stays where it was.
    if (detail.target.classList.contains("earlier")) page.scrollTop = page.scrollHeight - below;
  });
  document.getElementById("note")?.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    if (target.id === "note" && detail.successful) target.reset();
  });
  addEventListener("scroll", () => (atEnd = hidden() < NEAR_PX), { passive: true });
  if (atEnd) toEnd();
  // The box grows when it is opened; the last line is not to vanish behind it.
  if (composer) new ResizeObserver(() => atEnd && toEnd()).observe(composer);
})();
