"""Identity numbers never reach the disk whole, wherever a bureau typed them; organisation codes always do."""

import pyarrow as pa
from desk import RATINGS

from oversight.ingest.persons import masked

PERSON = "33030219900307123X"  # made up: division, birth date, serial
SICHUAN = "510104198802291230"  # begins like an association's code
CODE = "521101083354282364"  # an organisation's code of digits only
NOWHERE = "339900196404235908"  # passes both checks, of a division that no table knows


def test_the_middle_of_an_identity_number_is_hidden_and_all_else_stays():
    cells = [PERSON, f"张三({SICHUAN})、李四", CODE, "330302199013071234", "13800000000", None, f"1{PERSON}"]
    assert masked(pa.array(cells)).to_pylist() == [
        "330***********123X",
        "张三(510***********1230)、李四",
        CODE,
        "330302199013071234",  # no thirteenth month
        "13800000000",
        None,
        f"1{PERSON}",  # part of a longer number
    ]


def test_a_number_of_an_unknown_division_is_hidden_too():
    assert masked(pa.array([NOWHERE])).to_pylist() == ["339***********5908"]


def test_no_file_of_bronze_holds_one(desk):
    row = [PERSON, "温州市某协会", "4A", "2024-05-06", PERSON]
    desk.csv("wenzhou/known.csv", [["联系人", PERSON], [*RATINGS, "身份证号"], row])
    desk.csv("wenzhou/unknown.csv", [["星期", "值班人"], ["一", f"张三 {PERSON}"]])
    desk.ingest()
    assert desk.query("uscc, _extra", "ratings") == [
        ("330***********123X", '{"身份证号": "330***********123X"}')
    ]
    kept = desk.query("cells", "_unrecognised", "_row")
    assert len(kept) == 2 and "330***********123X" in kept[1][0]
    assert PERSON not in str(desk.files("*"))
