"""Finish a draw: the SQL's selection, inspectors, the independent verifier's consent, and the issue."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oversight.draw.files import bundle_of, digests, write_csv, write_whole
from oversight.draw.inspectors import Case, Inspector, assign
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import SUMS, DrawError, digest, draw_key_of
from oversight.settings import Home

VERIFIER = Path(__file__).with_name("verify.py")
SELECTION = """
    select authority_code, uscc, part, desk_rank, cast(onsite as integer) as onsite, sort_key
    from sampling_selection where period = ? and attempt = ? order by authority_code, desk_rank"""
CUTOFFS = """
    select authority_code, registered, eligible, desk_quota, onsite_quota, desk_selected, onsite_selected,
        control_selected, control_cutoff, risk_cutoff
    from sampling_cutoffs where period = ? and attempt = ? order by authority_code"""


@dataclass(frozen=True)
class VerifyReport:
    """What the verifier found. `faults` name the file at fault; `notes` say what could not be checked."""

    valid: bool
    faults: list[str]
    notes: list[str]


def verify(bundle: Path, ledger: Path | None = None, sealed: bool = True) -> VerifyReport:
    """Recompute a bundle in a Python that sees the standard library only.

    sealed=False: a bundle in the making, without SHA256SUMS and issue event.
    """
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(bundle), "--format", "json"]
    command += ["--ledger", str(ledger)] if ledger else []
    command += [] if sealed else ["--unsealed"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise DrawError(f"{bundle}: the verifier itself failed: {done.stderr.strip()}")
    return VerifyReport(**json.loads(done.stdout))


def shortages(bundle: Path) -> list[str]:
    """What each authority lacks to staff its cases, a line an authority and reason; empty when all are staffed."""
    with duckdb.connect() as con:
        found = con.execute(
            "select authority_code, lacks, count(*) from read_csv(?, all_varchar = true) group by all order by all",
            [str(bundle / "shortages.csv")],
        ).fetchall()
    return [
        f"{authority}：{cases} 件未配齐检查人员（{lacks}），见 shortages.csv"
        for authority, lacks, cases in found
    ]


def finish(home: Home, period: str, attempt: int = 1) -> Path:
    """Write selection, cut-offs, inspectors and shortages into the bundle; done before, it changes nothing.

    Reads the marts of the warehouse that was built after the reveal. Raises DrawError when the draw is not
    revealed, or when the independent verifier does not agree with the SQL to the last byte.
    """
    ledger, bundle = Ledger.of(home), bundle_of(home, period, attempt)
    revealed = ledger.find("reveal", period, attempt)
    if not revealed:
        raise DrawError(f"draw {period} attempt {attempt} is not revealed; reveal it first.")
    if not ledger.find("assign", period, attempt):
        if not ledger.find("draw", period, attempt):
            _write_selection(home, bundle, period, attempt)
        _write_inspectors(bundle, draw_key_of(revealed["reveal"]["seed"]))
        shutil.copyfile(VERIFIER, bundle / "verify.py")
    _require(verify(bundle, sealed=False), bundle)
    day = revealed["business_date"]
    for event, names in (
        ("draw", ["selection.csv", "cutoffs.csv"]),
        ("assign", ["assignments.csv", "shortages.csv"]),
    ):
        ledger.append(event, period, attempt, business_date=day, files=digests(bundle, names))
    return bundle


def is_issued(home: Home, period: str) -> bool:
    """Whether the lists of a period have left: from then on no file of its bundle may be written."""
    return Ledger.of(home).find("issue", period) is not None


def issue(home: Home, period: str, attempt: int = 1) -> VerifyReport:
    """Seal the bundle with all its lists and record the seal; issued before, it only verifies.

    Raises DrawError when another attempt of the period was issued, or when the bundle is not valid.
    """
    ledger, bundle = Ledger.of(home), bundle_of(home, period, attempt)
    issued = ledger.find("issue", period)
    if issued and issued["attempt"] != attempt:
        raise DrawError(
            f"draw {period} was issued with attempt {issued['attempt']}; a period is issued once."
        )
    assigned = ledger.find("assign", period, attempt)
    if not assigned:
        raise DrawError(f"draw {period} attempt {attempt} is not finished; finish it before it is issued.")
    if not issued:
        _write_sums(bundle)
        _require(verify(bundle), bundle)
        day = assigned["business_date"]
        ledger.append("issue", period, attempt, business_date=day, files=digests(bundle, [SUMS]))
    report = verify(bundle, ledger.path)
    _require(report, bundle)
    return report


def _require(report: VerifyReport, bundle: Path) -> None:
    if not report.valid:
        raise DrawError(f"{bundle}: the independent verifier does not agree: " + "; ".join(report.faults))


def _write_selection(home: Home, bundle: Path, period: str, attempt: int) -> None:
    with duckdb.connect(str(home.warehouse), read_only=True) as warehouse:
        for query, name in ((SELECTION, "selection.csv"), (CUTOFFS, "cutoffs.csv")):
            bound = query.replace("?", f"'{period}'", 1).replace("?", str(int(attempt)), 1)
            write_csv(warehouse, bound, bundle / name)


def _csv_rows(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _write_inspectors(bundle: Path, draw_key: str) -> None:
    """assignments.csv and shortages.csv from the frozen roster, recusals and team sizes alone."""
    teams = json.loads((bundle / "teams.json").read_text(encoding="utf-8"))
    sizes, valid_on = teams["team_size"], teams["valid_on"]
    cases = [
        Case(code, uscc, sizes.get(code, sizes["default"])["onsite" if onsite == "1" else "desk"])
        for code, uscc, _, _, onsite, _ in _csv_rows(bundle / "selection.csv")
    ]
    roster = [
        Inspector(inspector, code, valid_to >= valid_on, int(cap) if cap else None)
        for inspector, code, valid_to, cap in _csv_rows(bundle / "roster.csv")
    ]
    recused = {(inspector, uscc) for inspector, uscc in _csv_rows(bundle / "recusals.csv")}
    rows, shortages = assign(cases, roster, recused, draw_key)
    _write_lines(bundle / "assignments.csv", "authority_code,uscc,inspector_id,seat", rows)
    _write_lines(
        bundle / "shortages.csv",
        "authority_code,uscc,seats_required,seats_filled,lacks",
        [(s.authority_code, s.uscc, s.seats_required, s.seats_filled, s.lacks) for s in shortages],
    )


def _write_lines(path: Path, header: str, rows: Iterable[tuple]) -> None:
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _write_sums(bundle: Path) -> None:
    names = sorted(
        (path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()), key=str.encode
    )
    lines = [f"{digest((bundle / name).read_bytes())}  {name}\n" for name in names if name != SUMS]
    write_whole(bundle / SUMS, "".join(lines).encode())
