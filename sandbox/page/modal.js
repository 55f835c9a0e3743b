// The open dialogue. Drawn anew only when it changed, so that nothing typed is lost.

import { make } from "./dom.js";
import { post } from "./api.js";
import { block } from "./blocks.js";

const dialog = document.getElementById("modal");
let drawn = null;
let state = null;

export function modal(view, town, user, refresh) {
  const mark = view && JSON.stringify([user, view.id, view.hash, view.errors, view.notice]);
  if (mark === drawn && Boolean(view) === dialog.open) return;
  drawn = mark;
  if (!view) {
    state = null;
    if (dialog.open) dialog.close();
    dialog.replaceChildren();
    return;
  }
  const same = state?.id === view.id && state?.hash === view.hash;
  state = { id: view.id, hash: view.hash, user, errors: view.errors, values: same ? state.values : {}, chosen: same ? state.chosen : {} };
  const close = async () => {
    await post("close", { user });
    refresh();
  };
  const submit = async (event) => {
    event.preventDefault();
    await post("submit", { user, values: state.values });
    refresh();
  };
  dialog.replaceChildren(make("form", { onsubmit: submit, novalidate: true },
    make("h2", { id: "modal-title" }, view.title.text),
    view.notice ? make("p", { class: "error", role: "alert" }, view.notice) : null,
    ...view.blocks.map((one) => block(one, town, () => {}, state)),
    make("div", { class: "buttons" },
      make("button", { type: "button", onclick: close }, view.close?.text ?? "Close"),
      view.submit ? make("button", { type: "submit", class: "primary" }, view.submit.text) : null)));
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[aria-invalid]") ?? dialog.querySelector("textarea, input, select, button");
  first?.focus();
}
