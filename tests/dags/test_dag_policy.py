"""Rules that every DAG of the house keeps; a message says which DAG breaks which rule and how to mend it."""

import ast
import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import first_start
from oversight import dates, notify

DAGS = Path(__file__).parents[2] / "dags"
FILES = sorted(DAGS.glob("*.py"))
PARTS = {
    "nightly": ["ingest", "build", "publish", "summary"],
    "monthly": [
        *("wait_for_release", "may_draw", "freeze", "reveal", "select", "finish"),
        *("lists", "issue", "rebuild", "publish", "extracts", "summary"),
    ],
}
WRITERS = {"ingest", "build", "select", "rebuild", "publish"}
DOC_SECTIONS = ("**Kind:**", "**Re-run:**", "**Triage**")
PARSE_SECONDS = 20  # generous: the machine may be busy; a dbt or pandas import at parse time is far beyond
HEAVY = {"dbt", "duckdb", "pandas", "pyarrow", "ortools", "chinese_calendar"}


@pytest.fixture(scope="module")
def bag():
    first_start.make_secrets(first_start.REPO / "var" / "secrets")
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(DAGS)
    assert bag.dags, f"no DAG was loaded from {DAGS}: {bag.import_errors}"
    return bag


@pytest.fixture(scope="module")
def tasks(bag):
    found = [(dag, task) for dag in bag.dags.values() for task in dag.tasks]
    assert len(found) == sum(map(len, PARTS.values()))
    return found


def test_every_file_loads(bag):
    assert not bag.import_errors
    assert {Path(dag.fileloc).name for dag in bag.dags.values()} == {path.name for path in FILES}


def test_stages_stand_in_their_order(bag):
    assert {d: [t.task_id for t in dag.topological_sort()] for d, dag in bag.dags.items()} == PARTS
    for dag in bag.dags.values():
        assert all(len(t.downstream_task_ids) <= 1 for t in dag.tasks), f"{dag.dag_id}: one way through"


def test_one_run_at_a_time_and_nothing_caught_up(bag):
    for dag in bag.dags.values():
        assert (dag.max_active_runs, dag.catchup) == (1, False), f"{dag.dag_id}: set max_active_runs=1"


def test_tags_say_cycle_and_kind(bag):
    for dag in bag.dags.values():
        assert dag.dag_id in dag.tags, f"{dag.dag_id}: tag it {dag.dag_id}"
        kinds = dag.tags & {"kind:now", "kind:interval"}
        assert len(kinds) == 1, f"{dag.dag_id}: tag it kind:now or kind:interval"
        kind = kinds.pop().removeprefix("kind:")
        assert f"**Kind:** *{kind}*" in dag.doc_md, f"{dag.dag_id}: doc and tag name different kinds"


def test_docs_say_how_to_re_run_and_what_to_do(bag):
    for dag in bag.dags.values():
        missing = [s for s in DOC_SECTIONS if s not in (dag.doc_md or "")]
        assert not missing, f"{dag.dag_id}: its docstring lacks {missing}"
        triage = dag.doc_md.split("**Triage**")[1]
        assert "`summary`" in triage, f"{dag.dag_id}: triage must say what a failed summary means"


def test_schedules_are_local_time(bag):
    zones = {dag.dag_id: str(dag.timetable.serialize()["timezone"]) for dag in bag.dags.values()}
    assert set(zones.values()) == {"Asia/Shanghai"}, zones
    assert bag.dags["nightly"].timetable.serialize()["expression"] == "0 2 * * *"


def test_tasks_are_owned_retried_and_heard(tasks):
    for dag, task in tasks:
        name = f"{dag.dag_id}.{task.task_id}"
        assert task.owner == "oversight", f"{name}: set owner in default_args"
        assert notify.on_failure in task.on_failure_callback, f"{name}: failures reach nobody"
        # The summary fails because a stage failed: running it again cannot help.
        assert task.retries == (0 if task.task_id == "summary" else 2), f"{name}: {task.retries} retries"


def test_the_warehouse_has_one_writer(tasks):
    for dag, task in tasks:
        wanted = "warehouse" if task.task_id in WRITERS else "default_pool"
        assert task.pool == wanted, f"{dag.dag_id}.{task.task_id}: pool {task.pool}, should be {wanted}"


def test_the_summary_runs_whatever_happened(bag):
    for dag in bag.dags.values():
        last = dag.get_task("summary")
        assert last.trigger_rule == "all_done" and not last.downstream_task_ids
        others = {t.trigger_rule for t in dag.tasks} - {last.trigger_rule}
        assert others == {"all_success"}, f"{dag.dag_id}: only the summary may run after a failure"


def test_the_wait_holds_no_worker(bag):
    assert bag.dags["monthly"].get_task("wait_for_release").mode == "reschedule"


def test_releases_connect_the_dags(bag):
    made = {a.name for a in bag.dags["nightly"].get_task("publish").outlets}
    read = {a.name for a in bag.dags["monthly"].get_task("wait_for_release").inlets}
    assert made == read == {"oversight_releases"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_file_is_wiring_only(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120, f"{path.name}: move logic into plugins/oversight"
    assert not path.name.startswith("dbt_"), f"{path.name}: shadows the dbt package"
    tree = ast.parse(text)
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not imported & {p.stem for p in FILES}, f"{path.name}: imports another DAG file"
    calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
    clocks = [f.attr for f in calls if isinstance(f, ast.Attribute) and f.attr in ("now", "today", "utcnow")]
    assert not clocks, f"{path.name}: reads the clock; a run knows one business date"


def test_parsing_imports_nothing_heavy():
    code = (
        "import sys, json, time; start = time.monotonic()\n"
        "from oversight import dates, notify, stages\n"
        "print(json.dumps([time.monotonic() - start, sorted({m.split('.')[0] for m in sys.modules})]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DAGS.parent / "plugins"
    )
    seconds, modules = json.loads(done.stdout)
    assert "oversight" in modules
    assert not HEAVY & set(modules), "import it inside the stage: Airflow parses DAG files all day"
    assert seconds < PARSE_SECONDS


def test_business_date_is_the_param_else_the_local_logical_date():
    # 18:00 UTC is two in the morning of the next day in Shanghai.
    night = datetime(2026, 11, 29, 18, tzinfo=ZoneInfo("UTC"))
    assert dates.business_date({"params": {}, "logical_date": night}) == date(2026, 11, 30)
    assert dates.business_date({"params": {"business_date": "2024-06-30"}, "logical_date": night}) == date(
        2024, 6, 30
    )
    with pytest.raises(ValueError, match=re.escape("param business_date")):
        dates.business_date({"params": {"business_date": None}})
