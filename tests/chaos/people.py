"""What people do in a run."""

import asyncio
import copy
import time
from random import Random

from tests.chaos.acting import EMPLOYEES, ID, REVIEWERS, click, fill, send, shown, some_case, words
from tests.chaos.ledger import Filing, Words
from tests.chaos.run import Run, step


@step(12)
async def report(run: Run, dice: Random) -> str:
    who, text = dice.choice((*EMPLOYEES, *REVIEWERS[:2])), words("I saw", dice)
    mode, kind = dice.choice(("by_name", "confidential", "anonymous")), dice.choice(("near_miss", "abuse", "ambiguity"))
    subjects = dice.choice(([], [], ["U0EMI"], ["U0CAI"], ["U0DEE"]))
    values = {
        "text": text,
        "kind": kind,
        "at_risk": dice.choice(("no", "no", "yes")),
        "mode": mode,
        "subjects": subjects,
    }
    await run.town.opens_report(who)
    view = run.town.world.views.top(ID[who])
    if view is None or view.content["callback_id"] != "report_form":
        return f"{who} could not open the form"
    form = copy.deepcopy(view)
    for pause in (0, 0.7):  # whoever is not told that it is stored sends it again
        await asyncio.sleep(pause)
        told = await send(run, who, view, values)
        if told["acked"]:
            case, code = shown(told)
            run.ledger.filings.append(Filing(case, ID[who], mode, code, form, values))
            run.ledger.words.append(Words(case, ID[who], "report", text))
            return f"{who} reports case {case} ({kind}, {mode})"
    run.ledger.unsure.append(text)
    return f"{who} reports ({kind}, {mode}) and is not told that it is stored: {told['said']}"


@step(3)
async def send_again(run: Run, dice: Random) -> str:
    """The same form, sent twice: once as it was, or with other words."""
    if not run.ledger.filings:
        return "nothing was reported yet"
    filing, text = dice.choice(run.ledger.filings), words("and also", dice)
    who, changed = next(name for name, one in ID.items() if one == filing.person), dice.random() < 0.6
    values = {**filing.values, "text": text} if changed else filing.values
    told = await send(run, who, copy.deepcopy(filing.form), values)
    if changed and told["acked"]:
        run.ledger.words.append(Words(filing.case, filing.person, "addition", text))
    elif changed:
        run.ledger.unsure.append(text)
    if told["acked"] and (receipt := shown(told)) != (filing.case, filing.code):
        run.ledger.other_receipts.append(f"the form of case {filing.case}, sent again, was acked as case {receipt[0]}")
    return f"{who} sends the form of case {filing.case} again: {told['said']}"


async def _clicks(run: Run, dice: Random, action: str) -> str:
    case = some_case(run, dice)
    return "no case yet" if case is None else await click(run, dice.choice(REVIEWERS), case, action)


@step(6)
async def acknowledge(run: Run, dice: Random) -> str:
    return await _clicks(run, dice, "case_acknowledge")


@step(2)
async def take_over(run: Run, dice: Random) -> str:
    return await _clicks(run, dice, "case_take_over")


@step(1)
async def recuse(run: Run, dice: Random) -> str:
    return await _clicks(run, dice, "case_recuse")


@step(2)
async def look(run: Run, dice: Random) -> str:
    return await _clicks(run, dice, "case_open")


@step(6)
async def decide(run: Run, dice: Random) -> str:
    case, who = some_case(run, dice), dice.choice(REVIEWERS)
    if case is None or "ok" not in await click(run, who, case, "case_decide"):
        return "nothing to decide"
    finding = dice.choice(("violation", "no_violation", "unclear"))
    await run.town.control("options", user=who, action_id="clauses", query="customer")
    values = {"finding": finding, "clauses": ["data-customer-personal"], "intent": "negligent"}
    told = await fill(run, who, {**values, "reasons": words("because", dice)})
    return f"{who} decides case {case} ({finding}): {told['said']}"


@step(4)
async def review(run: Run, dice: Random) -> str:
    case, who = some_case(run, dice), dice.choice((*REVIEWERS, "fen", "hal"))
    if case is None or ": ok" not in await click(run, who, case, "proposal_review"):
        return f"{who} sees no proposal"
    answer = dice.choice(("approve", "approve", "return"))
    told = await fill(run, who, {"answer": answer, "reason": words("return it for", dice)})
    return f"{who} answers the proposal in case {case} ({answer}): {told['said']}"


async def _in_file(run: Run, dice: Random, action: str) -> tuple[str, int] | None:
    """A reviewer opens a case and presses a button in it."""
    case, who = some_case(run, dice), dice.choice(REVIEWERS)
    if case is None:
        return None
    await click(run, who, case, "case_open")
    pressed = await run.town.clicks_view(who, action)
    return None if "error" in pressed else (who, case)


@step(4)
async def ask(run: Run, dice: Random) -> str:
    if (found := await _in_file(run, dice, "reporter_ask")) is None:
        return "nobody could ask"
    (who, case), text = found, words("what about", dice)
    told = await fill(run, who, {"text": text})
    if told["acked"]:
        run.ledger.words.append(Words(case, ID[who], "question", text))
    else:
        run.ledger.unsure.append(text)
    return f"{who} asks the reporter of case {case}: {told['said']}"


@step(1)
async def change_severity(run: Run, dice: Random) -> str:
    if (found := await _in_file(run, dice, "severity_change")) is None:
        return "nobody could change a severity"
    (who, case), severity = found, dice.choice(("low", "medium", "high", "critical"))
    told = await fill(run, who, {"severity": severity, "reason": words("graver", dice)})
    return f"{who} makes case {case} {severity}: {told['said']}"


@step(1)
async def correct_when(run: Run, dice: Random) -> str:
    if (found := await _in_file(run, dice, "when_correct")) is None:
        return "nobody could correct a time"
    (who, case), days = found, dice.randrange(1, 30)
    now = int(time.time() + run.town.world.case_offset)
    told = await fill(run, who, {"happened": now - days * 86_400, "reason": words("earlier", dice)})
    return f"{who} says that the matter of case {case} is {days} days old: {told['said']}"


@step(4)
async def reply(run: Run, dice: Random) -> str:
    if not run.ledger.filings:
        return "nothing was reported yet"
    filing, text = dice.choice(run.ledger.filings[-8:]), words("I answer", dice)
    who, proof = next(name for name, one in ID.items() if one == filing.person), filing.code or str(filing.case)
    run.town.world.views.close(filing.person, everything=True)
    await run.town.control("command", user=who, channel="C0GENERAL", command="/report", text=f"reply {proof}")
    told = await fill(run, who, {"text": text})
    if told["acked"]:
        run.ledger.words.append(Words(filing.case, filing.person, "reply", text))
    else:
        run.ledger.unsure.append(text)
    return f"{who} writes to the reviewers of case {filing.case}: {told['said']}"


@step(2)
async def read_status(run: Run, dice: Random) -> str:
    if not run.ledger.filings:
        return "nothing was reported yet"
    filing = dice.choice(run.ledger.filings[-8:])
    said = f"status {filing.code or filing.case}"
    told = await run.town.control("command", user=filing.person, channel="C0GENERAL", command="/report", text=said)
    return f"the reporter of case {filing.case} reads how it stands: {told.get('status')}"


@step(2)
async def policy(run: Run, dice: Random) -> str:
    who = dice.choice(EMPLOYEES)
    said = {"command": "/policy", "text": "ask may I fine-tune on support chats?"}
    told = await run.town.control("command", user=who, channel="C0GENERAL", **said)
    return f"{who} asks about the policy: {told.get('status')}"
