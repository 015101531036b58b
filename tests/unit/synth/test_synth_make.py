"""The deliveries against their own truth, read here without the platform's ingest."""

import csv
import hashlib
import zipfile
from pathlib import Path

import pytest
from stdnum.cn import uscc

from oversight import synth
from oversight.synth import credit_evidence, credit_listings, defects, duty, standing, zombie

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def digests(root: Path) -> dict[str, str]:
    files = sorted(p for p in root.rglob("*") if p.is_file())
    return {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def csv_text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def test_same_arguments_same_bytes(deliveries, organisations, business_date, tmp_path):
    synth.make(tmp_path, organisations, business_date, seed=7)
    assert digests(tmp_path) == digests(deliveries)


def test_another_seed_other_organisations(organisations, business_date, truth, tmp_path):
    synth.make(tmp_path, organisations, business_date, seed=8)
    other = (tmp_path / "truth" / "organizations.csv").read_text(encoding="utf-8")
    assert not any(code in other for code in truth("organizations").uscc)


def test_too_few_organisations_are_refused(business_date, tmp_path):
    with pytest.raises(ValueError, match="organisations"):
        synth.make(tmp_path, 100, business_date)


def test_register_has_the_size_asked_for_and_valid_codes(truth, organisations):
    codes = truth("organizations").uscc
    assert len(codes) == organisations == codes.nunique()
    assert all(uscc.is_valid(code) for code in codes)


def test_codes_keep_the_registrar_of_their_time(truth):
    orgs = truth("organizations")
    carved = orgs[(orgs.authority_code == "330383") & (orgs.registered_on < "2019-09-25")]
    assert set(carved.uscc.str[2:8]) <= {"330327", "100000"}
    assert len(carved)


def test_every_story_is_told(truth):
    main = [
        *credit_evidence.STORIES,
        *credit_listings.STORIES,
        *duty.STORIES,
        *zombie.STORIES,
        *standing.PARTY_STORIES,
    ]
    told = set(truth("stories").query("subject in ('main', 'rating', 'check')").story)
    assert {s.name for s in (*main, *standing.RATING_STORIES, *standing.CHECK_STORIES)} == told


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("fine_49999_99", {("abnormal", "minor_penalty", "open")}),
        ("fine_50000", {("serious", "major_fine", "open")}),
        ("fine_without_amount", set()),
        ("penalty_revoked", set()),
        ("warning_before_order", set()),
        ("warning_on_first_day_of_order", {("abnormal", "minor_penalty", "open")}),
        (
            "second_warning_on_third_anniversary",
            {("abnormal", "minor_penalty", "closed"), ("abnormal", "minor_penalty", "open"), ("serious", "repeated_minor_penalty", "open")},
        ),
        (
            "second_warning_day_after_third_anniversary",
            {("abnormal", "minor_penalty", "closed"), ("abnormal", "minor_penalty", "open")},
        ),
        ("letters_14_days_apart", set()),
        ("letters_15_days_apart", {("abnormal", "unreachable", "open")}),
        ("letters_30_days_apart", {("abnormal", "unreachable", "open")}),
        ("letters_31_days_apart", set()),
        ("rectification_due_yesterday", {("abnormal", "rectification_overdue", "open")}),
        ("rectification_due_today", set()),
        ("two_years_today", {("serious", "abnormal_two_years", "open")}),
        ("two_years_tomorrow", set()),
        ("noticed_then_waived", {("abnormal", "rectification_overdue", "waived")}),
        ("noticed_without_decision", {("abnormal", "unreachable", "noticed")}),
        ("court_withdrawn", set()),
        ("party_none_open", {("abnormal", "party_org_not_set_up", "open")}),
        ("party_two_and_a_probationary", set()),
        ("late_by_one_day", {("abnormal", "annual_report_not_filed", "open")}),
        ("filed_on_due_day", set()),
        ("returned_corrected_on_fifth_workday", set()),
    ],
)  # fmt: skip
def test_candidates_of_a_story(truth, story, found):
    stories, candidates = truth("stories"), truth("credit_candidates")
    told = stories[stories.story == story].uscc
    rows = candidates[candidates.uscc.isin(told)]
    assert set(rows[["list_type", "ground_code", "status"]].itertuples(index=False, name=None)) == found
    assert len(rows) == len(found) * len(told)


