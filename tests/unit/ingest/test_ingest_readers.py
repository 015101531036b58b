"""A file is what its bytes say, in whatever encoding, and cells come as text."""

import json
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from desk import RATINGS, rating

ROWS = [RATINGS, rating(1), rating(2)]
RARE = "𠮷㐂䶮"  # the first is outside the 2-byte plane of GB18030: four bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
def test_text_in_any_usual_encoding(desk, encoding):
    rows = [RATINGS, [*rating(1)[:1], f"温州市{RARE}协会", "4A", "2024-05-06"]]
    desk.csv("wenzhou/评估.csv", rows, encoding)
    desk.ingest()
    assert desk.query("org_name", "ratings") == [(f"温州市{RARE}协会",)]
    assert desk.one_file("encoding") == (encoding,)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(desk, delimiter):
    desk.csv("a.csv", ROWS, delimiter=delimiter)
    assert desk.ingest().rows == 2


def test_a_quoted_line_break_stays_in_its_cell_and_rows_count_as_excel_shows_them(desk):
    desk.csv("a.csv", [RATINGS, [*rating(1)[:1], '北京"市\n某,协会', "4A", "2024-05-06"], rating(2)])
    desk.ingest()
    assert desk.query("org_name, _row", "ratings") == [('北京"市\n某,协会', 2), ("温州市第2协会", 3)]


@pytest.mark.parametrize("extension", ["csv", "xls", "json", "txt"])
def test_the_extension_may_lie(desk, extension):
    desk.xlsx(f"a.{extension}", {"表": ROWS})
    desk.ingest()
    assert desk.one_file("format, status, rows_delivered") == ("xlsx", "recognised", 2)


def test_csv_named_xlsx_is_read_as_text(desk):
    desk.csv("a.xlsx", ROWS)
    desk.ingest()
    assert desk.one_file("format, rows_delivered") == ("csv", 2)


def test_typed_cells_come_as_the_text_they_stand_for(desk):
    book = openpyxl.Workbook()
    book.active.append([*RATINGS, "有效期至", "备注"])
    book.active.append([521101000000000000, 12345, 4.5, date(2024, 5, 6), datetime(2024, 5, 6, 7, 8), True])
    book.active.append([123456789012345, "  两头有空格 ", " \u3000", datetime(2024, 5, 7), "", None])
    book.save(desk.path("a.xlsx"))
    desk.ingest()
    assert desk.query("uscc, org_name, rating, granted_on, valid_to, _extra", "ratings") == [
        ("5.21101E+17", "12345", "4.5", "2024-05-06", "2024-05-06 07:08:00", '{"备注": "true"}'),
        ("123456789012345", "  两头有空格 ", None, "2024-05-07", None, None),
    ]


def test_json_keeps_the_digits_it_was_written_with(desk):
    record = '{"uscc": 511101000000000012, "名称": "甲", "评估等级": "5A", "授予日期": null, "分": [1.50]}'
    desk.path("a.json").write_text(f'{{"rows": [{record}]}}', "utf-8")
    desk.ingest()
    assert desk.query("uscc, granted_on, _extra", "ratings") == [
        ("511101000000000012", None, '{"分": "[\\"1.50\\"]"}')
    ]


@pytest.mark.parametrize("shape", ["list", "rows", "lines"])
def test_json_shapes(desk, shape):
    records = [dict(zip(RATINGS, rating(n), strict=True)) for n in (1, 2)]
    texts = {
        "list": json.dumps(records),
        "rows": json.dumps({"rows": records}, ensure_ascii=False),
        "lines": "\n".join(map(json.dumps, records)),
    }
    desk.path("a.dat").write_text(texts[shape], "utf-8")
    desk.ingest()
    assert desk.one_file("format, rows_delivered, header_row") == ("json", 2, None)
    assert desk.query("org_name, _row", "ratings") == [("温州市第1协会", 1), ("温州市第2协会", 2)]


def test_parquet_columns_of_any_type_come_as_text(desk):
    table = pa.table(
        {
            "uscc": [rating(1)[0], None],
            "rating": pa.array(["4A", "5A"]).dictionary_encode(),
            "granted_on": pa.array([date(2024, 5, 6), None]),
            "score": [91.0, 88.5],
        }
    )
    pq.write_table(table, desk.path("a.csv"))
    desk.ingest()
    assert desk.one_file("format, rows_delivered") == ("parquet", 2)
    assert desk.query("uscc, rating, granted_on, _extra", "ratings") == [
        (rating(1)[0], "4A", "2024-05-06", '{"score": "91"}'),
        (None, "5A", None, '{"score": "88.5"}'),
    ]


def test_a_stray_zero_byte_does_not_spoil_a_text_file(desk):
    content = ",".join(RATINGS) + "\n" + ",".join([*rating(1)[:1], "甲\x00乙", "4A", "2024"]) + "\n"
    desk.path("a.csv").write_text(content, "utf-8")
    desk.ingest()
    assert desk.one_file("encoding, rows_delivered") == ("utf-8", 1)
