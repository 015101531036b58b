"""The stages of the nightly and the monthly cycle: what the DAGs wire together, one function a task.

Each takes one business date, works on the home named by the environment, may be repeated, records what it
found for the run's summary, and returns a small JSON value for the run's page. Heavy libraries are imported
inside, since Airflow imports this module each time it parses a DAG file.
"""

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from oversight import notify, releases
from oversight.dates import period_of
from oversight.settings import Home

progress: Callable[[str], None] = logging.getLogger(__name__).info
"""Where stages say what they are doing; a program with a terminal puts its own function here."""


def inbox(home: Home) -> Path:
    """Where deliveries lie: OVERSIGHT_INBOX, else the demo's."""
    return Path(os.environ.get("OVERSIGHT_INBOX") or home.root / "demo" / "inbox").resolve()


def ingest(day: date) -> dict:
    """Read what was delivered up to `day` into bronze."""
    from oversight import ingest as reader

    home = Home.from_env()
    report = reader.run(inbox=inbox(home), home=home, business_date=day, progress=progress)
    messages = [str(m) for m in report.messages]
    _record("nightly", day, "ingest", [notify.Finding("warning", "ingest", m) for m in messages])
    return {"messages": messages}


def build(day: date) -> dict:
    """Build and test the whole warehouse."""
    return _build("nightly", day, "build", None)


def build_draws(day: date, stage: str) -> dict:
    """Rebuild and test only what depends on draws; a draw under a floor fails here."""
    from oversight.ceremony import DRAW_MODELS

    return _build("monthly", day, stage, DRAW_MODELS)


def _build(dag_id: str, day: date, stage: str, select: list[str] | None) -> dict:
    from oversight import warehouse

    result = warehouse.build(home=Home.from_env(), business_date=day, select=select, progress=progress)
    _record(dag_id, day, stage, [notify.Finding("warning", stage, f.node, str(f)) for f in result.warnings])
    slowest = sorted(result.seconds.items(), key=lambda item: -item[1])[:10]
    return {"nodes": len(result.nodes), "warnings": len(result.warnings), "slowest": dict(slowest)}


def publish_release(day: date, dag_id: str) -> str:
    """Publish the marts; returns the release's name."""
    from oversight import publish

    release = publish.publish(home=Home.from_env(), business_date=day)
    _record(dag_id, day, "publish", [])
    progress(f"release {release.name}")
    return release.name


def release_is_out(day: date) -> bool:
    """Whether the night's release of `day` was published."""
    return releases.release_of(Home.from_env(), day) is not None


def may_draw(day: date) -> bool:
    """Whether `day` is the latest date known: nobody may draw for a day whose sequel is already known."""
    home = Home.from_env()
    open_ = releases.release_of(home) == releases.release_of(home, day)
    if not open_:
        progress(f"no draw: {day} is older than the latest release")
    return open_


def freeze(day: date) -> str:
    """Fix and commit frame, rule and inspectors of the period; returns the bundle folder."""
    from oversight import draw

    bundle = draw.freeze(business_date=day, **_draw_of(day))
    return _done(day, "freeze", str(bundle))


def reveal(day: date) -> str:
    """Open the committed entropy; returns the seed."""
    from oversight import draw

    return _done(day, "reveal", draw.reveal(**_draw_of(day)))


def finish(day: date) -> str:
    """Check the SQL's selection with the independent verifier and assign inspectors; short teams are told."""
    from oversight import draw

    bundle = draw.finish(**_draw_of(day))
    short = draw.shortages(bundle)
    value = _done(day, "finish", str(bundle))
    _record("monthly", day, "finish", [notify.Finding("warning", "finish", line) for line in short])
    return value


def lists(day: date) -> list[str]:
    """Write the authorities' lists into the bundle."""
    from oversight.render.lists import write_lists

    written = write_lists(**_draw_of(day))
    return _done(day, "lists", [path.name for path in written])


def issue(day: date) -> dict:
    """Seal the bundle; from here on it never changes."""
    from oversight import draw

    report = draw.issue(**_draw_of(day))
    return _done(day, "issue", {"valid": report.valid, "notes": report.notes})


def extracts(day: date) -> list[str]:
    """Write the target-progress extracts of the period."""
    from oversight.render.extracts import write_target_extract

    home = Home.from_env()
    written = write_target_extract(home=home, release=releases.release_of(home, day), period=period_of(day))
    return _done(day, "extracts", [str(path) for path in written])


def summarize(day: date, dag_id: str) -> dict:
    """Write the run's summary; raises when a stage failed, since this last task decides the run's state."""
    from oversight import summary

    return summary.close_run(home=Home.from_env(), dag_id=dag_id, business_date=day)


def _record(dag_id: str, day: date, stage: str, findings: list[notify.Finding]) -> None:
    notify.record(notify.run_folder(Home.from_env(), dag_id, day), stage, findings)


def _draw_of(day: date) -> dict[str, Any]:
    """The period's draw to work on: its newest attempt, since a second one replaces the first."""
    from oversight import draw

    home, period = Home.from_env(), period_of(day)
    frozen = (e for e in draw.Ledger.of(home).events() if e["event"] == "freeze" and e["period"] == period)
    return {"home": home, "period": period, "attempt": max((e["attempt"] for e in frozen), default=1)}


def _done(day: date, stage: str, value: Any) -> Any:
    """Clear what a failed try of a monthly stage recorded, say so, and hand on its value."""
    _record("monthly", day, stage, [])
    progress(f"{stage} {period_of(day)}")
    return value
