"""Teams are lawful, level and the same whatever solver finds them; what lacks is told."""

import random
import time
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversight.draw.inspectors import Case, Inspector, Shortage, assign
from oversight.draw.protocol import digest

KEY = "fe50b1184191751f2b4345c735a0a3bc"


def cost(uscc: str, inspector: str) -> int:
    return int(digest(f"{KEY}|I|{uscc}|{inspector}")[:8], 16)


def by_networkx(cases: list[Case], people: list[Inspector], recused: set) -> tuple[int, int, int]:
    """Empty seats, sum of squared loads and summed cost of the best plan, by another solver."""
    graph = nx.DiGraph()
    dear = 2**32 * (sum(case.seats for case in cases) + 1)
    for case in cases:
        graph.add_node(case.uscc, demand=-case.seats)
        graph.add_edge(case.uscc, "sink", weight=dear * 1000, capacity=case.seats)
        for person in people:
            if person.is_valid and (person.inspector_id, case.uscc) not in recused:
                weight = cost(case.uscc, person.inspector_id)
                graph.add_edge(case.uscc, person.inspector_id, weight=weight, capacity=1)
    for person in people:
        for k in range(1, min(len(cases), person.max_cases or len(cases)) + 1):
            step = f"{person.inspector_id}/{k}"
            graph.add_edge(person.inspector_id, step, weight=dear * (2 * k - 1), capacity=1)
            graph.add_edge(step, "sink", weight=0, capacity=1)
    graph.add_node("sink", demand=sum(case.seats for case in cases))
    total = nx.min_cost_flow_cost(graph)
    empty, rest = divmod(total, dear * 1000)
    return (empty, *divmod(rest, dear))


def measure(cases: list[Case], rows: list, shortages: list[Shortage]) -> tuple[int, int, int]:
    load = Counter(inspector for _, _, inspector, _ in rows)
    empty = sum(s.seats_required - s.seats_filled for s in shortages)
    return (
        empty,
        sum(n * n for n in load.values()),
        sum(cost(uscc, inspector) for _, uscc, inspector, _ in rows),
    )


@st.composite
def rosters(draw):
    cases = [Case("330300", f"U{i}", draw(st.integers(1, 2))) for i in range(draw(st.integers(1, 7)))]
    people = [
        Inspector(f"P{i}", "330300", draw(st.integers(0, 5)) > 0, draw(st.sampled_from([None, 1, 2, 3])))
        for i in range(draw(st.integers(1, 5)))
    ]
    pairs = [(p.inspector_id, c.uscc) for p in people for c in cases]
    return cases, people, draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 2))


@settings(max_examples=60, deadline=None)
@given(rosters())
def test_second_solver_finds_no_better_plan_and_every_seat_is_lawful(roster):
    cases, people, recused = roster
    rows, shortages = assign(cases, people, recused, KEY)
    assert measure(cases, rows, shortages) == by_networkx(cases, people, recused)
    valid = {p.inspector_id: p.max_cases for p in people if p.is_valid}
    assert not {(inspector, uscc) for _, uscc, inspector, _ in rows} & recused
    assert {inspector for _, _, inspector, _ in rows} <= set(valid)
    assert len({(uscc, inspector) for _, uscc, inspector, _ in rows}) == len(rows)
    load = Counter(inspector for _, _, inspector, _ in rows)
    assert all(valid[person] is None or count <= valid[person] for person, count in load.items())
    filled = Counter(uscc for _, uscc, _, _ in rows)
    lacking = {case.uscc for case in cases if filled[case.uscc] < case.seats}
    assert {s.uscc for s in shortages} == lacking


@pytest.mark.parametrize(
    ("people", "recused", "lacks", "filled"),
    [
        ([], set(), "no_inspector", 0),
        ([Inspector("P1", "330300", True, None)], set(), "no_inspector", 1),
        (
            [Inspector("P1", "330300", True, None), Inspector("P2", "330300", False, None)],
            set(),
            "certificate_expired",
            1,
        ),
        (
            [Inspector("P1", "330300", True, None), Inspector("P2", "330300", True, None)],
            {("P2", "U1")},
            "recused",
            1,
        ),
        (
            [Inspector("P1", "330300", True, None), Inspector("P2", "330300", True, 0)],
            set(),
            "load_cap",
            1,
        ),
        ([Inspector("P1", "330302", True, None)] * 2, set(), "no_inspector", 0),
    ],
)
def test_case_that_lacks_someone_is_listed_with_its_reason(people, recused, lacks, filled):
    _, shortages = assign([Case("330300", "U1", 2)], people, recused, KEY)
    assert shortages == [Shortage("330300", "U1", 2, filled, lacks)]


def test_load_is_level_before_it_is_cheap():
    cases = [Case("330300", f"U{i}", 1) for i in range(7)]
    rows, _ = assign(cases, [Inspector(f"P{i}", "330300", True, None) for i in range(3)], set(), KEY)
    assert sorted(Counter(inspector for _, _, inspector, _ in rows).values()) == [2, 2, 3]


def test_order_of_input_does_not_matter():
    cases = [Case("330300", f"U{i}", 1 + i % 2) for i in range(20)]
    people = [Inspector(f"P{i}", "330300", True, 9) for i in range(6)]
    straight = assign(cases, people, {("P1", "U3")}, KEY)
    random.Random(1).shuffle(cases)
    assert assign(cases, people[::-1], {("P1", "U3")}, KEY) == straight


def test_five_thousand_cases_take_seconds():
    places = [f"33{n:04d}" for n in range(64)]
    cases = [Case(places[i % 64], f"U{i}", 2 if i % 10 == 0 else 1) for i in range(5000)]
    people = [Inspector(f"P{i}", places[i % 64], True, 30) for i in range(3200)]
    began = time.process_time()
    rows, shortages = assign(cases, people, {(f"P{i}", f"U{i}") for i in range(3200)}, KEY)
    assert (len(rows), shortages) == (5500, [])
    assert time.process_time() - began < 20
