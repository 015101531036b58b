"""The extract of target progress: figures as printed, percent as percent, issued once."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from oversight.render.extracts import write_target_extract
from oversight.settings import Home

from .conftest import write_marts


def progress(number: int, district: str, **values: object) -> dict:
    return {
        "business_date": dt.date(2026, 11, 30),
        "document_id": "wz-2024-56",
        "indicator_no": number,
        "indicator_zh": "慈善组织数",
        "indicator_type_zh": "约束指标",
        "unit": "个",
        "value_kind": "number",
        "district_code": "330300",
        "district_zh": district,
        "is_total": district == "全市合计",
        "baseline_text": "247",
        "target_text": "260",
        "current": 250.0,
        "current_source": "reported",
        "current_period_end": dt.date(2026, 10, 31),
        "computed_value": None,
        "completion": 250 / 260,
        "progress_from_baseline": 3 / 13,
        "progress_reason_zh": None,
        "status": "not_met",
        "status_zh": "未达到",
        "reason_zh": None,
        "due_on": dt.date(2025, 12, 31),
        "rows_judged": 12,
        "rows_met": 9,
        "rows_shortfall": 21.0,
        **values,
    }


ROWS = [
    progress(2, "全市合计"),
    # 21 against a target of 8, as printed for 龙港 in wz-2024-56: 262.5 %.
    progress(2, "龙港", current=21.0, completion=21 / 8, target_text="8", status="met", status_zh="已达到"),
    progress(5, "全市合计", value_kind="ratio", current=0.9, target_text="超过90%", completion=1.0, baseline_text="-"),
    progress(
        7, "全市合计", indicator_zh="=1+1", target_text="应建尽建", completion=None, current=2400.0,
        progress_from_baseline=None, status="not_judged", status_zh="不作判断",
        reason_zh="目标为文字，无数值可比", progress_reason_zh="目标为文字，无数值可比",
    ),
]  # fmt: skip


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def extract(home: Home, rows: list[dict] = ROWS) -> list[Path]:
    release = write_marts(home.releases / "2026-11-30-ab", target_progress=rows)
    return write_target_extract(home=home, release=release, period="2026-12")


def cells(path: Path, sheet: str) -> list[dict]:
    table = list(load_workbook(path)[sheet].iter_rows())
    titles = [cell.value for cell in table[0]]
    return [dict(zip(titles, row, strict=True)) for row in table[1:]]


def test_totals_and_places_are_on_sheets_of_their_own(empty_home: Home) -> None:
    workbook = extract(empty_home)[0]
    assert load_workbook(workbook).sheetnames == ["合计", "分县市区", "说明"]
    assert [row["序号"].value for row in cells(workbook, "合计")] == [2, 5, 7]
    assert [row["区划"].value for row in cells(workbook, "分县市区")] == ["龙港"]


def test_completion_is_a_number_shown_as_percent_and_may_pass_one_hundred(empty_home: Home) -> None:
    cell = cells(extract(empty_home)[0], "分县市区")[0]["完成率"]
    assert cell.value == pytest.approx(2.625)
    assert cell.number_format == "0.0%"


def test_what_cannot_be_judged_is_empty_with_its_reason_and_never_zero(empty_home: Home) -> None:
    text_target = cells(extract(empty_home)[0], "合计")[2]
    assert text_target["完成率"].value is None
    assert text_target["结果"].value == "不作判断"
    assert text_target["说明"].value == "目标为文字，无数值可比"  # said once, though it explains both columns


def test_a_share_is_shown_as_percent_and_a_printed_target_word_for_word(empty_home: Home) -> None:
    share = cells(extract(empty_home)[0], "合计")[1]
    assert (share["当前值"].value, share["当前值"].number_format) == (0.9, "0.0%")
    assert share["目标值"].value == "超过90%"


def test_the_result_is_told_in_words_beside_its_colour(empty_home: Home) -> None:
    row = cells(extract(empty_home)[0], "分县市区")[0]["结果"]
    assert row.value == "已达到"
    assert row.fill.fgColor.rgb != cells(extract(empty_home)[0], "合计")[0]["结果"].fill.fgColor.rgb


def test_the_csv_has_a_byte_order_mark_every_row_and_percent_signs(empty_home: Home) -> None:
    content = extract(empty_home)[1].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["区划"], row["完成率"]) for row in rows] == [
        ("全市合计", "96.2%"), ("龙港", "262.5%"), ("全市合计", "100%"), ("全市合计", ""),
    ]  # fmt: skip
    assert rows[2]["当前值"] == "90%" and rows[2]["基期值"] == "-"
    assert rows[3]["指标"] == "'=1+1"  # no spreadsheet program runs it


def test_the_same_content_again_changes_nothing(empty_home: Home) -> None:
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in extract(empty_home)}
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in extract(empty_home)} == first


def test_an_extract_cut_short_before_it_was_complete_is_written_again_with_equal_bytes(
    empty_home: Home,
) -> None:
    workbook, as_csv = extract(empty_home)
    first = workbook.read_bytes()
    as_csv.unlink()
    workbook.write_bytes(b"half")
    extract(empty_home)
    assert workbook.read_bytes() == first


def test_an_issued_extract_refuses_other_figures_and_says_so(
    empty_home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    paths = extract(empty_home)
    before = [path.read_bytes() for path in paths]
    assert extract(empty_home, rows=[progress(2, "全市合计", current=251.0)]) == paths
    assert [path.read_bytes() for path in paths] == before
    assert "2026-12 的指标进度已印发" in caplog.text
