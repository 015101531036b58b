"""What went wrong or looks odd in a run, kept as files that the run's summary reads.

`runs/<dag>/<business date>/<stage>.json` holds the findings of one stage; a repeated stage replaces its own.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from oversight import dates
from oversight.settings import Home


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to tell: an error or a warning; stage and `what` say whether it was there before."""

    severity: str
    stage: str
    what: str
    detail: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.severity, self.stage, self.what


def run_folder(home: Home, dag_id: str, business_date: date) -> Path:
    return home.root / "runs" / dag_id / business_date.isoformat()


def record(folder: Path, stage: str, findings: Iterable[Finding]) -> None:
    """Replace what `stage` said in this run."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(f) for f in sorted(findings)], ensure_ascii=False, indent=1)
    (folder / f"{stage}.json").write_text(text + "\n", encoding="utf-8")


def recorded(folder: Path) -> list[Finding]:
    """All findings of a run, stage by stage."""
    files = sorted(folder.glob("*.json"))
    return [Finding(**f) for path in files for f in json.loads(path.read_text(encoding="utf-8"))]


def on_failure(context: dict[str, Any]) -> None:
    """Airflow's failure callback: the failed task becomes an error in the run's summary.

    It stands on the tasks, through default_args: callbacks of a whole DAG were seen not to fire.
    """
    instance, error = context["ti"], context.get("exception")
    home, day = Home.from_env(), dates.business_date(context)
    text = str(error) or type(error).__name__
    finding = Finding("error", instance.task_id, text.splitlines()[0], text)
    record(run_folder(home, instance.dag_id, day), instance.task_id, [finding])
