"""How penalties came about and how long they are shown: the course of each, and stories of every boundary.

Rules: 行政处罚法 36, 60, 61; 浙江省公共信用信息管理条例 11, 16; 山东省社会信用条例 13, 38; the national rules on credit
repair since 2026-04-01. Stories tell of confiscations, which put nobody on a list.
"""

from typing import Any

import numpy as np
import pandas as pd

from oversight.synth import days, policy, story
from oversight.synth.credit_records import NOW, penalty
from oversight.synth.story import Record, Story, T
from oversight.synth.world import World

REPAIR_RULE, PENALTY_LAW = days.day("2026-04-01"), days.day("2021-07-15")
SEVERITIES = ("minor", "ordinary", "serious")
UNRECORDED_SHARE = 0.12  # penalties of which nothing but the decision was handed in
UNGRADED_SHARE = 0.3  # of those decided before severities meant anything
SIMPLE_SHARE = 0.25  # of warnings and small fines
LATE_SHARE = 0.03
APPEALED_SHARE = 0.06
MAJOR_FINE_YUAN = 50_000
COURSE = {
    "act_ended_on": days.NONE,
    "filed_on": days.NONE,
    "served_on": days.NONE,
    "procedure": None,
    "severity": None,
    "appealed_on": days.NONE,
    "appeal_decided_on": days.NONE,
}


def punished(decided: T = NOW, **course: Any) -> Record:
    """A penalty of an ordinary course, but for what is said of it."""
    usual = {
        "act_ended_on": decided + -100,
        "filed_on": decided + -40,
        "served_on": decided + 2,
        "procedure": "ordinary",
        "severity": "ordinary",
    }
    values = penalty("confiscation", decided).values | COURSE | usual | {"told": True}
    return Record("penalties", values | course)


def told(name: str, *events: Record, who: str = "old", **where: Any) -> Story:
    return Story(name, 0.0004, who, events, **where)


TWO_YEARS, FIVE_YEARS = T(years=-2), T(years=-5)
PROCEDURE = [
    told(
        "filed_on_last_day_of_limitation",
        punished(T(days=30), act_ended_on=TWO_YEARS, filed_on=T()),
        before=300,
    ),
    told(
        "filed_a_day_after_limitation",
        punished(T(days=30), act_ended_on=TWO_YEARS + -1, filed_on=T()),
        before=300,
    ),
    told(
        "filed_too_late_before_the_law",
        punished(T(days=30), act_ended_on=T(years=-3), filed_on=T(days=-1)),
        anchor="penalty_law_day",
    ),
    told(
        "filed_too_late_on_first_day_of_the_law",
        punished(T(days=30), act_ended_on=T(years=-3), filed_on=T()),
        anchor="penalty_law_day",
    ),
    told("decided_on_90th_day", punished(filed_on=T(days=-90)), before=220, spread=300),
    told("decided_on_91st_day", punished(filed_on=T(days=-91)), before=220, spread=300),
    told("served_on_7th_workday", punished(workdays_to_serve=7), before=220, spread=300),
    told("served_on_8th_workday", punished(workdays_to_serve=8), before=220, spread=300),
    told(
        "decided_late_and_revoked",
        punished(filed_on=T(days=-120), revoked_on=T(days=90)),
        before=100,
        spread=300,
    ),
]
FINALITY = [
    told("appeal_pending", punished(appealed_on=T(days=40)), before=230, spread=200),
    told(
        "appeal_decided",
        punished(appealed_on=T(days=40), appeal_decided_on=T(days=100)),
        before=110,
        spread=60,
    ),
    told("appeal_decided_today", punished(T(days=-80), appealed_on=T(days=-60), appeal_decided_on=T())),
    told("time_to_appeal_ends_today", punished(T(months=-6, days=-2), served_on=T(months=-6))),
    told("time_to_appeal_ended_yesterday", punished(T(months=-6, days=-3), served_on=T(months=-6, days=-1))),
    told("never_served", punished(served_on=days.NONE), before=300, spread=300),
    told("nothing_known_but_the_decision", punished(**COURSE), before=300, spread=300),
]
PUBLICITY = [
    told("five_years_end_today", punished(FIVE_YEARS)),
    told("five_years_ended_yesterday", punished(FIVE_YEARS + -1)),
    told("five_years_over_but_seriously_listed", punished(FIVE_YEARS + -1), who="on_serious_list"),
    told("a_year_ends_today", punished(T(years=-1), severity="ordinary")),
    told("a_year_ended_yesterday", punished(T(years=-1, days=-1), severity="ordinary")),
    told("simple_procedure", punished(procedure="simple"), before=220, spread=300),
    told("minor_a_day_before_the_rule", punished(T(days=-1), severity="minor"), anchor="repair_rule_day"),
    told("minor_on_first_day_of_the_rule", punished(severity="minor"), anchor="repair_rule_day"),
    told(
        "ordinary_a_day_before_the_rule", punished(T(days=-1), severity="ordinary"), anchor="repair_rule_day"
    ),
    told("ordinary_on_first_day_of_the_rule", punished(severity="ordinary"), anchor="repair_rule_day"),
    told("serious_on_first_day_of_the_rule", punished(severity="serious"), anchor="repair_rule_day"),
    told("ungraded_on_first_day_of_the_rule", punished(severity=None), anchor="repair_rule_day"),
]
SHANDONG = [
    told(
        "shandong_counted_from_the_act",
        punished(T(years=-4, days=-200), act_ended_on=FIVE_YEARS),
        punished(T(years=-4, days=-190), act_ended_on=FIVE_YEARS + -1, filed_on=T(years=-4, days=-230)),
        who="xuecheng_for_years",
    ),
    told(
        "shandong_shows_what_is_not_final",
        punished(T(days=-100)),
        punished(T(days=-300), act_ended_on=days.NONE, filed_on=days.NONE),
        punished(T(days=-320), procedure="simple"),
        who="xuecheng_for_years",
    ),
]
STORIES = [*PROCEDURE, *FINALITY, *PUBLICITY, *SHANDONG]


