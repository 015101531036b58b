"""Who holds which post: ordinary careers of persons in charge, audits of those who left, reports of those who stay."""

import numpy as np
import pandas as pd

from oversight.synth import codes, days, scenes
from oversight.synth.person_stories import HEAD_STORIES, STORIES
from oversight.synth.world import World

CHANGED_SHARE = 0.3  # organisations that have had another legal representative
SINGLES = {"secretary_general": 0.4, "supervisor": 0.85, "vice_chair": 0.12}  # share of organisations
NOTICED_SHARE = {True: 0.96, False: 0.3}  # appointments with a notice, by whether the place asks for one
NOTICED_SINCE = days.day("2018-05-01")
SERVING_SHARE, RETIRED_SHARE = 0.008, 0.03  # among single posts taken lately
OFFICIALS_SINCE = days.day("2015-01-01")
AUDITED_SHARE, REPORTED_SHARE = 0.94, 0.93
MEASURES = {"interview": 0.006, "warning": 0.002, "ban": 0.0008}  # share of organisations in two years
FIRST_AUDITS = days.day("2016-01-01")
CARD_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])  # GB 11643-1999


def write(world: World) -> None:
    """Rows of people, of talks with and measures against them, and of audits when they leave."""
    scenes.tell(world, STORIES, "person_story")
    spells = _spells(world)
    _appoint(world, spells)
    _officials(world, spells)
    columns = [c for c in spells if c not in ("org", "is_single")]
    world.add("people", world.orgs.iloc[spells.org], **{name: spells[name].to_numpy() for name in columns})
    _audits(world, spells)
    _reports(world, spells)
    _measures(world, spells)


def _spells(world: World) -> pd.DataFrame:
    """One row per ordinary post held; `org` is the row of the register."""
    orgs, rng = world.orgs, world.rng
    at = np.flatnonzero(~orgs.person_story.isin([s.name for s in HEAD_STORIES]))
    founded, ended = _days(orgs, "registered_on")[at], _days(orgs, "cancelled_on")[at]
    last = np.where(np.isnat(ended), world.today, ended)
    room = (last - founded).astype(int)
    changed = (rng.random(len(at)) < CHANGED_SHARE) & (room > 1200)
    since = np.where(changed, founded + 400 + (rng.random(len(at)) * (room - 800)).astype(int), founded)
    names = orgs.legal_representative.to_numpy()[at]
    present = _heads(world, at, names, since, ended)
    names = rng.choice(world.pools.people, int(changed.sum())).astype(object)
    former = _heads(world, at[changed], names, founded[changed], since[changed])
    single = [_single(world, kind, share, at, founded, last, ended) for kind, share in SINGLES.items()]
    return pd.concat([present, former, *single], ignore_index=True)


