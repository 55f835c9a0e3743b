// What stands in the inputs of a dialogue, as the sandbox remembers it and as its inputs take it.

const people = (ids, town) => (ids ?? []).map((id) => ({ value: id, text: { text: town.name(id) } }));

function plain(state) {
  if ("selected_options" in state) return (state.selected_options ?? []).map((one) => one.value);
  if ("selected_users" in state) return state.selected_users ?? [];
  if ("selected_user" in state) return state.selected_user;
  if ("selected_option" in state) return state.selected_option?.value;
  return state.value;
}

export function filled(view, town) {
  const values = {};
  const chosen = {};
  for (const [block, elements] of Object.entries(view.state.values)) {
    const [state] = Object.values(elements);
    values[block] = plain(state);
    chosen[block] = state.selected_options ?? people(state.selected_users, town);
  }
  return { values, chosen };
}
