// Makes elements and keeps lists of them in step. Text is always text: nothing here parses HTML.

export const by = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Makes the children of `parent` those that are `wanted`: a child is built anew only where its `mark` changed, so that
// nothing else loses its focus, its scroll position, or is read aloud twice.
export function keep(parent, wanted) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let spot = parent.firstElementChild;
  for (const { key, mark, build } of wanted) {
    let node = known.get(key);
    known.delete(key);
    if (!node || node.mark !== mark) {
      const fresh = build();
      fresh.dataset.key = key;
      fresh.mark = mark;
      if (node) {
        const focus = node.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
        if (spot === node) spot = fresh;
        node.replaceWith(fresh);
        if (focus) fresh.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
      }
      node = fresh;
    }
    if (node === spot) spot = spot.nextElementSibling;
    else parent.insertBefore(node, spot);
  }
  known.forEach((left) => left.remove());
}

// A part that a button shows and hides; Escape and a click elsewhere hide it.
export function disclosure(button, part, opened = () => {}) {
  const show = (open) => {
    part.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) opened();
  };
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => show(part.hidden));
  const around = (event) => !part.hidden && !part.contains(event.target) && !button.contains(event.target) && show(false);
  document.addEventListener("pointerdown", around);
  for (const one of [button, part]) {
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || part.hidden) return;
      event.stopPropagation();
      show(false);
      button.focus();
    });
  }
  return show;
}
