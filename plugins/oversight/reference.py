"""Reference tables that a library gives, written as Parquet before dbt runs."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pyarrow as pa
import pyarrow.parquet as pq

from oversight.settings import Home

FIRST_DAY = date(2004, 1, 1)  # where the library's published holiday arrangements begin
LAST_DAY = date(2036, 12, 31)  # ten years of deadlines beyond the last arrangement known

CALENDAR = pa.schema(
    [
        pa.field("day", pa.date32(), nullable=False),
        pa.field("is_workday", pa.bool_(), nullable=False),
        pa.field("is_provisional", pa.bool_(), nullable=False),
        pa.field("workday_no", pa.int64(), nullable=False),
    ]
)


def _days() -> Iterator[date]:
    return (FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))


def _workday(day: date) -> tuple[bool, bool]:
    """Whether `day` is worked, and whether that is only a guess.

    The State Council announces the make-up days of a year late in the year before; until
    then Monday to Friday stands in.
    """
    try:
        return chinese_calendar.is_workday(day), False
    except NotImplementedError:
        return day.weekday() < 5, True


def calendar() -> pa.Table:
    """One row per day from FIRST_DAY to LAST_DAY; `workday_no` counts working days up to and with the day."""
    rows, count = [], 0
    for day in _days():
        worked, provisional = _workday(day)
        count += worked
        rows.append((day, worked, provisional, count))
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, CALENDAR, strict=True)], schema=CALENDAR)


def write_reference(*, home: Home, business_date: date) -> None:
    """Write `reference/*.parquet`: the calendar, and the draws known by `business_date`."""
    from oversight import draw

    home.reference.mkdir(parents=True, exist_ok=True)
    pq.write_table(calendar(), home.reference / "calendar.parquet")
    draw.write_reference(home=home, business_date=business_date)
