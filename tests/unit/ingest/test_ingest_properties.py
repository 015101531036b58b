"""Whatever the table: rows delivered = data rows written, and every cell's text comes back."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from desk import RATINGS, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from oversight.settings import Home

# Any text a cell may hold, bar what XML or a workbook cannot (controls, surrogates, line ends it rewrites).
CELL = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=12).filter(
    lambda text: not text.isspace() and "_x" not in text
)
# The code column is filled, so that no row is blank, a title, a total or a note.
CODE = st.from_regex(r"5[123][0-9]{6}[0-9A-Z]{10}", fullmatch=True)
TABLE = st.lists(st.tuples(CODE, CELL, CELL, CELL, CELL), min_size=1, max_size=12)
HEADER = [*RATINGS, "自定列"]
PREAMBLE = st.sampled_from([[], [["评估等级汇总表"]], [["汇总表"], ["填报单位（盖章）：", "甲局"], []]])


def delivered(make) -> list[tuple]:
    """What a fresh ingest of one file makes of it."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder, "inbox"), Home(Path(folder, "home")))
        make(desk)
        report = desk.ingest(date(2026, 11, 30))
        table = pq.read_table(next(desk.home.bronze.glob("ratings/delivered=2026*/*.parquet")))
        assert report.rows == table.num_rows
        return table.select(["uscc", "org_name", "rating", "granted_on", "_extra", "_row"]).to_pylist()


def check(found: list[dict], table: list[tuple], first_row: int) -> None:

    assert [row["_row"] for row in found] == list(range(first_row, first_row + len(table)))
    for row, written in zip(found, table, strict=True):
        canonical = [row[name] or "" for name in ("uscc", "org_name", "rating", "granted_on")]
        assert canonical == list(written[:4])
        assert json.loads(row["_extra"] or "{}") == ({"自定列": written[4]} if written[4] else {})


@settings(max_examples=40, deadline=None)
@given(TABLE, PREAMBLE, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_csv_round_trip(table, preamble, encoding):
    found = delivered(lambda desk: desk.csv("a.csv", [*preamble, HEADER, *table], encoding))
    check(found, table, len(preamble) + 2)


@settings(max_examples=25, deadline=None)
@given(TABLE, PREAMBLE)
def test_xlsx_round_trip(table, preamble):
    found = delivered(lambda desk: desk.xlsx("a.bin", {"表": [*preamble, HEADER, *table]}))
    check(found, table, len(preamble) + 2)


@settings(max_examples=25, deadline=None)
@given(TABLE, st.integers(2, 9))
def test_no_row_is_lost_between_blocks(table, block_rows):
    """Blocks of a few rows: every row is delivered once, in order."""
    from oversight.ingest.readers import delimited

    usual, delimited.BLOCK_ROWS = delimited.BLOCK_ROWS, block_rows
    try:
        found = delivered(lambda desk: desk.csv("a.csv", [HEADER, *table]))
    finally:
        delimited.BLOCK_ROWS = usual
    check(found, table, 2)
