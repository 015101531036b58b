"""Communities and who belongs to them; their filings and how many organisations they have on average.

Targets: 温民〔2018〕127号 一(二) (registered and filed), 杭民发〔2018〕237号 二, 衢民〔2018〕51号 一 and
民发〔2017〕191号 (registered only). Numbers of communities follow the organisations, so that averages lie
around the targets; the cells of EXACT hit theirs, or miss it by one.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, names
from oversight.synth.world import World

KINDS = ("rural", "urban")
TARGETS = {"3303": (5, 15), "3301": (5, 16), "3308": (4, 13), "3704": (5, 10)}
COUNTS_FILINGS = "3303"
# (district, kind): organisations above the target; places that count filings only
EXACT = {("330302", "urban"): 0, ("330303", "urban"): -1}
EXACT_REGISTERED = ("330802", "rural")  # its registered organisations are exactly the target
WITHOUT_TOWNS = "330383"
URBAN_SHARE = 0.6
LEAST_COMMUNITIES = 2
STREETS = [town for town in names.TOWNS if town.endswith("街道")]
RURAL_TOWNS = [town for town in names.TOWNS if not town.endswith("街道")]
COMMUNITIES_PER_TOWN = 8
UNKNOWN_SHARE = 0.01
NOWHERE = "999999"  # ends the code of a community that nobody knows


def settle(world: World) -> None:
    """Communities of every county, and the one of each community organisation and social-work body."""
    rng = world.rng.spawn(1)[0]
    kind = _kinds(world, rng)
    world.communities = _communities(world, rng, _cells(world, rng, kind))
    _belong(world, rng, kind)


def in_force(orgs: pd.DataFrame) -> pd.Series:
    return orgs.status.isin(["in_force", "in_liquidation"])


def in_use(world: World) -> pd.DataFrame:
    """Communities not abolished by the business date."""
    gone = world.communities.abolished_on
    return world.communities[gone.isna() | (gone > pd.Timestamp(world.today))]


def city_of(district: pd.Series) -> pd.Series:
    return district.str[:4] + "00"


def with_cities(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a district once more under its city; a city's own rows once."""
    cities = rows.assign(place_code=city_of(rows.district_code))
    own = rows.assign(place_code=rows.district_code)
    return pd.concat([own, cities[cities.place_code != cities.district_code]], ignore_index=True)


def _counties(world: World) -> list[str]:
    return [a.code for a in world.authorities if not a.is_city]


def _kinds(world: World, rng: np.random.Generator) -> np.ndarray:
    """Urban or rural for every organisation that belongs to a community; blank for others."""
    orgs = world.orgs
    kind = np.where(rng.random(len(orgs)) < URBAN_SHARE, "urban", "rural").astype(object)
    _recruit(orgs, kind)
    return np.where(orgs.is_community_org | orgs.is_social_work, kind, "")


