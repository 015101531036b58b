"""Premises that serve social organisations, volunteers, and what of a place they cover.

Boundaries stand among the facilities: opened on the business date or the day after, closed likewise.
"""

import numpy as np
import pandas as pd

from oversight.synth import community, days
from oversight.synth.world import World

# kind -> share of the units that have one; by town, by community, or number of them in a county
BY_TOWN = {"org_service_centre": 0.75, "party_service_centre": 0.7}
BY_COMMUNITY = {"social_work_station": 0.35, "community_complex": 0.45, "service_room": 0.3}
BY_COUNTY = {"incubator": 1.5, "park": 0.8, "charity_base": 1.2, "precision_charity_base": 0.6}
BY_CITY = ("park", "incubator", "party_service_centre")
CLOSED_SHARE, PLANNED_SHARE, DEMONSTRATION_SHARE, RUN_SHARE = 0.05, 0.03, 0.1, 0.6
NAMES = {
    "org_service_centre": "社会组织服务中心",
    "party_service_centre": "党群服务中心",
    "social_work_station": "社工站",
    "community_complex": "社区综合体",
    "service_room": "社区服务室",
    "incubator": "社会组织孵化基地",
    "park": "社会组织园区",
    "charity_base": "慈善基地",
    "precision_charity_base": "慈善精准帮扶基地",
}
EXACT_VOLUNTEERS = {"330302": 0, "330303": -1}  # volunteers and organisations above 温州's share
VOLUNTEER_SHARE, ORGANISATION_SHARE = 0.13, 0.0005
FOUNDATIONS_FROM = 2024
STREETS_ONLY = "3308"  # 衢州


def write(world: World) -> None:
    rng = world.rng.spawn(1)[0]
    facilities = _facilities(world, rng)
    world.rows["facilities"] = [facilities]
    opened = facilities[_open(world, facilities)]
    _expect_counts(world, opened)
    _expect_coverage(world, opened)
    _volunteers(world, rng)
    _expect_foundations(world)


def _facilities(world: World, rng: np.random.Generator) -> pd.DataFrame:
    used = community.in_use(world)
    towns = used.drop_duplicates(["district_code", "town"]).dropna(subset="town")
    counties = pd.DataFrame({"district_code": [a.code for a in world.authorities if not a.is_city]})
    cities = pd.DataFrame({"district_code": [a.code for a in world.authorities if a.is_city]})
    parts = [_some(rng, towns, kind, share, ["district_code", "town"]) for kind, share in BY_TOWN.items()]
    parts += [
        _some(rng, used, kind, share, ["district_code", "town", "community_code"])
        for kind, share in BY_COMMUNITY.items()
    ]
    for kind, number in BY_COUNTY.items():
        rows = counties.loc[counties.index.repeat(2)]
        parts.append(_some(rng, rows, kind, number / 2, ["district_code"]))
    parts += [cities.assign(facility_kind=kind) for kind in BY_CITY]
    return _dated(world, rng, pd.concat(parts, ignore_index=True))


def _some(rng: np.random.Generator, units: pd.DataFrame, kind: str, share: float, columns) -> pd.DataFrame:
    """The facilities of a kind that a random share of the units has."""
    return units.loc[rng.random(len(units)) < share, columns].assign(facility_kind=kind)


