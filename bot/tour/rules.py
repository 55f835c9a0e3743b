"""The rulebook as a story: a change from a file to what people hear, what was said before, releases, rulings, gaps."""

import re
import shutil
from pathlib import Path

from bot.clock import Clock
from bot.places import STARTER
from bot.practice import Message, Practice
from bot.tour.faults import checking
from bot.tour.story import Tell, promise
from storage.files import read_rulebook

CLAUSE, QUESTION = "data-retention-prompts", "how long may we keep prompts?"
FIRST, SECOND, THIRD = "1.0.1", "1.1.0", "1.2.0"
WHY = "Prompt logs were never needed for longer."
RELEASE = "Answer bot 2.4"
SECRETS, QUOTED = "data-secrets", 12
GERMAN = "Wie lange werden Prompts aufbewahrt?"
TONGUES = (
    ("gil", "es", "¿Puedo pegar una contraseña en ChatGPT?", "Prevalece el original"),
    ("emi", "ja", "パスワードをChatGPTに貼り付けてもいいですか", "正式なのは原文"),
    ("hal", "fr", "Puis-je saisir un mot de passe dans un outil d'IA ?", "L'original"),
)

WAITING = ("ana", "bo", "cai")
DRONES = (
    "may I fly a drone over the parking lot?",
    "are drones allowed over the parking lot?",
    "can I fly a drone over the parking lot",
)
DRONE_CLAUSE = Path(__file__).with_name("tool-drones.md")
DRONE_RULE = "Do not fly a drone"


async def tell_all(town: Practice, tell: Tell) -> None:
    """Every part in order."""
    town.world.rules.limits_enabled = False  # a long story in one channel; waiting for Slack is another chapter's
    await checking(town, tell)
    draft = adopted(Path(town.log).with_name("policy"))
    await publishing(town, tell, draft)
    await releasing(town, tell)
    await changing(town, tell, draft)
    await looking_back(town, tell)
    await asking(town, tell, draft)
    await ruling(town, tell)
    await wondering(town, tell)
    await missing(town, tell, draft)
    await breaking(town, tell, draft)


def adopted(draft: Path) -> Path:
    """The starter as a house would take it over: a version and a limit of its own, announced in #general."""
    shutil.copytree(STARTER, draft)
    spoken = sorted(one.name for one in (draft / "translations").iterdir())
    edit(draft, "rulebook.yml", r"^version: .*$", f"version: {FIRST}")
    edit(draft, "rulebook.yml", r"^languages: .*$", f"languages: [en, {', '.join(spoken)}]")
    edit(draft, clause_file(draft), "^threshold: 30 days", "threshold: within 30 days")
    with (draft / "casework.yml").open("a", encoding="utf-8") as casework:
        casework.write("\nannouncements: C0GENERAL\n")
    return draft


def clause_file(draft: Path, clause: str = CLAUSE) -> str:
    """Where a clause lies within the folder."""
    return next(file.relative_to(draft).as_posix() for file in (draft / "clauses").glob(f"*/{clause}.md"))


def edit(draft: Path, file: str, before: str, after: str) -> None:
    """What a policy owner does in an editor, wherever a pattern is found. Raises `PromiseBroken` where it is not."""
    text = (draft / file).read_text(encoding="utf-8")
    changed, times = re.subn(before, after, text, flags=re.MULTILINE)
    promise(times, f"{before!r} stands in {file}")
    (draft / file).write_text(changed, encoding="utf-8")


async def publishes(town: Practice, draft: Path, why: str = "") -> str:
    """What `ombud rulebook publish` says."""
    return await town.runs("rulebook", "publish", str(draft), *(("--rationale", why) if why else ()))


async def answers(town: Practice, person: str, words: str, typed: str = f"ask {QUESTION}") -> Message:
    """Ask until the answer says something: nobody restarts the bot, which may be reading another version just now."""

    async def it_does() -> Message | None:
        heard = await town.asks(person, typed)
        return heard if heard.says(words) else None

    found: Message = await town.until(it_does, f"an answer with {words!r}")
    return found