def write(world: World) -> None:
    """Tell the stories, give every other penalty its course, and say what a careful human finds of each.

    Needs the credit lists' truth. What happens after the business date is not known yet and left out.
    """
    orgs, lists = world.orgs, pd.concat(world.truth["credit_list"])
    serious = lists.uscc[(lists.list_type == "serious") & (lists.status == "listed")]
    orgs["on_serious_list"] = orgs.uscc.isin(serious)
    orgs["xuecheng_for_years"] = orgs.is_xuecheng & (orgs.registered_on < days.shift(world.today, years=-6))
    orgs["repair_rule_day"], orgs["penalty_law_day"] = REPAIR_RULE, PENALTY_LAW
    story.assign(world, STORIES, "penalty_story")
    story.tell(world, STORIES, "penalty_story")
    rows = _with_course(world, pd.concat(world.rows["penalties"], ignore_index=True))
    world.rows["penalties"] = [rows]
    state = publicity(rows, world.today, rows.uscc.isin(serious).to_numpy())
    world.expect("penalty_publicity", uscc=rows.uscc, decision_no=rows.decision_no, **state)
    for code, found in findings(rows, world.workdays).items():
        world.expect("penalty_findings", uscc=found.uscc, finding_code=code, found_on=found.found_on)


def _with_course(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Penalties decided by the business date, each with what is known by then of how it came about."""
    rows = rows[rows.decided_on <= world.today].reset_index(drop=True)
    rows["org_type"] = rows.uscc.map(world.orgs.set_index("uscc").org_type)
    own = rows.told.eq(True).to_numpy()
    serve = rows.workdays_to_serve.notna().to_numpy()
    rows.loc[serve, "served_on"] = world.workdays.after(
        _day(rows.decided_on[serve]), rows.workdays_to_serve[serve].to_numpy(int)
    )
    for name, values in _course(world, rows).items():
        rows[name] = np.where(own, rows[name].to_numpy("M8[D]" if name.endswith("_on") else object), values)
    for name in ("served_on", "appealed_on", "appeal_decided_on", "revoked_on"):
        rows[name] = _day(rows[name].where(rows[name] <= world.today))
    return rows


def _course(world: World, rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """Days of filing, service and appeal around each decision, and its procedure and severity."""
    rng, n, decided = world.rng.spawn(1)[0], len(rows), _day(rows.decided_on)

    def around(usual: tuple[int, int], late: tuple[int, int]) -> np.ndarray:
        return np.where(rng.random(n) < LATE_SHARE, rng.integers(*late, n), rng.integers(*usual, n))

    filed = decided - around((5, 85), (88, 150))
    served = decided + around((0, 6), (9, 30))
    appealed = np.where(rng.random(n) < APPEALED_SHARE, served + rng.integers(20, 170, n), days.NONE)
    settled = np.where(rng.random(n) < 0.6, appealed + rng.integers(40, 120, n), days.NONE)
    major = rows.penalty_type.isin(["suspension", "revocation"]) | (rows.fine_yuan >= MAJOR_FINE_YUAN)
    small = rows.penalty_type.isin(["warning", "fine"]) & ~major
    severity = np.select([major, rows.penalty_type == "warning"], ["serious", "minor"], "ordinary").astype(
        object
    )
    severity[(decided < REPAIR_RULE) & (rng.random(n) < UNGRADED_SHARE)] = None
    made = {
        "act_ended_on": filed - around((10, 500), (725, 900)),
        "filed_on": filed,
        "served_on": served,
        "procedure": np.where(small & (rng.random(n) < SIMPLE_SHARE), "simple", "ordinary").astype(object),
        "severity": severity,
        "appealed_on": appealed,
        "appeal_decided_on": settled,
    }
    unrecorded = rng.random(n) < UNRECORDED_SHARE
    return {name: np.where(unrecorded, COURSE[name], values) for name, values in made.items()}


def publicity(rows: pd.DataFrame, today: np.datetime64, serious: np.ndarray) -> dict[str, np.ndarray]:
    """is_final, publicity_max_until and public_state of each penalty; `serious`: its organisation is so listed."""
    place, decided = rows.authority_code, _day(rows.decided_on)
    revoked = (rows.revoked_on <= today).to_numpy()
    undisputed = ~(rows.appealed_on <= today) & (
        _later(rows.served_on, policy.number("appeal_months", place, decided)) < today
    )
    final = ~revoked & (undisputed | (rows.appeal_decided_on <= today)).to_numpy()
    appealed = (rows.appealed_on <= today).to_numpy()
    unserved = ~revoked & ~appealed & rows.served_on.isna().to_numpy()  # whether final, nobody can say
    severity = _severity(rows)
    months = np.select(
        [severity == s for s in SEVERITIES],
        [policy.number(f"publicity_max_months_{s}", place, decided) for s in SEVERITIES],
        np.nan,
    )
    national = _later(rows.decided_on, months)
    ended = today > np.where(np.isnat(national), _regional_until(rows), national)  # NaT: no end
    stays = np.isnat(national) & serious & _says("bad_information_with_serious_list", rows, "true")
    hidden = revoked | (~final & _says("final_penalties_only", rows, "true"))
    hidden |= (rows.procedure == "simple") & _says("simple_penalties_shown", rows, "false")
    hidden |= (severity == "minor") & _says("minor_penalties_shown", rows, "false")
    ungraded = _minor_kinds(rows).notna().to_numpy() & pd.isna(severity)
    return {
        "is_final": np.where(unserved, None, final.astype(object)),
        "public_state": np.select(
            [hidden, ungraded, ended & ~stays], ["not_public", "not_judged", "ended"], "public"
        ),
        "publicity_max_until": national,
    }


def _minor_kinds(rows: pd.DataFrame) -> pd.Series:
    """What the national rule calls minor by itself, on the day of the decision: kinds of penalty or procedure."""
    return pd.Series(policy.text("publicity_minor_types", rows.authority_code, _day(rows.decided_on)))


def _severity(rows: pd.DataFrame) -> np.ndarray:
    """As handed in, else minor where the rule says so of its kind, else unknown."""
    kinds = _minor_kinds(rows).fillna("").str.split("+")
    told = zip(kinds, rows.penalty_type, rows.procedure, strict=True)
    minor = np.array([kind in listed or how in listed for listed, kind, how in told], dtype=bool)
    return rows.severity.mask(rows.severity.isna().to_numpy() & minor, "minor").to_numpy(object)


def _regional_until(rows: pd.DataFrame) -> np.ndarray:
    """The end of a province's years, counted from the decision or from the end of the act."""
    years = policy.number("bad_information_years", rows.authority_code, _day(rows.decided_on))
    from_act = _says("bad_information_from", rows, "act_ended_on") & rows.act_ended_on.notna()
    return _later(rows.act_ended_on.where(from_act, rows.decided_on), years * 12)


def _says(parameter: str, rows: pd.DataFrame, value: str) -> np.ndarray:
    return policy.text(parameter, rows.authority_code, _day(rows.decided_on)) == value


def findings(rows: pd.DataFrame, workdays: days.Workdays) -> dict[str, pd.DataFrame]:
    """By kind of finding: uscc and found_on, of penalties of any state."""
    place, filed, decided, served = (
        rows.authority_code,
        *map(_day, (rows.filed_on, rows.decided_on, rows.served_on)),
    )
    years = policy.number("limitation_years", place, filed)
    most = policy.number("penalty_decision_days", place, decided)
    service = policy.number("penalty_service_workdays", place, decided)
    last_day = np.full(len(rows), days.NONE)
    ruled = ~np.isnan(service)
    last_day[ruled] = workdays.after(decided[ruled], service[ruled].astype(int))
    found = {
        "penalty_filed_after_limitation": (filed, filed > _later(rows.act_ended_on, years * 12)),
        "penalty_decided_late": (decided, (decided - filed).astype(float) > most),
        "penalty_served_late": (served, served > last_day),
    }
    return {
        code: pd.DataFrame({"uscc": rows.uscc, "found_on": on})[
            is_found & policy.counts(code, place, on, rows.org_type)
        ]
        for code, (on, is_found) in found.items()
    }


def _day(column: pd.Series) -> np.ndarray:
    return column.to_numpy().astype("M8[D]")


def _later(column: pd.Series, months: np.ndarray) -> np.ndarray:
    """Days moved by calendar months; none where the day or the number is unknown."""
    on, made = _day(column), np.full(len(column), days.NONE)
    known = ~np.isnat(on) & ~np.isnan(months)
    made[known] = days.shift(on[known], months=months[known].astype(int))
    return made
