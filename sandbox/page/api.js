// The control API: the page's only way to the sandbox.

import { toast } from "./toasts.js";

let away = false;

export async function get(path) {
  return asked(path, undefined);
}

export async function post(action, said = {}) {
  return asked(action, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
  });
}

// What the sandbox answered; `{error}` where it is gone, which is said once.
async function asked(path, more) {
  try {
    const answer = await (await fetch(`/control/${path}`, more)).json();
    if (away) toast("The sandbox is back.");
    away = false;
    return answer;
  } catch {
    if (!away) toast("The sandbox does not answer. Is `ombud try` still running?");
    away = true;
    return { error: null, away: true };
  }
}
