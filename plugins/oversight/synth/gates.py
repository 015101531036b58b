"""What ratings and credit lists open and close: grants of ratings, entries of catalogues, and who may do what.

The gates themselves are seed rows (gate_rules): 民政部令第60号 22, 第39号 7, 衢市民〔2018〕51号, 温民社组〔2024〕56号.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, policy
from oversight.synth.world import World

CITY_WITH_AWARDS, COUNTY_WITH_AWARDS, AWARDS_SINCE = "330300", "330329", days.day("2024-06-20")
AWARDED_SHARE = 0.003  # of those that a grant may be made to
PURPOSES = {
    "purchase": "catalogue",
    "function_transfer": "function_transfer",
    "tax_exemption": "tax_benefit",
    "donation_deduction": "tax_benefit",
    "award": "award",
}  # of a catalogue, in the gate
ENTRY_SHARES = dict(zip(PURPOSES, (0.04, 0.008, 0.02, 0.006, 0.008), strict=True))
LISTED_ENTRIES = 3  # listed organisations of each city and list that stand in catalogues
CITIES = ("3303", "3301", "3308")
EFFECTS = ["allowed", "discouraged", "blocked"]


def write_grants(world: World) -> None:
    """Ratings that bring an award or just not, or that replace another; none counts for the draw's best tier."""
    today, place = world.today, world.orgs.authority_code
    listed = world.orgs.uscc.isin(_listed(world).uscc)
    city, county = place == CITY_WITH_AWARDS, place == COUNTY_WITH_AWARDS
    # who, then per grant: rating, granted on, cancelled on
    _grant(world, city & listed, ("3A", AWARDS_SINCE + 30, days.NONE))
    _grant(world, county & listed, ("3A", today - 200, days.NONE))
    _grant(world, city & ~listed, ("3A", AWARDS_SINCE, days.NONE))
    _grant(world, city & ~listed, ("3A", AWARDS_SINCE - 1, days.NONE))
    _grant(world, county & ~listed, ("3A", today - 300, days.NONE))
    _grant(world, county & ~listed, ("4A", today - 400, today - 10))
    _grant(world, ~city & ~county, ("3A", today, days.NONE))
    _grant(world, ~city & ~county, ("3A", today - 900, days.NONE), ("2A", today - 200, days.NONE))


def _grant(world: World, who: pd.Series, *grants: tuple) -> None:
    rated = pd.concat(world.rows["ratings"]).uscc
    mask = who & (world.orgs.status == "in_force") & ~world.orgs.uscc.isin(rated)
    free = world.rng.permutation(np.flatnonzero(mask))
    orgs = world.orgs.iloc[free[: max(1, round(AWARDED_SHARE * len(free)))]]
    for rating, on, cancelled in grants:
        world.add("ratings", orgs, rating=rating, granted_on=on, valid_to=days.NONE, cancelled_on=cancelled)


def _listed(world: World) -> pd.DataFrame:
    """Organisation and list of every open listing, with the place."""
    lists = pd.concat(world.truth["credit_list"])
    open_ = lists[lists.status == "listed"][["uscc", "list_type"]].drop_duplicates()
    return open_.merge(world.orgs[["uscc", "authority_code"]], on="uscc")


def write_catalogues(world: World) -> None:
    """Entries of some of all organisations, also of ended ones, and of listed ones in each city."""
    today = world.today
    listed = _listed(world).sort_values("uscc")
    listed["turn"] = listed.groupby([listed.authority_code.str[:4], "list_type"]).cumcount()
    listed = listed[listed.authority_code.str[:4].isin(CITIES) & (listed.turn < LISTED_ENTRIES)]
    listed = listed.drop_duplicates("uscc")
    told = world.orgs.set_index("uscc", drop=False).loc[listed.uscc]
    entered = np.where(listed.turn == 2, today, today - 300)
    left = np.where(listed.turn == 1, today, days.NONE)
    for kind in PURPOSES:
        _enter(world, told, kind, entered, left)
    _ordinary(world, ~world.orgs.uscc.isin(listed.uscc))
    ended = world.orgs[world.orgs.status == "cancelled"].head(2)
    _enter(world, ended, "purchase", ended.registered_on.to_numpy("M8[D]") + 9, days.NONE)
    ahead = world.orgs[(world.orgs.status == "in_force") & ~world.orgs.uscc.isin(listed.uscc)].head(2)
    _enter(world, ahead, "function_transfer", today + 1, days.NONE, known_on=today - 3)


