// Asks before a click counts, in the words that the button brought along.

import { make } from "./dom.js";
import { bringToastsHome } from "./toasts.js";

// Whether the person agreed. `words` draws a text object.
export function agreed(ask, words) {
  return new Promise((answer) => {
    let yes = false;
    const deny = make("button", { type: "button", onclick: () => dialog.close() }, ask.deny.text);
    const dialog = make("dialog", { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
      make("h2", { id: "confirm-title" }, ask.title.text),
      make("p", { id: "confirm-text" }, words(ask.text)),
      make("div", { class: "buttons" }, deny,
        make("button", { type: "button", class: ask.style ?? "primary", onclick: () => { yes = true; dialog.close(); } }, ask.confirm.text)),
    );
    dialog.addEventListener("close", () => {
      if (dialog.querySelector("#toasts")) bringToastsHome();
      dialog.remove();
      answer(yes);
    });
    document.body.append(dialog);
    dialog.showModal();
    deny.focus();
  });
}
