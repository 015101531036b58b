"""Which release holds a day."""

from datetime import date
from pathlib import Path

from oversight.settings import Home


def release_of(home: Home, business_date: date | None = None) -> Path | None:
    """The newest release of `business_date`, or the latest of all; None when there is none."""
    link = home.latest if business_date is None else home.published / "by-date" / business_date.isoformat()
    return link.resolve() if link.exists() else None


def release_as_of(home: Home, day: date) -> Path | None:
    """The release of the last business date up to and including `day`; None when none is that old."""
    dates = sorted(
        p.name for p in (home.published / "by-date").glob("????-??-??") if p.name <= day.isoformat()
    )
    return release_of(home, date.fromisoformat(dates[-1])) if dates else None
