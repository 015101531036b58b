"""Where the documents contradict themselves or each other: each place is held by a row of reconciliation or a test."""

import re

import pytest

from clause_table import exists, seed
from oversight.settings import DBT_PROJECT

RECONCILIATION = DBT_PROJECT / "models" / "intermediate" / "reconciliation"
# What holds each known contradiction: a row of seeds/source_contradictions.csv, a rule of the query over the
# printed tables, or a test of dbt.
HELD = {
    1: ["list-against-breakdown-baseline"],
    2: ["baseline-date"],
    3: ["prose-charities", "prose-charter"],
    4: ["prose-healthy"],
    5: ["baseline-above-target", "city-against-rows", "a_city_total_and_its_rows_are_separate_tests"],
    6: ["direction-cases", "direction-illegal"],
    7: ["no-baseline", "text-target", "a_printed_cell_becomes_a_number_only_where_it_is_one"],
    8: ["staff-against-jobs"],
    9: ["strictness-of-500", "strictness-of-50"],
    10: ["indicators-of-breakdown", "rows-of-breakdown"],
    11: ["pace-of-foundations"],
    12: ["parks-built"],
    13: ["years-ahead"],
    14: ["kinds-of-indicators", "progress-of-80"],
    15: ["party-coverage-meaning"],
    16: ["numbering-digital"],
    17: ["density-targets"],
    18: ["meaning-of-30", "meaning-of-thirds"],
    19: ["sampling-rates", "a_rule_reads_one_row_and_a_floor_the_greatest"],
    20: ["founding-members"],
    21: ["name-of-list", "there_are_two_credit_lists"],
    22: [
        "zombie-contact",
        "zombie-years",
        "xuecheng_asks_for_all_three_channels_and_an_untried_one_has_not_failed",
        "two_missed_years_make_a_zombie_or_three_as_place_and_type_say",
    ],
    23: [
        "party-members",
        "three_formal_members_need_an_own_organisation_and_probationary_ones_do_not_count",
    ],
    24: ["dates-and-gaps"],
    25: ["regions-since", "registrar_and_district_are_todays_whatever_the_digits_of_the_code_say"],
    26: ["report-or-inspection", "every_annual_duty_is_an_inspection_or_a_report"],
    27: ["award-scale"],
}


def holders() -> set[str]:
    """Ids of the rows read off the documents, and rules of the query over the printed tables."""
    query = (RECONCILIATION / "int_reconciliation__printed.sql").read_text(encoding="utf-8")
    rules = set(re.findall(r"select\s+'([a-z-]+)'", query))
    return rules | {row["contradiction_id"] for row in seed("source_contradictions")}


def cells(indicator: str, column: str) -> dict[str, float]:
    """Printed numbers of one indicator in the table by place; cells without a number left out."""
    rows = [row for row in seed("indicator_targets") if row["indicator_no"] == indicator]
    return {row["district_name"]: float(row[column]) for row in rows if re.fullmatch(r"[\d.]+", row[column])}


@pytest.mark.parametrize("number", range(1, 28))
def test_every_contradiction_is_held(number):
    for name in HELD[number]:
        assert name in holders() or exists("test", name), name


def test_every_row_read_off_the_documents_is_one_of_them_and_reaches_reconciliation():
    known = {name for names in HELD.values() for name in names}
    assert {row["contradiction_id"] for row in seed("source_contradictions")} <= known
    mart = (DBT_PROJECT / "models/marts/reconciliation/reconciliation.sql").read_text(encoding="utf-8")
    assert "ref('source_contradictions')" in mart and "ref('int_reconciliation__printed')" in mart


def test_the_baseline_is_above_the_target_in_seven_cells():
    above = {
        (indicator, place)
        for indicator in ("1", "2", "3", "15")
        for place, baseline in cells(indicator, "baseline_text").items()
        if place != "全市合计" and baseline > cells(indicator, "target_text").get(place, baseline)
    }
    charities = {("2", place) for place in ("鹿城", "平阳", "泰顺", "龙港")}
    assert above == charities | {("15", place) for place in ("市本级", "龙湾", "龙港")}


def test_the_figures_told_are_those_of_the_tables():
    told = {
        row["contradiction_id"]: (row["left_value"], row["right_value"])
        for row in seed("source_contradictions")
    }
    charities, foundations = ((cells(no, "baseline_text"), cells(no, "target_text")) for no in ("2", "3"))
    assert told["prose-charities"] == ("0.849", f"{charities[0]['市本级'] / charities[1]['市本级']:.3f}")
    assert f"{45 / charities[1]['市本级']:.3f}" == "0.849"
    assert told["progress-of-80"][1] == f"{foundations[0]['全市合计'] / foundations[1]['全市合计']:g}"
    counties = len(set(foundations[0]) - {"全市合计", "市本级"})
    assert told["rows-of-breakdown"][0] == f"{counties}"
    pace = foundations[0]["全市合计"] + counties * 2
    assert told["pace-of-foundations"] == (f"{pace:g}", f"{foundations[1]['全市合计']:g}")
    parks = cells("4", "baseline_text")
    assert told["parks-built"][0] == f"{parks['全市合计']:g}" == f"{len(parks) - 1}"
