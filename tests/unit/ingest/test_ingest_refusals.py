"""Files that cannot be taken: each has its state, its reason, and never stops the others."""

import zipfile

import pyarrow.parquet as pq
import pytest
from desk import RATINGS, rating
from msoffcrypto.format.ooxml import OOXMLFile

ROWS = [RATINGS, *(rating(n) for n in range(40))]


def half(path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def make_empty(desk):
    desk.path("f.xlsx").write_bytes(b"")


def make_blank(desk):
    desk.path("f.csv").write_text("\n \n,,\n", "utf-8")


def make_blank_workbook(desk):
    desk.xlsx("f.xlsx", {"表1": [], "表2": []})


def make_truncated_xlsx(desk):
    half(desk.xlsx("f.xlsx", {"表": ROWS}))


def make_truncated_parquet(desk):
    import pyarrow as pa

    path = desk.path("f.parquet")
    pq.write_table(pa.table({"uscc": ["1"] * 100}), path)
    half(path)


def make_truncated_json(desk):
    desk.path("f.json").write_text('[{"uscc": "1", "rating": "4A"}, {"uscc": "2", "rat', "utf-8")


def make_open_quote(desk):
    path = desk.csv("f.csv", ROWS)
    path.write_text(path.read_text("utf-8") + '5133,"没有闭合\n' + "1,2,3,4\n" * 5, "utf-8")


def make_encrypted(desk):
    plain = desk.xlsx("plain.xlsx", {"表": ROWS})
    with plain.open("rb") as source, desk.path("f.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    plain.unlink()


def make_html(desk):
    desk.path("f.xls").write_text("<html><table><tr><td>社会组织</td></tr></table></html>", "utf-8")


def make_zip(desk):
    with zipfile.ZipFile(desk.path("f.xlsx"), "w") as package:
        package.writestr("a.csv", "x")


def make_pdf(desk):
    desk.path("f.xlsx").write_bytes(b"%PDF-1.7\n\x00\x01")


def make_damaged_workbook(desk):
    path = desk.xlsx("f.xlsx", {"表": ROWS})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = b"<workbook><sheets><sheet name="
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def make_undecodable(desk):
    desk.path("f.csv").write_bytes("代码,名称\n".encode("gb18030") + b"\x81\xff\xff\n")


def make_cut_utf16(desk):
    path = desk.csv("f.csv", ROWS, "utf-16")
    path.write_bytes(path.read_bytes()[:-1])


def make_binary(desk):
    desk.path("f.csv").write_bytes(bytes(range(256)) * 20)


CASES = {
    make_empty: ("empty", "空的"),
    make_blank: ("empty", "空的"),
    make_blank_workbook: ("empty", "空的"),
    make_truncated_xlsx: ("truncated", "不完整"),
    make_truncated_parquet: ("truncated", "不完整"),
    make_truncated_json: ("truncated", "不完整"),
    make_open_quote: ("truncated", "第 42 行起"),
    make_encrypted: ("encrypted", "密码"),
    make_html: ("unreadable", "网页"),
    make_zip: ("unreadable", "压缩包"),
    make_pdf: ("unreadable", "PDF"),
    make_damaged_workbook: ("unreadable", "损坏"),
    make_undecodable: ("unreadable", "编码"),
    make_cut_utf16: ("unreadable", "编码"),
    make_binary: ("unreadable", "二进制"),
}


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__.removeprefix("make_"))
def test_refused_with_its_reason_and_what_to_do(desk, make):
    make(desk)
    desk.csv("good.csv", [RATINGS, rating(1)])
    report = desk.ingest()
    status, words = CASES[make]
    ((found, message, rows, table),) = [
        row[1:]
        for row in desk.files("_file, status, message_zh, rows_delivered, table_no")
        if row[0] != "good.csv"
    ]
    assert (found, rows, table) == (status, 0, None)
    assert words in message and "报送" in message
    assert any(words in line for line in report.messages)
    assert desk.query("_file", "ratings") == [
        ("good.csv",)
    ]  # the good one beside it is taken, the bad leaves none


def test_refused_once_not_every_night(desk):
    make_empty(desk)
    assert desk.ingest().new == ["f.xlsx"]
    assert desk.ingest().known == ["f.xlsx"]
