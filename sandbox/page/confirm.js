// Slack's confirmation dialogue before a button counts.

import { make } from "./dom.js";
import { unescape } from "./mrkdwn.js";

export function confirmed(ask) {
  return new Promise((settle) => {
    const answer = (yes) => {
      asking.close(); // focus goes back to the button
      asking.remove();
      settle(yes);
    };
    const asking = make("dialog", { "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
      make("h2", { id: "confirm-title" }, unescape(ask.title.text)),
      make("p", { id: "confirm-text" }, unescape(ask.text.text)),
      make("div", { class: "buttons" },
        make("button", { type: "button", onclick: () => answer(false) }, unescape(ask.deny.text)),
        make("button", { type: "button", class: ask.style ?? "primary", onclick: () => answer(true) }, unescape(ask.confirm.text))));
    asking.addEventListener("cancel", () => answer(false));
    document.body.append(asking);
    asking.showModal();
  });
}
