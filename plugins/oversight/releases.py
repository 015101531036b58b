"""Which release holds a day, and where each half of a release lies."""

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


def restricted_of(release: Path) -> Path:
    """The other half of a published release: the same place and name below `restricted/`."""
    release = release.resolve()
    return release.parents[2] / "restricted" / release.parent.name / release.name


def mart_files(release: Path, *, restricted: bool = False) -> list[Path]:
    """The Parquet file (or folder) of each mart of a release, with `restricted` those that hold persons' data too.

    Raises LookupError when the restricted half is missing, PermissionError for who may not read it.
    """
    halves = [release]
    if restricted:
        halves.append(restricted_of(release))
        if not (halves[-1] / "marts").is_dir():
            raise LookupError(
                f"{halves[-1]} is missing: {release.name} was published without its restricted half, or it was "
                "moved. Build and publish that date again, or restore the folder."
            )
    return [path for half in halves for path in sorted((half / "marts").glob("*.parquet"))]
