// The wire, for the curious: what Slack sent and how fast the ack came, what Ombud called, with bodies.

import { by, keep, make } from "./dom.js";
import { get } from "./api.js";

let newest = 0;
let entries = [];
const KEPT = 300;

const KINDS = { slash_commands: "command", interactive: "interaction", events_api: "event", call: "call" };

export async function wire() {
  const more = await get(`wire?since=${newest}`);
  if (!Array.isArray(more)) return;
  if (more.length) newest = more.at(-1).n;
  entries = [...entries, ...more].slice(-KEPT);
  const log = by("wire");
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  by("wire-empty").hidden = entries.length > 0;
  keep(log, entries.map((one) => ({ key: String(one.n), mark: "", build: () => line(one) })));
  if (low) log.scrollTop = log.scrollHeight;
}

// After a fresh start the numbers begin again.
export function forgetWire() {
  newest = 0;
  entries = [];
}

function line(one) {
  const way = one.way === "to_bot";
  const at = new Date(one.at * 1000).toLocaleTimeString("sv-SE");
  const took = way ? `acked in ${one.ms.toFixed(0)} ms` : one.ms ? `${one.ms.toFixed(0)} ms` : "";
  const where = !way && (one.sent.channel ?? one.sent.user_id);
  return make("li", {}, make("details", {},
    make("summary", {}, make("span", { class: way ? "way out" : "way in" }, way ? "Slack → Ombud" : "Ombud → Slack"),
      make("code", {}, one.what), make("span", { class: "quiet" }, [KINDS[one.kind], where, took, at].filter(Boolean).join(" · ")),
      make("span", { class: one.status === "ok" ? "status ok" : "status bad" }, one.status)),
    body(way ? "Request" : "Arguments", one.sent), body(way ? "Ack" : "Answer", one.answer)));
}

function body(name, content) {
  if (content === null || content === undefined) return make("p", { class: "quiet" }, `${name}: empty`);
  return make("div", {}, make("p", { class: "name" }, name), make("pre", { tabindex: "0", role: "region", "aria-label": name }, JSON.stringify(content, null, 2)));
}
