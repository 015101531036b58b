"""Synthetic deliveries with a known truth: an inbox of dirty files and, beside it, what must be found in them."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from oversight.synth import (
    community,
    credit_evidence,
    credit_listings,
    days,
    deliver,
    duty,
    enforcement,
    fees,
    filings,
    gates,
    governance,
    indicators,
    money,
    particulars,
    party,
    person_stories,
    person_truth,
    persons,
    premises,
    projects,
    registration,
    roster,
    standing,
    story,
    terms,
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
    "party_responsibility": ["uscc", "responsible_kind"],
    "party_gaps": ["uscc", "finding_code", "found_on"],
    "party_push_list": ["uscc", "finding_code"],
    "charter_states": ["uscc", "state", "finding_code"],
    "party_secretaries": ["authority_code", "secretary_source", "organisations"],
    "person_states": ["place_code", "person_no", "state", "since"],
    "person_findings": ["place_code", "person_no", "uscc", "finding_code", "found_on"],
    "officials_in_posts": ["place_code", "person_no", "uscc", "post", "is_lawful"],
    "re_elections": ["uscc", "state"],
    "re_election_rates": ["place_code", "judged", "on_time"],
    "talks_due": ["uscc", "occasion", "event_on", "state"],
    "community_filings": ["filing_no", "state", "tier", "problem"],
    "registration_checks": ["uscc", "finding_code", "found_on"],
    "community_density": [
        "place_code",
        "community_kind",
        "communities",
        "registered_orgs",
        "filed_orgs",
        "average",
    ],
    "coverage_rates": ["place_code", "measure", "units", "covered"],
    "volunteer_ratios": [
        "place_code",
        "resident_population",
        "registered_volunteers",
        "volunteer_organisations",
    ],
    "facility_counts": ["place_code", "facility_kind", "open_facilities", "demonstration_facilities"],
    "new_foundations": ["place_code", "year", "founded"],
    "approval_rates": ["authority_code", "year", "applications", "online", "late"],
    "decoupling_progress": ["uscc", "steps_done", "state"],
    "fund_risks": ["uscc", "finding_code", "found_on"],
    "fund_warnings": ["uscc", "warning_level"],
    "fee_violations": ["uscc", "finding_code", "found_on"],
    "current_ratings": ["uscc", "granted_on", "rating", "state"],
    "rating_participation": ["authority_code", "denominator", "rated", "organisations"],
    "rating_awards": ["uscc", "granted_on", "award_min_yuan", "award_max_yuan", "is_blocked"],
    "credit_gate": ["uscc", "purpose", "effect"],
    "catalogue_eligibility": ["uscc", "catalogue_kind", "entered_on", "state", "must_leave"],
    "purchase_shares": ["place_code", "place_level", "year", "new_spending_yuan", "to_social_orgs_yuan"],
    "venture_projects": ["project_no", "labour_ok", "is_community"],
    "venture_shares": ["place_code", "place_level", "year", "amount_yuan", "community_amount_yuan"],
    "governance_states": ["uscc", "is_complete"],
    "public_funding": ["place_code", "place_level", "year", "project_kind", *governance.SUMS],
    **enforcement.TRUTH,
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
    particulars.settle(made)
    community.settle(made)
    fees.settle(made)
    story.assign(made, standing.RATING_STORIES, "rating_story")
    story.assign(made, standing.CHECK_STORIES, "check_story")
    story.assign(made, party.STORIES, "party_story")
    story.assign(made, person_stories.STORIES, "person_story")
    story.assign(made, terms.STORIES, "term_story")
    standing.make_twins(made)
    made.orgs["day_before_order"] = days.day("2018-01-23")
    story.tell(made, [*credit_evidence.STORIES, *credit_listings.STORIES], "main_story")
    duty.write(made)
    zombie.write(made)
    standing.write_party(made)
    standing.write_ratings(made)
    standing.write_checks(made)
    enforcement.write(made)
    registration.share_addresses(made)
    registration.write(made)
    community.write(made)
    filings.write(made)
    premises.write(made)
    roster.write(made)
    indicators.write(made)
    standing.expect_frame(made)
    fees.write(made)
    money.write(made)
    gates.write_grants(made)
    gates.write_catalogues(made)
    projects.write(made)
    money.expect(made)
    gates.expect(made)
    enforcement.expect(made)
    party.write(made)
    persons.write(made)
    terms.write(made)  # after all penalties: each asks for a talk
    governance.write(made)
    party.expect(made)
    person_truth.expect(made)
    terms.expect(made)
    governance.expect(made)


def _write_truth(made: world.World, folder: Path) -> None:
    folder.mkdir(parents=True)
    orgs = made.orgs
    made.expect(
        "organizations",
        **orgs.assign(in_force=orgs.status.isin(["in_force", "in_liquidation"])).to_dict("series"),
    )
    for subject in (column for column in orgs if column.endswith("_story")):
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
