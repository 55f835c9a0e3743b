"""The main job as a story without a person: each step prints a line, and the first promise broken ends it."""

from collections.abc import Callable

from bot.practice import Practice, PromiseBroken

Tell = Callable[[str], None]
SECRET = "pasted a customer log into the model"  # noqa: S105 -- what a channel must never show


def promise(kept: object, what: str) -> None:
    """Raises `PromiseBroken` where something is not so."""
    if not kept:
        raise PromiseBroken(what)


async def tell_all(town: Practice, tell: Tell) -> None:
    """Every chapter in order."""
    for chapter in (asking, deciding, forgetting, crashing):
        await chapter(town, tell)


async def asking(town: Practice, tell: Tell) -> None:
    """Ask and be answered; ask and hear that there is none."""
    answer = await town.asks("ana", "ask may I fine-tune on support chats?")
    promise(answer.says("data-fine-tuning-support"), "the exact clause answers")
    tell("Ana asks about fine-tuning on support chats and gets the clause data-fine-tuning-support, quoted.")
    gap = await town.asks("ana", "ask may I bring my dog to the office?")
    promise(gap.says("does not cover this"), "what is not covered is said")
    tell("Ana asks about her dog and hears plainly that the rulebook does not cover it.")
    await town.clicks("ana", "ambiguity_report", "C0GENERAL")
    form = (await town.sees("ana"))["modal"]
    promise(form and "bring my dog" in str(form), "the ambiguity form has the question in it")
    await town.control("submit", user="ana", values={})
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "Case 1 · Ambiguity", "G0DESK")
    tell("One button turns the question into an ambiguity report, case 1.")


async def deciding(town: Practice, tell: Tell) -> None:
    """Report, card, acknowledge, decide, outcome."""
    await town.reports("ana", f"I {SECRET}.")
    await town.hears("ana", "Your report is case 2")
    card = await town.hears("bo", "Case 2 · Near miss", "G0DESK")
    promise(not card.says(SECRET) and not card.says("U0ANA"), "a card says nothing of what was written, or by whom")
    tell("Ana reports a near miss, gets receipt and promised times; a content-free card appears in #policy-desk.")
    await town.clicks("bo", "case_open")
    promise(SECRET in str((await town.sees("bo"))["modal"]), "the reviewer can read the report")
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "acknowledged this", "G0DESK")
    tell("Bo, who is on call, opens the case and acknowledges it.")
    sent = await town.decides("bo")
    promise(not sent.get("errors"), "the decision is taken")
    outcome = await town.hears("ana", "The log held names of customers")
    promise(outcome.says("Customer personal data in AI tools"), "the outcome quotes its clause")
    tell("Bo decides; Ana reads the finding, the clause and the reasons in her direct messages.")


async def forgetting(town: Practice, tell: Tell) -> None:
    """A forgotten report is nudged, then escalated rung by rung."""
    await town.reports("emi", "A draft with client names went to the wrong assistant.")
    await town.hears("bo", "Case 3 · Near miss", "G0DESK")
    await town.advances(hours=2, minutes=1)
    await town.hears("bo", "Case 3 · Near miss · medium still waits for you")
    tell("Nobody looks at Emi's report; after half the promised time Bo is nudged.")
    await town.advances(hours=2)
    await town.hears("cai", "Case 3 · Near miss · medium is overdue")
    tell("The promise breaks; Cai, the secondary, is asked, and the notice says that Bo was accountable.")
    await town.advances(hours=2)
    await town.hears("dee", "Case 3 · Near miss · medium is overdue")
    tell("Still nothing; Dee, the lead, is asked.")


async def crashing(town: Practice, tell: Tell) -> None:
    """Killed between commit and send; sent exactly once after the restart."""
    await town.fault("chat.postMessage", "429", retry_after=1, count=1000)
    await town.reports("ana", "A second log, this time with account numbers.")
    promise("case 4" in str((await town.sees("ana"))["modal"]), "the receipt is there although nothing can be sent")
    await town.kill_bot()
    async with town.http.delete(f"{town.url}control/faults"):
        pass
    tell("Slack takes nothing; the report is on disk; Ombud is killed with SIGKILL before it could send.")
    await town.start_bot()
    await town.hears("bo", "Case 4", "G0DESK")
    await town.hears("ana", "Your report is case 4")
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "acknowledged this", "G0DESK")
    cards = [message for message in await town.messages("bo", "G0DESK") if message.says("Case 4 ·")]
    receipts = [message for message in await town.messages("ana") if message.says("Your report is case 4")]
    promise((len(cards), len(receipts)) == (1, 1), "each message is sent exactly once")
    tell("After the restart card and receipt arrive, each exactly once.")
