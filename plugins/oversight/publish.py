"""Publish the marts of a tested warehouse as one immutable release, made visible by one swap.

A release has two halves of one name: what anyone may read, and what holds persons' data or internal judgements.
"""

import hashlib
import json
import os
import shutil
import tomllib
from datetime import date
from pathlib import Path

import duckdb

from oversight import warehouse
from oversight.releases import release_of, restricted_of
from oversight.settings import DBT_PROJECT, PRIVATE_DIR, PRIVATE_FILE, REPO, SEEDS, Home

CODE_FOLDERS = (DBT_PROJECT / "models", DBT_PROJECT / "macros", DBT_PROJECT / "tests", SEEDS)
# Readers of the published file may still run DuckDB 1.x.
STORAGE_VERSION = "v1.0.0"
DATABASES = {"restricted": "restricted.duckdb", "public": "oversight.duckdb"}
"""Access classes in the order their halves become visible, and the one file of each that holds all its marts."""


class PublishRefused(RuntimeError):
    """The warehouse is missing, holds other dates, or a mart that says nobody may read it."""


def publish(*, home: Home, business_date: date) -> Path:
    """Publish the warehouse as of `business_date`, as known then; returns the release's public folder.

    Equal content gives the equal folder, which is then left untouched. `latest` moves only forward in
    business dates; `by-date/<date>` always names the newest release of that date. Raises PublishRefused
    when the warehouse holds other dates, WarehouseBusy when a build is running.
    """
    from oversight.render import receipts

    with warehouse.exclusive(home):
        release = write_release(built=home, home=home, dates=(business_date, business_date))
        halves = ((home.restricted, restricted_of(release)), (home.published, release))
        _private(home.restricted / "by-date")
        for root, half in halves:
            _point(root / "by-date" / business_date.isoformat(), half)
        if _latest_date(home) <= business_date.isoformat():
            receipts.write_receipts(home=home, release=release)
            for root, half in halves:
                _point(root / "latest", half)
    return release


def write_release(*, built: Home, home: Home, dates: tuple[date, date], restated: bool = False) -> Path:
    """Write both halves of a release of `home` from the warehouse of `built`; returns the public folder.

    dates: business date and known_on. A restatement lies below `restated/` and names both in its own name.
    Everything is written below hidden folders, then renamed to the name that its content gives: the restricted
    half first, so that a public half never stands alone. Raises PublishRefused.
    """
    from oversight.render import report

    held = warehouse.built_for(built.warehouse)
    if held != dates:
        holds = "{}, known on {}".format(*held) if held and len(held) == 2 else "no complete build"
        raise PublishRefused(
            f"{built.warehouse} holds {holds}, not {dates[0]}, known on {dates[1]}. "
            f"Run: oversight build --date {dates[0]}"
        )
    folder = "restated" if restated else "releases"
    partial = {
        "restricted": home.make().restricted / folder / ".partial",
        "public": home.published / folder / ".partial",
    }
    facts = {
        "business_date": dates[0].isoformat(),
        "known_on": dates[1].isoformat(),
        "code_version": code_version(),
    }
    entries = _write_marts(built, partial)
    for access, half in partial.items():
        (half / "manifest.json").write_bytes(canonical({**facts, "marts": entries[access]}))
    _close(partial["restricted"])
    known = f"-known-{dates[1]}" if restated else ""
    name = f"{dates[0]}{known}-{_digest(facts['code_version'], entries)}"
    release = partial["public"].with_name(name)
    if not release.exists():
        report.write_report(release=partial["public"])
    for half in partial.values():
        _settle(half, half.with_name(name))
    return release


def code_version() -> str:
    """Package version and digest of all that decides what a mart holds."""
    digest = hashlib.sha256()
    files = (p for folder in CODE_FOLDERS for p in folder.rglob("*") if p.is_file())
    for path in sorted(files):
        digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    package = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
    return f"{package['project']['version']}+{digest.hexdigest()[:12]}"


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8, one LF at the end: equal values are equal bytes."""
    return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def _settle(partial: Path, release: Path) -> None:
    """Give a complete half its name; an equal one that is there already stays untouched."""
    if release.exists():
        shutil.rmtree(partial)
    else:
        partial.replace(release)


def _private(folder: Path) -> Path:
    """A folder that only its owner may enter, whatever lies in it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_DIR)
    return folder


