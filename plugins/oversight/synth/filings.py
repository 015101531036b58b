"""Community organisations on file with a town: filed, withdrawn, or registered since.

Opinions before filing: 衢民〔2018〕51号 二(三)1, from 2018-05-09 on, in 衢州 only.
"""

import numpy as np
import pandas as pd

from oversight.synth import codes, community, days, names
from oversight.synth.world import World

OPINION_PLACE, OPINION_SINCE = "3308", days.day("2018-05-09")
FIRST_DAY = days.day("2017-01-01")
BODIES = ["队", "社", "小组", "俱乐部", "互助会", "议事会"]
TIERS, TIER_SHARES = ["town_managed", "community_guided", None], [0.55, 0.4, 0.05]
CATEGORIES = ["culture_sports", "community_service", "charity", "mediation", "deliberation"]
WITHDRAWN_SHARE, REGISTERED_SHARE, UNKNOWN_SHARE = 0.08, 0.15, 0.01
MISSING_SHARE, AFTER_SHARE = 0.05, 0.04  # opinions
# (filed on, opinion on): the boundaries of the opinion, each in one filing where the rule holds
OPINIONS = [
    (days.day("2021-05-10"), days.NONE),
    (days.day("2021-05-10"), days.day("2021-05-11")),
    (days.day("2021-05-10"), days.day("2021-05-10")),
    (OPINION_SINCE - 1, days.NONE),
    (OPINION_SINCE, days.NONE),
]


def write(world: World) -> None:
    """community_filings rows and what becomes of each."""
    rng = world.rng.spawn(1)[0]
    filings = pd.concat([*_filed(world, rng), _registered(world, rng)], ignore_index=True)
    filings = _complete(world, rng, filings)
    world.rows["community_filings"] = [filings]
    problem = _problem(world, filings)
    world.expect(
        "community_filings",
        filing_no=filings.filing_no.to_numpy(),
        state=filings.state.to_numpy(),
        tier=filings.manage_tier.where(filings.state != "registered", "registered")
        .fillna("unknown")
        .to_numpy(),
        problem=problem,
    )
    community.expect_density(world, filings)


