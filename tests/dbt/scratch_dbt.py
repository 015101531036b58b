"""Runs dbt models on bronze that a test writes cell by cell."""

import json
import os
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from oversight import sources
from oversight.ingest.bronze import FILES, FILES_SCHEMA, source_schema
from oversight.reference import write_reference
from oversight.settings import DBT_PROJECT, Home


def write_bronze(home: Home, rows: dict[str, list[dict]]) -> None:
    """`rows` per source as bronze Parquet; sources without rows get an empty file with the full schema."""
    schemas = {source.name: source_schema(source) for source in sources.load().values()}
    for name, schema in (schemas | {FILES: FILES_SCHEMA}).items():
        cells = [dict.fromkeys(schema.names) | {"_file": "f"} | row for row in rows.get(name, [])]
        folder = home.bronze / name / "delivered=1970-01-01"
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(cells, schema=schema), folder / "rows.parquet")


class Dbt:
    """dbt in this process, on a home of its own."""

    def __init__(self, home: Home, business_date: date) -> None:
        self.home, self.business_date = home, business_date
        home.reference.mkdir(parents=True)
        write_reference(home=home, business_date=business_date)

    def __call__(self, command: str, *arguments: str):
        """Run one dbt command; returns its outcome."""
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        os.environ |= {
            "OVERSIGHT_HOME": str(self.home.root),
            "OVERSIGHT_WAREHOUSE": str(self.home.warehouse),
        }
        places = {"--project-dir": DBT_PROJECT, "--profiles-dir": DBT_PROJECT}
        places |= {"--target-path": self.home.root / "target", "--log-path": self.home.root / "logs"}
        options = [str(x) for pair in places.items() for x in pair]
        options += ["--vars", json.dumps({"business_date": self.business_date.isoformat()})]
        try:
            return dbtRunner().invoke(["--log-level", "none", command, *options, *arguments])
        finally:
            DuckDBConnectionManager.close_all_connections()


def messages(outcome) -> list[str]:
    """What failed, and why."""
    if outcome.exception:
        return [str(outcome.exception)]
    return [f"{r.node.name}: {r.message}" for r in outcome.result.results if r.status in ("error", "fail")]
