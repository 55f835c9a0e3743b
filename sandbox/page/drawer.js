// The drawer behind the scenes: the wire, and what can be made to fail.

import { by } from "./dom.js";
import { startFaults, faults } from "./faults.js";
import { wire } from "./wire.js";

const TABS = ["wire", "faults"];
let open = false;

function show(name) {
  for (const one of TABS) {
    const chosen = one === name;
    by(`tab-${one}`).setAttribute("aria-selected", String(chosen));
    by(`tab-${one}`).tabIndex = chosen ? 0 : -1;
    by(`panel-${one}`).hidden = !chosen;
  }
  look();
}

// Draws what is open anew.
export function look() {
  if (!open) return;
  if (by("panel-wire").hidden) faults();
  else wire();
}

function turn(now) {
  open = now;
  by("drawer").hidden = !now;
  document.body.classList.toggle("drawn", now);
  by("behind").setAttribute("aria-expanded", String(now));
  if (now) look();
}

export function startDrawer(refresh) {
  by("behind").addEventListener("click", () => {
    turn(!open);
    if (open) TABS.map((one) => by(`tab-${one}`)).find((one) => one.tabIndex === 0).focus();
  });
  const close = () => { turn(false); by("behind").focus(); };
  by("drawer-close").addEventListener("click", close);
  by("drawer").addEventListener("keydown", (event) => event.key === "Escape" && close());
  for (const one of TABS) {
    by(`tab-${one}`).addEventListener("click", () => show(one));
    by(`tab-${one}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      const other = TABS.find((each) => each !== one);
      show(other);
      by(`tab-${other}`).focus();
    });
  }
  startFaults(refresh);
}
