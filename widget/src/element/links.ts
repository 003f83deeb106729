/** Finds addresses in a text. Only http and https are links: anything else stays text. */

import { h } from "./dom.ts";

const ADDRESS = /\bhttps?:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?]/gi;

/** Return the text as nodes, with its addresses as links that open elsewhere and tell nothing of this page. */
export function linked(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!URL.canParse(address)) continue;
    nodes.push(text.slice(end, index), h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address));
    end = index + address.length;
  }
  return [...nodes, text.slice(end)];
}
