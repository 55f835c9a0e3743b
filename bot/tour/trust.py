"""Trust as a story: three ways to report, a conversation, exclusion, four eyes, erasure, and a record that verifies."""

import re
from pathlib import Path

from bot.practice import Practice
from bot.tour.story import Tell, promise

SECRET = "the assistant sent client files to a stranger"  # noqa: S105 -- what a channel must never show


async def tell_all(town: Practice, tell: Tell) -> None:
    """Every part in order."""
    town.world.rules.limits_enabled = False  # a long story in one channel; waiting for Slack is another chapter's
    code = await anonymous(town, tell)
    await conversation(town, tell, code)
    await confidential(town, tell)
    await exclusion(town, tell)
    await four_eyes(town, tell)
    await erasure(town, tell, code)
    await verification(town, tell)


async def anonymous(town: Practice, tell: Tell) -> str:
    """Case 1: nobody is stored, and a code is shown."""
    sent = await town.files("emi", SECRET, mode="anonymous")
    promise(not sent.get("errors"), "an anonymous report is taken")
    shown = str(await town.modal("emi"))
    found = re.search(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{5}", shown)
    promise(found and "I have saved the code" in shown, "the code is shown, with a box that says it was saved")
    code = found.group() if found else ""
    await town.submits("emi", saved=["yes"])
    await town.hears("bo", "Case 1 · Abuse", "G0DESK")
    promise(not await town.messages("emi"), "an anonymous reporter is sent nothing")
    tell(f"Emi reports anonymously and keeps the code {code}; no message leads to her.")
    return code


async def conversation(town: Practice, tell: Tell, code: str) -> None:
    """A question, and an answer by code."""
    await town.clicks("bo", "case_acknowledge", "G0DESK")
    await town.clicks("bo", "case_open", "G0DESK")
    opened = str(await town.modal("bo"))
    promise(SECRET in opened and "U0EMI" not in opened, "the reviewer reads the words and no name")
    await town.clicks_view("bo", "reporter_ask")
    await town.submits("bo", text="Which client was it?")
    status = await town.says("emi", "/report", f"status {code.lower()}")
    promise(status.says("Which client was it?"), "the question stands under the code")
    await town.says("emi", "/report", f"reply {code}")
    await town.submits("emi", text="It was Lantern Works.")
    await town.hears("bo", "the reporter wrote")
    await town.clicks("bo", "case_open", "G0DESK")
    promise("It was Lantern Works." in str(await town.modal("bo")), "the answer reaches the reviewer")
    tell("Bo asks the unknown reporter; Emi answers with her code, and both see when it was read.")


async def confidential(town: Practice, tell: Tell) -> None:
    """Case 2: two people open a name, and the reporter hears so."""
    await town.files("ana", "A colleague threatens whoever reports.", mode="confidential")
    await town.hears("bo", "Case 2 · Abuse", "G0DESK")
    await town.clicks("dee", "case_open", "G0DESK")
    promise("U0ANA" not in str(await town.modal("dee")), "a confidential name is not shown")
    await town.clicks_view("dee", "name_request")
    await town.submits("dee", reason="She may be in danger.")
    await town.hears("fen", "bittet darum, den Namen")  # Fen reads German
    await town.clicks("fen", "name_answer", "D0FEN")
    await town.submits("fen", answer="agree")
    told = await town.hears("ana", "opened your name in case 2")
    promise(told.says("She may be in danger."), "the reporter is told who opened the name, and why")
    tell("Ana's confidential name is opened by Dee and Fen together, with a reason that Ana reads.")


async def exclusion(town: Practice, tell: Tell) -> None:
    """Case 3: about the primary on call; then a recusal."""
    await town.files("ana", "Bo read the prompts of his team.", subjects=["U0BO"])
    await town.hears("cai", "You are on call: Case 3")
    await town.hears("bo", "Case 3 · Abuse", "G0DESK")
    await town.clicks("bo", "case_open", "G0DESK")
    await town.hears("bo", "You are kept out of this case", "G0DESK")
    promise(not any(one.says("Case 3") for one in await town.messages("bo")), "the subject is paged about nothing")
    await town.clicks("cai", "case_recuse", "G0DESK")
    await town.hears("dee", "Case 3 · Abuse · high waits for you now")
    tell("A report about Bo goes to Cai; Bo learns nothing, not even why. Cai recuses, and Dee is asked at once.")


async def four_eyes(town: Practice, tell: Tell) -> None:
    """Cases 1 and 2: a proposal, a stale approval, and the second person's yes."""
    await town.decides("bo", of="Case 1 ·")
    await town.hears("dee", "proposes a decision")
    await town.clicks("dee", "proposal_review", "D0DEE")
    promise("held names of customers" in str(await town.modal("dee")), "the approver sees all of it")
    await town.decides("bo", reasons="The files held names and addresses of clients.", of="Case 1 ·")
    stale = await town.submits("dee", answer="approve")
    promise("has changed since" in str(stale.get("errors")), "an approval of something else is refused")
    await town.clicks("bo", "proposal_review", "G0DESK")
    await town.hears("bo", "somebody else must approve", "G0DESK")
    await town.clicks("dee", "proposal_review", "D0DEE")
    sent = await town.submits("dee", answer="approve")
    promise(not sent.get("errors"), "the second person approves")
    await town.hears("cai", "approved it", "G0DESK")
    tell("Bo proposes, changes his mind, and Dee's approval of the old text is refused; she reads again and approves.")


async def erasure(town: Practice, tell: Tell, code: str) -> None:
    """The outcome under the code, then two years later."""
    status = await town.says("emi", "/report", f"status {code}")
    promise(status.says("names and addresses of clients"), "the outcome stands under the code")
    await town.decides("dee", finding="no_violation", clauses=[], intent=None, of="Case 2 ·")
    await town.hears("ana", "Case 2 is decided")
    await town.advances(days=731)

    async def scrubbed() -> bool:
        said = await town.messages("ana")
        return any(one.says("was erased") for one in said) and not any(one.says("held names") for one in said)

    await town.until(scrubbed, "messages with case text to be scrubbed")
    gone = await town.says("emi", "/report", f"status {code}")
    promise(gone.says("was erased") and not gone.says("Lantern"), "nothing that was written is left")
    tell("Two years after the decision the words are erased, and messages that carried them are scrubbed.")


async def verification(town: Practice, tell: Tell) -> None:
    """The record still verifies, against a checkpoint from outside."""
    await town.stop_bot()  # which seals what is left
    kept = Path(town.log).with_name("checkpoint.txt")
    kept.write_text(await town.runs("audit", "checkpoint"), encoding="utf-8")
    said = await town.runs("audit", "verify", "--against", str(kept))
    promise("The record verifies" in said, f"the record verifies, but: {said}")
    looks = await town.runs("audit", "access", "--case", "2")
    promise("U0DEE" in looks and "U0FEN" in looks, "every look into sealed text is listed")
    tell("The record verifies against a checkpoint kept outside, erasures and all, and lists who looked.")
