// What Ombud offers to ask in its direct messages, and what it says it is doing.

import { by, keep, make } from "./dom.js";
import { post } from "./api.js";

let opened = null;

// `type(text)` puts a question into the message box.
export function prompts(here, town, type, refresh) {
  const direct = here.kind === "dm";
  if (!direct) opened = null;
  else if (opened !== town.user) {
    opened = town.user;
    post("open", { user: town.user, tab: "messages" }).then((sent) => !sent.error && refresh());
  }
  const offered = direct ? here.prompts?.prompts ?? [] : [];
  by("prompts").hidden = offered.length === 0;
  keep(by("prompts"), offered.map((one) => ({
    key: one.title, mark: one.message, build: () => make("li", {}, make("button", { type: "button", onclick: () => type(one.message) }, one.title)),
  })));
  const said = Object.values(here.statuses ?? {}).at(-1);
  by("doing").textContent = said ? `Ombud ${said}` : "";
}
