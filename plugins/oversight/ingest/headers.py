"""Header texts -> the columns of a declared source."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from oversight.ingest.rows import header_cell
from oversight.sources import Source

MONEY_UNIT = re.compile(r"(万元|亿元|(?<!美)元)")
SHEET_UNIT = re.compile(r"(?:金额)?单位[:：]\s*(?:人民币)?(万元|亿元|元)")
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "【": "】", "〔": "〕", "《": "》", "「": "」"}

Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Context:
    """A column that something outside the table supplies: `place` is title, sheet or file."""

    value: str
    place: str
    text: str


@dataclass
class Match:
    """How a header fits one source. `columns`: canonical column -> index of the cell it was found in."""

    source: Source
    columns: dict[str, int]
    context: dict[str, Context] = field(default_factory=dict)

    @property
    def supplied(self) -> set[str]:
        return self.columns.keys() | self.context.keys()

    @property
    def is_recognised(self) -> bool:
        """Two columns of the set must stand in the header: a year in a file name proves little."""
        return any(
            columns <= self.supplied and len(columns & self.columns.keys()) >= 2
            for columns in self.source.recognised_by
        )

    @property
    def missing(self) -> list[str]:
        """Labels of what the nearest of the source's recognising column sets still lacks."""
        gaps = [columns - self.columns.keys() for columns in self.source.recognised_by]
        nearest = min(gaps, key=len)
        return [column.label for name, column in self.source.columns.items() if name in nearest]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Header text without width, letter case, white space, invisible characters or required-marks."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    return text.strip("*:;,.、").lower()


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Folded header text without its bracketed remarks, nested ones included."""
    kept, closers = [], []
    for character in fold(text):
        if character in BRACKETS:
            closers.append(BRACKETS[character])
        elif closers:
            if character == closers[-1]:
                closers.pop()
        else:
            kept.append(character)
    return "".join(kept).strip("*:;,.、")


def unit_of(text: str) -> str | None:
    """The money unit a header names: in a bracketed remark, or as its ending."""
    folded = fold(text)
    remark = folded.removeprefix(bare(text))
    found = MONEY_UNIT.search(remark) or re.search(r"(?:万元|亿元)$", folded)
    return found.group() if found else None


def column_levels(rows: Rows) -> list[list[str]]:
    """For each column its header texts from the top level down.

    A group's text reaches right over the blank cells beside it; a merged cell is named once.
    """
    levels: list[list[str]] = [[] for _ in rows[0]]
    for depth, row in enumerate(rows):
        group = ""
        for index, cell in enumerate(row):
            text = header_cell(cell)
            group = text or group
            reaches = depth < len(rows) - 1 and any(header_cell(below[index]) for below in rows[depth + 1 :])
            text = text or (group if reaches else "")
            if bare(text) and (not levels[index] or levels[index][-1] != text):
                levels[index].append(text)
    return levels


class Matcher:
    """Fits headers to the declared sources."""

    def __init__(self, sources: dict[str, Source]):
        self.sources = list(sources.values())
        self._lookup = {source.name: _lookup(source) for source in self.sources}
        self.vocabulary = frozenset(text for lookup in self._lookup.values() for text in lookup)

    def knows(self, row: Sequence[str | None]) -> int:
        """How many cells of a row are known header texts."""
        cells = {cell for cell in row if cell and len(cell) < 200}
        return sum(1 for cell in cells if not self.vocabulary.isdisjoint(_forms([cell])))

    def match(self, levels: list[list[str]], surroundings: Sequence[tuple[str, str]]) -> list[Match]:
        """The fit to every source, the best first: recognised before not, then by columns found.

        `surroundings`: (place, text) of title rows, sheet and file name, the nearest first.
        """
        forms = [_forms(texts) for texts in levels]
        matches = [self._fit(source, forms, surroundings) for source in self.sources]
        return sorted(matches, key=lambda m: (not m.is_recognised, -len(m.columns)))

    def _fit(self, source: Source, forms: list[list[str]], surroundings) -> Match:
        """Each column takes the cell that its earliest alias names, the leftmost of equals."""
        lookup = self._lookup[source.name]
        found = sorted(
            (*lookup[form][:1], rank, index, lookup[form][1])
            for index, texts in enumerate(forms)
            for rank, form in enumerate(texts)
            if form in lookup
        )
        columns: dict[str, int] = {}
        for _, _, index, name in found:
            if name not in columns and index not in columns.values():
                columns[name] = index
        context = {
            name: supplied
            for name, values in source.context.items()
            if name not in columns and (supplied := _from_surroundings(values, surroundings))
        }
        return Match(source, columns, context)


def _lookup(source: Source) -> dict[str, tuple[int, str]]:
    """Header text -> (rank of the alias, column). A whole alias goes before one without its remark."""
    lookup: dict[str, tuple[int, str]] = {}
    for form in (fold, bare):
        for column in source.columns.values():
            for rank, alias in enumerate(column.aliases):
                lookup.setdefault(form(alias), (rank, column.name))
    return lookup


def _forms(levels: list[str]) -> list[str]:
    """The texts under which a column may be known: lowest level first, then joined with those above."""
    texts = ["".join(levels[depth:]) for depth in range(len(levels) - 1, -1, -1)]
    forms = [form(text) for text in texts for form in (fold, bare)]
    forms += [MONEY_UNIT.sub("", form) for form in forms if unit_of(form)]
    return list(dict.fromkeys(filter(None, forms)))


def _from_surroundings(values: dict[str, tuple[str, ...]], surroundings) -> Context | None:
    """The value whose words the nearest text says; none where a text says two of them."""
    for place, text in surroundings:
        said = [value for value, words in values.items() if any(fold(word) in fold(text) for word in words)]
        if said:
            return Context(said[0], place, text) if len(said) == 1 else None
    return None
