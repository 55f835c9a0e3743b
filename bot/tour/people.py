"""Everyday use as a story: Home and the queue, being on call, and what reporters and reviewers do afterwards."""

from bot.practice import Practice
from bot.tour.story import Tell, promise

SECRET = "the assistant read the salary sheet aloud"  # noqa: S105 -- what no list must ever show


async def tell_all(town: Practice, tell: Tell) -> None:
    """Every part in order."""
    town.world.rules.limits_enabled = False  # a long story in one channel; waiting for Slack is another chapter's
    for part in (asking, reporting, reviewing, leading, on_call, handing_over, withdrawing, coming_back, in_german):
        await part(town, tell)


async def asking(town: Practice, tell: Tell) -> None:
    """A question in its own window, and another try."""
    await town.opens_home("emi")
    await town.sees_home("emi", "You have not reported anything")
    await town.clicks_home("emi", "home_ask")
    await town.submits("emi", text="may I fine-tune on support chats?")
    first = str(await town.modal("emi"))
    promise("data-fine-tuning-support" in first, "the clause stands in the window")
    promise("may I fine-tune" in first, "the question stays for another try")
    await town.submits("emi", text="may I bring my dog to the office?")
    promise("does not cover this" in str(await town.modal("emi")), "what is not covered is said there, too")
    await town.control("close", user="emi")
    tell("Emi opens Home and asks twice in one window; the answer stands under the question, which stays.")


async def reporting(town: Practice, tell: Tell) -> None:
    """Case 1: a report from Home, which then moves by itself."""
    for person in ("ana", "bo", "dee"):
        await town.opens_home(person)
    await town.sees_home("bo", "Nothing waits for you")
    await town.sees_home("dee", "No promise ended")
    await town.sees_home("ana", "Your reports")
    promise("What waits for you" not in await town.home("ana"), "whoever reviews nothing has no queue")
    await town.clicks_home("ana", "home_report")
    await town.submits("ana", text=SECRET, kind="near_miss", at_risk="no")
    await town.sees_home("ana", "Case 1 · Near miss* · open")
    await town.sees_home("bo", "Case 1 · Near miss")
    await town.clicks_home("bo", "case_acknowledge", "case-1-actions")
    await town.sees_home("ana", "Case 1 · Near miss* · in review")
    await town.files("emi", SECRET, kind="near_miss", mode="anonymous")
    await town.sees_home("bo", "Case 2 · Near miss")
    for person in ("ana", "bo", "emi"):
        home = await town.home(person)
        promise(SECRET not in home, "no Home shows what was written")
    promise("Case 2" not in await town.home("emi"), "an anonymous report is on nobody's Home as their own")
    await town.submits("emi", saved=["yes"])
    tell("Ana reports from Home; Bo acknowledges from his, and hers moves by itself.")
    tell("Emi reports the same anonymously: it is in Bo's queue, and on no Home as anybody's own.")


async def reviewing(town: Practice, tell: Tell) -> None:
    """The queue by command; case 2 is the same matter, with evidence."""
    queue = await town.says("bo", "/desk", "queue mine")
    promise(queue.says("Case 1 ·") and queue.says("Case 2 ·"), "the queue lists both cases")
    promise(not queue.says(SECRET), "the queue shows nothing that was written")
    told = await town.says("ana", "/desk", "queue")
    promise(told.says("Nobody has asked you to review cases"), "whoever has no queue is told so kindly")
    await town.says("bo", "/desk", "case 2")
    await town.clicks("bo", "case_open", "C0GENERAL")
    await town.clicks_view("bo", "case_merge")
    sent = await town.submits("bo", into="1")
    promise(not sent.get("errors"), "a duplicate is merged")
    await town.gone_from_home("bo", "Case 2 · Near miss")
    await town.control("close", user="bo")
    await town.control("close", user="bo")
    await town.clicks_home("bo", "case_open", "case-1-actions")
    await town.clicks_view("bo", "evidence_attach")
    kept = await town.control("upload", user="bo", name="sheet.txt", text="row 7")
    sent = await town.submits("bo", file=[kept["file"]["id"]])
    promise(not sent.get("errors"), "a file is kept as evidence")
    for _ in range(2):
        await town.control("close", user="bo")
    await town.clicks_home("bo", "case_open", "case-1-actions")
    promise("sheet.txt" in str(await town.modal("bo")), "the evidence stands in the case")
    await town.control("close", user="bo")
    tell("Bo lists his queue, merges the second report into the first, and keeps a file as evidence.")


