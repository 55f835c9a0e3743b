// The message box: completes commands, sends messages.

import { make } from "./dom.js";
import { post } from "./api.js";

const box = document.getElementById("box");
const list = document.getElementById("commands");
let commands = [];
let active = -1;

function shown() {
  const typed = box.value;
  if (!typed.startsWith("/") || typed.includes(" ")) return [];
  return commands.filter((one) => one.command.startsWith(typed));
}

function draw() {
  const found = shown();
  active = Math.min(active, found.length - 1);
  list.hidden = found.length === 0;
  box.setAttribute("aria-expanded", String(found.length > 0));
  list.replaceChildren(...found.map((one, index) => make("li", {
    role: "option", id: `command-${index}`, "aria-selected": String(index === active), onclick: () => take(one),
  }, make("strong", {}, one.command), ` ${one.usage_hint} `, make("span", {}, `(${one.description})`))));
  if (active >= 0) box.setAttribute("aria-activedescendant", `command-${active}`);
  else box.removeAttribute("aria-activedescendant");
}

function take(one) {
  box.value = `${one.command} `;
  active = -1;
  draw();
  box.focus();
}

export function composer(known, place, refresh) {
  commands = known;
  box.addEventListener("input", () => { active = -1; draw(); });
  box.addEventListener("keydown", (event) => {
    const found = shown();
    if (!found.length) return;
    if (event.key === "ArrowDown") active = (active + 1) % found.length;
    else if (event.key === "ArrowUp") active = (active - 1 + found.length) % found.length;
    else if (event.key === "Escape") { list.hidden = true; return; }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); take(found[active]); return; }
    else return;
    event.preventDefault();
    draw();
  });
  document.getElementById("composer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = box.value.trim();
    if (!typed) return;
    box.value = "";
    draw();
    const { user, channel } = place();
    const [command, ...rest] = typed.split(" ");
    const sent = typed.startsWith("/")
      ? await post("command", { user, channel, command, text: rest.join(" ") })
      : await post("message", { user, channel, text: typed });
    if (sent.error) refresh(sent.error);
    else refresh();
  });
}
