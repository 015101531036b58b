"""Nothing that anyone may read names a person; what does, only its owner may open."""

import json
import stat

import duckdb
import openpyxl
import pytest
from cycles import PERIOD, named, public_files

from check import OF_PERSONS
from oversight import releases
from oversight.settings import Home
from oversight.synth.history import FREE_TEXTS, PERSONS_UNLESS

PLACES = ("org_name", "address", "town", "supervisor_name")


def delivered(home: Home, wanted) -> dict[str, set[str]]:
    """Every value handed in, by column, of the columns that are wanted."""
    found: dict[str, set[str]] = {}
    with duckdb.connect() as con:
        for source in sorted(home.bronze.glob("[!_]*")):
            rows = f"read_parquet('{source}/*/*.parquet', union_by_name = true)"
            for column in (row[0] for row in con.execute(f"describe from {rows}").fetchall()):
                if not column.startswith("_") and wanted(column):
                    sql = f"select distinct trim({column}) from {rows} where length(trim({column})) > 1"
                    found.setdefault(column, set()).update(v for (v,) in con.execute(sql).fetchall())
    return found


@pytest.fixture(scope="module")
def people(cycle) -> dict[str, set[str]]:
    """What the deliveries say about persons, by column: names, telephones, numbers."""
    home, _ = cycle
    found = {c: v for c, v in delivered(home, OF_PERSONS.search).items() if c != "recusal_reason"}
    # A name that is also a word of a place or an organisation proves nothing where it occurs.
    words = "\n".join(v for values in delivered(home, PLACES.__contains__).values() for v in values)
    told = {column: {v for v in values if v not in words} for column, values in found.items()}
    assert len(told["legal_representative"] | told["inspector_name"]) > 200
    assert len(told["phone"]) > 200
    return told


def test_nothing_that_anyone_may_read_names_a_person(cycle, people):
    home, _ = cycle
    everybody = set().union(*people.values())
    files = public_files(home)
    lists = {path for path in files if path.parent.name == "lists"}
    # An issued list names the inspectors who go: it is the one paper they show.
    inspectors = "\n".join(people["inspector_name"])
    others = {name for name in everybody if name not in inspectors}
    assert {path.suffix for path in files} >= {".parquet", ".duckdb", ".html", ".csv", ".json", ".xlsx"}
    for path in files:
        found = named(path, others if path in lists else everybody)
        assert not found, f"{path.relative_to(home.root.resolve())}: {sorted(found)[:5]}"
    assert any(named(path, people["inspector_name"]) for path in lists), "the search itself finds nothing"


def test_persons_are_delivered_in_free_text_too(cycle, people):
    """So the search above means something for columns whose names say nothing of persons."""
    home, _ = cycle
    heads, phones = people["legal_representative"], people["phone"]
    texts = {(source, column) for source, columns in FREE_TEXTS.items() for column in columns}
    names = {(source, column) for source, (column, _) in PERSONS_UNLESS.items()}
    silent = {("list_decisions", "removal_reason")}  # the demo removes too rarely to count on it
    for source, column in (texts | names) - silent:
        rows = f"read_parquet('{home.bronze / source}/*/*.parquet', union_by_name = true)"
        told = "\n".join(v for (v,) in duckdb.sql(f"select {column} from {rows}").fetchall() if v)
        assert any(name in told for name in heads), (source, column)
        assert (source, column) in names or any(phone in told for phone in phones), (source, column)


def test_nobody_else_may_enter_the_home_but_for_what_is_published(cycle):
    home, _ = cycle
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.root.iterdir()}
    assert modes.keys() >= {"bronze", "demo", "ledger", "logs", "restricted", "runs", "warehouse.duckdb"}
    assert modes.pop("published") == 0o755
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o711
    for path in (p for p in home.published.rglob("*") if "receipts" not in p.parts):
        assert path.stat().st_mode & stat.S_IROTH, f"{path}: published, and nobody else may read it"


def test_a_name_would_be_found_wherever_it_stood(people, tmp_path):
    """The test above can fail: one name, one telephone, in each kind of file, inside longer text."""
    name = min(people["legal_representative"])
    phone = min(people["phone"])
    said = f"法定代表人{name}，电话{phone}。"
    duckdb.sql(f"select 'X' as uscc, '{said}' as remark").write_parquet(str(tmp_path / "mart.parquet"))
    with duckdb.connect(str(tmp_path / "marts.duckdb")) as con:
        con.execute(f"create table mart as select ['{said}'] as remarks")
    book = openpyxl.Workbook()
    book.active["B2"] = said
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "index.html").write_text(f"<p>{said}</p>", encoding="utf-8")
    for path in tmp_path.iterdir():
        assert named(path, {name, phone, "没有此人"}) == {name, phone}, path.name


def test_the_restricted_half_holds_what_the_public_one_does_not(cycle, people):
    home, _ = cycle
    release = releases.release_of(home)
    hidden = releases.restricted_of(release)
    halves = {"public": release, "restricted": hidden}
    held = {
        access: json.loads((half / "manifest.json").read_text(encoding="utf-8"))["marts"]
        for access, half in halves.items()
    }
    assert not held["public"].keys() & held["restricted"].keys()
    for access, marts in held.items():
        assert {mart["access"] for mart in marts.values()} == {access}
        assert {path.stem for path in (halves[access] / "marts").iterdir()} == marts.keys()
    assert {"inspector_roster", "inspector_recusals", "organization_contacts", "rejected_cells"} <= held[
        "restricted"
    ].keys()
    assert "rejected_rows" in held["public"]
    assert named(hidden / "marts" / "inspector_roster.parquet", people["inspector_name"])


def test_only_its_owner_may_open_what_tells_of_persons(cycle):
    home, _ = cycle
    closed = [p for top in (home.restricted, home.receipts) for p in (top, *top.rglob("*"))]
    assert sum(path.suffix == ".parquet" for path in closed) >= 4
    for path in (path for path in closed if not path.is_symlink()):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_both_halves_of_a_release_have_one_name_and_one_latest(cycle):
    home, _ = cycle
    for link in ("latest", f"by-date/{releases.release_of(home).name[:10]}"):
        assert (home.restricted / link).resolve() == releases.restricted_of(home.published / link)


def test_a_list_tells_its_inspector_whom_to_ask_for_without_telling_all(cycle, people):
    """Contacts reach the list through the restricted half, masked as they are there."""
    home, _ = cycle
    contacts = releases.restricted_of(releases.release_of(home)) / "marts" / "organization_contacts.parquet"
    masked = {p for (p,) in duckdb.sql(f"select phone_masked from '{contacts}'").fetchall() if p}
    lists = sorted((home.draws / PERIOD / "attempt-1" / "lists").glob("*.xlsx"))
    cells = {
        part
        for sheet in openpyxl.load_workbook(lists[0]).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        for part in str(cell).split("\n")
    }
    assert cells & masked
    assert not {cell for cell in cells if cell in people["phone"]}
