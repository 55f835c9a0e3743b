// Block Kit as elements. https://docs.slack.dev/reference/block-kit/blocks

import { make } from "./dom.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { field } from "./inputs.js";
import { acting } from "./elements.js";
import { richText } from "./rich_text.js";

export function words(object, town) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, town) : document.createTextNode(unescape(object.text));
}

// `click(element, block, value)` is called when somebody presses or chooses; `view` holds what stands in the inputs.
export function block(content, town, click, view = null) {
  switch (content.type) {
    case "section":
      return make("div", { class: content.accessory ? "block beside" : "block" },
        make("div", { class: "said" },
          content.text ? make("p", {}, words(content.text, town)) : null,
          content.fields ? make("div", { class: "fields" }, ...content.fields.map((one) => make("div", {}, words(one, town)))) : null),
        content.accessory ? accessory(content, town, click, view) : null);
    case "context":
      return make("div", { class: "block context" }, ...content.elements.map((one) => (one.type === "image" ? image(one) : make("span", {}, words(one, town)))));
    case "header":
      return make("h3", { class: "block" }, unescape(content.text.text));
    case "divider":
      return make("hr");
    case "actions":
      return make("div", { class: "block actions" }, ...content.elements.map((one) => acting(one, content, town, click, view)));
    case "input":
      return field(content, view, town, click);
    case "image":
      return make("figure", { class: "block" }, image(content), content.title ? make("figcaption", { class: "quiet" }, content.title.text) : null);
    case "markdown":
      return make("div", { class: "block" }, mrkdwn(content.text.replaceAll("**", "*"), town));
    case "rich_text":
      return make("div", { class: "block" }, richText(content.elements, town));
    default:
      return make("p", { class: "quiet" }, `(${content.type})`);
  }
}

function accessory(content, town, click, view) {
  return content.accessory.type === "image" ? image(content.accessory) : acting(content.accessory, content, town, click, view);
}

const image = (one) => make("img", { src: one.image_url, alt: one.alt_text, loading: "lazy" });
