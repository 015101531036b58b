"""Cases of the enforcement year: illegal organisations, campaign actions, yearly special checks, violations.

Rules: 温民〔2024〕56号 二(二) (six actions), 温政发〔2018〕127号 (十三) and 衢政办发〔2018〕51号 二(四)4 (seven matters a
supervising body looks into each year). Their number follows the bodies, not the organisations.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, places, policy
from oversight.synth.story import document_numbers
from oversight.synth.world import World

DISPOSED = ("banned", "dissolved", "registered")
KINDS_OF_NAMES = ["书画院", "养生协会", "商会联盟", "国学促进会", "志愿联盟", "收藏家协会"]
ILLEGAL_A_BODY, VIOLATIONS_A_BODY = 4, 6
YEARS_BACK = 4
CAMPAIGN_CITY, OTHER_CAMPAIGN_CITY, CAMPAIGN_FROM = "330300", "330800", days.day("2024-06-20")
CAMPAIGN_ACTIONS = ["branches", "non_profit", "major_risk", "zombies", "illegal_organisations", "fees"]
CHECKED_CITIES = ("3303", "3308")
MATTERS = [
    "ideology",
    "party",
    "finance_personnel",
    "seminars",
    "foreign_contacts",
    "foreign_donations",
    "charter_activity",
]
OUTCOMES = ["rectified", "no_violation"]
GRAND_WORDS = [
    "华夏",
    "寰宇",
    "四海",
    "盛世",
    "鼎新",
    "启明",
    "中创",
    "联合",
]  # what such names begin with; nobody's
COLUMNS = ["case_no", "case_kind", "campaign_action", "check_matter", "subject_name", "supervisor_name"]
COLUMNS += ["opened_on", "closed_on", "outcome"]


def write(world: World) -> None:
    """Deliver every kind of case and say what is counted of them."""
    rng = world.rng.spawn(1)[0]
    ended = pd.concat([_illegal(world, rng), _violations(world, rng)])
    _expect_counts(world, ended[ended.closed_on.notna()])
    _campaign(world, rng)
    _special_checks(world, rng)


def _add(world: World, orgs: pd.DataFrame, kind: str, opened, closed, **columns) -> pd.DataFrame:
    """Cases opened by the business date, numbered; a day of closing and an outcome only where that day has come."""
    cases = orgs.assign(**columns, case_kind=kind, opened_on=opened, closed_on=closed)
    cases = cases.reindex(columns=list(dict.fromkeys([*cases, *COLUMNS])))
    cases = cases[cases.opened_on <= world.today].reset_index(drop=True)
    cases["closed_on"] = cases.closed_on.where(cases.closed_on <= world.today)
    cases["outcome"] = cases.outcome.where(cases.closed_on.notna(), None)
    cases["case_no"] = document_numbers(world, cases, "案", cases.opened_on.to_numpy())
    world.add("cases", cases, **{name: cases[name].to_numpy() for name in COLUMNS})
    return cases


def by_place(rows: pd.DataFrame) -> pd.DataFrame:
    """Each row at its county or a city's own level, and once more in its city's total."""
    own_city = rows.authority_code.map(policy.level) == "city"
    own = rows.assign(place_code=rows.authority_code, place_level=np.where(own_city, "city_own", "county"))
    city = rows.assign(place_code=rows.authority_code.str[:4] + "00", place_level="city")
    return pd.concat([own, city], ignore_index=True)


def _illegal(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Organisations never registered: banned, dissolved, led to register, or not yet dealt with."""
    bodies = pd.DataFrame({"authority_code": [a.code for a in world.authorities]}, dtype=object)
    bodies = _repeated(bodies, 1 + rng.poisson(ILLEGAL_A_BODY, len(bodies)))
    n = len(bodies)
    opened = world.today - rng.integers(0, 365 * (YEARS_BACK - 1), n)
    closed = np.where(rng.random(n) < 0.08, days.NONE, opened + rng.integers(5, 240, n))
    outcome = np.array(DISPOSED, dtype=object)[rng.choice(3, n, p=[0.3, 0.55, 0.15])]
    new_year = days.on(days.year_of(world.today), "01-01")[0]
    closed[:6] = [world.today - 1, world.today, world.today + 1, new_year - 1, new_year, new_year + 9]
    opened[:6] = np.minimum(closed[:6], world.today) - 60
    outcome[:6] = ["banned", "dissolved", "banned", "banned", "dissolved", None]
    name = bodies.authority_code.map(places.NAMES).str[:2] + rng.choice(GRAND_WORDS, n).astype(object)
    name = (name + rng.choice(KINDS_OF_NAMES, n).astype(object)).to_numpy()
    return _add(world, bodies, "illegal_organisation", opened, closed, subject_name=name, outcome=outcome)


