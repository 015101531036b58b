"""The steps of a draw: each may be killed and repeated; what is issued stays."""

import json
import stat
from datetime import date

import duckdb
import pytest

from oversight import draw
from oversight.draw.files import bundle_of
from oversight.draw.freeze import secret_path
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import commit

from .conftest import DAY, PERIOD, fill_warehouse, publish, read_rows


def select(home, verifier, attempt: int = 1) -> None:
    """What dbt does between reveal and finish, by the verifier's arithmetic."""
    bundle = bundle_of(home, PERIOD, attempt)
    rule = json.loads((bundle / "rule.json").read_text())
    frame: dict = {}
    for row in read_rows(bundle / "frame.csv"):
        unit = (row["uscc"], int(row["weight"]), row["excluded_reason"] != "")
        frame.setdefault(row["authority_code"], []).append(unit)
    key = json.loads((bundle / "reveal.json").read_text())["seed"][:32]
    tables = []
    for lines in verifier.draw(frame, rule, key):
        header, *rows = [line.split(",") for line in lines]
        typed = [[int(c) if c.isdigit() and n > 1 else c for n, c in enumerate(row)] for row in rows]
        tables.append([dict(zip(header, row, strict=True)) for row in typed])
    tables[1] = [row | {"registered": int(row["registered"])} for row in tables[1]]
    fill_warehouse(home, PERIOD, *tables)


def whole_draw(home, verifier):
    bundle = draw.freeze(home=home, period=PERIOD, business_date=DAY)
    draw.reveal(home=home, period=PERIOD)
    select(home, verifier)
    draw.finish(home=home, period=PERIOD)
    draw.issue(home=home, period=PERIOD)
    return bundle


def everything(home) -> dict[str, bytes]:
    roots = (home.draws, home.ledger)
    return {str(p): p.read_bytes() for root in roots for p in sorted(root.rglob("*")) if p.is_file()}


def test_repeated_draw_changes_nothing(home, verifier):
    whole_draw(home, verifier)
    before = everything(home)
    whole_draw(home, verifier)
    assert everything(home) == before
    assert [event["event"] for event in Ledger.of(home).events()] == [
        "freeze",
        "reveal",
        "draw",
        "assign",
        "issue",
    ]


def test_bundle_is_made_of_the_release(home, verifier):
    bundle = whole_draw(home, verifier)
    frame = (bundle / "frame.csv").read_bytes()
    assert frame.startswith(b"authority_code,uscc,org_type,risk_tier,checks_12m,weight,excluded_reason\n")
    assert b"330300,51330300MJ00000007,association,B,0,8,in_liquidation\n" in frame
    assert frame.split(b"\n")[-2].startswith(b"330383,51330300MJ00000000,")
    rule = json.loads((bundle / "rule.json").read_text())
    assert rule["rates_bp"] == {"default": {"desk": 500, "onsite": 50}}
    assert rule["weights"] == [0, 2, 4, 8, 16, 32]
    cutoffs = {row["authority_code"]: row for row in read_rows(bundle / "cutoffs.csv")}
    assert (cutoffs["330300"]["registered"], cutoffs["330300"]["desk_selected"]) == ("59", "3")
    teams = read_rows(bundle / "assignments.csv")
    assert {row["authority_code"] for row in teams} == {"330300"}
    shortages = read_rows(bundle / "shortages.csv")
    assert [(row["authority_code"], row["seats_required"], row["lacks"]) for row in shortages] == [
        ("330383", "2", "no_inspector")
    ]
    frozen_at = json.loads((bundle / "commitment.json").read_text())["frozen_at"]
    assert frozen_at == "2026-11-30T03:00:00+08:00"


def test_secret_waits_unreadable_for_others_and_goes_with_the_reveal(home):
    bundle = draw.freeze(home, PERIOD, DAY)
    secret = secret_path(home, PERIOD, 1)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    value = json.loads(secret.read_text())["system"]
    committed = json.loads((bundle / "commitment.json").read_text())["entropy"]
    assert committed == [{"name": "system", "kind": "system", "commitment": commit(value)}]
    assert value.encode() not in Ledger.of(home).path.read_bytes()
    draw.reveal(home, PERIOD)
    assert not secret.exists()