def _recruit(orgs: pd.DataFrame, kind: np.ndarray) -> None:
    """As many members of one kind in one county as are a multiple of its target, others asked in if need be."""
    district, wanted_kind = EXACT_REGISTERED
    target = TARGETS[district[:4]][KINDS.index(wanted_kind)]
    here = ((orgs.district_code == district) & in_force(orgs)).to_numpy()
    member = here & orgs.is_community_org.to_numpy()
    own = member & (kind == wanted_kind)
    may_join = here & ((orgs.registration_story == "") & (orgs.org_type != "foundation")).to_numpy()
    first_asked = np.argsort(np.select([own, member, may_join], [0, 1, 2], 3), kind="stable")
    wanted = max(1, int(own.sum()) // target) * target
    taken = first_asked[: min(wanted, int((member | may_join).sum()))]
    kind[member] = "urban"
    kind[taken] = wanted_kind
    orgs.loc[orgs.index[taken], "is_community_org"] = True


def _cells(world: World, rng: np.random.Generator, kind: np.ndarray) -> pd.DataFrame:
    """One row per county and kind: registered organisations, filings in use there, communities."""
    orgs = world.orgs
    cells = pd.MultiIndex.from_product([_counties(world), KINDS], names=["district_code", "community_kind"])
    members = orgs.assign(community_kind=kind)[orgs.is_community_org & in_force(orgs)]
    registered = members.groupby(["district_code", "community_kind"]).size().reindex(cells, fill_value=0)
    cells = registered.rename("registered").reset_index()
    city = cells.district_code.str[:4]
    counts = (city == COUNTS_FILINGS).to_numpy()
    cells["filed"] = rng.poisson(cells.registered * np.where(counts, 1.0, 0.5)) + 1
    cells["target"] = [TARGETS[c][KINDS.index(k)] for c, k in zip(city, cells.community_kind, strict=True)]
    counted = cells.registered * np.where(counts, 2, 1)
    number = np.round(counted / cells.target / rng.uniform(0.75, 1.25, len(cells))).astype(int)
    cells["communities"] = np.maximum(number, LEAST_COMMUNITIES)
    return _exact(cells)


def _exact(cells: pd.DataFrame) -> pd.DataFrame:
    """Fewer communities where registered ones alone must meet the target, more filings where these count."""
    key = pd.Series(list(zip(cells.district_code, cells.community_kind, strict=True)))
    registered, above = key == EXACT_REGISTERED, key.map(EXACT)
    enough = (cells.registered // cells.target).clip(lower=1)
    communities = cells.communities.where(~registered, enough)
    filed = (cells.target * communities - cells.registered + above).clip(lower=0)
    return cells.assign(
        communities=communities,
        filed=filed.where(above.notna(), cells.filed).astype(int),
        exact=registered | above.notna(),
    )


def _communities(world: World, rng: np.random.Generator, cells: pd.DataFrame) -> pd.DataFrame:
    """Communities in order of county and kind; every third county and kind has lost one besides."""
    lost = (np.arange(len(cells)) % 3 == 1) & ~cells.exact.to_numpy()
    rows = cells.loc[cells.index.repeat(cells.communities + lost)].reset_index(names="cell")
    serial = rows.groupby("cell").cumcount()
    in_district = rows.groupby("district_code").cumcount()
    words = world.pools.words
    at = (in_district * 7 + rows.district_code.astype(int)) % len(words)
    urban = (rows.community_kind == "urban").to_numpy()
    towns = np.maximum(1, np.minimum(8, rows.communities // COMMUNITIES_PER_TOWN)).to_numpy()
    town_no = serial.to_numpy() % towns
    town = np.where(urban, np.array(STREETS, object)[town_no], np.array(RURAL_TOWNS, object)[town_no])
    town[(rows.district_code == WITHOUT_TOWNS).to_numpy()] = None
    number = (in_district + 1).astype(str).str.zfill(4)
    last = (serial == rows.communities).to_numpy()  # the one too many is the lost one
    abolished = np.where(last, world.today - rng.integers(40, 900, len(rows)), days.NONE)
    for nth, on in enumerate((world.today, world.today + 1)):
        abolished[np.flatnonzero(last)[nth]] = on
    return pd.DataFrame(
        {
            "community_code": rows.district_code + np.where(urban, "00", "20") + number,
            "community_name": words[at].astype(object) + np.where(urban, "社区", "村").astype(object),
            "community_kind": rows.community_kind,
            "town": town,
            "district_code": rows.district_code,
            "resident_population": rng.integers(800, 9000, len(rows)),
            "abolished_on": abolished,
            "filed": np.where(serial == 0, rows.filed, 0),
            "exact": rows.exact,
        }
    )


def some(rng: np.random.Generator, communities: pd.DataFrame, district, kind) -> pd.DataFrame:
    """For each pair of `district` and `kind` one of the communities there, which are in that order."""
    cell = (communities.district_code + communities.community_kind).to_numpy(dtype="U")
    wanted = (pd.Series(district) + pd.Series(kind)).to_numpy(dtype="U")
    first, after = np.searchsorted(cell, wanted, "left"), np.searchsorted(cell, wanted, "right")
    return communities.iloc[first + (rng.random(len(wanted)) * (after - first)).astype(int)]


def _belong(world: World, rng: np.random.Generator, kind: np.ndarray) -> None:
    """Give each organisation of a kind a community of its county; town and address follow it."""
    orgs = world.orgs
    placed = np.flatnonzero(kind != "")
    district = orgs.district_code.to_numpy()[placed]
    own = some(rng, world.communities, district, kind[placed])
    code = own.community_code.to_numpy(dtype=object, copy=True)
    plain = (orgs.registration_story == "").to_numpy()[placed] & ~own.exact.to_numpy()
    loose = rng.permutation(np.flatnonzero(plain))
    few = max(1, round(UNKNOWN_SHARE * len(placed)))
    nowhere = loose[few : 2 * few]
    code[loose[:few]], code[nowhere] = None, district[nowhere] + NOWHERE
    orgs["community_code"] = None
    orgs.loc[orgs.index[placed], "community_code"] = code
    street = [a[len(t or "") :] for a, t in zip(orgs.address, orgs.town, strict=True)]
    town = orgs.town.to_numpy(dtype=object, copy=True)
    town[placed] = own.town.to_numpy()
    orgs["town"] = town
    orgs["address"] = orgs.town.fillna("") + pd.Series(street, index=orgs.index)


def write(world: World) -> None:
    """communities, and what a town can count in them."""
    rows = world.communities.drop(columns=["filed", "exact"])
    world.rows["communities"] = [rows.assign(authority_code=rows.district_code)]


def expect_density(world: World, filings: pd.DataFrame) -> None:
    """community_density: only organisations and filings in communities still in use count."""
    used = in_use(world).set_index("community_code")
    orgs = world.orgs[in_force(world.orgs) & world.orgs.is_community_org]
    filed = filings[filings.state == "filed"]
    cell = ["district_code", "community_kind"]
    counted = {
        "communities": used,
        "registered_orgs": used.loc[orgs.community_code[orgs.community_code.isin(used.index)]],
        "filed_orgs": used.loc[filed.community_code[filed.community_code.isin(used.index)]],
    }
    table = pd.DataFrame({name: rows.groupby(cell).size() for name, rows in counted.items()}).fillna(0)
    table = with_cities(table.reset_index()).drop(columns="district_code")
    table = table.groupby(["place_code", "community_kind"], as_index=False).sum()
    counts = table.place_code.str.startswith(COUNTS_FILINGS)
    total = table.registered_orgs + np.where(counts, table.filed_orgs, 0)
    table = table.astype(dict.fromkeys(counted, int)).assign(average=(total / table.communities).round(6))
    world.expect("community_density", **table.to_dict("series"))
