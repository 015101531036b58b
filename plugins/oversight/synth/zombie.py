"""Activities and attempts to reach organisations: the zombie tests and their near misses.

Tests: 民发〔2021〕63号 (activity since 2019), 温州 2025-07-15 (since 2023, associations three missed years),
薛民字〔2020〕31号 12 (all three channels fail).
"""

import numpy as np
import pandas as pd

from oversight.synth import days, names, places
from oversight.synth.story import Story
from oversight.synth.world import World

WENZHOU_PLAN = days.day("2025-07-15")
CN_SINCE, WZ_SINCE = days.day("2019-01-01"), days.day("2023-01-01")
RECENT_DAYS = 900

STORIES = [
    Story("no_first_activity", 0.002, "recent"),
    Story("no_first_activity_one_year_today", 0.0004, "recent"),
    Story("no_first_activity_one_year_tomorrow", 0.0004, "recent"),
    Story("first_activity_on_anniversary", 0.0004, "recent"),
    Story("first_activity_day_after_anniversary", 0.0004, "recent"),
    Story("silent_wenzhou", 0.002, "wenzhou"),
    Story("silent_elsewhere", 0.0012, "elsewhere"),
    Story("active_on_first_day", 0.0006, "wenzhou"),
    Story("unreachable_both_channels", 0.0015),
    Story("reached_after_unreachable", 0.001),
    Story("one_channel_unreachable", 0.001),
    Story("unreachable_long_ago", 0.0006),
    Story("three_channels_unreachable", 0.0003, "xuecheng"),
    Story("two_of_three_channels", 0.0003, "xuecheng"),
]
SILENT = ("silent_wenzhou", "silent_elsewhere", "active_on_first_day")
MET = {
    "no_first_activity": "no_first_activity",
    "no_first_activity_one_year_today": "no_first_activity",
    "first_activity_day_after_anniversary": "no_first_activity",
    "silent_wenzhou": "no_recent_activity",
    "silent_elsewhere": "no_recent_activity",
    "unreachable_both_channels": "unreachable",
    "three_channels_unreachable": "unreachable",
}
# story -> (channel, days before the business date, outcome)
ATTEMPTS = {
    "unreachable_both_channels": [
        ("residence", 90, "unreachable"),
        ("legal_representative", 80, "unreachable"),
    ],
    "reached_after_unreachable": [
        ("residence", 200, "unreachable"),
        ("legal_representative", 190, "unreachable"),
        ("residence", 60, "reached"),
    ],
    "one_channel_unreachable": [("residence", 90, "unreachable")],
    "unreachable_long_ago": [("residence", 430, "unreachable"), ("legal_representative", 425, "unreachable")],
    "three_channels_unreachable": [
        ("residence", 90, "unreachable"),
        ("responsible_person", 85, "unreachable"),
        ("supervisor", 80, "unreachable"),
    ],
    "two_of_three_channels": [
        ("residence", 90, "unreachable"),
        ("responsible_person", 85, "unreachable"),
        ("supervisor", 80, "reached"),
    ],
}


def since(world: World, orgs: pd.DataFrame) -> np.ndarray:
    """The day from which activity counts, in the place of each organisation."""
    wenzhou = orgs.is_wz.to_numpy() & (world.today >= WENZHOU_PLAN)
    return np.where(wenzhou, WZ_SINCE, CN_SINCE)


def fix_registration(world: World) -> None:
    """Stories of the first year need a registration day on which that year has just ended, or not."""
    orgs, year_ago = world.orgs, days.shift(world.today, years=-1)
    for name, on in (
        ("no_first_activity_one_year_today", year_ago),
        ("no_first_activity_one_year_tomorrow", year_ago + 1),
    ):
        orgs.loc[orgs.main_story == name, "registered_on"] = on
    for name in (
        "no_first_activity",
        "first_activity_on_anniversary",
        "first_activity_day_after_anniversary",
    ):
        mask = (orgs.main_story == name).to_numpy()
        floor = np.maximum(since(world, orgs[mask]), days.shift(world.today, years=-5)) + 70
        span = (year_ago - 30 - floor).astype(int)
        made = floor + (world.rng.random(mask.sum()) * span).astype(int)
        orgs.loc[mask, "registered_on"] = np.where(
            made.astype("M8[M]").astype(int) % 12 == 1, made - 31, made
        )


