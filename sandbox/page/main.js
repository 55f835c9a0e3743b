// Puts the page together: who you are, where you are, and what you see.

import { by } from "./dom.js";
import { get } from "./api.js";
import { clock, lookAhead, startClock } from "./clock.js";
import { composer } from "./composer.js";
import { look, startDrawer } from "./drawer.js";
import { guide, startGuide } from "./guide.js";
import { home, leaveHome } from "./home.js";
import { messages } from "./messages.js";
import { modal } from "./modal.js";
import { go, place } from "./place.js";
import { prompts } from "./prompts.js";
import { sidebar, startSidebar } from "./sidebar.js";
import { both, drawSplit, framed, startSplit } from "./split.js";
import { store, townFor } from "./store.js";
import { toast } from "./toasts.js";

const toasted = {};
let last = "";
let turn = 0;
let main = null;
let reply = null;
let typing = null;

const town = () => townFor(place().me);
const roots = (room) => room.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts);

async function refresh(problem) {
  if (typeof problem === "string") toast(problem);
  const { user } = place();
  const mine = ++turn;
  const seen = await get(`as/${user}`);
  if (mine !== turn || !seen.conversations) return; // a later look is under way and knows more
  if (seen.born !== store.world.born) location.reload();
  const mark = JSON.stringify([location.hash, seen]);
  if (mark === last) return;
  last = mark;
  store.seen = seen;
  draw(seen);
  if (!framed) lookAhead().then(() => clock(town()));
}

function hereIn(seen) {
  const { channel } = place();
  return seen.conversations.find((one) => one.id === channel) ?? seen.conversations[0];
}

function draw(seen) {
  const { me } = place();
  const here = hereIn(seen);
  const reader = town();
  if (both) {
    clock(reader);
    look();
    return;
  }
  title(here, me);
  room(here, reader);
  thread(here, reader);
  sidebar(seen, here, reader);
  modal(seen.modal, reader, refresh);
  guide(seen.done, take);
  const known = toasted[me.handle] ?? (last && seen.toasts.length);
  seen.toasts.slice(known).forEach(toast);
  toasted[me.handle] = seen.toasts.length;
  if (!framed) clock(reader);
  look();
}

function title(here, me) {
  const direct = here.kind === "dm";
  by("room").textContent = direct ? "Ombud" : `#${here.name}`;
  by("topic").textContent = direct ? "Direct messages: only you and Ombud" : `${here.private ? "Private · " : ""}${here.topic} · ${here.members.length} members`;
  const first = me.name.split(" ")[0];
  document.querySelector("main").setAttribute("aria-label", `${first} in ${by("room").textContent}`);
  document.querySelector("nav").setAttribute("aria-label", framed ? `${first}'s conversations` : "People and conversations");
  document.title = `${me.name} in ${by("room").textContent} · Practice workspace`;
}

function room(here, reader) {
  const at = place();
  const onHome = at.home && here.kind === "dm";
  by("tabs").hidden = here.kind !== "dm" || !store.world.home_tab;
  by("tab-home").setAttribute("aria-current", onHome ? "page" : "false");
  by("tab-messages").setAttribute("aria-current", onHome ? "false" : "page");
  by("home").hidden = !onHome;
  for (const one of ["log", "composer", "prompts", "doing"]) by(one).hidden = onHome;
  if (onHome) home(store.seen.home, reader, refresh);
  else leaveHome();
  if (!onHome) messages(by("log"), roots(here), here, reader, refresh);
  if (!onHome) prompts(here, reader, main.type, refresh);
  by("empty").hidden = onHome || here.messages.length > 0;
  main.moved();
  if (typing !== null && !onHome) main.type(typing);
  typing = null;
}

function thread(here, reader) {
  const at = place();
  const root = at.thread && here.messages.find((one) => one.ts === at.thread);
  const pane = by("thread");
  const wasHidden = pane.hidden;
  pane.hidden = !root;
  document.body.classList.toggle("threaded", Boolean(root));
  if (!root) return;
  messages(by("thread-log"), here.messages.filter((one) => one === root || one.thread_ts === root.ts), here, reader, refresh, root.ts);
  reply.moved();
  if (wasHidden) by("thread-close").focus();
}

// A first step: be that person there, with the words ready to be sent.
function take(step) {
  typing = step.type;
  last = "";
  go({ user: step.as, channel: step.channel });
  refresh();
}

function writing(threaded) {
  return () => {
    const { user, thread: ts } = place();
    const here = hereIn(store.seen);
    const name = here.kind === "dm" ? "Ombud" : `#${here.name}`;
    return {
      user, channel: here.id, thread: threaded ? ts : null, label: threaded ? "Reply in thread" : `Message ${name}, or / for commands`,
      closed: here.archived ? `${name} is archived: nobody can write here.` : null,
    };
  };
}

function startClient() {
  startSidebar();
  main = composer("box", writing(false), refresh);
  reply = composer("reply", writing(true), refresh);
  by("composer").append(main.form);
  by("thread-composer").append(reply.form);
  by("thread-close").addEventListener("click", () => {
    const from = place().thread;
    go({});
    setTimeout(() => document.querySelector(`[data-focus="thread-${CSS.escape(from)}"]`)?.focus(), 0);
  });
  by("thread").addEventListener("keydown", (event) => event.key === "Escape" && by("thread-close").click());
  by("tab-home").addEventListener("click", () => go({ home: true }));
  by("tab-messages").addEventListener("click", () => go({}));
  startGuide((problem) => { last = ""; return refresh(problem); });
}

async function start() {
  store.world = await get("state");
  document.body.classList.toggle("framed", framed);
  if (both) drawSplit();
  else startClient();
  startClock(refresh, town);
  startDrawer(refresh);
  startSplit(() => place().user);
  addEventListener("hashchange", () => refresh());
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault(); // the address says where one is
    by("box")?.focus();
  });
  await refresh();
  setInterval(() => document.hidden || refresh(), 600);
  setInterval(() => store.seen && !framed && clock(town()), 20_000);
}

start();
