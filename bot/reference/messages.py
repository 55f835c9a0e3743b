"""The page of every "no" and every fault: what Ombud says, and when."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import get_args

import desk
import storage
from bot.reference.tables import page, said, table
from domain.cases.refusals import BadField, Refusal
from handlers.locale.catalogue import Words, read_catalogue, snake
from storage.exceptions import Fault

_INTRO = """
What Ombud says when it does not do what somebody asked. A **refusal** is a rule of the house, said to the person who
asked, in their language; nothing was changed. A **fault** is something wrong with the world around Ombud, said to
whoever runs it: by a command that ends, in the log, or on `/readyz`. Neither ever holds what people wrote.
"""
_REFUSALS = "Words in braces are filled in. The sentences lie in `handlers/locale/`."
_NOT_MIGRATIONS = "storage.migrations"


def messages() -> str:
    """Every refusal and every fault."""
    say = read_catalogue().words()
    faults = [(f"`{kind.__name__}`", _sentence(said(kind))) for kind in sorted(_faults(), key=lambda one: one.__name__)]
    return page(
        "What it says when it does not",
        _INTRO,
        "## Refusals",
        _REFUSALS,
        table(("refusal", "what the person reads"), _refusals(say)),
        "## Faults",
        table(("fault", "what it says"), faults),
    )


def _refusals(say: Words) -> Iterator[tuple[str, str]]:
    for kind in get_args(Refusal):
        key = f"refusal.{snake(kind)}"
        if kind is not BadField:
            yield f"`{kind.__name__}`", _inert(say.template(key))
        else:
            for name in say.keys_under(f"{key}."):
                yield f"`{kind.__name__}` ({name.removeprefix(f'{key}.')})", _inert(say.template(name))


def _faults() -> set[type[Fault]]:
    """Every class of fault, once all modules that make some are read."""
    for package in (storage, desk):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(_NOT_MIGRATIONS):
                importlib.import_module(module.name)
    found: set[type[Fault]] = set()
    waiting = [Fault]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.add(kind)
            waiting.append(kind)
    return found


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _inert(text: str) -> str:
    return text.replace("<", "&lt;").replace("\n", " ")
