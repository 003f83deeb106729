/** Making elements. Text goes in as text only, never as markup: what a client or staff wrote is shown, not run. */

type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** Return an element. `properties` are set as such, but for `class`, `role` and names with a hyphen: attributes. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "class" || name === "role" || name.includes("-")) made.setAttribute(name, String(value));
    else (made as unknown as Properties)[name] = value;
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** Return a button with words on it. */
export function button(kind: string, words: string, onclick: () => void, ...children: Child[]): HTMLButtonElement {
  return h("button", { type: "button", class: kind, onclick }, ...(children.length ? children : [words]));
}

/** Return a button that shows a drawing and is called by words. */
export function iconButton(kind: string, words: string, drawing: Drawing, onclick: () => void): HTMLButtonElement {
  const made = button(kind, words, onclick, icon(drawing));
  made.setAttribute("aria-label", words);
  return made;
}

const DRAWINGS = {
  leaf: "M5 20C4 9 10 4 20 4c0 11-5 16-15 15.5M5 20l8-9",
  close: "m6.5 6.5 11 11m0-11-11 11",
  send: "M12 20V5M5.5 11.5 12 5l6.5 6.5",
  down: "m6.5 9.5 5.5 5.5 5.5-5.5",
  more: "M12 6v.01M12 12v.01M12 18v.01",
  start: "m14.5 6.5-5.5 5.5 5.5 5.5",
  end: "m9.5 6.5 5.5 5.5-5.5 5.5",
  calendar: "M5 7.5h14v11.5H5zM5 11h14M9 5v4M15 5v4",
  star: "m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z",
} as const;

export type Drawing = keyof typeof DRAWINGS;

/** Return a drawing, hidden from screen readers. */
export function icon(name: Drawing): SVGElement {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag)) as [
    SVGElement,
    SVGElement,
  ];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}