async def publishing(town: Practice, tell: Tell, draft: Path) -> None:
    """The first version: with a version and a rationale, or not at all."""
    before = await town.asks("ana", "diff")
    promise(before.says("No version of the rulebook has been published yet"), "that nothing is published yet is said")
    promise("--rationale" in await publishes(town, draft), "without a rationale nothing is published")
    edit(draft, "rulebook.yml", r"^version: .*$", "version:")
    refused = await publishes(town, draft, "The first one.")
    promise("version is missing" in refused and "Nothing was published" in refused, "nor is it without a version")
    promise("Published versions: 0" in await town.runs("rulebook", "versions"), "what was refused left nothing")
    edit(draft, "rulebook.yml", r"^version:$", f"version: {FIRST}")
    checked = await town.runs("rulebook", "check", str(draft))
    promise("no problems" in checked or "0 errors" in checked, f"the house's own copy passes the check, but: {checked}")
    done = await publishes(town, draft, "The first one.")
    promise(f" {FIRST} " in done and "published" in done, f"a version is published, but: {done}")
    await answers(town, "ana", FIRST)
    summary = await answers(town, "ana", "in force since", "summary")
    promise(summary.says(FIRST), "the summary says since when it holds")
    tell(f"Fen publishes {FIRST}; without version or rationale it is refused. The running bot answers with it.")


async def releasing(town: Practice, tell: Tell) -> None:
    """A release is ready with its documents, and not before."""
    unknown = await town.runs("release", "attach", RELEASE, "--version", "9.9.9")
    promise("was never published" in unknown, "a release answers to a published version")
    attached = await town.runs("release", "attach", RELEASE, "--version", FIRST, "--risks", "A wrong answer in a chat.")
    promise("lacks test outcomes (--tests), known biases (--biases)" in attached, "what is missing is named")
    refused = await town.runs("release", "ready", RELEASE)
    promise("is not ready" in refused, "an incomplete release is not ready")
    more = ("--tests", "98 of 100 passed", "--biases", "Weak in Finnish")
    complete = await town.runs("release", "attach", RELEASE, "--version", FIRST, *more)
    promise("complete" in complete, "documents add up")
    promise("ready since" in await town.runs("release", "ready", RELEASE), "a complete release becomes ready")
    tell(f"Gil attaches {RELEASE} to {FIRST}: not ready without test outcomes and known biases, ready with them.")


async def changing(town: Practice, tell: Tell, draft: Path) -> None:
    """A rule changes: first the check and the diff, then everybody hears."""
    await town.advances(days=40)
    edit(draft, clause_file(draft), "30 day", "14 day")
    edit(draft, clause_file(draft, "record-register"), r"^severity: \w+$", "severity: low")
    edit(draft, clause_file(draft, "tool-settings"), r"^title: .*$", "title: Settings of AI tools")
    refused = await publishes(town, draft, WHY)
    promise("was published with other content" in refused, "a change without a version of its own is refused")
    checked = await town.runs("rulebook", "check", str(draft), "--against", str(STARTER))
    promise("version-unchanged" not in checked, "a version above the starter's is a version of its own")
    edit(draft, "rulebook.yml", r"^version: .*$", f"version: {SECOND}")
    told = await town.runs("rulebook", "diff", FIRST, str(draft))
    for change in (f"stricter: {CLAUSE}", "laxer: record-register", "reworded: tool-settings"):
        promise(change in told, f"the diff says {change!r}, but: {told}")
    promise("[-30-] {+14+}" in told, "the diff marks the words")
    await publishes(town, draft, WHY)
    announced = await town.hears("cai", f"{SECOND}* is in force now", "C0GENERAL")
    promise(announced.says(WHY) and announced.says("1 stricter"), "the announcement says why, and what changed")
    await answers(town, "ana", "14 days")
    tell(f"A rule becomes stricter: refused under the old version, shown by word, published as {SECOND} and announced.")


