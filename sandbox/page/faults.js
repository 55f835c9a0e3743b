// Faults to switch on, channels to archive, and starting afresh.

import { by, keep, make } from "./dom.js";
import { get, post } from "./api.js";
import { agreed } from "./confirm.js";
import { toast } from "./toasts.js";

const KINDS = {
  refuse: "is refused with an error", delay: "answers late", drop_before: "breaks off before it happened",
  drop_after: "breaks off after it happened", 429: "is rate limited", 500: "fails with HTTP 500", unknown: "is unknown",
};

export async function faults() {
  const scene = await get("scene");
  if (!scene.methods) return;
  if (!by("fault-method").options.length) {
    by("fault-method").append(make("option", { value: "*" }, "any call"), ...scene.methods.map((one) => make("option", { value: one }, one)));
    by("fault-kind").append(...scene.kinds.map((one) => make("option", { value: one }, KINDS[one] ?? one)));
    by("fault-kind").value = "refuse";
  }
  by("faults-none").hidden = scene.faults.length > 0;
  by("faults-clear").hidden = scene.faults.length === 0;
  keep(by("faults"), scene.faults.map((one, index) => ({ key: `${index}`, mark: JSON.stringify(one), build: () => make("li", {}, said(one)) })));
  by("limits").checked = scene.limits;
  by("metadata").checked = scene.drops_metadata;
  by("afresh").hidden = !scene.renews;
  keep(by("channels"), scene.channels.map((one) => ({ key: one.id, mark: JSON.stringify(one), build: () => channel(one) })));
}

function said(one) {
  const times = one.count === 1 ? "the next call" : `the next ${one.count} calls`;
  const more = { refuse: ` (${one.error})`, delay: ` by ${one.seconds} s`, 429: ` for ${one.retry_after} s` }[one.kind] ?? "";
  return `${one.method === "*" ? "Any method" : one.method}: ${times} ${KINDS[one.kind] ?? one.kind}${more}`;
}

function channel(one) {
  const box = (name, checked, on, off) => make("label", { class: "option" }, make("input", {
    type: "checkbox", checked, "data-focus": `${one.id}-${on}`, onchange: (event) => act(event.target.checked ? on : off, { channel: one.id }),
  }), name);
  return make("li", {}, make("fieldset", {}, make("legend", {}, `#${one.name}`),
    box("archived", one.archived, "archive", "unarchive"), box("Ombud was removed", !one.has_bot, "kick", "invite")));
}

let after = () => {};

async function act(action, said) {
  const sent = await post(action, said);
  if (sent.error) toast(sent.error);
  await faults();
  after();
}

export function startFaults(refresh) {
  after = refresh;
  by("fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const kind = by("fault-kind").value;
    act("faults", {
      method: by("fault-method").value, kind, count: Number(by("fault-count").value) || 1,
      ...(kind === "refuse" ? { error: by("fault-error").value || "internal_error" } : {}),
      ...(kind === "delay" ? { seconds: 4 } : {}),
    });
  });
  by("faults-clear").addEventListener("click", async () => {
    await fetch("/control/faults", { method: "DELETE" });
    faults();
    by("fault-method").focus();
  });
  by("twice").addEventListener("click", async () => {
    await act("duplicate", { count: 1 });
    toast("The next event will be delivered twice.");
  });
  by("limits").addEventListener("change", () => act("limits", { enabled: by("limits").checked }));
  by("metadata").addEventListener("change", () => act("rules", { drop_metadata: by("metadata").checked }));
  by("afresh").addEventListener("click", afresh);
}

async function afresh() {
  const text = (one) => ({ text: one });
  const ask = {
    title: text("Start afresh?"), confirm: text("Start afresh"), deny: text("Keep everything"), style: "danger",
    text: text("Every message and case of this practice workspace is thrown away, and Ombud starts with an empty database."),
  };
  if (!await agreed(ask, (one) => document.createTextNode(one.text))) return;
  by("afresh").setAttribute("aria-busy", "true");
  by("afresh").textContent = "Starting afresh…";
  const sent = await post("afresh");
  if (sent.error) toast(sent.error);
  location.hash = "ana/C0GENERAL";
  location.reload();
}
