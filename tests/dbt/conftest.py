"""Runs dbt models on bronze that a test writes cell by cell."""

import json
import os
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from oversight import sources
from oversight.ingest.bronze import FILES, FILES_SCHEMA, source_schema
from oversight.reference import calendar
from oversight.settings import DBT_PROJECT, Home


def write_bronze(home: Home, rows: dict[str, list[dict]]) -> None:
    """`rows` per source as bronze Parquet; sources without rows get an empty file with the full schema."""
    schemas = {source.name: source_schema(source) for source in sources.load().values()}
    for name, schema in (schemas | {FILES: FILES_SCHEMA}).items():
        cells = [dict.fromkeys(schema.names) | {"_file": "f"} | row for row in rows.get(name, [])]
        folder = home.bronze / name / "delivered=1970-01-01"
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(cells, schema=schema), folder / "rows.parquet")


@pytest.fixture(scope="session")
def run_dbt(tmp_path_factory):
    """A function: bronze rows, business date and dbt selection in, a connection to what was built out."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    def run(rows: dict[str, list[dict]], business_date: date, *select: str) -> duckdb.DuckDBPyConnection:
        home = Home(tmp_path_factory.mktemp("home"))
        home.reference.mkdir()
        pq.write_table(calendar(), home.reference / "calendar.parquet")
        write_bronze(home, rows)
        os.environ |= {"OVERSIGHT_HOME": str(home.root), "OVERSIGHT_WAREHOUSE": str(home.warehouse)}
        places = {"--project-dir": DBT_PROJECT, "--profiles-dir": DBT_PROJECT}
        places |= {"--target-path": Path(home.root, "target"), "--log-path": Path(home.root, "logs")}
        arguments = ["--log-level", "none", "run", *(str(x) for pair in places.items() for x in pair)]
        arguments += ["--vars", json.dumps({"business_date": business_date.isoformat()}), "--select", *select]
        try:
            runner = dbtRunner()
            seeded = runner.invoke(["--log-level", "none", "seed", *arguments[3 : -len(select) - 1]])
            outcome = runner.invoke(arguments)
        finally:
            DuckDBConnectionManager.close_all_connections()
        assert seeded.success, seeded.exception
        assert outcome.success, outcome.exception or [
            r.message for r in outcome.result.results if r.status == "error"
        ]
        return duckdb.connect(str(home.warehouse), read_only=True)

    return run
