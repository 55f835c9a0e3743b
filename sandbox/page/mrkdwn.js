// Slack's mrkdwn as elements, with dates in the reader's zone and locale.

import { make } from "./dom.js";
import { full, token } from "./dates.js";
import { emoji } from "./glyphs.js";

const TOKEN = /<([^<>]+)>|```([\s\S]+?)```|`([^`\n]+)`|\*([^*\n]+)\*|(?<![\w])_([^_\n]+)_(?![\w])|~([^~\n]+)~|:([a-z_]+):/g;

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function mrkdwn(text, town) {
  const whole = document.createDocumentFragment();
  let quote = null;
  for (const line of text.split("\n")) {
    const quoted = line.match(/^(?:>|&gt;) ?(.*)$/);
    const target = quoted ? (quote ??= whole.appendChild(make("blockquote"))) : whole;
    if (!quoted) quote = null;
    if (target.childNodes.length && !(target === whole && target.lastChild?.nodeName === "BLOCKQUOTE")) target.append("\n");
    target.append(inline(quoted ? quoted[1] : line, town));
  }
  return whole;
}

function inline(text, town) {
  const parts = document.createDocumentFragment();
  let last = 0;
  for (const found of text.matchAll(TOKEN)) {
    parts.append(unescape(text.slice(last, found.index)));
    parts.append(part(found, town));
    last = found.index + found[0].length;
  }
  parts.append(unescape(text.slice(last)));
  return parts;
}

function part([,  angle, pre, code, bold, italic, strike, name], town) {
  if (angle) return reference(angle, town);
  if (pre) return make("pre", {}, unescape(pre));
  if (code) return make("code", {}, unescape(code));
  if (bold) return make("strong", {}, inline(bold, town));
  if (italic) return make("em", {}, inline(italic, town));
  if (strike) return make("s", {}, inline(strike, town));
  return emoji(name);
}

function reference(said, town) {
  if (said.startsWith("!date^")) return date(said, town);
  if (said.startsWith("@")) return make("span", { class: "mention" }, `@${town.name(said.slice(1).split("|")[0])}`);
  if (said.startsWith("#")) return make("span", { class: "mention" }, `#${town.channel(said.slice(1).split("|")[0])}`);
  if (/^(https?:|mailto:)/.test(said)) {
    const [address, label] = said.split("|");
    return make("a", { href: unescape(address), rel: "noopener noreferrer", target: "_blank" }, unescape(label ?? address));
  }
  if (said.startsWith("!")) return make("span", { class: "mention" }, `@${said.slice(1).split("|").at(-1)}`);
  return document.createTextNode(unescape(said.split("|").at(-1)));
}

function date(said, town) {
  const [, unix, format] = said.split("|")[0].split("^");
  const at = Number(unix);
  return make("time", { datetime: new Date(at * 1000).toISOString(), title: full(at, town) }, token(format, at, town));
}