async def leading(town: Practice, tell: Tell) -> None:
    """What is late is said, and how promises were kept."""
    await town.advances(days=30)
    late = await town.says("bo", "/desk", "queue breached")
    promise(late.says("*Late:* was to be decided by"), "what is late says so in words")
    for person in ("ana", "dee"):
        await town.opens_home(person)
    await town.sees_home("dee", "1 is late and still open")
    await town.sees_home("ana", "It was to be decided by")
    tell("A month passes: /desk queue breached lists what is late, and the lead's Home counts it.")


async def on_call(town: Practice, tell: Tell) -> None:
    """Somebody stands in, everywhere at once."""
    await town.opens_home("bo")
    await town.says("bo", "/desk", "override @cai now +2h")
    await town.sees_home("bo", "who stands in for <@U0BO>")
    shown = await town.says("ana", "/desk", "oncall")
    promise(shown.says("<@U0CAI>, who stands in for <@U0BO>"), "everybody is told who is on call now")
    await town.reports("ana", "A second matter.")
    await town.hears("cai", "You are on call: Case 3")
    tell("Bo lets Cai stand in for two hours: Home, /desk oncall and the next page agree.")


async def handing_over(town: Practice, tell: Tell) -> None:
    """What is open, and a note for the next one alone."""
    shown = await town.says("bo", "/desk", "handover")
    promise(shown.says("Case 3"), "the hand-over lists what is open")
    await town.clicks("bo", "note_leave", "C0GENERAL")
    await town.control("submit", user="bo", values={"person": "U0CAI", "text": "The vendor answers on Friday."})
    told = await town.hears("cai", "left you a note")
    promise(not told.says("Friday"), "a message never carries the note")
    await town.clicks("cai", "note_read", "D0CAI")
    promise("on Friday" in str(await town.modal("cai")), "its reader reads it")
    await town.control("close", user="cai")
    tell("/desk handover lists what is open; Bo leaves Cai a note, which Cai alone reads.")


async def withdrawing(town: Practice, tell: Tell) -> None:
    """Case 4 is taken back before anybody began."""
    await town.reports("ana", "A rule is unclear to me.", kind="ambiguity")
    await town.hears("ana", "Your report is case 4")
    await town.clicks("ana", "report_withdraw", "D0ANA", of="Your report is case 4")
    await town.submits("ana", reason="I found the clause.")
    await town.opens_home("ana")
    await town.sees_home("ana", "Case 4 · Ambiguity* · closed, withdrawn")
    tell("Ana withdraws a report that nobody had begun with; it is closed at once, and her Home says so.")


async def coming_back(town: Practice, tell: Tell) -> None:
    """Case 3: decided, and not solved."""
    await town.decides("cai", finding="no_violation", clauses=[], intent=None, of="Case 3 ·")
    await town.hears("ana", "Case 3 is decided")
    await town.sees_home("ana", "If it did not solve the matter")
    await town.clicks("ana", "report_not_solved", "D0ANA", of="Case 3 is decided")
    sent = await town.submits("ana", reasons="It happened again on Tuesday.")
    promise(not sent.get("errors"), "a reporter may say so")
    await town.sees_home("ana", "Case 3 · Near miss* · reopened")
    await town.hears("cai", "was not solved", "G0DESK")
    tell(
        "Ana reads the outcome and says that it was not solved; the case is open again, with fresh eyes and new times."
    )


async def in_german(town: Practice, tell: Tell) -> None:
    """Whoever reads German reads German."""
    await town.opens_home("fen")
    await town.sees_home("fen", "Ihre Meldungen")
    helped = await town.says("fen", "/desk", "help")
    promise(helped.says("nennt, was auf Sie wartet"), "the desk speaks German to Fen")
    tell("Fen's Slack is German, and so is Ombud to Fen, with nothing to set up.")
