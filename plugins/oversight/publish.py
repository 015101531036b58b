"""Publish the marts of a tested warehouse as one immutable release, made visible by one swap."""

import hashlib
import json
import os
import shutil
import tomllib
from datetime import date
from pathlib import Path

import duckdb

from oversight import warehouse
from oversight.releases import release_of
from oversight.settings import DBT_PROJECT, REPO, SEEDS, Home

CODE_FOLDERS = (DBT_PROJECT / "models", DBT_PROJECT / "macros", DBT_PROJECT / "tests", SEEDS)
# Readers of the published file may still run DuckDB 1.x.
STORAGE_VERSION = "v1.0.0"


class PublishRefused(RuntimeError):
    """The warehouse is missing or holds another business date."""


def publish(*, home: Home, business_date: date) -> Path:
    """Publish the warehouse as of `business_date`; returns the release folder.

    Equal content gives the equal folder, which is then left untouched. `latest` moves only forward in
    business dates; `by-date/<date>` always names the newest release of that date.
    Raises PublishRefused when the warehouse holds another date, WarehouseBusy when a build is running.
    """
    from oversight.render import receipts

    with warehouse.exclusive(home):
        release = _write_release(home, business_date)
        _point(home.published / "by-date" / business_date.isoformat(), release)
        if _latest_date(home) <= business_date.isoformat():
            receipts.write_receipts(home=home, release=release)
            _point(home.latest, release)
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


def _write_release(home: Home, business_date: date) -> Path:
    """Write everything below a hidden folder, then rename it to the name that its content gives."""
    from oversight.render import report

    held = warehouse.built_for(home.warehouse)
    if held != business_date:
        raise PublishRefused(
            f"{home.warehouse} holds {held or 'no complete build'}, not {business_date}. "
            f"Run: oversight build --date {business_date}"
        )
    partial = home.releases / ".partial"
    shutil.rmtree(partial, ignore_errors=True)
    (partial / "marts").mkdir(parents=True)
    manifest = {
        "business_date": business_date.isoformat(),
        "code_version": code_version(),
        "marts": _write_marts(home, partial),
    }
    (partial / "manifest.json").write_bytes(canonical(manifest))
    release = home.releases / f"{business_date}-{_digest(manifest)}"
    if release.exists():
        shutil.rmtree(partial)
    else:
        report.write_report(release=partial)
        partial.replace(release)
    return release


def _digest(manifest: dict) -> str:
    contents = {name: mart["sha256"] for name, mart in manifest["marts"].items()}
    return hashlib.sha256(canonical([manifest["code_version"], contents])).hexdigest()[:12]


def _mart_nodes(home: Home) -> dict[str, dict]:
    """dbt's record of every model tagged `mart`, by name."""
    manifest = json.loads((warehouse.target_dir(home) / "manifest.json").read_text(encoding="utf-8"))
    nodes = (n for n in manifest["nodes"].values() if n["resource_type"] == "model" and "mart" in n["tags"])
    return {n["name"]: n for n in sorted(nodes, key=lambda n: n["name"])}


def _write_marts(home: Home, release: Path) -> dict[str, dict]:
    """Every mart as Parquet and as a table of one DuckDB file; returns the manifest's entry of each.

    Rows are ordered by all columns and written by one thread, so that a rebuild gives equal bytes.
    """
    entries = {}
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute(f"attach '{home.warehouse}' as source (read_only)")
        con.execute(
            f"attach '{release / 'oversight.duckdb'}' as public (storage_version '{STORAGE_VERSION}')"
        )
        for name, node in _mart_nodes(home).items():
            path = release / "marts" / f"{name}.parquet"
            con.execute(f'create table public."{name}" as from source."{name}" order by all')
            con.execute(f"copy public.\"{name}\" to '{path}' (format parquet, compression zstd)")
            entries[name] = _entry(con, name, node, path)
        con.execute("detach public")
    return entries


def _entry(con: duckdb.DuckDBPyConnection, name: str, node: dict, path: Path) -> dict:
    columns = con.execute(f"describe from '{path}'").fetchall()
    return {
        "rows": con.execute(f'select count(*) from public."{name}"').fetchall()[0][0],
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
