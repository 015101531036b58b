"""Stories about party building, persons and terms: each is told, and each has the outcome its rule gives."""

import re
import shutil
import unicodedata

import duckdb
import numpy as np
import pandas as pd
import pytest
from stdnum.cn import ric

from oversight import ingest
from oversight.settings import Home
from oversight.synth import party, person_stories, persons, terms
from oversight.synth.scenes import ACTOR

TRUTHS = [
    "party_responsibility",
    "party_gaps",
    "party_push_list",
    "charter_states",
    "party_secretaries",
    "person_states",
    "person_findings",
    "officials_in_posts",
    "re_elections",
    "re_election_rates",
    "talks_due",
]
CARD = re.compile("339900(?:19|20)[0-9]{9}[0-9X]")


@pytest.fixture(scope="module")
def told(truth):
    """The organisations of a story."""
    stories = truth("stories")
    return lambda story: set(stories[stories.story == story].uscc)


@pytest.mark.parametrize("name", TRUTHS)
def test_something_is_true_of_each(truth, name):
    assert len(truth(name))


@pytest.mark.parametrize("stories", [party.STORIES, person_stories.STORIES, terms.STORIES])
def test_every_story_is_told(truth, stories):
    assert {s.name for s in stories} <= set(truth("stories").story)


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("ban_post_inside", {"post_during_ban"}),
        ("ban_post_on_its_first_day", {"post_during_ban"}),
        ("ban_post_on_its_last_day", {"post_during_ban"}),
        ("ban_post_the_day_after", set()),
        ("ban_post_on_the_day_lifted", set()),
        ("ban_post_a_day_before_lifted", {"post_during_ban"}),
        ("ban_without_end", {"post_during_ban"}),
        ("ban_after_the_post", set()),
        ("ban_before_the_rule", set()),
        ("ban_from_another_place", {"post_during_ban"}),
        ("ban_of_a_stranger_with_the_number", set()),
        ("order_not_followed", {"removal_order_not_followed"}),
        ("order_of_yesterday", {"removal_order_not_followed"}),
        ("order_of_today", set()),
        ("order_followed", set()),
        ("order_lifted", set()),
        ("order_then_another_post", set()),
        ("notice_of_four_days", {"appointed_without_notice"}),
        ("notice_of_five_days", set()),
        ("notice_ends_the_day_before", set()),
        ("notice_ends_on_the_day", {"appointed_without_notice"}),
        ("notice_never_given", {"appointed_without_notice"}),
        ("notice_not_asked_for_post", set()),
        ("notice_not_asked_for_place", set()),
        ("notice_before_the_rule", set()),
        ("notice_on_first_day_of_rule", {"appointed_without_notice"}),
        ("serving_approved", set()),
        ("serving_without_approval", {"serving_official_in_post"}),
        ("serving_in_a_foundation", {"serving_official_in_post"}),
        ("retired_second_term", set()),
        ("retired_third_term", {"retired_official_over_limit"}),
        ("retired_aged_70", set()),
        ("retired_aged_71", {"retired_official_over_limit"}),
        ("retired_without_approval", {"retired_official_over_limit"}),
        ("retired_with_two_posts", {"retired_official_over_limit"}),
        ("retired_with_two_functions", set()),
        ("retired_since_before_the_rule", {"retired_official_over_limit"}),
        ("retired_second_post_ended", set()),
        ("official_approved_on_taking_the_post", {"retired_official_over_limit"}),
        ("official_approved_since", set()),
        ("official_since_the_term_began", set()),
        ("audit_on_the_last_day", set()),
        ("audit_a_day_late", {"departure_without_audit"}),
        ("audit_on_the_first_day", set()),
        ("audit_a_day_too_early", {"departure_without_audit"}),
        ("audit_of_nobody_named", set()),
        ("audit_of_another_person", {"departure_without_audit"}),
        ("audit_of_another_kind", {"departure_without_audit"}),
        ("audit_last_day_is_today", set()),
        ("audit_last_day_was_yesterday", {"departure_without_audit"}),
        ("appointed_again_on_the_day", set()),
        ("appointed_again_the_next_day", set()),
        ("appointed_again_before_the_end", set()),
        ("appointed_again_after_a_day", {"departure_without_audit"}),
        ("replaced_by_another", {"departure_without_audit"}),
        ("departure_before_the_term_was_set", set()),
        ("departure_on_its_first_day", {"departure_without_audit"}),
        ("report_by_the_person", set()),
        ("report_of_nobody_named", set()),
        ("report_by_another_person", {"duty_report_missing"}),
        ("report_a_day_too_early", {"duty_report_missing"}),
        ("report_a_day_late", {"duty_report_missing"}),
        ("head_since_first_of_january", set()),
        ("head_since_last_of_december", {"duty_report_missing"}),
        ("head_elsewhere_without_report", set()),
    ],
)
def test_findings_about_the_persons_of_a_story(truth, told, story, found):
    findings = truth("person_findings")
    stories = truth("stories").query("subject in ('person', 'term') and story != @story")
    alone = told(story) - set(stories.uscc)  # another story of the same organisation has its own findings
    of = findings[findings.uscc.isin(alone) & findings.person_no.str.startswith(ACTOR)]
    assert not alone or set(of.finding_code) == found


