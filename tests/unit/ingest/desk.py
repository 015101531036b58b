"""An inbox, a data home, and the ways a bureau writes a table."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import xlsxwriter

from oversight import ingest
from oversight.settings import Home

BUSINESS_DATE = date(2026, 11, 30)
RATINGS = ["统一社会信用代码", "社会组织名称", "评估等级", "授予日期"]
CODE = "51330300500000001X"


def rating(number: int) -> list[str]:
    """One data row under RATINGS."""
    return [f"5133030050{number:07d}X", f"温州市第{number}协会", "4A", "2024-05-06"]


@dataclass
class Desk:
    """A place to deliver to and look at what came of it."""

    inbox: Path
    home: Home

    def path(self, name: str) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def csv(self, name: str, rows: list, encoding: str = "utf-8", delimiter: str = ",") -> Path:
        path = self.path(name)
        with path.open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=delimiter).writerows(rows)
        return path

    def xlsx(self, name: str, sheets: dict[str, list], merged: dict[str, list] | None = None) -> Path:
        """`merged`: sheet -> [(first row, first column, last row, last column, text)], counted from 0."""
        path = self.path(name)
        with xlsxwriter.Workbook(path) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        write = sheet.write_string if isinstance(cell, str) else sheet.write
                        write(number, column, cell)
                for area in (merged or {}).get(title, []):
                    sheet.merge_range(*area)
        return path

    def ingest(self, business_date: date = BUSINESS_DATE) -> ingest.IngestReport:
        return ingest.run(inbox=self.inbox, home=self.home, business_date=business_date)

    def query(
        self, columns: str, source: str, order: str = "_file, _sheet, _row", rest: str = ""
    ) -> list[tuple]:
        glob = self.home.bronze / source / "*" / "*.parquet"
        return duckdb.sql(f"select {columns} from read_parquet('{glob}') {rest} order by {order}").fetchall()

    def files(self, columns: str) -> list[tuple]:
        return self.query(columns, "_files", "_file, table_no")

    def one_file(self, columns: str) -> tuple:
        (row,) = self.files(columns)
        return row

    def snapshot(self) -> dict[str, bytes]:
        """Every file of bronze with its bytes."""
        files = sorted(path for path in self.home.bronze.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home.bronze)): path.read_bytes() for path in files}
