"""Registration cases, communities and what stands in them: each case is told and has the outcome its rule gives."""

import numpy as np
import pandas as pd
import pytest

from oversight import synth
from oversight.synth import days, particulars, world

TABLES = [
    "community_filings",
    "registration_checks",
    "community_density",
    "coverage_rates",
    "volunteer_ratios",
    "facility_counts",
    "new_foundations",
    "approval_rates",
    "decoupling_progress",
]
WITHOUT_TOWNS = "330383"


@pytest.fixture(scope="module")
def told(truth):
    stories = truth("stories").query("subject == 'registration'")
    return lambda story: set(stories[stories.story == story].uscc)


@pytest.fixture(scope="module")
def density(truth):
    return truth("community_density").set_index(["place_code", "community_kind"]).astype(float)


@pytest.fixture(scope="module")
def coverage(truth):
    return truth("coverage_rates").set_index(["place_code", "measure"]).astype(int)


@pytest.mark.parametrize("table", TABLES)
def test_each_truth_has_rows_that_stand_once(truth, table):
    rows = truth(table)
    assert len(rows)
    assert not rows.duplicated().any()


def test_every_case_of_registration_is_told(told):
    assert [case.name for case in particulars.CASES if not told(case.name)] == []


def test_every_finding_on_registration_is_found(truth):
    assert set(truth("registration_checks").finding_code) == {
        "members_below_minimum",
        "capital_below_minimum",
        "direct_without_category",
        "dual_without_supervisor",
        "review_missing",
        "shared_address",
        "approval_late",
        "founders_not_reviewed",
    }


@pytest.mark.parametrize(
    ("story", "found", "not_found"),
    [
        ("hangzhou_15_units", "", "members_below_minimum capital_below_minimum"),
        ("hangzhou_14_units", "members_below_minimum", "capital_below_minimum"),
        ("hangzhou_20_individuals", "capital_below_minimum", "members_below_minimum"),
        ("hangzhou_19_individuals", "members_below_minimum", "capital_below_minimum"),
        ("hangzhou_mixed_20", "capital_below_minimum", "members_below_minimum"),
        ("hangzhou_mixed_19", "members_below_minimum", ""),
        ("hangzhou_not_community_29_units", "members_below_minimum capital_below_minimum", ""),
        ("hangzhou_before_notice", "members_below_minimum", "capital_below_minimum"),
        ("community_29_units_elsewhere", "members_below_minimum", ""),
        ("units_30", "", "members_below_minimum capital_below_minimum"),
        ("individuals_49", "members_below_minimum", ""),
        ("individuals_50", "", "members_below_minimum"),
        ("mixed_49", "members_below_minimum", ""),
        ("mixed_50", "", "members_below_minimum"),
        ("capital_29999_99", "capital_below_minimum", "members_below_minimum"),
        ("hub_10000_elsewhere", "capital_below_minimum", ""),
        ("members_unknown", "", "members_below_minimum capital_below_minimum"),
        ("before_statute_5_members", "", "members_below_minimum capital_below_minimum"),
        ("xuecheng_not_reviewed", "review_missing", ""),
        ("xuecheng_reviewed", "", "review_missing"),
        ("xuecheng_before_rules", "", "review_missing"),
        ("not_reviewed_elsewhere", "", "review_missing"),
        ("direct_education", "direct_without_category", "dual_without_supervisor"),
        ("direct_mediation", "direct_without_category", ""),
        ("direct_mediation_community", "direct_without_category", ""),
        ("direct_chamber", "", "direct_without_category dual_without_supervisor"),
        ("direct_without_category", "", "direct_without_category"),
        ("direct_education_before_2018", "", "direct_without_category"),
        ("dual_education", "", "direct_without_category dual_without_supervisor"),
        ("dual_without_supervisor", "dual_without_supervisor", "direct_without_category"),
        ("dual_without_supervisor_before_2018", "", "dual_without_supervisor"),
        ("unknown_mode_without_supervisor", "", "dual_without_supervisor"),
        ("took_60_days", "", "approval_late"),
        ("took_61_days", "approval_late", ""),
        ("took_61_days_since_cancelled", "", "approval_late"),
        ("application_day_unknown", "", "approval_late"),
        ("shared_address_hangzhou_community", "", "shared_address"),
        ("shared_address_hangzhou", "shared_address", ""),
        ("shared_address_community_elsewhere", "shared_address", ""),
        ("shared_address_before_2018", "", "shared_address"),
        ("shared_address_but_cancelled", "", "shared_address"),
        ("shared_address_of_another_registrar", "", "shared_address"),
    ],
)
def test_findings_of_a_case(truth, told, story, found, not_found):
    checks = truth("registration_checks")
    for uscc in told(story):
        codes = set(checks[checks.uscc == uscc].finding_code)
        assert set(found.split()) <= codes
        assert not codes & set(not_found.split())


@pytest.mark.parametrize(
    ("story", "is_gap"),
    [
        ("party_pledge_missing", True),
        ("party_survey_after_decision", True),
        ("party_steps_on_the_day", False),
        ("party_pledge_missing_before_rule", False),
        ("application_day_unknown", False),
    ],
)
def test_party_steps_of_a_founding(truth, told, story, is_gap):
    gaps = truth("party_gaps").query("finding_code == 'founded_without_party_steps'")
    assert all((uscc in set(gaps.uscc)) == is_gap for uscc in told(story))


