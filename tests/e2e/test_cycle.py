"""The whole cycle, from deliveries to lists: what it makes, that it repeats, and what it knew on earlier days."""

import json
import math
import re
from datetime import date

import openpyxl
import pytest
from cycles import DAY, PERIOD, rows, run_cycle, tree

from oversight import draw, publish, releases, warehouse

EARLIER = date(2026, 6, 30)


def test_the_printed_numbers_are_the_marts(cycle):
    home, printed = cycle
    queries = {
        "organisations": "select count(*) from organizations",
        "rows delivered": "select sum(rows_delivered) from delivery_receipts",
        "rows accepted": "select sum(rows_accepted) from delivery_receipts",
        "rows rejected": "select sum(rows_rejected) from delivery_receipts",
        "rows repeated": "select sum(rows_repeated) from delivery_receipts",
        "on abnormal list": "select count(*) from credit_status where on_abnormal",
        "on serious list": "select count(*) from credit_status where on_serious",
        "zombie organisations": "select count(*) from zombie_organizations",
    }
    for label, sql in queries.items():
        line = re.search(rf"^  {label}\s+([\d,]+)$", printed, re.MULTILINE)
        assert line, f"the summary does not tell {label}"
        assert int(line[1].replace(",", "")) == rows(home.latest, sql)[0][0], label


def test_no_row_vanishes(cycle):
    home, _ = cycle
    found = rows(
        home.latest,
        "select sum(rows_delivered), sum(rows_accepted + rows_rejected + rows_repeated) from delivery_receipts",
    )
    assert found[0][0] == found[0][1] > 0
    kept = rows(home.latest, "select count(distinct digest) from delivery_receipts")[0][0]
    assert len(list(home.receipts.glob("*.json"))) == len(list(home.receipts.glob("*.xlsx"))) == kept


def test_the_manifest_names_every_mart_and_its_bytes(cycle):
    home, _ = cycle
    manifest = json.loads((home.latest / "manifest.json").read_text(encoding="utf-8"))
    files = tree(home.latest.resolve() / "marts")
    assert manifest["business_date"] == str(DAY)
    assert {f"{name}.parquet": mart["sha256"] for name, mart in manifest["marts"].items()} == files
    for name, mart in manifest["marts"].items():
        assert mart["rows"] == rows(home.latest, f'select count(*) from "{name}"')[0][0]
        assert mart["contract"] == "enforced"


def test_every_draw_is_over_its_floors(cycle):
    """Five percent at the desk, half a percent on site, of each authority's in-force register, rounded up."""
    home, _ = cycle
    found = rows(
        home.latest,
        """
        with registered as (
            select authority_code, count(*) as n from organizations where is_in_force group by 1
        ),
        drawn as (
            select authority_code, count(*) as desk, count(*) filter (onsite) as onsite,
                   count(*) filter (uscc not in (select uscc from organizations where is_in_force)) as strangers
            from sampling_selection group by 1
        )
        select authority_code, n, desk, onsite, strangers from registered left join drawn using (authority_code)""",
    )
    assert len(found) > 30
    for authority, registered, desk, onsite, strangers in found:
        assert desk is not None and desk >= math.ceil(registered * 5 / 100), authority
        assert desk >= onsite >= math.ceil(registered * 5 / 1000), authority
        assert strangers == 0, authority


def test_each_authority_has_its_list(cycle):
    home, _ = cycle
    drawn = dict(rows(home.latest, "select authority_code, count(*) from sampling_selection group by 1"))
    lists = {path.stem: path for path in (home.draws / PERIOD / "attempt-1" / "lists").glob("*.xlsx")}
    assert set(lists) == set(drawn)
    code, path = sorted(lists.items())[0]
    cells = {str(c.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row}
    expected = rows(home.latest, f"select uscc from sampling_selection where authority_code = '{code}'")
    assert {uscc for (uscc,) in expected} <= cells


def test_the_bundle_is_valid_until_a_byte_changes(copy_of_home):
    bundle = draw.bundle_of(copy_of_home, PERIOD, 1)
    ledger = copy_of_home.ledger / "draws.jsonl"
    assert draw.verify(bundle, ledger).valid
    victim = sorted((bundle / "lists").glob("*.xlsx"))[0]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    report = draw.verify(bundle, ledger)
    assert not report.valid
    assert victim.name in " ".join(report.faults)


def test_again_changes_nothing(copy_of_home):
    before = tree(copy_of_home.published)
    again = run_cycle(copy_of_home)
    assert again.returncode == 0, again.stderr
    assert tree(copy_of_home.published) == before


@pytest.mark.slow
def test_an_earlier_date_tells_what_was_known_and_leaves_all_else(copy_of_home):
    home = copy_of_home
    before, ledger = tree(home.published), (home.ledger / "draws.jsonl").read_bytes()
    earlier = run_cycle(home, EARLIER)
    assert earlier.returncode == 0, earlier.stderr
    after = tree(home.published)
    known = {n: v for n, v in after.items() if str(EARLIER) not in n and not n.startswith("receipts/")}
    assert known == {n: v for n, v in before.items() if not n.startswith("receipts/")}
    assert (home.ledger / "draws.jsonl").read_bytes() == ledger, "an earlier date must not draw"
    release = releases.release_of(home, EARLIER)
    for sql in (
        "select max(delivered_on) from delivery_receipts",
        "select max(event_date) from credit_candidates",
        "select max(registered_on) from organizations",
        "select max(filed_on) from annual_inspection",
    ):
        newest = rows(release, sql)[0][0]
        assert newest is not None and newest <= EARLIER, sql
    assert rows(release, "select count(*) from sampling_selection") == [(0,)]
    # The demo's decisions were delivered later: nobody was on a list as far as was known.
    assert rows(release, "select count(*) from credit_list") == [(0,)]
    assert rows(home.latest, "select count(*) from credit_list")[0][0] > 0
    assert releases.release_of(home).name.startswith(str(DAY))


@pytest.mark.slow  # `make test` sees it too, after a kill
def test_a_deleted_warehouse_comes_back_equal(copy_of_home):
    home = copy_of_home
    before = tree(home.published)
    home.warehouse.unlink()
    warehouse.build(home=home, business_date=DAY)
    publish.publish(home=home, business_date=DAY)
    assert tree(home.published) == before


def test_demo_and_real_deliveries_do_not_mix(cycle, tmp_path):
    home, _ = cycle
    done = run_cycle(home, inbox=tmp_path)
    assert done.returncode == 2
    assert "HOME_DIR" in done.stderr
