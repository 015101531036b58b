"""The marts of a published release against the truth that the synthetic maker wrote, row for row."""

from pathlib import Path

import duckdb
import pytest

# truth file: (columns there, mart, columns of the mart, which rows of it)
SAME = {
    "organizations": (
        "uscc, authority_code, district_code, org_type, status, registered_on, is_charity, in_force",
        "organizations",
        "uscc, authority_code, district_code, org_type, status, registered_on, is_charity, is_in_force",
    ),
    "credit_list": ("uscc, list_type, ground_code, listed_on, status, clock_start", "credit_list", None),
    "credit_candidates": ("uscc, list_type, ground_code, event_date, status", "credit_candidates", None),
    "annual_inspection": ("uscc, report_year, timeliness, status", "annual_inspection", None),
    "sampling_frame": (
        "authority_code, uscc, risk_tier, checks_12m, weight, excluded_reason",
        "sampling_frame",
        None,
    ),
    "rejected_rows": (
        "file, sheet, row, reason_code",
        "rejected_rows",
        "file_name, sheet, row_number, reason_code",
    ),
    "inspections": ("inspection_no, uscc, match_status", "inspection_results", None),
    "community_filings": ("filing_no, state, tier, problem", "community_filings", None),
    "registration_checks": ("uscc, finding_code, found_on", "registration_checks", None),
    "community_density": (
        "place_code, community_kind, communities, registered_orgs, filed_orgs, average",
        "community_density",
        "place_code, community_kind, communities, registered_orgs, filed_orgs, round(average, 6)",
    ),
    "coverage_rates": ("place_code, measure, units, covered", "coverage_rates", None),
    "volunteer_ratios": (
        "place_code, resident_population, registered_volunteers, volunteer_organisations",
        "volunteer_ratios",
        None,
    ),
    "facility_counts": (
        "place_code, facility_kind, open_facilities, demonstration_facilities",
        "facility_counts",
        None,
    ),
    "new_foundations": ("place_code, year, founded", "new_foundations", None),
    "approval_rates": ("authority_code, year, applications, online, late", "approval_rates", None),
    "decoupling_progress": ("uscc, steps_done, state", "decoupling_progress", None),
    "party_responsibility": ("uscc, responsible_kind", "party_responsibility", None),
    "party_gaps": ("uscc, finding_code, found_on", "party_gaps", None),
    "party_push_list": ("uscc, finding_code", "party_push_list", None),
    "charter_states": ("uscc, state, finding_code", "charter_states", None),
    "party_secretaries": ("authority_code, secretary_source, organisations", "party_secretaries", None),
    "person_states": ("place_code, person_no, state, since", "person_states", None),
    "person_findings": ("place_code, person_no, uscc, finding_code, found_on", "person_findings", None),
    "officials_in_posts": ("place_code, person_no, uscc, post, is_lawful", "officials_in_posts", None),
    "re_elections": ("uscc, state", "re_elections", None),
    "re_election_rates": ("place_code, judged, on_time", "re_election_rates", None),
    "talks_due": ("uscc, occasion, event_on, state", "talks_due", None),
    # The maker says which tests are met; why one is not met or does not apply, is the marts' own to say.
    "zombies": (
        "uscc, missed_inspections = 'met', no_first_activity = 'met', no_recent_activity = 'met', unreachable = 'met'",
        "zombie_organizations",
        None,
    ),
    "fund_risks": ("uscc, finding_code, found_on", "fund_risks", None),
    "fund_warnings": ("uscc, warning_level", "fund_warnings", None),
    "fee_violations": ("uscc, finding_code, found_on", "fee_violations", None),
    "current_ratings": ("uscc, granted_on, rating, state", "current_ratings", None),
    "rating_participation": (
        "authority_code, denominator, rated, organisations",
        "rating_participation",
        None,
    ),
    "rating_awards": (
        "uscc, granted_on, award_min_yuan, award_max_yuan, is_blocked",
        "rating_awards",
        "uscc, granted_on, cast(award_min_yuan as bigint), cast(award_max_yuan as bigint), is_blocked",
    ),
    "credit_gate": ("uscc, purpose, effect", "credit_gate", None),
    "catalogue_eligibility": (
        "uscc, catalogue_kind, entered_on, state, must_leave",
        "catalogue_eligibility",
        None,
    ),
    "purchase_shares": (
        "place_code, place_level, year, new_spending_yuan, to_social_orgs_yuan",
        "purchase_shares",
        "place_code, place_level, year, cast(new_spending_yuan as bigint), cast(to_social_orgs_yuan as bigint)",
    ),
    "governance_states": ("uscc, is_complete", "governance_states", None),
    "public_funding": (
        "place_code, place_level, year, project_kind, amount_yuan, to_social_work_orgs_yuan, competitive_yuan, evaluated_projects",
        "public_funding",
        "place_code, place_level, year, project_kind, cast(amount_yuan as bigint), cast(to_social_work_orgs_yuan as bigint), "
        "cast(competitive_yuan as bigint), evaluated_projects",
    ),
    "venture_projects": ("project_no, labour_ok, is_community", "venture_projects", None),
    "venture_shares": (
        "place_code, place_level, year, amount_yuan, community_amount_yuan",
        "venture_shares",
        "place_code, place_level, year, cast(amount_yuan as bigint), cast(community_amount_yuan as bigint)",
    ),
    # A body writes the year of a number in brackets of its own; the number is the same.
    "penalty_publicity": (
        "uscc, translate(decision_no, '〔〕（）﹝﹞[]', '()()()()'), is_final, public_state, publicity_max_until",
        "penalty_publicity",
        None,
    ),
    "penalty_findings": ("uscc, finding_code, found_on", "penalty_findings", None),
    "rectification_states": ("rectification_no, uscc, state", "rectification_states", None),
    "campaign_progress": ("authority_code, campaign_action, opened, closed", "campaign_progress", None),
    "special_checks": ("authority_code, supervisor_name, year, matters_done", "special_checks", None),
    "enforcement_counts": (
        "place_code, place_level, year, cases_closed, banned, dissolved",
        "enforcement_counts",
        None,
    ),
    "major_events": ("event_no, uscc, state", "major_events", None),
    "classified_supervision": ("uscc, internal_grade", "classified_supervision", None),
}


