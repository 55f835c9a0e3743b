"""A fault of every code is planted in a good folder, and found by its code with file and line."""

import hashlib
import re
from collections.abc import Mapping

import pytest
import rfc8785

from domain.rulebook.codes import CODES, Weight
from domain.rulebook.folders import Texts, parse_folder, rulebook_of
from domain.rulebook.judging import judge
from domain.rulebook.problems import Problem
from storage.files import vague_words
from tests.domain.rulebook.a_folder import good, planted

LOGS, PUBLIC, DE = "clauses/data/logs.md", "clauses/data/public.md", "translations/de/clauses/data/logs.md"
LONG = "Notwithstanding considerations of organisational responsibility, " * 3 + "never paste a log."


def found_in(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    names = frozenset(texts)
    return judge(parse_folder(Texts(texts, names)), vague_words(), rulebook_of(parse_folder(Texts(good())), ""))


# code: file, what stood there, what stands there now, and the line at which it is found
PLANTED = {
    "unreadable": ("matrix.yml", "intent: {draft", "intent: {draft: [", 1),
    "invalid": ("matrix.yml", "ruling: council", "ruling: perhaps", 10),
    "field-unknown": (LOGS, "threshold:", "treshold:", 9),
    "field-missing": (LOGS, "title: Logs in a model\n", "", 1),
    "threshold-missing": (PUBLIC, "threshold: any page that stands on our site\n", "", 1),
    "outcome-missing": (PUBLIC, "outcome: allowed", "outcome:", 10),
    "owner-missing": (PUBLIC, "owner: desk", "owner:", 6),
    "example-missing": (PUBLIC, "- Translating our own press release.\n", "", 15),
    "rule-missing": (PUBLIC, "Use our public texts in any model.\n\n", "", 19),
    "value-unknown": (PUBLIC, "kind: permission", "kind: ban", 4),
    "id-taken": (PUBLIC, "id: data-public", "id: data-logs", 2),
    "dead-link": (LOGS, "(public.md)", "(private.md)", 15),
    "norm-unknown": (PUBLIC, "outcome: allowed", "outcome: allowed\nnorms: [EU AI Act Art. 44]", 11),
    "vague-wording": (LOGS, "It may hold names.", "Take appropriate care.", 15),
    "numbers-disagree": (LOGS, "also in the text: one line", "also in the text: two line", 9),
    "waiver-without-reason": (LOGS, "It may hold names.", "Take due care. <!-- allow vague-wording: -->", 15),
    "waiver-unknown": (LOGS, "It may hold names.", "It may hold names. <!-- allow gibberish: it is so -->", 15),
    "waiver-idle": (LOGS, "It may hold names.", "It may hold names. <!-- allow vague-wording: why not -->", 15),
    "matrix-hole": ("matrix.yml", "  - ruling: allow\n", "  - when: {risk: high}\n    ruling: allow\n", 6),
    "matrix-laxer": ("matrix.yml", "when: {sensitivity: personal}", "when: {sensitivity: personal, risk: low}", 7),
    "matrix-idle": (
        "matrix.yml",
        "when: {intent: decide}",
        "when: {sensitivity: personal}\n    ruling: allow\n  -",
        12,
    ),
    "ladder-hole": (
        "ladder.yml",
        "- measures: [warning]\n",
        "- when: {intent: negligent}\n    measures: [warning]\n",
        3,
    ),
    "ladder-step-down": ("ladder.yml", "when: {recurrence: second}", "when: {recurrence: first}", 4),
    "scenario-ruling": ("scenarios.yml", "ruling: council", "ruling: allow", 5),
    "scenario-clause": ("scenarios.yml", "question: What is for lunch?", "question: May I paste a log?", 9),
    "contradiction": (PUBLIC, "action: using public texts", "action: pasting a log", 8),
    "hard-to-read": (PUBLIC, "Use our public texts in any model.", LONG, 13),
    "version-unchanged": (PUBLIC, "outcome: allowed", "outcome: allowed, and praised", 10),
    "translation-missing": (DE, "", "", 1),
    "translation-outdated": (LOGS, "not even one line", "not even one line or two", 3),
    "translation-astray": (DE, "id: data-logs", "id: data-nothing", 2),
}  # fmt: skip
ELSEWHERE = {"casework-broken", "notice-wording"}  # files that the command reads: see tests/bot/test_check.py


def test_the_good_folder_has_no_problem() -> None:
    assert found_in(good()) == ()


def test_every_code_has_its_fault() -> None:
    assert set(PLANTED) | ELSEWHERE == set(CODES)


@pytest.mark.parametrize("code", sorted(PLANTED))
def test_a_planted_fault_is_found_at_its_line(code: str) -> None:
    file, before, after, line = PLANTED[code]
    texts = planted(file, before, after) if before else {name: text for name, text in good().items() if name != file}
    if code == "contradiction":
        texts[PUBLIC] = texts[PUBLIC].replace("scope: what we published", "scope: every log")
    found = [one for one in found_in(texts) if one.code == code]
    at = {"version-unchanged": 2, "translation-missing": 1}.get(code, line)
    assert at in [one.line for one in found], found_in(texts)
    assert all(str(one).startswith(f"{one.file}:{one.line}:{one.column}: {code} ") for one in found)


@pytest.mark.parametrize("code", sorted(name for name, one in CODES.items() if one.waivable))
def test_a_waiver_with_a_reason_allows_it_on_its_line_alone(code: str) -> None:
    file, before, after, line = PLANTED[code]
    texts = planted(file, before, after) if before else {name: text for name, text in good().items() if name != file}
    if code == "contradiction":
        texts[PUBLIC] = texts[PUBLIC].replace("scope: what we published", "scope: every log")
    for problem in [one for one in found_in(texts) if one.code == code]:
        lines = texts[problem.file].splitlines()
        comment = (
            f" <!-- allow {code}: a reason -->" if not _in_front(lines, problem.line) else f"  # allow {code}: a reason"
        )
        lines[problem.line - 1] += comment
        texts[problem.file] = "\n".join(lines)
    left = [one.code for one in found_in(texts)]
    assert code not in left
    assert "waiver-idle" not in left, line


def _in_front(lines: list[str], number: int) -> bool:
    if lines[0] != "---":
        return True
    return number < len(lines) and number - 1 <= lines.index("---", 1) and number != 1


def test_a_word_that_yaml_reads_as_no_is_named() -> None:
    texts = planted(PUBLIC, "outcome: allowed", "outcome: allowed\nkeywords: [site, off]")
    assert [(one.line, one.code) for one in found_in(texts)] == [(11, "value-unknown")]


def test_warnings_are_warnings() -> None:
    soft = {name for name, one in CODES.items() if one.weight is Weight.WARNING}
    assert soft == {"waiver-idle", "matrix-idle", "hard-to-read", "translation-missing", "translation-outdated"}


def test_a_waiver_is_never_shown_to_readers() -> None:
    texts = planted(LOGS, "It may hold names.", "Take due care. <!-- allow vague-wording: the law says so -->")
    assert found_in({**texts, "translations/de/clauses/data/logs.md": ""}) != ()
    body = rulebook_of(parse_folder(Texts(texts)), "").clauses["data-logs"].body
    assert "allow" not in body.split("### Allowed")[0]


def test_a_rulebook_extends_and_shortens_the_list_of_vague_words() -> None:
    more = planted("rulebook.yml", "summary:", "check:\n  vague: {en: [names]}\nsummary:")
    assert [one.code for one in found_in(more) if one.file == LOGS] == ["vague-wording"]
    less = planted(LOGS, "It may hold names.", "It is a significant log.")
    assert "vague-wording" in [one.code for one in found_in(less)]
    less["rulebook.yml"] += "check:\n  not_vague: {en: [significant]}\n"
    assert "vague-wording" not in [one.code for one in found_in(less)]


def test_what_rulebook_yml_says_to_people_is_judged_too() -> None:
    texts = planted("rulebook.yml", "Never paste a log.", "Take reasonable care.")
    found = [(one.line, one.column, one.code) for one in found_in(texts) if one.file == "rulebook.yml"]
    assert found == [(6, 10, "vague-wording")]


def test_each_language_has_its_own_vague_words() -> None:
    texts = planted(DE, "Fügen Sie kein Protokoll ein.", "Handeln Sie zeitnah.")
    assert [one.code for one in found_in(texts)] == ["vague-wording"]
    assert set(vague_words()) == {"en", "de", "es", "fr", "ja"}


def test_a_higher_version_may_mean_something_else() -> None:
    texts = planted(PUBLIC, "outcome: allowed", "outcome: allowed, and praised")
    texts["rulebook.yml"] = texts["rulebook.yml"].replace("1.0.0", "1.0.10")
    assert "version-unchanged" not in [one.code for one in found_in(texts)]


def test_a_clause_with_conditions_is_compared_with_the_matrix() -> None:
    texts = planted("matrix.yml", "ruling: council", "ruling: allow")
    (one,) = [one for one in found_in(texts) if one.code == "contradiction"]
    assert (one.file, one.line) == (LOGS, 12)
    assert "“Draft” with data “Personal” at risk “Low”: this clause prohibits it" in one.message


def test_an_example_allowed_here_and_prohibited_there_is_a_contradiction() -> None:
    texts = planted(PUBLIC, "- Uploading a page before it was published.", "- Describing the log.")
    assert [one.line for one in found_in(texts) if one.code == "contradiction"] == [21]


def test_a_hole_is_told_as_a_story_with_the_draft_that_closes_it() -> None:
    (one,) = [one for one in found_in(planted(*PLANTED["matrix-hole"][:3])) if one.code == "matrix-hole"]
    assert one.message.splitlines()[1:] == [
        "    Somebody asks for “Draft” with data “Public” at risk “Low”.",
        "    No row applies, so nobody can tell them.",
        "    To close it, for instance: - {when: {intent: draft, sensitivity: public, risk: low}, ruling: council}",
    ]


def test_everything_is_said_at_once() -> None:
    texts = good()
    for file, before, after, _ in PLANTED.values():
        if before and before in texts.get(file, ""):
            texts[file] = texts[file].replace(before, after, 1)
    assert len({one.code for one in found_in(texts)}) > 15


FRONT = "translations/de/rulebook.yml"


@pytest.mark.parametrize(
    ("file", "before", "after", "found"),
    [
        (FRONT, "", "", ("rulebook.yml", 4, "translation-missing")),
        ("rulebook.yml", "Never paste", "Do not paste", (FRONT, 1, "translation-outdated")),
        (FRONT, "source:", "sauce:", (FRONT, 1, "translation-astray")),
        (FRONT, "source:", "sauce:", (FRONT, 1, "field-unknown")),
        (FRONT, "  - Fügen", "  - Und noch eine Regel.\n  - Fügen", (FRONT, 3, "translation-astray")),
        (FRONT, "scope: Jede Nutzung eines Modells bei der Arbeit.\n", "", (FRONT, 1, "translation-missing")),
        (FRONT, "source:", "source: [", (FRONT, 2, "unreadable")),
    ],
)  # fmt: skip
def test_what_rulebook_yml_says_is_translated_too(
    file: str, before: str, after: str, found: tuple[str, int, str]
) -> None:
    texts = planted(file, before, after) if before else {name: text for name, text in good().items() if name != file}
    assert found in [(one.file, one.line, one.code) for one in found_in(texts)]


def test_a_translation_has_as_many_examples_as_its_source() -> None:
    (one,) = found_in(planted(DE, "- Es einzufügen.", ""))
    assert (one.file, one.line, one.code) == (DE, 2, "translation-astray")
    assert one.message == "has 1 allowed and 0 prohibited examples, and its source 1 allowed and 1 prohibited"


def test_a_translation_without_words_is_none() -> None:
    (one,) = found_in(planted(DE, "title: Titel", "title:"))
    assert (one.file, one.line, one.code, one.message) == (DE, 4, "translation-missing", "has no title yet")


def test_the_check_names_the_digest_that_a_translation_is_to_carry() -> None:
    texts = planted("rulebook.yml", "Never paste", "Do not paste")
    (one,) = [one for one in found_in(texts) if one.code == "translation-outdated"]
    digest = one.message.rsplit(maxsplit=1)[-1]
    texts[FRONT] = re.sub(r"^source: .*$", f"source: {digest}", texts[FRONT], flags=re.MULTILINE)
    assert found_in(texts) == ()
    said = rfc8785.dumps(["Every use of a model at work.", [], ["Do not paste a log."]])
    assert digest == f"sha256:{hashlib.sha256(said).hexdigest()[:16]}"
