"""From records to the inbox: who hands in what, when and in which file; what becomes of each row."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from oversight import sources
from oversight.synth import defects, history, special, style
from oversight.synth.files import Table, write
from oversight.synth.world import World

BINDERS = [
    ("penalties", "list_decisions", "court_dishonest"),
    ("inspections", "rectifications", "contact_attempts", "ratings"),
    ("inspectors", "recusals"),
]
LIST_SHEETS = {"abnormal": "活动异常名录", "serious": "严重违法失信名单"}
BINDING_STYLES = (style.STYLES[0], style.STYLES[3], style.STYLES[6])
CARVED_STYLE = style.STYLES[2]
TITLED_YEARS = range(2020, 2026)  # years that a title may supply, see the source's context


def write_inbox(world: World, inbox: Path, progress) -> None:
    """All files of all authorities, source by source, then workbooks that bind several, then the special ones."""
    declared = sources.load()
    ledger, bound = Ledger(), {}
    for source_no, source in enumerate(declared.values()):
        if source.name not in world.rows and source.name != "organizations":
            continue  # nothing of the kind had happened by then
        records = history.records_of(world, source.name)
        world.rows.pop(source.name, None)
        loose: dict[Path, list[Table]] = {}
        looks = _looks(records, source, source_no)
        for when, rows in history.deliveries(world, source.name, records):
            for look, part in rows.groupby(rows.authority_no.map(looks), sort=False):
                _plan(world, bound if look[1] else loose, source, part, look, when)
        if source.name == "organizations":
            _plan_carved_out(world, loose, source, records)
        defects.spoil(world, source.name, _last_day(world, source.name, loose | bound))
        _write(world, inbox, loose, ledger)
        progress(f"{source.label}: {len(records)} records")
    _write(world, inbox, bound, ledger)
    special.write(world, inbox, declared)


def _last_day(world: World, source: str, planned: dict[Path, list[Table]]) -> list[Table]:
    today = str(world.today)
    return [
        t
        for path, tables in planned.items()
        if path.parent.name == today
        for t in tables
        if t.source == source
    ]


def _looks(records: pd.DataFrame, source, source_no: int) -> dict[int, tuple[style.Style, str]]:
    """The style of each body for this source, and the name of the workbook it is bound into ('' for none)."""
    binder = next((names for names in BINDERS if source.name in names), None)
    looks = {}
    for no, rows in records.authority_no.value_counts(sort=False).items():
        if binder and no % 3 and rows <= style.MOST_XLSX_ROWS:
            looks[no] = (
                BINDING_STYLES[no % len(BINDING_STYLES)],
                "+".join(sources.load()[n].label for n in binder[:2]),
            )
        else:
            looks[no] = style.style_of(no, source_no, rows), ""
    return looks


def _plan(
    world: World, planned: dict, source, rows: pd.DataFrame, looks: tuple[style.Style, str], when
) -> None:
    """Tables of one source, day and style, by authority. Cells are made for all together: same style, same shapes."""
    look, binder = looks
    cells = style.cells(rows, source, look) if look.dates != "dmy" else None
    for no, own in rows.groupby("authority_no"):
        authority = world.authorities[no]
        folder = Path(authority.folder(source.name)) / str(when)
        tables = planned.setdefault(folder / f"{binder or source.label}-{when}.{look.extension}", [])
        for sheet, part, left_out in _sheets(source, own, look, binder != ""):
            made = style.cells(part, source, look) if cells is None else cells.loc[part.index]
            tables.append(table(source, made, look, authority, sheet, left_out))


def _sheets(source, rows: pd.DataFrame, look: style.Style, bound: bool):
    """(sheet name, rows, columns that the sheet's title supplies)."""
    if source.name == "list_decisions" and look.form == "xlsx" and not bound:
        for kind, sheet in LIST_SHEETS.items():
            if (rows.list_type == kind).any():
                yield sheet, rows[rows.list_type == kind], ("list_type",)
    elif source.name == "annual_reports" and look.head == "titled" and _one_titled_year(rows):
        yield f"{rows.report_year.iat[0]}年度", rows, ("report_year",)
    else:
        yield source.label, rows, ()


def _one_titled_year(rows: pd.DataFrame) -> bool:
    return rows.report_year.nunique() == 1 and rows.report_year.iat[0] in TITLED_YEARS


def table(
    source, cells: pd.DataFrame, look: style.Style, authority, sheet: str, left_out: tuple[str, ...]
) -> Table:
    cells = cells.reset_index(drop=True)
    headers = [style.header(source, c, look) for c in cells if c not in left_out]
    title = f"{authority.prefix}社会组织{sheet if left_out else source.label}情况表"
    return Table(
        source.name, sheet, title, cells, headers, look, authority.name, authority.code, left_out=left_out
    )


def _plan_carved_out(world: World, planned: dict, source, records: pd.DataFrame) -> None:
    rows = history.carved_out(world, records)
    old = next(a for a in world.authorities if a.code == "330327")
    look = CARVED_STYLE
    if len(rows):
        path = Path(old.folder(source.name)) / history.CARVED_HISTORY / f"登记-龙港镇.{look.extension}"
        planned[path] = [table(source, style.cells(rows, source, look), look, old, source.label, ())]


def _write(world: World, inbox: Path, planned: dict[Path, list[Table]], ledger: "Ledger") -> None:
    """Files in order of delivery, so that what was delivered before counts as repeated."""
    for path in sorted(planned, key=lambda p: (p.parent.name, p.parts[0], p.name)):
        write(inbox / path, planned[path], world.today.astype(object))
        account(world, inbox, path, planned[path], ledger)


@dataclass
class Ledger:
    """What was delivered so far: digests of files, and hashes of rows by folder and source."""

    files: set[str] = field(default_factory=set)
    rows: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)


def account(world: World, inbox: Path, path: Path, tables: list[Table], ledger: Ledger) -> None:
    """Truth about one file: delivered = accepted + rejected + repeated, and where each rejected row stands."""
    digest = hashlib.sha256((inbox / path).read_bytes()).hexdigest()
    if digest in ledger.files:  # nothing new since the last delivery: the same bytes again
        rows = sum(len(table.cells) for table in tables)
        expect_file(world, path, rows, 0, rows, "repeated")
        return
    ledger.files.add(digest)
    delivered = rejected = repeated = 0
    for table in tables:
        key = (path.parts[0], table.source)
        known = ledger.rows.get(key, np.array([], dtype=np.uint64))
        hashes = defects.row_hashes(table)
        again = pd.Series(hashes).duplicated().to_numpy() | np.isin(hashes, known)
        wrong = [(row, reason) for row, reason in table.reasons if reason]
        again[[row for row, _ in wrong]] = False
        ledger.rows[key] = np.concatenate([known, hashes])
        sheet = table.sheet if table.style.form == "xlsx" else ""
        world.expect(
            "rejected_rows",
            file=[str(path)] * len(wrong),
            sheet=sheet,
            row=[table.first_row + row for row, _ in wrong],
            reason_code=[reason for _, reason in wrong],
        )
        delivered, rejected, repeated = (
            delivered + len(table.cells),
            rejected + len(wrong),
            repeated + int(again.sum()),
        )
    expect_file(world, path, delivered, rejected, repeated, "recognised")


def expect_file(world: World, path: Path, delivered: int, rejected: int, repeated: int, status: str) -> None:
    world.expect(
        "files",
        file=[str(path)],
        rows_delivered=delivered,
        rows_accepted=delivered - rejected - repeated,
        rows_rejected=rejected,
        rows_repeated=repeated,
        status=status,
    )
