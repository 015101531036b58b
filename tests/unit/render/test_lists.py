"""The monthly check lists: complete, printable, harmless, and frozen once issued."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from oversight.draw import Ledger
from oversight.render.labels import policy_value
from oversight.render.lists import write_lists
from oversight.render.marts import MartMissing
from oversight.settings import Home

from .conftest import FORMULA, ORGANISATIONS, SEED, SELECTION


def lists(home: Home) -> dict[str, Path]:
    return {path.stem: path for path in write_lists(home=home, period="2026-12", attempt=1)}


def rows(path: Path, sheet: str) -> list[dict]:
    table = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def issue(home: Home) -> None:
    Ledger.of(home).append("issue", "2026-12", 1)


def test_every_drawn_case_is_on_the_list_of_its_authority_and_no_other(home: Home) -> None:
    written = lists(home)
    assert sorted(written) == ["330300", "330302"]
    for authority, path in written.items():
        drawn = [ORGANISATIONS[n - 1]["uscc"] for a, n, _, _, _ in SELECTION if a == authority]
        assert [row["统一社会信用代码"] for row in rows(path, "抽查名单")] == drawn


def test_a_case_says_how_why_by_whom_and_until_when(home: Home) -> None:
    onsite, desk = rows(lists(home)["330300"], "抽查名单")
    assert (onsite["检查方式"], desk["检查方式"]) == ("现场", "书面")
    assert onsite["检查人员"] == "甲一、乙二"  # by seat, not by the order of the file
    assert "随机对照" in onsite["抽中原因"]
    assert "风险等级 C（在活动异常名录）" in desk["抽中原因"]
    assert desk["情况提示"] == "在活动异常名录（2026-03-01 起）；2025 年度年检年报：未参加"
    assert desk["完成期限"] == dt.datetime(2026, 12, 30)  # 30 days, the day of the draw not counted
    assert "捐赠使用" in onsite["检查事项"] and "会费管理" in desk["检查事项"]
    assert desk["结果"] is None and desk["备注"] is None


def test_a_case_without_inspectors_says_how_many_are_lacking(home: Home) -> None:
    assert rows(lists(home)["330302"], "抽查名单")[0]["检查人员"] == "缺 2 人"


def test_text_that_looks_like_a_formula_stays_text(home: Home) -> None:
    sheet = load_workbook(lists(home)["330300"])["抽查名单"]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells[FORMULA] == "s"
    assert cells["@SUM(A1)"] == "s"
    assert "f" not in cells.values()


def test_the_list_prints_on_a4_landscape_with_its_header_on_every_page(home: Home) -> None:
    sheet = load_workbook(lists(home)["330300"])["抽查名单"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:N3"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0  # one page wide, as many as needed long


def test_the_cover_lets_anyone_recompute_the_draw(home: Home) -> None:
    cover = dict(load_workbook(lists(home)["330300"])["封面"].iter_rows(min_row=2, values_only=True))
    assert SEED in cover["抽取指纹"]
    assert f"{SEED[:32]}|C|代码" in cover["社会组织自查"]
    assert "123456" in cover["社会组织自查"] and "98765" in cover["社会组织自查"]
    assert "oversight draw verify published/draws/2026-12/attempt-1" in cover["怎样核验"]
    assert "已足额" in cover["应抽数量"]


def test_a_shortfall_is_said_on_the_cover(home: Home) -> None:
    cover = dict(load_workbook(lists(home)["330302"])["封面"].iter_rows(min_row=2, values_only=True))
    assert "尚缺 1 家" in cover["应抽数量"]


def test_writing_again_gives_equal_bytes(home: Home) -> None:
    first = {name: path.read_bytes() for name, path in lists(home).items()}
    for path in lists(home).values():
        path.unlink()
    assert {name: path.read_bytes() for name, path in lists(home).items()} == first


def test_an_issued_list_is_never_written_again(home: Home) -> None:
    path = lists(home)["330300"]
    path.write_bytes(b"as issued")
    issue(home)
    assert lists(home)["330300"].read_bytes() == b"as issued"


def test_a_list_not_yet_issued_follows_the_bundle(home: Home) -> None:
    path = lists(home)["330300"]
    path.write_bytes(b"draft")
    assert lists(home)["330300"].read_bytes() != b"draft"


def test_a_bundle_that_is_not_drawn_has_no_lists(home: Home) -> None:
    (home.draws / "2026-12" / "attempt-1" / "selection.csv").unlink()
    with pytest.raises(FileNotFoundError, match="尚未完成"):
        lists(home)


def test_a_deadline_given_by_the_caller_wins_over_the_policy(home: Home) -> None:
    given = write_lists(home=home, period="2026-12", attempt=1, deadline_days=10)
    assert rows(given[0], "抽查名单")[0]["完成期限"] == dt.datetime(2026, 12, 10)


def test_the_nearest_place_that_states_a_policy_value_speaks() -> None:
    day = dt.date(2026, 11, 30)
    assert policy_value("sample_desk_bp", "330800", day) == "500"  # qz-2018-51 stands before the national 4 %
    assert policy_value("inspection_deadline_days", "330302", day) == "30"
    assert policy_value("inspection_deadline_days", "330302", dt.date(2017, 12, 31)) is None


def test_a_missing_mart_is_named(home: Home) -> None:
    (home.latest / "marts" / "credit_status.parquet").unlink()
    with pytest.raises(MartMissing, match="credit_status"):
        lists(home)
