// The inputs of a dialogue: labelled, hinted, and with their errors beside them.

import { make } from "./dom.js";
import { post } from "./api.js";

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
  const set = (value) => { view.values[content.block_id] = value; };
  switch (shape.type) {
    case "plain_text_input":
      return text(shape, id, common, view.values[content.block_id] ?? shape.initial_value ?? "", set);
    case "static_select":
      return select(shape, id, common, view.values[content.block_id] ?? shape.initial_option?.value ?? "", set);
    case "radio_buttons":
      return radios(shape, id, common, view.values[content.block_id] ?? shape.initial_option?.value, set);
    case "multi_external_select":
      return finder(shape, id, common, view, content.block_id);
    default:
      return make("p", { class: "quiet" }, `(${shape.type})`);
  }
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

function finder(shape, id, common, view, block) {
  const chosen = (view.chosen[block] ??= []);
  const chips = make("div", { class: "chips", "aria-live": "polite" });
  const results = make("div", { class: "results" });
  const draw = () => {
    view.values[block] = chosen.map((one) => one.value);
    chips.replaceChildren(...chosen.map((one) => make("button", { type: "button", onclick: () => {
      chosen.splice(chosen.indexOf(one), 1);
      draw();
    }, "aria-label": `Remove ${one.text.text}` }, `${one.text.text} ✕`)));
  };
  const find = async () => {
    const { options } = await post("options", { user: view.user, action_id: shape.action_id, query: input.value });
    results.replaceChildren(...(options ?? []).slice(0, 8).map((one) => make("button", { type: "button", onclick: () => {
      if (!chosen.some((other) => other.value === one.value)) chosen.push(one);
      results.replaceChildren();
      input.value = "";
      draw();
      input.focus();
    } }, one.text.text)));
  };
  const input = make("input", { id, type: "search", placeholder: shape.placeholder?.text, ...common, oninput: find });
  draw();
  return make("div", {}, chips, input, results);
}
