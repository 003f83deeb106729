/** Questions that are asked before something is given up. Modal: nothing else can be done meanwhile. */

import { button, h } from "./dom.ts";

/** What is asked: title, text, more elements, and the words of no and yes. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly more?: HTMLElement | null;
  readonly no: string;
  readonly yes: string;
}

/** Ask inside `parent`; resolves to whether the answer was yes. Escape is a no, and so is a parent that was closed. */
export function ask(parent: HTMLDialogElement, { title, text, more, no, yes }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "ask", "aria-labelledby": "ask-title", onclose: () => answered(dialog.returnValue === "yes") },
      h("h2", { id: "ask-title" }, title),
      h("p", {}, text),
      more,
      h(
        "div",
        { class: "ask-buttons" },
        button("pill", no, () => dialog.close("no")),
        button("pill strong", yes, () => dialog.close("yes")),
      ),
    );
    function answered(answer: boolean): void {
      dialog.remove();
      resolve(answer);
    }
    // Modal inside of what is not shown, it would block the page and could not be seen.
    if (!parent.open) {
      resolve(false);
      return;
    }
    parent.append(dialog);
    dialog.showModal();
  });
}

/** Return a choice of one among several, and what is chosen; the first is, to begin with. */
export function choiceOf(legend: string, options: readonly string[]): { element: HTMLElement; chosen(): number } {
  const inputs = options.map((_, index) => h("input", { type: "radio", name: "choice", checked: index === 0 }));
  const labels = inputs.map((input, index) => h("label", {}, input, options[index]));
  return {
    element: h("fieldset", {}, h("legend", {}, legend), ...labels),
    chosen: () => inputs.findIndex((input) => input.checked),
  };
}
