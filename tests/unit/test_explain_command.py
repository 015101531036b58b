"""A wrong code is told what is wrong with it; an explanation is told section by section."""

from datetime import date

import numpy as np
import pytest

from oversight.explain import Explanation, MalformedCode, NotFound, explain, text_zh
from oversight.synth import codes
from oversight.uscc import fault_zh

CODES = codes.make_codes(
    np.random.default_rng(1), np.array(["1", "2", "3"] * 200), np.array(["330300"] * 600)
)
GOOD = str(CODES[0])
LINE = {"section": "listing", "line_no": 1, "statement_zh": "说明。", "clause_zh": None, "ends_zh": None}


def test_a_right_code_has_no_fault():
    assert [code for code in CODES if fault_zh(str(code))] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (GOOD[:17], "应为18位，这里是17位"),
        (GOOD[:8] + "I" + GOOD[9:], "第9位“I”不是代码所用的字符"),
        (codes.with_prefix(GOOD, "91"), "前两位“91”不是社会组织"),
        (codes.spoil_inner(GOOD), "第17位校验码应为"),
        (codes.spoil_outer(GOOD), f"第18位校验码应为“{GOOD[17]}”"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong_and_where(code, said, tmp_path):
    assert said in (fault_zh(code) or "")
    with pytest.raises(MalformedCode, match=code):
        explain(release=tmp_path, uscc=code)


def test_one_wrong_character_anywhere_is_found():
    """What the check characters are for: they catch every single slip."""
    for place in range(2, 18):
        for letter in codes.ALPHABET:
            if letter != GOOD[place]:
                assert fault_zh(GOOD[:place] + letter + GOOD[place + 1 :]), (place, letter)


def test_a_folder_without_a_release_is_told_so(tmp_path):
    with pytest.raises(NotFound, match="不是一个发布目录"):
        explain(release=tmp_path, uscc=GOOD)


def test_every_section_is_told_and_an_empty_one_says_so():
    uncertain = LINE | {
        "line_no": 2,
        "clause_zh": "《某办法》第14条",
        "evidence_zh": "未核实",
        "ends_zh": "整改。",
    }
    place = {
        "section": "listing",
        "line_no": 2,
        "source_zh": "行政处罚",
        "file_name": "a.xlsx",
        "sheet": "表一",
    }
    place |= {"row_number": 7, "delivered_on": date(2026, 5, 31)}
    sections = {"listing": "列入名单", "candidate": "列入线索"}
    told = text_zh(Explanation(GOOD, "r", date(2026, 11, 30), sections, [LINE, uncertain], [place]))
    assert told.splitlines() == [
        f"{GOOD}（截至2026年11月30日，r）",
        "",
        "列入名单：",
        "  1. 说明。",
        "  2. 说明。",
        "     依据：《某办法》第14条（未核实）",
        "     如何了结：整改。",
        "     材料：行政处罚，a.xlsx「表一」第7行（2026年5月31日送达）",
        "",
        "列入线索：无",
    ]
