"""Calendar arithmetic on arrays of days (numpy datetime64[D]); independent of the SQL rules on purpose."""

import datetime as dt

import chinese_calendar
import numpy as np

NONE = np.datetime64("NaT", "D")


def day(text: str | dt.date) -> np.datetime64:
    return np.datetime64(text, "D")


def year_of(days: np.ndarray) -> np.ndarray:
    return np.asarray(days).astype("M8[Y]").astype(int) + 1970


def on(years: np.ndarray, month_day: str) -> np.ndarray:
    """The day `month_day` ('05-31') of each year."""
    return np.array([f"{y}-{month_day}" for y in np.atleast_1d(years)], dtype="M8[D]")


def shift(days, years: int = 0, months: int = 0, plus: int = 0) -> np.ndarray:
    """Days moved by calendar years and months (no such day: month end), then by `plus` days."""
    days = np.asarray(days, dtype="M8[D]")
    month = days.astype("M8[M]")
    target = month + (12 * years + months)
    month_end = (target + 1).astype("M8[D]") - 1
    return np.minimum(target.astype("M8[D]") + (days - month.astype("M8[D]")), month_end) + plus


def _is_workday(when: dt.date) -> bool:
    try:
        return chinese_calendar.is_workday(when)
    except NotImplementedError:  # a year whose make-up days are not announced yet
        return when.weekday() < 5


class Workdays:
    """Working days with make-up days over the years that the deliveries touch."""

    def __init__(self, first_year: int, last_year: int):
        self._days = np.arange(day(f"{first_year}-01-01"), day(f"{last_year + 1}-01-01"))
        work = np.array([_is_workday(d) for d in self._days.astype(object)])
        self._work = self._days[work]

    def at_or_after(self, days: np.ndarray) -> np.ndarray:
        return self._work[np.searchsorted(self._work, np.asarray(days, "M8[D]"), side="left")]

    def after(self, days: np.ndarray, count: int) -> np.ndarray:
        """The count-th working day after each day; the day itself is not counted."""
        return self._work[np.searchsorted(self._work, np.asarray(days, "M8[D]"), side="right") + count - 1]
