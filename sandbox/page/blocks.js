// Block Kit as elements.

import { make } from "./dom.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { field } from "./inputs.js";
import { agreed } from "./confirm.js";

function words(object, town) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, town) : document.createTextNode(unescape(object.text));
}

export function block(content, town, click, view = null) {
  switch (content.type) {
    case "section":
      return make("div", { class: "block" },
        content.text ? words(content.text, town) : null,
        content.fields ? make("div", { class: "fields" }, ...content.fields.map((one) => make("div", {}, words(one, town)))) : null,
        content.accessory ? button(content.accessory, content, town, click) : null);
    case "context":
      return make("div", { class: "block context" }, ...content.elements.map((one) => make("span", {}, words(one, town))));
    case "header":
      return make("h3", { class: "block" }, unescape(content.text.text));
    case "divider":
      return make("hr");
    case "actions":
      return make("div", { class: "block actions" }, ...content.elements.map((one) => button(one, content, town, click)));
    case "input":
      return field(content, view, town);
    default:
      return make("p", { class: "quiet" }, `(${content.type})`);
  }
}

function button(element, within, town, click) {
  const pressed = async () => {
    if (!element.confirm || await agreed(element.confirm, (text) => words(text, town))) click(element, within);
  };
  return make("button", { type: "button", class: element.style ?? "", onclick: pressed }, unescape(element.text.text));
}
