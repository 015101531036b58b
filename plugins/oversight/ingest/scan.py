"""A sheet -> its tables, and each row's lot: delivered, kept aside, or skipped with its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight.ingest import rows as kinds
from oversight.ingest.finder import WINDOW, Header, find_header, is_same_header
from oversight.ingest.headers import Matcher
from oversight.ingest.readers.sheets import Sheet

HEAD_ROWS = 60  # rows at the top of a sheet where each is tried as a header
MAX_TITLES = 5
MAX_LISTED = 1000  # skipped rows listed one by one; all are counted
SERIALS = {"序号", "编号", "行号", "ID", "id", "No", "NO", "No."}


@dataclass
class Table:
    """A table met in a sheet. Without a header it holds rows that no source fits."""

    sheet: str
    header: Header | None = None
    header_row: int | None = None
    first_row: int | None = None
    rows: int = 0
    skipped_rows: int = 0
    skipped: list[dict] = field(default_factory=list)
    head: list[tuple] = field(default_factory=list)
    head_row: int | None = None
    ends_in_note: bool = False

    @property
    def is_recognised(self) -> bool:
        return self.header is not None and self.header.source is not None

    def skip(self, number: int, kind: str, row: tuple) -> None:
        self.skipped_rows += 1
        if len(self.skipped) < MAX_LISTED:
            text = " ".join(kinds.texts(row))[:200]
            self.skipped.append({"row": number, "kind": kind, "text": text})


@dataclass
class Piece:
    """Rows of one table: its columns as text (blank = null) and the rows' numbers in the sheet."""

    table: Table
    columns: list[pa.Array]
    numbers: pa.Array


@dataclass
class Block:
    """Consecutive rows of a sheet. `lead` is each row's first non-blank text, `filled` how many it has."""

    columns: list[pa.Array]
    first: int
    lead: pa.Array = None
    filled: np.ndarray = None

    def __post_init__(self):
        self.columns = [_blank_to_null(column) for column in self.columns]
        self.lead = pc.coalesce(*self.columns)
        self.filled = np.zeros(len(self), dtype=np.int32)
        for column in self.columns:
            self.filled += pc.is_valid(column).to_numpy(zero_copy_only=False)

    def __len__(self) -> int:
        return len(self.columns[0])

    def rows(self, start: int, stop: int) -> list[tuple]:
        start, stop = max(start, 0), min(stop, len(self))
        if stop - start == 1:
            return [tuple(column[start].as_py() for column in self.columns)]
        return list(
            zip(*(column.slice(start, stop - start).to_pylist() for column in self.columns), strict=True)
        )


