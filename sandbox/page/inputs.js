// The inputs of a dialogue: labelled, hinted, and with their errors beside them.

import { make } from "./dom.js";
import { post } from "./api.js";
import { among, finder } from "./finder.js";

export function field(content, view) {
  const id = `field-${content.block_id}`;
  const error = view.errors?.[content.block_id];
  const described = [content.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  const common = { "aria-describedby": described || null, "aria-invalid": error ? "true" : null };
  const label = content.label.text + (content.optional ? " (optional)" : "");
  const group = content.element.type === "radio_buttons" || content.element.type === "checkboxes";
  return make(group ? "fieldset" : "div", { class: "field" },
    make(group ? "legend" : "label", group ? {} : { for: id }, label),
    element(content, id, common, view),
    content.hint ? make("p", { class: "quiet", id: `${id}-hint` }, content.hint.text) : null,
    error ? make("p", { class: "error", id: `${id}-error` }, error) : null);
}

function element(content, id, common, view) {
  const shape = content.element;
  const block = content.block_id;
  const set = (value) => { view.values[block] = value; };
  const several = (find) => finder(shape, id, common, (view.chosen[block] ??= []), find, (chosen) => set(chosen.map((one) => one.value)));
  switch (shape.type) {
    case "plain_text_input":
      return text(shape, id, common, view.values[block] ?? shape.initial_value ?? "", set);
    case "static_select":
      return select(shape, id, common, view.values[block] ?? shape.initial_option?.value ?? "", set);
    case "radio_buttons":
      return radios(shape, id, common, view.values[block] ?? shape.initial_option?.value, set);
    case "checkboxes":
      return boxes(shape, id, common, view.values[block] ?? [], set);
    case "users_select":
      return select({ options: residents(view) }, id, common, view.values[block] ?? "", set);
    case "multi_users_select":
      return several(among(residents(view)));
    case "multi_static_select":
      return several(among(shape.options));
    case "multi_external_select":
      return several(async (query) => (await post("options", { user: view.user, action_id: shape.action_id, query })).options ?? []);
    default:
      return make("p", { class: "quiet" }, `(${shape.type})`);
  }
}

function residents(view) {
  return view.people.map((one) => ({ value: one.id, text: { text: one.name } }));
}

function text(shape, id, common, value, set) {
  const tag = shape.multiline ? "textarea" : "input";
  const count = make("span", { class: "quiet", "aria-hidden": "true" });
  const input = make(tag, { id, maxlength: shape.max_length, ...common });
  const changed = () => {
    set(input.value);
    count.textContent = shape.max_length ? `${input.value.length} of ${shape.max_length}` : "";
  };
  input.value = value;
  input.addEventListener("input", changed);
  changed();
  return make("div", {}, input, count);
}

function select(shape, id, common, value, set) {
  const options = shape.options.map((one) => make("option", { value: one.value, selected: one.value === value }, one.text.text));
  const made = make("select", { id, ...common, onchange: () => set(made.value) }, make("option", { value: "" }, "Choose…"), ...options);
  if (value) set(value);
  return made;
}

function radios(shape, id, common, value, set) {
  if (value) set(value);
  const options = shape.options.map((one) => make("label", { class: "option" },
    make("input", { type: "radio", name: id, value: one.value, checked: one.value === value, ...common, onchange: () => set(one.value) }),
    one.text.text));
  return make("div", {}, ...options);
}

function boxes(shape, id, common, ticked, set) {
  const inputs = shape.options.map((one) => make("input", {
    type: "checkbox", name: id, value: one.value, checked: ticked.includes(one.value), ...common,
    onchange: () => set(inputs.filter((input) => input.checked).map((input) => input.value)),
  }));
  set(ticked);
  return make("div", {}, ...shape.options.map((one, index) => make("label", { class: "option" }, inputs[index], one.text.text)));
}
