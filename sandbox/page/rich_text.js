// Rich text as elements. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { make } from "./dom.js";
import { emoji } from "./glyphs.js";

export function richText(elements, town) {
  const whole = document.createDocumentFragment();
  whole.append(...elements.map((one) => part(one, town)));
  return whole;
}

function part(one, town) {
  const inside = one.elements?.map((child) => part(child, town)) ?? [];
  switch (one.type) {
    case "rich_text_section": return make("p", {}, ...inside);
    case "rich_text_quote": return make("blockquote", {}, ...inside);
    case "rich_text_preformatted": return make("pre", {}, ...inside);
    case "rich_text_list": return make(one.style === "ordered" ? "ol" : "ul", {}, ...inside.map((child) => make("li", {}, child)));
    case "link": return make("a", { href: one.url, rel: "noopener noreferrer", target: "_blank" }, one.text ?? one.url);
    case "user": return make("span", { class: "mention" }, `@${town.name(one.user_id)}`);
    case "channel": return make("span", { class: "mention" }, `#${town.channel(one.channel_id)}`);
    case "emoji": return document.createTextNode(emoji(one.name));
    default: return styled(one);
  }
}

function styled({ text = "", style = {} }) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code" };
  return Object.keys(tags).filter((name) => style[name]).reduce((inner, name) => make(tags[name], {}, inner), document.createTextNode(text));
}
