"""Delimited text: csv by its quotes and its delimiter, streamed."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from oversight.ingest import refusal
from oversight.ingest.readers.bytes import text_encoding
from oversight.ingest.readers.sheets import Contents, Sheet, blocks_of_rows

DELIMITERS = ",\t;|"
SAMPLE_LINES = 200
LARGEST_CELL = 4 << 20  # characters; beyond this it is an open quote that swallows the file
END = "\x00end\x00"  # an extra last line: it comes back as its own row unless a quote is open


def read(path: Path, encoding: str | None) -> Contents:
    """The one sheet of a delimited text file. A row is a record, so a quoted line break stays in its cell."""
    encoding = text_encoding(path, encoding)
    return Contents("csv", [Sheet("", _blocks(path, encoding))], encoding)


def _blocks(path: Path, encoding: str) -> Iterator:
    csv.field_size_limit(LARGEST_CELL)
    with open(path, encoding=encoding, newline="") as lines:
        sample = list(islice(lines, SAMPLE_LINES))
        rows = csv.reader(chain(sample, lines, [END]), delimiter=sniff_delimiter(sample))
        yield from blocks_of_rows(_closed(rows))


def _closed(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows up to the end mark.

    Raises `Refused` where a quote is still open at the end of the file: rows would be lost in a cell.
    """
    number, row = 0, [END]
    try:
        for number, row in enumerate(rows, start=1):
            if row and row[-1].endswith(END):
                break
            yield row
    except csv.Error as error:
        raise refusal.unclosed_quote(number + 1) from error
    if row != [END]:
        raise refusal.unclosed_quote(number)


def sniff_delimiter(sample: list[str]) -> str:
    """The delimiter that gives most lines one and the same number of cells; a comma where none does."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    return max(DELIMITERS, key=score)
