// Choosing several of many by typing: what is chosen stands above as buttons that take it back.

import { make } from "./dom.js";

const SHOWN = 12;

// `find` gives options for what is typed; `keep` is told the chosen ones.
export function finder(shape, id, common, chosen, find, keep) {
  const chips = make("div", { class: "chips", "aria-live": "polite" });
  const results = make("div", { class: "results" });
  const draw = () => {
    keep(chosen);
    chips.replaceChildren(...chosen.map((one) => make("button", { type: "button", "aria-label": `Remove ${one.text.text}`, onclick: () => {
      chosen.splice(chosen.indexOf(one), 1);
      draw();
    } }, `${one.text.text} ✕`)));
  };
  const take = (one) => {
    if (!chosen.some((other) => other.value === one.value)) chosen.push(one);
    results.replaceChildren();
    input.value = "";
    draw();
    input.focus();
  };
  const look = async () => {
    const found = chosen.length < (shape.max_selected_items ?? Infinity) ? await find(input.value) : [];
    const left = found.filter((one) => !chosen.some((other) => other.value === one.value));
    results.replaceChildren(...left.slice(0, SHOWN).map((one) => make("button", { type: "button", onclick: () => take(one) }, one.text.text)));
  };
  const input = make("input", { id, type: "search", placeholder: shape.placeholder?.text, ...common, oninput: look, onclick: look });
  draw();
  return make("div", {}, chips, input, results);
}

export function among(options) {
  return (typed) => options.filter((one) => one.text.text.toLowerCase().includes(typed.trim().toLowerCase()));
}
