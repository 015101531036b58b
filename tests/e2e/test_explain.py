"""`oversight explain` of organisations whose story is known: the right clause, the right days, the rows behind them."""

import csv
import json
import re
import shutil
import sys
from datetime import date

import pytest
from cycles import rows

from oversight import cli, releases
from oversight.explain import Explanation, explain, text_zh
from oversight.settings import Home

ORDER_60 = "mca-60"
# Items that the seeds name.
TESTS = ("missed_inspections", "no_first_activity", "no_recent_activity", "unreachable")
ARTICLES = {
    (test, document): f"({no})"
    for no, test in enumerate(TESTS, 1)
    for document in ("wz-2025-zombie", "mca-2021-63")
} | {("unreachable", "xc-2020-31"): "12"}
NOBODY = "53990000MJ000000XG"  # a right code that nobody bears
WENZHOU, NATIONAL, XUECHENG = "wz-2025-zombie", "mca-2021-63", "xc-2020-31"


def truth(home: Home, name: str) -> list[dict[str, str]]:
    with (home.root / "demo" / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_story(home: Home, story: str) -> set[str]:
    found = {r["uscc"] for r in truth(home, "stories") if (r["subject"], r["story"]) == ("main", story)}
    assert found, f"nobody has the story {story}"
    return found


def told(home: Home, uscc: str) -> Explanation:
    return explain(release=releases.release_of(home), uscc=uscc)


def lines(found: Explanation, section: str, subject: str | None = None) -> list[dict]:
    return [x for x in found.lines if x["section"] == section and subject in (None, x["subject_code"])]


def files(found: Explanation, line: dict) -> list[str]:
    key = (line["section"], line["line_no"])
    return [row["file_name"] for row in found.evidence if (row["section"], row["line_no"]) == key]


def zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def years_after(day: date, years: int) -> date:
    """The corresponding day, or the last day of a month that has none."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


@pytest.mark.parametrize(
    ("story", "list_type", "ground", "state", "article"),
    [
        ("missing_listed", "abnormal", "annual_report_not_filed", "listed", "11(1)"),
        ("late_listed_removed", "abnormal", "annual_report_not_filed", "removed", "11(1)"),
        ("transferred_to_serious", "serious", "abnormal_two_years", "listed", "15(1)"),
        ("second_warning_listed", "serious", "repeated_minor_penalty", "listed", "15(5)"),
        ("warning_listed_and_removed", "abnormal", "minor_penalty", "removed", "11(5)"),
    ],
)
def test_an_entry_rests_on_its_clause_its_days_and_its_rows(cycle, story, list_type, ground, state, article):
    home, _ = cycle
    chosen = with_story(home, story)
    wanted = (list_type, ground, state)
    entries = [
        r for r in truth(home, "credit_list") if (r["list_type"], r["ground_code"], r["status"]) == wanted
    ]
    entries = [r for r in entries if r["uscc"] in chosen]
    assert {r["uscc"] for r in entries} == chosen
    for entry in entries:
        found, listed_on = told(home, entry["uscc"]), date.fromisoformat(entry["listed_on"])
        (line,) = [x for x in lines(found, "listing", ground) if x["event_on"] == listed_on]
        assert (line["state"], line["document_id"], line["article"]) == (state, ORDER_60, article)
        assert line["clause_zh"].startswith("《社会组织信用信息管理办法》第")
        assert line["statement_zh"].startswith(f"{zh(listed_on)}因“")
        delivered = files(found, line)
        assert delivered and all((home.root / "demo" / "inbox" / name).exists() for name in delivered)
        if list_type == "serious":
            earliest = years_after(date.fromisoformat(entry["clock_start"]), 2)
            assert line["ends_zh"].startswith(f"{zh(earliest)}起可以申请移出")
        if state == "listed" and list_type == "abnormal":
            (move,) = lines(found, "listing", "abnormal_becomes_serious")
            assert move["due_on"] == years_after(date.fromisoformat(entry["clock_start"]), 2)
            assert (move["document_id"], move["article"]) == (ORDER_60, "15(1)")


def test_a_late_report_is_told_with_both_days(cycle):
    home, _ = cycle
    for uscc in with_story(home, "late_listed_removed"):
        late = {
            r["report_year"]
            for r in truth(home, "annual_inspection")
            if (r["uscc"], r["timeliness"]) == (uscc, "late")
        }
        (line,) = [x for x in lines(told(home, uscc), "annual") if x["state"] == "late"]
        (event,) = [r for r in truth(home, "credit_candidates") if r["uscc"] == uscc]
        due_on = date.fromordinal(date.fromisoformat(event["event_date"]).toordinal() - 1)
        assert line["statement_zh"].startswith(f"{late.pop()}年度") and not late
        assert f"应在{zh(due_on)}前（含当日）报送" in line["statement_zh"]
        # The maker files these reports 35 days after their due day.
        assert f"{zh(line['event_on'])}才报送，已经逾期" in line["statement_zh"]
        assert (line["event_on"] - due_on).days == 35


@pytest.mark.parametrize(("story", "article"), [("warning_open", "11(5)"), ("missing_open", "11(1)")])
def test_a_candidate_without_a_decision_says_that_it_is_none(cycle, story, article):
    home, _ = cycle
    chosen = with_story(home, story)
    for event in [r for r in truth(home, "credit_candidates") if r["uscc"] in chosen]:
        found, on = told(home, event["uscc"]), date.fromisoformat(event["event_date"])
        (line,) = [x for x in lines(found, "candidate", event["ground_code"]) if x["event_on"] == on]
        assert (line["state"], line["document_id"], line["article"]) == ("open", ORDER_60, article)
        assert zh(on) in line["statement_zh"] and "还没有作出决定" in line["statement_zh"]
        assert "线索不是名单上的记录" in line["ends_zh"]
        assert files(found, line) and not lines(found, "listing")


def test_a_zombie_test_that_is_met_rests_on_the_rule_of_its_place(cycle):
    """Every test of every organisation in the truth; the unit tests of the model hold the pairs that 300 do not show."""
    home, _ = cycle
    place = {r["uscc"]: r["authority_code"] for r in truth(home, "organizations")}
    seen = set()
    for row in truth(home, "zombies"):
        found, in_wenzhou = told(home, row["uscc"]), place[row["uscc"]].startswith("3303")
        met = {test for test, result in row.items() if result == "met"}
        assert {x["subject_code"] for x in lines(found, "zombie") if x["state"] == "met"} == met
        for test in met:
            rule = WENZHOU if in_wenzhou else NATIONAL
            if test == "unreachable":
                rule = XUECHENG if place[row["uscc"]] == "370403" else NATIONAL
            (line,) = lines(found, "zombie", test)
            assert line["document_id"] == rule, (row["uscc"], test)
            if (test, rule) in ARTICLES:
                assert line["article"] == ARTICLES[test, rule], (row["uscc"], test)
            assert files(found, line)
            if test == "no_recent_activity":
                assert f"{2023 if in_wenzhou else 2019}年1月1日以来没有活动记录" in line["statement_zh"]
            seen.add((test, rule))
    assert seen >= {
        *(
            (test, rule)
            for test in ("missed_inspections", "no_recent_activity")
            for rule in (WENZHOU, NATIONAL)
        ),
        ("unreachable", XUECHENG),
    }
    assert {test for test, _ in seen} >= {"no_first_activity", "unreachable"}


def test_in_xuecheng_a_report_takes_the_place_of_the_inspection_and_its_rule_says_it_is_unverified(cycle):
    home, _ = cycle
    for uscc in with_story(home, "missing_in_xuecheng"):
        found = told(home, uscc)
        assert {x["subject_code"] for x in lines(found, "annual")} == {"report"}
        assert {(x["document_id"], x["evidence_zh"]) for x in lines(found, "annual")} == {
            ("sd-2020-15", "未核实")
        }
        (event,) = [r for r in truth(home, "credit_candidates") if r["uscc"] == uscc]
        due_on = date.fromordinal(date.fromisoformat(event["event_date"]).toordinal() - 1)
        assert (due_on.month, due_on.day) == (6, 30)
        (line,) = [x for x in lines(found, "annual") if x["state"] == "missing"]
        assert f"年度报告应在{zh(due_on)}前（含当日）报送，至今没有报送" in line["statement_zh"]


def test_every_open_listing_and_candidate_is_explained_by_a_delivered_row(cycle):
    home, _ = cycle
    said = """
        select {}, l.uscc, l.subject_code, l.event_on from explanations l
        join explanation_evidence e using (uscc, section, line_no) where l.section = '{}'"""
    for section, mart, subject, day, status in (
        ("listing", "credit_list", "coalesce(ground_code, 'not_stated')", "listed_on", "('listed')"),
        ("candidate", "credit_candidates", "ground_code", "event_date", "('open', 'noticed')"),
    ):
        wanted = f"select uscc, {subject}, {day} from {mart} where status in {status}"
        asked = set(rows(home.latest, wanted))
        assert asked
        assert asked <= {row[1:] for row in rows(home.latest, said.format("l.line_no", section))}


def test_the_latest_draw_is_told_as_it_went(cycle):
    home, _ = cycle
    drawn = {uscc for (uscc,) in rows(home.latest, "select uscc from sampling_selection")}
    states = rows(home.latest, "select uscc, state from explanations where subject_code = 'latest_draw'")
    assert drawn == {uscc for uscc, state in states if state == "drawn"}
    frame = dict(rows(home.latest, "select uscc, excluded_reason <> '' from sampling_frame"))
    assert {uscc for uscc, state in states if state == "excluded"} == {u for u, out in frame.items() if out}
    assert {uscc for uscc, _ in states} == frame.keys()


def run(monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command line."""
    monkeypatch.setattr(sys, "argv", ["oversight", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    return ended.value.code or 0, out, err


@pytest.fixture
def alone(cycle, tmp_path, monkeypatch):
    """The public release copied to a place of its own, and no home to fall back on."""
    copy = tmp_path / "elsewhere" / "release"
    shutil.copytree(releases.release_of(cycle[0]), copy)
    monkeypatch.setenv("OVERSIGHT_HOME", str(tmp_path / "empty"))
    return copy


def test_the_command_says_what_the_marts_say_from_the_release_alone(cycle, alone, monkeypatch, capsys):
    home, _ = cycle
    chosen = with_story(home, "second_warning_listed") | with_story(home, "three_channels_unreachable")
    chosen |= {uscc for (uscc,) in rows(home.latest, "select min(uscc) from sampling_frame")}
    for uscc in chosen:
        code, out, _ = run(monkeypatch, capsys, "explain", uscc, "--release", str(alone), "--format", "json")
        assert code == 0
        facts = json.loads(out)
        for name, mart in (("lines", "explanations"), ("evidence", "explanation_evidence")):
            held = rows(alone, f"select to_json(m) from {mart} m where uscc = '{uscc}'")
            by_key = sorted((json.loads(text) for (text,) in held), key=json.dumps)
            assert sorted(facts[name], key=json.dumps) == by_key and by_key
        code, out, _ = run(monkeypatch, capsys, "explain", uscc, "--release", str(alone))
        assert code == 0 and out == text_zh(explain(release=alone, uscc=uscc))
        for line in facts["lines"]:
            assert line["statement_zh"] in out
        for row in facts["evidence"]:
            assert f"{row['file_name']}" in out and f"第{row['row_number']}行" in out


def test_the_calendar_is_in_order_and_within_a_year(cycle):
    home, _ = cycle
    calendar = rows(
        home.latest,
        "select uscc, line_no, due_on from explanations where section = 'due' order by uscc, line_no",
    )
    day, last = date(2026, 11, 30), date(2027, 11, 30)
    assert calendar and all(day <= due_on <= last for _, _, due_on in calendar)
    assert calendar == sorted(calendar, key=lambda row: (row[0], row[2]))


def test_what_cannot_be_explained_is_told_why(cycle, monkeypatch, capsys):
    home, _ = cycle
    monkeypatch.setenv("OVERSIGHT_HOME", str(home.root))
    code, _, err = run(monkeypatch, capsys, "explain", "51330300MJ0000000X")
    assert code == cli.WRONG_USE and re.search("第1[78]位校验码应为", err)
    code, _, err = run(monkeypatch, capsys, "explain", NOBODY)
    assert code == cli.NOT_FOUND and "登记、名单都没有它" in err
    known = next(iter(with_story(home, "warning_open")))
    code, _, err = run(monkeypatch, capsys, "explain", known, "--as-of", "2020-01-01")
    assert code == cli.NOT_FOUND and "2020-01-01 或之前 没有已发布的结果" in err
