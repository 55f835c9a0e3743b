"""The stand-alone script believes a proof, and nothing that differs from it by a byte."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from storage import proofs, seals, streams
from storage.database import Database
from storage.migrate import upgrade
from storage.notes import Signer
from storage.streams import StoredEvent
from tests.storage.test_seals import NOON, SIGNER, told
from tests.test_house import ROOT

SCRIPT = ROOT / "examples" / "verify_proof.py"
KEY = SIGNER.verifier.text
ODD = 'a "quoted"\\ \u0000\u001f\u007f\u2028 é \U0001f600\tline\r\n'
Proof = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Proof, str]:
    """A proof of case 1 among others, and the checkpoint that it is for."""
    url = f"sqlite:///{tmp_path_factory.mktemp('proof')}/ombud.db"
    upgrade(url)
    database = Database(url)
    odd = StoredEvent("case-1", 2, "Told", 1, NOON.replace(microsecond=7), "U0BO", rfc8785.dumps({"said": ODD}))
    for events in ([told("case-0", 1), told("case-1", 1)], [odd, told("case-2", 1), told("case-1", 3)]):
        database.write_now(lambda conn, events=events: [streams.append(conn, [event]) for event in events])
        database.write_now(lambda conn: seals.seal_pending(conn, SIGNER, NOON))
    database.write_now(lambda conn: streams.append(conn, [told("case-1", 4)]))
    found = database.read_now(lambda conn: proofs.prove(conn, "case-1", SIGNER.verifier))
    database.close()
    assert isinstance(found, proofs.StreamProof)
    return found.contents, found.contents["checkpoint"]


def run(room: Path, proof: Proof, checkpoint: str, key: str = KEY) -> tuple[int, str, str]:
    (room / "proof.json").write_text(json.dumps(proof, ensure_ascii=False), "utf-8")
    (room / "checkpoint.txt").write_text(checkpoint, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, "proof.json", "checkpoint.txt", key],
        cwd=room, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_it_is_short_and_needs_nothing_of_ours() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    imported = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported - sys.stdlib_module_names == {"cryptography"}


def test_a_true_proof_holds_line_by_line(tmp_path: Path, made: tuple[Proof, str]) -> None:
    code, out, err = run(tmp_path, *made)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "holds:  case-1 1 Told 2026-03-02T12:00:00+00:00",
        "holds:  case-1 2 Told 2026-03-02T12:00:00.000007+00:00",
        "holds:  case-1 3 Told 2026-03-02T12:00:00+00:00",
        "later:  version 4 is not covered by it",
    ]


def flipped(text: str, place: int) -> str:
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]


def in_event(name: str) -> Callable[[Proof], None]:
    def change(proof: Proof) -> None:
        event = proof["events"][1]["event"]
        value = event[name]
        event[name] = value + 1 if isinstance(value, int) else flipped(value, len(value) // 2)

    return change


def in_path(proof: Proof) -> None:
    proof["events"][1]["proof"][0] = flipped(proof["events"][1]["proof"][0], 5)


def in_place(proof: Proof) -> None:
    proof["events"][1]["index"] += 1


def dropped(proof: Proof) -> None:
    del proof["events"][1]


def emptied(proof: Proof) -> None:
    proof["events"] = []


def under_another_name(proof: Proof) -> None:
    proof["stream"] = "case-2"


FIELDS = ("stream", "version", "type", "type_version", "at", "actor", "body")
CHANGES = [*map(in_event, FIELDS), in_path, in_place, dropped, emptied, under_another_name]


@pytest.mark.parametrize("change", CHANGES, ids=[*FIELDS, "path", "place", "dropped", "emptied", "renamed"])
def test_a_changed_proof_fails(tmp_path: Path, made: tuple[Proof, str], change: Callable[[Proof], None]) -> None:
    proof = copy.deepcopy(made[0])
    change(proof)
    code, out, err = run(tmp_path, proof, made[1])
    assert (code, "BROKEN" in out + err, "Traceback" in err) == (1, True, False)


def test_a_changed_note_or_key_or_another_checkpoint_fails(tmp_path: Path, made: tuple[Proof, str]) -> None:
    proof, note = made
    said = SIGNER.verifier.read(note)
    bent = [
        note.replace("\n5\n", "\n4\n"),
        flipped(note, 12),
        flipped(note, len(note) - 3),
        flipped(note, len(note) - 4),
    ]
    tries = [(proof, one, KEY) for one in bent]
    tries += [({**proof, "checkpoint": one}, note, KEY) for one in bent]
    tries += [(proof, note, flipped(KEY, place)) for place in (0, 8, 20, len(KEY) - 1)]
    tries += [(proof, Signer(b"o" * 32).sign(said), KEY), (proof, note, Signer(b"o" * 32).verifier.text)]
    tries += [(proof, SIGNER.sign(type(said)(4, said.root)), KEY)]  # rightly signed, of another size
    found = [run(tmp_path, *one) for one in tries]
    assert [code for code, _, _ in found] == [1] * len(tries)
    assert all("BROKEN" in err and "Traceback" not in err for _, _, err in found)
    assert "prove CASE --against" in found[-1][2]


TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
FIELDS_OF_A_LEAF = st.dictionaries(st.sampled_from([*FIELDS, "body_base64"]), TEXTS | st.integers(0, 2**53 - 1))


@given(FIELDS_OF_A_LEAF)
def test_plain_json_of_a_leafs_fields_is_canonical(fields: dict[str, str | int]) -> None:
    """What the script recomputes equals RFC 8785, whatever people write; floats and odd names do not occur."""
    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert plain == rfc8785.dumps(fields)
