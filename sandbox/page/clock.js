// Case time: what the clock says, and moving it, by a step, to a chosen time, or to the next thing that Ombud has to do.

import { by, disclosure } from "./dom.js";
import { get, post } from "./api.js";
import { moment, span } from "./dates.js";
import { seconds } from "./moments.js";
import { caseNow, store } from "./store.js";
import { toast } from "./toasts.js";

let due = null;

// What the clock shows for a reader.
export function clock(town) {
  const ahead = store.seen?.case_offset_seconds ?? store.world.case_offset_seconds;
  const said = moment(caseNow(), town);
  by("now").textContent = said[0].toUpperCase() + said.slice(1);
  by("ahead").textContent = Math.abs(ahead) < 60 ? "" : `${span(ahead)} ${ahead > 0 ? "ahead" : "behind"}`;
  const left = due === null ? null : due - caseNow();
  by("to-due").disabled = left === null;
  by("due-in").textContent = left === null ? "nothing is due" : left > 0 ? `in ${span(left)}` : "now";
}

export async function lookAhead() {
  const said = await get("next_due");
  due = typeof said.seconds === "number" ? caseNow() + said.seconds : null;
}

async function move(action, said, refresh) {
  const moved = await post(action, said);
  if (moved.error) toast(moved.error);
  await refresh();
  await lookAhead();
  by("moved").textContent = moved.error ? "" : `It is ${by("now").textContent} now.`;
}

export function startClock(refresh, townNow) {
  const show = disclosure(by("clock"), by("clock-panel"), async () => {
    await lookAhead();
    clock(townNow());
  });
  document.querySelectorAll("[data-seconds]").forEach((button) => button.addEventListener("click", () => (
    move("time", { advance_seconds: Number(button.dataset.seconds) }, refresh))));
  by("to-due").addEventListener("click", () => move("to_next_due", {}, refresh));
  by("moment").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = by("wanted").value;
    if (!wanted) return;
    move("time", { advance_seconds: seconds(wanted, townNow().zone) - caseNow() }, refresh);
    show(false);
    by("clock").focus();
  });
}
