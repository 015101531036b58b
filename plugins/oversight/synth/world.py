"""The register that all deliveries speak of: one row per organisation, with its story on each subject."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from oversight.synth import codes, days, names, places

TYPE_SHARES = {"association": 0.38, "service_org": 0.59, "foundation": 0.03}
TYPE_DIGITS = {"association": "1", "service_org": "2", "foundation": "3"}
OTHER_STATUS_SHARES = {"in_liquidation": 0.01, "cancelled": 0.055, "revoked": 0.005}
RENAMED_SHARE = 0.04
CHARITY_SHARE = {"association": 0.02, "service_org": 0.01, "foundation": 0.6}
OLDEST_STORY_YEARS = 7  # a story's events reach at most this far back


@dataclass
class World:
    """Everything made so far: `rows` per source and `truth` per truth file, lists of frames to concatenate."""

    today: np.datetime64
    rng: np.random.Generator
    pools: names.Pools
    authorities: list[places.Authority]
    orgs: pd.DataFrame
    workdays: days.Workdays
    rows: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    truth: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    serial: int = 0
    communities: pd.DataFrame = field(default_factory=pd.DataFrame)

    def add(self, source: str, orgs: pd.DataFrame, **columns) -> None:
        """Delivered rows about organisations: identity from `orgs`, other columns arrays or constants."""
        if len(orgs):
            identity = {name: orgs[name].to_numpy() for name in ("uscc", "org_name", "authority_code")}
            self.rows.setdefault(source, []).append(pd.DataFrame(identity | columns))

    def expect(self, table: str, **columns) -> None:
        """Rows that a careful human would find in the mart `table`."""
        frame = pd.DataFrame(columns)
        if len(frame):
            self.truth.setdefault(table, []).append(frame)

    def numbers(self, n: int) -> np.ndarray:
        """The next n running numbers, as text."""
        self.serial += n
        return np.arange(self.serial - n + 1, self.serial + 1).astype(str).astype(object)

    def story(self, subject: str, name: str) -> pd.DataFrame:
        return self.orgs[self.orgs[subject] == name]


def make_world(organisations: int, today: np.datetime64, seed: int) -> World:
    """The register as of `today`, before stories: `organisations` rows over all authorities of the seeds."""
    rng = np.random.default_rng(seed)
    pools = names.Pools(seed)
    authorities = places.load()
    owner = np.repeat(np.arange(len(authorities)), places.share_out(authorities, organisations))
    codes_of = np.array([a.code for a in authorities], dtype=object)
    orgs = pd.DataFrame({"authority_code": codes_of[owner]})
    orgs["org_type"] = _types(rng, organisations)
    orgs["registered_on"] = _registered_on(rng, organisations, today)
    orgs["status"] = _statuses(rng, orgs.registered_on.to_numpy().astype("M8[D]"), today)
    orgs["is_wz"] = orgs.authority_code.str.startswith("3303")
    orgs["is_xuecheng"] = orgs.authority_code == "370403"
    workdays = days.Workdays(2017, int(days.year_of(today)) + 2)
    return World(today, rng, pools, authorities, orgs, workdays)


def _types(rng: np.random.Generator, n: int) -> np.ndarray:
    return rng.choice(list(TYPE_SHARES), n, p=list(TYPE_SHARES.values())).astype(object)


def _statuses(rng: np.random.Generator, registered_on: np.ndarray, today: np.datetime64) -> np.ndarray:
    """In force, but for exact shares of those registered more than two years ago."""
    made = np.full(len(registered_on), "in_force", dtype=object)
    candidates = rng.permutation(np.flatnonzero(registered_on < days.shift(today, years=-2)))
    for status, share in OTHER_STATUS_SHARES.items():
        taken = max(1, round(share * len(made)))
        made[candidates[:taken]], candidates = status, candidates[taken:]
    return made


def _registered_on(rng: np.random.Generator, n: int, today: np.datetime64) -> np.ndarray:
    """Two thirds registered more than eight years ago, none on 29 February (its anniversary is a convention)."""
    old = rng.random(n) < 0.66
    first, middle = days.day("1992-03-01"), days.shift(today, years=-8)
    span = np.where(old, (middle - first).astype(int), (today - middle).astype(int))
    made = np.where(old, first, middle) + (rng.random(n) * span).astype(int)
    leap = (made.astype("M8[M]").astype(int) % 12 == 1) & (
        days.shift(made, plus=1).astype("M8[M]") != made.astype("M8[M]")
    )
    return made - leap


def finish_register(world: World) -> None:
    """Names, codes and particulars, once the stories have fixed registration dates and statuses."""
    orgs, rng, n = world.orgs, world.rng, len(world.orgs)
    registered = orgs.registered_on.to_numpy().astype("M8[D]")
    by_code = {a.code: a for a in world.authorities}
    prefixes = orgs.authority_code.map({c: a.prefix for c, a in by_code.items()}).to_numpy()
    types = orgs.org_type.to_numpy()
    orgs["authority_name"] = orgs.authority_code.map({c: a.name for c, a in by_code.items()})
    digits = orgs.org_type.map(TYPE_DIGITS).to_numpy().astype("U1")
    orgs["uscc"] = codes.make_codes(
        rng, digits, places.coding_regions(rng, orgs.authority_code.to_numpy(), registered)
    ).astype(object)
    keys = orgs.groupby(["authority_code", "org_type"]).cumcount().to_numpy()
    orgs["org_name"] = names.organisation_names(world.pools, keys, prefixes, types)
    _rename(world, keys, prefixes, types, registered)
    _end(world, registered)
    orgs["district_code"] = _districts(world, by_code)
    orgs["town"] = rng.choice(names.TOWNS, n).astype(object)
    orgs.loc[orgs.district_code == places.CARVED_OUT, "town"] = None  # it has no towns
    orgs["address"] = (
        orgs.town.fillna("")
        + rng.choice(world.pools.streets, n).astype(object)
        + rng.integers(1, 400, n).astype(str).astype(object)
        + "号"
    )
    orgs["legal_representative"] = rng.choice(world.pools.people, n).astype(object)
    rare = rng.random(n) < 0.004
    orgs.loc[rare, "legal_representative"] = "王" + names.RARE_SURNAME
    orgs["phone"] = names.phones(rng, n)
    orgs["supervisor_name"] = prefixes + rng.choice(names.SUPERVISORS, n).astype(object)
    orgs["full_time_staff"] = np.minimum(rng.poisson(5, n) + rng.integers(0, 3, n), 60)
    _charities(world, registered)


def _rename(world: World, keys, prefixes, types, registered) -> None:
    """Some organisations had another name; those of the carved-out city all had the old county's name."""
    orgs, n = world.orgs, len(world.orgs)
    renamed = (world.rng.random(n) < RENAMED_SHARE) & (registered < days.shift(world.today, years=-3))
    span = (world.today - 30 - days.shift(world.today, years=-2)).astype(int)
    on = days.shift(world.today, years=-2) + world.rng.integers(0, span, n)
    former = names.organisation_names(world.pools, keys, prefixes, types, extra=len(orgs))
    carved = (orgs.authority_code == places.CARVED_OUT).to_numpy() & (registered < days.day(places.CARVED_ON))
    old_prefix = orgs.org_name.str.replace("龙港市", "苍南县龙港镇").to_numpy()
    orgs["former_name"] = np.where(carved, old_prefix, np.where(renamed, former, None))
    carved_on = days.day("2019-11-01") + world.rng.integers(0, 200, n)
    orgs["renamed_on"] = np.where(carved, carved_on, np.where(renamed, on, days.NONE))


def _end(world: World, registered) -> None:
    """Day of cancellation or revocation, at least a year after registration and after 2019."""
    gone = world.orgs.status.isin(["cancelled", "revoked"]).to_numpy()
    floor = np.maximum(days.shift(registered, years=1), days.day("2020-01-01"))
    span = np.maximum((world.today - floor).astype(int), 1)
    on = floor + (world.rng.random(len(gone)) * span).astype(int)
    world.orgs["cancelled_on"] = np.where(gone, on, days.NONE)


def _districts(world: World, by_code: dict) -> np.ndarray:
    district = world.orgs.authority_code.to_numpy().copy()
    for code, authority in by_code.items():
        mask = district == code
        district[mask] = world.rng.choice(authority.counties, int(mask.sum()))
    return district


def _charities(world: World, registered) -> None:
    """Charities outside Shandong; community foundations in Wenzhou only."""
    orgs = world.orgs
    share = orgs.org_type.map(CHARITY_SHARE).to_numpy()
    orgs["is_charity"] = (world.rng.random(len(orgs)) < share) & ~orgs.is_xuecheng
    community = (orgs.org_type == "foundation") & orgs.is_wz & (world.rng.random(len(orgs)) < 0.5)
    orgs["is_community_foundation"] = community
