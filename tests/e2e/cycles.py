"""How the tests run a cycle and look at what it left."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb

from oversight.settings import REPO, Home

DAY = date(2026, 11, 30)
PERIOD = "2026-11"
ORGANISATIONS = 300


def run_cycle(home: Home, day: date = DAY, inbox: Path | None = None) -> subprocess.CompletedProcess:
    """What `make run` runs, with the tests' own Airflow."""
    words = [sys.executable, str(REPO / "scripts" / "cycle.py"), "--date", str(day)]
    words += ["--organisations", str(ORGANISATIONS), *(["--inbox", str(inbox)] if inbox else [])]
    environment = os.environ | {"OVERSIGHT_HOME": str(home.root), "PYTHONPATH": str(REPO / "plugins")}
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False)


def tree(folder: Path) -> dict[str, str]:
    """Every file and link below a folder, with its content's digest or its aim."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def rows(release: Path, sql: str) -> list[tuple]:
    """Query a release's Parquet files alone: each mart is a view under its name."""
    with duckdb.connect() as con:
        for path in (release / "marts").glob("*.parquet"):
            con.execute(f"create view \"{path.stem}\" as from '{path}'")
        return con.execute(sql).fetchall()
