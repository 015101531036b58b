"""Defects in known numbers: wrong rows beside the right ones, and harmless oddities in right rows."""

import numpy as np
import pandas as pd

from oversight.synth import codes, persons
from oversight.synth.files import Table
from oversight.synth.world import World

REPEATED = ("organizations", "annual_reports", "activities", "party_units")  # some rows stand twice in a file
PER_ORGANISATIONS = 2000  # one more of each defect for so many organisations
ZERO_WIDTH = "\u200b"
CARDS_SHARE = 0.3  # of the lists of persons that also give identity cards, asked or not


def _cell(column: str, value):
    return lambda row: row | {column: value}


def _code(change):
    return lambda row: row | {"uscc": change(row["uscc"])}


def _lost(row: dict) -> dict:
    """A code of digits that a spreadsheet made a number: its last places are gone for good."""
    return row | {"uscc": "5.21101E+17"}


# (source, how the row becomes wrong, reason a reader gives)
WRONG = [
    ("organizations", _lost, "uscc_lost_in_excel"),
    ("annual_reports", _lost, "uscc_lost_in_excel"),
    ("organizations", _code(codes.spoil_outer), "uscc_bad_check_digit"),
    ("activities", _code(codes.spoil_inner), "uscc_bad_check_digit"),
    ("organizations", _code(lambda c: codes.with_prefix(c, "54")), "uscc_not_social_org"),
    ("annual_reports", _code(lambda c: codes.with_prefix(c, "91")), "uscc_not_social_org"),
    ("activities", _code(lambda c: codes.with_prefix(c, "59")), "uscc_not_social_org"),
    ("party_units", _code(lambda c: c[:17]), "uscc_malformed"),
    ("activities", _cell("uscc", None), "uscc_missing"),
    ("organizations", _cell("org_name", None), "required_missing"),
    ("activities", _cell("held_on", None), "required_missing"),
    ("activities", _cell("held_on", "2023-02-30"), "date_impossible"),
    ("annual_reports", _cell("filed_on", "2023年2月30日"), "date_impossible"),
    ("organizations", _cell("registered_on", "筹备中"), "date_unreadable"),
    ("activities", _cell("spent_yuan", "若干"), "number_unreadable"),
    ("party_units", _cell("formal_members", "三名左右"), "number_unreadable"),
    ("penalties", _cell("penalty_type", "口头教育"), "code_unknown"),
    ("list_decisions", _cell("list_type", "重点关注名单"), "code_unknown"),
    ("penalties", _cell("served_on", "2025-02-30"), "date_impossible"),
    ("major_events", _cell("event_kind", "内部团建"), "code_unknown"),
    ("party_units", _cell("charter_has_party", "不详"), "boolean_unknown"),
    ("communities", _cell("community_kind", "城乡结合部"), "code_unknown"),
    ("community_filings", _cell("filed_on", "去年年底"), "date_unreadable"),
    ("facilities", _cell("facility_no", "ZD 1,2"), "identifier_malformed"),
    ("volunteers", _cell("resident_population", "近五十万"), "number_unreadable"),
    ("people", _cell("post", "荣誉会长"), "code_unknown"),
    ("people", _cell("started_on", None), "required_missing"),
    ("terms", _cell("term_ends_on", "2023-02-30"), "date_impossible"),
    ("talks", _cell("talk_kind", "慰问"), "code_unknown"),
    ("fees", _cell("fee_kind", "赞助费"), "code_unknown"),
    ("finances", _cell("fiscal_year", "上年"), "number_unreadable"),
    ("catalogue_entries", _cell("entered_on", None), "required_missing"),
]
ODDITIES = [
    ("organizations", lambda code: code + "(01)"),
    ("activities", lambda code: code + "（01）"),
    ("organizations", lambda code: ZERO_WIDTH + code),
    ("annual_reports", lambda code: code[:8] + ZERO_WIDTH + code[8:]),
    ("activities", lambda code: code.lower() + " "),
]


def spoil(world: World, source: str, tables: list[Table]) -> None:
    """In tables of one source: append wrong rows, decorate some codes, and repeat some rows."""
    each = max(1, len(world.orgs) // PER_ORGANISATIONS)
    tables = [t for t in tables if t.style.form in ("csv", "xlsx")]
    for _, change, reason in (w for w in WRONG if w[0] == source):
        for table in _pick(world, tables, each):
            _append(table, change(_some_row(world, table)), reason)
    for _, change in (o for o in ODDITIES if o[0] == source):
        for table in _pick(world, tables, each):
            at = int(world.rng.integers(0, len(table.cells) - len(table.reasons)))
            code = table.cells.at[at, "uscc"]
            if code and ZERO_WIDTH not in code and len(code) == 18:
                table.cells.at[at, "uscc"] = change(code)
    for table in tables if source == "people" else ():
        _add_cards(world, table)
    for table in _pick(world, tables, each) if source in REPEATED else ():
        _append(table, _some_row(world, table), None)


def _add_cards(world: World, table: Table) -> None:
    """A column that no source declares, with numbers that must be masked wherever they end up."""
    if world.rng.random() < CARDS_SHARE:
        table.cells["identity_card"] = persons.identity_cards(world.rng, len(table.cells))
        table.headers.append("身份证号")


def _pick(world: World, tables: list[Table], count: int) -> list[Table]:
    plain = [t for t in tables if not t.style.full_width and t.style.dates != "real"] or tables
    return [plain[i] for i in world.rng.integers(0, len(plain), count)]


def _some_row(world: World, table: Table) -> dict:
    """A right row, its code as it should be, as a dict."""
    right = len(table.cells) - len(table.reasons)
    row = table.cells.iloc[int(world.rng.integers(0, right))].to_dict()
    return row | {"uscc": _plain(row["uscc"])} if row.get("uscc") else row


def _plain(code: str) -> str:
    return code.replace(ZERO_WIDTH, "").strip()[:18].upper()


def _append(table: Table, row: dict, reason: str | None) -> None:
    added = pd.DataFrame([row], columns=table.cells.columns, dtype=object)
    table.cells = pd.concat([table.cells, added], ignore_index=True)
    table.reasons.append((len(table.cells) - 1, reason or ""))


def row_hashes(table: Table) -> np.ndarray:
    return pd.util.hash_pandas_object(table.cells.astype(str), index=False, categorize=False).to_numpy()
