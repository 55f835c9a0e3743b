// What acts at once when pressed or chosen, in messages, dialogues and on Home: buttons, menus, and any input.

import { make } from "./dom.js";
import { unescape } from "./mrkdwn.js";
import { words } from "./blocks.js";
import { control } from "./inputs.js";
import { agreed } from "./confirm.js";
import { menu } from "./menu.js";

export function acting(element, within, town, click, view) {
  const act = async (value) => {
    if (!element.confirm || await agreed(element.confirm, (text) => words(text, town))) click(element, within, value);
  };
  const focus = `${within.block_id}/${element.action_id}`;
  switch (element.type) {
    case "button":
      return element.url
        ? make("a", { class: `button ${element.style ?? ""}`, href: element.url, target: "_blank", rel: "noopener noreferrer", onclick: () => act() }, unescape(element.text.text))
        : make("button", { type: "button", class: element.style ?? "", "data-focus": focus, "aria-label": element.accessibility_label, onclick: () => act() }, unescape(element.text.text));
    case "overflow":
      return menu("More options", "⋯", element.options.map((one) => ({ label: unescape(one.text.text), take: () => act(one.value) })), focus);
    default:
      return chosen(element, within, town, act, view, focus);
  }
}

// An input that stands alone: its placeholder names it, and every change acts.
function chosen(element, within, town, act, view, focus) {
  const label = element.placeholder?.text ?? element.type.replaceAll("_", " ");
  const made = control(element, {
    id: `acts-${within.block_id}-${element.action_id}`, common: { "aria-label": label, "data-focus": focus },
    view: view ?? { user: town.user }, block: within.block_id, town, label,
    set: (value, first) => {
      if (view) view.values[element.action_id] = value;
      if (!first) act(value);
    },
  });
  return make("div", { class: "acting", role: "group", "aria-label": label }, made);
}
