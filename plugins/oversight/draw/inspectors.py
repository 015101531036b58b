"""Give each drawn case its inspectors: lawful pairs only, the most level load, then the least hashed cost."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from oversight.draw.protocol import inspector_cost


@dataclass(frozen=True)
class Case:
    """A drawn organisation that needs `seats` different inspectors."""

    authority_code: str
    uscc: str
    seats: int


@dataclass(frozen=True)
class Inspector:
    """A person who may serve the cases of one registering authority; `max_cases` None: no cap."""

    inspector_id: str
    authority_code: str
    is_valid: bool
    max_cases: int | None


@dataclass(frozen=True)
class Shortage:
    """A case with fewer inspectors than it needs, and why: no_inspector, certificate_expired, recused, load_cap."""

    authority_code: str
    uscc: str
    seats_required: int
    seats_filled: int
    lacks: str


@dataclass
class Network:
    """Arcs of a flow from cases to the sink: `pairs` (case, inspector), levels (inspector, sink), missing seats."""

    start: np.ndarray
    end: np.ndarray
    capacity: np.ndarray
    cost: np.ndarray
    supply: np.ndarray


def assign(
    cases: list[Case], inspectors: list[Inspector], recused: set[tuple[str, str]], draw_key: str
) -> tuple[list[tuple[str, str, str, int]], list[Shortage]]:
    """Rows (authority_code, uscc, inspector_id, seat) in that order, and every case that lacks someone.

    recused: pairs (inspector_id, uscc). The plan fills as many seats as can be filled, spreads them as
    evenly as can be, and of all such plans is the one of least summed cost, whatever solver finds it.
    """
    by_authority: dict[str, list[Case]] = defaultdict(list)
    rosters: dict[str, list[Inspector]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: (case.authority_code, case.uscc)):
        by_authority[case.authority_code].append(case)
    for person in sorted(inspectors, key=lambda person: person.inspector_id):
        rosters[person.authority_code].append(person)
    rows, shortages = [], []
    for authority, own_cases in by_authority.items():
        teams = _teams(own_cases, [p for p in rosters[authority] if p.is_valid], recused, draw_key)
        for case, team in zip(own_cases, teams, strict=True):
            rows += [(authority, case.uscc, member, seat) for seat, member in enumerate(team, 1)]
            if len(team) < case.seats:
                lacks = _lack(case, rosters[authority], recused)
                shortages.append(Shortage(authority, case.uscc, case.seats, len(team), lacks))
    return rows, shortages


def _lack(case: Case, roster: list[Inspector], recused: set[tuple[str, str]]) -> str:
    valid = [person for person in roster if person.is_valid]
    free = [person for person in valid if (person.inspector_id, case.uscc) not in recused]
    for people, reason in ((roster, "no_inspector"), (valid, "certificate_expired"), (free, "recused")):
        if len(people) < case.seats:
            return reason
    return "load_cap"


def _teams(
    cases: list[Case], people: list[Inspector], recused: set[tuple[str, str]], draw_key: str
) -> list[list[str]]:
    """The inspector ids of each case, cheapest first."""
    pairs = [
        (c, p)
        for c, case in enumerate(cases)
        for p, person in enumerate(people)
        if (person.inspector_id, case.uscc) not in recused
    ]
    if not pairs:
        return [[] for _ in cases]
    costs = np.array([inspector_cost(draw_key, cases[c].uscc, people[p].inspector_id) for c, p in pairs])
    chosen = _two_stage(_network(cases, people, np.array(pairs)), costs)
    teams: list[list[tuple[int, str]]] = [[] for _ in cases]
    for (c, p), cost, taken in zip(pairs, costs, chosen, strict=True):
        if taken:
            teams[c].append((int(cost), people[p].inspector_id))
    return [[member for _, member in sorted(team)] for team in teams]


def _network(cases: list[Case], people: list[Inspector], pairs: np.ndarray) -> Network:
    n_cases, n_people = len(cases), len(people)
    sink = n_cases + n_people
    caps = [n_cases if person.max_cases is None else min(person.max_cases, n_cases) for person in people]
    # The k-th case of a person costs k: a convex price, so that the cheapest plan is the most level one.
    levels = [(n_cases + p, level) for p, cap in enumerate(caps) for level in range(1, cap + 1)]
    holders, prices = np.array(levels, dtype=np.int64).reshape(-1, 2).T
    seats = np.array([case.seats for case in cases])
    missing = n_cases + 1  # dearer than any level: a seat stays empty only if nobody can take it
    one, zero = np.ones, np.zeros
    return Network(
        start=np.concatenate([pairs[:, 0], holders, np.arange(n_cases)]),
        end=np.concatenate([pairs[:, 1] + n_cases, np.full(len(holders) + n_cases, sink)]),
        capacity=np.concatenate([one(len(pairs) + len(holders), np.int64), seats]),
        cost=np.concatenate([zero(len(pairs), np.int64), prices, np.full(n_cases, missing)]),
        supply=np.concatenate([seats, zero(n_people, np.int64), [-seats.sum()]]),
    )


def _two_stage(network: Network, pair_costs: np.ndarray) -> np.ndarray:
    """Flow on the pair arcs: least convex load first, then least summed cost among all such flows."""
    level_flow = _solve(network)
    # With the potentials of one optimum, a flow is optimal exactly when it leaves arcs of positive reduced
    # cost empty and fills those of negative one. Those are fixed here, and the rest decided by cost.
    potential = _potentials(network, level_flow)
    reduced = network.cost + potential[network.start] - potential[network.end]
    fixed, free = reduced < 0, reduced == 0
    supply = network.supply.copy()
    np.subtract.at(supply, network.start[fixed], network.capacity[fixed])
    np.add.at(supply, network.end[fixed], network.capacity[fixed])
    cost = np.zeros_like(network.cost)
    cost[: len(pair_costs)] = pair_costs
    rest = Network(network.start[free], network.end[free], network.capacity[free], cost[free], supply)
    flow = np.where(fixed, network.capacity, 0)
    flow[free] = _solve(rest)
    return flow[: len(pair_costs)]


def _solve(network: Network) -> np.ndarray:
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.start, network.end, network.capacity, network.cost
    )
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"assigning inspectors: the flow solver ended with status {status}")
    return solver.flows(arcs)


def _potentials(network: Network, flow: np.ndarray) -> np.ndarray:
    """Shortest distances in the residual network of an optimal flow (Bellman-Ford, all nodes at 0)."""
    open_arcs, used = flow < network.capacity, flow > 0
    start = np.concatenate([network.start[open_arcs], network.end[used]])
    end = np.concatenate([network.end[open_arcs], network.start[used]])
    cost = np.concatenate([network.cost[open_arcs], -network.cost[used]])
    distance = np.zeros(len(network.supply), np.int64)
    while True:
        shorter = distance.copy()
        np.minimum.at(shorter, end, distance[start] + cost)
        if np.array_equal(shorter, distance):
            return distance
        distance = shorter
