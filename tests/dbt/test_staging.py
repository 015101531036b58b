"""What cells of real files look like, and what must come of them: the value, or the named reason."""

from datetime import date
from decimal import Decimal

import pytest

CODE = "51110000MJ01219368"
LOST_IN_EXCEL = "5.21101E+17"

CELLS = [  # decision_no, uscc, decided_on, penalty_type, fine_yuan, units -> value of the fourth and fifth, reasons
    (("N1", CODE, "2021/3/20", "警告", None, None), (date(2021, 3, 20), None), ""),
    (("N2", "５１１１００００MJ０１２１９３６８(01)", "2021.10.12", "罚款", "5,000万元", None), (date(2021, 10, 12), Decimal(50000000)), ""),
    (("N3", "521101083354282364", "2007年07月31日", "罚款", "1.2", '{"fine_yuan": "万元"}'), (date(2007, 7, 31), Decimal(12000)), ""),
    (("N4", LOST_IN_EXCEL, "2023.6.5", "警告", None, None), (date(2023, 6, 5), None), "uscc:uscc_lost_in_excel"),
    (("N5", "54110112A0293722X1", "43211", "警告", None, None), (date(2018, 4, 21), None), "uscc:uscc_not_social_org"),
    (("N6", CODE[:-1] + "7", "2023-02-30", "警告", None, None), (None, None), "uscc:uscc_bad_check_digit;decided_on:date_impossible"),
    (("-", "无", "1900/1/0 0:00:00", "说不清", "约5万", None), (None, None), "decision_no:required_missing;uscc:uscc_missing;decided_on:required_missing;penalty_type:code_unknown;fine_yuan:number_unreadable"),
    (("N8", CODE[:-1], "2024年春", "警告", None, None), (None, None), "uscc:uscc_malformed;decided_on:date_unreadable"),
    (("N9", "51110000MJ01218368", "2021-03-20 08:15:00", "警告", "￥49,999.99", None), (date(2021, 3, 20), Decimal("49999.99")), "uscc:uscc_bad_check_digit"),
    (("N10", "52110000E008943333", "2021-03-20", "警告", None, None), (date(2021, 3, 20), None), ""),
    (("N11", "5E+17", "2021-03-20", "警告", None, None), (date(2021, 3, 20), None), "uscc:uscc_lost_in_excel"),
    (("N12", CODE, "2021-03-20", "罚款", "3-5万元", None), (date(2021, 3, 20), None), "fine_yuan:number_unreadable"),
    (("N13", CODE, "2021-03-20", "罚款", "5000元(没收3万元)", None), (date(2021, 3, 20), None), "fine_yuan:number_unreadable"),
    (("N14", CODE, "2021-03-20", "罚款", "6", None), (date(2021, 3, 20), Decimal(6)), ""),
    (("N14", CODE, "2021-03-20", "罚款", "6", '{"fine_yuan": "万元"}'), (date(2021, 3, 20), Decimal(60000)), ""),
]  # fmt: skip

ORDERS = [  # file, published_on -> value, reasons
    ("dayfirst", "5/11/2018", date(2018, 11, 5), ""),
    ("dayfirst", "22/1/2019 00:00:00", date(2019, 1, 22), ""),
    ("monthfirst", "5/11/2018", date(2018, 5, 11), ""),
    ("monthfirst", "1/22/2019", date(2019, 1, 22), ""),
    ("unsaid", "5/11/2018", None, "published_on:date_ambiguous"),
    ("mixed", "1/22/2019", None, "published_on:date_ambiguous"),
    ("mixed", "22/1/2019", None, "published_on:date_ambiguous"),
    ("settled", "22/1/2019", date(2019, 1, 22), ""),
    ("settled", "5/11/2018", date(2018, 11, 5), ""),  # in the words of "unsaid", now readable
]
SAME_CASE = {8: 4}  # row of ORDERS -> row whose case it tells again
ACTIONS = [("列入", ""), ("信用修复", "action:code_unknown"), (None, ""), ("移出活动异常名录", "")]


def rating(digest: str, row: int, day: int, grade: str, authority: str = "330300", month: int = 1) -> dict:
    cells = {"uscc": CODE, "rating": grade, "granted_on": "2024-01-01"}
    return cells | {
        "_digest": digest,
        "_row": row,
        "_delivered": date(2026, month, day),
        "_authority": authority,
    }


RATINGS = [
    rating("a", 2, 1, "5A"),
    rating("b", 2, 2, "4A"),
    rating("c", 2, 3, "5A"),  # back to the first version, in the same words
    rating("d", 2, 4, "5A", authority="330302"),  # the same words from somebody else
    rating("e", 2, 1, "3A", month=2),  # not delivered yet
    rating("f", 2, 1, "说不清"),
    rating("g", 2, 2, "说不清"),  # still wrong: rejected again, not a repeat
]
# The file b was handed in once more after c.
FILES = [
    {"_digest": "b", "_delivered": date(2026, 1, 2), "status": "recognised"},
    {"_digest": "b", "_delivered": date(2026, 1, 9), "status": "repeated"},
]


