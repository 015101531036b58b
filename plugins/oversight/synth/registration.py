"""Registration cases with members, capital and days; what a careful reader finds wrong with them.

Thresholds: 社会团体登记管理条例 10 (30 units, 50 persons, 50 mixed, 30,000 yuan); 杭民发〔2018〕237号 三(一)2
(15, 20, 20 for community organisations, 10,000 yuan for hubs, shared addresses); sixty days to decide.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, particulars, policy
from oversight.synth.particulars import (
    COMMUNITY_NOTICE,
    HANGZHOU,
    PARTY_STEPS,
    PLATFORM,
    STATUTE,
)
from oversight.synth.story import document_numbers
from oversight.synth.world import World

MEMBERS, COMMUNITY_MEMBERS = (
    {"unit": 30, "individual": 50, "mixed": 50},
    {"unit": 15, "individual": 20, "mixed": 20},
)
CAPITAL, HUB_CAPITAL = 30_000, 10_000
LEGAL_DAYS = 60
LEGAL_SINCE = {"association": STATUTE, "service_org": STATUTE, "foundation": "2004-06-01"}
ONLINE_FROM = days.day("2019-12-31")
# word in the decision's number, kind, register day that the case led to
KINDS = [
    ("准成", "establish", "registered_on"),
    ("准变", "change", "renamed_on"),
    ("准注", "cancel", "cancelled_on"),
    ("章核", "charter", "charter_on"),
]
CHARTER_SHARE, UNKNOWN_SHARE = 0.03, 0.02
ASKED = ["reg_mode", "category", "is_community_org", "hub_type", "unit_members", "individual_members"]
ASKED += ["capital_yuan", "review_passed"]
DECOUPLED = ["organs_on", "functions_on", "finance_on", "personnel_on", "party_foreign_on"]
RECORDED_SHARE, COMPLETE_SHARE = 0.75, 0.8


def share_addresses(world: World) -> None:
    """Organisations of the address cases move in with the oldest of their registrar, or of the next one."""
    orgs = world.orgs
    first = (
        orgs[orgs.status == "in_force"]
        .sort_values(["registered_on", "uscc"])
        .drop_duplicates("authority_code")
    )
    oldest = first.set_index("authority_code").address
    story = orgs.registration_story
    codes = orgs.authority_code.where(
        story != "shared_address_of_another_registrar",
        orgs.authority_code.map(dict(zip(oldest.index, np.roll(oldest.index, 1), strict=True))),
    )
    rows = story.str.startswith("shared_address")
    orgs.loc[rows, "address"] = codes[rows].map(oldest)
    orgs.loc[story == "shared_address_hangzhou", "address"] += " "  # a blank that nobody sees


def write(world: World) -> None:
    rng = world.rng.spawn(1)[0]
    applications = _applications(world, rng)
    _expect_approvals(world, applications)
    _expect_checks(world, applications[applications.application_kind == "establish"])
    _decouplings(world, rng)


def _applications(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Cases of the last two years, and the founding of each organisation of a registration case."""
    orgs, today = world.orgs, world.today
    since = days.shift(today, years=-2)
    charter = (rng.random(len(orgs)) < CHARTER_SHARE) & (orgs.registered_on < pd.Timestamp(since)).to_numpy()
    orgs["charter_on"] = np.where(charter, today - rng.integers(0, 700, len(orgs)), days.NONE)
    parts = []
    for word, kind, column in KINDS:
        on = orgs[column].to_numpy().astype("M8[D]")
        rows = ~np.isnat(on) & (on > since) & (on <= today)
        rows &= (orgs.status == "cancelled").to_numpy() if kind == "cancel" else True
        rows |= (orgs.registration_story != "").to_numpy() & (kind == "establish")
        parts.append(_cases(world, rng, orgs[rows], "许" + word, kind, on[rows]))
    return pd.concat(parts, ignore_index=True)


