"""Fails on a known vulnerability in what Ombud runs on, and says how much could not be judged.

Usage: python .ci/audit.py [REPORT]   (REPORT: a `pip-audit --format json` kept earlier, instead of asking now)
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements" / "run.txt"
ASK = (
    "pip_audit",
    "-r",
    str(PINNED),
    "--disable-pip",
    "--require-hashes",
    "--format",
    "json",
    "--progress-spinner",
    "off",
)
# What a network that does not answer looks like in the words of pip-audit and its HTTP library.
AWAY = ("Could not connect", "ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries exceeded", "ProxyError")


class NoReport(Exception):
    """pip-audit answered with something else than a report. Run it by hand to see why."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a report says. `known` are vulnerabilities, one sentence each; `skipped` could not be audited."""

    known: tuple[str, ...]
    audited: int
    skipped: int


def judged(report: str) -> Found:
    """A report's meaning. Raises `NoReport` where it is none."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise NoReport from error
    known = tuple(
        f"{one['name']} {one['version']}: {vuln['id']}, fixed in {', '.join(vuln['fix_versions']) or 'no release yet'}"
        for one in packages
        for vuln in one.get("vulns", ())
    )
    skipped = sum("skip_reason" in one for one in packages)
    return Found(known, len(packages) - skipped, skipped)


def asked() -> str:
    """A fresh report. Raises `NoReport` with what pip-audit said, or answers with an empty one where nobody answers."""
    done = subprocess.run([sys.executable, "-m", *ASK], capture_output=True, text=True, check=False)
    if done.stdout.strip():
        return done.stdout
    if any(word in done.stderr for word in AWAY):
        names = [line.partition("==")[0] for line in PINNED.read_text().splitlines() if line[:1].isalnum()]
        return json.dumps({"dependencies": [{"name": name, "skip_reason": "nobody answered"} for name in names]})
    raise NoReport(done.stderr.strip()[-2000:] or "it said nothing")


def main(arguments: list[str]) -> int:
    """0: nothing known; 1: something is known; 2: pip-audit itself failed."""
    try:
        found = judged(Path(arguments[0]).read_text() if arguments else asked())
    except NoReport as error:
        print(f"{NoReport.__doc__} {error}", file=sys.stderr)
        return 2
    if found.audited + found.skipped == 0:
        print("The report names no package, so nothing was audited.", file=sys.stderr)
        return 2
    for sentence in found.known:
        print(f"VULNERABLE {sentence}. Raise it in pyproject.toml and run `make lock`.")
    if found.skipped:
        print(f"{found.skipped} of {found.audited + found.skipped} packages could not be audited: "
              "the advisory source did not know them or did not answer.")  # fmt: skip
    print(f"{found.audited} packages audited, {len(found.known)} known vulnerabilities.")
    return 1 if found.known else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
