"""Annual inspections and reports: ordinary organisations file in time, stories do not.

Due days and exemptions: 社会团体登记管理条例 28, 民办非企业单位登记管理暂行条例 23, 基金会管理条例 36, 慈善法 13,
Zhejiang's and Shandong's practice of exempting those registered after 30 June (rule book 1.4).
"""

import numpy as np
import pandas as pd

from oversight.synth import days
from oversight.synth.story import Story, decide, expect_candidate, expect_listed
from oversight.synth.world import World

FIRST_YEAR = 2021
GROUND = "annual_report_not_filed"
SETTLED_DAYS = 60  # stories with later steps are told of a year due at least this long ago
CORRECT_WORKDAYS = 5
SLOW_SHARE, SLOW_DAYS = 0.15, 200  # conclusions that wait for another meeting of the bureau
CONCLUSIONS, CONCLUSION_SHARES = ["passed", "basically_passed", "failed"], [0.93, 0.06, 0.01]

MISSING = [
    Story("missing_listed", 0.014),
    Story("missing_open", 0.006),
    Story("missing_noticed", 0.001),
    Story("missing_waived", 0.0006),
    Story("missing_two_years", 0.002, "service_org"),
    Story("missing_two_years_elsewhere", 0.0006, "elsewhere"),
    Story("missing_two_years_wenzhou_association", 0.0006, "wenzhou_association"),
    Story("missing_two_years_listed", 0.002),
    Story("missing_three_years_wenzhou_association", 0.0006, "wenzhou_association"),
    Story("missing_three_years", 0.001),
    Story("missing_in_xuecheng", 0.0002, "xuecheng"),
]
OTHERS = [
    Story("late_open", 0.003),
    Story("late_by_one_day", 0.0006),
    Story("filed_on_due_day", 0.001),
    Story("late_listed_removed", 0.002),
    Story("missed_once_long_ago", 0.0006),
    Story("returned_uncorrected", 0.0008),
    Story("returned_corrected_on_fifth_workday", 0.0006),
    Story("returned_corrected_late", 0.0006),
    Story("registered_30_june", 0.0006, "recent"),
    Story("registered_1_july", 0.0006, "recent"),
]
STORIES = [*MISSING, *OTHERS]
MISSED_YEARS = {
    name: 3 if "three" in name else 2 if "two" in name else 1 for name in (s.name for s in MISSING)
}
ON_SETTLED_YEAR = {"missing_listed", "missing_noticed", "missing_waived"}  # a decision came after


def fix_registration(world: World) -> None:
    """The two exemption boundaries need their registration day; the year is one with a duty already due."""
    year = int(days.year_of(world.today)) - 2
    for name, month_day in (("registered_30_june", "06-30"), ("registered_1_july", "07-01")):
        world.orgs.loc[world.orgs.main_story == name, "registered_on"] = days.on(year, month_day)[0]


def write(world: World) -> None:
    """All annual_reports rows, their truth, and what follows from them on the abnormal list."""
    grid = _grid(world)
    _ordinary(world, grid)
    _stories(world, grid)
    _conclude(world, grid)
    _deliver(world, grid)
    _expect(world, grid)
    _decisions(world, grid)
    world.orgs["missed_run"] = _missed_run(world, grid)
    world.orgs["missed_latest"] = world.orgs.missed_run > 0


def _grid(world: World) -> pd.DataFrame:
    """One row per organisation and year with a duty, in order of year."""
    years = np.arange(FIRST_YEAR, int(days.year_of(world.today)))
    orgs = world.orgs
    grid = pd.DataFrame(
        {
            "org": np.repeat(np.arange(len(orgs)), len(years)),
            "report_year": np.tile(years, len(orgs)),
        }
    )
    of = orgs.iloc[grid.org]
    registered = of.registered_on.to_numpy().astype("M8[D]")
    spring = (of.is_charity | (of.org_type == "foundation")).to_numpy()
    month_day = np.where(of.is_xuecheng, "06-30", np.where(spring, "03-31", "05-31"))
    due = np.char.add(np.char.add((grid.report_year + 1).to_numpy().astype("U4"), "-"), month_day).astype(
        "M8[D]"
    )
    grid["due_on"] = world.workdays.at_or_after(due)
    half_year_rule = ~(of.is_xuecheng & (of.org_type == "foundation")).to_numpy()
    grid["exempt"] = half_year_rule & (registered > days.on(grid.report_year, "06-30"))
    grid["is_report"] = (of.is_charity | of.is_xuecheng).to_numpy()
    grid["liquidating"] = (of.status == "in_liquidation").to_numpy()
    grid["story"] = of.main_story.to_numpy()
    gone = of.cancelled_on.to_numpy().astype("M8[D]")
    keep = (days.year_of(registered) <= grid.report_year) & (
        np.isnat(gone) | (gone > grid.due_on.to_numpy().astype("M8[D]"))
    )
    return grid[keep].reset_index(drop=True)


