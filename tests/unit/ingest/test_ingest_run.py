"""A run over an inbox: who, when, once only, atomic, and repaired after a kill."""

import os
import subprocess
import sys
from datetime import date

import duckdb
import pytest
from desk import RATINGS, Desk, rating

from oversight import sources, warehouse
from oversight.ingest import bronze
from oversight.settings import REPO, Home

ONE = [RATINGS, rating(1)]


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("wenzhou", "330300"),
        ("330300", "330300"),
        ("温州市民政局", "330300"),
        ("龙港市", "330383"),
        ("薛城区", "370403"),  # two bodies: the place's name means its registrar
        ("薛城区民政局", "370403M"),
        ("somewhere", ""),
    ],
)
def test_the_folder_says_whose_file_it_is(desk, folder, code):
    desk.csv(f"{folder}/a.csv", ONE)
    desk.ingest()
    assert desk.query("_authority", "ratings") == [(code,)]


def test_files_in_the_root_belong_to_the_inbox_folders_own_place(tmp_path):
    (tmp_path / "beijing" / "2024-01-02").mkdir(parents=True)
    desk = Desk(tmp_path / "beijing", Home(tmp_path / "home"))
    desk.csv("a.csv", ONE)
    desk.csv("2024-01-02/b.csv", [RATINGS, rating(2)])
    desk.ingest()
    assert desk.query("_file, _authority", "ratings") == [("2024-01-02/b.csv", "110000"), ("a.csv", "110000")]


def test_the_dated_folder_is_the_delivery_date_and_later_ones_wait(desk):
    desk.csv("wenzhou/2026-01-05/a.csv", ONE)
    desk.csv("wenzhou/2026-02-05/b.csv", [RATINGS, rating(2)])
    desk.csv("wenzhou/c.csv", [RATINGS, rating(3)])
    first = desk.ingest(date(2026, 1, 31))
    assert first.new == ["wenzhou/2026-01-05/a.csv", "wenzhou/c.csv"]
    assert first.later == ["wenzhou/2026-02-05/b.csv"]
    second = desk.ingest(date(2026, 2, 28))
    assert (second.new, second.rows) == (["wenzhou/2026-02-05/b.csv"], 1)
    assert desk.query("_delivered, _file", "ratings") == [
        (date(2026, 1, 5), "wenzhou/2026-01-05/a.csv"),
        (date(2026, 2, 5), "wenzhou/2026-02-05/b.csv"),
        (date(2026, 1, 31), "wenzhou/c.csv"),  # met on the first run
    ]


def test_the_same_bytes_under_another_name_are_read_once_and_recorded_as_a_repeat(desk):
    desk.csv("wenzhou/a.csv", ONE)
    desk.csv("wenzhou/b.csv", ONE)
    desk.csv("wenzhou/2026-11-29/c.csv", [RATINGS, rating(2)])
    report = desk.ingest()
    assert (report.new, report.known) == (["wenzhou/2026-11-29/c.csv", "wenzhou/a.csv"], ["wenzhou/b.csv"])
    assert any("b.csv" in line and "a.csv 完全相同" in line for line in report.messages)
    assert len(desk.query("*", "ratings")) == 2
    desk.csv("wenzhou/2026-12-05/d.csv", [RATINGS, rating(2)])
    for night in (date(2026, 12, 5), date(2026, 12, 6)):  # the night after meets no new sighting
        desk.ingest(night)
        assert desk.files("_file, _delivered, status, rows_delivered") == [
            ("wenzhou/2026-11-29/c.csv", date(2026, 11, 29), "recognised", 1),
            ("wenzhou/2026-12-05/d.csv", date(2026, 12, 5), "repeated", 1),
            ("wenzhou/a.csv", date(2026, 11, 30), "recognised", 1),
            ("wenzhou/b.csv", date(2026, 11, 30), "repeated", 1),
        ]


def test_a_corrected_file_is_a_new_delivery_beside_the_old(desk):
    desk.csv("wenzhou/2026-01-05/a.csv", ONE)
    desk.csv("wenzhou/2026-01-06/a.csv", [RATINGS, [*rating(1)[:2], "5A", "2024-05-06"]])
    desk.ingest()
    assert desk.query("rating, _delivered", "ratings") == [("4A", date(2026, 1, 5)), ("5A", date(2026, 1, 6))]


def test_leftovers_of_editors_are_ignored_with_a_note(desk):
    for name in ("~$a.xlsx", ".DS_Store", "Thumbs.db", ".hidden/a.csv", "a.csv.part"):
        desk.path(f"wenzhou/{name}").write_text("x", "utf-8")
    report = desk.ingest()
    assert len(report.ignored) == 5 and report.new == []
    assert sum("已忽略" in line for line in report.messages) == 5


def test_a_second_run_changes_nothing_and_a_fresh_home_gets_the_same_bytes(desk, tmp_path):
    desk.csv("wenzhou/a.csv", ONE)
    desk.xlsx(
        "hangzhou/b.xlsx",
        {"表": [["标题"], RATINGS, rating(2)], "别的": [["甲", "乙", "丙"], ["1", "2", "3"]]},
    )
    desk.ingest()
    before = desk.snapshot()
    assert desk.ingest().new == []
    assert desk.snapshot() == before
    other = Desk(desk.inbox, Home(tmp_path / "other"))
    other.ingest()
    assert other.snapshot() == before


