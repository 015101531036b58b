"""A receipt for every delivered file: its totals add up and every rejected cell is on it."""

import datetime as dt
import json
import stat
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from oversight.render.receipts import write_receipts
from oversight.settings import Home

from .conftest import FORMULA, write_marts


def table(digest: str, **values: object) -> dict:
    return {
        "digest": digest,
        "file_name": f"330300/2026-11-30/{digest[:4]}.xlsx",
        "authority_code": "330300",
        "delivered_on": dt.date(2026, 11, 30),
        "format": "xlsx",
        "encoding": None,
        "sheet": "Sheet1",
        "table_no": 1,
        "source": "penalties",
        "source_zh": "行政处罚",
        "status": "recognised",
        "status_zh": "已识别",
        "message_zh": None,
        "rows_delivered": 10,
        "rows_accepted": 7,
        "rows_rejected": 2,
        "rows_repeated": 1,
        "rows_superseded": 0,
        "rows_unrecognised": 0,
        "lines_skipped": 3,
        "columns_matched": json.dumps({"decided_on": "处罚决定日期"}, ensure_ascii=False),
        "columns_unmatched": json.dumps(["备注", "经办人"], ensure_ascii=False),
        **values,
    }


def problem(digest: str, row_number: int, **values: object) -> dict:
    return {
        "row_id": f"{digest}-{row_number}",
        "digest": digest,
        "file_name": "同上",
        "sheet": "Sheet1",
        "row_number": row_number,
        "source": "penalties",
        "column_name": "uscc",
        "column_zh": "统一社会信用代码",
        "cell_value": "5.21101E+17",
        "reason_code": "uscc_lost_in_excel",
        "reason_zh": "代码被电子表格转成科学计数法",
        "remedy_zh": "把该列设为“文本”格式后重新录入",
        **values,
    }


REMARKS = ("message_zh", "columns_matched", "columns_unmatched")
DIRTY, CLEAN, LOCKED = "d" * 64, "c" * 64, "e" * 64
TABLES = [
    table(DIRTY),
    table(DIRTY, sheet="汇总", source=None, source_zh=None, status="unrecognised", rows_delivered=0,
          rows_accepted=0, rows_rejected=0, rows_repeated=0, rows_unrecognised=4, columns_unmatched="[]"),
    table(CLEAN, rows_accepted=10, rows_rejected=0, rows_repeated=0, columns_unmatched=None),
    table(LOCKED, sheet="", source=None, status="encrypted", rows_delivered=0, rows_accepted=0,
          rows_rejected=0, rows_repeated=0, columns_matched=None, columns_unmatched=None),
]  # fmt: skip
PROBLEMS = [
    problem(DIRTY, 9, cell_value=FORMULA),
    problem(DIRTY, 5),
    problem(DIRTY, 5, column_name="decided_on"),
]


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def written(home: Home, tables: list[dict] = TABLES, problems: list[dict] = PROBLEMS) -> int:
    receipts, remarks = parted(tables, ("digest", "file_name", "sheet", "source"), REMARKS)
    rows, cells = parted(problems, ("row_id", "column_name"), ("cell_value",))
    release = write_marts(
        home.releases / "2026-11-30-ab",
        delivery_receipts=receipts,
        delivery_remarks=remarks,
        rejected_rows=rows,
        rejected_cells=cells,
    )
    return write_receipts(home=home, release=release)


def parted(rows: list[dict], key: tuple[str, ...], quoted: tuple[str, ...]) -> tuple[list[dict], list[dict]]:
    """What may be read by anyone, and apart from it, by the same key, what quotes the delivery."""
    public = [{name: value for name, value in row.items() if name not in quoted} for row in rows]
    return public, [{name: row[name] for name in (*key, *quoted)} for row in rows]


def receipt(home: Home, digest: str) -> dict:
    return json.loads((home.receipts / f"{digest}.json").read_text(encoding="utf-8"))


def test_each_file_gets_one_receipt_in_two_formats(empty_home: Home) -> None:
    assert written(empty_home) == 3
    names = sorted(path.name for path in empty_home.receipts.iterdir())
    assert names == sorted(f"{digest}.{ext}" for digest in (DIRTY, CLEAN, LOCKED) for ext in ("json", "xlsx"))


def test_only_the_owner_may_open_a_receipt(empty_home: Home) -> None:
    """It quotes the deliverer's own cells, whoever they tell of."""
    empty_home.receipts.mkdir(parents=True)
    written(empty_home)
    assert stat.S_IMODE(empty_home.receipts.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in empty_home.receipts.iterdir()} == {0o600}


