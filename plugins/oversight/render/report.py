"""The page of a release: tonight's quality, lists and what changed in them, targets, sampling, contradictions."""

from pathlib import Path
from typing import Any

from oversight.render import labels
from oversight.render.marts import MartMissing, Marts, Row, business_date, known_on
from oversight.render.wording import fill
from oversight.render.workbook import write_atomic

NAMES_SHOWN = 20  # organisations named per change; the marts hold them all
ROWS_SHOWN = 200  # contradictions on the page
LISTS = (
    ("在册社会组织", "organizations", "is_in_force"),
    ("活动异常名录", "credit_list", "list_type = 'abnormal' and status = 'listed'"),
    ("严重违法失信名单", "credit_list", "list_type = 'serious' and status = 'listed'"),
    ("待处理的列入线索", "credit_candidates", "status in ('open', 'noticed')"),
    ("僵尸型社会组织线索", "zombie_organizations", "true"),
)
SOURCES = """
    select coalesce(source_zh, '未识别') as source_zh, count(distinct digest) as files,
           sum(rows_delivered) as delivered, sum(rows_accepted) as accepted, sum(rows_rejected) as rejected,
           sum(rows_repeated) as repeated, sum(rows_unrecognised) as unrecognised,
           coalesce(sum(rows_delivered) filter (delivered_on = ?), 0) as delivered_today
    from delivery_receipts
    group by all
    order by delivered desc, source_zh
"""
REASONS = """
    select reason_zh, remedy_zh, count(*) as cells, count(distinct digest) as files
    from rejected_rows group by all order by cells desc, reason_zh
"""
TROUBLED_FILES = """
    select file_name, coalesce(nullif(sheet, ''), '整个文件') as sheet, status_zh
    from delivery_receipts where status not in ('recognised', 'repeated') order by delivered_on desc, file_name, sheet limit 50
"""
COMPLIANCE = """
    select * from sampling_compliance
    where scope = 'plan' or business_date = (select max(business_date) from sampling_compliance where scope = 'draw')
    order by scope, period, attempt, authority_code
"""
TARGETS = """
    select * from target_progress order by document_id, indicator_no, not is_total, district_code, district_zh
"""

CONTRADICTIONS = """
    select * from reconciliation order by severity <> 'warning', kind, subject_zh, contradiction_id limit ?
"""


def write_report(release: Path, previous: Path | None = None) -> Path:
    """Write `report/index.html` into a release folder; returns the page.

    `previous` is the release to compare the lists with; without it, the newest of an earlier business date that
    lies published beside this one, if any, and for a restatement what was published of that date itself.
    The page needs no network and no script.
    """
    release = Path(release)
    day = business_date(release)
    known = known_on(release)
    earlier = previous or _earlier_release(release, and_same_day=known > day)
    with Marts(release) as marts:
        sources = marts.rows(SOURCES, day)
        counted = (
            "files",
            "delivered",
            "accepted",
            "rejected",
            "repeated",
            "unrecognised",
            "delivered_today",
        )
        page = fill(
            "report.html",
            day=day,
            known_on=known,
            earlier=business_date(earlier) if earlier else None,
            sources=sources,
            totals={name: sum(row[name] for row in sources) for name in counted},
            reasons=marts.rows(REASONS),
            troubled=marts.rows(TROUBLED_FILES),
            lists=[_list_change(marts, earlier, *of_list) for of_list in LISTS],
            targets=[
                row | {"document_zh": labels.documents().get(row["document_id"], row["document_id"])}
                for row in marts.rows(TARGETS)
            ],
            compliance=marts.rows(COMPLIANCE),
            contradictions=marts.rows(CONTRADICTIONS, ROWS_SHOWN),
            contradictions_total=marts.rows("select count(*) as size from reconciliation")[0]["size"],
        )
    path = release / "report" / "index.html"
    write_atomic(path, page.encode())
    return path


def _earlier_release(release: Path, and_same_day: bool) -> Path | None:
    """The newest published release of an earlier business date, or of the same (`published/by-date/<date>`)."""
    day = business_date(release).isoformat()
    links = (release.parent.parent / "by-date").glob("????-??-??")
    dates = sorted(link.name for link in links if link.name < day or (and_same_day and link.name == day))
    return (release.parent.parent / "by-date" / dates[-1]).resolve() if dates else None


def _list_change(marts: Marts, earlier: Path | None, title: str, mart: str, condition: str) -> dict[str, Any]:
    """How long a list is, and which organisations came and went since the earlier release."""
    now = marts.rows(f"select count(distinct uscc) as size from {mart} where {condition}")[0]["size"]
    change: dict[str, Any] = {"title": title, "size": now, "came": None, "went": None}
    if earlier is None or not (earlier / "marts" / f"{mart}.parquet").exists():
        return change
    before = marts.other(earlier, mart)
    try:
        came = _only_in(marts, mart, before, condition)
        went = _only_in(marts, before, mart, condition)
    except MartMissing:  # the earlier release is of a code version without these columns
        return change
    return {**change, "came": came, "went": went}


def _only_in(marts: Marts, here: str, there: str, condition: str) -> dict[str, Any]:
    """Organisations of a list in one release and not in the other: their number, and the first of them."""
    found: list[Row] = marts.rows(
        f"""
        select uscc, min(org_name) as org_name from {here} where {condition}
            and uscc not in (select uscc from {there} where {condition})
        group by uscc order by uscc
        """
    )
    return {"size": len(found), "shown": found[:NAMES_SHOWN]}
