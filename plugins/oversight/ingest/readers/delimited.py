"""Delimited text: csv by its quotes and its delimiter, streamed."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from oversight.ingest import refusal
from oversight.ingest.readers.bytes import text_encoding
from oversight.ingest.readers.sheets import BLOCK_ROWS, Contents, Sheet, block_of_rows

DELIMITERS = ",\t;|"
SAMPLE_LINES = 200
LARGEST_CELL = 4 << 20  # characters; beyond this it is an open quote that swallows the file
END = "\x00end\x00"  # an extra last line: it comes back as its own row unless a quote is open


def read(path: Path, encoding: str | None) -> Contents:
    """The one sheet of a delimited text file. A row is a record, so a quoted line break stays in its cell."""
    encoding = text_encoding(path, encoding)
    return Contents("csv", [Sheet("", _blocks(path, encoding))], encoding)


def _blocks(path: Path, encoding: str) -> Iterator[list[pa.Array]]:
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding=encoding, newline="") as lines:
        sample = list(islice(lines, SAMPLE_LINES))
        delimiter = sniff_delimiter(sample)
        rows = csv.reader(chain(sample, lines, [END]), delimiter=delimiter)
        while chunk := _chunk(rows, path, encoding, delimiter):
            if chunk[-1] == [END]:
                chunk.pop()
            elif chunk[-1] and chunk[-1][-1].endswith(END):
                raise refusal.unclosed_quote(_rows_before_end(path, encoding, delimiter) + 1)
            if chunk:
                yield block_of_rows(chunk)


def _chunk(rows: Iterator, path: Path, encoding: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(rows, BLOCK_ROWS))
    except csv.Error as error:
        raise refusal.unclosed_quote(_rows_before_end(path, encoding, delimiter) + 1) from error


def _rows_before_end(path: Path, encoding: str, delimiter: str) -> int:
    """How many rows come before the one whose quote stays open: where a person has to look."""
    count = 0
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for row in csv.reader(chain(lines, [END]), delimiter=delimiter):
                count += not (row and row[-1].endswith(END))
        except csv.Error:
            pass
    return count


def sniff_delimiter(sample: list[str]) -> str:
    """The delimiter that gives most lines one and the same number of cells; a comma where none does."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    return max(DELIMITERS, key=score)
