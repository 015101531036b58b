"""Dues and fees: stories of each kind of violation and its near misses, and standards that break no rule.

Rules: 国办发〔2020〕21号 for all places, 薛民字〔2020〕31号 10 for two kinds of its own.
"""

from typing import Any

import numpy as np
import pandas as pd

from oversight.synth import days, policy, story
from oversight.synth.story import Record, Story, T
from oversight.synth.world import World

TODAY = T()
EARLIER = T(days=-200)
NOTICE = -20  # days from the meeting's vote to the day of effect
ALMOST_SIX_YEARS = T(days=-2100)
MEMBERSHIP_SHARE, SERVICE_SHARE = 0.6, 0.3  # of associations; of all organisations


def standard(kind: str, at: T = TODAY, no: str = "B1", **others: Any) -> Record:
    """A lawful standard that takes effect at `at`, but for what `others` say; known since the vote."""
    voted = at + NOTICE
    lawful = {
        "fee_no": no,
        "fee_kind": kind,
        "fee_name": None,
        "tiers": None,
        "amount_yuan": 1000.0,
        "is_equal_within_tier": True,
        "voted_on": voted,
        "is_voluntary": True,
        "blocks_exit": False,
        "collected_by_branch": False,
        "effective_from": at,
        "effective_to": days.NONE,
        "known_on": voted,
    }
    return Record("fees", lawful | others)


def dues(tiers: int = 4, at: T = TODAY, **others: Any) -> Record:
    return standard("membership", at, tiers=tiers, is_voluntary=False, **others)


def violation(code: str, at: T = TODAY) -> Record:
    return Record("fee_violations", {"finding_code": code, "found_on": at})


def told(name: str, who: str, *events: Record, found: tuple[Record, ...] = (), fixed: bool = False) -> Story:
    """A story of standards from 20 to 400 days ago, or of days fixed to the business date."""
    before, spread = (0, 0) if fixed else (20, 380)
    return Story(name, 0.0008, who, events, found, before, spread)


TIERS = [
    told("four_tiers", "association", dues(4)),
    told("five_tiers", "association", dues(5), found=(violation("too_many_tiers"),)),
    told("five_tiers_until_yesterday", "association", dues(5, EARLIER, effective_to=T(days=-1)), fixed=True),
    told(
        "five_tiers_until_today",
        "association",
        dues(5, EARLIER, effective_to=TODAY),
        found=(violation("too_many_tiers", EARLIER),),
        fixed=True,
    ),
    told("five_tiers_from_tomorrow", "association", dues(5, T(days=1)), fixed=True),
    told(
        "five_tiers_from_today",
        "association",
        dues(5),
        found=(violation("too_many_tiers"),),
        fixed=True,
    ),
    told("five_tiers_of_no_association", "service_org", dues(5)),
    told("training_in_six_tiers", "association", standard("training", tiers=6)),
]
VOTES = [
    told("voted_on_day_of_effect", "association", dues(voted_on=TODAY)),
    told(
        "voted_day_after_effect",
        "association",
        dues(voted_on=T(days=1)),
        found=(violation("unreasonable_dues"),),
    ),
    told("never_voted", "association", dues(voted_on=days.NONE), found=(violation("dues_without_vote"),)),
    told(
        "unequal_within_tier",
        "association",
        dues(is_equal_within_tier=False),
        found=(violation("unreasonable_dues"),),
    ),
    told("service_fee_without_vote", "old", standard("service", voted_on=days.NONE)),
    told(
        "too_many_tiers_without_vote",
        "association",
        dues(6, voted_on=days.NONE),
        found=(violation("too_many_tiers"), violation("dues_without_vote")),
    ),
]
FORCED = [
    told(
        "forced_training",
        "may_be_chamber",
        standard("training", is_voluntary=False),
        found=(violation("forced_fee"),),
    ),
    told(
        "forced_twice",
        "may_be_chamber",
        standard("training", is_voluntary=False),
        standard("service", EARLIER, no="B2", is_voluntary=False),
        found=(violation("forced_fee", EARLIER),),
    ),
    told(
        "collected_by_branch",
        "may_be_chamber",
        dues(collected_by_branch=True),
        found=(violation("branch_fee"),),
    ),
    told(
        "branch_management", "may_be_chamber", standard("branch_management"), found=(violation("branch_fee"),)
    ),
    told("paid_award", "may_be_chamber", standard("award"), found=(violation("award_fee"),)),
    told("free_award", "may_be_chamber", standard("award", amount_yuan=0.0)),
    told("award_without_amount", "may_be_chamber", standard("award", amount_yuan=None)),
]
TWO_NAMED = (
    standard("service", EARLIER, fee_name="会展服务费"),
    standard("service", no="B2", fee_name="会展服务费"),
)
OF_XUECHENG = [
    told("repeated_fee", "may_be_xuecheng_chamber", *TWO_NAMED, found=(violation("repeated_fee"),)),
    told("repeated_fee_elsewhere", "chamber_elsewhere", *TWO_NAMED),
    told(
        "exit_blocked",
        "may_be_xuecheng_chamber",
        dues(blocks_exit=True),
        found=(violation("exit_blocked"),),
    ),
    told("exit_blocked_elsewhere", "chamber_elsewhere", dues(blocks_exit=True)),
    told(
        "renewed_and_unnamed_fees",
        "may_be_xuecheng_chamber",
        standard("service", EARLIER, fee_name="鉴定费", effective_to=T(days=-1)),
        standard("service", no="B2", fee_name="鉴定费"),
        standard("training", EARLIER, no="B3"),
        standard("training", no="B4"),
    ),
]
# What is not about dues binds the chambers of a trade alone.
OF_OTHERS = [
    told("tuition_of_a_school", "service_org", standard("service", is_voluntary=False)),
    told("paid_award_of_no_chamber", "no_chamber", standard("award")),
]
BEFORE_THE_RULE = Story(
    "five_tiers_before_the_rule", 0.0008, "association", (dues(5),), before=3650, spread=300
)  # counts from the day of the rule on
CHAMBERS = {"may_be_chamber", "may_be_xuecheng_chamber", "chamber_elsewhere"}
STORIES = [*TIERS, *VOTES, *FORCED, *OF_XUECHENG, *OF_OTHERS, BEFORE_THE_RULE]


