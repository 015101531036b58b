"""Stories about persons and terms: like other stories, with persons who appear in several of their rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from oversight.synth import days
from oversight.synth.story import Record, Story, T, eligible
from oversight.synth.world import World

HEAD = "head"  # the part of whom the register names as legal representative
ACTOR = "RS"  # begins the numbers of persons of stories
RARE = 0.0004  # share of organisations that a boundary is told about


@dataclass(frozen=True)
class Part:
    """The number of the person who plays this part in the story."""

    name: str


@dataclass(frozen=True)
class Name:
    """The name of the person who plays this part in the story."""

    name: str


@dataclass(frozen=True)
class InYear:
    """A day of the calendar year `ago` years before the business date's."""

    month_day: str
    ago: int = 1


@dataclass(frozen=True)
class BornFor:
    """The year of birth of whoever surely is of this age on the business date, though born in December."""

    age: int


@dataclass(frozen=True)
class Founded:
    """The day the organisation was registered."""


@dataclass(frozen=True)
class Scene(Record):
    """A row about the story's organisation or about one without a story: `elsewhere`, or `nearby` of its registrar."""

    elsewhere: bool = False
    nearby: bool = False


def post(
    part: str,
    kind: str,
    started: Any,
    ended: Any = None,
    elsewhere: bool = False,
    nearby: bool = False,
    **more,
) -> Scene:
    """A post held from `started`, until `ended` where there is such a day."""
    ended = days.NONE if ended is None else ended
    values = {"person_no": Part(part), "post": kind, "started_on": started, "ended_on": ended}
    return Scene("people", values | more, elsewhere, nearby)


def talk(kind: str, held: Any, part: str | None = None, elsewhere: bool = False, **more) -> Scene:
    """A talk or measure; about the organisation as a whole where no `part` is named."""
    person = Part(part) if part else None
    return Scene("talks", {"person_no": person, "talk_kind": kind, "held_on": held} | more, elsewhere)


def audit(kind: str, on: Any, part: str | None = None) -> Scene:
    person = Part(part) if part else None
    return Scene("audits", {"audit_kind": kind, "audited_on": on, "person_no": person, "opinion": "clean"})


def term(number: int, started: Any, ends: Any, delayed_to: Any = days.NONE) -> Scene:
    return Scene(
        "terms",
        {"term_no": number, "term_started_on": started, "term_ends_on": ends, "delayed_to": delayed_to},
    )


def tell(world: World, stories: list[Story], subject: str) -> None:
    """Write the rows of each story; every organisation of a story has persons of its own."""
    others = world.orgs[eligible(world, "hangzhou") & (world.orgs[subject] == "").to_numpy()]
    for told in stories:
        orgs = world.story(subject, told.name)
        partners = others.iloc[world.rng.integers(0, len(others), len(orgs))]
        anchor = world.today - told.before - world.rng.integers(0, told.spread + 1, len(orgs))
        cast = _cast(world, told, orgs)
        for scene in told.events:
            of = partners if scene.elsewhere else _neighbours(world, orgs, subject) if scene.nearby else orgs
            _play(world, scene, of, anchor, cast)


def _neighbours(world: World, orgs: pd.DataFrame, subject: str) -> pd.DataFrame:
    """For each organisation one in force of the same registrar that no story of the subject is told about."""
    free = world.orgs[(world.orgs.status == "in_force") & (world.orgs[subject] == "")]
    return (
        free.drop_duplicates("authority_code")
        .set_index("authority_code", drop=False)
        .loc[orgs.authority_code]
    )


def _cast(world: World, told: Story, orgs: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Number and name of each part's person, one per organisation."""
    said = [item for scene in told.events for item in scene.values.values()]
    parts = {item.name for item in said if isinstance(item, Part | Name)}
    heads = orgs.legal_representative.to_numpy()
    return {
        part: (
            person_numbers(world, len(orgs), ACTOR),
            heads if part == HEAD else world.rng.choice(world.pools.people, len(orgs)).astype(object),
        )
        for part in sorted(parts)
    }


def person_numbers(world: World, n: int, kind: str = "R") -> np.ndarray:
    return kind + world.numbers(n)


def _play(world: World, scene: Scene, orgs: pd.DataFrame, anchor: np.ndarray, cast: dict) -> None:
    columns = {name: _value(world, item, orgs, anchor, cast) for name, item in scene.values.items()}
    if scene.into == "people":
        columns.setdefault("person_name", cast[scene.values["person_no"].name][1])
    elif scene.into == "talks":
        columns["talk_no"] = "TH" + world.numbers(len(orgs))
    elif scene.into == "audits":
        columns["audit_no"] = audit_numbers(world, columns["audited_on"])
    world.add(scene.into, orgs, **columns)


def audit_numbers(world: World, on: np.ndarray) -> np.ndarray:
    """Numbers of audit reports such as 审字〔2025〕12号, each used once."""
    return "审字〔" + days.year_of(on).astype(str).astype(object) + "〕" + world.numbers(len(on)) + "号"


def _value(world: World, item: Any, orgs: pd.DataFrame, anchor: np.ndarray, cast: dict) -> Any:
    if isinstance(item, T):
        return days.shift(anchor, item.years, item.months, item.days)
    if isinstance(item, InYear):
        year = int(days.year_of(world.today)) - item.ago
        return np.full(len(anchor), days.on(year, item.month_day)[0])
    if isinstance(item, BornFor):
        return int(days.year_of(world.today)) - item.age - 1
    if isinstance(item, Founded):
        return orgs.registered_on.to_numpy().astype("M8[D]")
    if isinstance(item, np.datetime64):
        return np.full(len(anchor), item)
    if isinstance(item, Part | Name):
        number, name = cast[item.name]
        return number if isinstance(item, Part) else name
    return item
