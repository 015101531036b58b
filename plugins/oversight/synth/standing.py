"""What else is known of an organisation: party members, ratings, checks, registration cases; and its draw tier."""

import numpy as np
import pandas as pd

from oversight.synth import days
from oversight.synth.story import Story, decide, document_numbers, expect_candidate, expect_listed
from oversight.synth.world import World

PARTY_STORIES = [
    Story("party_none_open", 0.002),
    Story("party_none_listed", 0.002),
    Story("party_two_and_a_probationary", 0.001),
    Story("party_set_up_since", 0.001),
]
RATING_STORIES = [
    Story("rated_5A", 0.01),
    Story("rated_4A", 0.03),
    Story("rated_3A", 0.04),
    Story("rated_1A", 0.003),
    Story("rated_4A_expired", 0.02),
    Story("rated_4A_last_day", 0.0005),
    Story("rated_4A_expired_yesterday", 0.0005),
    Story("rated_4A_cancelled", 0.001),
    Story("rated_4A_shortened", 0.0006),
    Story("rated_again", 0.002),
]
TOP_TIER_RATINGS = {"rated_5A", "rated_4A", "rated_4A_last_day", "rated_again"}
CHECK_STORIES = [
    Story("checked_once", 0.08),
    Story("checked_twice", 0.015),
    Story("checked_three_times", 0.002),
    Story("checked_long_ago", 0.03),
    Story("checked_by_name", 0.03),
    Story("checked_by_former_name", 0.002, "renamed"),
    Story("checked_a_year_ago_today", 0.0006),
    Story("checked_a_year_ago_tomorrow", 0.0006),
    Story("checked_today", 0.0006),
]
CHECKS_12M = {
    "checked_once": 1,
    "checked_twice": 2,
    "checked_three_times": 3,
    "checked_by_name": 1,
    "checked_by_former_name": 1,
    "checked_a_year_ago_tomorrow": 1,
    "checked_today": 1,
}
TIER_WEIGHTS = {"A": 1, "B": 2, "C": 4, "D": 8}
BURDEN = np.array([4, 1, 0])  # by number of checks in 12 months, the last for two and more
UNKNOWN_NAMES = 0.001  # checks of bodies the register does not know, per organisation
RESULTS, RESULT_SHARES = ["no_problem", "problem", "not_found", "refused"], [0.88, 0.09, 0.02, 0.01]


