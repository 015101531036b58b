"""What every reader gives: sheets, each a stream of blocks of text cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice, zip_longest

import pyarrow as pa

BLOCK_ROWS = 50_000
EXCEL_WHOLE = 1e16  # beyond this Excel's own 15 digits are long gone: keep 5.21101E+17 as it is


@dataclass
class Sheet:
    """One sheet: `blocks` are lists of equally long string arrays (columns), in order of rows.

    `first_row` is the number of the first row as people count it. Where the format itself names the
    columns (json, parquet), `names` holds them and the rows are records counted from 1.
    """

    name: str
    blocks: Iterator[list[pa.Array]]
    first_row: int = 1
    names: list[str] | None = None


@dataclass
class Contents:
    """A file as read: its true format, its text encoding where it has one, and its sheets."""

    format: str
    sheets: Iterable[Sheet]
    encoding: str | None = None
    notes: list[str] = field(default_factory=list)


def blocks_of_rows(rows: Iterator[list]) -> Iterator[list[pa.Array]]:
    """Rows of cells, ragged or not, as blocks of at most BLOCK_ROWS."""
    while chunk := list(islice(rows, BLOCK_ROWS)):
        yield block_of_rows(chunk)


def block_of_rows(rows: list[list]) -> list[pa.Array]:
    """Rows as columns of text. Rows without any cell still count: they give one column of nulls."""
    columns = zip_longest(*rows, fillvalue="")
    return [text_array(column) for column in columns] or [pa.nulls(len(rows), pa.string())]


def text_array(values) -> pa.Array:
    """Cells as text; an array of Python strings takes the fast way."""
    try:
        return pa.array(values, pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError):
        return pa.array([cell_text(value) for value in values], pa.string())


def cell_text(value) -> str | None:
    """A typed cell as the text it stands for: ISO dates, whole numbers without a decimal point."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < EXCEL_WHOLE:
        return str(int(value))
    return repr(value).upper()
