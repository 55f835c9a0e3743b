// Picks one or several of many: type to narrow, arrows and Enter to choose, and each choice as a button that removes it.

import { make } from "./dom.js";

const SHOWN = 8;

// `find(typed)` gives options; `most` is how many may be chosen; `changed(options)` hears of every change.
export function picker({ id, common, placeholder, label, chosen, most, find, changed }) {
  const chips = make("div", { class: "chips", role: "group", "aria-label": `Chosen for ${label}` });
  const list = make("ul", { class: "results", role: "listbox", id: `${id}-list`, "aria-label": `Choices for ${label}`, hidden: true });
  const said = make("p", { class: "heard", role: "status" });
  const say = (text, seen = false) => {
    said.className = seen ? "quiet" : "heard"; // what is plain to see is only spoken
    said.textContent = text;
  };
  const input = make("input", { id, type: "text", role: "combobox", autocomplete: "off", placeholder, ...common,
    "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id });
  let found = [];
  let active = -1;
  let asked = 0;

  const show = (options) => {
    found = options.filter((one) => !chosen.some((other) => other.value === one.value)).slice(0, SHOWN);
    active = Math.min(active, found.length - 1);
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    list.replaceChildren(...found.map((one, index) => make("li", {
      role: "option", id: `${list.id}-${index}`, "aria-selected": String(index === active),
      onmousedown: (event) => event.preventDefault(), onclick: () => take(one),
    }, one.text.text)));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const look = async () => {
    const mine = ++asked;
    active = -1;
    const options = await find(input.value.trim());
    if (mine === asked && document.activeElement === input) show(options);
  };
  const hide = () => { asked += 1; active = -1; show([]); };
  const draw = () => {
    chips.replaceChildren(...chosen.map((one) => make("button", {
      type: "button", "aria-label": `Remove ${one.text.text}`, onclick: () => drop(one),
    }, `${one.text.text} ✕`)));
    changed(chosen);
  };
  const take = (one) => {
    if (chosen.length >= most && most > 1) say(`At most ${most} can be chosen.`, true);
    else {
      if (chosen.length >= most) chosen.pop();
      chosen.push(one);
      say(`${one.text.text} chosen.`);
    }
    input.value = "";
    hide();
    draw();
    input.focus();
  };
  const drop = (one) => {
    chosen.splice(chosen.indexOf(one), 1);
    say(`${one.text.text} removed.`);
    draw();
    input.focus();
  };
  input.addEventListener("input", look);
  input.addEventListener("click", look);
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (event.key === "ArrowDown" && found.length) { active = (active + 1) % found.length; show(found); }
    else if (event.key === "ArrowUp" && found.length) { active = (active - 1 + found.length) % found.length; show(found); }
    else if (event.key === "Escape" && !list.hidden) hide();
    else if (event.key === "Enter") { if (active >= 0) take(found[active]); }
    else if (event.key === "Backspace" && !input.value && chosen.length) drop(chosen.at(-1));
    else return;
    event.preventDefault();
  });
  draw();
  return make("div", {}, chips, input, list, said);
}
