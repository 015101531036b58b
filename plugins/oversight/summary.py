"""What a run found, new against known; and what a release holds, read from its published marts."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb

from oversight import notify, releases
from oversight.settings import Home

SHOWN = 20  # findings of one kind printed; the files hold all
NUMBERS = {
    "organisations": "select count(*) from organizations",
    "organisations_in_force": "select count(*) from organizations where is_in_force",
    "files": "select count(distinct digest) from delivery_receipts",
    "rows_delivered": "select sum(rows_delivered) from delivery_receipts",
    "rows_accepted": "select sum(rows_accepted) from delivery_receipts",
    "rows_rejected": "select sum(rows_rejected) from delivery_receipts",
    "rows_repeated": "select sum(rows_repeated) from delivery_receipts",
    "rows_unrecognised": "select sum(rows_unrecognised) from delivery_receipts",
    "on_abnormal_list": "select count(*) from credit_status where on_abnormal",
    "on_serious_list": "select count(*) from credit_status where on_serious",
    "candidates_open": "select count(*) from credit_candidates where status in ('open', 'noticed')",
    "annual_missing": "select count(*) from annual_inspection where is_latest_due_year and timeliness = 'missing'",
    "zombie_organisations": "select count(*) from zombie_organizations",
}


class RunHasErrors(RuntimeError):
    """A stage of the run failed; the message lists the errors."""


def close_run(*, home: Home, dag_id: str, business_date: date) -> dict[str, int]:
    """Write the run's summary (`summary.txt`) and remember its findings for the next run to compare with.

    Returns counts of errors, warnings, and how many of them are new. Raises RunHasErrors.
    """
    folder = notify.run_folder(home, dag_id, business_date)
    folder.mkdir(parents=True, exist_ok=True)  # a run that had nothing to do recorded nothing
    findings = notify.recorded(folder)
    known_file = home.root / "runs" / dag_id / "known.json"
    known = (
        {tuple(k) for k in json.loads(known_file.read_text(encoding="utf-8"))}
        if known_file.exists()
        else set()
    )
    (folder / "summary.txt").write_text(_findings_text(findings, known), encoding="utf-8")
    known_file.write_text(json.dumps(sorted(f.key for f in findings), ensure_ascii=False), encoding="utf-8")
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        raise RunHasErrors("\n".join(f"{f.stage}: {f.detail or f.what}" for f in errors))
    new = sum(f.key not in known for f in findings)
    return {"errors": 0, "warnings": len(findings), "new": new}


def run_text(home: Home, dag_id: str, business_date: date) -> str:
    """The summary of one run as written by its last task; '' when it never got so far."""
    path = notify.run_folder(home, dag_id, business_date) / "summary.txt"
    return f"\n{dag_id} {business_date}: {path.read_text(encoding='utf-8')}" if path.exists() else ""


def _findings_text(findings: list[notify.Finding], known: set[tuple]) -> str:
    """Errors before warnings, new before known; only new ones in full."""
    if not findings:
        return "no errors, no warnings\n"
    lines = []
    for severity in ("error", "warning"):
        for label, wanted in (("new", False), ("known", True)):
            chosen = [f for f in findings if f.severity == severity and (f.key in known) == wanted]
            if chosen:
                lines.append(f"{len(chosen)} {label} {severity}(s)")
                lines += [f"  {f.stage}: {f.what if wanted else f.detail or f.what}" for f in chosen[:SHOWN]]
                lines += [f"  ... and {len(chosen) - SHOWN} more"] * (len(chosen) > SHOWN)
    return "\n".join(lines) + "\n"


def of_release(home: Home, business_date: date) -> dict:
    """The numbers of the newest release of `business_date`, each by one query over its published marts.

    Raises LookupError when the date has no release.
    """
    release = releases.release_of(home, business_date)
    if release is None:
        raise LookupError(
            f"{home.published} has no release of {business_date}. Run: make run DATE={business_date}"
        )
    with duckdb.connect(str(release / "oversight.duckdb"), read_only=True) as con:
        return {
            "business_date": business_date.isoformat(),
            "release": release.name,
            "numbers": {name: int(con.execute(sql).fetchall()[0][0] or 0) for name, sql in NUMBERS.items()},
            "sampling": _records(
                con,
                "select period, attempt, authority_code, registered, desk_selected, onsite_selected, status "
                "from sampling_compliance where scope = 'draw' order by period, attempt, authority_code",
            ),
            "targets": dict(
                con.execute("select status, count(*) from target_progress group by 1 order by 1").fetchall()
            ),
            "products": products(home, release),
        }


def products(home: Home, release: Path) -> dict[str, str]:
    """Where everything lies that people or systems take away."""
    places = {
        "marts": release / "marts",
        "one file to query": release / "oversight.duckdb",
        "restricted marts": releases.restricted_of(release) / "marts",
        "report": release / "report" / "index.html",
        "draws, lists and extracts": home.draws,
        "receipts": home.receipts,
    }
    return {name: str(path) for name, path in places.items() if path.exists()}


def text(facts: dict) -> str:
    """The release's facts for a person at a terminal."""
    lines = ["", f"release {facts['release']}, as of {facts['business_date']}"]
    lines += [f"  {name.replace('_', ' '):<24}{count:>12,}" for name, count in facts["numbers"].items()]
    if facts["sampling"]:
        lines.append("  draws: authority, registered, desk (rate), on-site (rate), status")
        lines += [f"    {_rates(row)}" for row in facts["sampling"]]
    lines.append("  targets: " + ", ".join(f"{n} {status}" for status, n in facts["targets"].items()))
    lines += [f"  {name:<26}{place}" for name, place in facts["products"].items()]
    return "\n".join(lines) + "\n"


def _rates(row: dict) -> str:
    share = 100 / row["registered"] if row["registered"] else 0
    desk, onsite = row["desk_selected"], row["onsite_selected"]
    return (
        f"{row['period']} {row['authority_code']}  {row['registered']:>6}  {desk:>5} ({desk * share:.2f} %)"
        f"  {onsite:>4} ({onsite * share:.2f} %)  {row['status']}"
    )


def _records(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict]:
    found = con.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def as_json(facts: object) -> str:
    """Facts or dataclasses as JSON for programs; dates as ISO text."""
    value = facts if isinstance(facts, dict | list) else asdict(facts)
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
