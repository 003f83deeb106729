/** The style sheet, constructed: it needs no `unsafe-inline`, and all elements of a page share it. */

import host from "./styles/host.css";
import log from "./styles/log.css";
import panel from "./styles/panel.css";

let written = host + panel + log;
let sheet: CSSStyleSheet | undefined;

/** Return the sheet, made at the first call. */
export function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(written);
  }
  return sheet;
}

/** Add the rules of what is loaded later, once. */
export function addStyles(css: string): void {
  if (written.endsWith(css)) return;
  written += css;
  sheet?.replaceSync(written);
}
