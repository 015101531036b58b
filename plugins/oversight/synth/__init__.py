"""Synthetic deliveries with a known truth: an inbox of dirty files and, beside it, what must be found in them."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from oversight.synth import (
    credit_evidence,
    credit_listings,
    days,
    deliver,
    duty,
    indicators,
    roster,
    standing,
    story,
    world,
    zombie,
)

__all__ = ["make"]

TRUTH = {
    "organizations": [
        "uscc",
        "authority_code",
        "district_code",
        "org_type",
        "status",
        "registered_on",
        "is_charity",
        "in_force",
    ],
    "files": ["file", "rows_delivered", "rows_accepted", "rows_rejected", "rows_repeated", "status"],
    "rejected_rows": ["file", "sheet", "row", "reason_code"],
    "credit_list": ["uscc", "list_type", "ground_code", "listed_on", "status", "clock_start"],
    "credit_candidates": ["uscc", "list_type", "ground_code", "event_date", "status"],
    "annual_inspection": ["uscc", "report_year", "timeliness", "status"],
    "zombies": ["uscc", "missed_inspections", "no_first_activity", "no_recent_activity", "unreachable"],
    "sampling_frame": ["authority_code", "uscc", "risk_tier", "checks_12m", "weight", "excluded_reason"],
    "target_progress": ["indicator_no", "district_name", "current_value"],
    "inspections": ["inspection_no", "uscc", "match_status"],
    "stories": ["uscc", "subject", "story"],
}


def make(
    root: Path,
    organisations: int,
    business_date: dt.date,
    seed: int = 20260601,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write `root/inbox` and `root/truth`, replacing what was there; the same arguments give the same bytes.

    organisations: size of all registers together, at least 300 so that each story has a place. Everything is
    relative to `business_date`: deliveries end on it, and the truth is what is known by it. Raises ValueError
    where there are too few organisations.
    """
    say = progress or (lambda message: None)
    root = Path(root)
    for folder in ("inbox", "truth"):
        shutil.rmtree(root / folder, ignore_errors=True)
    with pd.option_context("future.infer_string", False):  # plain objects: texts are made and joined by row
        made = world.make_world(organisations, days.day(business_date), seed)
        _tell(made)
        say(f"{organisations} organisations and their stories")
        deliver.write_inbox(made, root / "inbox", say)
        _write_truth(made, root / "truth")
    say(f"inbox and truth in {root}")


def _tell(made: world.World) -> None:
    """Stories first fix registration days and statuses, then names and codes, then every source."""
    main = [
        *credit_evidence.STORIES,
        *credit_listings.STORIES,
        *duty.STORIES,
        *zombie.STORIES,
        *standing.PARTY_STORIES,
    ]
    story.assign(made, main, "main_story")
    duty.fix_registration(made)
    zombie.fix_registration(made)
    world.finish_register(made)
    story.assign(made, standing.RATING_STORIES, "rating_story")
    story.assign(made, standing.CHECK_STORIES, "check_story")
    standing.make_twins(made)
    made.orgs["day_before_order"] = days.day("2018-01-23")
    story.tell(made, [*credit_evidence.STORIES, *credit_listings.STORIES], "main_story")
    duty.write(made)
    zombie.write(made)
    standing.write_party(made)
    standing.write_ratings(made)
    standing.write_checks(made)
    standing.write_applications(made)
    roster.write(made)
    indicators.write(made)
    standing.expect_frame(made)


def _write_truth(made: world.World, folder: Path) -> None:
    folder.mkdir(parents=True)
    orgs = made.orgs
    made.expect(
        "organizations",
        **orgs.assign(in_force=orgs.status.isin(["in_force", "in_liquidation"])).to_dict("series"),
    )
    for subject in ("main_story", "rating_story", "check_story"):
        told = orgs[orgs[subject] != ""]
        made.expect(
            "stories",
            uscc=told.uscc.to_numpy(),
            subject=subject.removesuffix("_story"),
            story=told[subject].to_numpy(),
        )
    for name, columns in TRUTH.items():
        frame = (
            pd.concat(made.truth[name], ignore_index=True)
            if name in made.truth
            else pd.DataFrame(columns=columns)
        )
        frame = frame[columns].sort_values(columns, na_position="first")
        for column in frame.select_dtypes("datetime"):
            frame[column] = frame[column].dt.strftime("%Y-%m-%d")
        for column in frame.select_dtypes("bool"):
            frame[column] = frame[column].map({True: "true", False: "false"})
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
