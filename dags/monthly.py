"""
### Monthly: the draw, its lists, and the target extracts

**Kind:** *now*. A period (the month of the business date) is drawn once. What is frozen, revealed, drawn or
issued stays as it is; a repeated run does only what is missing, then rebuilds and publishes.

**Re-run:** clear the failed task, or start a new run with the param `business_date`. A date older than the
latest release draws nothing: it could only be drawn knowing what came after.

**Triage**
- `wait_for_release` waits: the nightly run of the date has not published; look there first.
- `freeze`, `reveal`, `finish` or `issue` failed: the error names the file and what differs from the ledger.
  Never edit a bundle; restore it from a copy, or log a second attempt (`oversight draw freeze --attempt 2`).
- `select` failed: a draw under a floor, or another test of the sampling marts; no list leaves. The error
  shows the failing rows.
- `lists` or `extracts` failed: a file is open elsewhere or the disk is full; clear the task.
- `summary` failed: it repeats what failed above. Its report is `runs/monthly/<date>/summary.txt`.
"""

from datetime import datetime

from airflow.sdk import Asset, Param, PokeReturnValue, dag, task
from airflow.timetables.trigger import CronTriggerTimetable

from oversight import dates, notify, stages

RELEASES = Asset("oversight_releases")
LISTS = Asset("oversight_lists")


@dag(
    schedule=CronTriggerTimetable("0 3 1 * *", timezone="Asia/Shanghai"),
    start_date=datetime(2018, 1, 1),  # no run is for a date before the rules begin
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["monthly", "kind:now"],
    params={
        "business_date": Param(
            None, type=["null", "string"], format="date", description="Empty: the run's logical date"
        )
    },
    default_args={"owner": "oversight", "on_failure_callback": notify.on_failure},
)
def monthly():
    @task.sensor(mode="reschedule", poke_interval=60, timeout=6 * 3600, inlets=[RELEASES])
    def wait_for_release(**run):
        return PokeReturnValue(is_done=stages.release_is_out(dates.business_date(run)))

    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def may_draw(**run):
        return stages.may_draw(dates.business_date(run))

    @task
    def freeze(**run):
        return stages.freeze(dates.business_date(run))

    @task
    def reveal(**run):
        return stages.reveal(dates.business_date(run))

    @task(pool="warehouse")
    def select(**run):
        return stages.build_draws(dates.business_date(run), "select")

    @task
    def finish(**run):
        return stages.finish(dates.business_date(run))

    @task
    def lists(**run):
        return stages.lists(dates.business_date(run))

    @task(outlets=[LISTS])
    def issue(**run):
        return stages.issue(dates.business_date(run))

    @task(pool="warehouse")
    def rebuild(**run):
        """Issued draws count from here on: the marts say so in the same run, not a night later."""
        return stages.build_draws(dates.business_date(run), "rebuild")

    @task(pool="warehouse", outlets=[RELEASES])
    def publish(**run):
        return stages.publish_release(dates.business_date(run), "monthly")

    @task
    def extracts(**run):
        return stages.extracts(dates.business_date(run))

    @task(trigger_rule="all_done", retries=0)
    def summary(**run):
        return stages.summarize(dates.business_date(run), "monthly")

    drawn = wait_for_release() >> may_draw() >> freeze() >> reveal() >> select() >> finish()
    drawn >> lists() >> issue() >> rebuild() >> publish() >> extracts() >> summary()


monthly()
