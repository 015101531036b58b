"""Calendar arithmetic against days looked up in the State Council's holiday notices."""

import numpy as np
import pytest

from oversight.synth import days


@pytest.fixture(scope="module")
def workdays() -> days.Workdays:
    return days.Workdays(2018, 2027)


@pytest.mark.parametrize(
    ("decided", "count", "due"),
    [("2019-04-10", 7, "2019-04-19"), ("2024-09-06", 20, "2024-10-11"), ("2026-02-13", 7, "2026-03-02")],
)
def test_working_days_after_a_decision(workdays, decided, count, due):
    assert workdays.after(np.array([decided], "M8[D]"), count)[0] == days.day(due)


def test_a_due_day_on_a_sunday_moves_to_monday(workdays):
    assert workdays.at_or_after(np.array(["2026-05-31"], "M8[D]"))[0] == days.day("2026-06-01")


def test_a_sunday_worked_in_exchange_stays(workdays):
    assert workdays.at_or_after(np.array(["2024-09-29"], "M8[D]"))[0] == days.day("2024-09-29")


@pytest.mark.parametrize(
    ("start", "change", "end"),
    [
        ("2024-02-29", {"years": -3}, "2021-02-28"),
        ("2026-11-30", {"months": -9}, "2026-02-28"),
        ("2024-11-30", {"years": -2, "plus": 1}, "2022-12-01"),
    ],
)
def test_a_missing_day_becomes_the_month_end(start, change, end):
    assert days.shift(np.array([start], "M8[D]"), **change)[0] == days.day(end)
