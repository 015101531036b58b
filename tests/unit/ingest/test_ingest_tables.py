"""Which rows of a sheet are data, and of which table."""

import json

import pytest
from desk import RATINGS, rating

INSPECTIONS = ["检查单号", "被检查单位", "检查日期", "检查结果"]


def kinds(desk) -> list[tuple[int, str]]:
    return [(line["row"], line["kind"]) for (text,) in desk.files("skipped") for line in json.loads(text)]


def test_rows_above_the_header_are_skipped_and_told(desk):
    rows = [
        ["2024年社会组织评估等级汇总表"],
        ["填报单位（盖章）：温州市民政局", "", "", "填报日期：2024年5月"],
        [],
        ["序号", *RATINGS],
        ["甲", "乙", "丙", "丁", "戊"],
        [1, *rating(1)],
        [2, *rating(2)],
    ]
    desk.xlsx("a.xlsx", {"汇总": rows})
    desk.ingest()
    assert desk.query("_row, org_name", "ratings") == [(6, "温州市第1协会"), (7, "温州市第2协会")]
    assert kinds(desk) == [(1, "title"), (2, "unit"), (3, "blank"), (4, "header"), (5, "letter_row")]
    assert desk.one_file("header_row, first_row, rows_delivered, lines_skipped") == (4, 6, 2, 5)


def test_rows_below_and_between_are_skipped_and_told(desk):
    rows = [
        RATINGS,
        rating(1),
        [],
        RATINGS,  # a page break repeats it
        rating(2),
        ["合 计", "", "2", ""],
        ["填表说明：1.等级按最近一次评估填写。"],
        ["2.日期为牌匾授予日期。"],
        ["制表人：李四", "", "审核人：王五", ""],
    ]
    desk.csv("a.csv", rows)
    desk.ingest()
    assert [row for (row,) in desk.query("_row", "ratings")] == [2, 5]
    assert kinds(desk) == [
        (1, "header"),
        (3, "blank"),
        (4, "repeated_header"),
        (6, "total"),
        (7, "note"),
        (8, "note"),
        (9, "note"),
    ]


def test_an_organisation_named_like_a_total_or_a_note_is_data(desk):
    names = ["合计算法研究会", "备注册表协会", "说明文写作学会", "总计划生育协会"]
    desk.csv(
        "a.csv",
        [["社会组织名称", *RATINGS[:1], *RATINGS[2:]], *([n, rating(1)[0], "4A", "2024"] for n in names)],
    )
    desk.ingest()
    assert [name for (name,) in desk.query("org_name", "ratings")] == names


def test_a_row_of_nothing_but_its_printed_number_is_blank(desk):
    rows = [["序号", *RATINGS], [1, *rating(1)], [2, "", "", "", ""], [3, "", "只有名称", "", ""]]
    desk.xlsx("a.xlsx", {"表": rows})
    desk.ingest()
    assert [row for (row,) in desk.query("_row", "ratings")] == [2, 4]


def test_merged_headers_of_several_levels(desk):
    rows = [
        ["社会组织评估情况"],
        ["序号", "基本情况", "", "评估情况", ""],
        ["", "统一社会\n信用代码", "名 称", "等级", "日期"],
        ["", "", "", "（A级）", "授予日期"],
        [1, *rating(1)],
    ]
    merged = [
        (0, 0, 0, 4, "社会组织评估情况"),
        (1, 0, 3, 0, "序号"),
        (1, 1, 1, 2, "基本情况"),
        (1, 3, 1, 4, "评估情况"),
        (2, 1, 3, 1, "统一社会\n信用代码"),
        (2, 2, 3, 2, "名 称"),
    ]
    desk.xlsx("a.xlsx", {"表": rows}, {"表": merged})
    desk.ingest()
    assert desk.query("uscc, org_name, rating, granted_on, _row", "ratings") == [(*rating(1), 5)]
    matched = json.loads(desk.one_file("columns_matched")[0])
    assert matched["uscc"] == "基本情况/统一社会 信用代码"


def test_a_sublevel_that_no_column_needs_is_no_data_row(desk):
    rows = [[*RATINGS, "联系人", ""], ["", "", "", "", "姓名", "手机"], [*rating(1), "张三", "138"]]
    desk.csv("a.csv", rows)
    desk.ingest()
    assert desk.query("_row, _extra", "ratings") == [(3, '{"联系人/姓名": "张三", "联系人/手机": "138"}')]


def test_merged_data_cells_reach_every_row_they_cover(desk):
    rows = [RATINGS, rating(1), [rating(2)[0], "乙", "", ""]]
    desk.xlsx("a.xlsx", {"表": rows}, {"表": [(1, 3, 2, 3, "2024-05-06")]})
    desk.ingest()
    assert desk.query("granted_on", "ratings") == [("2024-05-06",), ("2024-05-06",)]


def test_two_tables_of_two_sources_in_one_sheet(desk):
    rows = [
        ["一、评估等级"],
        RATINGS,
        rating(1),
        rating(2),
        [],
        ["二、检查结果"],
        INSPECTIONS,
        ["J1", "甲协会", "2024-01-02", "合格"],
    ]
    desk.csv("a.csv", rows)
    desk.ingest()
    assert desk.files("table_no, source, header_row, first_row, rows_delivered") == [
        (1, "ratings", 2, 3, 2),
        (2, "inspections", 7, 8, 1),
    ]
    assert desk.query("_row, inspection_no", "inspections") == [(8, "J1")]


