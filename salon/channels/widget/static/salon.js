/** The salon's own side of the page: its name, prices, hours and how to reach it, all from the app. */

import { readSalon } from "./api.js";
import { Backoff } from "./backoff.js";
import { element } from "./elements.js";
import { WORDS } from "./words.js";

/** Read the salon's facts, as often as it takes, and put them on the page. */
export async function showSalon() {
  const backoff = new Backoff();
  for (;;) {
    try {
      fill(await readSalon());
      return;
    } catch {
      await backoff.wait();
    }
  }
}

/** Let the button in the head open the salon's side on a narrow screen, and Escape or its own button close it. */
export function foldSalon() {
  const panel = document.querySelector("#salon");
  const opener = document.querySelector("#open-salon");
  const closer = document.querySelector("#close-salon");
  const chat = document.querySelector("#chat");
  const show = (open) => {
    document.body.classList.toggle("salon-open", open);
    opener.setAttribute("aria-expanded", String(open));
    chat.inert = open;
    (open ? closer : opener).focus({ preventScroll: true });
  };
  opener.addEventListener("click", () => show(true));
  closer.addEventListener("click", () => show(false));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("salon-open")) show(false);
  });
  // Wide screens show both; what was folded must not stay out of reach there.
  matchMedia("(min-width: 60rem)").addEventListener("change", ({ matches }) => {
    if (!matches || !document.body.classList.contains("salon-open")) return;
    document.body.classList.remove("salon-open");
    opener.setAttribute("aria-expanded", "false");
    chat.inert = false;
  });
}

function fill(salon) {
  document.title = WORDS.title(salon.name);
  for (const place of document.querySelectorAll("[data-salon]")) {
    const value = salon[place.dataset.salon];
    if (!value) continue;
    place.textContent = value;
    place.closest("[data-needs-salon]")?.removeAttribute("hidden");
  }
  for (const link of document.querySelectorAll("[data-phone]")) {
    const number = salon[link.dataset.phone];
    if (number) link.href = `tel:${number.replaceAll(/[^+\d]/g, "")}`;
  }
  const list = document.querySelector("#treatments");
  list.replaceChildren(...(salon.treatments ?? []).map((treatment) => priced(treatment, salon.currency)));
  list.closest("[data-needs-salon]").hidden = list.children.length === 0;
  document.body.classList.add("salon-known");
}

function priced(treatment, currency) {
  const { name, duration_minutes: minutes } = treatment;
  return element(
    "li",
    {},
    element("span", { class: "treatment-name" }, name),
    minutes ? element("span", { class: "treatment-minutes" }, WORDS.minutes(minutes)) : null,
    element("span", { class: "treatment-price" }, price(treatment, currency)),
  );
}

function price({ price: said, price_pence: pence }, currency = "GBP") {
  if (said) return said;
  if (!pence) return pence === 0 ? WORDS.free : "";
  const amount = new Intl.NumberFormat("en-GB", { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
  return amount.format(pence / 100);
}
