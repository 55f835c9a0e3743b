"""Every "no" of the house as a sentence that says what to do."""

from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyYours,
    BadField,
    Erased,
    Excluded,
    IntoItself,
    Lighter,
    Merged,
    NameAlreadyAsked,
    NobodyToApprove,
    NoNameAsked,
    NoSuchCase,
    NoSuchEvidence,
    NoSuchStep,
    NothingMoves,
    NotApprover,
    NotAuthorised,
    NotConfidential,
    NotEntitled,
    NothingProposed,
    NotNameOpener,
    NotOnHold,
    NotReporter,
    OnHold,
    OwnedByAnother,
    OwnProposal,
    OwnReport,
    OwnRequest,
    ProposalChanged,
    Refusal,
    SameSeverity,
    TooLarge,
    TooManyGuesses,
    TooMuchEvidence,
    WrongCode,
)
from handlers.cards.labels import FINDINGS, SEVERITIES
from handlers.cards.text import clock_time, person, when

_Kept = (
    WrongCode
    | TooManyGuesses
    | NotReporter
    | OnHold
    | NotOnHold
    | NotConfidential
    | NotNameOpener
    | NameAlreadyAsked
    | NoNameAsked
    | OwnRequest
    | Erased
    | NothingMoves
    | IntoItself
    | Lighter
    | Merged
    | NoSuchStep
    | TooLarge
    | TooMuchEvidence
    | NoSuchEvidence
)
_WhoMay = (
    Excluded
    | NotAuthorised
    | NotApprover
    | OwnProposal
    | NothingProposed
    | ProposalChanged
    | NobodyToApprove
    | SameSeverity
)
NOT_CONFIRMED = (
    "Not confirmed yet: the database is slow. Your text is still here; submitting again will not file it twice."
)
NOT_DECIDED = (
    "Not confirmed yet: the database is slow. Your text is still here; submitting again will not decide twice."
)
NOT_SENT = "Not confirmed yet: the database is slow. Your text is still here; submitting again will not send it twice."
THREAD_NOT_SENT = "Not confirmed yet: the database is slow. Your text stands above; please send it again in a moment."
MAYBE_REPLY = (
    "The database does not answer just now. If this was for a reviewer, it has not arrived: please send it again in a "
    "moment."
)
BUSY = "Not confirmed yet: the database is slow. Nothing is lost; please click again in a moment."
ELSEWHERE = "Ombud answers people of its own workspace only. Nothing was stored. Please ask your contact there."
GUEST = (
    "Ombud answers members of this workspace only, and you are here as a guest. Nothing was stored. Please speak to "
    "whoever invited you."
)


def in_words(no: Refusal) -> str:
    """The sentence for whoever asked."""
    match no:
        case NoSuchCase():
            return f"There is no case {no.case}. It may have been a copy of an old message."
        case NotEntitled():
            return "Only the reviewers of this queue can do this. If you should be one, ask whoever keeps `roster.yml`."
        case OwnReport():
            return "You reported this, so you cannot review it. You will hear the outcome in a direct message."
        case AlreadyAcknowledged():
            return f"{person(no.by)} acknowledged this at {clock_time(no.at)}."
        case AlreadyYours():
            return f"You have had this since {clock_time(no.at)}."
        case OwnedByAnother():
            return f"{person(no.by)} has this case. Take it over first if you should decide it."
        case AlreadyDecided():
            return f"{person(no.by)} decided this {when(no.at)}: {FINDINGS[no.finding]}."
        case BadField():
            return at_field(no)
        case _:
            return _who_may(no)


def _who_may(no: _WhoMay | _Kept) -> str:
    match no:
        case Excluded():
            return (
                "You are kept out of this case: a conflict you declared, a recusal, or because nobody reviews what may "
                "touch them. Which of these it is, nobody is told. Somebody else has it."
            )
        case NotAuthorised():
            return f"Deciding a case of severity {SEVERITIES[no.severity]} needs another role; see `casework.yml`."
        case NotApprover():
            return (
                "Only a second person with the right role can answer this proposal; see `four_eyes` in `casework.yml`."
            )
        case OwnProposal():
            return "You proposed this, so somebody else must approve it."
        case NothingProposed():
            return "No proposal waits any more. The card shows how the case stands now."
        case ProposalChanged():
            return "The proposal has changed since you opened it. Please open it again and read what it says now."
        case NobodyToApprove():
            return "This needs a second person, and nobody who may be one is free. Ask whoever keeps `roster.yml`."
        case SameSeverity():
            return "The case has this severity already."
        case _:
            return _kept(no)


def _kept(no: _Kept) -> str:
    sentences: dict[type[Refusal], str] = {
        WrongCode: "No report answers to this code. Please check it; it has five groups of letters and digits.",
        TooManyGuesses: "Too many wrong codes were tried just now, by anybody. Please try again in a minute.",
        NotReporter: "Only whoever filed this report can do this. For an anonymous one, use its code.",
        OnHold: "A legal hold stands on this case, so nothing of it can be erased or held again.",
        NotOnHold: "There is no legal hold on this case.",
        NotConfidential: "There is no sealed name here: the report was made by name or anonymously.",
        NotNameOpener: "Opening a name needs another role; see `name_openers` in `casework.yml`.",
        NoNameAsked: "Nobody asks for this name any more.",
        OwnRequest: "You asked for this name, so somebody else must agree.",
        Erased: "What was written here is erased.",
        NothingMoves: "The case is there already. Please choose another queue or another kind.",
        IntoItself: "A case is no duplicate of itself. Please give the number of the other one.",
        NoSuchStep: "The checklist has changed. Please open the case again.",
        NoSuchEvidence: "The case keeps nothing under this name.",
    }
    match no:
        case Lighter():
            return (
                f"This case has severity {SEVERITIES[no.severity]}, and the other one a lower one. Raise that one first."
            )
        case Merged():
            return f"This case is part of case {no.into} now. Please go on there."
        case TooLarge():
            return f"A piece of evidence can have at most {no.limit // 1_000_000} MB."
        case TooMuchEvidence():
            return f"A case keeps at most {no.limit} pieces of evidence."
    if isinstance(no, NameAlreadyAsked):
        return f"{person(no.by)} has asked for this name already; a second person must agree."
    return sentences[type(no)]


def at_field(no: BadField) -> str:
    """What is wrong with a field, and what to write."""
    sentences = {
        "blank": "Please write at least a few words here.",
        "too_long": f"Please keep this to {no.about} characters.",
        "needed": "A violation needs this. Please choose.",
        "unknown": f"The rulebook has no clause {no.about}. Please choose from the list.",
        "unknown_vendor": f"There is no vendor {no.about} in `casework.yml`.",
        "too_many": f"A case can name at most {no.about} people.",
        "unknown_queue": f"There is no queue {no.about} in `casework.yml`.",
        "empty": "There is nothing in it. Please choose another file.",
        "number": "Please give the number of a case.",
        "blank_choice": "Please choose somebody, or something, that is not named yet.",
    }
    return sentences[no.problem]
