"""Header texts find their columns as people write them."""

from dataclasses import replace

import pytest

from oversight import sources
from oversight.ingest.headers import Matcher, bare, column_levels, fold, unit_of


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(sources.load())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("统一社会\n信用代码", "统一社会信用代码"),
        (" 　社 会 信 用 代 码\u200b\ufeff", "社会信用代码"),
        ("ＵＳＣＣ", "uscc"),
        ("*名称：", "名称"),
    ],
)
def test_width_space_and_invisible_characters_do_not_count(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["创建时间(日期类型(YYYY-MM-DD h24:mm:ss))", "创建时间（必填）", "创建时间【日期】", "创建时间"]
)
def test_bracketed_remarks_do_not_count(text):
    assert bare(text) == "创建时间"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("罚款金额（万元）", "万元"),
        ("罚款金额(单位：元)", "元"),
        ("罚款金额【亿元】", "亿元"),
        ("罚款金额万元", "万元"),
        ("罚款金额", None),
        ("罚款金额（美元）", None),
        ("多元化", None),
    ],
)
def test_money_units_are_read_from_the_header(text, unit):
    assert unit_of(text) == unit


def test_a_group_reaches_over_its_columns_and_a_merged_cell_is_named_once():
    rows = [["代码", "党组织", "", "备注"], ["代码", "名称", "时间", ""]]
    assert column_levels(rows) == [["代码"], ["党组织", "名称"], ["党组织", "时间"], ["备注"]]


def test_the_earliest_alias_takes_a_column_and_the_other_stays_unmatched(matcher):
    header = [["名称"], ["统一社会信用代码"], ["社会组织名称"], ["登记状态"]]
    best = matcher.match(header, [])[0]
    assert best.source.name == "organizations"
    assert best.columns["org_name"] == 2  # 社会组织名称 is declared before 名称


def test_joined_levels_match_where_the_lowest_alone_does_not(matcher):
    header = [["统一社会信用代码"], ["社会组织", "名称"], ["评估", "等级"], ["授予", "日期"]]
    best = matcher.match(header, [])[0]
    assert (best.source.name, sorted(best.columns)) == (
        "ratings",
        ["granted_on", "org_name", "rating", "uscc"],
    )


def test_context_supplies_a_column_from_the_nearest_text(matcher):
    header = [["统一社会信用代码"], ["社会组织名称"]]
    places = [("title", "活动异常名录"), ("file", "严重违法")]
    best = matcher.match(header, places)[0]
    assert best.source.name == "list_decisions" and best.is_recognised
    assert (best.context["list_type"].value, best.context["list_type"].place) == ("abnormal", "title")


def test_a_text_that_says_two_values_supplies_none(matcher):
    best = matcher.match(
        [["统一社会信用代码"], ["社会组织名称"]], [("file", "活动异常名录和严重违法失信名单")]
    )[0]
    assert not best.is_recognised


def test_one_column_and_a_word_in_the_file_name_prove_no_source():
    listing = sources.load()["list_decisions"]
    easy = replace(listing, recognised_by=(frozenset({"uscc", "list_type"}),))
    places = [("file", "活动异常名录")]
    assert not Matcher({"easy": easy}).match([["统一社会信用代码"], ["名称"]], places)[0].is_recognised
    both = Matcher({"easy": easy}).match([["统一社会信用代码"], ["名单类型"]], places)[0]
    assert both.is_recognised


def test_a_year_in_a_file_name_does_not_make_a_list_of_names_an_annual_report(matcher):
    matches = matcher.match([["统一社会信用代码"], ["社会组织名称"], ["地址"]], [("file", "2024年度名单")])
    assert not any(match.is_recognised for match in matches)
