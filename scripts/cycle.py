"""One whole cycle through Airflow, in one process: deliveries, nightly DAG, monthly DAG, summary.

Exit codes: 0 all done; 1 a stage failed; 2 wrong use.
"""

import argparse
import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import first_start
from oversight import stages, summary, synth
from oversight.settings import TIMEZONE, Home

DAGS = ("nightly", "monthly")
QUIET_SECONDS = 2.0  # between two lines of one stage


class Console:
    """The person's view: one line when something begins or ends, and a sign of life in between."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.started, self.last = stream, time.monotonic(), 0.0

    def say(self, text: str) -> None:
        self.last = time.monotonic()
        print(f"{self.last - self.started:6.1f}s  {text}", file=self.stream, flush=True)

    def detail(self, text: str) -> None:
        """A line that may be left out when many come at once."""
        if time.monotonic() - self.last >= QUIET_SECONDS:
            self.say(f"  {text}")


class WrongUse(Exception):
    """The arguments do not fit each other or the home."""


@contextlib.contextmanager
def noise_to(log: Path) -> Iterator[Console]:
    """Send all that the stack and its children print to `log`; yields the person's console."""
    log.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    with log.open("ab") as sink, os.fdopen(os.dup(1), "w", encoding="utf-8") as person:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
        try:
            yield Console(person)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for number, handle in enumerate(kept, 1):
                os.dup2(handle, number)
                os.close(handle)


def prepare_inbox(home: Home, inbox: Path | None, organisations: int, day: date, console: Console) -> Path:
    """The folder of deliveries: the given one, or the demo's, made once per home."""
    demo = home.root / "demo"
    record = demo / "demo.json"
    if inbox:
        if not inbox.is_dir():
            raise WrongUse(f"INBOX={inbox} is not a folder.")
        if record.exists():
            raise WrongUse(
                f"{home.root} holds the demo. Real deliveries need a home of their own: HOME_DIR=dir"
            )
        return inbox.resolve()
    if any(home.bronze.glob("*")) and not record.exists():
        raise WrongUse(
            f"{home.root} holds real deliveries, not the demo. Give INBOX=dir, or another HOME_DIR."
        )
    if record.exists():
        made = json.loads(record.read_text(encoding="utf-8"))["organisations"]
        if made != organisations:
            raise WrongUse(
                f"{home.root} holds a demo of {made} organisations, not {organisations}: HOME_DIR=dir"
            )
        console.say(f"deliveries: the demo in {demo}, as made before")
        return demo / "inbox"
    console.say(f"deliveries: making the demo, {organisations} organisations")
    synth.make(root=demo, organisations=organisations, business_date=day, progress=console.detail)
    record.write_text(json.dumps({"organisations": organisations, "business_date": day.isoformat()}) + "\n")
    return demo / "inbox"


def run_dag(dag_id: str, day: date, console: Console) -> bool:
    """Run one DAG for `day` in this process; tells whether it succeeded."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(first_start.REPO / "dags")
    if bag.import_errors:
        raise RuntimeError(f"DAG files that cannot be loaded: {bag.import_errors}")
    # Midnight of the day, local time: a repeated run of a date is the same run.
    logical_date = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(TIMEZONE))
    console.say(f"{dag_id}: {' > '.join(t.task_id for t in bag.dags[dag_id].topological_sort())}")
    run = bag.dags[dag_id].test(
        logical_date=logical_date,
        run_after=logical_date + timedelta(days=1),
        run_conf={"business_date": day.isoformat()},
    )
    console.say(f"{dag_id}: {run.state}")
    return run.state == "success"


def cycle(home: Home, inbox: Path | None, organisations: int, day: date, console: Console) -> int:
    """All of it; returns the exit code."""
    stages.progress = console.detail
    os.environ["OVERSIGHT_INBOX"] = str(prepare_inbox(home, inbox, organisations, day, console))
    console.say("airflow: first start")
    first_start.main()
    for dag_id in DAGS:
        if not run_dag(dag_id, day, console):
            return 1
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="business date, YYYY-MM-DD")
    parser.add_argument("--inbox", default="", help="folder of deliveries; without it the demo's")
    parser.add_argument("--organisations", type=int, default=5000, help="size of the demo")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    home = Home.from_env()
    os.environ["OVERSIGHT_HOME"] = str(home.root)
    os.environ["AIRFLOW_HOME"] = str(first_start.REPO)
    # A person waits for this run: a failed stage is shown at once instead of repeated.
    os.environ["AIRFLOW__CORE__DEFAULT_TASK_RETRIES"] = "0"
    log = home.make().root / "logs" / "cycle.log"
    try:
        with noise_to(log) as console:
            inbox = Path(given.inbox) if given.inbox else None
            code = cycle(home, inbox, given.organisations, given.date, console)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return 2
    for dag_id in DAGS:
        print(summary.run_text(home, dag_id, given.date), end="")
    if code == 0:
        print(summary.text(summary.of_release(home, given.date)), end="")
    print(f"Log of this run: {log}")
    return code


if __name__ == "__main__":
    sys.exit(main())
