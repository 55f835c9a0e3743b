"""Finds sentences that stand in code and not in the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WORDS = re.compile(r"[^\W\d_]{2,}[,.;:!?…]? +[^\W\d_]{2,}|^[A-Z][a-z]+[.!?…]?$")
# Whatever they are given is read by those who run Ombud, in logs and on the command line, or by nobody.
NOT_FOR_PEOPLE = ("log.", "re.compile", "NotNeeded", "NotSent", "InDoubt", "Outage", "getLogger", "setLevel")


def sentences(path: Path) -> list[str]:
    """`file:line: words` for each string constant with words that somebody in Slack might read."""
    tree = ast.parse(path.read_text())
    silent = set(_silent(tree))
    return [
        f"{path.name}:{line}: {words}"
        for node in ast.walk(tree)
        if id(node) not in silent and (said := _said(node)) is not None
        for line, words in [said]
        if WORDS.search(words)
    ]


def _said(node: ast.AST) -> tuple[int, str] | None:
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
        return node.lineno, "".join(map(str, parts))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.lineno, node.value
    return None


def _silent(tree: ast.Module) -> Iterator[int]:
    """Docstrings, annotations, exceptions, what those who run Ombud are handed, and the parts of an f-string, which is
    looked at whole.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield id(node.value)
            case ast.Raise():
                yield from map(id, ast.walk(node))
            case ast.Call(func=func) if ast.unparse(func).startswith(NOT_FOR_PEOPLE):
                yield from map(id, ast.walk(node))
            case ast.JoinedStr():
                yield from (id(one) for one in node.values)
            case ast.AnnAssign() | ast.arg():
                yield from map(id, ast.walk(node.annotation)) if node.annotation else ()
            case ast.FunctionDef() | ast.AsyncFunctionDef() if node.returns:
                yield from map(id, ast.walk(node.returns))
