"""Party building: what the fuller forms say beside the counts, and what is missing by the rules on it.

Rules: 中国共产党支部工作条例 5 (own and joint branches), 薛民字〔2020〕31号 1 and 2 (one managing body, instructors),
民函〔2018〕78号 and 民办发〔2019〕54号 (charters).
"""

import numpy as np
import pandas as pd

from oversight.synth import policy
from oversight.synth.scenes import RARE
from oversight.synth.story import Story
from oversight.synth.world import World

OWN = ["branch", "general_branch", "committee", "functional"]
JOINT_GROUPS = [
    5,
    6,
    4,
    3,
    5,
    2,
    4,
    5,
    3,
    5,
    4,
    2,
    5,
    3,
    4,
    5,
    2,
    4,
    3,
    5,
]  # units of joint branches, over and over
FEWEST_JOINT = 12  # of the largest registrar: one branch of five units and one of six
STORIES = [
    Story("xuecheng_nobody", RARE, "xuecheng"),
    Story("xuecheng_only_an_instructor", RARE, "xuecheng"),
    Story("xuecheng_member_without_organisation", RARE, "xuecheng"),
    Story("nobody_elsewhere", RARE, "plain"),
    Story("organisation_not_stated", RARE, "plain"),
    Story("charter_without_party", RARE),
    Story("charter_of_2018", RARE),
    Story("charter_of_2019", RARE),
    Story("charter_not_seen", RARE),
    Story("charter_seen_at_earlier_count", RARE),
    Story("charter_silent_at_earlier_count", RARE),
]
COUNTS = {  # formal members, probationary members, organisation, instructor
    "xuecheng_nobody": (0, 1, "none", False),
    "xuecheng_only_an_instructor": (0, 0, "none", True),
    "xuecheng_member_without_organisation": (1, 0, "none", False),
    "nobody_elsewhere": (0, 0, "none", False),
    "organisation_not_stated": (2, 0, None, False),
}
CHARTERS = {  # whether the party is in the charter, and the wording: each then and now
    "charter_without_party": (False, False, None, None),
    "charter_of_2018": (True, True, "wording_2018", "wording_2018"),
    "charter_of_2019": (True, True, "wording_2018", "wording_2019"),
    "charter_not_seen": (True, True, None, None),
    "charter_seen_at_earlier_count": (True, True, "wording_2019", None),
    "charter_silent_at_earlier_count": (False, None, None, None),
}
PUSHED = ["own_branch_missing", "members_without_party_organisation", "no_member_and_no_instructor"]


def write(world: World) -> None:
    """Complete the counts of members; the kind of organisation of who has three members stays as it was."""
    counts = pd.concat(world.rows["party_units"], ignore_index=True)
    of = world.orgs.set_index("uscc").loc[counts.uscc].reset_index()
    told = of.party_story
    counts = counts.astype({"has_instructor": object, "charter_has_party": object})
    for name, values in COUNTS.items():
        columns = ["formal_members", "probationary_members", "party_org_type", "has_instructor"]
        counts.loc[told == name, columns] = pd.Series(values, columns, dtype=object).to_numpy()
    _joint(world, counts, of)
    _charters(world, counts, told)
    own = counts.party_org_type.isin(OWN)
    sources = world.rng.choice(
        ["member_head", "management", "sent", None], len(counts), p=[0.5, 0.2, 0.24, 0.06]
    )
    counts["secretary_source"] = np.where(own, sources, None)
    counts["party_manager_name"] = _managers(world, of)
    world.rows["party_units"] = [counts]


