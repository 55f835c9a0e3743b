// Side by side: two people, each in a frame of their own, so that each has their own dialogues and focus.

import { by, make } from "./dom.js";

const params = new URLSearchParams(location.search);

export const framed = params.has("frame");
export const both = framed ? null : params.get("both")?.split(",") ?? null;

export function startSplit(user) {
  by("beside").setAttribute("aria-pressed", String(Boolean(both)));
  by("beside").addEventListener("click", () => {
    if (both) location.assign(`/#${both[0]}/C0GENERAL`);
    else location.assign(`/?both=${user() === "bo" ? "ana,bo" : `${user()},bo`}`);
  });
}

export function drawSplit() {
  document.body.classList.add("split");
  document.querySelector(".skip").remove(); // each frame has its own
  const place = (handle) => (handle === "bo" ? "G0DESK" : "C0GENERAL");
  by("house").replaceChildren(...both.map((handle, index) => make("iframe", {
    title: index ? "Workspace on the right" : "Workspace on the left", src: `/?frame=1#${handle}/${place(handle)}`,
  })));
}
