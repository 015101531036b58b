"""A warehouse of a test's own, built from bronze that the test writes cell by cell."""

from datetime import date

import duckdb
import pytest
from scratch_dbt import Dbt, messages, write_bronze

from oversight.settings import Home


@pytest.fixture(scope="session")
def run_dbt(tmp_path_factory):
    """A function: bronze rows, business date and dbt selection in, a connection to what was built out."""

    def run(rows: dict[str, list[dict]], business_date: date, *select: str) -> duckdb.DuckDBPyConnection:
        home = Home(tmp_path_factory.mktemp("home"))
        write_bronze(home, rows)
        dbt = Dbt(home, business_date)
        assert messages(dbt("seed")) == []
        assert messages(dbt("run", "--select", *select)) == []
        return duckdb.connect(str(home.warehouse), read_only=True)

    return run
