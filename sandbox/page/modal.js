// The open dialogue. Drawn anew only when it changed, so that nothing typed is lost.

import { by, make } from "./dom.js";
import { post } from "./api.js";
import { block } from "./blocks.js";
import { bringToastsHome, toast } from "./toasts.js";

const dialog = by("modal");
const FIELDS = "textarea, input:not([type=hidden]), select";
let drawn = null;
let cameFrom = null;
const states = new Map(); // what stands in each open view, also in those that lie below

export function modal(view, town, refresh) {
  const mark = view && JSON.stringify([town.user, view.id, view.hash, view.errors, view.notice]);
  if (mark === drawn && Boolean(view) === dialog.open) return;
  const before = drawn && dialog.dataset.view;
  drawn = mark;
  if (!view) {
    shut();
    return;
  }
  const focus = before === view.id ? document.activeElement?.dataset.focus : null;
  fill(view, stateOf(view, town.user), town, refresh);
  if (!dialog.open) {
    cameFrom = document.activeElement;
    dialog.showModal();
  }
  const again = focus && dialog.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
  (dialog.querySelector("[aria-invalid]") ?? again ?? dialog.querySelector(FIELDS) ?? dialog.querySelector(".buttons button"))?.focus();
}

function shut() {
  states.clear();
  if (dialog.contains(by("toasts"))) bringToastsHome();
  if (dialog.open) dialog.close();
  dialog.replaceChildren();
  const key = cameFrom?.dataset?.focus;
  if (document.activeElement === document.body && key) document.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus();
  if (document.activeElement === document.body) document.querySelector("main textarea")?.focus();
}

// What stands in a view: as it was on the page while the view is the same, else as the sandbox keeps it.
export function stateOf(view, user) {
  const before = states.get(view.id);
  const same = before?.hash === view.hash && before?.user === user;
  const state = {
    id: view.id, hash: view.hash, user, state: view.state, errors: view.errors,
    values: same ? before.values : {}, chosen: same ? before.chosen : {},
  };
  states.set(view.id, state);
  return state;
}

function fill(view, state, town, refresh) {
  const { user } = state;
  const close = async () => {
    await post("close", { user });
    refresh();
  };
  const submit = async (event) => {
    event.preventDefault();
    const sent = await busy(() => post("submit", { user, values: state.values }));
    if (sent.error) toast(sent.error);
    refresh();
  };
  const click = async (element, within, value) => {
    const values = value === undefined ? state.values : { ...state.values, [element.action_id]: value };
    const sent = await post("click_view", { user, action_id: element.action_id, block_id: within.block_id, values });
    refresh(sent.error);
  };
  if (dialog.contains(by("toasts"))) bringToastsHome();
  dialog.dataset.view = view.id;
  dialog.replaceChildren(make("form", { onsubmit: submit, novalidate: true },
    make("header", {}, make("h2", { id: "modal-title" }, view.title.text),
      make("button", { type: "button", class: "plain", "aria-label": "Close this window", onclick: close }, "✕")),
    view.notice ? make("p", { class: "error", role: "alert" }, view.notice) : null,
    make("div", { class: "content" }, ...view.blocks.map((one) => block(one, town, click, state))),
    make("div", { class: "buttons" },
      make("button", { type: "button", onclick: close }, view.close?.text ?? "Close"),
      view.submit ? make("button", { type: "submit", class: "primary" }, view.submit.text) : null)));
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
}

async function busy(act) {
  const button = dialog.querySelector("button[type=submit]");
  button?.setAttribute("aria-busy", "true");
  try {
    return await act();
  } finally {
    button?.removeAttribute("aria-busy");
  }
}
