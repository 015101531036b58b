"""Penalties, orders, cases and events: every story is told, and what is found of it is what the rules say."""

import pandas as pd
import pytest

from oversight.synth import cases, days, enforcement, penalties, policy, story, world


def told_penalties(today: str) -> pd.DataFrame:
    """Every penalty of the stories, judged: a register of its own, some of it seriously listed."""
    made = world.make_world(300, days.day(today), seed=11)
    world.finish_register(made)
    listed = made.orgs[story.eligible(made, "old")].head(8)
    made.expect("credit_list", uscc=listed.uscc.to_numpy(), list_type="serious", status="listed")
    penalties.write(made)
    judged = pd.concat(made.truth["penalty_publicity"]).merge(
        made.rows["penalties"][0], on=["uscc", "decision_no"]
    )
    found = pd.concat(made.truth["penalty_findings"])
    codes = found.groupby("uscc").finding_code.agg(tuple)
    judged["codes"] = [codes.get(uscc, ()) for uscc in judged.uscc]
    judged = judged.merge(made.orgs[["uscc", "penalty_story"]], on="uscc")
    return judged.sort_values("decided_on", ascending=False)


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return told_penalties("2026-11-30")


@pytest.fixture(scope="module")
def judged_a_year_on() -> pd.DataFrame:
    return told_penalties("2027-11-30")


def states(judged: pd.DataFrame, name: str) -> list[tuple[bool, str]]:
    rows = judged[judged.penalty_story == name]
    return list(zip(rows.is_final, rows.public_state, strict=True))


@pytest.mark.parametrize(
    ("name", "is_final", "state"),
    [
        ("filed_on_last_day_of_limitation", True, "public"),
        ("decided_late_and_revoked", False, "not_public"),
        ("appeal_pending", False, "not_public"),
        ("appeal_decided", True, "public"),
        ("appeal_decided_today", True, "public"),
        ("time_to_appeal_ends_today", False, "not_public"),
        ("time_to_appeal_ended_yesterday", True, "public"),
        ("never_served", None, "not_public"),
        ("nothing_known_but_the_decision", None, "not_public"),
        ("five_years_end_today", True, "public"),
        ("five_years_ended_yesterday", True, "ended"),
        ("five_years_over_but_seriously_listed", True, "public"),
        ("simple_procedure", True, "not_public"),
        ("minor_a_day_before_the_rule", True, "public"),
        ("minor_on_first_day_of_the_rule", True, "not_public"),
        ("ordinary_a_day_before_the_rule", True, "public"),
        ("ordinary_on_first_day_of_the_rule", True, "public"),
        ("ungraded_on_first_day_of_the_rule", True, "not_judged"),
    ],
)
def test_a_penalty_is_shown_as_the_rules_say(judged, name, is_final, state):
    assert states(judged, name) == [(is_final, state)]


def test_shandong_counts_five_years_from_the_act_and_shows_what_is_not_final(judged):
    assert states(judged, "shandong_counted_from_the_act") == [(True, "ended"), (True, "public")]
    assert states(judged, "shandong_shows_what_is_not_final") == [
        (False, "public"),
        (True, "public"),
        (True, "not_public"),
    ]


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("minor_on_first_day_of_the_rule", "2026-07-01"),
        ("ordinary_on_first_day_of_the_rule", "2027-04-01"),
        ("serious_on_first_day_of_the_rule", "2029-04-01"),
        ("ungraded_on_first_day_of_the_rule", None),
        ("ordinary_a_day_before_the_rule", None),
    ],
)
def test_the_national_maximum_follows_severity_from_its_first_day(judged, name, until):
    (found,) = judged.publicity_max_until[judged.penalty_story == name]
    assert pd.isna(found) if until is None else found == pd.Timestamp(until)


def test_the_national_maximum_ends_publicity_the_day_after(judged_a_year_on):
    assert states(judged_a_year_on, "a_year_ends_today") == [(True, "public")]
    assert states(judged_a_year_on, "a_year_ended_yesterday") == [(True, "ended")]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("filed_on_last_day_of_limitation", ()),
        ("filed_a_day_after_limitation", ("penalty_filed_after_limitation",)),
        ("filed_too_late_before_the_law", ()),
        ("filed_too_late_on_first_day_of_the_law", ("penalty_filed_after_limitation",)),
        ("decided_on_90th_day", ()),
        ("decided_on_91st_day", ("penalty_decided_late",)),
        ("decided_late_and_revoked", ("penalty_decided_late",)),
        ("served_on_7th_workday", ()),
        ("served_on_8th_workday", ("penalty_served_late",)),
        ("never_served", ()),
    ],
)
def test_a_late_step_of_a_penalty_is_found_from_the_day_after_its_time(judged, name, codes):
    assert list(judged.codes[judged.penalty_story == name]) == [codes]