async def looking_back(town: Practice, tell: Tell) -> None:
    """What was in force before is still answered with, word for word."""
    changed = await town.asks("ana", "diff")
    promise(changed.says(f"From {FIRST} to {SECOND}") and changed.says("~30~ *14*"), "/policy diff marks the words")
    promise(changed.says("stricter") and changed.says("less strict"), "/policy diff says which way each clause went")
    history = await town.asks("ana", f"history {CLAUSE}")
    promise(history.says("The first one.") and history.says(WHY), "the life of a clause is told with its reasons")
    today = Clock().now().date().isoformat()  # the first version's day: forty days ago where the story is now
    for when in (FIRST, today):
        earlier = await answers(town, "ana", f"This is how version *{FIRST}*", f"as of {when} {QUESTION}")
        promise(
            earlier.says("30 days") and not earlier.says("14 days at the latest"), f"as of {when} quotes the old rule"
        )
    nothing = await town.asks("ana", f"as of 2020-01-01 {QUESTION}")
    promise(nothing.says("Nothing was in force yet"), "before the first version nothing was in force, and that is said")
    tell("Diff, history and an answer as of last month: the old wording, with its version and date.")


async def asking(town: Practice, tell: Tell, draft: Path) -> None:
    """The same rules to whoever asks in their own language; nobody sets anything up."""
    translations = read_rulebook(draft).translations
    for person, language, question, note in TONGUES:
        heard = await town.asks(person, f"ask {question}")
        rule = translations[language].clauses[SECRETS].body.strip()[:QUOTED]
        promise(heard.says(rule), f"{question!r} is answered with {rule!r}")
        promise(heard.says(note), f"{person} reads that it is a translation, and of what")
    await town.clicks("gil", "clause_original", "C0GENERAL")
    await town.hears("gil", "Never enter a password", "C0GENERAL")
    changed = await answers(town, "fen", "14 days", f"ask {GERMAN}")
    promise(changed.says("Ältere Fassung"), "the translation that it left behind is shown as older wording")
    tell(
        "Gil asks in Spanish, Emi in Japanese, Hal in French: each reads the rule in their language, and the original."
    )
    tell(
        "Fen asks in German for the rule that changed: the new words, and the translation as older wording beside them."
    )


async def ruling(town: Practice, tell: Tell) -> None:
    """Three selects, and the ruling."""
    await town.says("ana", "/policy", "check")
    await town.submits("ana", intent="draft", sensitivity="personal", risk="low")
    ruled = str(await town.modal("ana"))
    promise("Yes, with controls" in ruled and "data-customer-personal" in ruled, "the ruling has controls and clauses")
    await town.control("close", user="ana")
    at_once = await town.asks("ana", "check high decide personal")
    promise(at_once.says("Not before the council has said yes"), "three words are answered at once")
    tell("Ana chooses what, with which data, at which risk: the matrix rules, with controls and clauses.")
    german = await town.asks("fen", "check draft personal low")
    promise(german.says("ersetzen Sie Namen durch Nummern"), "whoever reads German reads the controls in German")
    promise(german.says("Maßgeblich ist das Original"), "and that the original governs")
    tell("Fen chooses the same in German and reads the controls in German, and that the original governs.")