def _dated(world: World, rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    n, today = len(rows), world.today
    opened = today - rng.integers(60, 3000, n)
    closed = np.where(rng.random(n) < CLOSED_SHARE, today - rng.integers(1, 50, n), days.NONE)
    opened = np.where(rng.random(n) < PLANNED_SHARE, today + rng.integers(1, 200, n), opened)
    edge = rng.permutation(n)[:4]
    opened[edge] = [today, today + 1, today - 400, today - 400]
    closed[edge] = [days.NONE, days.NONE, today, today + 1]
    district = rows.district_code
    number = rows.groupby("district_code").cumcount().add(1).astype(str).str.zfill(4)
    return rows.assign(
        authority_code=district,
        facility_no="ZD" + district + "-" + number,
        facility_name=rows.town.fillna("") + rows.facility_kind.map(NAMES) + number,
        is_demonstration=rng.random(n) < DEMONSTRATION_SHARE,
        is_run_by_organisation=rng.random(n) < RUN_SHARE,
        opened_on=opened,
        closed_on=closed,
    )


def _open(world: World, facilities: pd.DataFrame) -> np.ndarray:
    today = pd.Timestamp(world.today)
    closed = facilities.closed_on.notna() & (facilities.closed_on <= today)
    return ((facilities.opened_on <= today) & ~closed).to_numpy()


def _expect_counts(world: World, opened: pd.DataFrame) -> None:
    """A row for every place and kind, none of it included."""
    rows = community.with_cities(opened).groupby(["place_code", "facility_kind"])
    counts = rows.agg(
        open_facilities=("facility_no", "size"), demonstration_facilities=("is_demonstration", "sum")
    )
    grid = pd.MultiIndex.from_product([_places(world), NAMES], names=counts.index.names)
    counts = counts.reindex(grid, fill_value=0).astype(int).reset_index()
    world.expect("facility_counts", **counts.to_dict("series"))


def _places(world: World) -> list[str]:
    """Counties and cities."""
    counties = [a.code for a in world.authorities if not a.is_city]
    return sorted({*counties, *(code[:4] + "00" for code in counties)})


def _expect_coverage(world: World, opened: pd.DataFrame) -> None:
    """One row per unit and measure that is asked of it, then counted by county and city."""
    used = community.in_use(world)
    orgs = world.orgs[community.in_force(world.orgs)]
    hubs = orgs[orgs.hub_type.notna()]
    code, urban = used.community_code, used.community_kind == "urban"
    kinds = dict(list(opened.groupby("facility_kind")))

    def homes(kind: str, column: str = "community_code", where: str | None = None) -> pd.Series:
        rows = kinds.get(kind, opened.head(0))
        return (rows[rows[where]] if where else rows)[column].dropna()

    social = code.isin(orgs.community_code[orgs.is_social_work]) | code.isin(homes("social_work_station"))
    federation = code.isin(hubs.community_code[hubs.hub_type == "federation"])
    complexes = code.isin(homes("community_complex", where="is_run_by_organisation"))
    measures = [
        _units(used[urban], "hub_urban", code.isin(hubs.community_code)[urban]),
        _units(used[~urban], "hub_rural", code.isin(hubs.community_code)[~urban]),
        _units(used[urban], "social_work_urban", social[urban]),
        _units(used[~urban], "social_work_rural", social[~urban]),
        _units(used, "federation_community", federation),
        _units(used, "complex_community", complexes),
        *_town_measures(used, hubs, kinds),
    ]
    rows = community.with_cities(pd.concat(measures, ignore_index=True))
    counts = rows.groupby(["place_code", "measure"]).covered.agg(["size", "sum"])
    grid = pd.MultiIndex.from_product(
        [_places(world), sorted(rows.measure.unique())], names=counts.index.names
    )
    bases = _bases(world, homes("precision_charity_base", "district_code"))
    counts = pd.concat([counts.reindex(grid, fill_value=0), bases]).astype(int).reset_index()
    world.expect(
        "coverage_rates",
        place_code=counts.place_code,
        measure=counts.measure,
        units=counts["size"],
        covered=counts["sum"],
    )


def _units(units: pd.DataFrame, measure: str, covered) -> pd.DataFrame:
    return pd.DataFrame(
        {"district_code": units.district_code, "measure": measure, "covered": np.asarray(covered)}
    )


def _town_measures(used: pd.DataFrame, hubs: pd.DataFrame, kinds: dict) -> list[pd.DataFrame]:
    """Towns are known from their communities; one has what stands in it or in any of its communities."""

    def key(rows: pd.DataFrame) -> pd.Series:
        return (rows.district_code + rows.town).dropna()

    towns = used.dropna(subset="town").drop_duplicates(["district_code", "town"])
    with_hub = set(key(hubs)) | set(key(used[used.community_code.isin(hubs.community_code)]))
    # 衢市民〔2018〕51号 asks for hubs in subdistricts, not in townships.
    asked = towns[~towns.district_code.str.startswith(STREETS_ONLY) | towns.town.str.endswith("街道")]
    made = [_units(asked, "hub_town", key(asked).isin(with_hub))]
    for kind, measure in (("org_service_centre", "service_centre"), ("party_service_centre", "party_centre")):
        centres = key(kinds[kind]) if kind in kinds else []
        made.append(_units(towns, f"{measure}_town", key(towns).isin(centres)))
    return made


def _bases(world: World, districts: pd.Series) -> pd.DataFrame:
    """Counties of a city with a base for targeted help."""
    counties = pd.Series([a.code for a in world.authorities if not a.is_city])
    rows = pd.DataFrame({"place_code": community.city_of(counties), "covered": counties.isin(districts)})
    return (
        rows.assign(measure="precision_base_county")
        .groupby(["place_code", "measure"])
        .covered.agg(["size", "sum"])
    )


def _volunteers(world: World, rng: np.random.Generator) -> None:
    """Two counts of each county: the end of last year and some day of the last month."""
    counties = [a for a in world.authorities if not a.is_city]
    n = len(counties)
    code = np.array([a.code for a in counties], dtype=object)
    people = rng.integers(20, 120, n) * 10_000
    above = np.array([EXACT_VOLUNTEERS.get(c, 0) for c in code])
    exact = np.isin(code, list(EXACT_VOLUNTEERS))
    share = np.where(exact, VOLUNTEER_SHARE, rng.uniform(0.1, 0.16, n))
    organisations = np.where(exact, ORGANISATION_SHARE, rng.uniform(0.0003, 0.0007, n))
    counted = world.today - rng.integers(0, 30, n)
    counted[0] = world.today
    last_year = days.on(days.year_of(world.today) - 1, "12-31")[0]
    frames = [
        pd.DataFrame(
            {
                "authority_code": code,
                "district_code": code,
                "district_name": [a.name.removesuffix("民政局") for a in counties],
                "counted_on": on,
                "resident_population": people,
                "registered_volunteers": np.round(people * share * part).astype(int) + above,
                "volunteer_organisations": np.round(people * organisations * part).astype(int) + above,
            }
        )
        for on, part in ((np.full(n, last_year), 0.95), (counted, 1.0))
    ]
    world.rows["volunteers"] = frames
    sums = community.with_cities(frames[-1]).groupby("place_code", as_index=False)
    columns = ["resident_population", "registered_volunteers", "volunteer_organisations"]
    world.expect("volunteer_ratios", **sums[columns].sum().to_dict("series"))


def _expect_foundations(world: World) -> None:
    """Community foundations by the county they work in and the year of registration, 温州 only."""
    counties = [a.code for a in world.authorities if a.city == "330300" and not a.is_city]
    years = range(FOUNDATIONS_FROM, int(days.year_of(world.today)) + 1)
    rows = world.orgs[world.orgs.is_community_foundation]
    founded = rows.groupby([rows.district_code, rows.registered_on.dt.year]).size()
    grid = pd.MultiIndex.from_product([counties, years], names=["place_code", "year"])
    founded = founded.reindex(grid, fill_value=0).rename("founded").reset_index()
    world.expect("new_foundations", **founded.to_dict("series"))
