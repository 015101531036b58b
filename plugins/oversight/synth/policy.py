"""What a rule says at a place on a day, read from the seeds with nothing of the warehouse's SQL."""

import csv
from functools import cache

import numpy as np
import pandas as pd

from oversight.settings import SEEDS
from oversight.synth import days

FOREVER = days.day("9999-12-31")


@cache
def seed(name: str) -> pd.DataFrame:
    """The enabled rows of a seed with `valid_from` and `valid_to` as days, other columns text."""
    rows = _rows(name)
    rows = rows[rows.enabled == "true"] if "enabled" in rows else rows
    valid_to = np.array([days.day(t) if t else FOREVER for t in rows.valid_to])
    return rows.assign(valid_from=rows.valid_from.to_numpy().astype("M8[D]"), valid_to=valid_to)


@cache
def _rows(name: str) -> pd.DataFrame:
    """All rows of a seed as text."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)))


@cache
def path(place: str) -> tuple[str, ...]:
    """The place, what it belongs to, and so on up to the country."""
    parents = dict(seed("jurisdictions")[["jurisdiction_code", "parent_code"]].to_numpy())
    return (place, *path(parents[place])) if parents[place] else (place,)


@cache
def level(place: str) -> str:
    return seed("jurisdictions").set_index("jurisdiction_code").level[place]


def _nearest_last(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    """Rows that reach the place; of two that both apply, the later in the table prevails."""
    reaching = rows[rows.jurisdiction_code.isin(path(place))]
    distance = reaching.jurisdiction_code.map(path(place).index)
    return reaching.assign(distance=distance).sort_values(
        ["distance", "valid_from"], ascending=[False, True], kind="stable"
    )


@cache
def _values(
    parameter: str, place: str, org_type: str
) -> tuple[tuple[np.datetime64, np.datetime64, str], ...]:
    """First day, last day and value of each row that speaks to the place and type; the later prevails."""
    of = seed("parameters")
    fits = (of.parameter == parameter) & of.org_type.isin(["*", org_type])
    rows = _nearest_last(of[fits & of.authority_level.isin(["", level(place)])], place)
    first, last = (rows[name].to_numpy("M8[D]") for name in ("valid_from", "valid_to"))
    return tuple(zip(first, last, rows.value, strict=True))


def text(parameter: str, places: pd.Series, on: np.ndarray, org_type: np.ndarray | str = "*") -> np.ndarray:
    """The value in force at each place on each day for the type of organisation; None where no row speaks."""
    asked = pd.DataFrame({"place": np.asarray(places), "org_type": org_type})
    on = np.broadcast_to(np.asarray(on, "M8[D]"), len(asked))
    made = np.full(len(asked), None, dtype=object)
    for (place, kind), at in asked.groupby(["place", "org_type"]).indices.items():
        for first, last, value in _values(parameter, place, kind):
            made[at[(on[at] >= first) & (on[at] <= last)]] = value
    return made


def number(parameter: str, places: pd.Series, on: np.ndarray, org_type: np.ndarray | str = "*") -> np.ndarray:
    """As `text`, but numbers; NaN where no row speaks."""
    return text(parameter, places, on, org_type).astype(float)


def level_of_finding(code: str, places: pd.Series, on: np.ndarray, org_type: np.ndarray | str) -> np.ndarray:
    """How grave a kind of finding is at each place on each day for the type; None where it does not count."""
    asked = pd.DataFrame({"place": np.asarray(places), "org_type": np.asarray(org_type)})
    on = np.broadcast_to(np.asarray(on, "M8[D]"), len(asked))
    made = np.full(len(asked), None, dtype=object)
    for (place, kind), at in asked.groupby(["place", "org_type"]).indices.items():
        for row in _finding_rows(code, place, kind).itertuples():
            days_of_row = (on[at] >= days.day(row.valid_from)) & (on[at] <= days.day(row.valid_to))
            made[at[days_of_row]] = row.level if row.enabled == "true" else None
    return made


def counts(code: str, places: pd.Series, on: np.ndarray, org_type: np.ndarray | str) -> np.ndarray:
    """Whether a finding of the kind counts at each place when found on that day, for the type of organisation."""
    return level_of_finding(code, places, on, org_type) != None  # noqa: E711 (one by one)


def first_day_of_finding(code: str, place: str, since: np.datetime64, org_type: str) -> np.datetime64:
    """The first day from `since` on that a finding of the kind counts; NaT where none ever does."""
    rows = _finding_rows(code, place, org_type)
    turns = [
        since,
        *(days.day(day) for day in rows.valid_from),
        *(days.day(day) + 1 for day in rows.valid_to),
    ]
    for on in sorted(day for day in turns if day >= since):
        if counts(code, pd.Series([place]), on, org_type)[0]:
            return on
    return days.NONE


@cache
def _finding_rows(code: str, place: str, org_type: str) -> pd.DataFrame:
    """Rows that speak of a kind to the place and type, switched off ones too; a later one prevails on its days."""
    rows = _rows("finding_kinds")
    rows = rows[(rows.finding_code == code) & rows.org_type.isin(["*", org_type])]
    rows = rows[rows.jurisdiction_code.isin(path(place))]
    rows = rows.assign(
        valid_to=rows.valid_to.replace("", "9999-12-31"),
        distance=rows.jurisdiction_code.map(path(place).index),
        is_general=rows.org_type == "*",
    )
    return rows.sort_values(
        ["distance", "is_general", "valid_from"], ascending=[False, False, True], kind="stable"
    )
