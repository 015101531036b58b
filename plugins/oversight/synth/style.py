"""How one body writes its tables: header words, date shapes, code words, units. Values in, cell texts out.

A style belongs to one authority and source for good, so an unchanged record gives the same cells again.
"""

import csv
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oversight.settings import SEEDS
from oversight.sources import Source

FULL_WIDTH = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
BOOLEANS = [("是", "否"), ("Y", "N"), ("1", "0"), ("true", "false")]
BRACKETS = [
    str.maketrans("〔〕", pair) for pair in ("〔〕", "﹝﹞", "（）", "[]")
]  # of years in document numbers
MISREAD_AS_NOTHING = {"无", "none"}  # code words that also stand for an empty cell
MOST_XLSX_ROWS = 3000


@dataclass(frozen=True)
class Style:
    """`dates`: real (spreadsheet date), slash, dot, zh, iso, dmy, serial; `money`: plain, header, cell."""

    name: str
    form: str  # xlsx | csv | json | parquet
    dates: str
    extension: str
    encoding: str = "utf-8"
    head: str = "plain"  # plain | titled | merged
    money: str = "plain"
    english: bool = False
    full_width: bool = False
    zero_day: bool = False  # 1900/1/0 0:00:00 for "none"
    nothing: str = ""  # what an empty text cell holds
    words: int = 0  # which of the allowed words for a code or header


STYLES = [
    Style("titled workbook", "xlsx", "real", "xlsx", head="titled"),
    Style("csv of the old system", "csv", "slash", "csv", "utf-8-sig", money="cell", zero_day=True, words=1),
    Style("csv in GB18030", "csv", "dot", "csv", "gb18030", money="header", nothing="-"),
    Style("plain workbook", "xlsx", "zh", "xlsx", nothing="无", words=2),
    Style("English export", "csv", "iso", "csv", english=True),
    Style("json export", "json", "iso", "json"),
    Style("workbook with merged header", "xlsx", "slash", "xlsx", head="merged", money="header"),
    Style("titled csv", "csv", "zh", "csv", "utf-8-sig", head="titled", money="header", words=1),
    Style("parquet export", "parquet", "iso", "parquet"),
    Style("workbook called csv", "xlsx", "real", "csv", words=1),
    Style("day first csv", "csv", "dmy", "csv", "gb18030", money="cell", nothing="——"),
    Style("full-width csv", "csv", "serial", "csv", "utf-8-sig", full_width=True, nothing="/", words=3),
]
FOR_LARGE = {0: 1, 3: 7, 6: 2, 9: 1}  # the style a body has when its tables outgrow a worksheet's comfort


def style_of(authority_no: int, source_no: int, rows: int) -> Style:
    number = (authority_no * 5 + source_no * 7) % len(STYLES)
    return STYLES[FOR_LARGE.get(number, number) if rows > MOST_XLSX_ROWS else number]


def _code_words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = {}
    with (SEEDS / "code_lists.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["alias"].lower() not in MISREAD_AS_NOTHING:
                words.setdefault(row["list_name"], {}).setdefault(row["code"], []).append(row["alias"])
    return words


CODE_WORDS = _code_words()


def header(source: Source, column: str, style: Style) -> str:
    """The header text of a column; its unit in brackets where cells hold ten thousands."""
    aliases = source.columns[column].aliases
    if style.english:
        return aliases[-1]
    words = [a for a in aliases if not a.isascii()]
    text = words[min(style.words, 1) % len(words)]
    return f"{text}（万元）" if source.columns[column].type == "money" and style.money == "header" else text


def cells(frame: pd.DataFrame, source: Source, style: Style) -> pd.DataFrame:
    """The canonical columns of `frame` as cell values: text, None when blank, dates and numbers in workbooks."""
    made = {}
    for name, column in source.columns.items():
        if name in frame:
            kind, _, words = column.type.partition(":")
            made[name] = _column(frame[name], kind, words, style)
    return pd.DataFrame(made, index=frame.index, dtype=object)


def _column(values: pd.Series, kind: str, words: str, style: Style) -> np.ndarray:
    blank = values.isna().to_numpy()
    if kind == "date":
        made = _dates(values.to_numpy().astype("M8[D]"), style)
        blank_word = "1900/1/0 0:00:00" if style.zero_day else None
    elif kind == "code":
        made = values.map({code: _word(words, code, style) for code in CODE_WORDS[words]}).to_numpy()
        misread = style.nothing in MISREAD_AS_NOTHING and "none" in CODE_WORDS[words]
        blank_word = None if misread else style.nothing or None
    elif kind == "boolean":
        yes, no = BOOLEANS[-1] if style.english else BOOLEANS[style.words % 3]
        made, blank_word = np.where(values.fillna(False).astype(bool), yes, no).astype(object), None
    elif kind == "money":
        made, blank_word = _mapped(values, lambda v: _money(v, style)), None
    elif kind in ("integer", "year", "number"):
        made, blank_word = _mapped(values, lambda v: f"{v:.10g}"), None
    else:
        made, blank_word = values.to_numpy(dtype=object, copy=True), style.nothing or None
    if kind == "uscc":
        blank_word = None
        made = (
            np.array([c.translate(FULL_WIDTH) if c else c for c in made], dtype=object)
            if style.full_width
            else made
        )
    made = np.array(made, dtype=object)
    if values.name == "decision_no":
        made = np.array([n.translate(BRACKETS[style.words]) if n else n for n in made], dtype=object)
    made[blank] = blank_word
    return made


def _word(words: str, code: str, style: Style) -> str:
    known = CODE_WORDS[words][code]
    return known[-1] if style.english else known[style.words % max(1, len(known) - 1)]


def _mapped(values: pd.Series, text) -> np.ndarray:
    """Text of each distinct number, spread to all rows."""
    codes, distinct = pd.factorize(values)
    return np.append(np.array([text(v) for v in distinct], dtype=object), None)[codes]


def _money(value: float, style: Style) -> str:
    tens = f"{value / 10_000:.6f}".rstrip("0").rstrip(".")
    if style.money == "header":
        return tens
    if style.money == "cell":
        return f"{tens}万元" if abs(value) >= 10_000 else f"{value:g}元"
    return f"{value:.2f}".removesuffix(".00")


def _dates(values: np.ndarray, style: Style) -> np.ndarray:
    distinct, codes = np.unique(values, return_inverse=True)
    shape = style.dates
    if (
        shape == "dmy"
        and not (
            distinct[~np.isnat(distinct)].astype("M8[D]") - distinct[~np.isnat(distinct)].astype("M8[M]")
        )
        .astype(int)
        .max(initial=0)
        >= 12
    ):
        shape = "slash"  # no day above 12: nobody could tell the order
    return np.array([None if d is None else _date(d, shape) for d in distinct.astype(object)], dtype=object)[
        codes
    ]


def _date(when, shape: str):
    return {
        "real": when,
        "iso": when.isoformat(),
        "slash": f"{when.year}/{when.month}/{when.day}",
        "dot": f"{when.year}.{when.month}.{when.day}",
        "zh": f"{when.year}年{when.month:02}月{when.day:02}日",
        "dmy": f"{when.day}/{when.month}/{when.year}",
        "serial": str(when.toordinal() - 693594),
    }[shape]
