"""The SQL of the marts selects what the protocol's worked case prints, and what the verifier recomputes."""

import json
import random
from datetime import date
from pathlib import Path

import duckdb
import pytest

from oversight import draw
from oversight.draw.files import bundle_of, write_whole
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import canonical_json, digest
from oversight.settings import DBT_PROJECT, Home

MODELS = ["int_sampling__quotas", "sampling_selection", "sampling_cutoffs"]
DAY = date(2026, 12, 1)
HEADER = "authority_code,uscc,org_type,risk_tier,checks_12m,weight,excluded_reason"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The models as dbt compiles them, with the data home left as HOME."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    root = tmp_path_factory.mktemp("compiled")
    arguments = ["--log-level", "none", "compile", "--no-introspect", "--project-dir", str(DBT_PROJECT)]
    arguments += ["--profiles-dir", str(DBT_PROJECT), "--target-path", str(root / "target")]
    arguments += ["--log-path", str(root), "--vars", json.dumps({"business_date": str(DAY)})]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OVERSIGHT_HOME", str(root))
        environment.setenv("OVERSIGHT_WAREHOUSE", str(root / "w.duckdb"))
        outcome = dbtRunner().invoke([*arguments, "--select", *MODELS])
        DuckDBConnectionManager.close_all_connections()
    assert outcome.success, outcome.exception
    folder = root / "target" / "compiled" / "oversight" / "models"
    return {m: next(folder.rglob(f"{m}.sql")).read_text().replace(str(root), "HOME") for m in MODELS}


def run_sql(compiled: dict[str, str], home: Home) -> duckdb.DuckDBPyConnection:
    """The three models as tables of a fresh database, made from the home's reference files."""
    database = duckdb.connect()
    database.execute("attach ':memory:' as w")
    for model in MODELS:
        sql = compiled[model].replace("HOME", str(home.root))
        database.execute(f"create table w.main.{model} as {sql}")
    database.execute("use w")
    return database


