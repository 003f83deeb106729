/** Five stars, as a group of radio buttons: one can be chosen by pointer, arrows or touch. */

import type { AllWords } from "../words/en.ts";
import { h, icon, STAR } from "./dom.ts";

/** Return the question; `rate` is called with each choice, 1 to 5. */
export function ratingOf(words: AllWords, rate: (stars: number) => Promise<void>): HTMLElement {
  const thanks = h("p", { role: "status" });
  const labels = [1, 2, 3, 4, 5].map((stars) =>
    h(
      "label",
      {},
      h("input", {
        class: "unseen",
        type: "radio",
        name: "stars",
        "aria-label": words.stars(stars),
        onchange: async () => {
          thanks.textContent = await rate(stars).then(
            () => words.rated,
            () => words.banner.offline,
          );
        },
      }),
      icon(STAR),
    ),
  );
  return h(
    "div",
    { class: "notice rating" },
    h("fieldset", {}, h("legend", {}, words.rateAsk), h("div", { class: "stars" }, ...labels)),
    thanks,
  );
}
