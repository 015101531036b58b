"""`make bench`: every stage timed in a process of its own, beside a floor: bare reading and writing of the same bytes.

Writes docs/bench.md. The demo is made anew in a temporary home, which is removed at the end.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import duckdb
import psutil
from python_calamine import CalamineWorkbook

from oversight import stages
from oversight.settings import REPO, Home

TABLE = REPO / "docs" / "bench.md"
MARTS = "published/latest/marts/*.parquet"


def deliver(home: Home, day: date, organisations: int) -> None:
    from oversight import synth

    synth.make(root=home.root / "demo", organisations=organisations, business_date=day)


def draw(home: Home, day: date, organisations: int) -> None:
    for stage in (stages.freeze, stages.reveal, lambda d: stages.build_draws(d, "select"), stages.finish):
        stage(day)


def issue(home: Home, day: date, organisations: int) -> None:
    for stage in (stages.lists, stages.issue, lambda d: stages.build_draws(d, "rebuild")):
        stage(day)


def read_files(home: Home) -> None:
    """The floor of ingest: each delivered file read by the bare reader of its format, nothing understood."""
    for path in (p for p in stages.inbox(home).rglob("*") if p.is_file()):
        if path.suffix in (".xlsx", ".xls"):
            try:
                book = CalamineWorkbook.from_path(path)
            except Exception:  # named xlsx, or broken on purpose: then its bytes are all there is to read
                path.read_bytes()
                continue
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()
        else:
            path.read_bytes().splitlines()


def write_rows(home: Home) -> None:
    """The floor of deliver: the same rows written once as text by the engine."""
    _each_bronze(home, "copy (from read_parquet('{files}', union_by_name = true)) to '{scratch}/{name}.csv'")


def load_rows(home: Home) -> None:
    """The floor of build: every delivered row loaded once into a database file."""
    _each_bronze(home, "create table \"{name}\" as from read_parquet('{files}', union_by_name = true)")


def copy_marts(home: Home) -> None:
    """The floor of publish: every mart read and written once, in no order."""
    with tempfile.TemporaryDirectory(dir=home.root) as scratch, duckdb.connect() as con:
        for path in home.root.glob(MARTS):
            con.execute(f"copy (from '{path}') to '{scratch}/{path.name}' (compression zstd)")


def hash_frame(home: Home) -> None:
    """The floor of draw: two tickets for each organisation of the frame, sorted."""
    with duckdb.connect() as con:
        frame = home.latest / "marts" / "sampling_frame.parquet"
        con.execute(
            f"create table t as select sha256('C' || uscc) c, sha256('D' || uscc) d from '{frame}' order by c, d"
        )


def _each_bronze(home: Home, sql: str) -> None:
    with (
        tempfile.TemporaryDirectory(dir=home.root) as scratch,
        duckdb.connect(f"{scratch}/floor.duckdb") as con,
    ):
        for folder in sorted(home.bronze.glob("[!_]*")):
            con.execute(sql.format(files=folder / "*" / "*.parquet", scratch=scratch, name=folder.name))


@dataclass(frozen=True)
class Stage:
    """One line of the table: what is timed, its floor, and how many rows pass through it."""

    run: Callable[[Home, date, int], object]
    floor: Callable[[Home], None] | None
    rows: str


DELIVERED = "select sum(rows_delivered) from delivery_receipts"
STAGES = {
    "deliver": Stage(deliver, write_rows, DELIVERED),
    "ingest": Stage(lambda home, day, n: stages.ingest(day), read_files, DELIVERED),
    "build": Stage(lambda home, day, n: stages.build(day), load_rows, DELIVERED),
    "publish": Stage(lambda home, day, n: stages.publish_release(day, "nightly"), copy_marts, "marts"),
    "draw": Stage(draw, hash_frame, "select count(*) from sampling_frame"),
    "lists and issue": Stage(issue, None, "select count(*) from sampling_selection"),
    "publish again": Stage(lambda home, day, n: stages.publish_release(day, "monthly"), copy_marts, "marts"),
}


def measure(given: argparse.Namespace, stage: str) -> tuple[float, float]:
    """Seconds and peak MiB of one stage in a fresh Python; raises when it fails."""
    words = [sys.executable, __file__, "--date", str(given.date), "--organisations", str(given.organisations)]
    start = time.monotonic()
    child = subprocess.Popen([*words, "--stage", stage])
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"stage {stage} failed with exit code {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def count_rows(home: Home, sql: str) -> int:
    release = home.latest.resolve()
    if sql == "marts":
        manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
        return sum(mart["rows"] for mart in manifest["marts"].values())
    with duckdb.connect(str(release / "oversight.duckdb"), read_only=True) as con:
        return int(con.execute(sql).fetchall()[0][0] or 0)


def seconds_of(work: Callable[[Home], None], home: Home) -> float:
    start = time.monotonic()
    work(home)
    return time.monotonic() - start


def table(given: argparse.Namespace, home: Home) -> str:
    measured = {}
    for name in STAGES:
        measured[name] = measure(given, name)
        print(f"{name}: {measured[name][0]:.1f} s, {measured[name][1]:.0f} MiB", flush=True)
    lines = [
        f"# Benchmark: {given.organisations:,} organisations",
        "",
        f"Business date {given.date}; Python {platform.python_version()}, DuckDB {duckdb.__version__}, "
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB. Made by `make bench "
        f"ORGS={given.organisations}`; each stage in a process of its own, start of Python and dbt included.",
        "",
        "The floor reads or writes the same rows with the bare reader or engine and understands nothing.",
        "",
        "| stage | rows | s | rows/s | peak MiB | floor s | times floor |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, stage in STAGES.items():
        seconds, peak = measured[name]
        rows = count_rows(home, stage.rows)
        floor = seconds_of(stage.floor, home) if stage.floor else None
        beside = f"{floor:.2f} | {seconds / floor:,.0f}" if floor else "- | -"
        lines.append(
            f"| {name} | {rows:,} | {seconds:.1f} | {rows / seconds:,.0f} | {peak:,.0f} | {beside} |"
        )
    total = sum(seconds for seconds, _ in measured.values())
    peak = max(peak for _, peak in measured.values())
    lines.append(f"| all | | {total:.1f} | | {peak:,.0f} | | |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="business date, YYYY-MM-DD")
    parser.add_argument("--organisations", type=int, required=True)
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        STAGES[given.stage].run(Home.from_env(), given.date, given.organisations)
        return 0
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as scratch:
        os.environ["OVERSIGHT_HOME"] = scratch
        os.environ.pop("OVERSIGHT_INBOX", None)
        text = table(given, Home.from_env())
    TABLE.write_text(text, encoding="utf-8")
    print(f"\n{text}\n{TABLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
