"""Workbooks for people: the same bytes for the same content, no cell ever a formula, ready to print on A4."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_000  # Excel holds 32,767 characters a cell and xlsxwriter drops a longer one without a word
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9
LINE_HEIGHT = 13.5  # points of one line of 10-point type
ROW_SHOWN = 400  # characters of a cell that a row makes room for

MIDDLE = {"border": 1, "valign": "vcenter"}
CENTRE = {**MIDDLE, "align": "center"}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"},
    "heading": {"font_name": "黑体", "font_size": 11, "valign": "vcenter"},
    "plain": {"text_wrap": True, "valign": "top"},
    "label": {**MIDDLE, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True},
    "header": {**CENTRE, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True},
    "text": {**MIDDLE, "text_wrap": True, "num_format": "@"},
    "center": {**CENTRE, "text_wrap": True, "num_format": "@"},
    "count": {**MIDDLE, "num_format": "#,##0"},
    "number": {**MIDDLE, "num_format": "General"},
    "percent": {**MIDDLE, "num_format": "0.0%"},
    "date": {**CENTRE, "num_format": "yyyy-mm-dd"},
    "good": {**CENTRE, "font_color": "#1B5E20", "bg_color": "#E3F1E4"},
    "bad": {**CENTRE, "font_color": "#8A1C1C", "bg_color": "#FBE5E3"},
    "quiet": {**CENTRE, "font_color": "#555555", "bg_color": "#F1F1F1"},
}


@dataclass(frozen=True)
class Column:
    """One column of a printed table: the key in a row, its Chinese title, width in characters, and style."""

    key: str
    title: str
    width: float = 12
    style: str = "text"


class Book:
    """A workbook being written; `created` is its only date, so that equal content gives equal bytes."""

    def __init__(self, path: Path, created: dt.date, title: str) -> None:
        as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        # In memory: hundreds of small books wait longer for their temporary files than for anything else.
        self.book = xlsxwriter.Workbook(str(path), {**as_text, "in_memory": True})
        self.book.set_properties({"title": title, "created": dt.datetime.combine(created, dt.time())})
        self.styles = {name: self._format(look) for name, look in STYLES.items()}

    def _format(self, look: dict[str, Any]) -> Format:
        return self.book.add_format({"font_name": "宋体", "font_size": 10, **look})

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool = True) -> Worksheet:
        """A sheet printed on A4, one page wide, with page numbers at the foot."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: str = "text") -> None:
        """One cell. Text is always written as text, whatever it starts with."""
        look = self.styles[style]
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否", look)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, float(value), look)
        elif isinstance(value, dt.date):
            sheet.write_datetime(
                row, column, dt.datetime(value.year, value.month, value.day), self.styles["date"]
            )
        else:
            sheet.write_string(row, column, shorten(str(value)), look)

    def line(
        self, sheet: Worksheet, row: int, last_column: int, text: str, style: str, height: float
    ) -> None:
        """Text over the columns 0 to `last_column` of one row, `height` in points."""
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, last_column, "", self.styles[style])
        sheet.write_string(row, 0, shorten(text), self.styles[style])

    def table(
        self, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Sequence[dict[str, Any]]
    ) -> int:
        """A header row at `top` and one row each below; returns the first free row.

        A row may name the style of one cell as `<key>_style`.
        """
        titles = {column.key: column.title for column in columns}
        sheet.set_row(top, LINE_HEIGHT * _tallest(columns, titles) + 4)
        for index, column in enumerate(columns):
            self.put(sheet, top, index, column.title, "header")
        for offset, row in enumerate(rows, start=1):
            sheet.set_row(top + offset, LINE_HEIGHT * _tallest(columns, row) + 4)
            for index, column in enumerate(columns):
                style = row.get(f"{column.key}_style", column.style)
                self.put(sheet, top + offset, index, row.get(column.key), style)
        return top + len(rows) + 1

    def data_sheet(self, name: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]]) -> Worksheet:
        """A sheet that is one table from the first row: header frozen, filtered, repeated on each page."""
        sheet = self.sheet(name, [column.width for column in columns])
        self.table(sheet, 0, columns, rows)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        return sheet


def printed_lines(text: str, width: float) -> int:
    """Lines that `text` takes in a cell `width` characters wide; a Chinese character counts as two."""
    return sum(1 + int(len(line.encode("gb18030", "replace")) / width) for line in text.split("\n"))


def _tallest(columns: Sequence[Column], row: dict[str, Any]) -> int:
    """Lines of the tallest text of a row: not every program fits heights by itself, least of all in print."""
    texts = ((row.get(column.key), column.width) for column in columns)
    lines = [printed_lines(text[:ROW_SHOWN], width) for text, width in texts if isinstance(text, str)]
    return max(lines, default=1)


@contextmanager
def workbook(path: Path, created: dt.date, title: str) -> Iterator[Book]:
    """Write a workbook aside and move it to `path` when complete: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    book = Book(aside, created, title)
    try:
        yield book
        book.book.close()
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_atomic(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write `content` aside and move it to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.chmod(mode)
    aside.replace(path)


def shorten(text: str, limit: int = CELL_LIMIT) -> str:
    """`text`, or its beginning and the number of characters left out."""
    return text if len(text) <= limit else f"{text[:limit]}……（余 {len(text) - limit} 个字符略）"


def csv_text(value: object) -> str:
    """A CSV cell that a spreadsheet program will not run: text like a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    is_harmless = isinstance(value, int | float | Decimal) or len(text) < 2  # a lone "-" stands for no value
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not is_harmless else text
