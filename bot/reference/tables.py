"""Tables of Markdown, and what a docstring says in one paragraph."""

import inspect
from collections.abc import Iterable, Sequence

NOTE = "<!-- Written by `make reference` from the code. Change it there. -->"


def page(title: str, *parts: str) -> str:
    """A page of the reference."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip() for part in parts if part.strip())]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar within a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def said(thing: object) -> str:
    """A docstring's first paragraph in one line, in the marks of Markdown; empty where nobody wrote one."""
    written = inspect.cleandoc(thing.__doc__ or "")
    name = getattr(thing, "__name__", "")
    if name and written.startswith(f"{name}("):  # what a dataclass says where nobody wrote anything
        return ""
    return " ".join(written.partition("\n\n")[0].split())