async def wondering(town: Practice, tell: Tell) -> None:
    """Where a question does not say which rule is meant, it is asked back."""
    asked = await town.asks("ana", "ask may I use customer data?")
    promise(asked.says("Which data goes in?"), "the fact that is missing is asked for")
    await town.clicks("ana", "clause_choose_2", "C0GENERAL")
    await town.hears("ana", "(`data-confidential`)", "C0GENERAL")
    covered = await town.asks("ana", "ask may I fine-tune on support chats?")
    promise(covered.says("data-fine-tuning-support"), "a plain question is answered at once")
    await town.clicks("ana", "answer_not_meant", "C0GENERAL")
    offered = await town.hears("ana", "Is it one of these?", "C0GENERAL")
    promise(offered.says("None of these"), "whoever meant something else is offered the next rules, or none")
    tell("Ana's question fits several rules: she is asked which data it is, and one button leads to its rule.")


async def missing(town: Practice, tell: Tell, draft: Path) -> None:
    """A question without a clause: three ask it, its owner hears, a clause answers it, and who waited hears once."""
    for person, question in zip(WAITING, DRONES, strict=True):
        promise((await town.asks(person, f"ask {question}")).says("does not cover this"), "no rule is made up")
        if person != "cai":
            await town.clicks(person, "tell_me", "C0GENERAL")

    async def told() -> Message | None:
        await town.advances(hours=1)
        return next((one for one in await town.messages("fen") if one.says("Lücke 1 ist neu")), None)

    opened: Message = await town.until(told, "Fen to hear of a gap")
    promise(not opened.says("drone"), "a message carries no question")
    listed = await town.asks("fen", "gaps")
    promise(listed.says("3 Personen oder mehr") and not listed.says("U0ANA"), "a gap is counted without its askers")
    tell("Ana, Bo and Cai ask what no clause answers; Ana and Bo press Tell me; Fen hears of a gap, and of no person.")
    await closing(town, draft)
    await town.advances(days=20)
    promise((await town.asks("fen", "gaps")).says("Keine Lücke wartet"), "the gap is closed")
    heard = [sum(one.says(DRONE_RULE) for one in await town.messages(person)) for person in WAITING]
    promise(heard == [1, 1, 0], f"who waited hears once, and nobody else, but: {heard}")
    tell(
        f"Fen publishes a clause with {THIRD} and closes the gap with it: Ana and Bo hear the rule once, Cai does not."
    )


async def closing(town: Practice, draft: Path) -> None:
    """The owner of a gap writes a clause, publishes it, and names it."""
    shutil.copy(DRONE_CLAUSE, draft / "clauses" / "tools")
    edit(draft, "rulebook.yml", r"^version: .*$", f"version: {THIRD}")
    await publishes(town, draft, "Three of us asked.")
    await answers(town, "ana", DRONE_RULE, f"ask {DRONES[0]}")
    await town.asks("fen", "gaps")
    await town.clicks("fen", "gap_answer", "C0GENERAL")
    offered = await town.control("options", user="fen", action_id="clauses", query="drone")
    promise("tool-drones" in str(offered), f"the form offers the clause, but: {offered}")
    sent = await town.submits("fen", clauses=["tool-drones"])
    promise(not sent.get("errors"), f"the owner names the clause that answers, but: {sent}")
    for person in WAITING[:2]:
        await town.hears(person, DRONE_RULE)


async def breaking(town: Practice, tell: Tell, draft: Path) -> None:
    """A folder that cannot be read never replaces what was published."""
    edit(draft, "rulebook.yml", r"^name: .*$", "name: [")
    promise("Nothing was published" in await publishes(town, draft, "Broken."), "a broken folder is not published")
    town.env["OMBUD_RULEBOOK"] = str(draft)
    await town.stop_bot()
    await town.start_bot()
    promise((await town.asks("ana", f"ask {QUESTION}")).says("14 days"), "the version published last still answers")
    told = await town.hears("fen", "Der Ordner des Regelwerks ist nicht lesbar")
    promise(told.says("rulebook.yml:"), "the policy owner is told where")
    heard = [one for one in await town.messages("fen") if one.says("nicht lesbar")]
    promise(len(heard) == 1, "the policy owner is told once")
    tell("Ombud is restarted on a broken folder: the last good version answers, and Fen is told once what is wrong.")
