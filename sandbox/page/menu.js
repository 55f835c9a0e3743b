// A button that opens a short menu, worked with arrows, Enter and Escape.

import { disclosure, make } from "./dom.js";

export function menu(name, face, items, focus = null) {
  const list = make("ul", { class: "menu", role: "menu", "aria-label": name, hidden: true });
  const opener = make("button", { type: "button", class: "plain opener", "aria-haspopup": "menu", "aria-label": name, "data-focus": focus }, face);
  const show = disclosure(opener, list, () => list.querySelector("[role=menuitem]").focus());
  list.append(...items.map(({ label, take }) => make("li", { role: "none" }, make("button", {
    type: "button", role: "menuitem", tabindex: "-1", onclick: () => {
      show(false);
      opener.focus();
      take();
    },
  }, label))));
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("[role=menuitem]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Tab") show(false);
    if (!step) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  return make("div", { class: "menus" }, opener, list);
}
