// What stands in an input, as the sandbox keeps it, and as the page sends it back.
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload

const KEYS = {
  static_select: "option", external_select: "option", radio_buttons: "option", checkboxes: "options",
  multi_static_select: "options", multi_external_select: "options", users_select: "user", multi_users_select: "users",
  conversations_select: "conversation", multi_conversations_select: "conversations",
  channels_select: "channel", multi_channels_select: "channels",
  datepicker: "date", timepicker: "time", datetimepicker: "date_time",
};

const value = (one) => one?.value ?? one?.id ?? one;

// The state of an element: its value or values, and the options or files themselves.
export function standing(shape, state) {
  const key = KEYS[shape.type];
  const kept = state && (state.files ?? (key ? state[`selected_${key}`] : state.value));
  const first = shape.initial_value ?? (key ? shape[`initial_${key}`] : undefined);
  const whole = kept ?? first ?? null;
  const several = shape.type.startsWith("multi_") || shape.type === "checkboxes" || shape.type === "file_input";
  if (several) return { value: (whole ?? []).map(value), chosen: whole ?? [] };
  return { value: whole === null ? "" : value(whole), chosen: whole === null ? [] : [whole] };
}