class Scanner:
    """Reads one sheet. `pieces()` gives the rows as they come; then `tables` holds what was met."""

    def __init__(self, matcher: Matcher, sheet: Sheet, file_stem: str):
        self.matcher, self.sheet = matcher, sheet
        self.places = [("sheet", sheet.name), ("file", file_stem)]
        self.tables: list[Table] = []
        columns = [column for source in matcher.sources for column in source.columns.values()]
        self._words = sorted({alias for column in columns for alias in column.aliases} | SERIALS)

    @property
    def table(self) -> Table | None:
        return self.tables[-1] if self.tables else None

    def pieces(self) -> Iterator[Piece]:
        """All rows of the sheet in order. Blocks overlap by a window, so that no header is cut in two."""
        if self.sheet.names is not None:
            self._open_named(self.sheet.names)
        first, carry = self.sheet.first_row, None
        for columns in self.sheet.blocks:
            if carry is not None:
                block = Block(_appended(carry, columns), first)
                used = yield from self._block(block, max(len(block) - WINDOW, 0))
                first, columns = first + used, [column.slice(used) for column in block.columns]
            carry = columns
        if carry is not None and len(carry[0]):
            block = Block(carry, first)
            yield from self._block(block, len(block))

    def _block(self, block: Block, stop: int) -> Iterator[Piece]:
        """Handle the rows up to `stop`, or to the end of a header that reaches beyond. Gives that end."""
        position = 0
        for candidate in self._candidates(block, stop) if self.sheet.names is None else ():
            if candidate < position:
                continue
            start, titles, header = self._header_near(block, position, candidate)
            if header is None or self._repeats(header):
                continue
            if self.table is None and sum(map(kinds.is_wide, block.rows(position, titles))) < 2:
                titles = position  # too little above the first header to be a table: remarks
            yield from self._flush(block, position, titles)
            self._open(block, header, titles, start)
            position = start + header.end
        end = max(position, stop)
        yield from self._flush(block, position, end)
        return end

    def _header_near(self, block: Block, lowest: int, start: int) -> tuple[int, int, Header | None]:
        """Where a header at or just below row `start` begins, where its titles begin, and the header."""
        while True:
            window = block.rows(start, start + WINDOW)
            if kinds.is_title(window[0]):
                return start, start, None
            titles = self._titles_above(block, lowest, start)
            texts = [" ".join(kinds.texts(row)) for row in reversed(block.rows(titles, start))]
            header = find_header(self.matcher, window, [text for text in texts if text], self.places)
            if header is None or header.start == 0:
                return start, titles, header
            start += header.start

    def _candidates(self, block: Block, stop: int) -> list[int]:
        """Rows where a header may start: the sheet's first rows, and below a blank or title row; or that
        start with a word of a header."""
        blank = block.filled == 0
        after = np.zeros(len(block), dtype=bool)
        after[1:] = (block.filled <= 1)[:-1]
        words = pc.is_in(pc.utf8_trim_whitespace(block.lead), value_set=self._header_words())
        hits = ~blank & (after | words.to_numpy(zero_copy_only=False))
        if not (self.table and self.table.is_recognised):
            top = max(HEAD_ROWS - block.first + 1, 0)
            hits[:top] = ~blank[:top]
        return np.flatnonzero(hits[:stop]).tolist()

    def _header_words(self) -> pa.Array:
        """Texts a header row may start with: declared aliases, and the current header's own."""
        own = self.table.header.texts if self.table and self.table.header else []
        return pa.array([*self._words, *(text.rsplit("/", 1)[-1] for text in own if text)])

    def _titles_above(self, block: Block, lowest: int, candidate: int) -> int:
        """Where the title rows directly above a header start. Blank rows between them belong to them."""
        start = candidate
        for number in range(candidate - 1, max(lowest, candidate - MAX_TITLES) - 1, -1):
            row = block.rows(number, number + 1)[0]
            if kinds.is_title(row):
                start = number
            elif kinds.texts(row):
                break
        return start

    def _repeats(self, header: Header) -> bool:
        """A page's repeated header is no new table."""
        current = self.table.header if self.table else None
        return bool(current and current.source is header.source and current.texts == header.texts)

    def _open(self, block: Block, header: Header, titles: int, start: int) -> None:
        table = Table(self.sheet.name, header, block.first + start)
        letters = {start + offset for offset in header.letter_rows}
        for index, row in enumerate(block.rows(titles, start + header.end), start=titles):
            kind = "letter_row" if index in letters else "header" if index >= start else _kind_above(row)
            table.skip(block.first + index, kind, row)
        self.tables.append(table)

    def _open_named(self, names: list[str]) -> None:
        """The table of a format that names its columns itself (no header row)."""
        header = find_header(self.matcher, [names], (), self.places)
        table = Table(self.sheet.name, header)
        if header is None:
            table.head = [tuple(names)]
        self.tables.append(table)

    def _flush(self, block: Block, start: int, end: int) -> Iterator[Piece]:
        """Give the rows to the current table; rows before the first are titles unless they are a table."""
        if start >= end:
            return
        if self.table is None:
            self._open_unknown(block, start, end)
        table = self.table
        skipped = self._skipped(block, start, end, table)
        keep = np.ones(end - start, dtype=bool)
        for index in sorted(skipped):
            table.skip(block.first + index, skipped[index], block.rows(index, index + 1)[0])
            keep[index - start] = False
        kept = int(keep.sum())
        if not kept:
            return
        numbers = np.arange(block.first + start, block.first + end, dtype=np.int32)[keep]
        table.first_row = table.first_row or int(numbers[0])
        table.rows += kept
        columns = [column.slice(start, end - start) for column in block.columns]
        if kept < end - start:
            columns = [column.filter(pa.array(keep)) for column in columns]
        yield Piece(table, columns, pa.array(numbers))

    def _open_unknown(self, block: Block, start: int, end: int) -> None:
        head = block.rows(start, min(end, start + HEAD_ROWS))
        table = Table(self.sheet.name, head=head, head_row=block.first + start)
        self.tables.append(table)

    def _skipped(self, block: Block, start: int, end: int, table: Table) -> dict[int, str]:
        """Index -> kind of the rows that are not data. Only rows worth a closer look are looked at."""
        blank = block.filled[start:end] == 0
        skipped = {start + int(i): "blank" for i in np.flatnonzero(blank)}
        if not table.is_recognised:
            return skipped
        for index in self._suspicious(block, start, end, table):
            row = block.rows(index, index + 1)[0]
            below_note = skipped.get(index - 1) == "note" or (index == start and table.ends_in_note)
            continued = "note" if below_note and len(kinds.texts(row)) == 1 else None
            if kind := _kind_within(row, table) or continued:
                skipped[index] = kind
        table.ends_in_note = skipped.get(end - 1) == "note"
        return skipped

    def _suspicious(self, block: Block, start: int, end: int, table: Table) -> list[int]:
        lead = block.lead.slice(start, end - start)
        words = pc.is_in(pc.utf8_trim_whitespace(lead), value_set=self._header_words())
        found = pc.or_(words, pc.fill_null(pc.match_substring_regex(lead, kinds.SUSPICIOUS), False))
        matched = [block.columns[i] for i in table.header.columns.values() if i < len(block.columns)]
        unmatched = pc.is_null(pc.coalesce(*matched)) if matched else pc.is_null(block.lead)
        odd = found.to_numpy(zero_copy_only=False).copy()
        odd |= unmatched.slice(start, end - start).to_numpy(zero_copy_only=False)
        odd |= block.filled[start:end] == 1
        return [start + int(i) for i in np.flatnonzero(odd & (block.filled[start:end] > 0))]


