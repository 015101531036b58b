"""Terms of councils: re-elections in time, delayed, overdue; audits that go with them; and what talks follow.

Rules: model charters (terms, one delay of at most a year), 中组发〔2014〕11号 (an approval for each term), 温政办发
〔2024〕56号 二(三) for talks of the city's own organisations; the days a talk may take are the platform's.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, person_truth, policy, scenes
from oversight.synth.scenes import RARE, BornFor, post, talk, term
from oversight.synth.story import Story, T
from oversight.synth.world import World

TERM_SHARE = {
    "association": 0.93,
    "foundation": 0.7,
    "service_org": 0.3,
}  # organisations whose terms are known
OVERDUE_SHARE, DELAYED_SHARE, TOO_LONG_SHARE = 0.07, 0.03, 0.003
AUDITED_SHARE, AUDITED_YEARS = 0.8, 3
TALK_SHARES = {"held": 0.85, "late": 0.07}  # of what asks for a talk
ELSEWHERE_SHARE = 0.1  # talks where no rule asks for one
BEGAN = T(years=-6)


def lasts(ends: T, delayed_to: T = days.NONE) -> tuple[scenes.Scene]:
    """The second term, with its last day and the day it was put off to."""
    return (term(2, BEGAN, ends, delayed_to),)


PUT_OFF = T(days=-200)
TERM_STORIES = [
    Story("term_ends_today", RARE, events=lasts(T())),
    Story("term_ended_yesterday", RARE, events=lasts(T(days=-1))),
    Story("term_delayed_until_today", RARE, events=lasts(PUT_OFF, T())),
    Story("term_delayed_until_yesterday", RARE, events=lasts(PUT_OFF, T(days=-1))),
    Story("term_delayed_by_a_year", RARE, events=lasts(PUT_OFF, T(1, days=-200))),
    Story("term_delayed_by_a_year_and_a_day", RARE, events=lasts(PUT_OFF, T(1, days=-199))),
    Story("term_delayed_too_long_ahead", RARE, events=lasts(T(days=30), T(1, days=40))),
    Story("term_delayed_ahead", RARE, events=lasts(T(days=30), T(days=90))),
    Story("term_too_long_and_over", RARE, events=lasts(T(-2), T(days=-60))),
]


def re_elected(on, *talks: scenes.Scene) -> tuple[scenes.Scene, ...]:
    """A third term of five years from a day, after one that ended with it."""
    first, last = (on + -1826, on + 1826)
    return term(2, first, on), term(3, on, last), *talks


def talked(held, kind: str = "talk", occasion: str = "re_election") -> scenes.Scene:
    return talk(kind, held, occasion=occasion)


ELECTED, FIRST_DAY = T(days=-100), days.day("2024-06-20")
TALK_STORIES = [
    Story("talk_on_the_day", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED))),
    Story("talk_on_the_last_day", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED + 30))),
    Story("talk_a_day_late", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED + 31))),
    Story("talk_a_day_early", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED + -1))),
    Story("talk_due_today", RARE, "wenzhou_city", re_elected(T(days=-30))),
    Story("talk_due_yesterday", RARE, "wenzhou_city", re_elected(T(days=-31))),
    Story(
        "talk_is_an_interview", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED + 3, "interview"))
    ),
    Story("talk_is_a_warning", RARE, "wenzhou_city", re_elected(ELECTED, talked(ELECTED + 3, "warning"))),
    Story(
        "talk_of_something_else",
        RARE,
        "wenzhou_city",
        re_elected(ELECTED, talked(ELECTED + 3, occasion="legal_representative_change")),
    ),
    Story("talk_on_first_day_of_rule", RARE, "wenzhou_city", re_elected(FIRST_DAY, talked(FIRST_DAY + 30))),
    Story("talk_missing_on_first_day_of_rule", RARE, "wenzhou_city", re_elected(FIRST_DAY)),
    Story("talk_before_the_rule", RARE, "wenzhou_city", re_elected(FIRST_DAY + -1)),
    Story("talk_not_asked_for_county", RARE, "wenzhou_county", re_elected(ELECTED)),
    Story("talk_not_asked_for_place", RARE, "quzhou", re_elected(ELECTED)),
]


def official_since(taken: T, approved: T) -> tuple[scenes.Scene, ...]:
    """A retired official who stays on into the second term of the council."""
    more = {"official_status": "retired", "birth_year": BornFor(66), "terms_served": 2}
    return (
        term(1, T(-7), T(-2)),
        term(2, T(-2), T(3)),
        post("official", "supervisor", taken, approved_on=approved, **more),
    )


TAKEN = T(-5)
OFFICIAL_STORIES = [
    Story("official_approved_on_taking_the_post", RARE, events=official_since(TAKEN, TAKEN)),
    Story("official_approved_since", RARE, events=official_since(TAKEN, TAKEN + 1)),
    Story("official_since_the_term_began", RARE, events=official_since(T(-2), T(-2, days=-20))),
]
STORIES = [*TERM_STORIES, *TALK_STORIES, *OFFICIAL_STORIES]


def write(world: World) -> None:
    """Rows of terms, of audits at re-elections and of talks, after persons and penalties are written."""
    scenes.tell(world, STORIES, "term_story")
    _terms(world)
    _talks(world)


def _days(frame: pd.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_numpy().astype("M8[D]")


def _terms(world: World) -> None:
    """The running term of three to five years and the one before it, if there was one."""
    rng, orgs = world.rng, world.orgs
    known = rng.random(len(orgs)) < orgs.org_type.map(TERM_SHARE).to_numpy()
    standing = orgs.status.isin(["in_force", "in_liquidation"]).to_numpy()
    orgs = orgs[known & standing & (orgs.term_story == "").to_numpy()]
    founded, n = _days(orgs, "registered_on"), len(orgs)
    years = rng.choice([3, 4, 5], n, p=[0.2, 0.3, 0.5])
    length = (years * 365.25).astype(int)
    began = world.today - (rng.random(n) * length).astype(int)
    over = rng.random(n) < OVERDUE_SHARE + DELAYED_SHARE
    began = np.where(over, began - length + rng.integers(0, 60, n), began)
    first = began < founded + 300
    began = np.where(first, founded, began)
    number = np.where(first, 1, 2 + (began - founded).astype(int) // length)
    ends = days.shift(began, months=0) + length
    world.add(
        "terms",
        orgs,
        term_no=number,
        term_started_on=began,
        term_ends_on=ends,
        delayed_to=_delays(world, ends),
    )
    before = np.maximum(founded, began - length)[~first]
    world.add(
        "terms", orgs[~first], term_no=number[~first] - 1, term_started_on=before, term_ends_on=began[~first]
    )
    _audits(world, orgs[~first], began[~first])


def _delays(world: World, ends: np.ndarray) -> np.ndarray:
    """Terms that are over may have been put off by up to a year, a few by more."""
    rng, n = world.rng, len(ends)
    draw = rng.random(n) * (OVERDUE_SHARE + DELAYED_SHARE)
    by = np.where(draw < DELAYED_SHARE, rng.integers(60, 366, n), rng.integers(400, 700, n))
    return np.where((ends < world.today) & (draw < DELAYED_SHARE + TOO_LONG_SHARE), ends + by, days.NONE)


def _audits(world: World, orgs: pd.DataFrame, on: np.ndarray) -> None:
    audited = on - world.rng.integers(5, 60, len(on))
    lately = on > days.shift(world.today, years=-AUDITED_YEARS)
    mask = lately & (world.rng.random(len(on)) < AUDITED_SHARE)
    world.add(
        "audits",
        orgs[mask],
        audit_no=scenes.audit_numbers(world, audited[mask]),
        audit_kind="re_election",
        audited_on=audited[mask],
        opinion=world.rng.choice(["clean", "qualified"], int(mask.sum()), p=[0.9, 0.1]).astype(object),
    )


def _talks(world: World) -> None:
    """Talks after most events that ask for one, some of them late."""
    rng = world.rng
    of = events(world)
    told = of.uscc.isin(world.orgs.uscc[world.orgs.term_story.isin([s.name for s in TALK_STORIES])])
    of = of[~told]
    asked = ~np.isnan(policy.number("talk_within_days", of.authority_code, _days(of, "event_on")))
    draw = rng.random(len(of)) * np.where(asked, 1, 1 / ELSEWHERE_SHARE)
    after = np.where(draw < TALK_SHARES["held"], rng.integers(0, 31, len(of)), rng.integers(31, 90, len(of)))
    held = _days(of, "event_on") + after
    mask = (draw < sum(TALK_SHARES.values())) & (held <= world.today)
    kind = rng.choice(["talk", "interview"], len(of), p=[0.8, 0.2]).astype(object)
    world.add(
        "talks",
        of[mask],
        talk_no="TH" + world.numbers(int(mask.sum())),
        talk_kind=kind[mask],
        occasion=of.occasion.to_numpy()[mask],
        held_on=held[mask],
    )


def events(world: World) -> pd.DataFrame:
    """What asks for a talk, at organisations in force anywhere: one row per organisation, occasion and day."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    terms = _all(world, "terms")
    heads = _all(world, "people")
    heads = heads[heads.post == "legal_representative"]
    heads = heads.assign(again=person_truth.comes_again(heads))  # the same person is no change
    first = heads.groupby("uscc").started_on.transform("min")
    penalties = _all(world, "penalties")
    penalties = penalties[~(_days(penalties, "revoked_on") <= world.today)]
    found = {
        "founding": (orgs, "registered_on"),
        "re_election": (terms[terms.term_no >= 2], "term_started_on"),
        "legal_representative_change": (heads[(heads.started_on > first) & ~heads.again], "started_on"),
        "violation": (penalties, "decided_on"),
    }
    columns = ["uscc", "org_name", "authority_code"]
    every = [
        rows[columns].assign(occasion=name, event_on=rows[day].astype("M8[s]"))
        for name, (rows, day) in found.items()
    ]
    every = pd.concat(every, ignore_index=True).drop_duplicates(["uscc", "occasion", "event_on"])
    every = every[every.uscc.isin(orgs.uscc) & (_days(every, "event_on") <= world.today)]
    every["org_type"] = every.uscc.map(orgs.set_index("uscc").org_type)
    return every.reset_index(drop=True)


