"""What an anonymous reporter proves a case to be theirs with."""

from sqlalchemy import Connection

from desk.tools import Tools
from domain.cases.codes import read_code
from storage import codes


def case_of_code(conn: Connection, tools: Tools, typed: str) -> int | None:
    """The case that a receipt code leads to; only its keyed hash is looked up."""
    code = read_code(typed)
    return None if code is None else codes.find(conn, tools.vault.keyed("code", code))
