"""How organisations are registered: mode, category, community organisations, hubs, and the cases that test the rules.

A case fixes what a few organisations say of themselves in the register and in their application; everybody else
draws ordinary values. What follows from them is found in `registration`.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from oversight.synth import days
from oversight.synth.world import World

HANGZHOU, XUECHENG = "3301", "3704"
ZHEJIANG, NOT_HANGZHOU = "Zhejiang", "Zhejiang without Hangzhou"
PLACES = {
    HANGZHOU: ["3301"],
    XUECHENG: ["3704"],
    ZHEJIANG: ["3301", "3303", "3308"],
    NOT_HANGZHOU: ["3303", "3308"],
}
COMMUNITY_NOTICE = "2018-11-09"  # 杭民发〔2018〕237号: lower thresholds, shared addresses
STATUTE = "1998-10-25"  # 社会团体登记管理条例: members and capital at all
PLATFORM = "2018-01-01"  # from when the platform judges addresses
MODE_RULE = "2020-12-07"  # from when all four cities ask for a category or a supervising body
REVIEW_RULE = "2020-12-07"  # 薛民字〔2020〕31号
PARTY_STEPS = "2016-09-19"
CASE_SHARE = 0.0003
COMMUNITY_SHARE, SOCIAL_WORK_SHARE = 0.3, 0.05
HUB_SHARE, HUB_ELSEWHERE_SHARE = 0.08, 0.004  # of community organisations, of others
UNKNOWN_SHARE = 0.02
DIRECT_CATEGORIES = ["industry_chamber", "science_tech", "charity", "community_service"]
HUBS = {
    "federation": 0.3,
    "service_centre": 0.25,
    "development_association": 0.15,
    "village_sages_council": 0.15,
    "co_building_council": 0.1,
    "neighbourhood_centre": 0.05,
}
CATEGORIES = {
    "association": {
        "industry_chamber": 0.22,
        "science_tech": 0.09,
        "charity": 0.1,
        "community_service": 0.13,
        "culture_sports": 0.2,
        "education": 0.06,
        "health": 0.05,
        "mediation": 0.02,
        "deliberation": 0.01,
        "politics_law": 0.02,
        "religion": 0.02,
        "other": 0.08,
    },
    "service_org": {
        "education": 0.42,
        "community_service": 0.2,
        "culture_sports": 0.14,
        "health": 0.1,
        "charity": 0.05,
        "science_tech": 0.04,
        "mediation": 0.01,
        "other": 0.04,
    },
    "foundation": {"charity": 0.9, "education": 0.1},
}


@dataclass(frozen=True)
class Case:
    """Organisations of one place and type registered `since`..`until`, and what is fixed about them."""

    name: str
    place: str = ZHEJIANG
    org_type: str | None = None
    since: str = "1900-01-01"
    until: str = "2999-12-31"
    status: str = "in_force"
    values: dict[str, Any] = field(default_factory=dict)


def _members(name: str, unit, individual, capital=30_000.0, hub=None, community=True, **who) -> Case:
    values = {"unit_members": unit, "individual_members": individual, "capital_yuan": capital}
    values |= {"hub_type": hub, "is_community_org": community}
    return Case(name, org_type="association", values=values, **who)


def _mode(name: str, reg_mode, category, community=False, named=False, since=MODE_RULE, **who) -> Case:
    values = {"reg_mode": reg_mode, "category": category, "is_community_org": community, "hub_type": None}
    values |= {} if named else {"supervisor_name": None}
    return Case(name, org_type="service_org", since=since, values=values, **who)


_HZ = {"place": HANGZHOU, "since": COMMUNITY_NOTICE}
_ZJ = {"place": NOT_HANGZHOU, "since": STATUTE}
CASES = [
    _members("hangzhou_15_units", 15, 0, **_HZ),
    _members("hangzhou_14_units", 14, None, 10_000.0, "federation", **_HZ),
    _members("hangzhou_20_individuals", 0, 20, 9_999.99, "federation", **_HZ),
    _members("hangzhou_19_individuals", None, 19, **_HZ),
    _members("hangzhou_mixed_20", 8, 12, 29_999.99, **_HZ),
    _members("hangzhou_mixed_19", 8, 11, **_HZ),
    _members("hangzhou_not_community_29_units", 29, 0, 10_000.0, "federation", False, **_HZ),
    _members("hangzhou_before_notice", 15, 0, place=HANGZHOU, since=STATUTE, until="2018-11-08"),
    _members("community_29_units_elsewhere", 29, 0, **_ZJ),
    _members("units_30", 30, 0, **_ZJ),
    _members("individuals_49", 0, 49, **_ZJ),
    _members("individuals_50", None, 50, **_ZJ),
    _members("mixed_49", 20, 29, **_ZJ),
    _members("mixed_50", 20, 30, **_ZJ),
    _members("capital_29999_99", 40, 0, 29_999.99, **_ZJ),
    _members("hub_10000_elsewhere", 40, 0, 10_000.0, "federation", **_ZJ),
    _members("members_unknown", None, None, None, **_ZJ),
    _members("before_statute_5_members", 5, 0, 1_000.0, until="1998-10-24"),
    Case("xuecheng_not_reviewed", XUECHENG, since=REVIEW_RULE,
         values={"category": "industry_chamber", "review_passed": False}),
    Case("xuecheng_reviewed", XUECHENG, since=REVIEW_RULE,
         values={"category": "industry_chamber", "review_passed": True}),
    Case("xuecheng_before_rules", XUECHENG, until="2020-12-06",
         values={"category": "industry_chamber", "review_passed": False}),
    Case("not_reviewed_elsewhere", NOT_HANGZHOU, "association", REVIEW_RULE,
         values={"category": "industry_chamber", "review_passed": False}),
    _mode("direct_education", "direct", "education"),
    _mode("direct_mediation", "direct", "mediation"),
    _mode("direct_mediation_community", "direct", "mediation", community=True),
    _mode("direct_chamber", "direct", "industry_chamber"),
    _mode("direct_without_category", "direct", None),
    _mode("direct_education_before_2018", "direct", "education", since="2013-01-01", until="2017-12-31"),
    _mode("dual_education", "dual", "education", named=True),
    _mode("dual_without_supervisor", "dual", "education"),
    _mode("dual_without_supervisor_before_2018", "dual", "education", since=STATUTE, until="2017-12-31"),
    _mode("unknown_mode_without_supervisor", None, "education"),
    Case("took_60_days", since=STATUTE, values={"days_taken": 60}),
    Case("took_61_days", since=STATUTE, values={"days_taken": 61}),
    Case("took_61_days_since_cancelled", status="cancelled", since="2000-01-01", values={"days_taken": 61}),
    Case("application_day_unknown", since="2000-01-01", values={"days_taken": np.nan, "pledge_days": np.nan}),
    Case("party_pledge_missing", since=PARTY_STEPS, values={"pledge_days": np.nan}),
    Case("party_survey_after_decision", since=PARTY_STEPS, values={"survey_days": -1}),
    Case("party_steps_on_the_day", since=PARTY_STEPS, values={"pledge_days": 0, "survey_days": 0}),
    Case("party_pledge_missing_before_rule", since=STATUTE, until="2016-09-18", values={"pledge_days": np.nan}),
    Case("shared_address_hangzhou_community", HANGZHOU, "service_org", COMMUNITY_NOTICE,
         values={"is_community_org": True}),
    Case("shared_address_hangzhou", HANGZHOU, "service_org", COMMUNITY_NOTICE,
         values={"is_community_org": False}),
    Case("shared_address_community_elsewhere", NOT_HANGZHOU, "service_org", PLATFORM,
         values={"is_community_org": True}),
    Case("shared_address_before_2018", until="2017-12-31"),
    Case("shared_address_but_cancelled", status="cancelled"),
    Case("shared_address_of_another_registrar", since=PLATFORM),
]  # fmt: skip
OVER_LEGAL_DAYS = 0.02  # share of ordinary cases that take too long


def settle(world: World) -> None:
    """Particulars of every organisation, the cases among them; before communities are given out."""
    rng = world.rng.spawn(1)[0]
    _ordinary(world, rng)
    _applied(world, rng)
    world.orgs["registration_story"] = _assign(world, rng)
    for case in CASES:
        rows = world.orgs.registration_story == case.name
        for name, value in case.values.items():
            world.orgs.loc[rows, name] = value


def _ordinary(world: World, rng: np.random.Generator) -> None:
    orgs, n = world.orgs, len(world.orgs)
    community = (rng.random(n) < COMMUNITY_SHARE) & (orgs.org_type != "foundation").to_numpy()
    hub = rng.random(n) < np.where(community, HUB_SHARE, HUB_ELSEWHERE_SHARE)
    category = np.full(n, None, dtype=object)
    for org_type, shares in CATEGORIES.items():
        rows = (orgs.org_type == org_type).to_numpy()
        category[rows] = rng.choice(list(shares), rows.sum(), p=list(shares.values()))
    category[rng.random(n) < UNKNOWN_SHARE] = None
    modern = orgs.registered_on.to_numpy().astype("M8[D]") >= days.day("2013-01-01")
    direct = modern & pd.Series(category).isin(DIRECT_CATEGORIES).to_numpy() & (rng.random(n) < 0.6)
    mode = np.where(direct, "direct", "dual").astype(object)
    mode[~direct & (rng.random(n) < UNKNOWN_SHARE)] = None
    orgs["is_community_org"] = community
    orgs["hub_type"] = np.where(hub, rng.choice(list(HUBS), n, p=list(HUBS.values())), None)
    orgs.loc[orgs.is_community_foundation, "hub_type"] = "community_foundation"
    orgs["is_social_work"] = (rng.random(n) < SOCIAL_WORK_SHARE) & (orgs.org_type == "service_org").to_numpy()
    orgs["category"], orgs["reg_mode"] = category, mode
    orgs.loc[direct, "supervisor_name"] = None


def _applied(world: World, rng: np.random.Generator) -> None:
    """What the application to be registered says: members, capital, days, party steps before the decision."""
    orgs, n = world.orgs, len(world.orgs)
    association = (orgs.org_type == "association").to_numpy()
    lowered = (orgs.is_community_org & orgs.authority_code.str.startswith(HANGZHOU)).to_numpy()
    units = rng.random(n) < 0.4
    least = np.where(lowered, np.where(units, 15, 20), np.where(units, 30, 50))
    members = least + rng.integers(-1, 80, n)  # one in eighty is short by one
    orgs["unit_members"] = np.where(association & units, members, np.nan)
    orgs["individual_members"] = np.where(association & ~units, members, np.nan)
    orgs["capital_yuan"] = rng.choice([20_000.0, 30_000.0, 50_000.0, 100_000.0], n, p=[0.01, 0.49, 0.3, 0.2])
    late = rng.random(n) < OVER_LEGAL_DAYS
    taken = np.where(late, rng.integers(61, 130, n), rng.integers(3, 60, n)).astype(float)
    orgs["days_taken"] = np.where(rng.random(n) < UNKNOWN_SHARE, np.nan, taken)
    orgs["pledge_days"] = np.where(rng.random(n) < 0.03, np.nan, rng.integers(0, 20, n))
    orgs["survey_days"] = np.where(rng.random(n) < 0.03, np.nan, rng.integers(0, 20, n))
    orgs["review_passed"] = rng.random(n) < 0.9


def eligible(orgs: pd.DataFrame, city: np.ndarray, registered: np.ndarray, case: Case) -> np.ndarray:
    rows = (registered >= days.day(case.since)) & (registered <= days.day(case.until))
    rows &= (orgs.status == case.status).to_numpy()
    rows &= np.isin(city, PLACES[case.place])
    return rows & (orgs.org_type == case.org_type).to_numpy() if case.org_type else rows


def _assign(world: World, rng: np.random.Generator) -> np.ndarray:
    """Each case its organisations, the cases with the fewest candidates first; one has at most one case."""
    chosen = np.full(len(world.orgs), "", dtype=object)
    city = world.orgs.authority_code.to_numpy().astype("U4")
    registered = world.orgs.registered_on.to_numpy().astype("M8[D]")
    candidates = {case.name: eligible(world.orgs, city, registered, case) for case in CASES}
    wanted = max(1, round(CASE_SHARE * len(world.orgs)))
    for name in sorted(candidates, key=lambda n: candidates[n].sum()):
        free = np.flatnonzero(candidates[name] & (chosen == ""))
        chosen[rng.permutation(free)[:wanted]] = name
    return chosen