def _days(frame: pd.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_numpy().astype("M8[D]")


def _posts(world: World, at, kind: str, names, started, ended) -> pd.DataFrame:
    born = days.year_of(started) - world.rng.integers(32, 59, len(at))
    return pd.DataFrame(
        {
            "org": at,
            "person_no": scenes.person_numbers(world, len(at)),
            "person_name": names,
            "post": kind,
            "started_on": started,
            "ended_on": ended,
            "birth_year": np.where(world.rng.random(len(at)) < 0.9, born, np.nan),
            "is_single": True,
        }
    )


def _heads(world: World, at, names, started, ended) -> pd.DataFrame:
    """Legal representatives; where there are members or a council, elected into the chair some weeks before."""
    heads = _posts(world, at, "legal_representative", names, started, ended)
    elected = (world.orgs.org_type != "service_org").to_numpy()[at]
    heads["is_single"] = ~elected
    chairs = heads[elected].assign(post="chair")
    before = world.rng.integers(7, 41, len(chairs))
    chairs["started_on"] = chairs.started_on - pd.to_timedelta(before, unit="D")
    return pd.concat([heads, chairs], ignore_index=True)


def _single(world: World, kind: str, share: float, at, founded, last, ended) -> pd.DataFrame:
    """Posts of persons with no other; some have left since."""
    rng = world.rng
    mask = rng.random(len(at)) < share
    if kind == "vice_chair":
        mask &= (world.orgs.org_type == "association").to_numpy()[at]
    n, room = int(mask.sum()), (last - founded).astype(int)[mask]
    started = founded[mask] + (rng.random(n) * room).astype(int)
    left = started + (rng.random(n) * (last[mask] - started).astype(int)).astype(int)
    gone = (rng.random(n) < 0.15) & (left > started)
    names = rng.choice(world.pools.people, n).astype(object)
    return _posts(world, at[mask], kind, names, started, np.where(gone, left, ended[mask]))


def _appoint(world: World, spells: pd.DataFrame) -> None:
    """Notices of at least five days that ended before the appointee took office."""
    rng, n = world.rng, len(spells)
    asked = world.orgs.authority_code.str[:4].isin(["3303", "3308"]).to_numpy()[spells.org]
    started = _days(spells, "started_on")
    noticed = rng.random(n) < np.where(asked, NOTICED_SHARE[True], NOTICED_SHARE[False])
    noticed &= (started >= NOTICED_SINCE) & (spells.post != "supervisor").to_numpy()
    to = started - rng.integers(1, 20, n)
    spells["notice_from"] = np.where(noticed, to - rng.integers(4, 10, n), days.NONE)
    spells["notice_to"] = np.where(noticed, to, days.NONE)


def _officials(world: World, spells: pd.DataFrame) -> None:
    """A few serving and retired officials, most of them within the limits."""
    rng, n = world.rng, len(spells)
    started = _days(spells, "started_on")
    lately = (spells.is_single & (started >= OFFICIALS_SINCE)).to_numpy()
    draw = rng.random(n)
    status = np.where(rng.random(n) < 0.6, "none", None).astype(object)
    status[lately & (draw < SERVING_SHARE + RETIRED_SHARE)] = "retired"
    status[lately & (draw < SERVING_SHARE)] = "serving"
    retired, official = status == "retired", np.isin(status.astype(str), ["serving", "retired"])
    spells["official_status"] = status
    approved = official & (rng.random(n) < np.where(retired, 0.93, 0.7))
    spells["approved_on"] = np.where(approved, started - rng.integers(10, 60, n), days.NONE)
    terms = np.where(retired, rng.choice([1, 2, 3], n, p=[0.6, 0.35, 0.05]), rng.integers(1, 4, n))
    spells["terms_served"] = terms.astype(float)
    age = np.where(rng.random(n) < 0.1, rng.integers(71, 77, n), rng.integers(60, 71, n))
    spells.loc[retired, "birth_year"] = int(days.year_of(world.today)) - age[retired]


def _audits(world: World, spells: pd.DataFrame) -> None:
    """Legal representatives who left were audited around the day, nearly all."""
    rng = world.rng
    left = spells[(spells.post == "legal_representative") & (spells.ended_on >= pd.Timestamp(FIRST_AUDITS))]
    on = _days(left, "ended_on") + rng.integers(-120, 150, len(left))
    done = (rng.random(len(left)) < AUDITED_SHARE) & (on <= world.today)
    left, on = left[done], on[done]
    world.add(
        "audits",
        world.orgs.iloc[left.org],
        audit_no=scenes.audit_numbers(world, on),
        audit_kind="departure",
        audited_on=on,
        opinion=rng.choice(["clean", "qualified", None], len(left), p=[0.86, 0.1, 0.04]).astype(object),
        person_no=np.where(rng.random(len(left)) < 0.8, left.person_no, None),
    )


def _reports(world: World, spells: pd.DataFrame) -> None:
    """Yearly reports of legal representatives where they are asked for, of last year and some of this one."""
    rng, year = world.rng, int(days.year_of(world.today))
    asked = world.orgs.authority_code.str[:4].isin(["3303", "3308"]).to_numpy()[spells.org]
    heads = spells[asked & (spells.post == "legal_representative").to_numpy() & spells.ended_on.isna()]
    for of, share in ((year - 1, REPORTED_SHARE), (year, 0.3)):
        first = days.on(of, "01-01")[0]
        held = first + rng.integers(0, 365, len(heads))
        mask = (rng.random(len(heads)) < share) & (_days(heads, "started_on") < first) & (held <= world.today)
        _talk(world, heads[mask], "duty_report", held[mask], by_name=rng.random(int(mask.sum())) < 0.8)


def _measures(world: World, spells: pd.DataFrame) -> None:
    rng = world.rng
    present = spells[spells.ended_on.isna()]
    for kind, share in MEASURES.items():
        persons = present[rng.random(len(present)) < share]
        held = np.maximum(_days(persons, "started_on"), world.today - rng.integers(1, 730, len(persons)))
        until = days.shift(held, years=3) if kind == "ban" else np.full(len(persons), days.NONE)
        _talk(world, persons, kind, held, until_on=until)


def _talk(world: World, persons: pd.DataFrame, kind: str, held, by_name=True, **more) -> None:
    world.add(
        "talks",
        world.orgs.iloc[persons.org],
        talk_no="TH" + world.numbers(len(persons)),
        person_no=np.where(by_name, persons.person_no, None),
        talk_kind=kind,
        held_on=held,
        **more,
    )


def identity_cards(rng: np.random.Generator, n: int) -> np.ndarray:
    """Numbers of the form of identity cards (GB 11643-1999), of nobody: the division 339900 does not exist.

    None has the check character of an organisation's code too: such a number may be a code, and is not masked.
    """
    cards = _cards(rng, n)
    while (like := codes.outer_check(cards.astype("U17")) == cards.astype("U18").view("U1")[17::18]).any():
        cards[like] = _cards(rng, int(like.sum()))
    return cards.astype(object)


def _cards(rng: np.random.Generator, n: int) -> np.ndarray:
    born = days.day("1955-01-01") + rng.integers(0, 13_000, n)
    dates = np.char.replace(born.astype("U10"), "-", "")
    bodies = np.char.add(np.char.add("339900", dates), rng.integers(100, 1000, n).astype("U3"))
    digits = bodies.astype("U17").view(np.uint32).reshape(n, -1).astype(int) - ord("0")
    checks = np.array(list("10X98765432"))[(digits * CARD_WEIGHTS).sum(axis=1) % 11]
    return np.char.add(bodies, checks).astype("U18")
