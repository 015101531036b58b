"""Organs of an organisation, reviews before founding and taking office, how suppliers were chosen; and their truth.

Rules: 温民社组〔2018〕127号 (九)(十), 衢市民〔2018〕51号 二(四)2, 薛民字〔2020〕31号 11, 温民社组〔2024〕56号 (三)3.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, policy
from oversight.synth.world import World

REVIEWED_SHARE, EVALUATED_SHARE, RATED_SHARE = 0.93, 0.9, 0.6
EVALUATED_ELSEWHERE = 0.1
HEADS = ["chair", "vice_chair", "secretary_general", "legal_representative"]
METHODS = ["open_tender", "competitive", "single_source", None]
METHOD_SHARES = [0.3, 0.4, 0.25, 0.05]
SUMS = ["amount_yuan", "to_social_work_orgs_yuan", "competitive_yuan", "evaluated_projects"]


def write(world: World) -> None:
    """Further columns of rows that exist: applications, people and projects."""
    rng = world.rng
    in_force, types = _in_force(world).uscc, world.orgs.set_index("uscc").org_type
    for rows in world.rows["applications"]:
        asked = rows.application_kind == "establish"
        answers = np.where(rng.random(len(rows)) < REVIEWED_SHARE, True, False).astype(object)
        counts = asked & rows.applied_on.notna() & rows.uscc.isin(in_force)
        counts &= policy.counts(
            "founders_not_reviewed", rows.authority_code, _days(rows, "decided_on"), rows.uscc.map(types)
        )
        answers[np.flatnonzero(counts)[:1]] = False  # at least one, however few there are
        rows["founders_reviewed"] = np.where(asked, answers, None)
    for rows in world.rows["people"]:
        started = _days(rows, "started_on")
        share = np.where(rows.authority_code == "370403", EVALUATED_SHARE, EVALUATED_ELSEWHERE)
        before = rng.integers(0, 60, len(rows))  # on the very day is in time
        rows["evaluated_on"] = np.where(rng.random(len(rows)) < share, started - before, days.NONE)
    for rows in world.rows["projects"]:
        rows["procurement_method"] = rng.choice(METHODS, len(rows), p=METHOD_SHARES).astype(object)
        done = (rng.random(len(rows)) < RATED_SHARE).astype(bool)
        on = days.on(rows.project_year, "12-31") + rng.integers(1, 200, len(rows))
        rows["evaluated_on"] = np.where(done, on, days.NONE)


def expect(world: World) -> None:
    """Truth of governance_states and public_funding, and of two kinds of findings."""
    _expect_organs(world)
    _expect_funding(world)
    _expect_reviews(world)
    _expect_evaluations(world)


def _days(frame: pd.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_numpy().astype("M8[D]")


def _in_force(world: World) -> pd.DataFrame:
    return world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]


def _posts(world: World) -> pd.DataFrame:
    posts = pd.concat(world.rows["people"], ignore_index=True)
    return posts[_days(posts, "started_on") <= world.today]


def _expect_organs(world: World) -> None:
    posts = _posts(world)
    still_held = posts[~(_days(posts, "ended_on") <= world.today)]
    orgs = _in_force(world)
    orgs = orgs[orgs.uscc.isin(posts.uscc)]

    def has(post: str) -> pd.Series:
        return orgs.uscc.isin(still_held.uscc[still_held.post == post])

    states = pd.concat(world.truth["re_elections"]).set_index("uscc").state
    term = orgs.uscc.map(states)
    listed = orgs.authority_code.isin(posts.authority_code[posts.post == "supervisor"])
    complete = (has("legal_representative") | orgs.legal_representative.notna()) & (
        has("supervisor") | ~listed
    )
    complete &= has("chair") | (orgs.org_type == "service_org")
    complete &= term.isna() | term.isin(["in_term", "delayed"])
    world.expect("governance_states", uscc=orgs.uscc, is_complete=complete)


def _expect_funding(world: World) -> None:
    rows = pd.concat(world.rows["projects"], ignore_index=True)
    rows = rows[rows.project_year <= int(days.year_of(world.today))]
    social_work = rows.uscc.isin(world.orgs.uscc[world.orgs.is_social_work])
    competitive = rows.procurement_method.isin(["open_tender", "competitive"])
    counted = pd.DataFrame(
        {
            "place_code": rows.district_code,
            "year": rows.project_year,
            "project_kind": rows.project_kind,
            "amount_yuan": rows.amount_yuan,
            "to_social_work_orgs_yuan": rows.amount_yuan.where(social_work, 0),
            "competitive_yuan": rows.amount_yuan.where(competitive, 0),
            "evaluated_projects": (_days(rows, "evaluated_on") <= world.today).astype(int),
        }
    )
    own = counted.place_code.str.endswith("00")
    city = counted.assign(place_code=counted.place_code.str[:4] + "00", place_level="city")
    counted = pd.concat([counted.assign(place_level=np.where(own, "city_own", "county")), city])
    sums = counted.groupby(["place_code", "place_level", "year", "project_kind"], as_index=False)[SUMS].sum()
    world.expect("public_funding", **sums.astype(dict.fromkeys(SUMS, "int64")).to_dict("series"))


def _expect_reviews(world: World) -> None:
    rows = pd.concat(world.rows["applications"], ignore_index=True)
    rows = rows[(rows.application_kind == "establish") & rows.applied_on.notna()]
    rows = rows[rows.uscc.isin(_in_force(world).uscc) & (_days(rows, "decided_on") <= world.today)]
    unseen = rows[rows.founders_reviewed.ne(True)]
    _expect_finding(world, "registration_checks", "founders_not_reviewed", unseen, "decided_on")


def _expect_evaluations(world: World) -> None:
    posts = _posts(world)
    posts = posts[posts.post.isin(HEADS) & posts.uscc.isin(_in_force(world).uscc)]
    unseen = posts[~(_days(posts, "evaluated_on") <= _days(posts, "started_on"))]
    unseen = unseen.assign(place_code=unseen.authority_code)  # who registers also numbers the persons
    _expect_finding(world, "person_findings", "appointed_without_evaluation", unseen, "started_on")


def _expect_finding(world: World, table: str, code: str, rows: pd.DataFrame, day: str) -> None:
    """One finding per organisation, and person where it has one, and day; where the rule counts."""
    org_type = rows.uscc.map(world.orgs.set_index("uscc").org_type)
    rows = rows[policy.counts(code, rows.authority_code, _days(rows, day), org_type)]
    who = ["place_code", "person_no", "uscc"] if table == "person_findings" else ["uscc"]
    rows = rows.drop_duplicates([*who, day])
    world.expect(table, **{name: rows[name] for name in who}, finding_code=code, found_on=rows[day])