@pytest.mark.parametrize("lost", ["freeze", "reveal", "draw", "assign", "issue"])
def test_kill_before_an_event_was_recorded_is_repaired_by_the_next_run(home, verifier, monkeypatch, lost):
    append = Ledger.append

    def killed(self, event, *arguments, **facts):
        if event == lost:
            raise KeyboardInterrupt
        return append(self, event, *arguments, **facts)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Ledger, "append", killed)
        whole_draw(home, verifier)
    bundle = whole_draw(home, verifier)
    assert draw.verify(bundle, Ledger.of(home).path).valid
    assert len(Ledger.of(home).events()) == 5
    assert not list(home.draws.rglob("*.part"))


def test_issued_period_takes_no_second_draw(home, verifier):
    whole_draw(home, verifier)
    with pytest.raises(draw.DrawError, match="issued and stays"):
        draw.freeze(home, PERIOD, DAY, attempt=2, reason="r", requested_by="a", approved_by="b")
    with pytest.raises(draw.DrawError, match="issued once"):
        draw.issue(home, PERIOD, attempt=2)


def test_second_attempt_needs_a_reason_and_a_second_person(home):
    draw.freeze(home, PERIOD, DAY)
    for persons in ({}, {"reason": "r", "requested_by": "a", "approved_by": "a"}):
        with pytest.raises(draw.DrawError, match="second person"):
            draw.freeze(home, PERIOD, DAY, attempt=2, **persons)
    draw.freeze(home, PERIOD, DAY, attempt=2, reason="wrong frame", requested_by="a", approved_by="b")
    events = [(e["event"], e["attempt"]) for e in Ledger.of(home).events()]
    assert events == [("freeze", 1), ("re-attempt", 2), ("freeze", 2)]
    assert bundle_of(home, PERIOD, 1).is_dir()


def test_wrong_opening_stops_and_says_whose(home):
    parts = [
        {"name": "机关", "kind": "system"},
        {"name": "witness", "kind": "secret", "commitment": commit("3 1 4")},
        {"name": "lottery", "kind": "public"},
    ]
    bundle = draw.freeze(home, PERIOD, DAY, entropy=parts)
    with pytest.raises(draw.DrawError, match="lottery"):
        draw.reveal(home, PERIOD, values={"witness": "3 1 4"})
    with pytest.raises(draw.DrawError, match="entropy witness"):
        draw.reveal(home, PERIOD, values={"witness": "3 1 5", "lottery": "05 12"})
    assert not (bundle / "reveal.json").exists()
    draw.reveal(home, PERIOD, values={"witness": "3 1 4", "lottery": "05 12"})
    names = [part["name"] for part in json.loads((bundle / "reveal.json").read_text())["entropy"]]
    assert names == ["机关", "witness", "lottery"]


def test_selection_that_the_verifier_does_not_recompute_is_not_recorded(home, verifier):
    draw.freeze(home, PERIOD, DAY)
    draw.reveal(home, PERIOD)
    select(home, verifier)
    with duckdb.connect(str(home.warehouse)) as warehouse:
        warehouse.execute("update sampling_selection set uscc = '51330300MJ00000007' where desk_rank = 2")
    with pytest.raises(draw.DrawError, match=r"selection\.csv: line"):
        draw.finish(home, PERIOD)
    assert Ledger.of(home).find("draw", PERIOD) is None


def test_frame_of_another_night_or_with_a_code_twice_is_refused(home):
    with pytest.raises(draw.DrawError, match="release of 2026-11-30"):
        draw.freeze(home, PERIOD, date(2026, 11, 29))
    frame = home.latest / "marts" / "sampling_frame.parquet"
    rows = duckdb.sql(f"select * from '{frame}' union all (select * from '{frame}' limit 1)").to_arrow_table()
    duckdb.from_arrow(rows).write_parquet(str(frame))
    with pytest.raises(draw.DrawError, match="is there twice"):
        draw.freeze(home, PERIOD, DAY)


