"""What ingest finds in each file against what was put there."""

import duckdb
import pytest

from oversight import ingest
from oversight.settings import Home


@pytest.fixture(scope="module")
def met(deliveries, business_date, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("home"))
    report = ingest.run(inbox=deliveries / "inbox", home=home, business_date=business_date)
    rows = duckdb.sql(
        f"select _file, any_value(status), cast(sum(rows_delivered) as integer) "
        f"from read_parquet('{home.bronze}/_files/*/*.parquet') group by 1"
    ).fetchall()
    return report, {(file, status, count) for file, status, count in rows}


def test_every_file_has_the_status_and_the_rows_that_were_written(met, truth):
    files = truth("files")
    assert met[1] == {
        (f, s, int(n)) for f, s, n in zip(files.file, files.status, files.rows_delivered, strict=True)
    }


def test_copies_are_told_by_their_bytes(met, truth):
    assert sorted(met[0].known) == sorted(truth("files").query("status == 'repeated'").file)
