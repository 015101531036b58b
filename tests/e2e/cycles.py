"""How the tests run a cycle and look at what it left."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from oversight.settings import REPO, Home

DAY = date(2026, 11, 30)
PERIOD = "2026-11"
ORGANISATIONS = 300
WORDS = re.compile(r"\w+")


def run_cycle(home: Home, day: date = DAY, inbox: Path | None = None) -> subprocess.CompletedProcess:
    """What `make run` runs, with the tests' own Airflow."""
    words = [sys.executable, str(REPO / "scripts" / "cycle.py"), "--date", str(day)]
    words += ["--organisations", str(ORGANISATIONS), *(["--inbox", str(inbox)] if inbox else [])]
    environment = os.environ | {"OVERSIGHT_HOME": str(home.root), "PYTHONPATH": str(REPO / "plugins")}
    # The usual umask lets everybody read: what is closed must be closed by the platform itself.
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False, umask=0o022)


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


def text(path: Path) -> str:
    """All that a file says, whatever its kind."""
    if path.suffix == ".parquet":
        return "\n".join(r for (r,) in duckdb.sql(f"select cast(t as varchar) from '{path}' as t").fetchall())
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as con:
            tables = con.execute("select table_name from duckdb_tables()").fetchall()
            sql = 'select cast(t as varchar) from "{}" as t'
            return "\n".join(r for (t,) in tables for (r,) in con.execute(sql.format(t)).fetchall())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def pieces(word: str, length: int) -> frozenset[str]:
    return frozenset(word[at : at + length] for at in range(len(word) - length + 1))


def named(path: Path, values: set[str]) -> set[str]:
    """Those values that a file holds, also inside a longer word."""
    words = set(WORDS.findall(text(path)))
    lengths = {len(value) for value in values}
    return {piece for word in words for length in lengths for piece in pieces(word, length)} & values


def public_files(home: Home) -> list[Path]:
    """Everything under `published/`, but for the receipts, which go to whoever delivered."""
    found = (path for path in home.published.rglob("*") if path.is_file() and "receipts" not in path.parts)
    return sorted({path.resolve() for path in found})
