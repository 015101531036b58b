"""Money, fees, projects, ratings and gates: each story is told, and its truth is the rule's own."""

import pytest

from oversight.synth import fees, money

SUBJECTS = {
    "fund": money.STORIES,
    "charity": money.CHARITY_STORIES,
    "admin": money.ADMIN_STORIES,
    "fee": fees.STORIES,
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_story_about_money_is_told(truth, subject):
    stories = truth("stories")
    assert set(stories.story[stories.subject == subject]) == {story.name for story in SUBJECTS[subject]}


def codes_of(truth, mart: str, story: str) -> list[str]:
    """The findings in a mart's truth about one organisation of the story."""
    stories, found = truth("stories"), truth(mart)
    told = stories.uscc[stories.story == story].iloc[0]
    return sorted(found.finding_code[found.uscc == told])


@pytest.mark.parametrize(
    ("story", "code", "is_found"),
    [
        ("net_assets_a_cent_short", "net_assets_below_minimum", True),
        ("net_assets_just_enough", "net_assets_below_minimum", False),
        ("insolvent", "insolvent", True),
        ("liabilities_equal_assets", "insolvent", False),
        ("lent_to_related", "related_party_lending", True),
        ("lent_without_report_date", "related_party_lending", True),
        ("lent_a_year_before", "related_party_lending", False),
        ("lent_this_year", "related_party_lending", False),
        ("lent_as_reported_tomorrow", "related_party_lending", False),
        ("donations_disclosed_on_last_day", "donations_not_disclosed", False),
        ("donations_disclosed_a_day_late", "donations_not_disclosed", True),
        ("donations_never_disclosed", "donations_not_disclosed", True),
        ("charity_spending_just_enough", "charity_spending_low", False),
        ("charity_spending_a_cent_short", "charity_spending_low", True),
        ("public_spending_just_enough", "charity_spending_low", False),
        ("public_spending_a_cent_short", "charity_spending_low", True),
        ("charity_spending_without_earlier_year", "charity_spending_low", False),
        ("admin_share_just_allowed", "admin_spending_high", False),
        ("admin_share_a_cent_over", "admin_spending_high", True),
        ("adverse_opinion_a_year_ago_today", "bad_audit_opinion", False),
        ("adverse_opinion_a_year_ago_tomorrow", "bad_audit_opinion", True),
        ("disclaimed_opinion_today", "bad_audit_opinion", True),
        ("qualified_opinion", "bad_audit_opinion", False),
        ("complaint_a_year_ago_today", "fund_complaint_verified", False),
        ("complaint_a_year_ago_tomorrow", "fund_complaint_verified", True),
        ("complaint_today", "fund_complaint_verified", True),
        ("complaint_not_verified", "fund_complaint_verified", False),
        ("complaint_about_fees", "fund_complaint_verified", False),
        ("two_complaints", "fund_complaint_verified", True),
    ],
)
def test_a_risk_begins_at_its_bound(truth, story, code, is_found):
    assert codes_of(truth, "fund_risks", story).count(code) == is_found


@pytest.mark.parametrize(
    ("story", "codes"),
    [
        ("four_tiers", []),
        ("five_tiers", ["too_many_tiers"]),
        ("five_tiers_until_yesterday", []),
        ("five_tiers_until_today", ["too_many_tiers"]),
        ("five_tiers_from_today", ["too_many_tiers"]),
        ("five_tiers_from_tomorrow", []),
        ("five_tiers_of_no_association", []),
        ("five_tiers_before_the_rule", ["too_many_tiers"]),
        ("voted_on_day_of_effect", []),
        ("voted_day_after_effect", ["unreasonable_dues"]),
        ("never_voted", ["dues_without_vote"]),
        ("too_many_tiers_without_vote", ["dues_without_vote", "too_many_tiers"]),
        ("forced_twice", ["forced_fee"]),
        ("paid_award", ["award_fee"]),
        ("free_award", []),
        ("repeated_fee", ["repeated_fee"]),
        ("repeated_fee_elsewhere", []),
        ("exit_blocked_elsewhere", []),
        ("renewed_and_unnamed_fees", []),
    ],
)
def test_violations_of_a_story(truth, story, codes):
    assert codes_of(truth, "fee_violations", story) == codes


def test_a_standard_older_than_its_rule_is_found_on_the_rules_first_day(truth):
    stories, found = truth("stories"), truth("fee_violations")
    told = stories.uscc[stories.story == "five_tiers_before_the_rule"]
    assert set(found.found_on[found.uscc.isin(told)]) == {"2020-07-08"}


def test_lawful_figures_raise_no_risk(truth):
    """Whoever is warned of has a story about money."""
    stories = truth("stories")
    told = set(stories.uscc[stories.subject.isin(["fund", "charity", "admin"])])
    others = set(truth("fund_warnings").uscc) - told
    assert len(others) <= 2  # audits of persons leaving office may have found something


def test_a_warning_is_as_grave_as_the_worst_risk(truth):
    risks, warnings = truth("fund_risks"), truth("fund_warnings").set_index("uscc").warning_level
    assert set(risks.uscc) == set(warnings.index)
    assert (warnings[risks.uscc[risks.finding_code == "insolvent"]] == "high").all()
    alone = risks.groupby("uscc").finding_code.agg(set)
    assert (warnings[alone.index[alone == {"net_assets_below_minimum"}]] == "medium").all()


def test_each_state_of_a_rating_occurs(truth):
    ratings = truth("current_ratings")
    assert set(ratings.state) == {"valid", "expired", "cancelled", "superseded"}
    stories = truth("stories").merge(ratings, on="uscc").groupby("story").state.agg(set)
    assert stories["rated_4A_last_day"] == {"valid"}
    assert stories["rated_4A_expired_yesterday"] == {"expired"}
    assert stories["rated_again"] == {"superseded", "valid"}


def test_awards_begin_with_their_rule_and_differ_by_place(truth):
    awards = truth("rating_awards")
    assert {("10000", "50000"), ("3000", "3000"), ("5000", "5000")} <= set(
        zip(awards.award_min_yuan, awards.award_max_yuan, strict=True)
    )
    cities = truth("organizations").set_index("uscc").authority_code[awards.uscc] == "330300"
    assert awards.granted_on[cities.to_numpy()].min() >= "2024-06-20"


def test_gates_differ_by_place_and_list(truth):
    gate = truth("credit_gate").merge(truth("organizations"), on="uscc")
    assert set(gate.effect[gate.in_force == "false"]) == {"blocked"}
    gate = gate[gate.in_force == "true"]
    listed = truth("credit_list").query("status == 'listed'")
    kinds = listed.groupby("uscc").list_type.agg(set)
    abnormal = gate[gate.uscc.isin(kinds.index[kinds == {"abnormal"}])]
    effect = abnormal.groupby([abnormal.authority_code.str[:4], "purpose"]).effect.agg(set)
    assert effect["3308", "award"] == effect["3308", "catalogue"] == {"blocked"}
    assert effect["3303", "catalogue"] == {"discouraged"}
    assert effect["3301", "catalogue"] == effect["3303", "award"] == {"allowed"}
    serious = gate[gate.uscc.isin(kinds.index[kinds.map(lambda k: "serious" in k)])]
    assert set(serious.effect[serious.purpose.isin(["funding", "award", "purchase"])]) == {"blocked"}
    assert set(serious.effect[serious.purpose == "rating"]) <= {"discouraged", "blocked"}
    free = gate[~gate.uscc.isin(kinds.index) & (gate.purpose == "purchase")]
    by_city = free.groupby(free.authority_code.str[:4]).effect.agg(set)
    assert by_city["3303"] == {"allowed", "discouraged"}
    assert by_city["3301"] == {"allowed"}


def test_listed_organisations_stand_in_catalogues_of_each_city(truth):
    entries = truth("catalogue_eligibility").merge(truth("organizations"), on="uscc")
    listed = entries[entries.uscc.isin(truth("credit_list").query("status == 'listed'").uscc)]
    assert {"3301", "3303", "3308"} <= set(listed.authority_code.str[:4])
    assert set(zip(entries.state, entries.must_leave, strict=True)) == {
        ("in_catalogue", "true"),
        ("in_catalogue", "false"),
        ("left", "false"),
    }
    assert "true" in set(entries.must_leave[entries.status == "cancelled"])
    assert (entries.entered_on <= "2026-11-30").all()


def test_those_who_can_be_rated_are_among_those_in_force(truth):
    rows = truth("rating_participation").astype({"rated": int, "organisations": int})
    by = rows.pivot(index="authority_code", columns="denominator", values="organisations")
    assert (by.eligible <= by.in_force).all()
    assert 0 < by.eligible.sum() < by.in_force.sum()
    assert (rows.rated <= rows.organisations).all()
    assert rows.rated.sum() > 0


def test_a_city_spends_what_its_districts_and_itself_spend(truth):
    for name, amount in (("purchase_shares", "new_spending_yuan"), ("venture_shares", "amount_yuan")):
        rows = truth(name).astype({amount: int})
        rows["city"] = rows.place_code.str[:4]
        total = rows.groupby(["city", "year", rows.place_level == "city"])[amount].sum().unstack()
        assert (total[True] == total[False]).all()
        assert set(rows.place_level) == {"county", "city_own", "city"}


def test_labour_cost_is_judged_where_a_rule_says_how_much(truth):
    ventures = truth("venture_projects")
    assert set(ventures.labour_ok) == {"", "true", "false"}
    judged = ventures[ventures.labour_ok != ""]
    assert set(judged.project_no.str[2:6]) == {"3303"}
    assert set(ventures.is_community) == {"true", "false"}
