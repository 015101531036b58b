"""Build the warehouse: one dbt run in this process, into an aside file, swapped in after all tests passed."""

import fcntl
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from oversight import reference
from oversight.settings import DBT_PROJECT, PRIVATE_DIR, PRIVATE_FILE, TIMEZONE, Home

ROWS_SHOWN = 5  # failing rows kept of each failed test
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Finding:
    """A dbt node that failed or warned: its name, dbt's message, and its first failing rows."""

    node: str
    status: str
    message: str
    rows: tuple[dict, ...] = ()

    def __str__(self) -> str:
        rows = "".join(f"\n    {json.dumps(r, ensure_ascii=False, default=str)}" for r in self.rows)
        return f"{self.node}: {self.status}: {self.message}{rows}"


@dataclass(frozen=True)
class BuildResult:
    """What one build did: status and seconds of each node, and what failed or warned."""

    business_date: date
    known_on: date
    nodes: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


class BuildFailed(RuntimeError):
    """The build or one of its tests failed; the warehouse before it is untouched."""

    def __init__(self, message: str, result: BuildResult | None = None) -> None:
        super().__init__(message)
        self.result = result


class WrongDates(ValueError):
    """A business date was to be judged by less than was known on it."""


class WarehouseBusy(RuntimeError):
    """Another process builds in this home; the message names it."""


@contextmanager
def exclusive(home: Home) -> Iterator[None]:
    """Hold the home's build lock. The kernel frees it when the holder dies, so no lock is ever stale."""
    home.root.mkdir(parents=True, exist_ok=True)
    path = home.root / "warehouse.lock"
    with path.open("a+", encoding="utf-8") as handle:
        path.chmod(PRIVATE_FILE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WarehouseBusy(
                f"{home.root} is being worked on by {path.read_text(encoding='utf-8').strip()}. "
                "Wait for it, or stop that process; what is published stays readable meanwhile."
            ) from None
        since = datetime.now(ZoneInfo(TIMEZONE)).isoformat(timespec="seconds")
        handle.truncate(0)
        handle.write(f"process {os.getpid()} on {socket.gethostname()} since {since}\n")
        handle.flush()
        yield


def built_for(warehouse: Path) -> tuple[date, date] | None:
    """Business date and known_on that the warehouse file holds; None when there is no complete warehouse."""
    if not warehouse.exists():
        return None
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute("from build_record").fetchone()


def refuse_wrong_dates(business_date: date, known_on: date) -> None:
    """Raises WrongDates where less is to be known than was known on the day."""
    if known_on < business_date:
        raise WrongDates(
            f"known_on {known_on} lies before business date {business_date}: a day cannot be judged by less "
            "than was known on it. Give a known_on of that day or later."
        )


def build(
    *,
    home: Home,
    business_date: date,
    known_on: date | None = None,
    select: list[str] | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build and test the marts as of `business_date`; the result is visible only when all tests passed.

    What was handed in by `known_on` counts: by default the business date itself, which is what was known then.
    A `select` build starts from a copy of the warehouse of the same dates; without one it builds everything.
    Raises BuildFailed (what failed, with its first failing rows), WarehouseBusy, and WrongDates for a
    known_on before the business date.
    """
    dates = (business_date, known_on or business_date)
    refuse_wrong_dates(*dates)
    home.make()
    with exclusive(home):
        # The same base name as the final file: views keep the catalog name they were made under.
        aside = home.root / "building" / home.warehouse.name
        shutil.rmtree(aside.parent, ignore_errors=True)
        aside.parent.mkdir(mode=PRIVATE_DIR)
        if select and built_for(home.warehouse) == dates:
            shutil.copyfile(home.warehouse, aside)
        else:
            select = None
        reference.write_reference(home=home, business_date=business_date)
        result = _dbt_build(home, aside, dates, select, progress)
        if result.failures:
            findings = "\n".join(f"  {f}" for f in result.failures)
            raise BuildFailed(
                f"Build for {business_date} failed in {len(result.failures)} node(s); nothing was swapped in.\n"
                f"{findings}\nLog: {_logs(home) / 'dbt.log'}. The failed build stays in {aside}.",
                result,
            )
        aside.chmod(PRIVATE_FILE)
        aside.replace(home.warehouse)
        return result


def target_dir(home: Home) -> Path:
    """Where dbt keeps manifest, compiled SQL and its parse cache for this home."""
    return home.root / "dbt" / "target"


def _logs(home: Home) -> Path:
    return home.root / "dbt" / "logs"


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set variables for dbt and put back what was there: one process may build several homes."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def _arguments(home: Home, dates: tuple[date, date], select: list[str] | None) -> list[str]:
    paths = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": target_dir(home),
        "--log-path": _logs(home),
    }
    # Unit tests judge the code, not the night's data: `make test` runs them.
    arguments = [
        "--log-level",
        "none",
        "--log-level-file",
        "info",
        "build",
        "--exclude-resource-type",
        "unit_test",
    ]
    arguments += [str(part) for pair in paths.items() for part in pair]
    business_date, known_on = map(date.isoformat, dates)
    arguments += ["--vars", json.dumps({"business_date": business_date, "known_on": known_on})]
    return arguments + (["--select", *select] if select else [])


def _dbt_build(
    home: Home, aside: Path, dates: tuple[date, date], select: list[str] | None, progress: Progress | None
) -> BuildResult:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    def on_event(event) -> None:
        if progress and event.info.name == "NodeFinished":
            node = event.data.node_info
            progress(f"{node.node_status:>8}  {node.resource_type} {node.node_name}")

    with _environment(OVERSIGHT_HOME=str(home.root), OVERSIGHT_WAREHOUSE=str(aside)):
        try:
            outcome = dbtRunner(callbacks=[on_event]).invoke(_arguments(home, dates, select))
        finally:
            DuckDBConnectionManager.close_all_connections()
    if outcome.exception:
        raise BuildFailed(f"dbt could not run for {dates[0]}: {outcome.exception}")
    return _result(outcome.result.results, aside, dates)


def _result(results: list, aside: Path, dates: tuple[date, date]) -> BuildResult:
    status = {r.node.name: str(r.status) for r in results}
    seconds = {r.node.name: round(r.execution_time, 3) for r in results}
    failures = tuple(_finding(r, aside) for r in results if r.status in ("error", "fail"))
    warnings = tuple(_finding(r, aside) for r in results if r.status == "warn")
    return BuildResult(*dates, status, seconds, failures, warnings)


def _finding(result, aside: Path) -> Finding:
    """The node's outcome; for a data test also its first rows, read from the aside file."""
    rows: tuple[dict, ...] = ()
    node = result.node
    if node.resource_type == "test" and result.status in ("fail", "warn") and node.compiled_code:
        with duckdb.connect(str(aside), read_only=True) as con:
            found = con.execute(f"from ({node.compiled_code}) limit {ROWS_SHOWN}")
            names = [c[0] for c in found.description]
            rows = tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())
    return Finding(node.name, str(result.status), str(result.message or "").strip(), rows)