def settle(world: World) -> None:
    """Give out the stories, some of which make a chamber of an association; after categories, before their use."""
    orgs = world.orgs
    chamber = (orgs.category == "industry_chamber").to_numpy()
    free = chamber | ((orgs.registration_story == "") & orgs.category.notna()).to_numpy()
    orgs["may_be_chamber"] = story.eligible(world, "association") & free
    orgs["may_be_xuecheng_chamber"] = story.eligible(world, "xuecheng") & free
    orgs["chamber_elsewhere"] = orgs.may_be_chamber & story.eligible(world, "elsewhere")
    orgs["no_chamber"] = story.eligible(world, "association") & ~chamber & orgs.category.notna()
    story.assign(world, STORIES, "fee_story")
    chambers = {told.name for told in STORIES if told.who in CHAMBERS}
    orgs.loc[orgs.fee_story.isin(chambers), "category"] = "industry_chamber"


def write(world: World) -> None:
    """All fees rows and the violations in them; an organisation of a story has no other standards."""
    story.tell(world, STORIES, "fee_story")
    _expect_since_the_rule(world)
    _ordinary(world, "membership", MEMBERSHIP_SHARE, "S1")
    for no, kind in (("S2", "service"), ("S3", "training")):
        _ordinary(world, kind, SERVICE_SHARE / 2, no)


def _expect_since_the_rule(world: World) -> None:
    orgs = world.story("fee_story", BEFORE_THE_RULE.name)
    told = zip(orgs.authority_code, orgs.registered_on.to_numpy("M8[D]"), orgs.org_type, strict=True)
    since = np.array([policy.first_day_of_finding("too_many_tiers", *of) for of in told], "M8[D]")
    world.expect("fee_violations", uscc=orgs.uscc.to_numpy(), finding_code="too_many_tiers", found_on=since)


def _ordinary(world: World, kind: str, share: float, no: str) -> None:
    """Lawful standards of the last eight years, dues of associations only; every tenth has come to an end."""
    rng, orgs = world.rng, world.orgs
    due = kind == "membership"
    mask = (orgs.fee_story == "") & (rng.random(len(orgs)) < share)
    orgs = orgs[mask & ((orgs.org_type == "association") | (not due))]
    n, registered = len(orgs), orgs.registered_on.to_numpy().astype("M8[D]")
    since = np.maximum(registered + 30, days.shift(world.today, years=-8))
    effective = since + (rng.random(n) * np.maximum((world.today - since).astype(int), 0)).astype(int)
    ended = (rng.random(n) < 0.1) & (effective + 400 < world.today)
    voted = effective - rng.integers(0, 40, n)
    known = voted <= world.today
    standards = pd.DataFrame(
        {
            "fee_no": no,
            "fee_kind": kind,
            "fee_name": {"membership": "会费", "service": "会展服务费", "training": "培训费"}[kind],
            "tiers": rng.integers(1, 5, n) if due else None,
            "amount_yuan": rng.choice([200.0, 500.0, 1000.0, 2000.0, 5000.0], n),
            "is_equal_within_tier": True,
            "voted_on": voted if due else days.NONE,
            "is_voluntary": not due,
            "blocks_exit": False,
            "collected_by_branch": False,
            "effective_from": effective,
            "effective_to": np.where(ended, effective + 365, days.NONE),
            "known_on": voted,
        }
    )[known]
    world.add("fees", orgs[known], **{name: standards[name].to_numpy() for name in standards})
