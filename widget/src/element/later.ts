/**
 * What most visitors never need: loaded when it is first wanted.
 *
 * The build makes this a file of its own, with copies of the small pieces that it shares with the rest: split off by
 * the bundler, those would cost every visitor more than their copies cost the few.
 */

import asks from "./styles/asks.css";
import picker from "./styles/picker.css";

export { save, transcriptOf } from "./files.ts";
export { agreesToStartOver, eraseIfAgreed } from "./leaving.ts";
export { goOnElsewhere } from "./moving.ts";
export { pickTime } from "./picking.ts";
export { ratingOf } from "./rating.ts";
export { chime } from "./sound.ts";
export { calendarFile, rate } from "../transport/requests.ts";
export { later as english } from "../words/en.ts";

/** The rules that these need, to be added to the element's sheet. */
export const styles = asks + picker;
