// What a message box offers while one types: slash commands with their hints, and people after @.

import { make } from "./dom.js";
import { BOT } from "./store.js";

// What fits what was typed up to the cursor.
export function offers(typed, world) {
  if (/^\/\S*$/.test(typed)) {
    return world.commands.filter((one) => one.command.startsWith(typed)).map((one) => ({
      face: [make("strong", {}, one.command), make("span", { class: "hint" }, ` ${one.usage_hint}`), make("span", { class: "quiet" }, one.description)],
      text: `${one.command} `, from: 0,
    }));
  }
  const at = typed.match(/(?:^|\s)@([^\s@]*)$/);
  if (!at) return [];
  const people = [{ id: BOT, name: "Ombud" }, ...world.people].filter((one) => one.name.toLowerCase().startsWith(at[1].toLowerCase()));
  return people.slice(0, 6).map((one) => ({ face: [make("strong", {}, `@${one.name}`)], text: `@${one.name} `, from: typed.length - at[1].length - 1 }));
}

// How a command goes on, while one types what follows it.
export function hint(typed, world) {
  const found = world.commands.find((one) => typed.startsWith(`${one.command} `));
  return found ? `${found.command} ${found.usage_hint} · ${found.description}` : "";
}

// Names that were completed become mentions, as Slack's own client sends them.
export function mentioning(text, world) {
  const people = [{ id: BOT, name: "Ombud" }, ...world.people];
  return people.reduce((said, one) => said.replaceAll(`@${one.name}`, `<@${one.id}>`), text);
}

export class Completion {
  // `list` shows what is offered for `box`; both belong together by id.
  constructor(box, list, heard, world) {
    Object.assign(this, { box, list, heard, world, found: [], active: -1 });
    box.addEventListener("input", () => this.look());
    box.addEventListener("blur", () => this.show([]));
  }

  look() {
    this.active = -1;
    this.show(offers(this.box.value.slice(0, this.box.selectionStart), this.world));
    if (this.found.length) this.heard.textContent = `${this.found.length} to choose from; arrows and Enter take one.`;
  }

  show(found) {
    this.found = found;
    this.list.hidden = found.length === 0;
    this.list.replaceChildren(...found.map((one, index) => make("li", {
      role: "option", id: `${this.list.id}-${index}`, "aria-selected": String(index === this.active),
      onmousedown: (event) => event.preventDefault(), onclick: () => this.take(one),
    }, ...one.face)));
    if (this.active >= 0) this.box.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(one) {
    const { box } = this;
    box.value = box.value.slice(0, one.from) + one.text + box.value.slice(box.selectionStart);
    box.selectionStart = box.selectionEnd = one.from + one.text.length;
    this.show([]);
    box.dispatchEvent(new Event("input"));
    box.focus();
  }

  // Whether a key was meant for the list.
  pressed(event) {
    const { found } = this;
    if (!found.length) return false;
    if (event.key === "ArrowDown") this.active = (this.active + 1) % found.length;
    else if (event.key === "ArrowUp") this.active = (this.active - 1 + found.length) % found.length;
    else if (event.key === "Escape") { this.show([]); return true; }
    else if (event.key === "Tab" && !event.shiftKey) { this.take(found[Math.max(0, this.active)]); return true; }
    else if (event.key === "Enter" && this.active >= 0) { this.take(found[this.active]); return true; }
    else return false;
    this.show(found);
    return true;
  }
}
