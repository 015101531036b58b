"""A past day again, judged by what is known since: an immutable release beside those of the nights."""

import os
import shutil
from datetime import date
from pathlib import Path

from oversight import publish, warehouse
from oversight.settings import Home


def restate(
    *, home: Home, business_date: date, known_on: date, progress: warehouse.Progress | None = None
) -> Path:
    """Build `business_date` counting what was handed in by `known_on`, and publish it below `published/restated/`.

    Neither the nightly's warehouse, nor a nightly release, `latest`, receipts or the ledger are touched; a
    nightly run may go on meanwhile. Returns the release's public folder. Raises what building and publishing
    raise; a failed build stays below `restating/` to look at.
    """
    warehouse.refuse_wrong_dates(business_date, known_on)  # before anything is made
    beside = Home(home.make().root / "restating")
    with warehouse.exclusive(beside):
        own = _own_home(home, beside.root / "home")
        warehouse.build(home=own, business_date=business_date, known_on=known_on, progress=progress)
        release = publish.write_release(built=own, home=home, dates=(business_date, known_on), restated=True)
        shutil.rmtree(own.root)
    return release


def _own_home(home: Home, root: Path) -> Home:
    """A home with caches of its own and the state of another: bronze, ledger and draw bundles, to read."""
    shutil.rmtree(root, ignore_errors=True)
    own = Home(root)
    for link, state in ((own.bronze, home.bronze), (own.ledger, home.ledger), (own.draws, home.draws)):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.path.relpath(state, link.parent))
    return own