def _cases(
    world: World, rng: np.random.Generator, orgs: pd.DataFrame, word: str, kind: str, on
) -> pd.DataFrame:
    n, founding = len(orgs), kind == "establish"
    taken = orgs.days_taken.to_numpy() if founding else rng.integers(0, 100, n).astype(float)
    channel = np.where(rng.random(n) < np.where(on < ONLINE_FROM, 0.3, 0.9), "online", "window").astype(
        object
    )
    channel[rng.random(n) < UNKNOWN_SHARE] = None
    columns = {
        "decision_no": document_numbers(world, orgs, word, on),
        "decided_on": on,
        "decided_by": orgs.authority_name.to_numpy(),
        "application_kind": kind if founding else np.where(rng.random(n) < UNKNOWN_SHARE, None, kind),
        "applied_on": _before(on, taken),
        "channel": channel,
        **{name: orgs[name].to_numpy() if founding else None for name in ASKED},
        "has_community_proof": (orgs.is_community_org & (rng.random(n) < 0.8)).to_numpy()
        if founding
        else None,
        "party_pledge_on": _before(on, orgs.pledge_days.to_numpy()) if founding else days.NONE,
        "party_survey_on": _before(on, orgs.survey_days.to_numpy()) if founding else days.NONE,
    }
    world.add("applications", orgs, **columns)
    known = orgs[["uscc", "authority_code", "org_type", "status"]].reset_index(drop=True)
    return known.assign(**columns)


def _before(on: np.ndarray, count: np.ndarray) -> np.ndarray:
    """So many days before, or no day where the count is not known."""
    return np.where(np.isnan(count), days.NONE, on - np.nan_to_num(count).astype(int))


def _late(rows: pd.DataFrame) -> pd.Series:
    """Founding cases decided on the 61st day or later, where the law was in force when they began."""
    law = rows.org_type.map(LEGAL_SINCE).astype("datetime64[s]")
    taken = (rows.decided_on - rows.applied_on).dt.days
    return (rows.application_kind == "establish") & (rows.applied_on >= law) & (taken > LEGAL_DAYS)


def _expect_approvals(world: World, applications: pd.DataFrame) -> None:
    rows = applications[applications.applied_on.notna()]
    rows = rows.assign(year=rows.decided_on.dt.year, online=rows.channel == "online", late=_late(rows))
    rates = rows.groupby(["authority_code", "year"], as_index=False).agg(
        applications=("uscc", "size"), online=("online", "sum"), late=("late", "sum")
    )
    world.expect("approval_rates", **rates.to_dict("series"))


def _expect_checks(world: World, founded: pd.DataFrame) -> None:
    rows = founded[founded.status.isin(["in_force", "in_liquidation"])]
    decided = rows.decided_on
    unreviewed = (rows.category == "industry_chamber") & ~rows.review_passed.astype(bool)
    found = {
        "members_below_minimum": _members_short(rows),
        "capital_below_minimum": _capital_short(rows),
        "direct_without_category": _wrongly_direct(rows),
        "review_missing": unreviewed,
        "approval_late": _late(rows),
    }
    for code, hit in found.items():
        hit &= policy.counts(code, rows.authority_code, decided, rows.org_type)
        world.expect("registration_checks", uscc=rows.uscc[hit], finding_code=code, found_on=decided[hit])
    # The survey is filed after the approval and before the certificate.
    certified = rows.uscc.map(world.orgs.set_index("uscc").registered_on)
    no_steps = ~((rows.party_pledge_on <= decided) & (rows.party_survey_on <= certified))
    no_steps &= rows.applied_on.notna() & (decided >= PARTY_STEPS)
    world.expect(
        "party_gaps",
        uscc=rows.uscc[no_steps],
        finding_code="founded_without_party_steps",
        found_on=decided[no_steps],
    )
    _expect_register_checks(world)


