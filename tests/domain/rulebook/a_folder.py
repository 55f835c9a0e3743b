"""A small rulebook without a problem, in which faults are planted."""

from collections.abc import Mapping

from domain.rulebook.clauses import Rulebook
from domain.rulebook.folders import Texts, drafted, parse_folder, rulebook_of
from domain.rulebook.ladder_words import words_of_ladder
from domain.rulebook.layout import translated_file
from domain.rulebook.matrix_words import words_of_matrix
from domain.rulebook.translations import source_digest, source_digest_of_front

SETTINGS = """name: House
version: 1.0.0
languages: [en, de]
scope: Every use of a model at work.
summary:
  - Never paste a log.
"""
LOGS = """---
id: data-logs
title: Logs in a model
kind: prohibition
audience: user
owner: desk
scope: every log
action: pasting a log
threshold: one line  # also in the text: one line
outcome: prohibited; tell the desk
related: [data-public]
when: {sensitivity: personal}
---

Never paste a log into a model, not even one line. It may hold names. See `data-public` and [the other](public.md).

### Allowed

- Describing the log.

### Prohibited

- Pasting the log.
"""
PUBLIC = """---
id: data-public
title: Public texts
kind: permission
audience: user
owner: desk
scope: what we published
action: using public texts
threshold: any page that stands on our site
outcome: allowed
---

Use our public texts in any model.

### Allowed

- Translating our own press release.

### Prohibited

- Uploading a page before it was published.
"""
MATRIX = """intent: {draft: Draft, decide: Decide about people}
sensitivity: {public: Public, personal: Personal}
risk: {low: Low, high: High}
controls:
  person: A person checks the result.
rows:
  - ruling: allow
    clauses: [data-public]
  - when: {sensitivity: personal}
    ruling: council
    clauses: [data-logs]
  - when: {intent: decide}
    ruling: allow_with_controls
    controls: [person]
    why: A person decides.
"""
LADDER = """recurrence: [first, second]
measures: {warning: Warning, limit: Limit, end: The end}
rungs:
  - measures: [warning]
  - when: {recurrence: second}
    measures: [limit]
  - when: {severity: critical, intent: deliberate}
    measures: [end]
    clauses: [data-logs]
"""
SCENARIOS = """scenarios:
  - id: log
    question: May I paste a log into a model?
    situation: {intent: draft, sensitivity: personal, risk: low}
    ruling: council
    clause: data-logs
  - id: lunch
    question: What is for lunch?
    clause: none
"""
GERMAN = """---
id: {id}
source: {source}
title: {title}
---

{text}

### Erlaubt

- Es zu beschreiben.

### Verboten

- Es einzufügen.
"""
GERMAN_FRONT = """source: {source}
scope: Jede Nutzung eines Modells bei der Arbeit.
summary:
  - Fügen Sie nie ein Protokoll ein.
"""
GERMAN_MATRIX = """source: {source}
intent: {{draft: Entwerfen, decide: Über Menschen entscheiden}}
sensitivity: {{public: Öffentlich, personal: Personenbezogen}}
risk: {{low: Gering, high: Hoch}}
controls:
  person: Ein Mensch prüft das Ergebnis.
why:
  - Ein Mensch entscheidet.
"""
GERMAN_LADDER = """source: {source}
recurrence: {{first: beim ersten Mal, second: beim zweiten Mal}}
measures: {{warning: Verwarnung, limit: Sperre, end: Das Ende}}
"""
NORMS = """norms:
  - name: EU AI Act
    parts: {Art. 4: AI literacy, Art. 5: Prohibited practices}
    not_ours: {Art. 53: We provide no model.}
"""
CLAUSES = {"clauses/data/logs.md": LOGS, "clauses/data/public.md": PUBLIC}


def good() -> dict[str, str]:
    """The texts of the folder by name."""
    texts = {
        "rulebook.yml": SETTINGS, **CLAUSES, "matrix.yml": MATRIX, "ladder.yml": LADDER, "scenarios.yml": SCENARIOS,
        "norms.yml": NORMS,
    }  # fmt: skip
    folder = parse_folder(Texts(texts))
    assert folder.matrix is not None
    assert folder.ladder is not None
    texts[translated_file("de", "rulebook.yml")] = GERMAN_FRONT.format(
        source=source_digest_of_front(drafted(folder, ""))
    )
    for german, words in (
        (GERMAN_MATRIX, words_of_matrix(folder.matrix)),
        (GERMAN_LADDER, words_of_ladder(folder.ladder)),
    ):
        texts[translated_file("de", words.file)] = german.format(source=words.digest())
    for one in folder.clauses:
        texts[f"translations/de/{one.clause.file}"] = GERMAN.format(
            id=one.clause.id, source=source_digest(one.clause), title="Titel", text="Fügen Sie kein Protokoll ein."
        )
    return texts


def planted(file: str, before: str, after: str) -> dict[str, str]:
    """The same with one change; an empty `before` replaces the whole file."""
    texts = good()
    assert not before or before in texts[file], f"{file} has no {before!r}"
    texts[file] = texts.get(file, "").replace(before, after, 1) if before else after
    return texts


def without(file: str) -> dict[str, str]:
    """The same without a file."""
    return {name: text for name, text in good().items() if name != file}


def read(texts: Mapping[str, str]) -> Rulebook:
    """The rulebook that these texts are."""
    return rulebook_of(parse_folder(Texts(texts)), "")
