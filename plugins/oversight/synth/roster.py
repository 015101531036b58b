"""Inspectors of each authority and the organisations they must keep away from."""

import numpy as np
import pandas as pd

from oversight.synth.world import World

DESK_SHARE = 0.05
CASES_PER_INSPECTOR = 12
FEWEST = 4  # leaves a pair for any case when one is recused
EXPIRED_SHARE = 0.12
REASONS = ["曾在该单位任职", "近亲属在该单位任职", "该单位会员", "兼任该单位顾问"]


def write(world: World) -> None:
    registered = world.orgs.authority_code.value_counts()
    for authority in world.authorities:
        valid = max(FEWEST, int(np.ceil(registered[authority.code] * DESK_SHARE / CASES_PER_INSPECTOR)))
        expired = max(1, int(valid * EXPIRED_SHARE))
        _inspectors(world, authority, valid, expired)


def _inspectors(world: World, authority, valid: int, expired: int) -> None:
    rng, n = world.rng, valid + expired
    ids = np.array([f"ZF{authority.code}{i + 1:04d}" for i in range(n)], dtype=object)
    until = np.where(
        np.arange(n) < valid, world.today + rng.integers(0, 1400, n), world.today - rng.integers(1, 700, n)
    )
    frame = pd.DataFrame(
        {
            "authority_code": authority.code,
            "inspector_id": ids,
            "inspector_name": rng.choice(world.pools.people, n).astype(object),
            "authority_name": authority.name,
            "certificate_valid_to": until,
            "max_cases": rng.choice([20, 30, 40], n),
        }
    )
    world.rows.setdefault("inspectors", []).append(frame)
    own = world.orgs[(world.orgs.authority_code == authority.code) & (world.orgs.status == "in_force")]
    count = max(1, n // 4)
    at = rng.integers(0, len(own), count)
    world.add(
        "recusals",
        own.iloc[at],
        inspector_id=ids[rng.permutation(n)[:count]],
        recusal_reason=rng.choice(REASONS, count).astype(object),
        declared_on=world.today - rng.integers(30, 600, count),
    )