def _close(folder: Path) -> None:
    """Take every right from everybody but the owner."""
    for path in (folder.parent, folder, *folder.rglob("*")):
        path.chmod(PRIVATE_DIR if path.is_dir() else PRIVATE_FILE)


def _digest(code: str, entries: dict[str, dict[str, dict]]) -> str:
    """Of the code and of every mart of both halves: either half changes the name of both."""
    contents = {name: mart["sha256"] for half in entries.values() for name, mart in half.items()}
    return hashlib.sha256(canonical([code, contents])).hexdigest()[:12]


def _mart_nodes(home: Home) -> dict[str, dict]:
    """dbt's record of every model tagged `mart`, by name."""
    manifest = json.loads((warehouse.target_dir(home) / "manifest.json").read_text(encoding="utf-8"))
    nodes = (n for n in manifest["nodes"].values() if n["resource_type"] == "model" and "mart" in n["tags"])
    return {n["name"]: n for n in sorted(nodes, key=lambda n: n["name"])}


def _write_marts(built: Home, partial: dict[str, Path]) -> dict[str, dict[str, dict]]:
    """Every mart as Parquet and as a table of its half's DuckDB file; returns each half's manifest entries.

    Rows are ordered by all columns and written by one thread, so that a rebuild gives equal bytes.
    """
    entries: dict[str, dict[str, dict]] = {access: {} for access in partial}
    with duckdb.connect(config={"threads": 1, "temp_directory": str(built.spill)}) as con:
        con.execute(f"attach '{built.warehouse}' as source (read_only)")
        for access, half in partial.items():
            shutil.rmtree(half, ignore_errors=True)
            (half / "marts").mkdir(parents=True)
            database = half / DATABASES[access]
            con.execute(f"attach '{database}' as {access} (storage_version '{STORAGE_VERSION}')")
        for name, node in _mart_nodes(built).items():
            access = _access(node)
            path = partial[access] / "marts" / f"{name}.parquet"
            con.execute(f'create table {access}."{name}" as from source."{name}" order by all')
            con.execute(f"copy {access}.\"{name}\" to '{path}' (format parquet, compression zstd)")
            entries[access][name] = _entry(con, name, node, path)
        for access in partial:
            con.execute(f"detach {access}")
    return entries


def _access(node: dict) -> str:
    """Who may read a mart, as its contract says. There is no default: raises PublishRefused without one."""
    access = node["config"]["meta"].get("access")
    if access not in DATABASES:
        raise PublishRefused(
            f"{node['name']}: its contract says access: {access}. Write `access: public` or "
            "`access: restricted` into config.meta of the mart, then build again."
        )
    return access


def _entry(con: duckdb.DuckDBPyConnection, name: str, node: dict, path: Path) -> dict:
    columns = con.execute(f"describe from '{path}'").fetchall()
    access = _access(node)
    return {
        "access": access,
        "rows": con.execute(f'select count(*) from {access}."{name}"').fetchall()[0][0],
        "columns": [{"name": c[0], "type": c[1]} for c in columns],
        "schema_version": node.get("version") or 1,
        "contract": "enforced" if node["config"]["contract"]["enforced"] else "none",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def _latest_date(home: Home) -> str:
    """Business date of the release that `latest` names; '' when there is none."""
    release = release_of(home)
    return (
        json.loads((release / "manifest.json").read_text(encoding="utf-8"))["business_date"]
        if release
        else ""
    )


def _point(link: Path, release: Path) -> None:
    """Swap `link` to `release` atomically; relative, so that the home can be moved."""
    link.parent.mkdir(parents=True, exist_ok=True)
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(release, link.parent))
    fresh.replace(link)
