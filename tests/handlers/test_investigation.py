"""Whatever reviewers find out, Slack takes the windows and forms for it, in every language."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.inquiry_views import (
    Duplicate,
    EvidenceFile,
    EvidenceLine,
    Handling,
    Inquiry,
    MoveLine,
    NoteLine,
    StepLine,
    WhenLine,
)
from desk.reading import card_of
from desk.views import CaseFile, Line
from domain.cases.commands import Narrative
from domain.cases.inquiry import EvidenceSource
from domain.cases.words import Kind, Mode
from domain.spoken import spoken
from handlers.cards import investigation_forms as forms
from handlers.cards import investigation_notices as told
from handlers.cards.case_card import case_card
from handlers.cards.case_file import case_view
from handlers.cards.investigation import before_deciding, evidence_view
from handlers.locale.catalogue import Words, read_catalogue
from sandbox.blocks import checked_message, checked_view
from tests.domain.cases.people import BO, CAI, NOON, filed

LANGUAGES = list(read_catalogue().languages.values())
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)
CARD = card_of(filed())
LINE = EvidenceLine(
    7, "evidence-1", "log.txt", "#general", "text/plain", EvidenceSource.FILE, 2048, "b" * 64, BO, NOON,
    tuple(Handling(who, taken, NOON) for who, taken in ((CAI, False), ("operator", True)) * 60),
)  # fmt: skip


def window(words: str, many: int) -> CaseFile:
    piece = replace(LINE, name=words[:150] or "x", origin=words[:200])
    pieces = tuple(replace(piece, entry=f"evidence-{n}", source=source) for n, source in enumerate(EvidenceSource))
    talk = (Line(words, None, NOON, delivered=True, read_at=None), Line(words, BO, NOON, delivered=True, read_at=None))
    inquiry = Inquiry(
        steps=tuple(StepLine(f"s{n}", spoken(words[:300] or "x"), BO if n % 2 else None, NOON) for n in range(12)),
        notes=(NoteLine(words, BO, NOON),) * many,
        moves=(MoveLine(BO, "desk", "urgent", Kind.ABUSE, Kind.ABUSE, words, NOON),
               MoveLine(BO, "desk", "urgent", Kind.ABUSE, Kind.NEAR_MISS, words, NOON)),
        corrections=(WhenLine(BO, None, words, NOON), WhenLine(BO, NOON, words, NOON)),
        evidence=pieces,
        duplicates=tuple(
            Duplicate(n, (Narrative(words, words, words),), talk, tuple(replace(one, case=n) for one in pieces),
                      (WhenLine(CAI, NOON, words, NOON),))
            for n in (8, 9)
        ),
    )  # fmt: skip
    return CaseFile(
        card=replace(CARD, duplicates=(8, 9), steps=(6, 12), when_corrected_by=BO), mode=Mode.BY_NAME,
        reporter=None, subjects=(), vendors=(), narratives=(Narrative(words),), talk=talk, intent=None, reasons=None,
        returned=None, reachable=True, name_asked_by=None, may_ask_name=True, rulebook="1.0.0", inquiry=inquiry,
    )  # fmt: skip


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
@settings(deadline=None, max_examples=15)
@given(words=WORDS, many=st.integers(0, 60))
def test_every_page_of_a_full_window_is_what_slack_takes(say: Words, words: str, many: int) -> None:
    file = window(words, many)
    for page in range(1, 5):
        checked_view(case_view(say, file, page), "modal")
    assert before_deciding(say, file)


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
def test_a_corrected_time_stands_above_what_was_reported_and_the_card_names_who_and_never_when(say: Words) -> None:
    file = window("It was a week earlier.", 0)
    seen = case_view(say, file)["blocks"]
    (above,) = (place for place, block in enumerate(seen) if block["block_id"] == "when")
    reported = next(place for place, block in enumerate(seen) if block["block_id"] == "narrative-1")
    assert above < reported
    assert f"<@{BO}>" in str(seen[above])
    face = str(case_card(say, replace(file.card, acknowledged_by=None)))
    assert f"<@{BO}>" in face
    assert "It was a week earlier." not in face


def test_an_erased_correction_says_no_time() -> None:
    say = read_catalogue().words()
    gone = Inquiry(corrections=(WhenLine(BO, None, "gone", NOON),))
    shown = str(case_view(say, replace(window("x", 0), inquiry=gone)))
    assert "corrected when it happened: …" in shown
    assert "as <@" not in shown


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
def test_forms_and_notices_are_what_slack_takes(say: Words) -> None:
    for made in (
        forms.move_form(say, CARD, ["desk", "urgent"]), forms.merge_form(say, CARD), forms.note_form(say, CARD, "n"),
        forms.file_form(say, CARD, "n"), forms.message_form(say, "a " * 20_000, "U0ANA", "#general", "n"),
    ):  # fmt: skip
        checked_view(made, "modal")
    root = replace(CARD, number=3)
    for _, blocks in (
        told.moved_away(say, CARD), told.merged(say, CARD, root), told.merged_receipt(say, CARD, root),
        told.joined(say, CARD), told.duplicate_joined(say, CARD, {"by": BO, "duplicate": 8}),
    ):  # fmt: skip
        checked_message(blocks)


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
@pytest.mark.parametrize("text", ["a line", "", None, "x" * 400_000, "\N{GRINNING FACE}" * 100_000, "é\n\n" * 50_000])
def test_evidence_of_any_size_opens(say: Words, text: str | None) -> None:
    shown = str(checked_view(evidence_view(say, EvidenceFile(LINE, text, intact=True)), "modal"))
    assert ("ombud case evidence 7 evidence-1" in shown) == (text is None or len(text) > 1000)


def test_evidence_that_was_altered_or_erased_says_so() -> None:
    say = read_catalogue().words()
    assert "not what was attached" in str(evidence_view(say, EvidenceFile(LINE, None, intact=False)))
    assert "was erased" in str(evidence_view(say, EvidenceFile(LINE, None, intact=False, erased=True)))


def test_the_words_of_a_message_come_back_as_they_stood() -> None:
    words = "  two spaces, a <b>tag</b> & an end\n" * 300
    form = forms.message_form(read_catalogue().words(), words, "U0ANA", "#general", "n")
    assert forms.kept_words(form) == words