@pytest.fixture(scope="module")
def posts(deliveries, business_date, tmp_path_factory) -> pd.DataFrame:
    """What ingest keeps of the lists of persons, as text; `home` holds the stored files."""
    root = tmp_path_factory.mktemp("persons")
    for path in (deliveries / "inbox").rglob("负责人-*"):
        target = root / "inbox" / path.relative_to(deliveries / "inbox")
        target.parent.mkdir(parents=True)
        shutil.copyfile(path, target)
    home = Home(root / "home")
    ingest.run(inbox=root / "inbox", home=home, business_date=business_date)
    rows = duckdb.sql(
        f"from read_parquet('{home.bronze}/people/*/*.parquet', union_by_name = true)"
    ).fetchdf()
    rows["uscc"] = rows.uscc.map(lambda code: unicodedata.normalize("NFKC", code))
    rows.attrs = {"inbox": root / "inbox"}
    return rows


@pytest.mark.parametrize(
    ("story", "states"),
    [
        ("ban_post_inside", {"banned"}),
        ("ban_post_on_its_last_day", {"in_post"}),
        ("ban_without_end", {"banned"}),
        ("ban_from_another_place", {"banned"}),
        ("ban_of_a_stranger_with_the_number", {"in_post"}),
        ("ban_post_on_the_day_lifted", {"in_post"}),
        ("banned_and_warned", {"banned"}),
        ("order_not_followed", {"to_be_replaced"}),
        ("order_of_today", {"to_be_replaced"}),
        ("order_and_warning", {"to_be_replaced"}),
        ("order_followed", {"out_of_post"}),
        ("order_then_another_post", {"in_post"}),
        ("order_lifted", {"in_post"}),
        ("warned_a_year_ago_today", {"in_post"}),
        ("warned_a_year_ago_tomorrow", {"warned"}),
        ("warning_lifted", {"in_post"}),
        ("interviewed_a_year_ago_today", {"in_post"}),
        ("interviewed_a_year_ago_tomorrow", {"talked_to"}),
        ("only_talked_with", {"in_post"}),
    ],
)
def test_states_of_the_persons_of_a_story(truth, told, posts, story, states):
    of = posts[posts.uscc.isin(told(story)) & posts.person_no.str.startswith(ACTOR)]
    found = truth("person_states").set_index(["place_code", "person_no"]).state
    assert set(found[list(zip(of._authority, of.person_no, strict=True))]) == states


@pytest.mark.parametrize("story", ["ban_from_another_place", "ban_of_a_stranger_with_the_number"])
def test_who_did_what_the_ban_is_for_is_banned_at_home(truth, told, posts, story):
    numbers = posts.person_no[posts.uscc.isin(told(story)) & posts.person_no.str.startswith(ACTOR)]
    states = truth("person_states")
    home = states[states.person_no.isin(numbers) & states.place_code.str.startswith("3301")]
    assert len(home)
    assert set(home.state) == {"banned"}


def test_identity_cards_are_delivered_and_stored_masked(posts):
    delivered = [path.read_text("utf-8-sig", errors="ignore") for path in posts.attrs["inbox"].rglob("*.csv")]
    cards = {card for text in delivered for card in CARD.findall(text)}
    assert cards
    stored = posts.astype(str).to_csv()
    assert not cards & set(CARD.findall(stored))
    assert "339***********" in stored


def test_identity_cards_have_the_check_character_of_the_standard():
    cards = persons.identity_cards(np.random.default_rng(1), 50)
    assert all(card[17] == ric.calc_check_digit(card) for card in cards)


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("term_ends_today", "in_term"),
        ("term_ended_yesterday", "overdue"),
        ("term_delayed_until_today", "delayed"),
        ("term_delayed_until_yesterday", "overdue"),
        ("term_delayed_by_a_year", "delayed"),
        ("term_delayed_by_a_year_and_a_day", "delay_too_long"),
        ("term_delayed_too_long_ahead", "delay_too_long"),
        ("term_delayed_ahead", "in_term"),
        ("term_too_long_and_over", "delay_too_long"),
    ],
)
def test_the_term_of_a_story(truth, told, story, state):
    terms_of = truth("re_elections")
    assert set(terms_of[terms_of.uscc.isin(told(story))].state) == {state}