def test_an_organisation_without_a_story_is_no_candidate(truth):
    told = set(truth("stories").query("subject == 'main'").uscc)
    assert (
        set(truth("credit_candidates").uscc) | set(truth("credit_list").uscc) | set(truth("zombies").uscc)
        <= told
    )


def test_rows_of_a_file_add_up(truth):
    files = truth("files")
    parts = files[["rows_delivered", "rows_accepted", "rows_rejected", "rows_repeated"]].astype(int)
    assert (parts.rows_delivered == parts.rows_accepted + parts.rows_rejected + parts.rows_repeated).all()
    assert parts.rows_rejected.sum() == len(truth("rejected_rows"))
    assert {"recognised", "repeated", "empty", "truncated", "encrypted", "unrecognised"} == set(files.status)


def test_truth_names_every_file_of_the_inbox(deliveries, truth):
    inbox = deliveries / "inbox"
    assert {str(p.relative_to(inbox)) for p in inbox.rglob("*") if p.is_file()} == set(truth("files").file)


def test_each_defect_is_planted_and_known(truth):
    assert set(truth("rejected_rows").reason_code) == {reason for _, _, reason in defects.WRONG} | {
        "date_ambiguous"
    }


def test_lost_codes_stand_where_the_truth_says(deliveries, truth):
    found = set()
    for path in sorted((deliveries / "inbox").rglob("*.csv")):
        if zipfile.is_zipfile(path) or not path.stat().st_size:
            continue
        for number, row in enumerate(csv.reader(csv_text(path).splitlines()), start=1):
            if "5.21101E+17" in row:
                found.add((str(path.relative_to(deliveries / "inbox")), str(number)))
    rows = truth("rejected_rows").query("reason_code == 'uscc_lost_in_excel' and sheet == ''")
    assert set(zip(rows.file, rows.row, strict=True)) == found


def test_files_that_are_trouble_as_a_whole(deliveries, truth):
    by_status = truth("files").groupby("status").file.first()
    inbox = deliveries / "inbox"
    assert (inbox / by_status["empty"]).stat().st_size == 0
    assert (inbox / by_status["encrypted"]).read_bytes()[:8] == OLE
    cut = inbox / by_status["truncated"]
    assert cut.read_bytes()[:2] == b"PK"
    assert not zipfile.is_zipfile(cut)


def test_a_file_may_lie_about_its_type(deliveries):
    liars = [p for p in (deliveries / "inbox").rglob("*.csv") if zipfile.is_zipfile(p)]
    assert liars


def test_all_formats_and_encodings_occur(deliveries):
    inbox = deliveries / "inbox"
    assert {p.suffix for p in inbox.rglob("*") if p.is_file()} == {".csv", ".xlsx", ".json", ".parquet"}
    heads = [p.read_bytes()[:3] for p in inbox.rglob("*.csv")]
    assert b"\xef\xbb\xbf" in heads
    assert any(h[:2] == "统".encode("gb18030") or h[:2] == "社".encode("gb18030") for h in heads)


def test_no_delivery_is_dated_after_the_business_date(deliveries, business_date):
    dated = {p.name for p in (deliveries / "inbox").glob("*/*") if p.is_dir()}
    assert max(dated) == str(business_date)
    assert len(dated) > 5


def test_indicators_of_wenzhou_and_targets_of_four_places(truth):
    progress = truth("target_progress")
    numbers = progress.indicator_no.astype(int)
    assert set(numbers[numbers < 100]) == set(range(1, 23))
    stated = progress[numbers > 100]
    assert set(stated.district_name) == {"温州市", "杭州市", "衢州市", "薛城区"}
    assert not stated.duplicated("indicator_no").any() and len(stated) > 30
    value = progress.set_index(["indicator_no", "district_name"]).current_value
    assert float(value["2", "龙港"]) == 21
    assert ("3", "市本级") not in value.index
    assert progress.groupby("indicator_no").size()["5"] == 14


def test_list_sizes_are_realistic(truth):
    """Few at this size, where each story is told at least once."""
    frame = truth("sampling_frame")
    assert 0.7 < (frame.risk_tier == "B").mean() < 0.95
    assert set(frame.risk_tier) == {"A", "B", "C", "D"}
    assert frame.groupby("authority_code").size().min() >= 2
