"""A receipt for every delivered file: what was recognised, what was taken, and what to correct, in Chinese.

No row vanishes: delivered = accepted + rejected + repeated, for each file, and whoever delivered it can see
so. Lines in which no table was recognised are counted apart; they are kept whole. A receipt quotes the
deliverer's own cells, which may be people's data: only the platform's owner may open it, and hands it on.
"""

import datetime as dt
import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

from oversight.render import labels
from oversight.render.marts import Marts, Row
from oversight.render.wording import paragraphs
from oversight.render.workbook import Book, Column, shorten, workbook, write_atomic
from oversight.settings import Home

LAYOUT = 2  # raised when the receipt itself changes, so that old ones are written again
SHEET_ROWS = 100_000  # rejected rows in one workbook; the JSON beside it always holds all of them
CELL_SHOWN = 500  # characters of a rejected cell: enough to find it

COUNTS = (
    "rows_delivered", "rows_accepted", "rows_rejected", "rows_repeated", "rows_unrecognised",
    "rows_superseded", "lines_skipped",
)  # fmt: skip
PROBLEM_COLUMNS = (
    Column("sheet", "工作表", 14), Column("row_number", "行号", 8, "count"),
    Column("source_zh", "数据类别", 14), Column("column_zh", "列", 18), Column("cell_value", "原内容", 26),
    Column("reason_zh", "问题", 30), Column("remedy_zh", "请这样改", 36),
)  # fmt: skip
TABLE_COLUMNS = (
    Column("sheet", "工作表", 16), Column("source_zh", "识别为", 14),
    Column("status_zh", "结果", 12, "center"),
    Column("rows_delivered", "送达行数", 10, "count"), Column("rows_accepted", "采用", 10, "count"),
    Column("rows_rejected", "退回", 10, "count"), Column("rows_repeated", "重复", 10, "count"),
    Column("rows_unrecognised", "未识别", 10, "count"), Column("lines_skipped", "非数据行", 10, "count"),
    Column("unmatched_zh", "未匹配的列", 24),
    Column("message_zh", "说明", 34),
)  # fmt: skip

TABLES = """
    select t.*, m.message_zh, m.columns_matched, m.columns_unmatched
    from delivery_receipts as t
    left join delivery_remarks as m
        on m.digest = t.digest and m.file_name = t.file_name and m.sheet = t.sheet
        and m.source is not distinct from t.source
    order by t.digest, t.sheet, t.table_no, t.source
"""
PROBLEMS = """
    with sources as (select distinct source, source_zh from delivery_receipts where source is not null)

    select r.digest, r.sheet, r.row_number, r.source, s.source_zh, r.column_name, r.column_zh, c.cell_value,
           r.reason_code, r.reason_zh, r.remedy_zh
    from rejected_rows as r
    left join sources as s on s.source = r.source
    left join rejected_cells as c on c.row_id = r.row_id and c.column_name = r.column_name
    order by r.digest, r.sheet, r.row_number, r.source, r.column_name, r.reason_code
"""


def write_receipts(home: Home, release: Path) -> int:
    """Write `receipts/<digest>.json` and `.xlsx` for every file the release knows of.

    A receipt that would say the same again is left alone. Returns how many were written. Raises MartMissing
    when the release lacks one of the four marts of deliveries and refused rows.
    """
    home.receipts.mkdir(parents=True, exist_ok=True)
    home.receipts.chmod(0o700)
    with Marts(release, restricted=True) as marts:
        tables = marts.rows(TABLES)
        rejected = marts.rows(PROBLEMS)
    problems = {digest: list(rows) for digest, rows in groupby(rejected, key=lambda row: row["digest"])}
    receipts = (
        receipt_of(list(rows), problems.get(digest, []))
        for digest, rows in groupby(tables, key=lambda row: row["digest"])
    )
    return sum(_write(home.receipts, receipt) for receipt in receipts)


def receipt_of(tables: list[Row], problems: list[Row]) -> dict[str, Any]:
    """What one file's receipt says: the file, its totals, its tables, every rejected cell, and what to do."""
    first = tables[0]
    totals = {name: sum(int(table[name] or 0) for table in tables) for name in COUNTS}
    found = sum(totals[f"rows_{end}"] for end in ("accepted", "rejected", "repeated"))
    receipt = {
        "layout": LAYOUT,
        **{name: first[name] for name in ("digest", "file_name", "authority_code", "format", "encoding")},
        "authority_name": labels.authority_names().get(first["authority_code"], first["authority_code"]),
        "delivered_on": str(first["delivered_on"]),
        "totals": {**totals, "adds_up": totals["rows_delivered"] == found},
        "tables": [_table_of(table) for table in tables],
        "problems": [_problem_of(row) for row in problems],
    }
    return {**receipt, "to_do": _to_do(receipt)}


def _table_of(table: Row) -> dict[str, Any]:
    names = ("sheet", "table_no", "source", "source_zh", "status", "status_zh", "message_zh", *COUNTS)
    unmatched = _listed(table["columns_unmatched"])
    return {
        **{name: table[name] for name in names},
        "columns_matched": _matched(table["columns_matched"]),
        "columns_unmatched": unmatched,
        "unmatched_zh": "、".join(unmatched),
    }


def _problem_of(row: Row) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name != "digest"}
    value = row["cell_value"]
    return {**shown, "cell_value": None if value is None else shorten(str(value), CELL_SHOWN)}


