"""Files that are trouble as a whole: empty, cut off, locked, unknown, delivered twice, undecidable."""

import codecs
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd

from oversight.synth import days, deliver, files, style
from oversight.synth.world import World

LOCKED = (
    Path(__file__).parent / "locked.xlsx"
)  # a workbook under a password; encryption is never the same twice
AMBIGUOUS_DAYS = ["2025-03-04", "2025-05-06", "2025-07-08", "2025-09-10", "2025-11-12"]


def write(world: World, inbox: Path, declared: dict) -> None:
    today = str(world.today)
    home = Path("330302") if (inbox / "330302").exists() else Path("鹿城区民政局")
    folder = home / today
    (inbox / folder).mkdir(parents=True, exist_ok=True)
    _whole(world, inbox, folder)
    _ambiguous(world, inbox, folder, declared["activities"])
    _again(world, inbox)


def _whole(world: World, inbox: Path, folder: Path) -> None:
    empty, cut, locked, unknown = (
        folder / n for n in ("空文件.csv", "年检-损坏.xlsx", "登记-加密.xlsx", "值班安排.csv")
    )
    (inbox / empty).write_bytes(b"")
    deliver.expect_file(world, empty, 0, 0, 0, "empty")
    whole = sorted(p for p in inbox.rglob("*.xlsx") if p.parent.name == str(world.today))[0]
    data = whole.read_bytes()
    (inbox / cut).write_bytes(data[: len(data) * 2 // 3])
    deliver.expect_file(world, cut, 0, 0, 0, "truncated")
    shutil.copyfile(LOCKED, inbox / locked)
    deliver.expect_file(world, locked, 0, 0, 0, "encrypted")
    (inbox / unknown).write_text("星期,值班人,备注\r\n一,张三,\r\n二,李四,调休\r\n", encoding="utf-8")
    deliver.expect_file(world, unknown, 0, 0, 0, "unrecognised")


def _ambiguous(world: World, inbox: Path, folder: Path, source) -> None:
    """Activities whose day and month cannot be told apart in any row of the column."""
    orgs = world.orgs[world.orgs.authority_code == "330302"].head(len(AMBIGUOUS_DAYS))
    look = replace(style.STYLES[2], dates="iso", name="undecidable")
    rows = pd.DataFrame(
        {
            "activity_no": "YD" + orgs.uscc,
            "uscc": orgs.uscc,
            "org_name": orgs.org_name,
            "held_on": [days.day(d) for d in AMBIGUOUS_DAYS[: len(orgs)]],
            "title": "公益活动",
        }
    )
    authority = next(a for a in world.authorities if a.code == "330302")
    table = deliver.table(source, style.cells(rows, source, look), look, authority, source.label, ())
    table.cells["held_on"] = [f"{int(d[8:])}/{int(d[5:7])}/{d[:4]}" for d in table.cells.held_on]
    table.reasons = [(row, "date_ambiguous") for row in range(len(rows))]
    path = folder / "活动-日月不明.csv"
    files.write(inbox / path, [table], world.today.astype(object))
    deliver.account(world, inbox, path, [table], deliver.Ledger())


def _again(world: World, inbox: Path) -> None:
    """A file handed in once more as it was, and one whose rows come again in another encoding."""
    today = str(world.today)
    old = sorted(p for p in inbox.rglob("登记-*.csv") if p.parent.name < today)
    old = [p for p in old if p.read_bytes().startswith(codecs.BOM_UTF8)]
    copied, resaved = old[0], old[-1]
    target = copied.parent.parent / today / f"重复-{copied.name}"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(copied, target)
    files = pd.concat(world.truth["files"]).set_index("file")
    rows = int(files.rows_delivered[str(copied.relative_to(inbox))])
    deliver.expect_file(world, target.relative_to(inbox), rows, 0, rows, "repeated")
    target = resaved.parent.parent / today / f"重报-{resaved.name}"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(resaved.read_bytes().decode("utf-8-sig").encode("gb18030"))
    rows = int(files.rows_delivered[str(resaved.relative_to(inbox))])
    deliver.expect_file(world, target.relative_to(inbox), rows, 0, rows, "recognised")