def text_rows(con, columns: str, table: str) -> list[tuple]:
    """Rows as text, NULL and '' alike, sorted."""
    found = con.execute(f"select {columns} from {table}").fetchall()
    return sorted(tuple("" if v is None else str(v).lower() for v in row) for row in found)


def mart_file(home, mart: str) -> Path:
    """A mart of the public or the restricted half of the release."""
    halves = (home.latest, home.restricted / "latest")
    return next(path for half in halves if (path := half / "marts" / f"{mart}.parquet").exists())


@pytest.mark.parametrize("name", SAME)
def test_a_mart_says_what_is_true(cycle, name):
    home, _ = cycle
    truth_columns, mart, mart_columns = SAME[name]
    with duckdb.connect() as con:
        truth_file = home.root / "demo" / "truth" / f"{name}.csv"
        truth = text_rows(con, truth_columns, f"read_csv('{truth_file}', all_varchar = true)")
        found = text_rows(con, mart_columns or truth_columns, f"'{mart_file(home, mart)}'")
    assert truth, f"{truth_file} is empty: nothing was compared"
    assert found == truth


def test_every_file_has_its_counts(cycle):
    """Per delivered file: delivered, accepted, rejected and repeated rows."""
    home, _ = cycle
    counts = ("rows_delivered", "rows_accepted", "rows_rejected", "rows_repeated")
    with duckdb.connect() as con:
        truth = con.execute(
            f"select file, {', '.join(f'cast({c} as bigint)' for c in counts)}, status "
            f"from read_csv('{home.root}/demo/truth/files.csv', all_varchar = true) "
            "where status in ('recognised', 'repeated') order by file"
        ).fetchall()
        found = con.execute(
            f"select file_name, {', '.join(f'cast(sum({c}) as bigint)' for c in counts)} "
            f"from '{home.latest}/marts/delivery_receipts.parquet' where source is not null group by 1 order by 1"
        ).fetchall()
    assert {status for *_, status in truth} == {"recognised", "repeated"}, "one kind was not compared"
    assert found == [tuple(row) for *row, _ in truth]


def test_reported_targets_are_what_was_reported(cycle):
    home, _ = cycle
    with duckdb.connect() as con:
        wrong = con.execute(
            f"""
            with truth as (
                select indicator_no, district_name, try_cast(current_value as double) as value
                from read_csv('{home.root}/demo/truth/target_progress.csv', all_varchar = true)
                where try_cast(current_value as double) is not null
            )
            select t.*, m.reported_value from truth t
            left join '{home.latest}/marts/target_progress.parquet' m
                on cast(m.indicator_no as varchar) = t.indicator_no and m.district_zh = t.district_name
            where m.reported_value is null or abs(m.reported_value - t.value) > 1e-9"""
        ).fetchall()
        compared = con.execute(
            f"select count(*) from '{home.root}/demo/truth/target_progress.csv'"
        ).fetchall()
    assert compared[0][0] > 0
    assert not wrong