def _matched(value: object) -> dict[str, str]:
    return json.loads(value) if isinstance(value, str) and value else dict(value or {})


def _listed(value: object) -> list[str]:
    return [str(name) for name in (json.loads(value) if isinstance(value, str) and value else value or [])]


def _to_do(receipt: dict[str, Any]) -> list[str]:
    """What the bureau should do next, one sentence a step; one sentence saying so when there is nothing."""
    rejected = receipt["totals"]["rows_rejected"]
    advice = paragraphs("receipt_advice.txt", rejected=rejected)
    steps = [
        f"工作表“{table['sheet'] or '（整个文件）'}”：{advice[table['status']]}"
        for table in receipt["tables"]
        if table["status"] in advice
    ]
    recognised = [table for table in receipt["tables"] if table["status"] == "recognised"]
    if rejected:
        steps.append(advice["rejected"])
    if any(table["columns_unmatched"] for table in recognised):
        steps.append(advice["unmatched"])
    if not receipt["totals"]["adds_up"]:
        steps.append(advice["adds_up"])
    return steps or [advice["nothing"]]


def _write(folder: Path, receipt: dict[str, Any]) -> bool:
    """Write both files of one receipt unless they already say this; True when written."""
    content = (json.dumps(receipt, ensure_ascii=False, indent=1, default=str) + "\n").encode()
    as_json, as_xlsx = (folder / f"{receipt['digest']}.{ext}" for ext in ("json", "xlsx"))
    if as_json.exists() and as_xlsx.exists() and as_json.read_bytes() == content:
        return False
    created = dt.date.fromisoformat(receipt["delivered_on"])
    with workbook(as_xlsx, created, "数据报送回执") as book:
        _summary_sheet(book, receipt)
        book.data_sheet("问题行", PROBLEM_COLUMNS, receipt["problems"][:SHEET_ROWS])
    as_xlsx.chmod(0o600)
    write_atomic(as_json, content, mode=0o600)
    return True


def _summary_sheet(book: Book, receipt: dict[str, Any]) -> None:
    sheet = book.sheet("回执", [column.width for column in TABLE_COLUMNS])
    last = len(TABLE_COLUMNS) - 1
    book.line(sheet, 0, last, "数据报送回执", "title", 30)
    row = 1
    for label, value in _file_facts(receipt):
        book.put(sheet, row, 0, label, "label")
        sheet.merge_range(row, 1, row, last, "", book.styles["text"])
        book.put(sheet, row, 1, value)
        row += 1
    book.line(sheet, row + 1, last, "请您做什么", "heading", 20)
    row += 2
    for number, step in enumerate(receipt["to_do"], start=1):
        book.line(sheet, row, last, f"{number}. {step}", "plain", 30 if len(step) > 70 else 18)
        row += 1
    book.line(sheet, row + 1, last, "各工作表", "heading", 20)
    row = book.table(sheet, row + 2, TABLE_COLUMNS, receipt["tables"])
    if receipt["problems"]:
        _reasons(book, sheet, row + 1, receipt["problems"])


def _file_facts(receipt: dict[str, Any]) -> list[tuple[str, str]]:
    totals = receipt["totals"]
    verdict = "合计相符" if totals["adds_up"] else "合计不符"
    kind = " ".join(part for part in (receipt["format"], receipt["encoding"]) if part)
    sums = (
        f"送达 {totals['rows_delivered']} 行 = 采用 {totals['rows_accepted']}"
        f" + 退回 {totals['rows_rejected']} + 重复 {totals['rows_repeated']}（{verdict}）"
    )
    return [
        ("文件", receipt["file_name"]),
        ("报送单位", receipt["authority_name"] or "未能从文件夹判断"),
        ("送达日期", receipt["delivered_on"]),
        ("文件类型", kind),
        ("文件指纹", f"SHA-256 {receipt['digest']}"),
        ("行数合计", sums),
        ("未识别", f"另有 {totals['rows_unrecognised']} 行没有识别为任何一类数据，已原样保存"),
        ("已被替代", f"采用的行中有 {totals['rows_superseded']} 行已由后来的报送替代"),
    ]


def _reasons(book: Book, sheet: Any, top: int, problems: list[Row]) -> None:
    """Each reason with the number of cells it rejects, the most frequent first."""
    columns = (Column("reason_zh", "问题"), Column("cells", "处数", 10, "count"))
    counted = Counter(row["reason_zh"] for row in problems).most_common()
    book.line(sheet, top, 3, "退回原因", "heading", 20)
    for index, column in enumerate(columns):
        book.put(sheet, top + 1, index * 3, column.title, "header")
    sheet.merge_range(top + 1, 0, top + 1, 2, "问题", book.styles["header"])
    for offset, (reason, cells) in enumerate(counted, start=top + 2):
        sheet.merge_range(offset, 0, offset, 2, "", book.styles["text"])
        book.put(sheet, offset, 0, reason)
        book.put(sheet, offset, 3, cells, "count")
    if len(problems) > SHEET_ROWS:
        note = f"问题行共 {len(problems)} 处，表中列出前 {SHEET_ROWS} 处；全部见同名 json 文件。"
        book.line(sheet, top + 3 + len(counted), len(TABLE_COLUMNS) - 1, note, "plain", 18)
