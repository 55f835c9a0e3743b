// Short notes that Slack itself would show: errors, and what just happened. Each stays until it was seen.

import { by, make } from "./dom.js";

const STAYS = 12_000;

// Slack's short names of errors, as its client words them.
const SAYS = {
  is_archived: "This channel is archived. Nobody can write in it (channel_is_archived).",
  no_such_channel: "You are not in this conversation (channel_not_found).",
  no_such_action: "That button is gone: the message has changed.",
  no_open_view: "That window was closed already.",
  no_such_message: "That message is gone.",
  dispatch_failed: "Ombud could not be reached (dispatch_failed).",
};

export function toast(text) {
  const box = by("toasts");
  // What lies outside an open dialog can be neither read nor reached.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(box);
  let left;
  const shown = make("div", { class: "toast" }, make("p", {}, SAYS[text] ?? text),
    make("button", { type: "button", class: "plain", "aria-label": "Dismiss", onclick: () => shown.remove() }, "✕"));
  const leave = () => { left = setTimeout(() => shown.remove(), STAYS); };
  for (const stay of ["pointerenter", "focusin"]) shown.addEventListener(stay, () => clearTimeout(left));
  for (const go of ["pointerleave", "focusout"]) shown.addEventListener(go, leave);
  box.append(shown);
  leave();
}

// Back to the page, before the dialog that holds them goes.
export function bringToastsHome() {
  document.body.append(by("toasts"));
}
