"""Indicator reports: quarterly ones of Wenzhou, printed baselines moving toward printed targets (温民社组〔2024〕56号);
yearly ones of all four places on the targets that their documents state in the text."""

import csv

import numpy as np
import pandas as pd

from oversight.settings import SEEDS
from oversight.synth import days
from oversight.synth.world import World

CITY = "330300"
TOTAL = "全市"
PRINTED_TOTAL = "全市合计"
FIRST_PERIOD, TARGET_DAY = "2024-06-30", "2025-12-31"
DELIVERY_DAYS = 15
WHOLE = {2, 3, 4, 7, 11, 12, 13, 14, 15, 18, 19, 22}
# No printed number to start from or to reach: what a bureau would report at first and at last.
UNPRINTED = {
    5: (0.87, 0.912),
    7: (2355, 2402),
    10: (0.78, 0.88),
    11: (4100, 4360),
    14: (1289, 1316),
    22: (1900, 2750),
}
STANDING_STILL = {(2, "龙港")}  # stays at 21: 262.5 % of its target
REPORTED_SHARE = 0.9  # of a target stated in the text, what a place says it has reached; of one in words too
REPORTED_TWICE = {"wz-2018-127", "qz-2018-51"}  # these report on 30 June as well, lower
LACKING_LAST = {16, 22}  # not yet known when the last period is reported
WRONG_FIRST = (15, "乐清")  # last period delivered 10 too high, then corrected


def _read(name: str) -> pd.DataFrame:
    with (SEEDS / name).open(encoding="utf-8-sig", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)))


def _number(text: str) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return np.nan


def _paths() -> pd.DataFrame:
    """Indicator, name, district, start and goal; rows of the breakdown and the city's own total."""
    totals, rows = _read("indicators.csv"), _read("indicator_targets.csv")
    totals = totals.assign(district_name=TOTAL)[
        ["indicator_no", "name_zh", "district_name", "baseline_text", "target_text"]
    ]
    rows = rows[rows.district_name != PRINTED_TOTAL].merge(
        totals[["indicator_no", "name_zh"]], on="indicator_no"
    )
    paths = pd.concat([totals, rows[totals.columns]], ignore_index=True)
    paths["no"] = paths.indicator_no.astype(int)
    paths["start"], paths["goal"] = paths.baseline_text.map(_number), paths.target_text.map(_number)
    for no, (start, goal) in UNPRINTED.items():
        paths.loc[paths.no == no, ["start", "goal"]] = start, goal
    still = np.array([place in STANDING_STILL for place in zip(paths.no, paths.district_name, strict=True)])
    paths["goal"] = np.where(
        still | paths.goal.isna() | (paths.goal < paths.start) & (paths.no != 12), paths.start, paths.goal
    )
    return paths[paths.start.notna()]  # —— is not applicable: nobody reports it


def _periods(today: np.datetime64) -> np.ndarray:
    """Quarter ends whose report is delivered by the day."""
    months = np.arange(np.datetime64(FIRST_PERIOD, "M"), today.astype("M8[M]") + 1, 3)
    ends = (months + 1).astype("M8[D]") - 1
    return ends[ends + DELIVERY_DAYS <= today]


def write(world: World) -> None:
    """indicator_reports rows with their own delivery days, and the current values."""
    paths, periods = _paths(), _periods(world.today)
    whole_way = (days.day(TARGET_DAY) - days.day(FIRST_PERIOD)).astype(int) + 90
    reports = []
    for period in periods:
        way = min(1.0, ((period - days.day(FIRST_PERIOD)).astype(int) + 90) / whole_way) * 0.93
        value = paths.start + (paths.goal - paths.start) * way
        value = np.where(paths.no.isin(WHOLE), np.floor(value), value.round(3))
        reports.append(
            paths.assign(reported_value=value, period_end=period, delivered=period + DELIVERY_DAYS)
        )
    if not reports:
        return
    last = reports[-1]
    reports[-1] = last[~last.no.isin(LACKING_LAST)] if len(reports) > 1 else last
    table = pd.concat(reports, ignore_index=True)
    table["reported_value"] = _summed(table)
    wrong = (
        (table.no == WRONG_FIRST[0])
        & (table.district_name == WRONG_FIRST[1])
        & (table.period_end == periods[-1])
    )
    correction = table[wrong].assign(delivered=np.minimum(periods[-1] + 2 * DELIVERY_DAYS, world.today))
    current = table.sort_values("period_end").drop_duplicates(["no", "district_name"], keep="last")
    world.expect(
        "target_progress",
        indicator_no=current.no.to_numpy(),
        district_name=current.district_name.replace(TOTAL, PRINTED_TOTAL).to_numpy(),
        current_value=current.reported_value.to_numpy(),
    )
    table.loc[wrong, "reported_value"] += 10
    delivered = pd.concat([table, correction], ignore_index=True)
    world.rows["indicator_reports"] = [
        delivered.assign(authority_code=CITY, indicator_name=delivered.name_zh, indicator_no=delivered.no),
        *_reports_on_text(world),
    ]


def _reports_on_text(world: World) -> list[pd.DataFrame]:
    """The targets stated in a document's text, reported by its place for the last year that has ended."""
    place = _read("documents.csv").set_index("document_id").jurisdiction_code
    number = _read("parameters.csv").drop_duplicates(["parameter", "jurisdiction_code"])
    number = number.set_index(["parameter", "jurisdiction_code"])
    targets = _read("place_targets.csv")
    targets["authority_code"] = targets.document_id.map(place)
    keys = list(zip(targets.target_parameter, targets.authority_code, strict=True))
    values = pd.to_numeric(number.value.reindex(keys)).to_numpy()
    in_points = (number.unit.reindex(keys) == "bp").to_numpy()
    value = np.where(in_points, values / 10000, values)
    targets["reported_value"] = np.round(np.where(np.isnan(value), 1.0, value) * REPORTED_SHARE, 6)
    year_end = days.day(f"{int(days.year_of(world.today)) - 1}-12-31")
    last = targets.assign(period_end=year_end, delivered=year_end + DELIVERY_DAYS)
    early = last[last.document_id.isin(REPORTED_TWICE)]
    half_year = days.day(f"{int(days.year_of(world.today)) - 1}-06-30")
    early = early.assign(
        reported_value=(early.reported_value / 2).round(6),
        period_end=half_year,
        delivered=half_year + DELIVERY_DAYS,
    )
    names = {
        row["jurisdiction_code"]: row["name_zh"] for row in _read("jurisdictions.csv").to_dict("records")
    }
    world.expect(
        "target_progress",
        indicator_no=last.indicator_no.astype(int).to_numpy(),
        district_name=last.authority_code.map(names).to_numpy(),
        current_value=last.reported_value.to_numpy(),
    )
    rows = pd.concat([early, last], ignore_index=True)
    rows["district_name"] = np.where(rows.authority_code == "370403", "全区", TOTAL)
    return [rows.assign(indicator_no=rows.indicator_no.astype(int), indicator_name=rows.name_zh)]


def _summed(table: pd.DataFrame) -> pd.Series:
    """Totals of broken-down counts are the sum of their rows; shares are never added."""
    rows = table[(table.district_name != TOTAL) & (table.no != 5)]
    sums = rows.groupby(["no", "period_end"]).reported_value.sum().round(3).rename("total").reset_index()
    joined = table.merge(sums, on=["no", "period_end"], how="left")
    return joined.reported_value.where((joined.district_name != TOTAL) | joined.total.isna(), joined.total)
