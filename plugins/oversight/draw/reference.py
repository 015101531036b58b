"""What the ledger and the bundles tell dbt: frames, quotas and teams of all draws known by a day."""

import json
from datetime import date
from math import lcm
from pathlib import Path

import duckdb

from oversight.draw.files import bundle_of, digests
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import DrawError, draw_key_of
from oversight.settings import Home

DRAW = "period varchar, attempt integer, draw_key varchar, business_date date"
TABLES = {
    "draw_frames": f"""{DRAW}, authority_code varchar, uscc varchar, org_type varchar, risk_tier varchar,
        checks_12m bigint, weight bigint, excluded_reason varchar""",
    "draw_quotas": f"""{DRAW}, authority_code varchar, desk_bp bigint, onsite_bp bigint, control_bp bigint,
        desk_quota bigint, onsite_quota bigint, weight_lcm bigint, drawn_at varchar, is_issued boolean""",
    "draw_assignments": """period varchar, attempt integer, business_date date, authority_code varchar,
        uscc varchar, inspector_id varchar, seat bigint, is_issued boolean""",
}
FRAME_TYPES = """{'authority_code': 'varchar', 'uscc': 'varchar', 'org_type': 'varchar', 'risk_tier': 'varchar',
    'checks_12m': 'bigint', 'weight': 'bigint', 'excluded_reason': 'varchar'}"""
TEAM_TYPES = "{'authority_code': 'varchar', 'uscc': 'varchar', 'inspector_id': 'varchar', 'seat': 'bigint'}"


def write_reference(home: Home, business_date: date) -> None:
    """Write reference/draw_{frames,quotas,assignments}.parquet: zero rows where no draw was made yet.

    Only what had happened by the business date. Raises DrawError when a bundle is not what the ledger
    recorded, so that nothing is computed from a changed frame.
    """
    with duckdb.connect() as tables:
        for name, columns in TABLES.items():
            tables.execute(f"create table {name} ({columns})")
        for draw in _draws(home, business_date):
            _load(tables, draw)
        home.reference.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            scratch = home.reference / f".{name}.part"
            tables.execute(f"copy (from {name} order by all) to '{scratch}' (format parquet)")
            scratch.replace(home.reference / f"{name}.parquet")


def _draws(home: Home, business_date: date) -> list[dict]:
    """One entry per draw frozen by the day: its bundle and its events by name."""
    draws: dict[tuple[str, int], dict] = {}
    for event in Ledger.of(home).events():
        key = (event["period"], event["attempt"])
        if event.get("business_date", "9999") > str(business_date):
            continue
        draw = draws.setdefault(key, {"bundle": bundle_of(home, *key)})
        draw[event["event"]] = event
    return list(draws.values())


def _file(draw: dict, event: str, name: str) -> Path:
    path = draw["bundle"] / name
    if not path.is_file() or digests(draw["bundle"], [name])[name] != draw[event]["files"][name]:
        raise DrawError(f"{path} is not the file of the ledger's {event} event; restore it from a copy.")
    return path


def _load(tables: duckdb.DuckDBPyConnection, draw: dict) -> None:
    frozen, revealed, issued = draw["freeze"], draw.get("reveal"), "issue" in draw
    key = draw_key_of(revealed["reveal"]["seed"]) if revealed else None
    head = [frozen["period"], frozen["attempt"]]
    tables.execute(
        f"""insert into draw_frames select ?, ?, ?, cast(? as date), authority_code, uscc, coalesce(org_type, ''),
            risk_tier, checks_12m, weight, coalesce(excluded_reason, '')
        from read_csv('{_file(draw, "freeze", "frame.csv")}', header = true, columns = {FRAME_TYPES})""",
        [*head, key, frozen["business_date"]],
    )
    if revealed:
        rule = json.loads(_file(draw, "freeze", "rule.json").read_text(encoding="utf-8"))
        _load_quotas(
            tables, rule, [*head, key, frozen["business_date"]], revealed["reveal"]["drawn_at"], issued
        )
    if "assign" in draw:
        tables.execute(
            f"""insert into draw_assignments select ?, ?, cast(? as date), *, ?
            from read_csv('{_file(draw, "assign", "assignments.csv")}', header = true, columns = {TEAM_TYPES})""",
            [*head, frozen["business_date"], issued],
        )


def _load_quotas(
    tables: duckdb.DuckDBPyConnection, rule: dict, head: list, drawn_at: str, issued: bool
) -> None:
    weights = [weight for weight in rule["weights"] if weight > 0]
    codes = tables.execute(
        "select distinct authority_code from draw_frames where period = ? and attempt = ? order by 1",
        head[:2],
    ).fetchall()
    for (code,) in codes:
        rates = rule["rates_bp"].get(code, rule["rates_bp"]["default"])
        quota = rule.get("quotas", {}).get(code, {})
        row = [
            code,
            rates["desk"],
            rates["onsite"],
            rule["control_bp"],
            quota.get("desk"),
            quota.get("onsite"),
        ]
        row = [*head, *row, lcm(*weights), drawn_at, issued]
        tables.execute(f"insert into draw_quotas values ({', '.join('?' * len(row))})", row)