def _all(world: World, source: str) -> pd.DataFrame:
    return pd.concat(world.rows[source], ignore_index=True)


def expect(world: World) -> None:
    """Truth of re_elections, re_election_rates and talks_due, from the rows written."""
    _expect_terms(world)
    _expect_talks(world)


def _expect_terms(world: World) -> None:
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])].set_index("uscc")
    terms = _all(world, "terms")
    terms = terms[terms.uscc.isin(orgs.index) & (_days(terms, "term_started_on") <= world.today)]
    latest = terms.sort_values("term_no").drop_duplicates("uscc", keep="last")
    ends, delayed_to = _days(latest, "term_ends_on"), _days(latest, "delayed_to")
    most = policy.number("term_delay_max_years", latest.authority_code, ends)
    longest = days.shift(ends, years=1)
    if not (most == 1).all():
        raise ValueError("terms of the stories are counted by a delay of one year")
    state = np.select(
        [
            delayed_to > longest,
            world.today <= ends,
            world.today <= delayed_to,
        ],
        ["delay_too_long", "in_term", "delayed"],
        "overdue",
    ).astype(object)
    world.expect("re_elections", uscc=latest.uscc, state=state)
    of = orgs.loc[latest.uscc]
    held = pd.DataFrame(
        {"county": of.district_code.to_numpy(), "on_time": np.isin(state, ["in_term", "delayed"])}
    )
    held = held[(of.org_type == "association").to_numpy()]
    held["city"] = held.county.str[:4] + "00"
    for place in ("county", "city"):
        sums = held.groupby(place).on_time.agg(["size", "sum"])
        world.expect(
            "re_election_rates",
            place_code=sums.index.to_numpy(),
            judged=sums["size"].to_numpy(),
            on_time=sums["sum"].to_numpy(),
        )


def _expect_talks(world: World) -> None:
    of = events(world)
    of = of[policy.counts("talk_missing", of.authority_code, _days(of, "event_on"), of.org_type)]
    within = policy.number("talk_within_days", of.authority_code, _days(of, "event_on"))
    of, within = (
        of[~np.isnan(within)],
        within[~np.isnan(within)],
    )  # only the city's own organisations are asked
    of = of.assign(due_on=_days(of, "event_on") + within.astype(int))
    talks = _all(world, "talks")
    talks = talks.loc[talks.talk_kind.isin(["talk", "interview"]), ["uscc", "occasion", "held_on"]]
    pairs = of.merge(talks, on=["uscc", "occasion"])
    key = ["uscc", "occasion", "event_on"]
    first = pairs[pairs.held_on >= pairs.event_on].groupby(key).held_on.min().rename("held_on")
    of = of.merge(first.reset_index(), on=key, how="left")
    held = _days(of, "held_on")
    state = np.select(
        [held <= _days(of, "due_on"), ~np.isnat(held), world.today <= _days(of, "due_on")],
        ["held", "held_late", "due"],
        "missing",
    ).astype(object)
    world.expect("talks_due", uscc=of.uscc, occasion=of.occasion, event_on=of.event_on, state=state)
