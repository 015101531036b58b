"""
### Nightly: deliveries in, tested marts out

**Kind:** *now*. Each run reads everything delivered up to its business date and rebuilds the warehouse;
no run depends on the one before it.

**Re-run:** clear the failed task, or start a new run with the param `business_date`. Every stage replaces
its own result or finds it done; a repeated run of an unchanged inbox gives the same release, untouched.

**Triage**
- `ingest` failed: the inbox cannot be read. A file that cannot be read does not fail it; that is in its receipt.
- `build` failed: the error names the model or test and its first failing rows with their keys. The release
  before stays in place. "is being worked on by process ..." means that another run holds the warehouse.
- `publish` failed: nothing is half visible; clear the task.
- `summary` failed: read its error; it repeats what failed above. Its report is `runs/nightly/<date>/summary.txt`.
"""

from datetime import datetime

from airflow.sdk import Asset, Param, dag, task
from airflow.timetables.trigger import CronTriggerTimetable

from oversight import dates, notify, stages

RELEASES = Asset("oversight_releases")


@dag(
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai"),
    start_date=datetime(2018, 1, 1),  # no run is for a date before the rules begin
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["nightly", "kind:now"],
    params={
        "business_date": Param(
            None, type=["null", "string"], format="date", description="Empty: the run's logical date"
        )
    },
    default_args={"owner": "oversight", "on_failure_callback": notify.on_failure},
)
def nightly():
    @task(pool="warehouse")
    def ingest(**run):
        return stages.ingest(dates.business_date(run))

    @task(pool="warehouse")
    def build(**run):
        return stages.build(dates.business_date(run))

    @task(pool="warehouse", outlets=[RELEASES])
    def publish(**run):
        return stages.publish_release(dates.business_date(run), "nightly")

    @task(trigger_rule="all_done", retries=0)
    def summary(**run):
        return stages.summarize(dates.business_date(run), "nightly")

    ingest() >> build() >> publish() >> summary()


nightly()