def _enter(world: World, orgs: pd.DataFrame, kind: str, entered, left, known_on=None) -> None:
    world.add(
        "catalogue_entries",
        orgs,
        catalogue_kind=kind,
        entered_on=entered,
        left_on=left,
        known_on=entered if known_on is None else known_on,
    )


def _ordinary(world: World, free: pd.Series) -> None:
    """Entered some time after registration; every sixth has left again."""
    rng, today = world.rng, world.today
    for kind, share in ENTRY_SHARES.items():
        orgs = world.orgs[free & (rng.random(len(world.orgs)) < share)]
        n = len(orgs)
        since = np.maximum(orgs.registered_on.to_numpy("M8[D]") + 30, today - 1500)
        entered = since + (rng.random(n) * np.maximum((today - since).astype(int), 0)).astype(int)
        left = np.where((rng.random(n) < 1 / 6) & (entered + 200 < today), entered + 190, days.NONE)
        known = entered < today
        _enter(world, orgs[known], kind, entered[known], left[known])


def expect(world: World) -> None:
    """All truth about ratings, gates and catalogues; after lists, inspections, penalties and ratings are written."""
    ratings = _ratings(world)
    world.expect("current_ratings", **ratings[["uscc", "granted_on", "rating", "state"]].to_dict("series"))
    conditions = _conditions(world, ratings)
    _expect_participation(world, ratings, conditions)
    effects = _effects(world, conditions).set_axis(world.orgs.uscc)
    _expect_awards(world, ratings, conditions, effects.award)
    for purpose in effects:
        world.expect(
            "credit_gate", uscc=effects.index.to_numpy(), purpose=purpose, effect=effects[purpose].to_numpy()
        )
    _expect_catalogues(world, effects)


def _ratings(world: World) -> pd.DataFrame:
    """Every grant with its state today and the day through which it is valid."""
    ratings = pd.concat(world.rows["ratings"], ignore_index=True)
    ratings = ratings[ratings.granted_on <= pd.Timestamp(world.today)]
    ratings = ratings.merge(world.orgs[["uscc", "org_type"]], on="uscc")
    granted = ratings.granted_on.to_numpy("M8[D]")
    years = policy.number("rating_valid_years", ratings.authority_code, granted, ratings.org_type)
    ratings["valid_to"] = ratings.valid_to.fillna(pd.Series(_years_later(granted, years)))
    replaced = ratings.granted_on < ratings.groupby("uscc").granted_on.transform("max")
    today = pd.Timestamp(world.today)
    states = [ratings.cancelled_on <= today, replaced, ratings.valid_to < today]
    return ratings.assign(state=np.select(states, ["cancelled", "superseded", "expired"], "valid"))


def _years_later(on: np.ndarray, years: np.ndarray) -> np.ndarray:
    made = np.full(len(on), days.NONE)
    for number in np.unique(years).astype(int):
        made[years == number] = days.shift(on[years == number], years=number)
    return made


def _conditions(world: World, ratings: pd.DataFrame) -> pd.DataFrame:
    """By organisation: which conditions of the gate are met, and whether penalised or failed as ratings ask."""
    orgs, today = world.orgs, world.today
    listed = _listed(world)
    duties = pd.concat(world.truth["annual_inspection"])
    duties = duties[~duties.timeliness.isin(["exempt", "not_due"])].sort_values("report_year")
    latest = duties.drop_duplicates("uscc", keep="last").set_index("uscc").reindex(orgs.uscc)
    penalties = pd.concat(world.rows["penalties"], ignore_index=True)
    standing = ~(penalties.revoked_on <= pd.Timestamp(today))
    year = days.year_of(penalties.decided_on.to_numpy("M8[D]"))
    punished = penalties.uscc[standing & (year == days.year_of(today) - 1)]
    best = ratings[ratings.state == "valid"].groupby("uscc").rating.max()
    minimum = pd.Series(policy.text("purchase_rating_min", orgs.authority_code, today))
    return pd.DataFrame(
        {
            "not_in_force": ~orgs.status.isin(["in_force", "in_liquidation"]).to_numpy(),
            "on_serious": orgs.uscc.isin(listed.uscc[listed.list_type == "serious"]).to_numpy(),
            "on_abnormal": orgs.uscc.isin(listed.uscc[listed.list_type == "abnormal"]).to_numpy(),
            "annual_missing": (latest.timeliness == "missing").to_numpy(),
            "annual_failed": (latest.status == "failed").to_numpy(),
            "penalised_last_year": orgs.uscc.isin(punished).to_numpy(),
            "rating_below_minimum": (minimum > orgs.uscc.map(best).fillna("").to_numpy()).to_numpy(),
        }
    )


