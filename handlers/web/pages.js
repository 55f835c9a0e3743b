// Filters the list of clauses as somebody types. Without scripts the list is whole.
const box = document.getElementById("filter");
const status = document.getElementById("found");
const clauses = [...document.querySelectorAll("[data-words]")];
const chapters = [...document.querySelectorAll("section.chapter")];
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]+/g;
const WEIGHTY = /[\u30a0-\u30ff\u3400-\u9fff]+/g; // katakana and kanji: what stands between them is mostly grammar
const ENOUGH = 0.6; // of the pairs of letters, where a language writes no spaces between words

// As `folded` in elements.py: small letters, without accents.
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");

function pairs(run) {
  return run.length < 3 ? [run] : Array.from({ length: run.length - 1 }, (_, n) => run.slice(n, n + 2));
}

function found(words, typed) {
  const unspaced = (typed.match(WEIGHTY) ?? typed.match(UNSPACED) ?? []).flatMap(pairs);
  const spaced = typed.replace(UNSPACED, " ").split(/\s+/).filter(Boolean);
  const share = unspaced.filter((pair) => words.includes(pair)).length / (unspaced.length || 1);
  return spaced.every((word) => words.includes(word)) && (!unspaced.length || share >= ENOUGH);
}

function filter() {
  const typed = fold(box.value).trim();
  let shown = 0;
  for (const clause of clauses) {
    clause.hidden = !found(clause.dataset.words, typed);
    shown += clause.hidden ? 0 : 1;
  }
  for (const chapter of chapters) {
    chapter.hidden = !chapter.querySelector("[data-words]:not([hidden])");
  }
  status.textContent = typed ? status.dataset.says.replace("#", shown) : "";
}

if (box) {
  document.getElementById("search").hidden = false;
  box.addEventListener("input", filter);
  filter();
}
