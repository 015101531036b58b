"""Finds where a table's header starts and ends, and which source it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from oversight.ingest import rows as kinds
from oversight.ingest.headers import (
    SHEET_UNIT,
    Context,
    Match,
    Matcher,
    bare,
    column_levels,
    fold,
    unit_of,
)
from oversight.ingest.rows import header_cell
from oversight.sources import Source

MAX_LEVELS = 5
WINDOW = MAX_LEVELS + 3  # rows from a header's first that decide where it ends (levels, letter row)

Row = Sequence[str | None]


@dataclass
class Header:
    """A header found. Offsets count from the row that was looked at: it starts at `start`, the data at
    `end`. `source` is None where several sources fit equally well (`rivals`)."""

    start: int
    end: int
    letter_rows: list[int]
    texts: list[str]
    source: Source | None
    columns: dict[str, int]
    context: dict[str, Context] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    rivals: list[Source] = field(default_factory=list)

    @property
    def unmatched(self) -> dict[int, str]:
        """Index -> text of the named columns that no column of the source takes."""
        taken = set(self.columns.values())
        return {i: text for i, text in enumerate(self.texts) if text and i not in taken}


def find_header(
    matcher: Matcher, window: Sequence[Row], titles: Sequence[str], places: Sequence[tuple[str, str]]
) -> Header | None:
    """The header within the first rows of `window`, or None. A blank row ends it.

    `titles`: texts of the title rows above, the nearest first; `places`: sheet and file name.
    """
    levels = list(takewhile(kinds.texts, window[:MAX_LEVELS]))
    if sum(map(matcher.knows, levels)) < 2:
        return None
    surroundings = [*(("title", text) for text in titles), *places]
    best = None
    for depth in range(1, len(levels) + 1):
        matches = matcher.match(column_levels(levels[:depth]), surroundings)
        if matches[0].is_recognised and (best is None or _found(matches) > _found(best[1])):
            best = depth, matches
    return _header(matcher, window, *best, titles, surroundings) if best else None


def _header(matcher, window, depth, matches, titles, surroundings) -> Header:
    start = 0  # rows above that neither add a column nor name groups are no part of the header
    while start < depth - 1 and not _names_groups(window[start], window[start + 1]):
        shorter = matcher.match(column_levels(window[start + 1 : depth]), surroundings)
        if not shorter[0].is_recognised or _found(shorter) < _found(matches):
            break
        start, matches = start + 1, shorter
    end = depth
    while end < len(window) and end - start < MAX_LEVELS and _is_sublevel(window[end - 1], window[end]):
        end += 1
    letters = [i for i in range(end, min(end + 2, len(window))) if kinds.is_letter_row(window[i])]
    texts = ["/".join(levels) for levels in column_levels(window[start:end])]
    matches = matcher.match(column_levels(window[start:end]), surroundings) if end > depth else matches
    equals = [m for m in matches if m.is_recognised and len(m.columns) == _found(matches)]
    chosen: Match = equals[0]
    return Header(
        start=start,
        end=letters[-1] + 1 if letters else end,
        letter_rows=letters,
        texts=[" ".join(text.split()) for text in texts],
        source=chosen.source if len(equals) == 1 else None,
        columns=chosen.columns if len(equals) == 1 else {},
        context=chosen.context if len(equals) == 1 else {},
        units=_units(chosen, texts, titles),
        rivals=[match.source for match in equals] if len(equals) > 1 else [],
    )


def _found(matches: list[Match]) -> int:
    return len(matches[0].columns)


def _is_sublevel(above: Row, row: Row) -> bool:
    """Whether `row` only divides groups of the header row above it, or repeats its merged cells."""
    upper = [header_cell(cell) for cell in above]
    cells = [header_cell(cell) for cell in row]
    if not any(cells) or cells == upper or any(kinds.LONG_NUMBER.search(cell) for cell in cells):
        return False
    return all(not text or text == upper[i] or _is_group(upper, i) for i, text in enumerate(cells))


def _names_groups(row: Row, below: Row) -> bool:
    """Whether a row's texts, without values or colons, span several columns of the row below."""
    cells = [header_cell(cell) for cell in row]
    if len(kinds.texts(row)) < 2 or any(kinds.LONG_NUMBER.search(fold(c)) or ":" in fold(c) for c in cells):
        return False
    spans = [i for i, text in enumerate(cells[1:], start=1) if cells[i - 1] and text in ("", cells[i - 1])]
    return any(header_cell(below[i]) for i in spans)


def _is_group(upper: list[str], index: int) -> bool:
    """Whether a header cell spans several columns: blank, repeated beside it, or blank to its right."""
    if not upper[index]:
        return True
    beside = upper[max(index - 1, 0) : index] + upper[index + 1 : index + 2]
    return upper[index] in beside or upper[index + 1 : index + 2] == [""]


def _units(match: Match, texts: list[str], titles: Sequence[str]) -> dict[str, str]:
    """Money column -> unit: from its own header, else from a title row's 单位：万元."""
    general = next((found.group(1) for text in titles if (found := SHEET_UNIT.search(fold(text)))), None)
    money = {name for name, column in match.source.columns.items() if column.type == "money"}
    named = {name: unit_of(texts[i]) or general for name, i in match.columns.items() if name in money}
    return {name: unit for name, unit in named.items() if unit}


def guess_header(matcher: Matcher, head: Sequence[Row]) -> tuple[int | None, list[str], Match | None]:
    """For rows no source fits: the likeliest header row, its texts, and the nearest source.

    The nearest source is named only where at least two of its columns were found.
    """
    best: tuple[tuple[int, int], int, list[list[str]], Match] | None = None
    for start in range(len(head)):
        if sum(matcher.knows(row) for row in head[start : start + MAX_LEVELS]) < 2:
            continue
        for depth in range(1, min(MAX_LEVELS, len(head) - start) + 1):
            levels = column_levels(head[start : start + depth])
            nearest = max(matcher.match(levels, ()), key=lambda match: len(match.columns))
            score = len(nearest.columns), -depth
            if len(nearest.columns) >= 2 and (best is None or score > best[0]):
                best = score, start, levels, nearest
    if best:
        return best[1], [" ".join("/".join(texts).split()) for texts in best[2]], best[3]
    row = next((i for i, row in enumerate(head) if kinds.is_header_like(row)), None)
    return row, [header_cell(cell) for cell in head[row]] if row is not None else [], None


def is_same_header(header: Header, row: Row) -> bool:
    """Whether a row repeats the header's lowest level, as page breaks do."""
    cells = [bare(header_cell(cell)) for cell in row]
    lowest = [bare(text.rsplit("/", 1)[-1]) for text in header.texts]
    width = min(len(cells), len(lowest))
    named = [i for i in range(width) if lowest[i]]
    return len(named) >= 2 and all(cells[i] == lowest[i] for i in named)
