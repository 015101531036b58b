"""Homes with a published release, and the worked case of the protocol as a bundle."""

import csv
import importlib.util
import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from oversight import draw
from oversight.draw.files import digests, write_whole
from oversight.draw.finish import VERIFIER
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import canonical_json, commit, digest
from oversight.settings import Home

VECTOR = Path(__file__).parents[2] / "vectors" / "draw-a.json"
DAY = date(2026, 11, 30)
PERIOD = "2026-11"


@pytest.fixture(scope="session")
def vector() -> dict:
    return json.loads(VECTOR.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def verifier():
    """The verifier as a module of its own, so that hundreds of checks need no process each."""
    spec = importlib.util.spec_from_file_location("standalone_verifier", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def literal(row: tuple) -> str:
    return "(" + ", ".join("null" if cell == "" else repr(cell) for cell in row) + ")"


def fill_warehouse(home: Home, period: str, selection: list[dict], cutoffs: list[dict]) -> None:
    """The two marts that `finish` reads, with the rows given."""
    marts = {"sampling_selection": selection, "sampling_cutoffs": cutoffs}
    with duckdb.connect(str(home.warehouse)) as warehouse:
        for mart, rows in marts.items():
            values = ", ".join(literal((period, 1, *row.values())) for row in rows)
            columns = ", ".join(["period", "attempt", *rows[0]])
            warehouse.execute(f"create or replace table {mart} as from (values {values}) as t({columns})")


@dataclass(frozen=True)
class Sealed:
    """An issued draw: its folder and the ledger that recorded it."""

    bundle: Path
    ledger: Path


@pytest.fixture
def sealed(issued_case: Home, vector: dict, tmp_path: Path) -> Sealed:
    """The worked case, issued, in a copy that a test may spoil."""
    home = Home(shutil.copytree(issued_case.root, tmp_path / "home"))
    return Sealed(draw.bundle_of(home, vector["period"], 1), Ledger.of(home).path)


@pytest.fixture(scope="session")
def issued_case(vector: dict, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The worked case, issued: selection as printed in the vectors, three inspectors each, two lists."""
    home, period = Home(tmp_path_factory.mktemp("worked-case")), vector["period"]
    bundle = draw.bundle_of(home, period, 1)
    frozen = {
        "frame.csv": vector["frame_csv"],
        "rule.json": vector["rule_json"],
        "roster.csv": roster_text(["330300", "330302", "330383", "330803"]),
        "recusals.csv": "inspector_id,uscc\nP330300-1,52330300MJ1G9GGHX7\n",
        "teams.json": canonical_json(
            {"valid_on": "2026-12-01", "team_size": {"default": {"desk": 1, "onsite": 2}}}
        ).decode(),
    }
    for name, text in frozen.items():
        write_whole(bundle / name, text.encode())
    fields = ["frame_root", "rule_digest", "roster_root", "recusals_root", "teams_digest"]
    kinds = {"operator": "secret", "witness": "secret", "public": "public"}
    commitment = {
        "period": period,
        "attempt": 1,
        "frozen_at": "2026-12-01T03:00:00+08:00",
        "entropy": [
            {"name": n, "kind": kinds[n], **({} if n == "public" else {"commitment": commit(v)})}
            for n, v in vector["entropy"]
        ],
        **{field: digest(text) for field, text in zip(fields, frozen.values(), strict=True)},
    }
    write_whole(bundle / "commitment.json", canonical_json(commitment))
    files = digests(bundle, ["commitment.json", *frozen])
    ledger = Ledger.of(home)
    ledger.append("freeze", period, 1, business_date="2026-12-01", commitment=commitment, files=files)
    draw.reveal(home, period, values=dict(vector["entropy"]))
    fill_warehouse(home, period, vector["expected"]["selection"], vector["expected"]["cutoffs"])
    draw.finish(home, period)
    for authority in ("330300", "330302"):
        write_whole(bundle / "lists" / f"{authority}.xlsx", f"list of {authority}".encode())
    draw.issue(home, period)
    return home


def roster_text(authorities: list[str], people: int = 3) -> str:
    rows = [f"P{code}-{n},{code},2027-06-30,30" for code in authorities for n in range(1, people + 1)]
    return "\n".join(["inspector_id,authority_code,certificate_valid_to,max_cases", *sorted(rows)]) + "\n"


def read_rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def publish(home: Home, day: date = DAY, organisations: int = 60, desk_bp: int = 500) -> None:
    """A release with the marts a draw reads: one authority with people, one with a single organisation."""
    halves = [home.releases / "r1", home.restricted / "releases" / "r1"]
    for half in halves:
        (half / "marts").mkdir(parents=True, exist_ok=True)
    home.latest.unlink(missing_ok=True)
    home.latest.symlink_to(home.releases / "r1")
    (home.latest / "manifest.json").write_text(json.dumps({"business_date": str(day)}), encoding="utf-8")
    queries = {
        "sampling_frame": f"""select case when i = 0 then '330383' else '330300' end as authority_code,
            printf('51330300MJ%08d', i) as uscc, 'association' as org_type,
            case when i % 9 = 0 then 'C' else 'B' end as risk_tier, 0 as checks_12m,
            case when i % 9 = 0 then 16 else 8 end as weight,
            case when i = 7 then 'in_liquidation' else '' end as excluded_reason
            from range({organisations}) as t(i)""",
        "sampling_floors": f"""select code as authority_code, {desk_bp} as desk_bp, 50 as onsite_bp,
            2000 as control_bp, 1 as desk_team_size, 2 as onsite_team_size
            from (values ('330300'), ('330383')) as t(code)""",
        "sampling_weights": "select unnest([0, 2, 4, 8, 16, 32]) as weight",
        "sampling_compliance": """select 'plan' as scope, 'draw' as rate_basis, '330300' as authority_code,
            3 as desk_required, 1 as onsite_required""",
        "inspector_roster": """select printf('P%d', i) as inspector_id, '330300' as serves_authority_code,
            date '2027-06-30' as certificate_valid_to, 30 as max_cases from range(4) as t(i)""",
        "inspector_recusals": "select 'P1' as inspector_id, '51330300MJ00000009' as uscc",
    }
    for name, query in queries.items():
        half = halves[name.startswith("inspector_")]
        duckdb.sql(query).write_parquet(str(half / "marts" / f"{name}.parquet"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    publish(home)
    return home
