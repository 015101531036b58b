"""Killed anywhere, run again, equal: between any two stages, and in the middle of a build."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

import pytest
from cycles import DAY, PERIOD, tree

from oversight import draw, publish, stages, warehouse
from oversight.settings import REPO, Home

Stage = tuple[str, Callable[[date], object]]
NIGHTLY: list[Stage] = [
    ("ingest", stages.ingest),
    ("build", stages.build),
    ("publish", lambda day: stages.publish_release(day, "nightly")),
]
MONTHLY: list[Stage] = [
    ("freeze", stages.freeze),
    ("reveal", stages.reveal),
    ("select", lambda day: stages.build_draws(day, "select")),
    ("finish", stages.finish),
    ("lists", stages.lists),
    ("issue", stages.issue),
    ("rebuild", lambda day: stages.build_draws(day, "rebuild")),
    ("publish", lambda day: stages.publish_release(day, "monthly")),
    ("extracts", stages.extracts),
]


def state(home: Home) -> dict[str, str]:
    """All that must be equal: what is published, what was read, and the ledger.

    A DuckDB file made twice differs in bytes; the Parquet
    files beside it hold the same marts and are compared.
    """
    kept = (home.published, home.restricted, home.bronze, home.ledger)
    found = {f"{folder.name}/{name}": digest for folder in kept for name, digest in tree(folder).items()}
    return {name: digest for name, digest in found.items() if not name.endswith(".duckdb")}


def run(home: Home, todo: list[Stage], keep_before: dict[str, Home] | None = None, scratch=None) -> None:
    """Run stages in order; `keep_before` gets a copy of the home as a kill before each stage would leave it."""
    for name, stage in todo:
        if keep_before is not None:
            kept = Home(scratch / name)
            shutil.copytree(home.root, kept.root, symlinks=True)
            keep_before[name] = kept
        stage(DAY)


@pytest.fixture(scope="module")
def fresh(cycle, tmp_path_factory) -> Home:
    """A home with deliveries and nothing else."""
    home = Home(tmp_path_factory.mktemp("fresh") / "home")
    shutil.copytree(cycle[0].root / "demo", home.root / "demo")
    return home


@pytest.mark.slow  # the whole month again after each of eight kills
def test_killed_between_two_stages_and_run_again_is_equal(fresh, as_home, tmp_path):
    home, left = as_home(fresh), {}
    for todo in (NIGHTLY, MONTHLY[:1]):
        run(home, todo)
    # From the freeze on the entropy is fixed, so that two runs can be compared to the last byte.
    run(home, MONTHLY[1:], keep_before=left, scratch=tmp_path)
    expected = state(home)
    assert len(left) == len(MONTHLY) - 1
    for name, killed in left.items():
        shutil.rmtree(home.root)
        killed.root.rename(home.root)  # the place it was killed in
        run(home, MONTHLY)
        found = state(home)
        different = {k for k in expected.keys() | found.keys() if expected.get(k) != found.get(k)}
        assert not different, f"killed before {name}: {sorted(different)[:5]}"


def test_killed_between_two_nightly_stages_and_run_again_is_equal(cycle, copy_of_home, as_home):
    home = as_home(copy_of_home)
    expected = state(home)
    (home.published / "latest").unlink()  # killed before the swap, with the warehouse gone too
    home.warehouse.unlink()
    for stop in range(1, len(NIGHTLY) + 1):
        run(home, NIGHTLY[:stop])
    assert state(home) == expected


def test_killed_in_the_middle_of_a_build(copy_of_home):
    """The kernel frees the lock, the release stays readable, and the next build gives the same."""
    home = copy_of_home
    before = tree(home.published)
    code = (
        "from datetime import date; from oversight import warehouse; from oversight.settings import Home\n"
        f"warehouse.build(home=Home.from_env(), business_date=date.fromisoformat('{DAY}'), progress=print)"
    )
    environment = os.environ | {"OVERSIGHT_HOME": str(home.root), "PYTHONPATH": str(REPO / "plugins")}
    build = subprocess.Popen(
        [sys.executable, "-uc", code], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert "success" in build.stdout.readline()  # a model was built: it holds the lock and an open file
    with pytest.raises(warehouse.WarehouseBusy, match=f"process {build.pid} on "):
        warehouse.build(home=home, business_date=DAY)
    build.send_signal(signal.SIGKILL)
    build.wait()
    time.sleep(0.1)
    assert tree(home.published) == before
    assert warehouse.built_for(home.warehouse) == (DAY, DAY)
    assert warehouse.build(home=home, business_date=DAY).failures == ()
    publish.publish(home=home, business_date=DAY)
    assert tree(home.published) == before
    assert draw.verify(draw.bundle_of(home, PERIOD, 1), home.ledger / "draws.jsonl").valid
