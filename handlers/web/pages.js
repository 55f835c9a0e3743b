// Filters the list of clauses as somebody types. Without scripts the list is whole.
const box = document.getElementById("filter");
const status = document.getElementById("found");
const clauses = [...document.querySelectorAll("[data-words]")];
const chapters = [...document.querySelectorAll("section.chapter")];

function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const clause of clauses) {
    clause.hidden = !words.every((word) => clause.dataset.words.includes(word));
    shown += clause.hidden ? 0 : 1;
  }
  for (const chapter of chapters) {
    chapter.hidden = !chapter.querySelector("[data-words]:not([hidden])");
  }
  status.textContent = words.length ? status.dataset.says.replace("#", shown) : "";
}

if (box) {
  document.getElementById("search").hidden = false;
  box.addEventListener("input", filter);
  filter();
}