def _kind_above(row: tuple) -> str:
    if not kinds.texts(row):
        return "blank"
    return "unit" if kinds.is_unit_row(row) else "title"


def _kind_within(row: tuple, table: Table) -> str | None:
    """The kind of a row below the header that is not data, or None."""
    if kinds.is_total(row):
        return "total"
    if kinds.is_note(row):
        return "note"
    if is_same_header(table.header, row):
        return "repeated_header"
    serials = [i for i, text in table.header.unmatched.items() if kinds.SERIAL_HEADER.match(text.lower())]
    return "blank" if all(i in serials for i, cell in enumerate(row) if cell) else None


def _blank_to_null(column: pa.Array) -> pa.Array:
    blank = pc.or_(pc.equal(column, ""), pc.utf8_is_space(column))
    return pc.if_else(blank, pa.scalar(None, pa.string()), column) if pc.any(blank).as_py() else column


def _appended(above: list[pa.Array], below: list[pa.Array]) -> list[pa.Array]:
    """Two blocks as one, the narrower filled up with nulls."""
    width = max(len(above), len(below))
    pairs = zip(_widened(above, width), _widened(below, width), strict=True)
    return [pa.concat_arrays(pair) for pair in pairs]


def _widened(columns: list[pa.Array], width: int) -> list[pa.Array]:
    return [*columns, *[pa.nulls(len(columns[0]), pa.string())] * (width - len(columns))]
