"""Read the marts of one published release, as the products need them: small, ordered rows."""

import datetime as dt
import json
import re
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from oversight.releases import mart_files

Row = dict[str, Any]


class MartMissing(LookupError):
    """A product needs a mart, or a column of one, that the release does not hold."""


class Marts:
    """The marts of a release folder as views of one in-memory DuckDB, closed on exit.

    Every `<release>/marts/<name>.parquet` (a file, or a folder of files) is a view called `<name>`.
    """

    def __init__(self, release: Path, *, restricted: bool = False, **tables: Path) -> None:
        """Open `release`, with `restricted` its other half too; `tables` adds CSV files (all text) by name."""
        self.release = Path(release)
        self.con = duckdb.connect()
        self.con.execute("set threads = 2")
        self.names: set[str] = set()
        for path in mart_files(self.release, restricted=restricted):
            self.view(path.stem, _parquet(path))
        for name, path in tables.items():
            self.view(name, f"read_csv({_literal(path)}, all_varchar=true, header=true, delim=',')")

    def view(self, name: str, source: str) -> None:
        self.con.execute(f'create view "{name}" as select * from {source}')
        self.names.add(name)

    def __enter__(self) -> "Marts":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.con.close()

    def other(self, release: Path, mart: str) -> str:
        """The same mart of another release, to compare with; returns the view's name."""
        name = f"other_{mart}"
        if name not in self.names:
            self.view(name, _parquet(Path(release) / "marts" / f"{mart}.parquet"))
        return name

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """The result of `sql` as dictionaries, in the order the query gives."""
        try:
            found = self.con.execute(sql, parameters)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise MartMissing(f"发布版本 {self.release} 缺少所需的表或列：{error}") from error
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def business_date(release: Path) -> dt.date:
    """The date a release speaks for: from its manifest, else from its folder name `<date>-<digest>`."""
    release = Path(release).resolve()
    manifest = release / "manifest.json"
    if manifest.exists():
        return _stated(manifest)["business_date"]
    found = re.search(r"\d{4}-\d{2}-\d{2}", release.name)
    if not found:
        raise ValueError(f"{release}：既无 manifest.json，文件夹名中也没有日期，无法得知业务日期")
    return dt.date.fromisoformat(found.group())


def known_on(release: Path) -> dt.date:
    """What was handed in by this day counted in a release: the business date, or a later day in a restatement."""
    return _stated(Path(release).resolve() / "manifest.json")["known_on"]


def _stated(manifest: Path) -> dict[str, dt.date]:
    """Both dates of a manifest; one written before there were two has one day for both."""
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    business_date = facts["business_date"]
    dates = {"business_date": business_date, "known_on": facts.get("known_on", business_date)}
    return {name: dt.date.fromisoformat(day) for name, day in dates.items()}


def _parquet(path: Path) -> str:
    """A mart is one file, or a folder of files."""
    return f"read_parquet({_literal(path / '**/*.parquet' if path.is_dir() else path)})"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
