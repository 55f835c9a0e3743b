"""Fails on a licence that an Apache-2.0 project must not lean on. Judges what Ombud runs on; tools for work on it may
have any licence, except for three packages that stay out altogether.

Usage: python .ci/licences.py [REQUIREMENTS]   (the packages it names must be installed in this environment)
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RUN, DEV = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"
ALLOWED = frozenset({
    "Apache-2.0", "Apache Software License", "Apache License 2.0",
    "MIT", "MIT License", "MIT-0", "ISC", "ISC License (ISCL)", "0BSD", "Zlib", "CC0-1.0",
    "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause",
    "PSF-2.0", "Python Software Foundation License", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)",
})  # fmt: skip
# LGPL binds changes to the library itself; Ombud imports it unchanged, and whoever runs Ombud can replace it.
AS_A_LIBRARY = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}
FORBIDDEN = frozenset({"pydmnrules", "pymerkle", "translate-toolkit"})  # GPL


def needed(file: Path) -> list[str]:
    """The packages that a requirements file asks for on this machine, by canonical name."""
    lines = [re.split(r"\s*\\$", line)[0] for line in file.read_text().splitlines() if line[:1].isalnum()]
    wanted = [Requirement(line) for line in lines]
    return [canonicalize_name(one.name) for one in wanted if one.marker is None or one.marker.evaluate()]


def installed() -> dict[str, str]:
    """The licence of every installed package, as pip-licenses reads it."""
    ask = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    found = json.loads(subprocess.run(ask, capture_output=True, text=True, check=True).stdout)
    return {canonicalize_name(one["Name"]): one["License"] for one in found}


def allowed(name: str, licence: str) -> bool:
    """Whether every part of a licence is on the list; of alternatives one is enough."""
    if AS_A_LIBRARY.get(name) == licence:
        return True
    return all(ALLOWED.intersection(part.split(" OR ")) for part in re.split(r"; | AND ", licence))


def problems(file: Path) -> list[str]:
    """What is wrong, one sentence each."""
    licences = installed()
    everywhere = {*licences, *needed(file), *needed(DEV)}
    found = [f"{name} is GPL and must not come near this project" for name in sorted(FORBIDDEN & everywhere)]
    for name in needed(file):
        if name not in licences:
            found.append(f"{name} is not installed here, so nobody knows its licence; run `make setup`")
        elif not allowed(name, licences[name]):
            found.append(f"{name} is under {licences[name]!r}, which is not on the list in .ci/licences.py")
    return found


def main(arguments: list[str]) -> int:
    """0: all is well; 1: something is not."""
    file = Path(arguments[0]) if arguments else RUN
    found = problems(file)
    for sentence in found:
        print(f"LICENCE {sentence}.")
    print(f"{len(needed(file))} packages, {len(found)} problems with their licences.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
