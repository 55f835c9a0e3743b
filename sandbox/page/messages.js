// Messages in a conversation or thread: who, when, what, and what one can do with them.

import { keep, make } from "./dom.js";
import { post } from "./api.js";
import { block } from "./blocks.js";
import { emoji, icon } from "./glyphs.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { day, dayKey, full, time } from "./dates.js";
import { menu } from "./menu.js";
import { BOT, read, store, unread } from "./store.js";
import { go } from "./place.js";

const GROUPED = 300; // seconds within which messages of one person stand together

// Draws `shown` into `log`, with a line between days. `here` is the conversation; in a thread, `thread` is its root.
export function messages(log, shown, here, town, refresh, thread = null) {
  const low = watched(log);
  const other = log.dataset.where !== `${town.user}/${here.id}/${thread ?? ""}`;
  log.dataset.where = `${town.user}/${here.id}/${thread ?? ""}`;
  const wanted = [];
  let last = null;
  for (const one of shown) {
    if (!last || dayKey(last.at, town) !== dayKey(one.at, town)) wanted.push(separator(one, town));
    const joined = Boolean(last) && last.user === one.user && one.user !== BOT && one.at - last.at < GROUPED && wanted.at(-1).key === last.ts;
    const replies = thread ? [] : here.messages.filter((reply) => reply.thread_ts === one.ts && reply !== one);
    const news = replies.length ? unread(town.user, town.id, `${here.id}/${one.ts}`, replies) : 0;
    wanted.push({
      key: one.ts, mark: JSON.stringify([one, joined, replies.length, replies.at(-1)?.ts, news, town.user, store.seen.case_offset_seconds]),
      build: () => message(one, { here, town, refresh, joined, replies, news, inThread: Boolean(thread) }),
    });
    last = one;
  }
  log.setAttribute("aria-live", other ? "off" : "polite"); // what was there before is not read aloud, only what comes
  keep(log, wanted);
  if (low || other) log.scrollTop = log.scrollHeight;
  read(town.user, thread ? `${here.id}/${thread}` : here.id, shown.at(-1)?.ts);
}

const lowest = new Map(); // whether each log stands at its end, and stays there when its size changes

function watched(log) {
  if (!lowest.has(log)) {
    lowest.set(log, true);
    log.addEventListener("scroll", () => lowest.set(log, log.scrollHeight - log.scrollTop - log.clientHeight < 80));
    new ResizeObserver(() => lowest.get(log) && log.scrollTo(0, log.scrollHeight)).observe(log);
  }
  return lowest.get(log);
}

function separator(one, town) {
  const said = day(one.at, town);
  return { key: `day-${dayKey(one.at, town)}-${one.ts}`, mark: said, build: () => make("div", { class: "day" }, make("span", {}, said)) };
}

function message(one, { here, town, refresh, joined, replies, news, inThread }) {
  const click = async (element, within, value) => {
    const sent = await post("click", { user: town.user, channel: here.id, message_ts: one.ts, action_id: element.action_id, block_id: within.block_id, value });
    refresh(sent.error);
  };
  const classes = ["message", one.ephemeral && "ephemeral", joined && "joined"].filter(Boolean).join(" ");
  return make("article", { class: classes, "aria-label": `${one.username}, ${time(one.at, town)}` },
    joined ? make("span", { class: "gutter", "aria-hidden": "true" }) : avatar(one.user, one.username, town),
    make("div", { class: "body" },
      one.ephemeral ? make("p", { class: "whisper" }, icon("eye"), "Only visible to you") : null,
      joined ? null : make("header", {}, make("span", { class: "who" }, one.username),
        one.user === BOT ? make("span", { class: "tag" }, "App") : null,
        make("time", { datetime: new Date(one.at * 1000).toISOString(), title: full(one.at, town) }, time(one.at, town))),
      one.blocks.length ? make("div", { class: "blocks" }, ...one.blocks.map((content) => block(content, town, click)))
        : make("p", { class: "block" }, mrkdwn(one.text, town), one.edited && one.user !== BOT ? make("span", { class: "quiet" }, " (edited)") : null),
      ...attached(one, town, click),
      reactions(one),
      replies.length ? summary(one, here, replies, news, town) : null),
    actions(one, here, town, refresh, inThread));
}

// Files, and what an app shows below a link.
function attached(one, town, click) {
  const files = (one.files ?? []).map((file) => make("p", { class: "file" }, icon("file"), file.name));
  const shown = (one.attachments ?? []).map((each) => make("div", { class: "attachment" },
    ...(each.blocks ?? []).map((content) => block(content, town, click)),
    each.blocks ? null : mrkdwn(each.text ?? each.fallback ?? "", town)));
  return [...files, ...shown];
}

function reactions(one) {
  const all = Object.entries(one.reactions ?? {}).filter(([, people]) => people.length);
  if (!all.length) return null;
  return make("p", { class: "reactions" }, ...all.map(([name, people]) => make("span", { "aria-label": `${name.replaceAll("_", " ")}, ${people.length}`, role: "img" },
    `${emoji(name)} ${people.length}`)));
}

function summary(one, here, replies, news, town) {
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return make("button", { type: "button", class: news ? "replies unread" : "replies", "data-focus": `thread-${one.ts}`, onclick: () => go({ channel: here.id, thread: one.ts }) },
    count, make("span", { class: "quiet" }, ` last at ${time(replies.at(-1).at, town)}`), news ? make("span", { class: "badge" }, `${news} new`) : null);
}

function actions(one, here, town, refresh, inThread) {
  const items = [];
  const dismiss = async () => refresh((await post("dismiss", { user: town.user, channel: here.id, message_ts: one.ts })).error);
  if (one.ephemeral) items.push({ label: "Dismiss this message", take: dismiss });
  else {
    if (!inThread) items.push({ label: "Reply in thread", take: () => go({ channel: here.id, thread: one.ts }) });
    for (const shortcut of store.world.shortcuts.filter((each) => each.type === "message")) {
      items.push({ label: shortcut.name, take: async () => {
        const sent = await post("shortcut", { user: town.user, channel: here.id, message_ts: one.ts, callback_id: shortcut.callback_id });
        refresh(sent.error ?? (sent.status && sent.status !== "ok" ? "This app is not responding. Try again in a moment." : undefined));
      } });
    }
  }
  return items.length ? menu("More actions", "⋯", items, `actions-${one.ts}`) : null;
}
