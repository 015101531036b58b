"""The independent verifier: the worked case is valid, any changed byte is caught and its file named."""

import json
import subprocess
import sys

import pytest

from oversight import draw
from oversight.draw.finish import VERIFIER, _write_sums
from oversight.draw.ledger import Ledger

FILES = [
    "SHA256SUMS", "assignments.csv", "commitment.json", "cutoffs.csv", "frame.csv", "lists/330300.xlsx",
    "recusals.csv", "reveal.json", "roster.csv", "rule.json", "selection.csv", "shortages.csv", "teams.json",
    "verify.py",
]  # fmt: skip


def positions(size: int) -> list[int]:
    return sorted({0, 1, size // 3, size // 2, size - 2, size - 1})


def flip(path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(bytes(data))


def test_worked_case_has_the_printed_digests_and_seed(sealed, vector):
    commitment = json.loads((sealed.bundle / "commitment.json").read_text())
    reveal = json.loads((sealed.bundle / "reveal.json").read_text())
    expected = vector["expected"]
    assert commitment["frame_root"] == expected["frame_root"]
    assert commitment["rule_digest"] == expected["rule_digest"]
    committed = {p["name"]: p["commitment"] for p in commitment["entropy"] if "commitment" in p}
    assert committed == {n: expected["commitments"][n] for n in ("operator", "witness")}
    assert reveal["seed"] == expected["seed"]


def test_worked_case_recomputes_to_the_printed_selection(verifier, vector):
    rule = json.loads(vector["rule_json"])
    frame: dict = {}
    for line in vector["frame_csv"].splitlines()[1:]:
        code, uscc, _, _, _, weight, excluded = line.split(",")
        frame.setdefault(code, []).append((uscc, int(weight), excluded != ""))
    selection, cutoffs = verifier.draw(frame, rule, vector["expected"]["draw_key"])
    assert selection[1:] == [",".join(map(str, row.values())) for row in vector["expected"]["selection"]]
    assert cutoffs[1:] == [",".join(map(str, row.values())) for row in vector["expected"]["cutoffs"]]
    backwards = {code: units[::-1] for code, units in reversed(frame.items())}
    assert verifier.draw(backwards, rule, vector["expected"]["draw_key"]) == (selection, cutoffs)


def test_issued_bundle_is_valid_with_and_without_ledger(sealed):
    with_ledger = draw.verify(sealed.bundle, sealed.ledger)
    assert (with_ledger.valid, with_ledger.faults, with_ledger.notes) == (True, [], [])
    alone = draw.verify(sealed.bundle)
    assert alone.valid
    assert "no ledger" in alone.notes[0]


def test_copy_in_the_bundle_runs_in_a_bare_python(sealed):
    command = [sys.executable, "-I", "-S", str(sealed.bundle / "verify.py"), str(sealed.bundle)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd="/")
    assert done.returncode == 0
    assert "有效 VALID" in done.stdout


@pytest.mark.parametrize("with_ledger", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_changed_byte_is_caught_and_its_file_named(sealed, verifier, name, with_ledger):
    path = sealed.bundle / name
    whole = path.read_bytes()
    for position in positions(len(whole)):
        flip(path, position)
        faults, _ = verifier.verify(sealed.bundle, sealed.ledger if with_ledger else None)
        assert any(name in fault for fault in faults), (position, faults)
        if with_ledger:
            assert faults[0].startswith(f"{name}: "), (position, faults)
        path.write_bytes(whole)


def test_every_file_of_the_bundle_was_tried(sealed):
    found = {p.relative_to(sealed.bundle).as_posix() for p in sealed.bundle.rglob("*") if p.is_file()}
    assert found == {*FILES, "lists/330302.xlsx"}


def test_changed_line_of_the_seal_is_blamed_on_the_seal(sealed, verifier):
    sums = sealed.bundle / "SHA256SUMS"
    lines = sums.read_text().splitlines(keepends=True)
    index = next(i for i, line in enumerate(lines) if line.endswith("  frame.csv\n"))
    lines[index] = ("0" if lines[index][0] != "0" else "1") + lines[index][1:]
    sums.write_text("".join(lines))
    assert [fault.split(":")[0] for fault in verifier.verify(sealed.bundle)[0]] == ["SHA256SUMS"]


def test_extra_and_missing_files_are_named(sealed, verifier):
    (sealed.bundle / "lists" / "note.txt").write_text("x")
    (sealed.bundle / "lists" / "330302.xlsx").unlink()
    faults, _ = verifier.verify(sealed.bundle)
    assert faults == [
        "lists/note.txt: is in the bundle but not in SHA256SUMS",
        "lists/330302.xlsx: is named in SHA256SUMS but missing",
    ]


def test_exchanged_pick_is_caught_even_when_resealed(sealed, verifier):
    path = sealed.bundle / "selection.csv"
    old = path.read_text()
    path.write_text(old.replace("53330300MJ2853EF8A", "53330300MJ53G0A29X"))
    _write_sums(sealed.bundle)
    faults, _ = verifier.verify(sealed.bundle)
    assert len(faults) == 1
    assert faults[0].startswith("selection.csv: line 2 is")


def test_recused_inspector_in_a_team_is_caught(sealed, verifier):
    path = sealed.bundle / "assignments.csv"
    lines = path.read_text().splitlines()
    row = next(i for i, line in enumerate(lines) if "52330300MJ1G9GGHX7" in line)
    cells = lines[row].split(",")
    lines[row] = ",".join([cells[0], cells[1], "P330300-1", cells[3]])
    path.write_text("\n".join(lines) + "\n")
    fault = verifier.first_fault(verifier.check_content, sealed.bundle)
    assert "is recused from 52330300MJ1G9GGHX7" in str(fault)


def test_any_changed_byte_of_the_ledger_is_caught(sealed, verifier):
    whole = sealed.ledger.read_bytes()
    for position in range(0, len(whole), 97):
        flip(sealed.ledger, position)
        faults, _ = verifier.verify(sealed.bundle, sealed.ledger)
        assert faults and faults[0].startswith("draws.jsonl: line"), position
        sealed.ledger.write_bytes(whole)


def test_dropped_or_swapped_events_break_the_chain(sealed, verifier):
    lines = sealed.ledger.read_bytes().splitlines(keepends=True)
    for changed in (lines[1:], [lines[0], *lines[2:]], [lines[1], lines[0], *lines[2:]]):
        sealed.ledger.write_bytes(b"".join(changed))
        assert "chain is broken" in verifier.verify(sealed.bundle, sealed.ledger)[0][0]
    sealed.ledger.write_bytes(b"".join(lines[:-1]))
    assert "no issue event" in verifier.verify(sealed.bundle, sealed.ledger)[0][0]


def test_value_that_opens_no_commitment_is_told(sealed, verifier):
    path = sealed.bundle / "reveal.json"
    path.write_text(path.read_text().replace("骰子 3", "骰子 4"))
    fault = verifier.first_fault(verifier.check_content, sealed.bundle)
    assert str(fault) == "reveal.json: the value of witness does not open its commitment"


def test_torn_last_line_of_the_ledger_never_happened(sealed):
    ledger = Ledger(sealed.ledger)
    before = len(ledger.events())
    with sealed.ledger.open("ab") as file:
        file.write(b'{"attempt":1,"eve')
    assert len(ledger.events()) == before
    ledger.append("re-attempt", "2027-01", 2, reason="r", requested_by="a", approved_by="b")
    assert [e["event"] for e in ledger.events()][-1] == "re-attempt"
    assert draw.verify(sealed.bundle, sealed.ledger).valid


def test_verifier_names_no_module_of_the_platform():
    text = VERIFIER.read_text(encoding="utf-8")
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)
