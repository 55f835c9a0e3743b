// Inputs that choose among what is listed: a menu, radio buttons, boxes to tick, and pickers of residents or options.

import { make } from "./dom.js";
import { post } from "./api.js";
import { picker } from "./picker.js";

export function select(shape, id, common, value, set) {
  const options = shape.options.map((one) => make("option", { value: one.value, selected: one.value === value }, one.text.text));
  const made = make("select", { id, ...common, onchange: () => set(made.value) }, make("option", { value: "" }, "Choose…"), ...options);
  if (value) set(value);
  return made;
}

export function radios(shape, id, common, value, set) {
  if (value) set(value);
  return make("div", {}, ...shape.options.map((one) => option(one, {
    type: "radio", name: id, value: one.value, checked: one.value === value, ...common, onchange: () => set(one.value),
  })));
}

export function boxes(shape, id, common, values, set) {
  const ticked = new Set(values);
  set([...ticked]);
  return make("div", {}, ...shape.options.map((one) => option(one, {
    type: "checkbox", name: id, value: one.value, checked: ticked.has(one.value), ...common,
    onchange: (event) => {
      if (event.target.checked) ticked.add(one.value);
      else ticked.delete(one.value);
      set([...ticked]);
    },
  })));
}

function option(one, attributes) {
  return make("label", { class: "option" }, make("input", attributes), make("span", {}, one.text.text,
    one.description ? make("span", { class: "quiet described" }, one.description.text) : null));
}

const narrowed = (options, typed) => options.filter((one) => one.text.text.toLowerCase().includes(typed.toLowerCase()));

// Any of the pickers: of residents, of the options that the form lists, or of those that the bot finds.
export function pick(shape, id, common, view, block, town) {
  const several = shape.type.startsWith("multi_");
  const residents = town.people.map((one) => ({ value: one.id, text: { text: one.name } }));
  const find = {
    users_select: (typed) => narrowed(residents, typed),
    static_select: (typed) => narrowed(shape.options, typed),
    external_select: async (typed) => (await post("options", { user: view.user, action_id: shape.action_id, query: typed })).options ?? [],
  }[shape.type.replace("multi_", "")];
  const people = shape.initial_users ?? (shape.initial_user ? [shape.initial_user] : []);
  const first = [...(shape.initial_options ?? []), ...residents.filter((one) => people.includes(one.value))];
  return picker({
    id, common, find, placeholder: shape.placeholder?.text ?? (several ? "Type to find, choose several" : "Type to find"),
    chosen: (view.chosen[block] ??= first), most: several ? shape.max_selected_items ?? Infinity : 1,
    changed: (chosen) => {
      const values = chosen.map((one) => one.value);
      view.values[block] = several ? values : values[0] ?? "";
    },
  });
}
