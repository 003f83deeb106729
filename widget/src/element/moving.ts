/** Going on in a messaging app: links that carry the conversation there. */

import type { Api } from "../transport/api.ts";
import type { Session } from "../transport/contract.ts";
import { movingLinks } from "../transport/requests.ts";
import type { AllWords } from "../words/en.ts";
import { h } from "./dom.ts";

/** Have links made, and return them with what following one means. Throws what `Api` throws when they can't be. */
export async function goOnElsewhere(api: Api, session: Session, words: AllWords): Promise<HTMLElement> {
  const links = await movingLinks(api, session);
  const anchors = links.map(({ app, url }) =>
    h("a", { class: "pill strong", href: url, target: "_blank", rel: "noopener noreferrer" }, words.goOn(app)),
  );
  return h("div", { class: "notice" }, h("p", {}, words.goOnMeans), h("div", { class: "choices" }, ...anchors));
}