def test_changed_frozen_file_stops_the_next_run(home):
    bundle = draw.freeze(home, PERIOD, DAY)
    frame = bundle / "frame.csv"
    frame.write_bytes(frame.read_bytes().replace(b",B,0,8,", b",B,0,4,", 1))
    with pytest.raises(draw.DrawError, match=r"frame\.csv is not the file that was frozen"):
        draw.freeze(home, PERIOD, DAY)
    with pytest.raises(draw.DrawError, match=r"frame\.csv is not the file"):
        draw.write_reference(home, DAY)


def test_broken_ledger_stops_every_step(home):
    draw.freeze(home, PERIOD, DAY)
    draw.reveal(home, PERIOD)
    path = Ledger.of(home).path
    path.write_bytes(path.read_bytes().replace(b'"attempt":1', b'"attempt":2', 1))
    with pytest.raises(draw.DrawError, match="line 2 does not continue line 1"):
        draw.reveal(home, PERIOD)


def test_draw_for_another_day_of_a_frozen_period_says_what_to_do(home):
    draw.freeze(home, PERIOD, DAY)
    publish(home, date(2026, 11, 29))
    with pytest.raises(draw.DrawError, match="finish it with business date 2026-11-30"):
        draw.freeze(home, PERIOD, date(2026, 11, 29))


def count(home, table: str) -> int:
    return duckdb.sql(f"select count(*) from '{home.reference / table}.parquet'").fetchall()[0][0]


def test_reference_holds_what_was_known_by_the_day(home, verifier):
    draw.write_reference(home, DAY)
    assert [count(home, f"draw_{t}") for t in ("frames", "quotas", "assignments")] == [0, 0, 0]
    whole_draw(home, verifier)
    draw.write_reference(home, DAY)
    assert [count(home, f"draw_{t}") for t in ("frames", "quotas", "assignments")] == [60, 2, 4]
    issued = duckdb.sql(
        f"select distinct is_issued, business_date from '{home.reference}/draw_quotas.parquet'"
    )
    assert issued.fetchall() == [(True, DAY)]
    draw.write_reference(home, date(2026, 11, 29))
    assert [count(home, f"draw_{t}") for t in ("frames", "quotas", "assignments")] == [0, 0, 0]


def test_rates_that_differ_stand_beside_the_default(home):
    marts = home.latest / "marts"
    floors = duckdb.sql(f"""select * replace (case authority_code when '330383' then 600 else desk_bp end as desk_bp)
        from '{marts}/sampling_floors.parquet' union all
        select * replace ('330302' as authority_code) from '{marts}/sampling_floors.parquet' limit 3""")
    rows = floors.to_arrow_table()
    duckdb.from_arrow(rows).write_parquet(str(marts / "sampling_floors.parquet"))
    plan = duckdb.sql(f"select * replace ('year' as rate_basis) from '{marts}/sampling_compliance.parquet'")
    rows = plan.to_arrow_table()
    duckdb.from_arrow(rows).write_parquet(str(marts / "sampling_compliance.parquet"))
    bundle = draw.freeze(home, PERIOD, DAY)
    rule = json.loads((bundle / "rule.json").read_text())
    assert rule["rates_bp"]["default"] == {"desk": 500, "onsite": 50}
    assert rule["rates_bp"]["330383"] == {"desk": 600, "onsite": 50}
    assert rule["quotas"] == {"330300": {"desk": 3, "onsite": 1}}


def test_empty_register_gives_an_empty_draw(home):
    frame = home.latest / "marts" / "sampling_frame.parquet"
    rows = duckdb.sql(f"select * from '{frame}' limit 0").to_arrow_table()
    duckdb.from_arrow(rows).write_parquet(str(frame))
    bundle = draw.freeze(home, PERIOD, DAY)
    assert (bundle / "frame.csv").read_bytes().count(b"\n") == 1
    draw.reveal(home, PERIOD)
    draw.write_reference(home, DAY)
    assert count(home, "draw_frames") == 0
