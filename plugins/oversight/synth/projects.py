"""Grants and purchases from public money: each district and year has some of each kind, cities their own too.

Rules: 温民社组〔2024〕56号 on new purchases and labour cost, 杭民发〔2018〕237号 on grants to community organisations.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, policy
from oversight.synth.world import World

YEARS = 4  # this one and the three before
PER_ORGANISATION = 0.05  # projects a year, beyond the few that each district has
FEWEST = {"venture": 3, "purchase": 4, "subsidy": 1}
NAMES = {"venture": "公益创投", "purchase": "社区服务采购", "subsidy": "运营补助"}
PREFIXES = {"venture": "CT", "purchase": "CG", "subsidy": "BZ"}
SUPPLIERS, SUPPLIER_SHARES = ["social_org", "enterprise", "public_institution"], [0.5, 0.38, 0.12]
FUND_SOURCES = ["welfare_lottery", "budget", "donation"]
COMPANIES = ["人力资源有限公司", "物业服务有限公司", "文化传播有限公司"]
INSTITUTIONS = ["社区卫生服务中心", "文化馆"]
HALF = 0.5  # of a grant: some labour costs stand at it, some a yuan above
UNKNOWN_LABOUR_SHARE = 0.1


def write(world: World) -> None:
    """All projects rows and what follows from them; after it is known which organisations are of communities."""
    projects = _suppliers(world, _dealt(world))
    projects = _labour(world, pd.concat([projects, _of_next_year(world, projects)], ignore_index=True))
    world.rows.setdefault("projects", []).append(projects)
    now = projects[projects.project_year <= days.year_of(world.today)]
    _expect_ventures(world, now[now.project_kind == "venture"])
    _expect_purchases(world, now[now.project_kind == "purchase"])


def _dealt(world: World) -> pd.DataFrame:
    """Kinds, years and districts: more where more organisations are registered."""
    last = int(days.year_of(world.today))
    registered = world.orgs.authority_code.value_counts()
    dealt = []
    for kind, fewest in FEWEST.items():
        share = PER_ORGANISATION / len(FEWEST)
        count = [fewest + int(registered[a.code] * share) for a in world.authorities]
        places = np.repeat([a.code for a in world.authorities], count).astype(object)
        for year in range(last - YEARS + 1, last + 1):
            dealt.append(pd.DataFrame({"district_code": places, "project_year": year, "project_kind": kind}))
    projects = pd.concat(dealt, ignore_index=True)
    numbers = np.char.zfill(np.arange(len(projects)).astype("U7"), 7).astype(object)
    years = projects.project_year.astype(str)
    rng, n = world.rng, len(projects)
    return projects.assign(
        authority_code=projects.district_code,
        project_no=projects.project_kind.map(PREFIXES) + projects.district_code + "-" + years + "-" + numbers,
        project_name=years + "年" + projects.project_kind.map(NAMES) + "项目",
        amount_yuan=(rng.lognormal(10.8, 0.6, n) / 1000).round() * 1000 + 1000,
        is_new_spending=(projects.project_kind == "purchase") & (rng.random(n) < 0.5),
        fund_source=rng.choice(FUND_SOURCES, n, p=[0.35, 0.6, 0.05]).astype(object),
        known_on=days.on(projects.project_year, "01-01"),
    )


def _suppliers(world: World, projects: pd.DataFrame) -> pd.DataFrame:
    """Social organisations with their code, some of another district; others have none.

    Of the first, some come without the kind of supplier, and some named as such without a code.
    """
    rng, n = world.rng, len(projects)
    kind = rng.choice(SUPPLIERS, n, p=SUPPLIER_SHARES).astype(object)
    kind[projects.project_kind != "purchase"] = "social_org"
    in_force = np.flatnonzero(world.orgs.status == "in_force")
    chosen = world.orgs.iloc[_at_home(world, projects, in_force)]
    dice, social = rng.random(n), kind == "social_org"
    coded = social & (dice > 0.06)
    company = projects.district_code + np.where(
        kind == "enterprise", rng.choice(COMPANIES, n), rng.choice(INSTITUTIONS, n)
    )
    return projects.assign(
        uscc=np.where(coded, chosen.uscc, None),
        supplier_name=np.where(social, chosen.org_name, company),
        supplier_kind=np.where(coded & (dice > 0.94), None, kind),
    )


def _at_home(world: World, projects: pd.DataFrame, candidates: np.ndarray) -> np.ndarray:
    """A candidate for each project: mostly of the same district, every seventh from anywhere."""
    rng, n = world.rng, len(projects)
    chosen = rng.choice(candidates, n)
    owners = pd.Series(candidates).groupby(world.orgs.authority_code.to_numpy()[candidates]).indices
    for place, at in projects.groupby("district_code").indices.items():
        home = at[rng.random(len(at)) < 6 / 7]
        if place in owners:
            chosen[home] = candidates[rng.choice(owners[place], len(home))]
    return chosen


def _labour(world: World, projects: pd.DataFrame) -> pd.DataFrame:
    """Labour cost of grants: in every ten one at exactly half and one a yuan above, some unknown."""
    rng, n = world.rng, len(projects)
    amount, turn = projects.amount_yuan.to_numpy(), np.arange(n) % 10
    labour = np.round(amount * rng.uniform(0.15, 0.48, n))
    labour = np.where(turn == 3, amount * HALF, labour)
    labour = np.where(turn == 7, amount * HALF + 1, labour)
    unknown = (projects.project_kind != "venture") | (rng.random(n) < UNKNOWN_LABOUR_SHARE)
    return projects.assign(labour_cost_yuan=np.where(unknown, np.nan, labour))


def _of_next_year(world: World, projects: pd.DataFrame) -> pd.DataFrame:
    """Purchases signed ahead: they count when their year has come."""
    last = projects[(projects.project_kind == "purchase") & projects.is_new_spending].drop_duplicates(
        "district_code", keep="last"
    )
    return last.assign(
        project_no=last.project_no + "-N",
        project_year=int(days.year_of(world.today)) + 1,
        known_on=world.today - 5,
    )


def _expect_ventures(world: World, ventures: pd.DataFrame) -> None:
    year_end = np.minimum(days.on(ventures.project_year, "12-31"), world.today)
    most = policy.number("venture_labour_share_max", ventures.district_code, year_end)
    share = (ventures.labour_cost_yuan / ventures.amount_yuan).to_numpy()
    verdict = np.where(share <= most, "true", "false").astype(object)
    of_lottery = (ventures.fund_source == "welfare_lottery").to_numpy()  # the rule speaks of no other money
    verdict[np.isnan(share) | np.isnan(most) | ~of_lottery] = None
    orgs = world.orgs
    community = ventures.uscc.isin(orgs.uscc[orgs.is_community_org])
    world.expect(
        "venture_projects",
        project_no=ventures.project_no.to_numpy(),
        labour_ok=verdict,
        is_community=community.to_numpy(),
    )
    community_amount = ventures.amount_yuan.where(community, 0)
    _expect_by_place(
        world,
        "venture_shares",
        ventures,
        amount_yuan=ventures.amount_yuan,
        community_amount_yuan=community_amount,
    )


def _expect_purchases(world: World, purchases: pd.DataFrame) -> None:
    new = purchases.amount_yuan.where(purchases.is_new_spending, 0)
    social = (purchases.supplier_kind == "social_org") | purchases.uscc.notna()
    _expect_by_place(
        world,
        "purchase_shares",
        purchases,
        new_spending_yuan=new,
        to_social_orgs_yuan=new.where(social, 0),
    )


def _expect_by_place(world: World, table: str, projects: pd.DataFrame, **amounts: pd.Series) -> None:
    """Sums by district, by what a city spends itself, and by city with all its districts."""
    rows = pd.DataFrame(amounts).assign(place_code=projects.district_code, year=projects.project_year)
    own = rows.place_code.str.endswith("00")
    city = rows.assign(place_code=rows.place_code.str[:4] + "00", place_level="city")
    rows = pd.concat([rows.assign(place_level=np.where(own, "city_own", "county")), city])
    sums = rows.groupby(["place_code", "place_level", "year"], as_index=False)[list(amounts)].sum()
    world.expect(table, **sums.astype(dict.fromkeys(amounts, "int64")).to_dict("series"))