def test_totals_cover_every_table_of_the_file_and_add_up(empty_home: Home) -> None:
    written(empty_home)
    totals = receipt(empty_home, DIRTY)["totals"]
    assert totals["rows_delivered"] == 10
    parts = ("rows_accepted", "rows_rejected", "rows_repeated")
    assert [totals[part] for part in parts] == [7, 2, 1]
    assert totals["rows_unrecognised"] == 4
    assert totals["adds_up"] is True


def test_a_lost_row_is_admitted_as_the_platforms_fault(empty_home: Home) -> None:
    written(empty_home, tables=[table(DIRTY, rows_accepted=6)])
    assert receipt(empty_home, DIRTY)["totals"]["adds_up"] is False
    assert any("合计不符" in step for step in receipt(empty_home, DIRTY)["to_do"])


def test_every_rejected_cell_is_listed_by_sheet_and_row_with_its_remedy(empty_home: Home) -> None:
    written(empty_home)
    sheet = load_workbook(empty_home.receipts / f"{DIRTY}.xlsx")["问题行"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == ("工作表", "行号", "数据类别", "列", "原内容", "问题", "请这样改")
    assert [(line[0], line[1]) for line in lines[1:]] == [("Sheet1", 5), ("Sheet1", 5), ("Sheet1", 9)]
    assert all(line[2] == "行政处罚" and line[5] and line[6] for line in lines[1:])
    assert sheet.freeze_panes == "A2"
    assert len(receipt(empty_home, DIRTY)["problems"]) == 3


def test_a_rejected_formula_is_shown_as_text(empty_home: Home) -> None:
    written(empty_home)
    cell = load_workbook(empty_home.receipts / f"{DIRTY}.xlsx")["问题行"]["E4"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def test_the_first_sheet_says_what_to_do(empty_home: Home) -> None:
    written(empty_home)
    first = load_workbook(empty_home.receipts / f"{DIRTY}.xlsx").worksheets[0]
    said = "\n".join(
        str(cell) for row in first.iter_rows(values_only=True) for cell in row if cell is not None
    )
    assert first.title == "回执"
    assert "送达 10 行 = 采用 7 + 退回 2 + 重复 1（合计相符）" in said
    assert "另有 4 行没有识别" in said
    assert "有 2 行退回" in said
    assert "工作表“汇总”：表头与平台已知的任何一类数据都对不上" in said
    assert "备注、经办人" in said
    assert "温州市民政局" in said


def test_a_clean_file_needs_nothing_and_a_locked_one_needs_its_password_taken_off(empty_home: Home) -> None:
    written(empty_home)
    assert receipt(empty_home, CLEAN)["to_do"] == ["全部数据已采用，无需处理。"]
    assert "去掉密码" in receipt(empty_home, LOCKED)["to_do"][0]


def test_a_receipt_that_would_say_the_same_is_left_alone(empty_home: Home) -> None:
    written(empty_home)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in empty_home.receipts.iterdir()}
    assert written(empty_home) == 0
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in empty_home.receipts.iterdir()} == before


def test_only_the_changed_receipt_is_written_again(empty_home: Home) -> None:
    written(empty_home)
    changed = [{**row, "rows_superseded": 2} if row["digest"] == CLEAN else row for row in TABLES]
    assert written(empty_home, tables=changed) == 1
    assert receipt(empty_home, CLEAN)["totals"]["rows_superseded"] == 2


def test_a_lost_workbook_is_written_again_with_equal_bytes(empty_home: Home) -> None:
    written(empty_home)
    path = empty_home.receipts / f"{DIRTY}.xlsx"
    first = path.read_bytes()
    path.unlink()
    assert written(empty_home) == 1
    assert path.read_bytes() == first


def test_a_cell_too_long_for_excel_is_shortened_and_says_so(empty_home: Home) -> None:
    written(empty_home, problems=[problem(DIRTY, 5, cell_value="长" * 40_000)])
    shown = load_workbook(empty_home.receipts / f"{DIRTY}.xlsx")["问题行"]["E2"].value
    assert shown.startswith("长长长") and shown.endswith("（余 39500 个字符略）")


def test_hundreds_of_files_and_thousands_of_problems_take_seconds(empty_home: Home) -> None:
    digests = [f"{n:064x}" for n in range(200)]
    problems = [problem(digest, row) for digest in digests for row in range(2, 27)]
    start = time.process_time()
    assert written(empty_home, tables=[table(digest) for digest in digests], problems=problems) == 200
    assert time.process_time() - start < 30