@pytest.mark.parametrize(
    ("story", "states"),
    [
        ("talk_on_the_day", {"held"}),
        ("talk_on_the_last_day", {"held"}),
        ("talk_a_day_late", {"held_late"}),
        ("talk_a_day_early", {"missing"}),
        ("talk_due_today", {"due"}),
        ("talk_due_yesterday", {"missing"}),
        ("talk_is_an_interview", {"held"}),
        ("talk_is_a_warning", {"missing"}),
        ("talk_of_something_else", {"missing"}),
        ("talk_on_first_day_of_rule", {"held"}),
        ("talk_missing_on_first_day_of_rule", {"missing"}),
        ("talk_before_the_rule", set()),
        ("talk_not_asked_for_county", set()),
        ("talk_not_asked_for_place", set()),
    ],
)
def test_the_talk_after_a_re_election_of_a_story(truth, told, story, states):
    due = truth("talks_due")
    assert set(due[due.uscc.isin(told(story)) & (due.occasion == "re_election")].state) == states


@pytest.mark.parametrize(
    ("story", "changes"), [("appointed_again_on_the_day", 0), ("replaced_by_another", 1)]
)
def test_who_is_appointed_again_is_no_change_of_legal_representative(truth, told, story, changes):
    due = truth("talks_due")
    of = due[due.uscc.isin(told(story)) & (due.occasion == "legal_representative_change")]
    assert len(of) == changes * len(told(story))


def test_talks_are_asked_only_of_the_organisations_of_the_city_itself(truth):
    registrar = truth("organizations").set_index("uscc").authority_code
    assert set(registrar[truth("talks_due").uscc]) == {"330300"}


def test_changes_and_re_elections_ask_for_talks(truth):
    """A city founds and punishes few of its own, maybe none of a small register."""
    found = set(truth("talks_due").occasion)
    assert {"re_election", "legal_representative_change"} <= found
    assert found <= {"founding", "re_election", "legal_representative_change", "violation"}


@pytest.mark.parametrize(
    ("story", "codes"),
    [
        ("xuecheng_nobody", {"no_member_and_no_instructor"}),
        ("xuecheng_only_an_instructor", set()),
        ("xuecheng_member_without_organisation", {"members_without_party_organisation"}),
        ("nobody_elsewhere", set()),
        ("organisation_not_stated", {"members_without_party_organisation"}),
    ],
)
def test_the_gaps_of_a_story(truth, told, story, codes):
    gaps = truth("party_gaps")
    counted = gaps[~gaps.finding_code.isin(["party_body_unclear", "founded_without_party_steps"])]
    assert set(counted[counted.uscc.isin(told(story))].finding_code) == codes


def test_every_kind_of_gap_occurs_and_only_those_of_xuecheng_are_pushed(truth):
    gaps, pushed = truth("party_gaps"), truth("party_push_list")
    assert set(gaps.finding_code) == {
        "own_branch_missing",
        "members_without_party_organisation",
        "no_member_and_no_instructor",
        "joint_branch_too_large",
        "founded_without_party_steps",
        "party_body_unclear",
    }
    orgs = truth("organizations")
    assert set(pushed.uscc) <= set(orgs.uscc[orgs.authority_code == "370403"])


def test_a_joint_branch_of_six_is_too_large(truth):
    gaps = truth("party_gaps").query("finding_code == 'joint_branch_too_large'")
    registrar = truth("organizations").set_index("uscc").authority_code
    assert gaps.uscc.map(registrar).value_counts().min() >= 6


@pytest.mark.parametrize(
    ("story", "state", "finding"),
    [
        ("charter_without_party", "none", "charter_without_party"),
        ("charter_of_2018", "wording_2018", "charter_wording_outdated"),
        ("charter_of_2019", "wording_2019", ""),
        ("charter_not_seen", "unknown", ""),
        ("charter_seen_at_earlier_count", "wording_2019", ""),
        ("charter_silent_at_earlier_count", "none", "charter_without_party"),
    ],
)
def test_the_charter_of_a_story(truth, told, story, state, finding):
    states = truth("charter_states")
    of = states[states.uscc.isin(told(story))]
    assert set(zip(of.state, of.finding_code, strict=True)) == {(state, finding)}
