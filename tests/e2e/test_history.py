"""A correction handed in late: a past day as known then stays as it was; as known now, it has the correction."""

import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest
from cycles import DAY, named, public_files, tree

from oversight import cli, ingest, publish, releases, warehouse
from oversight.restate import restate
from oversight.settings import DBT_PROJECT, Home

EARLIER, REVOKED, LATE = date(2026, 6, 30), date(2026, 11, 10), date(2026, 12, 3)
HEADER = "行政处罚决定书文号,统一社会信用代码,处罚决定日期,处罚种类,撤销日期"
SIGNED_IN = "欧阳某甲,会长,到会\n欧阳某乙,理事,到会\n欧阳某丙,理事,请假\n"
# An organisation with one open candidate, which rests on a penalty as delivered.
PENALTY = """
    select c.uscc, p._authority, p._file, p.decision_no, c.event_date, p.penalty_type
    from credit_candidates as c
    inner join penalties as p on c.evidence_id = substr(sha256(concat_ws('|', _digest, coalesce(_sheet, ''), _row)), 1, 20)
    where c.status = 'open' and c.ground_code in ('minor_penalty', 'major_fine')
        and (select count(*) from credit_candidates as o where o.uscc = c.uscc) = 1
    order by c.uscc limit 1
"""
# What happened, not what falls due or was handed in.
EVENTS = (
    *("registered_on", "cancelled_on", "filed_on", "concluded_on", "event_date", "listed_on", "closed_on"),
    *(
        "decided_on",
        "noticed_on",
        "inspected_on",
        "granted_on",
        "held_on",
        "revoked_on",
        "current_period_end",
    ),
)


@dataclass(frozen=True)
class Correction:
    """A home with late files, unread by its releases: who is corrected, and which files say something new."""

    home: Home
    uscc: str
    files: set[str]


def marts(release: Path) -> dict[str, Path]:
    return {path.stem: path for path in releases.mart_files(release, restricted=True)}


def columns(path: Path) -> list[str]:
    return [row[0] for row in duckdb.sql(f"describe from '{path}'").fetchall()]


def count(path: Path, condition: str) -> int:
    return duckdb.sql(f"select count(*) from '{path}' where {condition}").fetchall()[0][0]


@pytest.fixture(scope="module")
def correction(cycle, tmp_path_factory) -> Correction:
    """The penalty behind a candidate was revoked on 10 November; the bureau says so on 3 December."""
    home = Home(tmp_path_factory.mktemp("late") / "home")
    shutil.copytree(cycle[0].root, home.root, symlinks=True)
    with duckdb.connect() as con:
        con.execute(f"create view penalties as from '{home.bronze}/penalties/*/*.parquet'")
        con.execute(f"create view credit_candidates as from '{home.latest}/marts/credit_candidates.parquet'")
        uscc, authority, file, number, decided_on, kind = con.execute(PENALTY).fetchone()
    inbox = home.root / "demo" / "inbox"
    late = inbox / authority / str(LATE) / "撤销.csv"
    late.parent.mkdir(parents=True)
    late.write_text(f"{HEADER}\n{number},{uscc},{decided_on},{kind},{REVOKED}\n", encoding="utf-8")
    roster = late.with_name("签到.csv")
    roster.write_text(SIGNED_IN, encoding="utf-8")
    ingest.run(inbox=inbox, home=home, business_date=LATE)
    return Correction(home, uscc, {file, *(str(path.relative_to(inbox)) for path in (late, roster))})


@pytest.fixture(scope="module")
def restated(correction) -> Path:
    return restate(home=correction.home, business_date=DAY, known_on=LATE)


def test_the_past_as_known_then_stays_to_the_last_byte(cycle, correction):
    home = correction.home
    warehouse.build(home=home, business_date=DAY)
    publish.publish(home=home, business_date=DAY)
    for folder in ("published", "restricted"):
        found = tree(home.root / folder)
        assert {k: v for k, v in found.items() if "restated/" not in k} == tree(cycle[0].root / folder)