def _lowered(rows: pd.DataFrame) -> pd.Series:
    return (
        rows.is_community_org.astype(bool)
        & rows.authority_code.str.startswith(HANGZHOU)
        & (rows.decided_on >= COMMUNITY_NOTICE)
    )


def _members_short(rows: pd.DataFrame) -> pd.Series:
    units = rows.unit_members.astype(float).fillna(0)
    persons = rows.individual_members.astype(float).fillna(0)
    kind = np.select(
        [(units > 0) & (persons > 0), units > 0, persons > 0], ["mixed", "unit", "individual"], ""
    )
    kind = pd.Series(kind, index=rows.index)
    least = kind.map(COMMUNITY_MEMBERS).where(_lowered(rows), kind.map(MEMBERS))
    return (rows.org_type == "association") & (rows.decided_on >= STATUTE) & (units + persons < least)


def _capital_short(rows: pd.DataFrame) -> pd.Series:
    least = np.where(_lowered(rows) & rows.hub_type.notna(), HUB_CAPITAL, CAPITAL)
    below = rows.capital_yuan.astype(float) < least
    return (rows.org_type == "association") & (rows.decided_on >= STATUTE) & below


def _wrongly_direct(rows: pd.DataFrame) -> pd.Series:
    other = rows.category.notna() & ~rows.category.isin(particulars.DIRECT_CATEGORIES)
    return (rows.reg_mode == "direct") & other


def _expect_register_checks(world: World) -> None:
    """What the register alone shows: no supervisor under dual management, several at one address."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    judged = orgs.registered_on >= PLATFORM
    unsupervised = (orgs.reg_mode == "dual") & orgs.supervisor_name.isna()
    unsupervised &= policy.counts(
        "dual_without_supervisor", orgs.authority_code, orgs.registered_on, orgs.org_type
    )
    ordered = orgs.assign(address=orgs.address.str.strip()).sort_values(["registered_on", "uscc"])
    later = ordered.groupby(["authority_code", "address"]).cumcount().reindex(orgs.index) > 0
    allowed = orgs.is_community_org.astype(bool) & orgs.authority_code.str.startswith(HANGZHOU)
    shared = judged & later & ~(allowed & (orgs.registered_on >= COMMUNITY_NOTICE))
    for code, hit in (("dual_without_supervisor", unsupervised), ("shared_address", shared)):
        world.expect(
            "registration_checks", uscc=orgs.uscc[hit], finding_code=code, found_on=orgs.registered_on[hit]
        )


def _decouplings(world: World, rng: np.random.Generator) -> None:
    """Chambers of commerce: without record, with some of the five separations, with all."""
    orgs = world.orgs
    rows = orgs[(orgs.org_type == "association") & (orgs.category == "industry_chamber")]
    rows = rows.sample(frac=1, random_state=rng)
    n, today = len(rows), world.today
    recorded = rng.random(n) < RECORDED_SHARE
    complete = rng.random(n) < COMPLETE_SHARE
    steps = today - rng.integers(30, 2500, (n, len(DECOUPLED)))
    steps[~complete[:, None] & (rng.random(steps.shape) < 0.5)] = days.NONE
    recorded[:4] = [True, True, True, False]
    steps[:2] = today - 300
    steps[0, -1], steps[1, -1], steps[2] = today, today + 1, days.NONE
    world.add(
        "decouplings",
        rows[recorded],
        decoupling_batch=rng.integers(1, 4, n)[recorded],
        **{name: steps[recorded, i] for i, name in enumerate(DECOUPLED)},
    )
    done = (steps <= today).sum(axis=1) * recorded
    state = np.select([~recorded, done == len(DECOUPLED)], ["no_record", "complete"], "under_way")
    kept = rows.status.isin(["in_force", "in_liquidation"]).to_numpy()
    world.expect(
        "decoupling_progress", uscc=rows.uscc.to_numpy()[kept], steps_done=done[kept], state=state[kept]
    )