def test_every_source_can_be_read_before_anything_is_delivered(desk):
    desk.ingest()
    for name, source in sources.load().items():
        assert desk.query("*", name, "1") == []
        assert set(source.columns) <= {column[0] for column in _columns(desk, name)}
    assert desk.files("*") == []


def _columns(desk, name):
    return duckdb.sql(f"describe from read_parquet('{desk.home.bronze / name}/*/*.parquet')").fetchall()


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("step", range(1, 5))
def test_a_run_killed_between_any_two_renames_is_repaired_by_the_next(desk, monkeypatch, tmp_path, step):
    """Two sources and rows kept aside: three renames, then the record. Die before the n-th."""
    sheets = {
        "等级": ONE,
        "检查": [["检查单号", "被检查单位", "检查日期", "检查结果"], ["J1", "甲", "2024-01-02", "合格"]],
        "别的": [["甲", "乙", "丙"], ["x", "y", "z"]],
    }
    desk.ingest()  # the zero-row files are not what is tested
    desk.xlsx("wenzhou/a.xlsx", sheets)
    whole = Desk(desk.inbox, Home(tmp_path / "whole"))
    whole.ingest(date(2026, 12, 2))

    commit, calls = bronze._Writer.commit, []

    def dying(writer, durable=True):
        if durable:
            calls.append(writer)
        if len(calls) == step:
            raise Killed
        commit(writer, durable)

    monkeypatch.setattr(bronze._Writer, "commit", dying)
    monkeypatch.setattr(bronze._Writer, "close", lambda writer: None)  # a killed process tidies nothing
    with pytest.raises(Killed):
        desk.ingest(date(2026, 12, 1))
    monkeypatch.undo()
    assert desk.files("*") == []

    assert desk.ingest(date(2026, 12, 2)).new == ["wenzhou/a.xlsx"]  # a day later: another folder
    assert desk.snapshot() == whole.snapshot()


INGEST_AND_TELL_PEAK = """
import resource, sys
from datetime import date
from pathlib import Path
from oversight.ingest import run
from oversight.settings import Home
rows = run(inbox=Path(sys.argv[1]), home=Home(Path(sys.argv[2])), business_date=date(2026, 11, 30)).rows
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def peak_of_ingest(desk) -> tuple[int, int]:
    """Rows and peak memory in bytes of an ingest in a process of its own."""
    command = [sys.executable, "-c", INGEST_AND_TELL_PEAK, str(desk.inbox), str(desk.home.root)]
    environment = {"PYTHONPATH": str(REPO / "plugins"), "PATH": "/usr/bin:/bin"}
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    rows, peak = output.split()
    return int(rows), int(peak)


def test_a_large_csv_is_read_in_bounded_memory(tmp_path):
    """Four times the file must not take four times the memory: one more block or so, not the file."""
    line = ",".join([*rating(1), "很长的备注" * 15]) + "\n"
    peaks = []
    for rows in (100_000, 400_000):
        desk = Desk(tmp_path / str(rows), Home(tmp_path / f"home-{rows}"))
        with desk.path("wenzhou/a.csv").open("w", encoding="utf-8") as stream:
            stream.write(",".join([*RATINGS, "备注"]) + "\n")
            for _ in range(rows // 1000):
                stream.write(line * 1000)
        growth = desk.path("wenzhou/a.csv").stat().st_size
        found, peak = peak_of_ingest(desk)
        assert found == rows
        peaks.append(peak)
    assert peaks[1] - peaks[0] < growth / 2


def test_trouble_with_one_file_is_that_files_alone(desk):
    """A name in GBK bytes, an archive broken in its middle, json nested beyond reading: the rest is taken."""
    desk.csv("wenzhou/good.csv", ONE)
    desk.path("wenzhou/x").parent.mkdir(exist_ok=True)
    gbk = os.fsencode(desk.inbox / "wenzhou") + b"/" + "评估.csv".encode("gb18030")
    with open(gbk, "wb") as stream:  # noqa: PTH123 - a name that pathlib would have to guess
        stream.write("\n".join(",".join(row) for row in [RATINGS, rating(2)]).encode())
    book = bytearray(desk.xlsx("wenzhou/book.xlsx", {"表": [RATINGS, rating(3)]}).read_bytes())
    at = book.index(b"PK\x01\x02")
    book[at + 4 : at + 46] = bytes(42)
    (desk.inbox / "wenzhou" / "book.xlsx").write_bytes(book)
    (desk.inbox / "wenzhou" / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    desk.ingest()
    status = dict(desk.files("_file, status"))
    assert status["wenzhou/good.csv"] == status["wenzhou/评估.csv"] == "recognised"
    assert {status["wenzhou/book.xlsx"], status["wenzhou/deep.json"]} <= {"unreadable", "truncated"}
    assert len(desk.query("*", "ratings")) == 2


def test_two_runs_at_once_cannot_be(desk):
    desk.csv("wenzhou/a.csv", ONE)
    with warehouse.exclusive(desk.home), pytest.raises(warehouse.WarehouseBusy, match="worked on by process"):
        desk.ingest()
