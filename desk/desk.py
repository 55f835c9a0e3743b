"""The one door: a command comes in, one commit makes all of it true or none."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from desk.casework import carry_out
from desk.evidence import attach
from desk.filing import take_in
from desk.guessing import Guesses
from desk.house import House
from desk.looking import look
from desk.merging import join
from desk.outcomes import NotConfirmed, Outcome, Refused
from desk.planning import plan
from desk.satisfaction import rate
from desk.tending import tend
from desk.tools import Tools
from desk.wishes import hear_out
from domain.cases.codes import read_code
from domain.cases.commands import Command, FileReport, RateOutcome, WrittenByReporter
from domain.cases.inquiry import AttachEvidence, MergeDuplicate
from domain.cases.looking import Look, ReadConversation, SeeMyReport
from domain.cases.planning import PlanCommand
from domain.cases.refusals import TooManyGuesses, WrongCode
from domain.rulebook.gaps import GapCommand
from domain.rulebook.wishes import WishCommand
from storage.database import Database
from storage.exceptions import StoreBusy, StreamMoved
from storage.journal import Journal
from storage.vault import Vault

PATIENCE = 2.0  # seconds, of the 3 in which Slack wants its answer
TRIES = 3
PROVEN = WrittenByReporter | RateOutcome | ReadConversation | SeeMyReport  # by a name or by a code


class Desk:
    """Handles commands. `now` is the injected clock; `woken` is called after each commit."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        house: House,
        now: Callable[[], datetime],
        woken: Callable[[], None] = lambda: None,
        journal: Journal | None = None,
    ) -> None:
        self._database, self._vault, self.house, self._now, self._woken = database, vault, house, now, woken
        self._journal, self._guesses = journal, Guesses()
        self._running: set[asyncio.Task[Outcome]] = set()

    async def handle(self, command: Command) -> Outcome:
        """Carry out a command. `NotConfirmed` after two seconds, though a storage thread cannot be called back and may
        still finish: the command's key, or the state of the case, keeps a repeat from acting twice.
        """
        task = asyncio.create_task(self._carry_out(command))
        self._running.add(task)
        task.add_done_callback(self._finished)
        try:
            return await asyncio.wait_for(asyncio.shield(task), PATIENCE)
        except TimeoutError:
            return NotConfirmed()

    def veil(self, code: str) -> str:
        """A receipt code as a button of a message may carry it: who finds the message cannot use it as the code."""
        return self._vault.veil(code)

    def unveil(self, token: str) -> str:
        """The code that was veiled; nothing where it is none of ours."""
        return self._vault.unveil(token)

    async def settled(self) -> None:
        """Wait for commands that nobody waits for any more; at stop."""
        await asyncio.gather(*self._running, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Outcome]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever awaited it has seen it

    async def _carry_out(self, command: Command) -> Outcome:
        code = command.code if isinstance(command, PROVEN) else ""
        if code and read_code(code) is None:
            return Refused(WrongCode())
        if code and not self._guesses.allowed(self._now()):
            return Refused(TooManyGuesses())
        outcome = await self._try(command)
        if isinstance(outcome, Refused) and isinstance(outcome.why, WrongCode):
            self._guesses.wrong()
        return outcome

    async def _try(self, command: Command) -> Outcome:
        for _ in range(TRIES):
            try:
                outcome = await self._database.write(lambda conn: self._in_transaction(conn, command))
            except StreamMoved:
                continue
            except StoreBusy:
                return NotConfirmed()
            self._woken()
            return outcome
        return NotConfirmed()

    def _in_transaction(self, conn: Connection, command: Command) -> Outcome:
        tools = Tools(replace(self.house), self._vault, self._now(), self._journal)
        if isinstance(command, FileReport):
            return take_in(conn, tools, command)
        if isinstance(command, Look):
            return look(conn, tools, command)
        if isinstance(command, PlanCommand):
            return plan(conn, tools, command)
        if isinstance(command, MergeDuplicate):
            return join(conn, tools, command)
        if isinstance(command, AttachEvidence):
            return attach(conn, tools, command)
        if isinstance(command, RateOutcome):
            return rate(conn, tools, command)
        if isinstance(command, GapCommand):
            return tend(conn, tools, command)
        if isinstance(command, WishCommand):
            return hear_out(conn, tools, command)
        return carry_out(conn, tools, command)
