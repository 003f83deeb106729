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
export function iconButton(kind: string, words: string, drawing: string, onclick: () => void): HTMLButtonElement {
  const made = button(kind, words, onclick, icon(drawing));
  made.setAttribute("aria-label", words);
  return made;
}

// One constant each: what a file does not draw is left out of it.
export const LEAF = "M5 20C4 9 10 4 20 4c0 11-5 16-15 15.5M5 20l8-9";
export const CLOSE = "m6.5 6.5 11 11m0-11-11 11";
export const SEND = "M12 20V5M5.5 11.5 12 5l6.5 6.5";
export const DOWN = "m6.5 9.5 5.5 5.5 5.5-5.5";
export const MORE = "M12 6v.01M12 12v.01M12 18v.01";
export const START = "m14.5 6.5-5.5 5.5 5.5 5.5";
export const END = "m9.5 6.5 5.5 5.5-5.5 5.5";
export const CALENDAR = "M5 7.5h14v11.5H5zM5 11h14M9 5v4M15 5v4";
export const STAR = "m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z";

/** Return a drawing, hidden from screen readers. */
export function icon(drawing: string): SVGElement {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag)) as [
    SVGElement,
    SVGElement,
  ];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", drawing);
  svg.append(path);
  return svg;
}