def _campaign(world: World, rng: np.random.Generator) -> None:
    """Matters of the six actions in one city; another city's campaign is not the one the rule speaks of."""
    asked = [a.code for a in world.authorities if a.city == CAMPAIGN_CITY]
    others = [a.code for a in world.authorities if a.city == OTHER_CAMPAIGN_CITY]
    cells = _product(authority_code=asked + others, campaign_action=CAMPAIGN_ACTIONS)
    cases = _repeated(cells, rng.poisson(1.5, len(cells)))
    n = len(cases)
    opened = CAMPAIGN_FROM + rng.integers(0, max(1, (world.today - CAMPAIGN_FROM).astype(int)), n)
    closed = np.where(rng.random(n) < 0.8, opened + rng.integers(10, 300, n), days.NONE)
    made = _add(world, cases, "campaign", opened, closed, outcome=rng.choice(OUTCOMES, n))
    if world.today >= CAMPAIGN_FROM:
        by_action = made.groupby(["authority_code", "campaign_action"]).agg(
            opened=("opened_on", "size"), closed=("closed_on", "count")
        )
        shown = pd.MultiIndex.from_frame(cells[cells.authority_code.isin(asked)])
        counted = by_action.reindex(shown, fill_value=0).reset_index()
        world.expect("campaign_progress", **counted.to_dict("series"))


def _special_checks(world: World, rng: np.random.Generator) -> None:
    """Each supervising body's yearly look into seven matters: all done, some, some unfinished, or none at all."""
    orgs = world.orgs
    asked = orgs.status.isin(["in_force", "in_liquidation"])
    asked &= orgs.authority_code.str[:4].isin(CHECKED_CITIES)
    asked &= orgs.supervisor_name.notna() & (orgs.reg_mode.isna() | (orgs.reg_mode == "dual"))
    first = orgs[asked].groupby(["authority_code", "supervisor_name"], sort=False).registered_on.min()
    bodies = first.rename("first").reset_index()
    this_year = int(days.year_of(world.today))
    years = bodies.merge(pd.DataFrame({"year": [this_year - 1, this_year]}), how="cross")
    years = years[years["first"].dt.year <= years.year].reset_index(drop=True)  # nothing to look into before
    years["done"] = rng.choice([0, 4, 6, 7], len(years), p=[0.15, 0.2, 0.2, 0.45])
    cases = years.merge(pd.DataFrame({"check_matter": MATTERS, "order": range(len(MATTERS))}), how="cross")
    cases = cases[(cases.order + cases.index) % len(MATTERS) < cases.done]
    cases = _repeated(cases, np.where(rng.random(len(cases)) < 0.05, 2, 1))  # a matter looked into twice
    n = len(cases)
    new_year = days.on(cases.year, "01-01")
    opened = np.where(rng.random(n) < 0.05, new_year, new_year + rng.integers(0, 365, n))
    closed = opened + np.where(rng.random(n) < 0.05, 400, rng.integers(0, 60, n))
    made = _add(world, cases, "special_check", opened, closed, outcome=rng.choice(OUTCOMES, n))
    cell = ["authority_code", "supervisor_name", "year"]
    done = made[made.closed_on.notna()].groupby(cell).check_matter.nunique()
    shown = pd.MultiIndex.from_frame(years[cell])
    counted = done.reindex(shown, fill_value=0).rename("matters_done").reset_index()
    world.expect("special_checks", **counted.to_dict("series"))


def _violations(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Violations by organisations of the register, closed over the years, some still open."""
    each = 1 + rng.poisson(VIOLATIONS_A_BODY, len(world.authorities))
    codes = np.repeat([a.code for a in world.authorities], each)
    shuffled = world.orgs.iloc[rng.permutation(len(world.orgs))]
    turn = pd.Series(codes).groupby(codes).cumcount()
    shuffled = shuffled.assign(turn=shuffled.groupby("authority_code").cumcount())
    orgs = pd.DataFrame({"authority_code": codes, "turn": turn}).merge(shuffled)
    orgs = orgs[["uscc", "org_name", "authority_code"]]
    n = len(orgs)
    opened = world.today - rng.integers(0, 365 * YEARS_BACK, n)
    closed = np.where(rng.random(n) < 0.85, opened + rng.integers(10, 120, n), days.NONE)
    name, outcome = orgs.org_name.to_numpy(), rng.choice(["penalised", *OUTCOMES], n)
    return _add(world, orgs, "violation", opened, closed, subject_name=name, outcome=outcome)


def _expect_counts(world: World, closed: pd.DataFrame) -> None:
    """By place and year of closing: violations, illegal organisations banned and dissolved; others show as none."""
    closed = closed.assign(
        year=closed.closed_on.dt.year,
        cases_closed=closed.case_kind == "violation",
        banned=closed.outcome == "banned",
        dissolved=closed.outcome == "dissolved",
    )
    rows = by_place(closed).groupby(["place_code", "place_level", "year"], as_index=False)
    world.expect(
        "enforcement_counts", **rows[["cases_closed", "banned", "dissolved"]].sum().to_dict("series")
    )


def _product(**columns: list) -> pd.DataFrame:
    return pd.MultiIndex.from_product(columns.values(), names=columns).to_frame(index=False)


def _repeated(rows: pd.DataFrame, times: np.ndarray) -> pd.DataFrame:
    """Each row so many times, as cases that speak of no organisation of the register."""
    return rows.loc[rows.index.repeat(times)].reset_index(drop=True).assign(uscc=None, org_name=None)
