// The inputs of a dialogue: labelled, hinted, and with their errors beside them.
// https://docs.slack.dev/reference/block-kit/block-elements

import { make } from "./dom.js";
import { boxes, pick, radios, select } from "./choices.js";
import { files } from "./files.js";
import { dateTime, picked } from "./moments.js";
import { standing } from "./values.js";

const GROUPS = ["radio_buttons", "checkboxes"];

export function field(content, view, town, click) {
  const { element: shape, block_id: block } = content;
  const id = `field-${block}`;
  const error = view.errors?.[block];
  const described = [content.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  const common = { "aria-describedby": described || null, "aria-invalid": error ? "true" : null, "data-focus": id };
  const group = GROUPS.includes(shape.type);
  const label = content.label.text;
  const set = (value, first) => {
    view.values[block] = value;
    if (!first && content.dispatch_action) click(shape, content, value);
  };
  return make(group ? "fieldset" : "div", { class: "field" },
    make(group ? "legend" : "label", group ? {} : { for: id }, label, content.optional ? make("span", { class: "quiet" }, " (optional)") : null),
    control(shape, { id, common, view, block, town, set, label }),
    content.hint ? make("p", { class: "quiet", id: `${id}-hint` }, content.hint.text) : null,
    error ? make("p", { class: "error", id: `${id}-error` }, error) : null);
}

// Any element that holds a value. `set(value, first)` hears of every change, and of what stands there at first.
export function control(shape, { id, common, view, block, town, set, label }) {
  const stands = standing(shape, view.state?.values?.[block]?.[shape.action_id]);
  const kept = view.values?.[block] ?? stands.value;
  set(kept, true);
  switch (shape.type) {
    case "plain_text_input":
      return text(shape, id, common, kept, set, {});
    case "email_text_input":
      return text(shape, id, common, kept, set, { type: "email", autocomplete: "off" });
    case "url_text_input":
      return text(shape, id, common, kept, set, { type: "url" });
    case "number_input":
      return text(shape, id, common, kept, set, { type: "number", min: shape.min_value, max: shape.max_value, step: shape.is_decimal_allowed ? "any" : "1" });
    case "static_select":
      return select(shape, id, common, kept, set);
    case "radio_buttons":
      return radios(shape, id, common, kept, set);
    case "checkboxes":
      return boxes(shape, id, common, kept, set);
    case "datepicker":
      return picked("date", id, common, kept, set);
    case "timepicker":
      return picked("time", id, common, kept, set);
    case "datetimepicker":
      return dateTime(id, common, kept, set, town);
    case "file_input":
      return files(shape, { id, common, view, block, set, chosen: stands.chosen });
    default:
      return pick(shape, { id, common, view, block, town, set, label, chosen: stands.chosen });
  }
}

function text(shape, id, common, value, set, more) {
  const most = shape.max_length;
  const count = make("span", { class: "quiet count", "aria-hidden": "true" });
  const placeholder = shape.placeholder?.text ?? null;
  const input = make(shape.multiline ? "textarea" : "input", { id, maxlength: most, placeholder, ...common, ...more });
  const counted = () => { count.textContent = most && input.value.length > most / 2 ? `${input.value.length} of ${most}` : ""; };
  input.value = value;
  input.addEventListener("input", () => {
    set(input.value, true);
    counted();
  });
  input.addEventListener("change", () => set(input.value));
  counted();
  return make("div", {}, input, count);
}
