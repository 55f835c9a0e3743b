// Pictures: icons of the page's own, and emoji where this machine has a font for them.

const SHAPES = {
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  clip: "M12 5v14M5 12h14",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  eye: "M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" })) made.setAttribute(key, value);
  path.setAttribute("d", SHAPES[name]);
  made.append(path);
  return made;
}

const known = {};

// Whether this machine has a glyph for a character: it draws differently from one that no font has.
export function drawn(character) {
  known[character] ??= looks(character) !== looks("\u{10FFFD}") && looks(character) !== looks("\u{1F0FF}");
  return known[character];
}

function looks(text) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = `16px ${getComputedStyle(document.body).fontFamily}`;
  pen.fillText(text, 1, 18);
  return pen.getImageData(0, 0, 24, 24).data.join();
}

// By Slack's name: the emoji, and a plainer sign for where no font has it.
const EMOJI = {
  rotating_light: ["🚨", "⚠"], white_check_mark: ["✅", "✓"], warning: ["⚠️", "⚠"], eyes: ["👀"], thumbsup: ["👍"], "+1": ["👍"], thumbsdown: ["👎"],
  bell: ["🔔"], lock: ["🔒"], hourglass: ["⌛"], scroll: ["📜"], memo: ["📝"], wave: ["👋"], x: ["❌", "✗"], book: ["📖"],
  question: ["❓", "?"], mag: ["🔍"], tada: ["🎉"], calendar: ["📅"], information_source: ["ℹ️", "ℹ"],
};

export function emoji(name) {
  const [picture, plain] = EMOJI[name] ?? [];
  if (picture && drawn(picture.replace("\uFE0F", ""))) return picture;
  return plain ?? `:${name}:`;
}
