"""From records to the inbox: who hands in what, when and in which file; what becomes of each row."""

from pathlib import Path

import numpy as np
import pandas as pd

from oversight import sources
from oversight.synth import defects, history, special, style
from oversight.synth.files import Table, write
from oversight.synth.world import World

BINDERS = [("penalties", "list_decisions", "court_dishonest"), ("inspections", "rectifications"), ("inspectors", "recusals"), ("contact_attempts", "ratings")]
LIST_SHEETS = {"abnormal": "活动异常名录", "serious": "严重违法失信名单"}
BINDING_STYLE = style.STYLES[0]


def write_inbox(world: World, inbox: Path, progress) -> None:
    """All files of all authorities, then the special ones; truth about files and rejected rows."""
    declared = sources.load()
    planned: dict[Path, list[Table]] = {}
    for source_no, (name, source) in enumerate(declared.items()):
        records = history.records_of(world, name)
        for no, authority in enumerate(world.authorities):
            own = records[records.authority_code == authority.code]
            if len(own):
                _plan(world, planned, source, source_no, authority, no, own)
        if name == "organizations":
            _plan_carved_out(world, planned, source, records)
        progress(f"{source.label}: {len(records)} records")
    last_day = [t for path, tables in planned.items() if path.parent.name == str(world.today) for t in tables]
    defects.spoil(world, last_day)
    _write(world, inbox, planned)
    special.write(world, inbox, declared)


def _plan(world: World, planned: dict, source, source_no: int, authority, authority_no: int, records: pd.DataFrame) -> None:
    look = style.style_of(authority_no, source_no, len(records))
    binder = next((names for names in BINDERS if source.name in names), None)
    bound = binder is not None and authority_no % 3 == 1 and len(records) <= style.MOST_XLSX_ROWS
    if bound:
        look = BINDING_STYLE
    for when, rows in history.deliveries(world, source.name, records, authority_no):
        folder = Path(authority.folder(source.name)) / str(when)
        label = "+".join(sources.load()[n].label for n in binder[:2]) if bound else source.label
        tables = planned.setdefault(folder / f"{label}-{when}.{look.extension}", [])
        for sheet, part, left_out in _sheets(source, rows, look, bound):
            tables.append(_table(source, part, look, authority, sheet, left_out))


def _sheets(source, rows: pd.DataFrame, look: style.Style, bound: bool):
    """(sheet name, rows, columns that the sheet's title supplies)."""
    if source.name == "list_decisions" and look.form == "xlsx" and not bound:
        for kind, sheet in LIST_SHEETS.items():
            if (rows.list_type == kind).any():
                yield sheet, rows[rows.list_type == kind], ("list_type",)
    elif source.name == "annual_reports" and look.head == "titled" and rows.report_year.nunique() == 1 and rows.report_year.iat[0] <= 2025:
        yield f"{rows.report_year.iat[0]}年度", rows, ("report_year",)
    else:
        yield source.label, rows, ()


def _table(source, rows: pd.DataFrame, look: style.Style, authority, sheet: str, left_out: tuple[str, ...]) -> Table:
    cells = style.cells(rows, source, look).reset_index(drop=True)
    headers = [style.header(source, c, look) for c in cells if c not in left_out]
    title = f"{authority.prefix}社会组织{sheet if left_out else source.label}情况表"
    return Table(source.name, sheet, title, cells, headers, look, authority.name, authority.code, left_out=left_out)


def _plan_carved_out(world: World, planned: dict, source, records: pd.DataFrame) -> None:
    rows = history.carved_out(world, records)
    old = next(a for a in world.authorities if a.code == "330327")
    look = style.STYLES[2]
    if len(rows):
        path = Path(old.folder(source.name)) / history.CARVED_HISTORY / f"登记-龙港镇.{look.extension}"
        planned[path] = [_table(source, rows, look, old, source.label, ())]


def _write(world: World, inbox: Path, planned: dict[Path, list[Table]]) -> None:
    """Files in order of delivery, so that what was delivered before is known as repeated."""
    seen: dict[tuple[str, str], np.ndarray] = {}
    for path in sorted(planned, key=lambda p: (p.parent.name, p.parts[0], p.name)):
        tables = planned[path]
        write(inbox / path, tables, world.today.astype(object))
        account(world, path, tables, seen, path.parts[0])


def account(world: World, path: Path, tables: list[Table], seen: dict, folder: str) -> None:
    """Truth about one file: delivered = accepted + rejected + repeated, and where each rejected row stands."""
    delivered = rejected = repeated = 0
    for table in tables:
        known = seen.setdefault((folder, table.source), np.array([], dtype=np.uint64))
        hashes = defects.row_hashes(table)
        again = pd.Series(hashes).duplicated().to_numpy() | np.isin(hashes, known)
        wrong = [(row, reason) for row, reason in table.reasons if reason]
        again[[row for row, _ in wrong]] = False
        seen[folder, table.source] = np.concatenate([known, hashes])
        sheet = table.sheet if table.style.form == "xlsx" else ""
        world.expect(
            "rejected_rows", file=[str(path)] * len(wrong), sheet=sheet, row=[table.first_row + row for row, _ in wrong],
            reason_code=[reason for _, reason in wrong],
        )  # fmt: skip
        delivered, rejected, repeated = delivered + len(table.cells), rejected + len(wrong), repeated + int(again.sum())
    expect_file(world, path, delivered, rejected, repeated, "recognised")


def expect_file(world: World, path: Path, delivered: int, rejected: int, repeated: int, status: str) -> None:
    world.expect(
        "files", file=[str(path)], rows_delivered=delivered, rows_accepted=delivered - rejected - repeated,
        rows_rejected=rejected, rows_repeated=repeated, status=status,
    )  # fmt: skip
