// The open dialogue. Drawn anew only when it changed, so that nothing typed is lost.

import { make } from "./dom.js";
import { post } from "./api.js";
import { block } from "./blocks.js";

const dialog = document.getElementById("modal");
let drawn = null;
const states = new Map(); // what stands in each open view, also in those that lie below

export function modal(view, town, user, refresh) {
  const mark = view && JSON.stringify([user, view.id, view.hash, view.errors, view.notice]);
  if (mark === drawn && Boolean(view) === dialog.open) return;
  drawn = mark;
  if (!view) {
    states.clear();
    if (dialog.open) dialog.close();
    dialog.replaceChildren();
    return;
  }
  const before = states.get(view.id);
  const same = before?.hash === view.hash && before?.user === user;
  const state = { id: view.id, hash: view.hash, user, errors: view.errors, values: same ? before.values : {}, chosen: same ? before.chosen : {} };
  states.set(view.id, state);
  const close = async () => {
    await post("close", { user });
    refresh();
  };
  const submit = async (event) => {
    event.preventDefault();
    await post("submit", { user, values: state.values });
    refresh();
  };
  const click = async (element, within) => {
    const sent = await post("click_view", { user, action_id: element.action_id, block_id: within.block_id });
    refresh(sent.error);
  };
  dialog.replaceChildren(make("form", { onsubmit: submit, novalidate: true },
    make("h2", { id: "modal-title" }, view.title.text),
    view.notice ? make("p", { class: "error", role: "alert" }, view.notice) : null,
    ...view.blocks.map((one) => block(one, town, click, state)),
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
