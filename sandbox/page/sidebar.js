// Who you are, and the conversations you are in.

import { by, keep, make } from "./dom.js";
import { about, avatar } from "./people.js";
import { time } from "./dates.js";
import { icon } from "./glyphs.js";
import { caseNow, store, unread } from "./store.js";
import { go, place } from "./place.js";

export function sidebar(seen, here, town) {
  const { me, home } = place();
  if (by("me").value !== me.handle) by("me").value = me.handle;
  keep(by("card"), [{ key: me.id, mark: `${me.id}`, build: () => make("div", {}, avatar(me.id, me.name, town),
    make("p", { class: "quiet" }, about(me), make("br"), make("span", { id: "local" }))) }]);
  keep(by("roam"), [{ key: me.id, mark: me.id, build: () => make("span", {}, avatar(me.id, me.name, town), make("span", { class: "mine" }, me.name), make("span", { "aria-hidden": "true" }, "☰")) }]);
  by("roam").setAttribute("aria-label", `${me.name}: people and conversations`);
  by("local").textContent = `${time(caseNow(), town)} where ${me.name.split(" ")[0]} is`;
  const rooms = seen.conversations.map((one) => room(one, here, town, home));
  keep(by("rooms"), rooms.filter((one) => !one.direct));
  keep(by("direct"), rooms.filter((one) => one.direct));
}

function room(one, here, town, home) {
  const direct = one.kind === "dm";
  const news = one === here && !home ? 0 : unread(town.user, town.id, one.id, one.messages.filter((each) => !each.thread_ts || each.thread_ts === each.ts));
  const name = direct ? "Ombud" : one.name;
  const face = direct ? "◒" : one.private ? icon("lock") : "#";
  const current = one === here;
  const label = [direct ? "Ombud, direct messages" : `${one.private ? "private channel" : "channel"} ${name}`, news && `${news} unread`, one.archived && "archived"].filter(Boolean).join(", ");
  return {
    direct, key: one.id, mark: JSON.stringify([label, current, town.user]),
    build: () => make("li", {}, make("button", {
      type: "button", class: news ? "unread" : "", "aria-current": current ? "page" : null, "data-focus": `room-${one.id}`,
      onclick: () => { go({ channel: one.id }); document.body.classList.remove("roaming"); },
    }, make("span", { class: "face", "aria-hidden": "true" }, face), make("span", { class: "name", "aria-hidden": "true" }, name),
    make("span", { class: "heard" }, label), one.archived ? make("span", { class: "tag", "aria-hidden": "true" }, "archived") : null,
    news ? make("span", { class: "badge", "aria-hidden": "true" }, String(news)) : null)),
  };
}

export function startSidebar() {
  const roles = store.world.people;
  by("me").append(...roles.map((one) => make("option", { value: one.handle }, `${one.name} (${one.role})`)));
  by("me").addEventListener("change", () => go({ user: by("me").value }));
  const roam = by("roam");
  roam.addEventListener("click", () => {
    const open = document.body.classList.toggle("roaming");
    roam.setAttribute("aria-expanded", String(open));
    if (open) by("me").focus();
  });
  document.querySelector("nav").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("roaming")) return;
    document.body.classList.remove("roaming");
    roam.focus();
  });
}
