"""Real published files: each is recognised as what it is, or says why not."""

import shutil

import pytest
from desk import Desk

from oversight.settings import REPO, Home

REAL = REPO.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"real files are not here: {REAL}")


@pytest.fixture(scope="module")
def beijing(tmp_path_factory) -> Desk:
    return delivered("beijing", tmp_path_factory.mktemp("beijing"))


@pytest.fixture(scope="module")
def messy(tmp_path_factory) -> Desk:
    return delivered("messy", tmp_path_factory.mktemp("messy"))


def delivered(folder, scratch) -> Desk:
    inbox = scratch / folder
    shutil.copytree(REAL / folder, inbox)
    desk = Desk(inbox, Home(scratch / "home"))
    desk.ingest()
    return desk


def test_each_file_of_beijing_is_recognised_and_no_row_is_lost(beijing):
    assert beijing.files("_file, _authority, source, rows_delivered") == [
        ("bj_abnormal_list_sample62.csv", "110000", "list_decisions", 62),
        ("bj_annual_check_sample46.csv", "110000", "annual_reports", 46),
        ("bj_minzheng_decisions_51_52_53_54.csv", "110000", "applications", 982),
        ("bj_minzheng_inspections_400.csv", "110000", "inspections", 400),
        ("bj_serious_violation_sample77.csv", "110000", "list_decisions", 77),
    ]


def test_the_list_is_told_by_the_file_name(beijing):
    found = beijing.query("list_type, count(*)", "list_decisions", "1", "group by 1")
    assert found == [("abnormal", 62), ("serious", 77)]


def test_each_messy_file_says_what_was_recognised_and_what_not(messy):
    found = {name[:8]: row for name, *row in messy.files("_file, format, source, rows_delivered, status")}
    assert found["区住建委双随机结"] == ["xls", "inspections", 200, "recognised"]  # named .csv
    assert found["密云区+2024"] == ["csv", "penalties", 43, "recognised"]
    assert found["行政处罚_ful"] == ["csv", "penalties", 131, "recognised"]
    assert found["北京市房山区卫生"] == ["csv", "applications", 267, "recognised"]
    for name in ("2022年丰台区", "安全生产许可证信", "区应急局怀柔区行"):
        assert found[name][1:] == [None, 0, "unrecognised"]
    assert len({name for (name,) in messy.files("_file")}) == 8


def test_the_party_form_is_refused_with_its_reason_and_kept(messy):
    sheets = {
        sheet: message
        for name, sheet, message in messy.files("_file, sheet, message_zh")
        if name.startswith("A1500")
    }
    assert "党组织与党员数" in sheets["Sheet1"]
    assert "统一社会信用代码" in sheets["Sheet1"] and "正式党员数" in sheets["Sheet1"]
    kept = messy.query("count(*)", "_unrecognised", "1", "where _sheet = 'Sheet1'")
    assert kept == [(56,)]  # five header rows, the letter row, fifty numbered rows


def test_a_character_outside_gbk_survives(messy):
    cells = messy.query("cells", "_unrecognised", "_row", "where _file like '安全生产%'")
    text = next((REAL / "messy").glob("安全生产*")).read_bytes().decode("gb18030")
    rare = {c for c in text if not _in_gbk(c)}
    assert rare and all(any(c in row for (row,) in cells) for c in rare)


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
