// Files: chosen, uploaded to the sandbox, and listed with a way to take each back.

import { make } from "./dom.js";
import { post } from "./api.js";
import { toast } from "./toasts.js";

const read = (file) => new Promise((done) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => done(reader.result.split(",")[1] ?? ""));
  reader.readAsDataURL(file);
});

// Uploads files; gives back those that the sandbox took.
export async function uploaded(user, list) {
  const taken = [];
  for (const file of list) {
    const sent = await post("upload", { user, name: file.name, base64: await read(file) });
    if (sent.file) taken.push(sent.file);
    else toast(sent.error ?? "The file could not be uploaded.");
  }
  return taken;
}

export function files(shape, { id, common, view, block, set, chosen }) {
  const kept = (view.chosen[block] ??= [...chosen]);
  const list = make("div", { class: "chips", role: "group", "aria-label": "Files" });
  const accept = shape.filetypes?.map((one) => `.${one}`).join(",") ?? null;
  const input = make("input", { id, type: "file", accept, multiple: (shape.max_files ?? 10) > 1, ...common });
  const draw = (first) => {
    list.replaceChildren(...kept.map((one) => make("button", { type: "button", "aria-label": `Remove ${one.name}`, onclick: () => {
      kept.splice(kept.indexOf(one), 1);
      draw();
      input.focus();
    } }, `${one.name} ✕`)));
    set(kept.map((one) => one.id), first);
  };
  input.addEventListener("change", async () => {
    kept.push(...await uploaded(view.user, input.files));
    input.value = "";
    draw();
  });
  draw(true);
  return make("div", {}, input, list);
}