def test_the_past_as_known_now_differs_in_who_was_corrected_and_in_nobody_else(correction, restated):
    night, now = marts(releases.release_of(correction.home, DAY)), marts(restated)
    assert now.keys() == night.keys()
    about = [name for name, path in now.items() if "uscc" in columns(path)]
    assert len(about) > 5
    for name in about:
        for one, other in ((night[name], now[name]), (now[name], night[name])):
            only_here = f"(from '{one}' except all from '{other}')"
            found = duckdb.sql(
                f"select * from {only_here} where uscc is distinct from '{correction.uscc}'"
            ).fetchall()
            assert not found, f"{name}: {found[0]}"
    of_it = f"uscc = '{correction.uscc}'"
    assert count(night["credit_candidates"], of_it) == 1
    assert count(now["credit_candidates"], of_it) == 0
    assert count(night["credit_status"], f"{of_it} and open_candidates = 1") == 1
    assert count(now["credit_status"], f"{of_it} and open_candidates = 0") == 1


def test_only_the_late_files_and_the_one_corrected_have_other_receipts(correction, restated):
    night, now = marts(releases.release_of(correction.home, DAY)), marts(restated)
    changed = duckdb.sql(
        f"select file_name from (from '{now['delivery_receipts']}' except all from '{night['delivery_receipts']}')"
    ).fetchall()
    assert {file for (file,) in changed} == correction.files


def test_a_table_that_nobody_recognises_is_quoted_in_no_public_file(correction, restated):
    """Persons on paper without a header: any line may be taken for one, and its deliverer is told so."""
    persons = {line.split(",")[0] for line in SIGNED_IN.splitlines()}
    remarks = marts(restated)["delivery_remarks"]
    assert named(remarks, persons), "not quoted at all: nothing would be proved"
    for path in public_files(correction.home):
        assert not named(path, persons), path


def test_restating_touches_nothing_of_the_nights(cycle, correction, restated):
    home, before = correction.home, cycle[0]
    for folder in ("published", "restricted"):
        found = {k: v for k, v in tree(home.root / folder).items() if not k.startswith("restated/")}
        assert found == tree(before.root / folder)
    assert tree(home.ledger) == tree(before.ledger)
    assert warehouse.built_for(home.warehouse) == (DAY, DAY)
    assert restated.name.startswith(f"{DAY}-known-{LATE}-")
    assert releases.release_of(home) == releases.release_of(home, DAY) != restated
    page = (restated / "report" / "index.html").read_text(encoding="utf-8")
    assert f"计入 {LATE} 及以前收到的材料" in page


@pytest.mark.slow
def test_rules_still_ask_about_the_business_date(correction):
    """In June nobody's November was known; what November handed in about June is."""
    release = restate(home=correction.home, business_date=EARLIER, known_on=DAY)
    checked = 0
    for name, path in marts(release).items():
        for column in set(columns(path)) & set(EVENTS):
            if (name, column) == ("major_events", "held_on"):
                continue  # it is planned, and may be handed in, before it is held
            checked += 1
            assert count(path, f"{column} > date '{EARLIER}'") == 0, f"{name}.{column}"
    assert checked > 8
    # Handed in after June, and so unknown to June's own night: decisions of the months before it.
    assert count(marts(release)["credit_list"], "status = 'listed'") > 0


def test_less_than_was_known_on_the_day_is_refused(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("OVERSIGHT_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["oversight", "restate", "--date", str(DAY), "--known-on", str(EARLIER)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "lies before business date" in capsys.readouterr().err
    assert not list(tmp_path.glob("published"))


def test_dbt_itself_refuses_less_than_was_known_on_the_day(monkeypatch, tmp_path):
    from dbt.cli.main import dbtRunner

    monkeypatch.setenv("OVERSIGHT_WAREHOUSE", f"{tmp_path}/warehouse.duckdb")
    words = ["--log-level", "none", "--log-path", str(tmp_path), "parse", "--target-path", str(tmp_path)]
    words += ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--no-partial-parse"]
    dates = f'{{"business_date": "{DAY}", "known_on": "{EARLIER}"}}'
    done = dbtRunner().invoke([*words, "--vars", dates])
    assert not done.success
    assert f"known_on {EARLIER} lies before business_date {DAY}" in str(done.exception)
