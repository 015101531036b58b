"""The marts of a published release against the truth that the synthetic maker wrote, row for row."""

import duckdb
import pytest

# truth file: (columns there, mart, columns of the mart, which rows of it)
SAME = {
    "organizations": (
        "uscc, authority_code, district_code, org_type, status, registered_on, is_charity, in_force",
        "organizations",
        "uscc, authority_code, district_code, org_type, status, registered_on, is_charity, is_in_force",
    ),
    "credit_list": ("uscc, list_type, ground_code, listed_on, status, clock_start", "credit_list", None),
    "credit_candidates": ("uscc, list_type, ground_code, event_date, status", "credit_candidates", None),
    "annual_inspection": ("uscc, report_year, timeliness, status", "annual_inspection", None),
    "sampling_frame": (
        "authority_code, uscc, risk_tier, checks_12m, weight, excluded_reason",
        "sampling_frame",
        None,
    ),
    "rejected_rows": (
        "file, sheet, row, reason_code",
        "rejected_rows",
        "file_name, sheet, row_number, reason_code",
    ),
    "inspections": ("inspection_no, uscc, match_status", "inspection_results", None),
    # The maker says which tests are met; why one is not met or does not apply, is the marts' own to say.
    "zombies": (
        "uscc, missed_inspections = 'met', no_first_activity = 'met', no_recent_activity = 'met', unreachable = 'met'",
        "zombie_organizations",
        None,
    ),
}


def text_rows(con, columns: str, table: str) -> list[tuple]:
    """Rows as text, NULL and '' alike, sorted."""
    found = con.execute(f"select {columns} from {table}").fetchall()
    return sorted(tuple("" if v is None else str(v).lower() for v in row) for row in found)


@pytest.mark.parametrize("name", SAME)
def test_a_mart_says_what_is_true(cycle, name):
    home, _ = cycle
    truth_columns, mart, mart_columns = SAME[name]
    with duckdb.connect() as con:
        truth_file = home.root / "demo" / "truth" / f"{name}.csv"
        truth = text_rows(con, truth_columns, f"read_csv('{truth_file}', all_varchar = true)")
        found = text_rows(con, mart_columns or truth_columns, f"'{home.latest}/marts/{mart}.parquet'")
    assert truth, f"{truth_file} is empty: nothing was compared"
    assert found == truth


def test_every_file_has_its_counts(cycle):
    """Per delivered file: delivered, accepted, rejected and repeated rows."""
    home, _ = cycle
    counts = ("rows_delivered", "rows_accepted", "rows_rejected", "rows_repeated")
    with duckdb.connect() as con:
        truth = con.execute(
            f"select file, {', '.join(f'cast({c} as bigint)' for c in counts)}, status "
            f"from read_csv('{home.root}/demo/truth/files.csv', all_varchar = true) "
            "where status in ('recognised', 'repeated') order by file"
        ).fetchall()
        found = con.execute(
            f"select file_name, {', '.join(f'cast(sum({c}) as bigint)' for c in counts)} "
            f"from '{home.latest}/marts/delivery_receipts.parquet' where source is not null group by 1 order by 1"
        ).fetchall()
    assert {status for *_, status in truth} == {"recognised", "repeated"}, "one kind was not compared"
    assert found == [tuple(row) for *row, _ in truth]


def test_reported_targets_are_what_was_reported(cycle):
    home, _ = cycle
    with duckdb.connect() as con:
        wrong = con.execute(
            f"""
            with truth as (
                select indicator_no, district_name, try_cast(current_value as double) as value
                from read_csv('{home.root}/demo/truth/target_progress.csv', all_varchar = true)
                where try_cast(current_value as double) is not null
            )
            select t.*, m.current from truth t
            left join '{home.latest}/marts/target_progress.parquet' m
                on cast(m.indicator_no as varchar) = t.indicator_no and m.district_zh = t.district_name
            where m.current is null or abs(m.current - t.value) > 1e-9"""
        ).fetchall()
        compared = con.execute(
            f"select count(*) from '{home.root}/demo/truth/target_progress.csv'"
        ).fetchall()
    assert compared[0][0] > 0
    assert not wrong
