"""The two halves of a release: what goes where, who may open it, and what a kill leaves."""

import json
import stat
from datetime import date
from pathlib import Path

import duckdb
import pytest

from oversight import publish, releases, warehouse
from oversight.settings import Home

DAY, LATER = date(2026, 6, 30), date(2026, 11, 30)
ACCESS = {"organizations": "public", "people_known": "restricted"}


@pytest.fixture(autouse=True)
def page(monkeypatch):
    """The page of a release needs all its marts; these have two."""
    monkeypatch.setattr("oversight.render.report.write_report", lambda release: None)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return built(Home(tmp_path / "home"))


def built(home: Home, person: str = "王小明", known_on: date = DAY, access: dict = ACCESS) -> Home:
    """A home whose warehouse holds one public and one restricted mart."""
    target = warehouse.target_dir(home)
    target.mkdir(parents=True, exist_ok=True)
    nodes = {
        name: {
            "name": name,
            "resource_type": "model",
            "tags": ["mart"],
            "config": {"meta": {"access": said}, "contract": {"enforced": True}},
        }
        for name, said in access.items()
    }
    (target / "manifest.json").write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
    home.warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("create table organizations as select 'X1' as uscc")
        con.execute("create table people_known as select 'X1' as uscc, ? as person_name", [person])
        con.execute(
            f"create table build_record as select date '{DAY}' as business_date, date '{known_on}' as known_on"
        )
    return home


def write(home: Home, known_on: date = DAY, restated: bool = False) -> Path:
    return publish.write_release(built=home, home=home, dates=(DAY, known_on), restated=restated)


def manifest(half: Path) -> dict:
    return json.loads((half / "manifest.json").read_text(encoding="utf-8"))


def test_each_mart_goes_to_the_half_that_its_contract_names(home):
    release = write(home)
    hidden = releases.restricted_of(release)
    assert hidden == home.restricted / "releases" / release.name
    halves = {"public": (release, "oversight.duckdb"), "restricted": (hidden, "restricted.duckdb")}
    for access, (half, database) in halves.items():
        own = [name for name, said in ACCESS.items() if said == access]
        assert [path.stem for path in (half / "marts").iterdir()] == own
        entries = manifest(half)["marts"]
        assert {name: entry["access"] for name, entry in entries.items()} == dict.fromkeys(own, access)
        assert (manifest(half)["business_date"], manifest(half)["known_on"]) == (str(DAY), str(DAY))
        with duckdb.connect(str(half / database), read_only=True) as con:
            tables = con.execute("select table_name from duckdb_tables()").fetchall()
            assert [name for (name,) in tables] == own


def test_only_the_owner_may_open_the_restricted_half(home):
    """Whatever the habits of the account: also where everything else is made open, and was before."""
    (home.restricted / "releases").mkdir(parents=True)
    home.restricted.chmod(0o777)
    write(home)
    found = [home.restricted, *home.restricted.rglob("*")]
    assert len(found) > 4
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("said", [None, "", "Public"])
def test_a_mart_that_does_not_say_who_may_read_it_is_not_published(home, said):
    built(home, access={**ACCESS, "organizations": said})
    with pytest.raises(publish.PublishRefused, match="organizations: its contract says access"):
        write(home)
    assert not [p for p in home.releases.iterdir() if not p.name.startswith(".")]


def test_equal_content_is_the_same_release_and_either_half_changes_the_name(home):
    first = write(home)
    assert write(home) == first
    other = write(built(home, person="李小红"))
    assert other.name != first.name
    assert releases.restricted_of(other).name == other.name
    public = [manifest(release)["marts"]["organizations"]["sha256"] for release in (first, other)]
    assert public[0] == public[1], "only the restricted half differs"


def test_a_kill_between_the_halves_leaves_nothing_public_and_is_repeated(home, monkeypatch):
    settle = publish._settle

    def killed(partial: Path, release: Path) -> None:
        if "published" in partial.parts:
            raise KeyboardInterrupt
        settle(partial, release)

    monkeypatch.setattr(publish, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        write(home)
    assert not [p for p in home.releases.iterdir() if not p.name.startswith(".")]
    monkeypatch.setattr(publish, "_settle", settle)
    release = write(home)
    assert [path.stem for path in releases.mart_files(release, restricted=True)] == list(ACCESS)
    assert not list(home.root.rglob(".partial"))


def test_a_restatement_lies_apart_and_names_both_dates(home):
    night = write(home)
    restated = write(built(home, known_on=LATER), known_on=LATER, restated=True)
    assert restated.parent == home.published / "restated"
    assert restated.name == f"{DAY}-known-{LATER}-{night.name[-12:]}", "equal content, equal digest"
    halves = (restated, releases.restricted_of(restated))
    assert [manifest(half)["known_on"] for half in halves] == [str(LATER)] * 2
    assert list(home.releases.iterdir()) == [night]


def test_a_warehouse_of_other_dates_is_refused(home):
    built(home, known_on=LATER)
    with pytest.raises(publish.PublishRefused, match=f"known on {LATER}, not {DAY}, known on {DAY}"):
        publish.publish(home=home, business_date=DAY)
    assert not home.published.exists()


def test_a_day_cannot_be_judged_by_less_than_was_known_on_it(home):
    with pytest.raises(warehouse.WrongDates, match="lies before business date"):
        warehouse.build(home=home, business_date=LATER, known_on=DAY)


def test_a_missing_restricted_half_is_told(home):
    release = write(home)
    half = releases.restricted_of(release)
    half.rename(half.with_name("gone"))
    assert [path.stem for path in releases.mart_files(release)] == ["organizations"]
    with pytest.raises(LookupError, match="without its restricted half"):
        releases.mart_files(release, restricted=True)