def _expect_participation(world: World, ratings: pd.DataFrame, conditions: pd.DataFrame) -> None:
    """Rated this year, of those in force and of those who could have taken part."""
    orgs, today = world.orgs, world.today
    new_year = pd.Timestamp(str(today.astype("M8[Y]")) + "-01-01")
    before = (ratings.granted_on < new_year) & (ratings.valid_to >= new_year)
    before &= ~(ratings.cancelled_on <= new_year)
    wait = policy.number("rating_wait_years", orgs.authority_code, today, orgs.org_type)
    waited = _years_later(orgs.registered_on.to_numpy("M8[D]"), wait) <= today
    barred = ["annual_missing", "annual_failed", "penalised_last_year"]  # 民政部令第39号 7
    people = pd.DataFrame(
        {
            "authority_code": orgs.authority_code.to_numpy(),
            "rated": orgs.uscc.isin(ratings.uscc[ratings.granted_on >= new_year]).to_numpy(),
            "in_force": True,
            "eligible": waited
            & ~orgs.uscc.isin(ratings.uscc[before]).to_numpy()
            & ~conditions[barred].any(axis=1).to_numpy(),
        }
    )[~conditions.not_in_force]
    for denominator in ("in_force", "eligible"):
        counted = people.assign(rated=people.rated & people[denominator])
        sums = counted.groupby("authority_code")[["rated", denominator]].sum()
        world.expect(
            "rating_participation",
            authority_code=sums.index.to_numpy(),
            denominator=denominator,
            rated=sums.rated.to_numpy(),
            organisations=sums[denominator].to_numpy(),
        )


def _expect_awards(world: World, ratings: pd.DataFrame, conditions: pd.DataFrame, effect: pd.Series) -> None:
    """`effect`: of the gate before awards, by organisation."""
    orgs = world.orgs
    in_force = orgs.uscc[~conditions.not_in_force.to_numpy()]
    for rating in ("3A", "4A", "5A"):
        grants = ratings[(ratings.rating == rating) & ratings.uscc.isin(in_force)]
        at, on = grants.authority_code, grants.granted_on.to_numpy("M8[D]")
        least, most = (
            policy.number(f"rating_award_{bound}_yuan_{rating}", at, on, grants.org_type)
            for bound in ("min", "max")
        )
        awarded = ~np.isnan(most)
        world.expect(
            "rating_awards",
            uscc=grants.uscc.to_numpy()[awarded],
            granted_on=on[awarded],
            award_min_yuan=least[awarded].astype(int),
            award_max_yuan=most[awarded].astype(int),
            is_blocked=grants.uscc.isin(effect.index[effect == "blocked"]).to_numpy()[awarded],
        )


def _effects(world: World, conditions: pd.DataFrame) -> pd.DataFrame:
    """The strictest effect of the rules whose condition is met, by organisation and purpose."""
    rules, today = policy.seed("gate_rules"), pd.Timestamp(world.today)
    rules = rules[(rules.valid_from <= today) & (rules.valid_to >= today)]
    reach = world.orgs.authority_code.map(policy.path)
    purposes = sorted(policy.seed("gate_rules").purpose.unique())
    strictest = {purpose: np.zeros(len(reach), dtype=int) for purpose in purposes}
    for rule in rules.itertuples():
        here = reach.map(lambda places, place=rule.jurisdiction_code: place in places).to_numpy()
        hit = here & conditions[rule.condition].to_numpy()
        strictest[rule.purpose][hit] = np.maximum(strictest[rule.purpose][hit], EFFECTS.index(rule.effect))
    return pd.DataFrame({p: np.array(EFFECTS, dtype=object)[rank] for p, rank in strictest.items()})


def _expect_catalogues(world: World, effects: pd.DataFrame) -> None:
    entries = pd.concat(world.rows["catalogue_entries"], ignore_index=True)
    today = pd.Timestamp(world.today)
    entries = entries[entries.entered_on <= today]
    left = (entries.left_on <= today).to_numpy()
    purpose = entries.catalogue_kind.map(PURPOSES)
    at = effects.index.get_indexer(entries.uscc), effects.columns.get_indexer(purpose)
    blocked = effects.to_numpy()[at] == "blocked"
    world.expect(
        "catalogue_eligibility",
        uscc=entries.uscc.to_numpy(),
        catalogue_kind=entries.catalogue_kind.to_numpy(),
        entered_on=entries.entered_on.to_numpy(),
        state=np.where(left, "left", "in_catalogue"),
        must_leave=blocked & ~left,
    )
