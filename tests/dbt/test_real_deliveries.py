"""Real files exactly as bureaus published them; skipped where they are not at hand."""

from datetime import date
from math import ceil

import duckdb
import pytest
from stdnum.cn import uscc

from oversight import ceremony, draw, ingest, publish, releases, warehouse
from oversight.settings import REPO, Home

REAL = REPO.parent / "shared" / "data"
DAY = date(2024, 6, 30)

pytestmark = pytest.mark.skipif(not REAL.exists(), reason=f"the real files are not at {REAL}")


def cycle(home: Home, inbox) -> Home:
    ingest.run(inbox=inbox, home=home, business_date=DAY)
    warehouse.build(home=home, business_date=DAY)
    publish.publish(home=home, business_date=DAY)
    return home


def ask(home: Home, sql: str) -> list[tuple]:
    """Query the published Parquet of the latest release, both halves."""
    with duckdb.connect() as con:
        for path in releases.mart_files(home.latest, restricted=True):
            con.execute(f"create view \"{path.stem}\" as from '{path}'")
        return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def beijing(tmp_path_factory) -> Home:
    return cycle(Home(tmp_path_factory.mktemp("beijing") / "home"), REAL / "beijing")


@pytest.fixture(scope="module")
def messy(tmp_path_factory) -> Home:
    return cycle(Home(tmp_path_factory.mktemp("messy") / "home"), REAL / "messy")


def test_five_published_files_add_up(beijing):
    found = ask(
        beijing,
        "select source, authority_code, rows_delivered, rows_accepted, rows_rejected, rows_repeated "
        "from delivery_receipts order by rows_delivered",
    )
    assert found == [
        ("annual_reports", "110000", 46, 46, 0, 0),
        ("list_decisions", "110000", 62, 61, 0, 1),
        ("list_decisions", "110000", 77, 77, 0, 0),
        ("inspections", "110000", 400, 400, 0, 0),
        ("applications", "110000", 982, 920, 62, 0),
    ]


def test_village_committees_are_refused_and_no_real_code_is(beijing):
    refused = ask(
        beijing,
        "select cell_value, reason_code from rejected_rows join rejected_cells using (row_id, column_name)",
    )
    assert {reason for _, reason in refused} == {"uscc_not_social_org"}
    assert all(code.startswith("54") and uscc.is_valid(code) for code, _ in refused)
    assert len(refused) == 62


def test_the_bureaus_own_decisions_make_its_register(beijing):
    """Counted from the published file itself: whom the bureau founded or changed, and did not cancel."""
    con = duckdb.connect()
    path = REAL / "beijing" / "bj_minzheng_decisions_51_52_53_54.csv"
    name, code, mark = (f'"许可/处罚{x}"' for x in ("机关", "行政相对人统一社会信用代码", "文书号"))
    expected = con.execute(
        f"select distinct {code} from read_csv('{path}', all_varchar = true) "
        f"where {name} = '北京市民政局' and regexp_matches({mark}, '准登|准成|准变') and {code} not like '54%' "
        f"and {code} not in (select {code} from '{path}' where {mark} like '%准注%' and {name} = '北京市民政局') order by 1"
    ).fetchall()
    found = ask(
        beijing, "select uscc from organizations where is_in_force and authority_code = '110000' order by 1"
    )
    assert 750 < len(found) < 850
    assert found == expected
    assert ask(beijing, "select distinct known_from from organizations") == [("decisions",)]
    assert ask(beijing, "select count(*) from sampling_frame") == [(len(expected),)]


def test_inspections_are_matched_by_name_where_one_organisation_has_it_and_the_others_shown(beijing):
    found = ask(
        beijing,
        "select i.match_status, count(*), bool_and(o.org_name = i.org_name or i.match_status <> 'matched_by_name') "
        "from inspection_results i left join organizations o using (uscc) group by 1",
    )
    assert sum(n for _, n, _ in found) == 400
    assert {status for status, _, _ in found} >= {"matched_by_name", "unmatched"}
    assert all(agrees for status, _, agrees in found if status == "matched_by_name")


def test_both_lists_appear_as_they_were_published(beijing):
    assert ask(beijing, "select count(*) from credit_status where on_abnormal and on_serious")[0][0] > 0
    twice = ask(
        beijing,
        "select uscc, count(*) from credit_list where list_type = 'serious' group by 1 having count(*) > 1",
    )
    assert twice == [("51110000500313265H", 2)]
    assert ask(
        beijing, "select count(*) from credit_list where list_type = 'abnormal' and listed_on is null"
    ) == [(61,)]


def test_a_place_without_a_document_is_drawn_over_the_floors(beijing):
    assert ceremony.run(home=beijing, period="2024-06", business_date=DAY).valid
    bundle = draw.bundle_of(beijing, "2024-06", 1)
    publish.publish(home=beijing, business_date=DAY)
    ((registered, desk, onsite),) = ask(
        beijing,
        "select (select count(*) from organizations where is_in_force), count(*), count(*) filter (onsite) "
        "from sampling_selection",
    )
    assert desk >= ceil(registered * 0.05) and desk >= onsite >= ceil(registered * 0.005)
    assert draw.verify(bundle, beijing.ledger / "draws.jsonl").valid
    assert [path.name for path in (bundle / "lists").iterdir()] == ["110000.xlsx"]
    # No roster was delivered: every case says what it lacks instead of being left under-staffed in silence.
    shortages = duckdb.sql(f"select count(*), any_value(lacks) from '{bundle / 'shortages.csv'}'").fetchall()
    assert shortages == [(desk, "no_inspector")]


def test_eight_messy_files_get_eight_answers_and_none_is_silent(messy):
    found = ask(
        messy,
        "select file_name, sum(rows_delivered), sum(rows_accepted + rows_rejected + rows_repeated), "
        "sum(rows_unrecognised), min(length(message_zh)) "
        "from delivery_receipts left join delivery_remarks using (digest, file_name, sheet) group by 1",
    )
    assert len(found) == 8
    assert len(list(messy.receipts.glob("*.xlsx"))) == len(list(messy.receipts.glob("*.json"))) == 8
    for name, delivered, accounted, unrecognised, shortest_message in found:
        assert delivered == accounted, name
        assert delivered + unrecognised > 0, name
        assert shortest_message > 10, name
    party_form = ask(
        messy, "select message_zh from delivery_remarks where file_name like '%党建%' and sheet = 'Sheet1'"
    )
    assert "缺少 统一社会信用代码" in party_form[0][0]
