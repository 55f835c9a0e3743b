// A message box: completes commands and names, keeps drafts, sends messages.

import { make } from "./dom.js";
import { post } from "./api.js";
import { Completion, hint, mentioning } from "./completion.js";
import { uploaded } from "./files.js";
import { icon } from "./glyphs.js";
import { store } from "./store.js";

const drafts = new Map();

// A form for `place()`, which says who writes where: {user, channel, thread, label, closed}. `moved()` must be called when
// that changes; `type(text)` puts words into it.
export function composer(id, place, refresh) {
  const box = make("textarea", { id, rows: "1", "aria-autocomplete": "list", "aria-controls": `${id}-offers`, "aria-describedby": `${id}-hint` });
  const list = make("ul", { class: "offers", role: "listbox", id: `${id}-offers`, "aria-label": "Commands and people", hidden: true });
  const heard = make("p", { class: "heard", role: "status" });
  const below = make("p", { class: "quiet hint", id: `${id}-hint` });
  const label = make("label", { class: "heard", for: id });
  const closed = make("p", { class: "closed", hidden: true });
  const files = make("input", { type: "file", class: "heard", tabindex: "-1", "aria-hidden": "true", multiple: true });
  const clip = make("button", { type: "button", class: "plain", "aria-label": "Attach a file", onclick: () => files.click() }, icon("clip"));
  const form = make("form", { class: "composer", autocomplete: "off" }, list, label, closed,
    make("div", { class: "row" }, clip, box, make("button", { type: "submit", class: "primary" }, "Send")), below, heard, files);
  const completion = new Completion(box, list, heard, store.world);
  let where = null;
  let attached = [];

  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
    const names = attached.map((one) => one.name).join(", ");
    below.textContent = names ? `Attached: ${names}` : hint(box.value, store.world);
    drafts.set(where, box.value);
  };
  const send = async () => {
    const typed = box.value.trim();
    if (!typed && !attached.length) return;
    const { user, channel, thread } = place();
    const sending = attached;
    attached = [];
    box.value = "";
    fit();
    const [command, ...rest] = typed.split(" ");
    const sent = typed.startsWith("/")
      ? await post("command", { user, channel, command, text: rest.join(" ") })
      : await post("message", { user, channel, text: mentioning(typed, store.world), thread_ts: thread, files: sending.map((one) => one.id) });
    refresh(sent.error);
  };
  box.addEventListener("input", fit);
  box.addEventListener("keydown", (event) => {
    if (completion.pressed(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  files.addEventListener("change", async () => {
    attached.push(...await uploaded(place().user, files.files));
    files.value = "";
    fit();
    box.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return {
    form,
    moved() {
      const here = place();
      const now = `${here.user}/${here.channel}/${here.thread ?? ""}`;
      label.textContent = here.label;
      box.placeholder = here.label;
      closed.textContent = here.closed ?? "";
      closed.hidden = !here.closed;
      form.querySelector(".row").hidden = Boolean(here.closed);
      if (now === where) return;
      where = now;
      box.value = drafts.get(now) ?? "";
      fit();
    },
    type(text) {
      box.value = text;
      fit();
      box.focus();
    },
  };
}