def _ordinary(world: World, grid: pd.DataFrame) -> None:
    """Filed some weeks before the due day, or not yet."""
    due, n = grid.due_on.to_numpy().astype("M8[D]"), len(grid)
    filed = due - world.rng.integers(3, 76, n)
    expected = ~grid.exempt.to_numpy() & (filed <= world.today)
    grid["filed_on"] = np.where(expected, filed, days.NONE)
    grid["returned_on"] = grid["refiled_on"] = np.full(n, days.NONE)
    grid["timeliness"] = np.where(grid.exempt, "exempt", np.where(expected, "on_time", "not_due"))
    grid["event_on"] = np.full(n, days.NONE)  # a failure of the duty on that day
    grid["concludable"] = expected


def _age(world: World, grid: pd.DataFrame, settled: int) -> np.ndarray:
    """0 for the organisation's latest year that is due since more than `settled` days, 1 for the one before."""
    counted = (grid.due_on.to_numpy().astype("M8[D]") + settled < world.today) & ~grid.exempt.to_numpy()
    latest = grid.report_year.where(counted).groupby(grid.org).transform("max")
    return np.where(counted, latest - grid.report_year, 99)


def _stories(world: World, grid: pd.DataFrame) -> None:
    due = grid.due_on.to_numpy().astype("M8[D]")
    story, recent, settled = grid.story, _age(world, grid, 0), _age(world, grid, SETTLED_DAYS)
    missed = np.zeros(len(grid), dtype=bool)
    for name, count in MISSED_YEARS.items():
        missed |= (story == name) & ((settled if name in ON_SETTLED_YEAR else recent) < count)
    _set(grid, missed, timeliness="missing", filed_on=days.NONE, event_on=due + 1, concludable=False)
    for name, after in (
        ("late_open", 12),
        ("late_by_one_day", 1),
        ("late_listed_removed", 35),
        ("missed_once_long_ago", 45),
    ):
        late = (story == name) & (settled == (2 if name == "missed_once_long_ago" else 0))
        _set(grid, late, timeliness="late", filed_on=due + after, event_on=due + 1)
    _set(grid, (story == "filed_on_due_day") & (settled == 0), filed_on=due)
    returned = story.str.startswith("returned_") & (settled == 0)
    back = due + 10
    deadline = world.workdays.after(back, CORRECT_WORKDAYS)
    _set(grid, returned, filed_on=due - 5, returned_on=back)
    _set(grid, returned & (story == "returned_uncorrected"), event_on=deadline + 1, concludable=False)
    _set(grid, returned & (story == "returned_corrected_on_fifth_workday"), refiled_on=deadline)
    _set(
        grid, returned & (story == "returned_corrected_late"), refiled_on=deadline + 1, event_on=deadline + 1
    )


def _set(grid: pd.DataFrame, mask: np.ndarray, **values) -> None:
    for name, value in values.items():
        grid.loc[mask, name] = value[np.asarray(mask)] if isinstance(value, np.ndarray) else value