def test_sheets_of_one_workbook_may_be_different_sources_or_the_same(desk):
    sheets = {
        "鹿城": [RATINGS, rating(1)],
        "瓯海": [RATINGS, rating(2)],
        "检查": [INSPECTIONS, ["J1", "甲协会", "2024-01-02", "合格"]],
        "说明": [],
    }
    desk.xlsx("a.xlsx", sheets)
    desk.ingest()
    assert desk.query("_sheet, org_name", "ratings") == [("瓯海", "温州市第2协会"), ("鹿城", "温州市第1协会")]
    assert [row[0] for row in desk.files("source")] == ["ratings", "ratings", "inspections"]


@pytest.mark.parametrize("place", ["title", "sheet", "file"])
def test_context_from_title_sheet_or_file_name(desk, place):
    words = "社会组织活动异常名录"
    rows = [["统一社会信用代码", "社会组织名称"], rating(1)[:2]]
    rows = [[words], [], *rows] if place == "title" else rows
    name = f"{words}.xlsx" if place == "file" else "a.xlsx"
    desk.xlsx(name, {words if place == "sheet" else "表": rows})
    desk.ingest()
    ((value, context),) = desk.query("list_type, _context", "list_decisions")
    assert value == "abnormal"
    assert json.loads(context) == {"list_type": {"value": "abnormal", "from": place, "text": words}}


@pytest.mark.parametrize(
    ("header", "title", "unit"),
    [
        ("罚款金额（万元）", "", "万元"),
        ("罚款金额", "金额单位：万元", "万元"),
        ("罚款金额(元)", "单位：万元", "元"),
    ],
)
def test_money_units_reach_the_rows(desk, header, title, unit):
    columns = ["处罚决定书文号", "统一社会信用代码", "处罚决定日期", "处罚种类", header]
    desk.csv("a.csv", [[title], columns, ["温民罚1号", rating(1)[0], "2024-01-02", "罚款", "1.5"]])
    desk.ingest()
    assert desk.query("fine_yuan, _units", "penalties") == [("1.5", f'{{"fine_yuan": "{unit}"}}')]


def test_what_matches_no_source_is_kept_whole_and_the_nearest_named(desk):
    rows = [["统一社会信用代码", "社会组织名称", "喜好"], [rating(1)[0], "甲", '吃"\n饭'], ["", "", ""]]
    desk.csv("a.csv", rows)
    desk.ingest()
    status, source, message, delivered = desk.one_file("status, source, message_zh, rows_delivered")
    assert (status, source, delivered) == ("unrecognised", None, 0)
    assert "第 1 行" in message and "缺少" in message
    kept = [json.loads(cells) for (cells,) in desk.query("cells", "_unrecognised")]
    assert kept == rows[:2]


def test_a_table_without_header_is_told_so(desk):
    desk.csv("a.csv", [rating(1), rating(2)])
    desk.ingest()
    status, message, header_row = desk.one_file("status, message_zh, header_row")
    assert (status, header_row) == ("unrecognised", None)
    assert "没有找到表头行" in message
    assert len(desk.query("cells", "_unrecognised")) == 2


def test_two_sources_that_fit_equally_are_not_guessed(desk):
    header = ["统一社会信用代码", "名称", "登记状态", "年检结论"]  # register or annual inspection
    desk.csv("a.csv", [header, [rating(1)[0], "甲", "正常", "合格"]])
    desk.ingest()
    status, source, message = desk.one_file("status, source, message_zh")
    assert (status, source) == ("ambiguous", None)
    assert "登记" in message and "年检年报" in message
    assert len(desk.query("cells", "_unrecognised")) == 1


def test_a_header_with_nothing_below_is_not_silently_empty(desk):
    desk.csv("a.csv", [RATINGS])
    desk.ingest()
    status, source, message = desk.one_file("status, source, message_zh")
    assert (status, source) == ("empty", "ratings")
    assert "没有任何数据行" in message


def test_a_table_far_down_in_a_long_sheet_spans_blocks(desk, monkeypatch):
    monkeypatch.setattr("oversight.ingest.readers.sheets.BLOCK_ROWS", 7)
    monkeypatch.setattr("oversight.ingest.readers.delimited.BLOCK_ROWS", 7)
    inspections = [[f"J{n}", "甲协会", "2024-01-02", "合格"] for n in range(30)]
    desk.csv("a.csv", [RATINGS, *(rating(n) for n in range(30)), [], ["检查"], INSPECTIONS, *inspections])
    desk.ingest()
    assert desk.files("source, rows_delivered, header_row") == [("ratings", 30, 1), ("inspections", 30, 34)]
    assert [row for (row,) in desk.query("_row", "inspections")] == list(range(35, 65))


def test_unmatched_cells_are_kept_where_some_of_them_are_blank(desk):
    rows = [[*RATINGS, "甲列", "乙列"], [*rating(1), "1", ""], [*rating(2), "", "2"], [*rating(3), "", ""]]
    desk.csv("a.csv", rows)
    desk.ingest()
    assert [text for (text,) in desk.query("_extra", "ratings")] == ['{"甲列": "1"}', '{"乙列": "2"}', None]
