/** The demo page: the salon's facts, from the app, and the buttons that open the chat. Text goes in as text only. */

const CHAT = "porewell-chat";
const PATIENCE = 4000;
const LEAF_MINUTES = 5;

readFacts().then(showFacts, () => mark("missing"));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  if (button) ask(button.dataset.ask);
});
document.querySelector("#menu").addEventListener("click", (event) => {
  if (event.target.closest("a")) event.currentTarget.hidePopover?.();
});

async function readFacts() {
  const answer = await fetch("/v1/salon", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the salon's facts: ${answer.status}`);
  return answer.json();
}

/** Open the chat, and say something in it unless `words` is empty. Without a chat, lead to the phone number. */
async function ask(words) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
  if ((await Promise.race([customElements.whenDefined(CHAT), late])) === "late") {
    document.querySelector("#find-us").scrollIntoView();
    return;
  }
  const chat = document.querySelector(CHAT);
  chat.show();
  if (words) chat.send(words);
}

function showFacts(salon) {
  document.title = `${[salon.name, salon.city].filter(Boolean).join(", ")}: demo page of Porewell`;
  for (const place of document.querySelectorAll("[data-salon]")) fill(place, salon[place.dataset.salon]);
  for (const part of document.querySelectorAll("[data-needs]")) part.hidden = !salon[part.dataset.needs];
  showTreatments(salon);
  mark("known");
}

function fill(place, value) {
  if (!value) return;
  const words = String(value);
  // A comma behind a number ends a line of the hours; the first one of an address ends its street.
  const lines = place.dataset.salon === "hours" ? words.replaceAll(/(\d), /g, "$1\n") : words.replace(", ", "\n");
  place.textContent = "lines" in place.dataset ? lines : words;
  if (place.dataset.link === "tel") place.href = `tel:${words.replaceAll(/[^+\d]/g, "")}`;
  if (place.dataset.link === "mailto") place.href = `mailto:${words}`;
}

/** Bring the list in line with the salon's: its order, its prices; a treatment that the page does not describe gets a bare line. */
function showTreatments({ treatments, currency = "GBP" }) {
  if (!treatments?.length) return;
  const list = document.querySelector("[data-treatments]");
  const described = new Map([...list.children].map((row) => [row.dataset.treatment, row]));
  const bare = list.lastElementChild.cloneNode(true);
  bare.querySelector(".treatment-about").textContent = "";
  list.replaceChildren(
    ...treatments.map((treatment) => {
      const row = described.get(treatment.name) ?? bare.cloneNode(true);
      const minutes = treatment.duration_minutes;
      row.querySelector(".treatment-name").textContent = treatment.name;
      row.querySelector("[data-minutes]").textContent = minutes ? `${minutes} minutes` : "";
      row.querySelector("[data-price]").textContent = price(treatment.price_pence, currency);
      row.style.setProperty("--leaves", String(Math.round((minutes ?? 0) / LEAF_MINUTES)));
      return row;
    }),
  );
}

function price(pence, currency) {
  if (!Number.isFinite(pence)) return "";
  if (pence === 0) return "free";
  const amount = new Intl.NumberFormat("en-GB", { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
  return amount.format(pence / 100);
}

/** Say in the page's root whether the facts are there; until then the style sheets hold their places empty. */
function mark(facts) {
  document.documentElement.dataset.facts = facts;
}