def test_averages_stand_exactly_at_the_target_and_just_below(density):
    assert density.average["330802", "rural"] == 4
    cell = density.loc["330302", "urban"]
    assert (cell.registered_orgs + cell.filed_orgs, cell.average) == (15 * cell.communities, 15)
    below = density.loc["330303", "urban"]
    assert below.registered_orgs + below.filed_orgs == 15 * below.communities - 1


def test_only_wenzhou_counts_filings(density):
    counts = density.index.get_level_values("place_code").str.startswith("3303")
    filed = np.where(counts, density.filed_orgs, 0)
    assert np.allclose(density.average, (density.registered_orgs + filed) / density.communities, atol=1e-6)
    assert density[~counts].filed_orgs.sum() > 0


def test_a_city_is_the_sum_of_its_counties_and_no_average_of_averages(density):
    sums = ["communities", "registered_orgs", "filed_orgs"]
    place = density.index.get_level_values("place_code")
    counties, cities = density[~place.str.endswith("00")], density[place.str.endswith("00")]
    city = counties.index.get_level_values("place_code").str[:4] + "00"
    summed = counties[sums].groupby([city, counties.index.get_level_values("community_kind")]).sum()
    assert (summed.to_numpy() == cities[sums].sort_index().to_numpy()).all()


def test_a_place_without_towns_has_no_town_to_cover(coverage):
    assert coverage.units[WITHOUT_TOWNS, "hub_town"] == 0
    assert coverage.units[WITHOUT_TOWNS, "federation_community"] > 0


def test_each_measure_is_met_somewhere_and_nowhere_beyond_its_units(coverage):
    assert (coverage.covered <= coverage.units).all()
    by_measure = coverage.groupby("measure").sum()
    assert (by_measure.covered > 0).all()
    assert (by_measure.covered < by_measure.units).all()
    bases = coverage.xs("precision_base_county", level="measure").units
    assert bases.to_dict() == {"330100": 13, "330300": 12, "330800": 6, "370400": 1}


def test_filings_are_in_every_state_and_show_every_problem(truth):
    filings = truth("community_filings")
    assert set(filings.state) == {"filed", "withdrawn", "registered"}
    assert set(filings.tier) == {"registered", "town_managed", "community_guided", "unknown"}
    assert set(filings.problem) == {"", "opinion_after_filing", "opinion_missing", "community_unknown"}
    assert ((filings.state == "registered") == (filings.tier == "registered")).all()
    opinions = filings[filings.problem.str.startswith("opinion")]
    assert opinions.filing_no.str.startswith("BA3308").all()


def test_volunteers_stand_exactly_at_the_share_and_just_below(truth):
    ratios = truth("volunteer_ratios").set_index("place_code").astype(int)
    met, below = ratios.loc["330302"], ratios.loc["330303"]
    assert met.registered_volunteers * 100 == met.resident_population * 13
    assert met.volunteer_organisations * 10_000 == met.resident_population * 5
    assert (below.registered_volunteers + 1) * 100 == below.resident_population * 13
    counties = ratios[ratios.index.str.startswith("3303") & ~ratios.index.str.endswith("00")]
    assert (counties.sum() == ratios.loc["330300"]).all()


def test_separations_are_unrecorded_under_way_and_complete(truth):
    progress = truth("decoupling_progress")
    assert set(progress.state) == {"no_record", "under_way", "complete"}
    assert ((progress.steps_done == "5") == (progress.state == "complete")).all()
    assert "4" in set(progress.steps_done)


def test_foundations_are_counted_for_every_county_and_year(truth, business_date):
    founded = truth("new_foundations")
    years = business_date.year - 2024 + 1
    assert len(founded) == founded.place_code.nunique() * years == 12 * years


def truths_of(organisations: int, day: str, seed: int) -> dict[str, pd.DataFrame]:
    """What is true of a register, without the deliveries that speak of it."""
    with pd.option_context("future.infer_string", False):
        made = world.make_world(organisations, days.day(day), seed)
        synth._tell(made)
    return {table: pd.concat(made.truth[table], ignore_index=True) for table in TABLES}


def test_densities_lie_around_the_targets_where_there_are_enough():
    density = truths_of(3000, "2026-11-30", 11)["community_density"]
    average = density.set_index(["place_code", "community_kind"]).average
    assert 10 < average["330300", "urban"] < 20
    assert 3 < average["330300", "rural"] < 7


def test_another_seed_and_an_earlier_day_have_the_same_kinds_of_truth():
    """Rules and boundaries hang on the business date that is asked for, not on today's."""
    truths = truths_of(300, "2025-06-30", 5)
    assert truths["registration_checks"].finding_code.nunique() >= 6
    assert set(truths["community_filings"].state) == {"filed", "withdrawn", "registered"}


def test_the_same_seed_has_the_same_truth():
    first, again = truths_of(300, "2026-11-30", 5), truths_of(300, "2026-11-30", 5)
    for table in TABLES:
        pd.testing.assert_frame_equal(first[table], again[table])
