"""Why an organisation stands where it stands: each listing, candidate and year, clause and evidence."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from oversight.settings import Home

Row = dict[str, Any]


class NotFound(LookupError):
    """The release does not know the organisation."""


@dataclass(frozen=True)
class Explanation:
    """All that one release says about one organisation; `evidence` maps row ids to file, sheet and row."""

    organisation: Row
    credit: Row | None
    listings: list[Row]
    candidates: list[Row]
    annual: list[Row]
    zombie: Row | None
    draws: list[Row]
    evidence: dict[str, Row]


def explain(*, home: Home, release: Path, uscc: str) -> Explanation:
    """Read one organisation from a release's marts and find its evidence in bronze. Raises NotFound."""
    with duckdb.connect(str(release / "oversight.duckdb"), read_only=True) as con:

        def of(mart: str, order: str = "all") -> list[Row]:
            return _rows(con, f'from "{mart}" where uscc = $uscc order by {order}', uscc=uscc)

        found = of("organizations") or of("credit_status")
        if not found:
            raise NotFound(
                f"{release.name} 中没有 {uscc}：登记、名单都没有它。请核对代码，或换一个日期（--as-of）。"
            )
        listings = of("credit_list", "listed_on nulls first, decision_row_id")
        candidates = of("credit_candidates", "event_date, candidate_id")
        annual = of("annual_inspection", "report_year")
        credit, zombie = _first(of("credit_status")), _first(of("zombie_organizations"))
        draws = of("sampling_selection", "period, attempt")
    wanted = {i for row in [*listings, *candidates, *annual] for i in evidence_ids(row)}
    return Explanation(
        found[0], credit, listings, candidates, annual, zombie, draws, locate(home=home, row_ids=wanted)
    )


def evidence_ids(row: Row) -> list[str]:
    """Row ids that a mart row rests on: its evidence, and the decisions and notices about it."""
    many = row.get("evidence_ids") or []
    ids = list(many) if isinstance(many, list) else [part.strip() for part in many.split(",")]
    ids += [row.get(c) for c in ("evidence_id", "decision_row_id", "notice_row_id", "closing_row_id")]
    return list(dict.fromkeys(i for i in ids if i))


def locate(*, home: Home, row_ids: set[str]) -> dict[str, Row]:
    """Where the delivered rows with these ids lie: source, file, sheet, row (as Excel shows it), day."""
    if not row_ids:
        return {}
    sql = """
        with delivered as (
            select substr(sha256(concat_ws('|', _digest, coalesce(_sheet, ''), _row)), 1, 20) as id,
                   parse_path(filename)[-3] as source, _file as file, _sheet as sheet, _row as row,
                   _delivered as delivered_on
            from read_parquet($files, union_by_name = true, filename = true, hive_partitioning = false)
        )
        select * from delivered where list_contains($ids, id) order by id, source"""
    files = [str(p) for p in home.bronze.glob("[!_]*/*/*.parquet")]
    with duckdb.connect() as con:
        return {row.pop("id"): row for row in _rows(con, sql, files=files, ids=sorted(row_ids))}


def text_zh(explanation: Explanation) -> str:
    """The explanation as a bureau's officer reads it."""
    e = explanation
    lines = [f"{e.organisation.get('org_name') or ''}  {e.organisation['uscc']}"]
    if e.credit:
        lines.append(f"信用：{e.credit['explanation_zh']}")
    sections = (
        ("列入记录", [_listing_zh(r) for r in e.listings], e.listings),
        ("列入线索", [_candidate_zh(r) for r in e.candidates], e.candidates),
        ("年检年报", [_annual_zh(r) for r in e.annual], e.annual),
    )
    for title, sentences, rows in sections:
        lines.append(f"{title}：{'' if rows else '无'}")
        for sentence, row in zip(sentences, rows, strict=True):
            lines.append(f"  · {sentence}")
            lines += [f"      依据 {_place_zh(e.evidence[i])}" for i in evidence_ids(row) if i in e.evidence]
    if e.zombie:
        lines.append(f"僵尸社会组织：{e.zombie['explanation_zh']}")
    lines += [_draw_zh(row) for row in e.draws]
    return "\n".join(lines) + "\n"


def _listing_zh(row: Row) -> str:
    since = f"{row['listed_on']} " if row["listed_on"] else "（公布的名单未注明日期）"
    closed = f"，{row['closed_on']} 止" if row["closed_on"] else ""
    number = f"，{row['decision_no']}" if row["decision_no"] else ""
    ground = row["ground_zh"] or "未注明事由"
    return f"{since}{row['list_type_zh']}，{ground}{number}，{row['status_zh']}{closed}{_clause_zh(row)}"


def _candidate_zh(row: Row) -> str:
    event = f"{row['event_date']} {row['ground_zh']}"
    return f"{event}，可列入{row['list_type_zh']}，{row['status_zh']}{_clause_zh(row)}"


def _annual_zh(row: Row) -> str:
    due = f"，{row['due_on']} 前" if row["due_on"] else ""
    duty = f"{row['report_year']} 年度{row['duty_form_zh']}{due}"
    return f"{duty}，{row['timeliness_zh']}，{row['status_zh']}{_clause_zh(row)}"


def _draw_zh(row: Row) -> str:
    way = "现场检查" if row["onsite"] else "书面检查"
    return f"抽查：{row['period']} 第 {row['attempt']} 次抽取，第 {row['desk_rank']} 位，{way}"


def _clause_zh(row: Row) -> str:
    clause = row.get("clause_zh") or " ".join(filter(None, (row.get("document_id"), row.get("article"))))
    return f"（{clause}）" if clause else ""


def _place_zh(place: Row) -> str:
    sheet = f"「{place['sheet']}」" if place["sheet"] else ""
    return f"{place['file']}{sheet}第 {place['row']} 行（{place['delivered_on']} 送达）"


def _first(rows: list[Row]) -> Row | None:
    return rows[0] if rows else None


def _rows(con: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[Row]:
    found = con.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
