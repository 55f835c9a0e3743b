// The inputs of a dialogue: labelled, hinted, and with their errors beside them.

import { make } from "./dom.js";
import { boxes, pick, radios, select } from "./choices.js";

export function field(content, view, town) {
  const id = `field-${content.block_id}`;
  const error = view.errors?.[content.block_id];
  const described = [content.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  const common = { "aria-describedby": described || null, "aria-invalid": error ? "true" : null };
  const label = content.label.text + (content.optional ? " (optional)" : "");
  const group = content.element.type === "radio_buttons" || content.element.type === "checkboxes";
  return make(group ? "fieldset" : "div", { class: "field" },
    make(group ? "legend" : "label", group ? {} : { for: id }, label),
    element(content, id, common, view, town),
    content.hint ? make("p", { class: "quiet", id: `${id}-hint` }, content.hint.text) : null,
    error ? make("p", { class: "error", id: `${id}-error` }, error) : null);
}

function element(content, id, common, view, town) {
  const shape = content.element;
  const set = (value) => { view.values[content.block_id] = value; };
  const kept = view.values[content.block_id];
  switch (shape.type) {
    case "plain_text_input":
      return text(shape, id, common, kept ?? shape.initial_value ?? "", set);
    case "static_select":
      return select(shape, id, common, kept ?? shape.initial_option?.value ?? "", set);
    case "radio_buttons":
      return radios(shape, id, common, kept ?? shape.initial_option?.value, set);
    case "checkboxes":
      return boxes(shape, id, common, kept ?? (shape.initial_options ?? []).map((one) => one.value), set);
    case "users_select":
    case "external_select":
    case "multi_users_select":
    case "multi_static_select":
    case "multi_external_select":
      return pick(shape, id, common, view, content.block_id, town);
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
