// Inputs for a day, a time, or both, in the person's own zone.

import { make } from "./dom.js";

export function picked(type, id, common, value, set) {
  const input = make("input", { id, type, ...common });
  input.value = value;
  input.addEventListener("change", () => set(input.value));
  return input;
}

// Wall time in a zone as `datetime-local` writes it, and back to seconds since 1970.
const wall = (at, zone) => new Date(at * 1000).toLocaleString("sv-SE", { timeZone: zone }).slice(0, 16).replace(" ", "T");

export function seconds(local, zone) {
  const guess = Date.parse(`${local}:00Z`) / 1000;
  const shown = Date.parse(`${wall(guess, zone)}:00Z`) / 1000;
  const first = guess - (shown - guess);
  return first - (Date.parse(`${wall(first, zone)}:00Z`) / 1000 - guess); // once more, across a change of the clocks
}

export function dateTime(id, common, value, set, town) {
  const input = make("input", { id, type: "datetime-local", ...common });
  input.value = value ? wall(value, town.zone) : "";
  input.addEventListener("change", () => set(input.value ? seconds(input.value, town.zone) : ""));
  return input;
}
