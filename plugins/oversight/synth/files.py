"""Tables of cells into files: workbook, csv, json, parquet. The same cells give the same bytes."""

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from oversight.synth.style import Style

PLAIN_NUMBERS = ("full_time_staff", "people_served", "max_cases", "formal_members", "probationary_members")


@dataclass
class Table:
    """One table as it will stand in a file: `cells` by canonical name, `headers` beside them in order.

    `reasons`: (row of `cells`, reason code) of rows made wrong on purpose. `repeats`: rows delivered before.
    """

    source: str
    sheet: str
    title: str
    cells: pd.DataFrame
    headers: list[str]
    style: Style
    sealed_by: str = ""
    authority: str = ""
    reasons: list[tuple[int, str]] = field(default_factory=list)
    repeats: int = 0
    left_out: tuple[str, ...] = ()  # columns that the title supplies

    @property
    def shown(self) -> pd.DataFrame:
        return self.cells.drop(columns=list(self.left_out))

    @property
    def first_row(self) -> int:
        """Row of the first record as a spreadsheet counts."""
        return {"plain": 2, "titled": 4, "merged": 5}[self.style.head]

    def above(self) -> list[list[str]]:
        return [[self.title], [f"填报单位（盖章）：{self.sealed_by}"]] if self.style.head != "plain" else []


def write(path: Path, tables: list[Table], created: dt.date) -> None:
    """Write one file; only workbooks hold more than one table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    form = tables[0].style.form
    if form == "xlsx":
        _workbook(path, tables, created)
    elif form == "csv":
        _csv(path, tables[0])
    elif form == "json":
        rows = tables[0].shown.set_axis(tables[0].headers, axis=1).to_dict("records")
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
    else:
        shown = tables[0].shown
        columns = {h: pa.array(shown[c], pa.string()) for h, c in zip(tables[0].headers, shown, strict=True)}
        pq.write_table(pa.table(columns), path)


def _csv(path: Path, table: Table) -> None:
    shown = table.shown.set_axis(table.headers, axis=1)
    width = len(table.headers)
    with path.open("w", encoding=table.style.encoding, newline="") as file:
        for line in table.above():
            file.write(",".join(line + [""] * (width - len(line))) + "\r\n")
        shown.to_csv(file, index=False, lineterminator="\r\n")


def _workbook(path: Path, tables: list[Table], created: dt.date) -> None:
    book = xlsxwriter.Workbook(
        path,
        {
            "in_memory": True,
            "strings_to_urls": False,
            "strings_to_formulas": False,
            "default_date_format": "yyyy/m/d",
        },
    )
    book.set_properties({"created": dt.datetime.combine(created, dt.time())})
    centre = book.add_format({"align": "center", "bold": True})
    for table in tables:
        sheet = book.add_worksheet(table.sheet)
        _heading(sheet, table, centre)
        shown = table.shown
        numeric = [name in PLAIN_NUMBERS for name in shown]
        for row, values in enumerate(shown.itertuples(index=False, name=None), start=table.first_row - 1):
            for column, value in enumerate(values):
                if value is not None:
                    _cell(sheet, row, column, value, numeric[column])
    book.close()


def _cell(sheet, row: int, column: int, value, numeric: bool) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day))
    elif isinstance(value, float) or (numeric and value.isdigit()):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, value)


def _heading(sheet, table: Table, centre) -> None:
    """Title and seal rows, then one header row, or two with merged groups."""
    last = len(table.headers) - 1
    for row, line in enumerate(table.above()):
        sheet.merge_range(row, 0, row, last, line[0], centre)
    top = table.first_row - 2
    if table.style.head != "merged":
        sheet.write_row(top, 0, table.headers, centre)
        return
    for column in (0, 1):
        sheet.merge_range(top - 1, column, top, column, table.headers[column], centre)
    sheet.merge_range(top - 1, 2, top - 1, last, "具体情况", centre) if last > 2 else sheet.write_string(
        top - 1, 2, "具体情况", centre
    )
    sheet.write_row(top, 2, table.headers[2:], centre)