def test_nothing_is_known_that_happens_after_the_business_date(judged):
    known = judged[["decided_on", "served_on", "appealed_on", "appeal_decided_on", "revoked_on"]]
    assert known.max().max() <= pd.Timestamp("2026-11-30")


def test_every_story_is_told_and_every_truth_has_rows(truth):
    stories = truth("stories")
    for subject, declared in (("penalty", penalties.STORIES), ("supervision", enforcement.STORIES)):
        assert set(stories.story[stories.subject == subject]) == {s.name for s in declared}
    for name, columns in enforcement.TRUTH.items():
        rows = truth(name)
        assert list(rows) == columns
        assert len(rows), name


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("event_filed_a_day_before", "filed_before"),
        ("event_filed_on_its_day", "filed_before"),
        ("event_filed_a_day_after", "filed_late"),
        ("event_of_yesterday_filed_today", "filed_late"),
        ("event_of_yesterday_not_filed", "not_filed"),
        ("event_of_today_not_filed", "upcoming"),
        ("event_ahead_not_filed", "upcoming"),
        ("event_ahead_filed", "filed_before"),
    ],
)
def test_an_event_is_reported_ahead_until_the_end_of_its_day(truth, name, state):
    stories, events = truth("stories"), truth("major_events")
    (told,) = stories.uscc[stories.story == name]
    assert state in set(events.state[events.uscc == told])


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("rectification_due_today", "open"),
        ("rectification_due_yesterday", "overdue"),
        ("rectification_completed_on_due_day", "completed"),
        ("rectification_completed_late", "completed_late"),
        ("order_due_ahead", "open"),
        ("order_completed_today", "completed"),
    ],
)
def test_an_order_is_in_time_on_its_last_day(truth, name, state):
    stories, orders = truth("stories"), truth("rectification_states")
    told = stories.uscc[stories.story == name].iloc[0]
    assert state in set(orders.state[orders.uscc == told])


def test_every_body_of_the_city_shows_all_six_actions(truth):
    rows = truth("campaign_progress")
    assert set(rows.groupby("authority_code").campaign_action.agg(frozenset)) == {
        frozenset(cases.CAMPAIGN_ACTIONS)
    }
    assert set(rows.authority_code.map(lambda code: policy.path(code)[-3])) == {cases.CAMPAIGN_CITY}
    assert (rows.opened == "0").any() and (rows.opened.astype(int) > rows.closed.astype(int)).any()


def test_supervising_bodies_check_all_matters_some_or_none_this_year_and_last(truth):
    rows = truth("special_checks")
    assert set(rows.year) == {"2025", "2026"}
    assert {"0", "7"} < set(rows.matters_done)
    assert set(rows.authority_code.str[:4]) == set(cases.CHECKED_CITIES)


def test_a_city_counts_its_own_level_and_its_counties(truth):
    rows = truth("enforcement_counts").astype({"cases_closed": int, "banned": int, "dissolved": int})
    rows["city"] = rows.place_code.str[:4]
    columns = ["cases_closed", "banned", "dissolved"]
    parts = rows[rows.place_level != "city"].groupby(["city", "year"])[columns].sum()
    assert set(rows.place_level) == {"county", "city_own", "city"}
    pd.testing.assert_frame_equal(
        parts, rows[rows.place_level == "city"].groupby(["city", "year"])[columns].sum()
    )


def test_the_lists_grade_before_any_rating(truth):
    lists = truth("credit_list").query("status == 'listed'")
    grade = truth("classified_supervision").set_index("uscc").internal_grade
    serious = grade.index.intersection(lists.uscc[lists.list_type == "serious"])
    abnormal = grade.index.intersection(lists.uscc[lists.list_type == "abnormal"]).difference(serious)
    assert set(grade[serious]) == {"D"}
    assert set(grade[abnormal]) == {"C"}
    assert set(grade.drop(serious.union(abnormal))) == {"A", "B"}
