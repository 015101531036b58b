"""The sources that bureaus hand in, as declared once in `dbt_project/models/sources.yml`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from oversight.settings import DBT_PROJECT

DECLARATION = DBT_PROJECT / "models" / "sources.yml"


@dataclass(frozen=True)
class Column:
    """One canonical column: its type in staging and the header texts that mean it (first = label)."""

    name: str
    type: str
    required: bool
    aliases: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.aliases[0]


@dataclass(frozen=True)
class Source:
    """One kind of table that bureaus hand in.

    `recognised_by`: any one of these column sets says "it is this source". `context`: for a column
    that title, sheet or file name may supply, each value with the words that say so.
    """

    name: str
    label: str
    key: tuple[str, ...]
    recognised_by: tuple[frozenset[str], ...]
    context: dict[str, dict[str, tuple[str, ...]]]
    columns: dict[str, Column]


def load(path: Path = DECLARATION) -> dict[str, Source]:
    """All declared sources by name, in the order of the declaration.

    Raises ValueError where a declaration names a column that it does not declare.
    """
    return dict(_load(Path(path)))


@lru_cache(maxsize=4)
def _load(path: Path) -> dict[str, Source]:
    declared = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    bronze = next(group for group in declared["sources"] if group["name"] == "bronze")
    tables = [table for table in bronze["tables"] if "recognised_by" in table["config"]["meta"]]
    return {table["name"]: _source(table) for table in tables}


def _source(table: dict) -> Source:
    meta = table["config"]["meta"]
    columns = {column["name"]: _column(column) for column in table["columns"]}
    context = {
        column: {str(value): tuple(words) for value, words in values.items()}
        for column, values in meta.get("context", {}).items()
    }
    source = Source(
        name=table["name"],
        label=meta["label"],
        key=tuple(meta["key"]),
        recognised_by=tuple(frozenset(columns) for columns in meta["recognised_by"]),
        context=context,
        columns=columns,
    )
    named = set(source.key).union(*source.recognised_by, source.context)
    if unknown := sorted(named - set(columns)):
        raise ValueError(f"sources.yml, table {source.name}: columns {unknown} are named but not declared")
    return source


def _column(column: dict) -> Column:
    meta = column["config"]["meta"]
    aliases = tuple(str(alias) for alias in meta["aliases"])
    return Column(column["name"], meta["type"], bool(meta.get("required", False)), aliases)
