// Puts the page together: who you are, where you are, and what you see.

import { make } from "./dom.js";
import { get, post } from "./api.js";
import { block } from "./blocks.js";
import { mrkdwn } from "./mrkdwn.js";
import { modal } from "./modal.js";
import { composer } from "./composer.js";

const by = (id) => document.getElementById(id);
let world = null;
let last = "";
let toasted = 0;
let turn = 0;
const read = {};

function place() {
  const [handle, channel] = location.hash.slice(1).split("/");
  const me = world.people.find((one) => one.handle === handle) ?? world.people[0];
  return { me, user: me.handle, channel: channel || "C0GENERAL" };
}

function go(handle, channel) {
  location.hash = `${handle}/${channel}`;
}

function town() {
  const { me } = place();
  return {
    people: world.people,
    zone: me.tz,
    locale: me.locale,
    name: (id) => world.people.find((one) => one.id === id)?.name ?? (id === "U0OMBUD" ? "Ombud" : id),
    channel: (id) => world.channels.find((one) => one.id === id)?.name ?? id,
  };
}

function toast(text) {
  const shown = make("p", {}, text);
  by("toasts").append(shown);
  setTimeout(() => shown.remove(), 8000);
}

async function refresh(problem) {
  if (typeof problem === "string") toast(problem);
  const { user } = place();
  const mine = ++turn;
  const seen = await get(`as/${user}`);
  if (mine !== turn) return; // a later look is under way and knows more
  const mark = JSON.stringify([location.hash, seen]);
  if (mark === last) return;
  last = mark;
  draw(seen);
}

function draw(seen) {
  const { me, user, channel } = place();
  const here = seen.conversations.find((one) => one.id === channel) ?? seen.conversations[0];
  read[`${user}/${here.id}`] = here.messages.length;
  by("about").textContent = `${me.role} · ${me.tz} · ${me.locale}`;
  by("room").textContent = here.kind === "dm" ? "Direct messages with Ombud" : `#${here.name}`;
  by("rooms").replaceChildren(...seen.conversations.map((one) => room(one, here, user)));
  messages(here, user);
  modal(seen.modal, town(), user, refresh);
  seen.toasts.slice(toasted).forEach(toast);
  toasted = seen.toasts.length;
}

function room(one, here, user) {
  const unread = one.messages.length > (read[`${user}/${one.id}`] ?? 0);
  const label = one.kind === "dm" ? "Ombud (direct)" : `# ${one.name}`;
  return make("li", {}, make("button", {
    type: "button", class: unread ? "unread" : "", "aria-current": String(one === here),
    "aria-label": unread ? `${label}, unread` : label, onclick: () => go(user, one.id),
  }, label));
}

function messages(here, user) {
  const log = by("log");
  const threads = here.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts);
  const ordered = threads.flatMap((one) => [one, ...here.messages.filter((other) => other !== one && other.thread_ts === one.ts)]);
  const focused = log.contains(document.activeElement) && document.activeElement.dataset.key;
  log.replaceChildren(...ordered.map((one) => message(one, here, user)));
  if (focused) log.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  log.scrollTop = log.scrollHeight;
}

function message(one, here, user) {
  const { zone, locale } = town();
  const at = new Date(Number(one.ts) * 1000).toLocaleTimeString(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  const click = async (element, within) => {
    const sent = await post("click", { user, channel: here.id, message_ts: one.ts, action_id: element.action_id, block_id: within.block_id });
    refresh(sent.error);
  };
  const drawn = make("article", { class: `message${one.thread_ts && one.thread_ts !== one.ts ? " reply" : ""}${one.ephemeral ? " ephemeral" : ""}` },
    make("header", {}, make("span", { class: "who" }, one.username), make("span", { class: "quiet" }, at),
      one.edited ? make("span", { class: "quiet" }, "edited") : null,
      one.ephemeral ? make("span", { class: "quiet" }, "Only visible to you") : null),
    ...(one.blocks.length ? one.blocks.map((content) => block(content, town(), click)) : [make("div", { class: "block" }, mrkdwn(one.text, town()))]),
    shortcuts(one, here, user));
  drawn.querySelectorAll("button").forEach((button, index) => { button.dataset.key = `${one.ts}-${index}`; });
  return drawn;
}

function shortcuts(one, here, user) {
  const known = world.shortcuts.filter((shortcut) => shortcut.type === "message");
  if (one.ephemeral || !known.length || one.user === "U0OMBUD") return null;
  return make("details", { class: "quiet" }, make("summary", {}, "More actions"),
    ...known.map((shortcut) => make("button", { type: "button", onclick: async () => {
      const sent = await post("shortcut", { user, channel: here.id, message_ts: one.ts, callback_id: shortcut.callback_id });
      refresh(sent.error);
    } }, shortcut.name)));
}

function time() {
  const hours = world.case_offset_seconds / 3600;
  by("time").textContent = hours ? `${hours.toFixed(1)} h ahead` : "";
}

async function start() {
  world = await get("state");
  by("me").append(...world.people.map((one) => make("option", { value: one.handle }, `${one.name} (${one.role})`)));
  by("me").value = place().user;
  by("me").addEventListener("change", () => go(by("me").value, place().channel));
  document.querySelectorAll("[data-seconds]").forEach((button) => button.addEventListener("click", async () => {
    const moved = await post("time", { advance_seconds: Number(button.dataset.seconds) });
    world.case_offset_seconds = moved.case_offset_seconds ?? world.case_offset_seconds;
    time();
    refresh(moved.error);
  }));
  composer(world.commands, place, refresh);
  addEventListener("hashchange", () => {
    by("me").value = place().user;
    toasted = 0;
    refresh();
  });
  time();
  await refresh();
  setInterval(() => document.hidden || refresh(), 700);
}

start();