def _joint(world: World, counts: pd.DataFrame, of: pd.DataFrame) -> None:
    """Names: own branches have one each, joint branches share one, numbered within the registrar."""
    largest = world.orgs.authority_code.value_counts().index[0]
    plain = (of.authority_code == largest) & (counts.formal_members < 3) & (of.party_story == "")
    plain &= (counts.party_org_type == "none") & ~of.main_story.str.startswith("party_")
    joint = counts.party_org_type == "joint_branch"
    lacking = FEWEST_JOINT - counts.uscc[joint & (of.authority_code == largest)].nunique()
    added = counts.uscc.isin(counts.uscc[plain].drop_duplicates().head(max(lacking, 0))) & plain
    counts.loc[added, ["party_org_type", "has_instructor"]] = ["joint_branch", False]
    joint |= added
    units = counts.loc[joint, ["uscc", "authority_code"]].drop_duplicates()
    start = units.authority_code.map({a.code: 11 * no for no, a in enumerate(world.authorities)})
    start = start.where(units.authority_code != largest, 0)
    place = units.groupby("authority_code").cumcount() + start
    edges = np.cumsum(JOINT_GROUPS)
    number = np.searchsorted(edges, place % edges[-1], side="right") + len(edges) * (place // edges[-1])
    unnamed = (world.rng.random(len(units)) < 0.04) & (units.authority_code != largest)
    names = "社会组织第" + (number + 1).astype(str) + "联合党支部"  # the same words under every registrar
    shared = dict(zip(units.uscc, names.where(~unnamed, None), strict=True))
    single = ("中共" + counts.org_name + "支部委员会").where(counts.party_org_type == "branch", None)
    counts["party_org_name"] = np.where(joint, counts.uscc.map(shared), single)


def _charters(world: World, counts: pd.DataFrame, told: pd.Series) -> None:
    """Wording of the charter's clauses; some forms do not ask for it, at both counts."""
    rng = world.rng
    number, uscc = pd.factorize(counts.uscc)
    asked = (rng.random(len(uscc)) < 0.85)[number]
    new = (rng.random(len(uscc)) < 0.8)[number]
    wording = np.where(counts.charter_has_party, np.where(new, "wording_2019", "wording_2018"), "none")
    counts["charter_wording"] = np.where(asked, wording, None)
    last = counts.counted_on == counts.counted_on.max()
    for name, (had_party, has_party, before, now) in CHARTERS.items():
        mask = told == name
        counts.loc[mask, "charter_has_party"] = np.where(last[mask], has_party, had_party).astype(object)
        counts.loc[mask, "charter_wording"] = np.where(last[mask], now, before)


def _managers(world: World, of: pd.DataFrame) -> np.ndarray:
    """The body that is said to manage party building: nearly always the responsible one, less so in Xuecheng."""
    body = responsible(world).set_index("uscc").reindex(of.uscc)
    draw = world.rng.random(len(of))[pd.factorize(of.uscc)[0]]
    asked = of.uscc[of.is_xuecheng & (body.kind == "supervisor").to_numpy()].unique()
    other = (draw < 0.05) | of.uscc.isin(asked[::4]).to_numpy()
    by_party_group = (draw < 0.2) & (body.kind == "supervisor").to_numpy()
    named = np.where(by_party_group, body.body + "党组", body.body)
    return np.where(other, "区委两新工委", np.where(draw > 0.92, None, named))


def _bare(names: pd.Series) -> pd.Series:
    """Names of bodies without the words for their party organisation: these are not another body."""
    return names.str.replace("(机关党委|党委|党组|党总支|党支部|委员会)+$", "", regex=True)


def responsible(world: World) -> pd.DataFrame:
    """Kind and name of the body responsible for party building in each organisation in force."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    mode = orgs.reg_mode
    community = (orgs.is_community_org == True) & (mode != "dual")  # noqa: E712 (nothing said counts as no)
    supervised = (mode.isna() | (mode == "dual")) & orgs.supervisor_name.notna()
    supervised &= ~orgs.uscc.isin(_decoupled(world))
    kind = np.select([community, supervised], ["town", "supervisor"], "comprehensive_committee").astype(
        object
    )
    # A registrar's code is its place: what a city registers belongs to the city's committee.
    names = policy.seed("jurisdictions").set_index("jurisdiction_code").name_zh
    committee = orgs.authority_code.map(names) + "社会组织综合党委"
    body = np.select([community, supervised], [orgs.town, orgs.supervisor_name], committee)
    return orgs[["uscc", "authority_code", "org_type"]].assign(kind=kind, body=body)


def _decoupled(world: World) -> pd.Series:
    """Chambers of commerce with all five separations done."""
    rows = pd.concat(world.rows["decouplings"], ignore_index=True)
    steps = ["organs_on", "functions_on", "finance_on", "personnel_on", "party_foreign_on"]
    chambers = world.orgs[
        (world.orgs.org_type == "association") & (world.orgs.category == "industry_chamber")
    ]
    done = (rows[steps] <= pd.Timestamp(world.today)).all(axis=1) & rows.uscc.isin(chambers.uscc)
    return rows.uscc[done]


def expect(world: World) -> None:
    """Truth of party_responsibility, party_gaps, party_push_list, charter_states and party_secretaries."""
    body = responsible(world)
    world.expect("party_responsibility", uscc=body.uscc, responsible_kind=body.kind)
    counts = pd.concat(world.rows["party_units"], ignore_index=True)
    counts = counts[counts.uscc.isin(body.uscc) & (counts.counted_on <= pd.Timestamp(world.today))]
    counts = counts.sort_values("counted_on")
    latest = counts.drop_duplicates("uscc", keep="last")
    _expect_gaps(world, latest, body)
    _expect_charters(world, counts, body)
    own = latest[latest.party_org_type.isin(OWN)]
    number = own.groupby(["authority_code", own.secretary_source.fillna("unknown")]).size()
    world.expect(
        "party_secretaries",
        authority_code=number.index.get_level_values(0),
        secretary_source=number.index.get_level_values(1),
        organisations=number.to_numpy(),
    )


def _expect_gaps(world: World, latest: pd.DataFrame, body: pd.DataFrame) -> None:
    on, place = latest.counted_on.to_numpy().astype("M8[D]"), latest.authority_code
    org_type = latest.uscc.map(body.set_index("uscc").org_type)
    formal, kind = latest.formal_members.astype(int), latest.party_org_type
    least = policy.number("party_own_branch_members", place, on)
    most = policy.number("joint_branch_max_units", place, on)
    nothing = kind.isna() | (kind == "none")
    joint = latest[(kind == "joint_branch") & latest.party_org_name.notna()]
    units = joint.groupby(["authority_code", "party_org_name"]).uscc.transform("size").reindex(latest.index)
    supervisor = latest.uscc.map(body[body.kind == "supervisor"].set_index("uscc").body)
    differs = (
        latest.party_manager_name.notna()
        & supervisor.notna()
        & (_bare(latest.party_manager_name) != _bare(supervisor))
    )
    found = {
        "own_branch_missing": (formal >= least) & ~kind.isin(OWN),
        "members_without_party_organisation": formal.between(1, least - 1) & nothing,
        "no_member_and_no_instructor": (formal == 0) & nothing & (latest.has_instructor != True),  # noqa: E712
        "joint_branch_too_large": units > most,
        "party_body_unclear": differs,
    }
    for code, mask in found.items():
        rows = latest[mask.to_numpy() & policy.counts(code, place, on, org_type)]
        _expect_gap(world, code, rows, rows.counted_on)


def _expect_gap(world: World, code: str, rows: pd.DataFrame, on: pd.Series) -> None:
    world.expect("party_gaps", uscc=rows.uscc, finding_code=np.full(len(rows), code, object), found_on=on)
    if code in PUSHED:
        here = rows[rows.authority_code == "370403"]
        world.expect("party_push_list", uscc=here.uscc, finding_code=np.full(len(here), code, object))


def _expect_charters(world: World, counts: pd.DataFrame, body: pd.DataFrame) -> None:
    worded = counts[counts.charter_wording.notna()].drop_duplicates("uscc", keep="last")
    state = body.uscc.map(worded.set_index("uscc").charter_wording)
    said = counts[counts.charter_has_party.notna()].drop_duplicates(
        "uscc", keep="last"
    )  # a blank says nothing
    without = said.uscc[said.charter_has_party == False]  # noqa: E712 (a column of objects)
    state = state.where(state.notna(), np.where(body.uscc.isin(without), "none", "unknown"))
    finding = state.map({"none": "charter_without_party", "wording_2018": "charter_wording_outdated"})
    for code in finding.dropna().unique():
        finding = finding.where(
            (finding != code) | policy.counts(code, body.authority_code, world.today, body.org_type), None
        )
    world.expect("charter_states", uscc=body.uscc, state=state, finding_code=finding)