def _conclude(world: World, grid: pd.DataFrame) -> None:
    """Conclusions come months after filing; reports have none."""
    n, filed = len(grid), grid.filed_on.to_numpy().astype("M8[D]")
    on = np.maximum(
        filed, np.where(np.isnat(grid.refiled_on), filed, grid.refiled_on.to_numpy().astype("M8[D]"))
    )
    on = on + world.rng.integers(40, 170, n) + SLOW_DAYS * (world.rng.random(n) < SLOW_SHARE)
    done = grid.concludable.to_numpy() & ~grid.is_report.to_numpy() & (on <= world.today)
    picks = world.rng.choice(CONCLUSIONS, n, p=CONCLUSION_SHARES).astype(object)
    grid["conclusion"] = np.where(done, picks, None)
    grid["concluded_on"] = np.where(done, on, days.NONE)
    marked = grid.concludable.to_numpy() & grid.is_report.to_numpy() & (world.rng.random(n) < 0.5)
    grid.loc[marked, "conclusion"] = "report_filed"
    opinions = world.rng.choice(["pass", "basic_pass", "fail"], n, p=[0.94, 0.05, 0.01]).astype(object)
    grid["supervisor_opinion"] = np.where(grid.is_report | (world.rng.random(n) < 0.1), None, opinions)


def _deliver(world: World, grid: pd.DataFrame) -> None:
    rows = grid[grid.filed_on.notna()]
    columns = (
        "report_year",
        "filed_on",
        "returned_on",
        "refiled_on",
        "supervisor_opinion",
        "conclusion",
        "concluded_on",
    )
    world.add(
        "annual_reports", world.orgs.iloc[rows.org], **{name: rows[name].to_numpy() for name in columns}
    )


def _expect(world: World, grid: pd.DataFrame) -> None:
    pending = np.where(grid.is_report, "report_filed", "awaiting_conclusion")
    status = np.where(grid.conclusion.notna(), grid.conclusion, pending)
    status = np.where(grid.returned_on.notna() & grid.refiled_on.isna(), "returned", status)
    for timeliness in ("missing", "not_due"):
        status = np.where(grid.timeliness == timeliness, timeliness, status)
    status = np.where(grid.liquidating, "liquidating", status)
    status = np.where(grid.exempt, "exempt", status)
    world.expect(
        "annual_inspection",
        uscc=world.orgs.uscc.to_numpy()[grid.org],
        report_year=grid.report_year.to_numpy(),
        timeliness=grid.timeliness.to_numpy(),
        status=status,
    )


def _decisions(world: World, grid: pd.DataFrame) -> None:
    """What the registrar did about each failure; a failure without a story of decisions stays open."""
    failed = grid[grid.event_on.notna() & (grid.event_on <= pd.Timestamp(world.today))]
    answers = {
        "missing_listed": "listed",
        "missing_noticed": "noticed",
        "missing_waived": "waived",
        "missing_two_years_listed": "listed",
        "late_listed_removed": "closed",
    }
    for status in ("open", "listed", "noticed", "waived", "closed"):
        rows = failed[failed.story.map(answers).fillna("open") == status]
        orgs, event = world.orgs.iloc[rows.org], rows.event_on.to_numpy().astype("M8[D]")
        expect_candidate(world, orgs, "abnormal", GROUND, event, status)
        latest = ~rows.org.duplicated(keep="last").to_numpy()
        _answer(world, orgs[latest], event[latest], status)


def _answer(world: World, orgs: pd.DataFrame, event: np.ndarray, status: str) -> None:
    def soon(least: int, most: int) -> np.ndarray:
        return np.minimum(event + world.rng.integers(least, most, len(orgs)), world.today)

    if status in ("listed", "closed"):
        on = soon(14, 28)
        decide(world, orgs, "abnormal", "list", GROUND, on)
        if status == "closed":
            decide(world, orgs, "abnormal", "remove", GROUND, np.minimum(event + 45, world.today))
        expect_listed(world, orgs, "abnormal", GROUND, on, "removed" if status == "closed" else "listed")
    elif status in ("noticed", "waived"):
        decide(world, orgs, "abnormal", "notice", GROUND, soon(5, 12))
        if status == "waived":
            decide(world, orgs, "abnormal", "not_list", GROUND, soon(20, 40))


def _missed_run(world: World, grid: pd.DataFrame) -> np.ndarray:
    """Number of latest due years missed in a row, by organisation; a year filed ahead of its due day counts.

    Stories miss only latest years, so the run is all of an organisation's misses or none.
    """
    due = grid[~grid.timeliness.isin(["exempt", "not_due"])]
    missed = due.timeliness == "missing"
    run = missed.groupby(due.org).sum() * missed.groupby(due.org).last()
    return run.reindex(np.arange(len(world.orgs)), fill_value=0).to_numpy().astype(int)
