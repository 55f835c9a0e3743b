"""The shape of the house: floors, module sizes, banned words. A planted breach must be seen."""

import ast
import logging
import shutil
import statistics
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.conftest import unexpected

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("bot", "handlers", "desk", "storage", "domain", "sandbox")


def modules() -> list[Path]:
    written = (path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if path.read_text().strip())
    return [path for path in written if path.parent.name != "versions"]  # those are written by Alembic


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )


def a_copy_of_the_house(tmp_path: Path) -> Path:
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_floors_hold(tmp_path: Path) -> None:
    result = lint_imports(a_copy_of_the_house(tmp_path))
    assert result.returncode == 0, result.stdout


def test_a_planted_breach_of_the_floors_is_caught(tmp_path: Path) -> None:
    house = a_copy_of_the_house(tmp_path)
    (house / "domain" / "breach.py").write_text("import storage\n")
    result = lint_imports(house)
    assert result.returncode != 0
    assert "domain.breach -> storage" in result.stdout


def test_a_handler_that_reaches_for_storage_is_caught(tmp_path: Path) -> None:
    house = a_copy_of_the_house(tmp_path)
    (house / "handlers" / "breach.py").write_text("import storage\n")
    result = lint_imports(house)
    assert result.returncode != 0
    assert "handlers.breach -> storage" in result.stdout


def test_modules_stay_small() -> None:
    sizes = {path: len(path.read_text().splitlines()) for path in modules()}
    assert {str(path): size for path, size in sizes.items() if size > 300} == {}
    assert not sizes or statistics.median(sizes.values()) <= 90


def test_the_page_stays_small() -> None:
    sizes = {
        path.name: len(path.read_text().splitlines()) for path in (ROOT / "sandbox/page").iterdir() if path.is_file()
    }
    assert sizes
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_functions_stay_small() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40  # type: ignore[operator]
    ]
    assert long == []


def test_every_module_says_what_it_owns() -> None:
    silent = [str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_module_reads_the_clock_but_the_clock() -> None:
    allowed = {ROOT / "bot" / "clock.py"}
    readers = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path not in allowed and path.relative_to(ROOT).parts[0] != "sandbox"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and ast.unparse(node.value) in {"datetime", "date", "dt.datetime", "datetime.datetime"}
    ]
    assert readers == []


def test_a_planted_error_record_is_seen(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("ombud").error("planted")
    assert unexpected(caplog.records) == ["planted"]
    caplog.clear()


def test_a_planted_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", stacklevel=1)


def test_mocks_are_banned() -> None:
    word = "unittest" + ".mock"
    assert [str(path) for path in (ROOT / "tests").rglob("*.py") if word in path.read_text()] == []