def last_quarter_end(today: np.datetime64) -> np.datetime64:
    """The latest quarter end on or before the day: the day before the quarter that tomorrow lies in."""
    month_of_tomorrow = (today + 1).astype("M8[M]").astype(int)
    return np.datetime64(int(month_of_tomorrow) // 3 * 3, "M").astype("M8[D]") - 1


def write_party(world: World) -> None:
    """Two counts a year apart; three formal members and no organisation only in stories."""
    orgs, rng, n = world.orgs, world.rng, len(world.orgs)
    now = last_quarter_end(world.today)
    before = days.shift(now, years=-1)
    formal = np.minimum(rng.geometric(0.4, n) - 1, 40)
    kinds = rng.choice(
        ["branch", "general_branch", "committee", "joint_branch"], n, p=[0.9, 0.03, 0.01, 0.06]
    ).astype(object)
    small = rng.choice(["none", "joint_branch", "functional"], n, p=[0.6, 0.3, 0.1]).astype(object)
    unit = np.where(formal >= 3, kinds, small)
    probationary = rng.integers(0, 2, n)
    formal_before, unit_before = formal.copy(), unit.copy()
    story = orgs.main_story
    for name, counts in {
        "party_none_open": (3, 0, "none", 3, "none"),
        "party_none_listed": (4, 1, "none", 4, "none"),
        "party_two_and_a_probationary": (2, 1, "none", 2, "none"),
        "party_set_up_since": (5, 0, "branch", 5, "none"),
    }.items():
        mask = (story == name).to_numpy()
        formal[mask], probationary[mask], unit[mask], formal_before[mask], unit_before[mask] = counts
    standing = orgs.status.isin(["in_force", "in_liquidation"]).to_numpy()
    registered = orgs.registered_on.to_numpy().astype("M8[D]")
    for on, members, units in ((before, formal_before, unit_before), (now, formal, unit)):
        mask = standing & (registered <= on)
        world.add(
            "party_units",
            orgs[mask],
            counted_on=on,
            formal_members=members[mask],
            probationary_members=probationary[mask],
            party_org_type=units[mask],
            has_instructor=units[mask] == "none",
            charter_has_party=rng.random(mask.sum()) < 0.95,
        )
    _party_truth(world, now, before)


def _party_truth(world: World, now: np.datetime64, before: np.datetime64) -> None:
    ground = "party_org_not_set_up"
    for name, status in (("party_none_open", "open"), ("party_none_listed", "listed")):
        orgs = world.story("main_story", name)
        expect_candidate(world, orgs, "abnormal", ground, np.full(len(orgs), now), status)
    orgs = world.story("main_story", "party_none_listed")
    on = before + world.rng.integers(40, 200, len(orgs))
    decide(world, orgs, "abnormal", "list", ground, on)
    expect_listed(world, orgs, "abnormal", ground, on)


def write_ratings(world: World) -> None:
    today, rng = world.today, world.rng
    five_years = days.shift(today, years=-5)
    for story in RATING_STORIES:
        orgs = world.story("rating_story", story.name)
        n = len(orgs)
        granted = five_years + rng.integers(90, 1700, n)
        valid_to = np.where(rng.random(n) < 0.5, days.shift(granted, years=5), days.NONE)
        cancelled = np.full(n, days.NONE)
        if story.name in ("rated_4A_expired", "rated_again"):
            granted = five_years - rng.integers(30, 300, n)
            valid_to = days.shift(granted, years=5)
        elif story.name in ("rated_4A_last_day", "rated_4A_expired_yesterday"):
            granted = np.full(n, five_years - (story.name == "rated_4A_expired_yesterday"))
            valid_to = np.full(n, days.NONE)
        elif story.name == "rated_4A_cancelled":
            cancelled = np.maximum(granted, today - 60)
        elif story.name == "rated_4A_shortened":
            granted, valid_to = np.full(n, today - 800), np.full(n, today - 1)
        rating = story.name[6:8] if story.name != "rated_again" else "3A"
        world.add(
            "ratings", orgs, rating=rating, granted_on=granted, valid_to=valid_to, cancelled_on=cancelled
        )
        if story.name == "rated_again":
            world.add(
                "ratings",
                orgs,
                rating="4A",
                granted_on=today - rng.integers(10, 25, n),
                valid_to=days.NONE,
                cancelled_on=days.NONE,
            )


def write_checks(world: World) -> None:
    """Checks with a code, with a name only, and of names that two organisations have had or nobody has."""
    today, rng = world.today, world.rng
    year_ago = days.shift(today, months=-12)

    def within(n: int) -> np.ndarray:
        return today - rng.integers(1, 360, n)

    for story in CHECK_STORIES:
        orgs = world.story("check_story", story.name)
        fixed = {
            "checked_a_year_ago_today": year_ago,
            "checked_a_year_ago_tomorrow": year_ago + 1,
            "checked_today": today,
        }
        for _ in range(max(1, CHECKS_12M.get(story.name, 1))):
            on = np.full(len(orgs), fixed[story.name]) if story.name in fixed else within(len(orgs))
            on = year_ago - rng.integers(1, 700, len(orgs)) if story.name == "checked_long_ago" else on
            if story.name == "checked_by_former_name":
                _check(
                    world, orgs.assign(org_name=orgs.former_name), on, "matched_by_former_name", coded=False
                )
            else:
                by_name = story.name == "checked_by_name"
                _check(
                    world, orgs, on, "matched_by_name" if by_name else "matched_by_code", coded=not by_name
                )
    twins = world.orgs[world.orgs.twin]
    _check(world, twins, within(len(twins)), "ambiguous", coded=False)
    few = world.orgs.sample(
        max(1, round(UNKNOWN_NAMES * len(world.orgs))), random_state=int(rng.integers(2**31))
    )
    _check(world, few.assign(org_name=few.org_name + "分社"), within(len(few)), "unmatched", coded=False)


def _check(world: World, orgs: pd.DataFrame, on: np.ndarray, match_status: str, coded: bool) -> None:
    n, rng = len(orgs), world.rng
    number = document_numbers(world, orgs, "检", on)
    kind = rng.choice(["desk", "onsite", "administrative", "double_random", "directed"], n).astype(object)
    result = rng.choice(RESULTS, n, p=RESULT_SHARES).astype(object)
    world.add(
        "inspections",
        orgs.assign(uscc=orgs.uscc if coded else None),
        inspection_no=number,
        inspected_on=on,
        inspecting_body=orgs.authority_name.to_numpy(),
        inspection_kind=kind,
        result=result,
    )
    known = orgs.uscc.to_numpy() if match_status.startswith("matched") else np.full(n, "", dtype=object)
    world.expect("inspections", inspection_no=number, uscc=known, match_status=match_status)


def make_twins(world: World) -> None:
    """Pairs under one registrar where the later one bears the name a cancelled one still has in the register."""
    orgs = world.orgs
    world.orgs["twin"] = False
    gone = orgs[(orgs.status == "cancelled") & (orgs.main_story == "")]
    plain = orgs[
        (orgs.status == "in_force")
        & (orgs.main_story == "")
        & (orgs.check_story == "")
        & orgs.former_name.isna()
    ]
    pairs = gone.reset_index().merge(
        plain.reset_index(), on=["authority_code", "org_type"], suffixes=("_gone", "")
    )
    pairs = pairs.drop_duplicates("index_gone").drop_duplicates("index").head(max(1, len(orgs) // 2000))
    orgs.loc[pairs["index"], "org_name"] = pairs.org_name_gone.to_numpy()
    orgs.loc[pairs["index"], "twin"] = True


def expect_frame(world: World) -> None:
    """Draw tier and weight of every organisation in force, from the lists and stories told."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    lists = pd.concat(world.truth["credit_list"])
    on = {
        kind: set(lists.uscc[(lists.list_type == kind) & (lists.status == "listed")])
        for kind in ("abnormal", "serious")
    }
    tier = np.where(orgs.rating_story.isin(TOP_TIER_RATINGS), "A", "B")
    tier = np.where(orgs.uscc.isin(on["abnormal"]) | orgs.missed_latest, "C", tier)
    tier = np.where(orgs.uscc.isin(on["serious"]), "D", tier)
    checks = orgs.check_story.map(CHECKS_12M).fillna(0).astype(int).to_numpy()
    weight = pd.Series(tier).map(TIER_WEIGHTS).to_numpy() * BURDEN[np.minimum(checks, 2)]
    excluded = np.where(orgs.status == "in_liquidation", "in_liquidation", "")
    world.expect(
        "sampling_frame",
        authority_code=orgs.authority_code.to_numpy(),
        uscc=orgs.uscc.to_numpy(),
        risk_tier=tier,
        checks_12m=checks,
        weight=weight,
        excluded_reason=excluded,
    )
