"""What a story is: the rows it puts into deliveries and what a careful human then finds, in one declaration.

Dates in a story are `T`s, counted from an anchor day: the business date less `before` days less a random
0..`spread` days, one anchor per organisation. So the outcome is known by construction, never recomputed.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from oversight.synth import days
from oversight.synth.world import World

LONG_REGISTERED = days.day("2018-06-01")  # before any day from which a zombie test counts activity


@dataclass(frozen=True)
class T:
    """A day relative to the anchor: calendar years and months first, then days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __add__(self, plus: int) -> "T":
        return T(self.years, self.months, self.days + plus)


@dataclass(frozen=True)
class Number:
    """A document number: authority's abbreviation, `word`, year of `on`, running number."""

    word: str
    on: T | None


@dataclass(frozen=True)
class Record:
    """A row of a source (`into`), or of a truth file; values are constants, T or Number."""

    into: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Story:
    """`share` of all organisations (at least one), taken from those of kind `who`; `set` fixes their status."""

    name: str
    share: float
    who: str = "old"
    events: tuple[Record, ...] = ()
    expects: tuple[Record, ...] = ()
    before: int = 0
    spread: int = 0
    set: str | None = None
    anchor: str | None = None  # a date column of the register instead of the business date


def eligible(world: World, who: str) -> np.ndarray:
    """Mask of the organisations in force a kind of story may be told about; a kind may be a column of the register."""
    orgs, registered = world.orgs, world.orgs.registered_on.to_numpy().astype("M8[D]")
    old = registered < np.minimum(days.shift(world.today, years=-8), LONG_REGISTERED)
    kinds = {
        "old": old & ~orgs.is_xuecheng.to_numpy(),
        "before_2017": registered < days.day("2017-06-01"),
        "plain": old & ~orgs.is_xuecheng.to_numpy() & (orgs.get("main_story", "") == ""),
        "recent": ~old & ~orgs.is_xuecheng.to_numpy(),
        "xuecheng": orgs.is_xuecheng.to_numpy(),
        "wenzhou": old & orgs.is_wz.to_numpy(),
        "elsewhere": old & ~orgs.is_wz.to_numpy() & ~orgs.is_xuecheng.to_numpy(),
        "wenzhou_association": old & (orgs.is_wz & (orgs.org_type == "association")).to_numpy(),
        "wenzhou_city": (orgs.authority_code == "330300").to_numpy(),
        "wenzhou_county": old & (orgs.is_wz & (orgs.authority_code != "330300")).to_numpy(),
        "quzhou": old & (orgs.authority_code.str[:4] == "3308").to_numpy(),
        "hangzhou": old & (orgs.authority_code.str[:4] == "3301").to_numpy(),
        "renamed": old & orgs.former_name.notna().to_numpy() if "former_name" in orgs else old,
        "association": old & (orgs.org_type == "association").to_numpy() & ~orgs.is_xuecheng.to_numpy(),
        "settled_foundation": (registered < days.shift(world.today, years=-3))
        & (orgs.org_type == "foundation"),
        "service_org": old & (orgs.org_type == "service_org").to_numpy() & ~orgs.is_xuecheng.to_numpy(),
    }
    mask = kinds[who] if who in kinds else orgs[who].to_numpy()
    return mask & (orgs.status == "in_force").to_numpy()


def assign(world: World, stories: list[Story], subject: str) -> None:
    """Give each story its organisations; one organisation has at most one story of a subject."""
    chosen = np.full(len(world.orgs), "", dtype=object)
    may = {who: eligible(world, who) for who in sorted({s.who for s in stories})}
    for story in sorted(stories, key=lambda s: s.who in ("old", "recent")):  # the choosy ones first
        free = np.flatnonzero(may[story.who] & (chosen == ""))
        wanted = max(1, round(story.share * len(world.orgs)))
        if len(free) == 0:
            raise ValueError(f"no organisation left for the story {story.name}: make more organisations")
        taken = world.rng.permutation(free)[:wanted]
        chosen[taken] = story.name
        if story.set:
            world.orgs.loc[taken, "status"] = story.set
    world.orgs[subject] = chosen


def tell(world: World, stories: list[Story], subject: str) -> None:
    """Write the rows and the truth of each declared story."""
    for story in stories:
        orgs = world.story(subject, story.name)
        if story.anchor:
            anchor = orgs[story.anchor].to_numpy().astype("M8[D]")
        else:
            anchor = world.today - story.before - world.rng.integers(0, story.spread + 1, len(orgs))
        for record in story.events:
            world.add(record.into, orgs, **_resolve(world, record, orgs, anchor))
        for record in story.expects:
            world.expect(record.into, uscc=orgs.uscc.to_numpy(), **_resolve(world, record, orgs, anchor))


def _resolve(world: World, record: Record, orgs: pd.DataFrame, anchor: np.ndarray) -> dict[str, Any]:
    def value(item: Any) -> Any:
        if isinstance(item, T):
            return days.shift(anchor, item.years, item.months, item.days)
        if isinstance(item, Number):
            return document_numbers(world, orgs, item.word, value(item.on))
        return item

    return {name: value(item) for name, item in record.values.items()}


def document_numbers(world: World, orgs: pd.DataFrame, word: str, on: np.ndarray) -> np.ndarray:
    """Document numbers such as 温鹿民社异列〔2025〕12号, each used once."""
    decree = orgs.authority_code.map({a.code: a.decree for a in world.authorities}).to_numpy()
    years = days.year_of(on).astype(str).astype(object)
    return decree + word + "〔" + years + "〕" + world.numbers(len(orgs)) + "号"


def decide(
    world: World, orgs: pd.DataFrame, list_type: str, action: str, ground: str, on: np.ndarray
) -> None:
    """Recorded decisions of one kind on organisations of stories that other modules tell."""
    number = document_numbers(world, orgs, "异" if list_type == "abnormal" else "严", on)
    world.add(
        "list_decisions",
        orgs,
        list_type=list_type,
        action=action,
        ground=ground,
        decision_no=number,
        decided_on=on,
    )


def expect_listed(
    world: World, orgs: pd.DataFrame, list_type: str, ground: str, on, status: str = "listed"
) -> None:
    """One listing with its own clock."""
    clock = on if status == "listed" else days.NONE
    world.expect(
        "credit_list",
        uscc=orgs.uscc.to_numpy(),
        list_type=list_type,
        ground_code=ground,
        listed_on=on,
        status=status,
        clock_start=clock,
    )


def expect_candidate(world: World, orgs: pd.DataFrame, list_type: str, ground: str, on, status: str) -> None:
    world.expect(
        "credit_candidates",
        uscc=orgs.uscc.to_numpy(),
        list_type=list_type,
        ground_code=ground,
        event_date=on,
        status=status,
    )