def lines(database: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    rows = database.sql(query).fetchall()
    return [",".join("" if cell is None else str(cell) for cell in row) for row in rows]


def selection_of(database: duckdb.DuckDBPyConnection, period: str) -> list[str]:
    return lines(
        database,
        f"""select authority_code, uscc, part, desk_rank, cast(onsite as integer), sort_key
        from sampling_selection where period = '{period}' order by authority_code, desk_rank""",
    )


def cutoffs_of(database: duckdb.DuckDBPyConnection, period: str) -> list[str]:
    columns = """authority_code, registered, eligible, desk_quota, onsite_quota, desk_selected,
        onsite_selected, control_selected, control_cutoff, risk_cutoff"""
    return lines(
        database, f"select {columns} from sampling_cutoffs where period = '{period}' order by authority_code"
    )


def test_worked_case_through_sql(compiled, issued_case, vector):
    draw.write_reference(issued_case, DAY)
    database = run_sql(compiled, issued_case)
    for name, found in (("selection", selection_of), ("cutoffs", cutoffs_of)):
        printed = [",".join(map(str, row.values())) for row in vector["expected"][name]]
        assert found(database, vector["period"]) == printed
    uscc = vector["expected"]["sample_ticket"]["uscc"]
    tickets = database.sql("select uscc, ticket from sampling_selection where part = 'C'").fetchall()
    key = vector["expected"]["draw_key"]
    assert {u: int(t) for u, t in tickets} == {u: int(digest(f"{key}|C|{u}")[:15], 16) for u, _ in tickets}
    assert int(digest(f"{key}|C|{uscc}")[:15], 16) == vector["expected"]["sample_ticket"]["ticket"]


def test_order_of_frame_rows_does_not_matter_in_sql(compiled, issued_case, vector, tmp_path):
    draw.write_reference(issued_case, DAY)
    frames = duckdb.read_parquet(str(issued_case.reference / "draw_frames.parquet"))
    shuffled = Home(tmp_path)
    shuffled.reference.mkdir(parents=True)
    frames.order("md5(uscc)").write_parquet(str(shuffled.reference / "draw_frames.parquet"))
    quotas = duckdb.read_parquet(str(issued_case.reference / "draw_quotas.parquet"))
    quotas.order("md5(authority_code)").write_parquet(str(shuffled.reference / "draw_quotas.parquet"))
    same = [selection_of(run_sql(compiled, home), vector["period"]) for home in (issued_case, shuffled)]
    assert same[0] == same[1]


def made_up_draw(
    home: Home, period: str, sizes: dict[str, int], rule: dict, seed: int, attempt: int = 1
) -> list[list[str]]:
    """Freeze and reveal in the ledger a frame of random tiers and burdens; its rows."""
    dice = random.Random(seed)
    rows = [
        [code, f"51{code}MJ{i:08d}", "association", "B", "0", str(dice.choice(rule["weights"])),
         dice.choice(["", "", "", "in_liquidation"])]
        for code, size in sorted(sizes.items()) for i in range(size)
    ]  # fmt: skip
    bundle = bundle_of(home, period, attempt)
    write_whole(bundle / "frame.csv", ("\n".join([HEADER, *map(",".join, rows)]) + "\n").encode())
    write_whole(bundle / "rule.json", canonical_json(rule))
    files = {name: digest((bundle / name).read_bytes()) for name in ("frame.csv", "rule.json")}
    reveal = {"seed": digest(str(seed)), "drawn_at": f"{DAY}T03:00:00+08:00", "entropy": []}
    ledger = Ledger.of(home)
    ledger.append("freeze", period, attempt, business_date=str(DAY), commitment={}, files=files)
    ledger.append("reveal", period, attempt, business_date=str(DAY), reveal=reveal, files={})
    return rows


SIZES = {"330301": 1, "330302": 19, "330303": 20, "330304": 21, "330305": 200, "330306": 401}
RATES = {"default": {"desk": 500, "onsite": 50}, "330303": {"desk": 10000, "onsite": 10000}}
RULE = {"rates_bp": RATES, "control_bp": 2000, "weights": [0, 1, 2, 4, 8, 16, 32]}


@pytest.mark.parametrize(
    ("seed", "rule"),
    [
        (1, RULE),
        (2, {**RULE, "control_bp": 0}),
        (3, {**RULE, "control_bp": 10000}),
        (4, {**RULE, "weights": [0, 3, 5, 7]}),
        (5, {**RULE, "weights": [0]}),
        (6, {**RULE, "quotas": {"330305": {"desk": 0, "onsite": 0}, "330306": {"desk": 7, "onsite": 7}}}),
    ],
    ids=["usual", "no-control", "all-control", "odd-weights", "all-at-cap", "quotas-of-a-year"],
)
def test_sql_and_verifier_agree(compiled, verifier, tmp_path: Path, seed: int, rule: dict):
    home = Home(tmp_path)
    rows = made_up_draw(home, "2026-12", SIZES, rule, seed)
    draw.write_reference(home, DAY)
    database = run_sql(compiled, home)
    frame: dict = {}
    for row in rows:
        frame.setdefault(row[0], []).append((row[1], int(row[5]), row[6] != ""))
    selection, cutoffs = verifier.draw(frame, rule, digest(str(seed))[:32])
    assert selection_of(database, "2026-12") == selection[1:]
    assert cutoffs_of(database, "2026-12") == cutoffs[1:]


def test_quotas_at_the_boundaries(compiled, tmp_path: Path):
    """ceil of 5 % and 0.5 %: one organisation more than a full twenty asks for one check more."""
    home = Home(tmp_path)
    made_up_draw(home, "2026-12", SIZES, {**RULE, "rates_bp": {"default": RATES["default"]}}, 7)
    draw.write_reference(home, DAY)
    found = run_sql(compiled, home).sql(
        "select registered, desk_quota, onsite_quota from int_sampling__quotas order by registered"
    )
    assert found.fetchall() == [(1, 1, 1), (19, 1, 1), (20, 1, 1), (21, 2, 1), (200, 10, 1), (401, 21, 3)]


def test_no_draw_gives_empty_marts(compiled, tmp_path: Path):
    draw.write_reference(Home(tmp_path), DAY)
    database = run_sql(compiled, Home(tmp_path))
    for model in MODELS:
        assert database.sql(f"select count(*) from {model}").fetchall() == [(0,)]


def test_first_attempt_is_superseded_by_the_second(compiled, tmp_path: Path):
    home = Home(tmp_path)
    for attempt in (1, 2):
        made_up_draw(home, "2026-12", {"330302": 19}, RULE, attempt, attempt)
    draw.write_reference(home, DAY)
    found = run_sql(compiled, home).sql("select attempt, is_superseded from sampling_cutoffs order by 1")
    assert found.fetchall() == [(1, True), (2, False)]