def _filed(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Filings in use, as many as each county and kind asks for; withdrawn, lost and unknown ones besides."""
    used, lost = community.in_use(world), world.communities[world.communities.abolished_on.notna()]
    cells = used.loc[used.index.repeat(used.filed)].reset_index()
    filed = _file(world, rng, community.some(rng, used, cells.district_code, cells.community_kind), "filed")
    filed.loc[0, "filed_on"] = pd.Timestamp(world.today)
    _opinion_cases(filed)
    _claim_a_code(world, rng, filed)

    def few(of: pd.DataFrame, share: float, state: str) -> pd.DataFrame:
        return _file(world, rng, of.iloc[rng.integers(0, len(of), max(2, round(share * len(filed))))], state)

    unknown = few(used, UNKNOWN_SHARE, "filed")
    nowhere = np.where(np.arange(len(unknown)) % 2 == 0, None, unknown.district_code + community.NOWHERE)
    unknown["community_code"] = nowhere
    withdrawn = few(used, WITHDRAWN_SHARE, "withdrawn")
    since = withdrawn.filed_on.to_numpy().astype("M8[D]")
    on = since + (rng.random(len(since)) * (world.today - since).astype(int)).astype(int)
    on[0] = world.today
    return [filed, few(lost, UNKNOWN_SHARE, "filed"), unknown, withdrawn.assign(withdrawn_on=on)]


def _file(world: World, rng: np.random.Generator, of: pd.DataFrame, state: str) -> pd.DataFrame:
    """One filing per row of `of`, filed some day since 2017."""
    n = len(of)
    filed_on = FIRST_DAY + rng.integers(0, int((world.today - FIRST_DAY).astype(int)) - 30, n)
    opinion = filed_on - rng.integers(0, 20, n)
    dice = rng.random(n)
    opinion = np.where(dice < AFTER_SHARE, filed_on + rng.integers(1, 25, n), opinion)
    opinion = np.where(dice > 1 - MISSING_SHARE, days.NONE, opinion)
    body = rng.choice(names.FIELDS, n).astype(object) + rng.choice(BODIES, n).astype(object)
    return pd.DataFrame(
        {
            "org_name": of.community_name.to_numpy() + body,
            "community_code": of.community_code.to_numpy(),
            "district_code": of.district_code.to_numpy(),
            "filed_on": filed_on,
            "opinion_on": opinion,
            "state": state,
            "uscc": None,
        }
    )


def _opinion_cases(filed: pd.DataFrame) -> None:
    here = filed.index[filed.district_code.str.startswith(OPINION_PLACE)][: len(OPINIONS)]
    for row, (filed_on, opinion_on) in zip(here, OPINIONS, strict=False):
        filed.loc[row, "filed_on"], filed.loc[row, "opinion_on"] = (
            pd.Timestamp(filed_on),
            pd.Timestamp(opinion_on),
        )


def _claim_a_code(world: World, rng: np.random.Generator, filed: pd.DataFrame) -> None:
    """Some filings name a code that no register knows: they remain filed."""
    few = rng.permutation(len(filed))[: 1 + len(world.orgs) // 5000]
    real = world.orgs.uscc[world.orgs.org_type == "service_org"].to_numpy()
    filed.loc[few, "uscc"] = [codes.with_prefix(code, "53") for code in real[: len(few)]]


def _registered(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Organisations of the register that were on file before; half of the filings are withdrawn for it."""
    orgs = world.orgs[world.orgs.is_community_org & (world.orgs.registered_on >= pd.Timestamp(FIRST_DAY))]
    orgs = orgs[orgs.community_code.isin(world.communities.community_code)]
    orgs = orgs[(rng.random(len(orgs)) < REGISTERED_SHARE) | (np.arange(len(orgs)) < 4)]
    named = world.communities.set_index("community_code").loc[orgs.community_code].reset_index()
    registered_on = orgs.registered_on.to_numpy().astype("M8[D]")
    rows = _file(world, rng, named, "registered")
    filed_on = registered_on - rng.integers(100, 900, len(orgs))
    return rows.assign(
        org_name=orgs.org_name.to_numpy(),
        uscc=orgs.uscc.to_numpy(),
        filed_on=filed_on,
        opinion_on=filed_on - 3,
        registered_on=registered_on,
        withdrawn_on=np.where(np.arange(len(orgs)) % 2 == 0, registered_on, days.NONE),
    )


def _complete(world: World, rng: np.random.Generator, filings: pd.DataFrame) -> pd.DataFrame:
    """Numbers, tiers, members: what the state does not depend on."""
    n = len(filings)
    year = days.year_of(filings.filed_on.to_numpy()).astype(str).astype(object)
    serial = filings.groupby("district_code").cumcount().add(1).astype(str).str.zfill(5)
    units = rng.random(n) < 0.2
    return filings.assign(
        authority_code=filings.district_code,
        filing_no="BA" + filings.district_code + "-" + year + "-" + serial,
        manage_tier=rng.choice(np.array(TIERS, dtype=object), n, p=TIER_SHARES),
        category=rng.choice(CATEGORIES, n).astype(object),
        unit_members=np.where(units, rng.integers(3, 40, n), np.nan),
        individual_members=np.where(~units, rng.integers(5, 70, n), np.nan),
        capital_yuan=np.where(rng.random(n) < 0.5, rng.integers(0, 40, n) * 1000.0, np.nan),
        address=rng.choice(world.pools.streets, n).astype(object) + "文化活动室",
    )


def _problem(world: World, filings: pd.DataFrame) -> np.ndarray:
    known = filings.community_code.isin(world.communities.community_code)
    judged = filings.district_code.str.startswith(OPINION_PLACE) & (
        filings.filed_on >= pd.Timestamp(OPINION_SINCE)
    )
    late = judged & (filings.opinion_on > filings.filed_on)
    missing = judged & filings.opinion_on.isna()
    return np.select(
        [~known, late, missing], ["community_unknown", "opinion_after_filing", "opinion_missing"], None
    )
