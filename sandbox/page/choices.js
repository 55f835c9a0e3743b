// Inputs that choose among what is listed: a menu, radio buttons, boxes to tick, and pickers of people, channels or options.

import { make } from "./dom.js";
import { post } from "./api.js";
import { picker } from "./picker.js";

const options = (list, value) => list.map((one) => make("option", { value: one.value, selected: one.value === value }, one.text.text));

export function select(shape, id, common, value, set) {
  const listed = shape.option_groups
    ? shape.option_groups.map((group) => make("optgroup", { label: group.label.text }, ...options(group.options, value)))
    : options(shape.options, value);
  const made = make("select", { id, ...common, onchange: () => set(made.value) }, make("option", { value: "" }, shape.placeholder?.text ?? "Choose…"), ...listed);
  return made;
}

export function radios(shape, id, common, value, set) {
  return make("div", {}, ...shape.options.map((one) => option(one, {
    type: "radio", name: id, value: one.value, checked: one.value === value, ...common, onchange: () => set(one.value),
  })));
}

export function boxes(shape, id, common, values, set) {
  const ticked = new Set(values);
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

const narrowed = (list, typed) => list.filter((one) => one.text.text.toLowerCase().includes(typed.toLowerCase()));
const listed = (shape) => shape.options ?? shape.option_groups.flatMap((group) => group.options);
const named = (list, label) => list.map((one) => ({ value: one.id, text: { text: label(one) } }));

// Any of the pickers. What was chosen stays in `view.chosen`, with the words it was offered in.
export function pick(shape, { id, common, view, block, town, set, label, chosen }) {
  const several = shape.type.startsWith("multi_");
  const kind = shape.type.replace("multi_", "");
  const people = named(town.people, (one) => one.name);
  const rooms = named(town.rooms, (one) => `#${one.name}`);
  const find = {
    users_select: (typed) => narrowed(people, typed),
    conversations_select: (typed) => narrowed(rooms, typed),
    channels_select: (typed) => narrowed(rooms, typed),
    static_select: (typed) => narrowed(listed(shape), typed),
    external_select: async (typed) => (await post("options", { user: view.user, action_id: shape.action_id, query: typed })).options ?? [],
  }[kind];
  if (!find) return make("p", { class: "quiet" }, `(${shape.type})`);
  const whole = chosen.map((one) => [...people, ...rooms].find((other) => other.value === one) ?? one);
  let first = true;
  return picker({
    id, common, find, label, placeholder: shape.placeholder?.text ?? (several ? "Type to find, choose several" : "Type to find"),
    chosen: ((view.chosen ??= {})[block] ??= whole), most: several ? shape.max_selected_items ?? Infinity : 1,
    changed: (now) => {
      const values = now.map((one) => one.value);
      set(several ? values : values[0] ?? "", first);
      first = false;
    },
  });
}
