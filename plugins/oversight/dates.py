"""The one date of a run, and the period it falls in."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from oversight.settings import TIMEZONE


def business_date(run: Mapping[str, Any]) -> date:
    """The date a run is for, from Airflow's context: its `business_date` param, else its local logical date.

    A manual run may have neither logical date nor data interval; then the param is required.
    """
    given = run["params"].get("business_date")
    if given:
        return date.fromisoformat(given)
    logical_date = run.get("logical_date")
    if logical_date is None:
        raise ValueError(
            "This run has no business date: it was started by hand without a logical date. "
            'Start it again with the param business_date, such as "2026-11-30".'
        )
    return logical_date.astimezone(ZoneInfo(TIMEZONE)).date()


def period_of(day: date) -> str:
    """The month that a draw is for, such as 2026-11."""
    return f"{day:%Y-%m}"
