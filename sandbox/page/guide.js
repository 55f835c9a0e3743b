// First steps: three cards that tick themselves off by what happened in the workspace, whoever did it.

import { by, keep, make } from "./dom.js";
import { post } from "./api.js";
import { store } from "./store.js";

const STEPS = [
  {
    name: "Ask", done: (all) => all.some((one) => one === "command:/policy ask"),
    says: "May I do this? Ombud answers with the clause, or says that there is none.",
    button: "Ask as Ana", as: "ana", channel: "C0GENERAL", type: "/policy ask may I fine-tune on support chats?",
  },
  {
    name: "Report", done: (all) => all.includes("form:report_form"),
    says: "Tell what went wrong, by name or anonymously. A form opens.",
    button: "Report as Ana", as: "ana", channel: "C0GENERAL", type: "/report",
  },
  {
    name: "Decide", done: (all) => all.includes("form:decide_form"),
    says: "Be Bo, the reviewer on call. Press Decide on the card of the case.",
    button: "Review as Bo", as: "bo", channel: "G0DESK", type: "",
  },
];

const key = () => `guide/${store.world.born}`;
const dismissed = () => localStorage.getItem(key()) === "dismissed";

function lay() {
  by("guide").hidden = dismissed();
  by("steps-again").hidden = !dismissed();
}

// `take(step)` brings the person there.
export function guide(done, take) {
  const ready = STEPS.filter((one) => one.done(done)).length;
  lay();
  by("guide-count").textContent = ready === STEPS.length ? "All done. That was the main job." : `${ready} of ${STEPS.length} done`;
  keep(by("steps"), STEPS.map((one, index) => ({
    key: one.name, mark: String(one.done(done)), build: () => card(one, index, one.done(done), take),
  })));
}

function card(one, index, done, take) {
  return make("li", { class: done ? "step done" : "step" },
    make("span", { class: "tick", "aria-hidden": "true" }, done ? "✓" : String(index + 1)),
    make("div", {}, make("h3", {}, one.name, make("span", { class: "heard" }, done ? ", done" : ", to do")),
      make("p", {}, one.says)),
    make("button", { type: "button", "data-focus": `step-${one.name}`, onclick: () => take(one) }, one.button));
}

function fold(open) {
  by("steps").hidden = !open;
  by("guide-fold").setAttribute("aria-expanded", String(open));
}

export function startGuide(refresh) {
  fold(matchMedia("(min-width: 40rem)").matches);
  by("guide-fold").addEventListener("click", () => fold(by("steps").hidden));
  by("guide-dismiss").addEventListener("click", () => {
    localStorage.setItem(key(), "dismissed");
    lay();
    by("steps-again").focus();
  });
  by("guide-reset").addEventListener("click", async () => refresh((await post("first_steps")).error));
  by("steps-again").addEventListener("click", () => {
    localStorage.removeItem(key());
    lay();
    by("guide-dismiss").focus();
  });
}
