"""Every code of `ombud rulebook check`: why it is one, and how to mend it. Knows no file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """Whether a problem makes the check fail by itself, or only where it is strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One sort of problem. `waivable` says whether a line may carry a waiver of it."""

    name: str
    title: str
    why: str
    mend: str
    weight: Weight = Weight.ERROR
    waivable: bool = True


def _hard(name: str, title: str, why: str, mend: str) -> Code:
    return Code(name, title, why, mend, waivable=False)


def _soft(name: str, title: str, why: str, mend: str) -> Code:
    return Code(name, title, why, mend, Weight.WARNING)


_ALL = (
    _hard(
        "unreadable",
        "A file cannot be read",
        "A file that is no UTF-8 text, no YAML or not there says nothing, and everything that rests on it is "
        "unchecked.",
        "Save it as UTF-8 and look at the line: most often a colon, a quote or a leading space is missing.",
    ),
    _hard(
        "invalid",
        "A file says something that cannot be understood",
        "A row, a rung or a scenario that names an unknown value or has the wrong shape is never applied.",
        "Compare with `ombud rulebook schema`, which your editor can use while you type.",
    ),
    _hard(
        "field-unknown",
        "A field that nobody reads",
        "A misspelt field is as good as a missing one.",
        "Correct its name or take it out; the fields are listed in `ombud rulebook schema`.",
    ),
    _hard(
        "field-missing",
        "A field is missing",
        "Id, title, kind, audience and action are what a clause is found, sorted and quoted by.",
        "Add the field to the front matter, or to `rulebook.yml` where it is named there.",
    ),
    Code(
        "threshold-missing",
        "A clause without a threshold",
        "Whoever reads the clause cannot tell from how much on it holds.",
        "Add `threshold`: an amount, a number of people, a span of time; “one” is a threshold too.",
    ),
    Code(
        "outcome-missing",
        "A clause without an outcome",
        "Whoever reads the clause does not learn what happens then, and two cases end differently.",
        "Add `outcome`: what is allowed, prohibited or due, and who has to be told.",
    ),
    Code(
        "owner-missing",
        "A clause without an owner",
        "A clause that nobody owns is never mended, and a group as owner means nobody.",
        "Add `owner`: one role. A `deputy` helps where that role is away.",
    ),
    Code(
        "example-missing",
        "A clause without an example",
        "People compare what they do with examples long before they weigh words.",
        "Add a list below `### Allowed` and one below `### Prohibited`, one line each at least.",
    ),
    _hard(
        "rule-missing",
        "A clause without its rule sentence",
        "The first sentence is what an answer quotes.",
        "Begin the text with one sentence that can stand alone, before the first heading.",
    ),
    _hard(
        "value-unknown",
        "A value that is none of the known ones",
        "Clauses are sorted and compared by kind, audience, severity and conditions; a value of your own is in no set.",
        "Choose one of those that the message names.",
    ),
    _hard(
        "id-taken",
        "Two clauses of one id",
        "Answers, cases and links cite ids; two clauses of one id cannot be told apart.",
        "Rename the newer one. The id of a published clause stays.",
    ),
    Code(
        "dead-link",
        "A link that leads nowhere",
        "A reader follows it in a hurry and finds nothing.",
        "Correct the id or the path. Ids stand in `related`, in `` `backticks` `` and in links, files relative "
        "to the clause.",
    ),
    Code(
        "norm-unknown",
        "A norm that is not in norms.yml",
        "A misspelt article counts for nothing in `ombud rulebook norms`, and whoever audits looks for it in vain.",
        "Correct it, or add the norm or its part to `norms.yml`. Without that file nothing is compared.",
    ),
    Code(
        "vague-wording",
        "Vague wording",
        "Two readers understand two rules, and each is sure of theirs.",
        "Say what, how much, by when, or who decides. The lists lie in `storage/vague/`, one a language; `check.vague` "
        "and `check.not_vague` in `rulebook.yml` add and take out words.",
    ),
    Code(
        "numbers-disagree",
        "A number of a field is not in the text",
        "A field's comment `# also in the text: 30 day` promises that both say the same; whoever changed one "
        "forgot the other.",
        "Change both, or the comment.",
    ),
    _hard(
        "waiver-without-reason",
        "A waiver without a reason",
        "Whoever reads the line next year has to know why it was right.",
        "Write `<!-- allow CODE: reason -->`, in YAML `# allow CODE: reason`. Until then the waiver does not count.",
    ),
    _hard(
        "waiver-unknown",
        "A waiver of something that cannot be waived",
        "It names no code, or one that no reason makes right.",
        "Correct the code, or mend what it says and take the waiver out.",
    ),
    Code(
        "waiver-idle",
        "A waiver that waives nothing",
        "It would hide the next problem on its line.",
        "Take it out. A waiver stands on the line of the problem or alone on the line before.",
        Weight.WARNING,
        waivable=False,
    ),
    _hard(
        "matrix-hole",
        "The matrix has no answer for a situation",
        "Somebody will be in it, and hear nothing or what another row happens to say.",
        "Add a row for the situation of the story, or one without `when`, which holds wherever no stricter one does.",
    ),
    _hard(
        "matrix-laxer",
        "The matrix allows more where more is at stake",
        "People learn to describe what they do as riskier than it is.",
        "Make the second situation of the story as strict as the first, or the first as lax as the second. "
        "Values stand from "
        "the least to the most worrying; a dimension without such an order is named in `unordered`.",
    ),
    _soft(
        "matrix-idle",
        "A row of the matrix decides nothing",
        "Wherever it applies, other rows say the same or something stricter; its reader believes otherwise.",
        "Take it out, or make its conditions narrower elsewhere.",
    ),
    _hard(
        "ladder-hole",
        "The ladder has no rung for a violation",
        "A reviewer will meet it, and invent something.",
        "Add a rung for the violation of the story, or one without `when`.",
    ),
    _hard(
        "ladder-step-down",
        "The ladder is milder where it was worse",
        "Whoever did more, meant it more or did it again gets less.",
        "Make the second rung of the story at least as heavy as the first. Measures stand from the mildest to "
        "the heaviest.",
    ),
    _hard(
        "scenario-ruling",
        "A scenario's ruling is not what the matrix says",
        "Either the rules changed and the scenario did not, or the other way round.",
        "Read both aloud, and change the one that is wrong.",
    ),
    _hard(
        "scenario-clause",
        "A scenario's question does not find its clause",
        "Whoever asks it gets another clause, or none.",
        "Put the words of the question into title or `keywords` of the clause. `clause: none` says that nothing "
        "should answer.",
    ),
    Code(
        "contradiction",
        "Two rules contradict each other",
        "Whoever obeys one breaks the other.",
        "Make one of them narrower: by `when`, by `scope`, or by another action. Compared are clauses of kind "
        "prohibition "
        "and permission with the same words in action and scope and a situation that both hold for, clauses "
        "with `when` and "
        "the matrix, and sentences that are an allowed example here and a prohibited one there.",
    ),
    _soft(
        "hard-to-read",
        "A text above the target grade",
        "A rule that people read twice is followed half as often.",
        "Split sentences, and take the shorter word. The target is `check.grade` in `rulebook.yml` (12 where it "
        "is left "
        "out): Flesch-Kincaid for English, the first Wiener Sachtextformel for German, RIX for other languages "
        "with spaces "
        "between words; Japanese is not measured.",
    ),
    _hard(
        "version-unchanged",
        "The meaning changed and the version did not",
        "A case is judged by the version in force; one version with two meanings is none.",
        "Raise `version` in `rulebook.yml`. Compared is with `--against DIR`, for instance the folder of the "
        "last release.",
    ),
    _soft(
        "translation-missing",
        "Something is not translated",
        "Whoever reads that language gets the source's.",
        "`ombud rulebook translations LANG --write` writes the files to begin with: "
        "`translations/<lang>/clauses/<chapter>/<id>.md`, `translations/<lang>/rulebook.yml` for scope, commitments "
        "and summary, and `matrix.yml` and `ladder.yml` beside it for what people read of both, each with `source:` "
        "and the digest that the message names.",
    ),
    _soft(
        "translation-outdated",
        "A translation is older than its source",
        "It says what the rule was; Ombud shows it as older wording, and matrix and ladder in the source's words until "
        "then.",
        "Compare it with the source, change what changed, and set `source` to the digest that the message names; "
        "`ombud rulebook translations LANG --confirm ID` does.",
    ),
    _hard(
        "translation-astray",
        "A translation of nothing",
        "It names no digest, translates a clause, a value, a control or a measure that is not there, or has more or "
        "fewer lines than its source.",
        "Give it the path and the id of its source, `source:` in its front matter, and a line for each line.",
    ),
    _hard(
        "notice-wording",
        "A wording of your own cannot be used",
        "A sentence with a gap that nobody fills, or without the plural forms of its language, is never said.",
        "Compare with the sentence of the same key in `handlers/locale/`.",
    ),
    _hard(
        "casework-broken",
        "Queues, promises or roster cannot be used",
        "Reports would reach nobody.",
        "Every key stands in the reference of casework.yml and roster.yml.",
    ),
)
CODES: Mapping[str, Code] = {one.name: one for one in _ALL}

# What whoever reads a clause should know of: its words are less exact than the check would have them.
WORDING = ("vague-wording", "threshold-missing", "outcome-missing", "numbers-disagree", "contradiction", "hard-to-read")
