"""What bureaus do about organisations: penalties, orders to rectify, cases; major events reported; the inner grade."""

import numpy as np
import pandas as pd

from oversight.synth import cases, days, penalties, story
from oversight.synth.credit_records import order
from oversight.synth.story import Number, Record, Story, T
from oversight.synth.world import World

TRUTH = {
    "penalty_publicity": ["uscc", "decision_no", "is_final", "public_state", "publicity_max_until"],
    "penalty_findings": ["uscc", "finding_code", "found_on"],
    "rectification_states": ["rectification_no", "uscc", "state"],
    "campaign_progress": ["authority_code", "campaign_action", "opened", "closed"],
    "special_checks": ["authority_code", "supervisor_name", "year", "matters_done"],
    "enforcement_counts": ["place_code", "place_level", "year", "cases_closed", "banned", "dissolved"],
    "major_events": ["event_no", "uscc", "state"],
    "classified_supervision": ["uscc", "internal_grade"],
}
HIGH_RATINGS = ["4A", "5A"]
EVENT_KINDS = ["assembly", "forum", "foreign_contact", "foreign_donation", "investment", "litigation"]
EVENTS_SHARE = 0.05  # ordinary events, per organisation in force


def event(name: str, held: T, filed: T | None, **where: int) -> Story:
    values = {
        "event_no": Number("报", held),
        "event_kind": "forum",
        "held_on": held,
        "filed_on": filed or days.NONE,
    }
    return Story(name, 0.0004, events=(Record("major_events", values),), **where)


EVENTS = [
    event("event_filed_a_day_before", T(), T(days=-1), before=30, spread=300),
    event("event_filed_on_its_day", T(), T(), before=30, spread=300),
    event("event_filed_a_day_after", T(), T(days=1), before=30, spread=300),
    event("event_of_yesterday_filed_today", T(days=-1), T()),
    event("event_of_yesterday_not_filed", T(days=-1), None),
    event("event_of_today_not_filed", T(), None),
    event("event_ahead_not_filed", T(days=20), None),
    event("event_ahead_filed", T(days=20), T(days=-5)),
]
ORDERS = [
    Story("order_due_ahead", 0.004, events=(order(T(days=20)),)),
    Story(
        "order_completed_ahead_of_time", 0.004, events=(order(T(days=40), T(days=25)),), before=30, spread=300
    ),
    Story("order_completed_today", 0.0004, events=(order(T(), T()),)),
]
STORIES = [*EVENTS, *ORDERS]


def write(world: World) -> None:
    """Deliver penalties, orders, cases and major events; needs the credit lists' truth."""
    penalties.write(world)
    story.assign(world, STORIES, "supervision_story")
    story.tell(world, STORIES, "supervision_story")
    _ordinary_events(world)
    cases.write(world)
    events = pd.concat(world.rows["major_events"], ignore_index=True)
    events["known_on"] = events[["held_on", "filed_on"]].min(axis=1).clip(upper=pd.Timestamp(world.today))
    world.rows["major_events"] = [events]


def _ordinary_events(world: World) -> None:
    """Events of the last two years, most of them reported ahead."""
    orgs, rng = world.orgs, world.rng.spawn(1)[0]
    orgs = orgs[(orgs.status == "in_force") & (rng.random(len(orgs)) < EVENTS_SHARE)]
    held = world.today - rng.integers(1, 730, len(orgs))
    filed = held + np.where(
        rng.random(len(orgs)) < 0.9, rng.integers(-30, 1, len(orgs)), rng.integers(1, 40, len(orgs))
    )
    filed = np.where((filed > world.today) | (rng.random(len(orgs)) < 0.06), days.NONE, filed)
    world.add(
        "major_events",
        orgs,
        event_no=story.document_numbers(world, orgs, "报", held),
        event_kind=rng.choice(EVENT_KINDS, len(orgs)).astype(object),
        held_on=held,
        filed_on=filed,
    )


def expect(world: World) -> None:
    """What is found of orders and events, and the inner grade; needs all orders and the truth of ratings."""
    orders = pd.concat(world.rows["rectifications"], ignore_index=True)
    orders = orders[orders.issued_on <= world.today]
    world.expect(
        "rectification_states",
        rectification_no=orders.rectification_no,
        uscc=orders.uscc,
        state=_order_states(orders, world.today),
    )
    events = pd.concat(world.rows["major_events"], ignore_index=True)
    world.expect(
        "major_events", event_no=events.event_no, uscc=events.uscc, state=_event_states(events, world.today)
    )
    _expect_grades(world)


def _order_states(orders: pd.DataFrame, today: np.datetime64) -> np.ndarray:
    """A completed order is in time on its last day; an open one is overdue from the day after."""
    done = orders.completed_on <= today
    return np.select(
        [done & (orders.completed_on <= orders.due_on), done, orders.due_on < today],
        ["completed", "completed_late", "overdue"],
        "open",
    )


def _event_states(events: pd.DataFrame, today: np.datetime64) -> np.ndarray:
    """Reported on the day itself is still beforehand; an event of today may still be reported."""
    filed = events.filed_on <= today
    return np.select(
        [filed & (events.filed_on <= events.held_on), filed, events.held_on < today],
        ["filed_before", "filed_late", "not_filed"],
        "upcoming",
    )


def _expect_grades(world: World) -> None:
    """D and C by the lists, A by a high rating still valid, else B (the province's trial of 3A is over)."""
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    lists, ratings = (pd.concat(world.truth[name]) for name in ("credit_list", "current_ratings"))
    listed = lists[lists.status == "listed"]
    high = ratings.uscc[(ratings.state == "valid") & ratings.rating.isin(HIGH_RATINGS)]
    on = [orgs.uscc.isin(listed.uscc[listed.list_type == kind]) for kind in ("serious", "abnormal")]
    grade = np.select([*on, orgs.uscc.isin(high)], ["D", "C", "A"], "B")
    world.expect("classified_supervision", uscc=orgs.uscc.to_numpy(), internal_grade=grade)
