/** Defines `<porewell-chat>`, unless the page has it already. */

import { PorewellChatElement } from "./element/porewell-chat-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "porewell-chat": PorewellChatElement;
  }
}

if (!customElements.get("porewell-chat")) customElements.define("porewell-chat", PorewellChatElement);
