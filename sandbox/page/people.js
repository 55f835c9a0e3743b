// How people look: initials on a colour that stays theirs, dark enough for white letters.

import { BOT } from "./store.js";
import { make } from "./dom.js";

const COLOURS = ["#8a3b12", "#1f5f8b", "#5b3f99", "#2b6a3a", "#8b2252", "#6b5200", "#0f6466", "#4a4f5c", "#7a2e2e", "#34508f"];

export function avatar(id, name, town) {
  if (id === BOT) return make("span", { class: "avatar bot", "aria-hidden": "true" }, "◒");
  const place = Math.max(0, town.people.findIndex((one) => one.id === id));
  const initials = name.split(" ").map((one) => one[0]).join("").slice(0, 2).toUpperCase();
  const made = make("span", { class: "avatar", "aria-hidden": "true" }, initials);
  made.style.background = COLOURS[place % COLOURS.length];
  return made;
}

const languages = new Intl.DisplayNames(["en"], { type: "language" });

// Zone and language of a person, in one line.
export function about(person) {
  return `${person.tz.replace("_", " ")} · ${languages.of(person.locale)}`;
}
