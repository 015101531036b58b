"""The monthly extract of target progress, by indicator and place: a workbook to read and a CSV to reuse."""

import csv
import datetime as dt
import io
import logging
from pathlib import Path
from typing import Any

from oversight.render import labels
from oversight.render.marts import Marts, Row, business_date
from oversight.render.wording import paragraphs
from oversight.render.workbook import (
    LINE_HEIGHT,
    Book,
    Column,
    csv_text,
    printed_lines,
    workbook,
    write_atomic,
)
from oversight.settings import Home

STATUS_STYLES = {"met": "good", "not_met": "bad", "not_judged": "quiet"}
SOURCES_ZH = {"reported": "填报", "computed": "平台计算"}
INDICATOR = (Column("indicator_no", "序号", 5, "center"), Column("indicator_zh", "指标", 22))
PLACE = (Column("district_zh", "区划", 10, "center"),)
DOCUMENT = (Column("document_zh", "依据文件", 22),)
MEASURES = (
    Column("unit", "单位", 8, "center"), Column("indicator_type_zh", "性质", 10, "center"),
    Column("baseline_text", "基期值", 9, "center"), Column("target_text", "目标值", 11, "center"),
    Column("current", "当前值", 10, "number"), Column("source_zh", "来源", 9, "center"),
    Column("current_period_end", "统计截止", 11, "date"), Column("completion", "完成率", 9, "percent"),
    Column("progress_from_baseline", "比基期进度", 10, "percent"), Column("status_zh", "结果", 9),
    Column("said_zh", "说明", 30), Column("computed_value", "平台计算值", 10, "number"),
)  # fmt: skip
ROWS_OF_TOTAL = (
    Column("rows_zh", "各地达到情况", 16, "center"), Column("rows_shortfall", "各地缺口合计", 10, "number"),
)  # fmt: skip
TOTAL_COLUMNS = (*INDICATOR, *PLACE, *MEASURES, *ROWS_OF_TOTAL, *DOCUMENT)
PLACE_COLUMNS = (*INDICATOR, *PLACE, *MEASURES)
CSV_COLUMNS = (
    Column("business_date", "数据截至"), Column("document_zh", "依据文件"), *INDICATOR, *PLACE,
    Column("scope_zh", "合计或分项"), *MEASURES,
)  # fmt: skip


log = logging.getLogger(__name__)


def write_target_extract(home: Home, release: Path, period: str) -> list[Path]:
    """Write `extracts/<period>/target_progress.xlsx` and `.csv` from a release's `target_progress`.

    Rows: indicator and place; completion and progress as shares (1 = 100 %), shown as percent. An extract, once
    written, is issued and never changes: other figures are refused with a warning in the log, and belong to the
    next period.
    """
    folder = home.published / "extracts" / period
    as_csv, as_xlsx = folder / "target_progress.csv", folder / "target_progress.xlsx"
    with Marts(release) as marts:
        order = "document_id, indicator_no, not is_total, district_code, district_zh"
        rows = [_printed(row) for row in marts.rows(f"select * from target_progress order by {order}")]
    content = _csv_bytes(rows)
    if not as_csv.exists():
        _write_workbook(as_xlsx, rows, business_date(release), period, Path(release).resolve().name)
        write_atomic(as_csv, content)  # last: its presence says that the extract is complete
    elif as_csv.read_bytes() != content:
        log.warning(
            "%s：%s 的指标进度已印发，与现在的数据不同；已印发的文件不改动，新的数据列入下一期。",
            as_csv,
            period,
        )
    return [as_xlsx, as_csv]


def _printed(row: Row) -> Row:
    """A mart row as people read it: shares as percent where the indicator is one, words beside every colour."""
    number = "percent" if row["value_kind"] == "ratio" else "number"
    # Why there is no progress is said only where it is not the reason there is no result either.
    only_progress = row["progress_reason_zh"] if row["progress_reason_zh"] != row["reason_zh"] else None
    reasons = [row["reason_zh"], only_progress and f"比基期进度：{only_progress}"]
    return {
        **row,
        "document_zh": labels.documents().get(row["document_id"], row["document_id"]),
        "scope_zh": "合计" if row["is_total"] else "分项",
        "source_zh": SOURCES_ZH.get(row["current_source"], "无"),
        "said_zh": "；".join(reason for reason in reasons if reason),
        "rows_zh": f"{row['rows_judged']} 行中 {row['rows_met']} 行达到" if row["rows_judged"] else "",
        "current_style": number,
        "computed_value_style": number,
        "status_zh_style": STATUS_STYLES[row["status"]],
    }


def _write_workbook(path: Path, rows: list[Row], as_of: dt.date, period: str, release: str) -> None:
    with workbook(path, as_of, f"社会组织发展指标进度 {period}") as book:
        for name, columns, is_total in (("合计", TOTAL_COLUMNS, True), ("分县市区", PLACE_COLUMNS, False)):
            sheet = book.data_sheet(name, columns, [row for row in rows if row["is_total"] == is_total])
            sheet.set_header(f"&C社会组织发展指标进度 {period}（{name}，数据截至 {as_of}）")
        _notes(book, rows, {"as_of": as_of, "period": period, "release": release})


def _notes(book: Book, rows: list[Row], facts: dict[str, Any]) -> None:
    sheet = book.sheet("说明", [14, 84], landscape=False)
    book.line(sheet, 0, 1, "指标进度说明", "title", 32)
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUS_STYLES}
    cited = "、".join(dict.fromkeys(row["document_zh"] for row in rows))
    computed = sum(row["current_source"] == "computed" for row in rows)
    said = paragraphs("extract_notes.txt", cited=cited, computed=computed, **counts, **facts)
    for number, (name, text) in enumerate(said.items(), start=1):
        book.put(sheet, number, 0, name, "label")
        book.put(sheet, number, 1, text)
        sheet.set_row(number, LINE_HEIGHT * printed_lines(text, 84) + 6)


def _csv_bytes(rows: list[Row]) -> bytes:
    """UTF-8 with a byte order mark, which is how a spreadsheet program knows Chinese text in a CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.title for column in CSV_COLUMNS)
    for row in rows:
        writer.writerow(_csv_cell(row, column) for column in CSV_COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(row: Row, column: Column) -> str:
    value = row.get(column.key)
    if value is not None and row.get(f"{column.key}_style", column.style) == "percent":
        return f"{round(float(value) * 100, 1):g}%"
    if isinstance(value, float):
        return f"{round(value, 6):.15g}"
    return csv_text(value)