def write(world: World) -> None:
    _activities(world)
    _attempts(world)
    _expect(world)


def _activities(world: World) -> None:
    orgs, rng, n = world.orgs, world.rng, len(world.orgs)
    registered = orgs.registered_on.to_numpy().astype("M8[D]")
    delivers = (orgs.authority_code != places.WITHOUT_ACTIVITIES).to_numpy() & (
        orgs.status != "revoked"
    ).to_numpy()
    story = orgs.main_story
    told = (story.isin(SILENT) | story.str.contains("first_activity")).to_numpy()
    gone = orgs.cancelled_on.to_numpy().astype("M8[D]")
    until = np.where(np.isnat(gone), world.today, gone)
    first = registered + rng.integers(20, 320, n)
    held = [(delivers & ~told & (registered >= CN_SINCE) & (first <= until), first)]
    for within in (300, RECENT_DAYS, RECENT_DAYS, RECENT_DAYS):
        on = until - rng.integers(1, within, n)
        held.append((delivers & ~told & (on > registered) & ((within == 300) | (rng.random(n) < 0.7)), on))
    held += _told(world, registered, delivers, story)
    for mask, on in held:
        _hold(world, orgs[mask], on[mask])


def _told(world: World, registered, delivers, story) -> list[tuple[np.ndarray, np.ndarray]]:
    """(mask, day) of the single activities that decide a story."""
    anniversary = days.shift(registered, years=1)
    late = anniversary + 1
    start = since(world, world.orgs)
    decisive = {
        "no_first_activity": late + 20,
        "first_activity_on_anniversary": anniversary,
        "first_activity_day_after_anniversary": late,
        "silent_wenzhou": start - 1,
        "silent_elsewhere": start - 1,
        "active_on_first_day": start,
    }
    return [
        (delivers & (story == name).to_numpy() & (on <= world.today) & (on >= registered), on)
        for name, on in decisive.items()
    ]


def _hold(world: World, orgs: pd.DataFrame, on: np.ndarray) -> None:
    n, rng = len(orgs), world.rng
    world.add(
        "activities",
        orgs,
        activity_no="HD" + days.year_of(on).astype(str).astype(object) + "-" + world.numbers(n),
        held_on=on,
        title=rng.choice(names.ACTIVITIES, n).astype(object),
        is_charitable=rng.random(n) < 0.6,
        people_served=rng.integers(10, 400, n),
        spent_yuan=rng.integers(0, 300, n) * 100.0,
    )


def _attempts(world: World) -> None:
    for name, attempts in ATTEMPTS.items():
        orgs = world.story("main_story", name)
        for channel, before, outcome in attempts:
            on = world.today - before - world.rng.integers(0, 5, len(orgs))
            world.add("contact_attempts", orgs, attempted_on=on, channel=channel, outcome=outcome)
    ordinary = world.orgs[
        (world.orgs.main_story == "").to_numpy() & (world.rng.random(len(world.orgs)) < 0.03)
    ]
    on = world.today - world.rng.integers(20, 300, len(ordinary))
    world.add(
        "contact_attempts", ordinary, attempted_on=on, channel="legal_representative", outcome="reached"
    )


def _expect(world: World) -> None:
    """Organisations in force that meet a test; `missed_run` comes from the annual duties."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    plan = world.today >= WENZHOU_PLAN
    needed = np.where(orgs.is_wz & (orgs.org_type == "association") & plan, 3, 2)
    told = orgs.main_story.map(MET)
    tests = {"missed_inspections": (orgs.missed_run >= needed).to_numpy()}
    unknown = (orgs.authority_code == places.WITHOUT_ACTIVITIES).to_numpy()
    for test in ("no_first_activity", "no_recent_activity", "unreachable"):
        tests[test] = (told == test).to_numpy() & ~(unknown & (test != "unreachable"))
    words = {
        test: np.where(
            met,
            "met",
            np.where(unknown & ("activity" in test), "not_applicable:no_activity_records", "not_met"),
        )
        for test, met in tests.items()
    }
    any_met = np.logical_or.reduce(list(tests.values()))
    world.expect(
        "zombies", uscc=orgs.uscc.to_numpy()[any_met], **{test: word[any_met] for test, word in words.items()}
    )
