/** The line in the head and the banner: who answers, and whether anybody can just now. */

import { WORDS } from "./words.js";

let readiness = "unknown";
let withStaff = false;

/** Show whether the assistant can answer: "unknown", "waking", "offline" or "ready". */
export function showReadiness(state) {
  readiness = state;
  render();
}

/** Show whether staff hold the conversation. */
export function showStaff(holds) {
  withStaff = holds;
  render();
}

function render() {
  const said = withStaff && readiness === "ready" ? "staff" : readiness;
  const line = document.querySelector("#status");
  line.dataset.state = said;
  line.querySelector(".status-words").textContent = WORDS.status[said];
  const banner = document.querySelector("#banner");
  banner.querySelector("p").textContent = WORDS.banner[readiness] ?? "";
  banner.dataset.state = readiness;
}