@pytest.fixture(scope="module")
def staged(run_dbt):
    columns = ("decision_no", "uscc", "decided_on", "penalty_type", "fine_yuan", "_units")
    day = {"_digest": "a", "_delivered": date(2026, 1, 1)}
    penalties = [
        dict(zip(columns, cells, strict=True)) | day | {"_row": n} for n, (cells, _, _) in enumerate(CELLS)
    ]
    courts = [
        {
            "uscc": CODE,
            "case_no": str(SAME_CASE.get(n, n)),
            "published_on": cell,
            "_digest": file,
            "_row": n,
            "_delivered": date(2026, 1, 1),
        }
        for n, (file, cell, _, _) in enumerate(ORDERS)
    ]
    decisions = [
        {
            "uscc": CODE,
            "list_type": "异常名录",
            "action": action,
            "decided_on": "2025-01-04",
            "_digest": "a",
            "_row": n,
        }
        | {"_delivered": date(2026, 1, 1)}
        for n, (action, _) in enumerate(ACTIONS)
    ]
    inspectors = [
        {
            "inspector_id": cell,
            "inspector_name": "甲",
            "_digest": "a",
            "_row": n,
            "_delivered": date(2026, 1, 1),
        }
        for n, cell in enumerate(("浙C-001", "001,A", 'x"'))
    ]
    rows = {
        "inspectors": inspectors,
        "penalties": penalties,
        "list_decisions": decisions,
        "court_dishonest": courts,
        "ratings": RATINGS,
        "_files": FILES,
    }
    selection = [f"+cur_{name}" for name in rows if name != "_files"]
    return run_dbt(rows, date(2026, 1, 31), *selection)


@pytest.mark.parametrize("row", range(len(CELLS)), ids=[cells[0] for cells, _, _ in CELLS])
def test_a_cell_becomes_its_value_or_a_named_reason(staged, row):
    found = staged.execute(
        "select decided_on, fine_yuan, _reasons from base_penalties where _row = ?", [row]
    ).fetchall()
    assert found == [(*CELLS[row][1], CELLS[row][2])]


def test_codes_come_out_whole_whatever_their_width_or_suffix(staged):
    codes = staged.execute("select distinct uscc from cur_penalties order by 1").fetchall()
    assert codes == [(CODE,), ("52110000E008943333",), ("521101083354282364",)]


def test_day_and_month_are_told_apart_by_the_whole_column_of_a_file_or_not_at_all(staged):
    found = staged.execute(
        "select _digest, published_on, _reasons from base_court_dishonest order by _row"
    ).fetchall()
    assert found == [(file, value, reasons) for file, _, value, reasons in ORDERS]


def test_the_same_words_again_are_a_repeat_but_only_from_the_same_authority(staged):
    found = staged.execute(
        "select _digest, _is_repeat from base_ratings where _reasons = '' order by 1"
    ).fetchall()
    assert found == [("a", False), ("b", False), ("c", True), ("d", False)]


def test_a_version_seen_again_is_the_current_one_whether_as_a_row_or_as_a_whole_file(staged):
    """5A, then 4A, then 5A again in another file, then the very file of 4A again: the last word is 4A."""
    seen = staged.execute(
        "select rating, _last_seen from stg_ratings where _authority = '330300' order by 1"
    ).fetchall()
    assert seen == [("4A", date(2026, 1, 9)), ("5A", date(2026, 1, 3))]
    assert staged.execute("select rating from cur_ratings").fetchall() == [("4A",)]


def test_what_is_delivered_after_the_business_date_is_not_known(staged):
    assert staged.execute("select count(*) from base_ratings where rating = '3A'").fetchall() == [(0,)]


def test_an_unknown_action_is_refused_and_never_taken_for_a_listing(staged):
    found = staged.execute("select _reasons from base_list_decisions order by _row").fetchall()
    assert found == [(reasons,) for _, reasons in ACTIONS]


def test_the_same_words_under_another_unit_or_another_reading_are_no_repeat(staged):
    assert staged.execute("select count(*) from base_penalties where _is_repeat").fetchall() == [(0,)]
    again = staged.execute(
        "select _digest, _is_repeat from base_court_dishonest where case_no = '4' order by 1"
    )
    assert again.fetchall() == [("settled", False), ("unsaid", False)]


def test_an_identifier_that_would_need_quoting_is_refused(staged):
    found = staged.execute("select inspector_id from cur_inspectors").fetchall()
    assert found == [("浙C-001",)]
    refused = staged.execute("select distinct _reasons from base_inspectors where _row > 0").fetchall()
    assert refused == [("inspector_id:identifier_malformed",)]
