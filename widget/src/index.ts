/** The element's class and its events. To define `<porewell-chat>` as well, import `porewell-chat/define`. */

export * from "./element/events.ts";
export { PorewellChatElement } from "./element/porewell-chat-element.ts";
