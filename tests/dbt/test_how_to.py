"""The recipes of docs/how-to.md, on a copy of the repository where nothing but the seeds they name is changed.

A city that the repository's seeds do not know hands in its files beside one that they know. The copy is built once,
for a day after a parameter changed; then the floors of a day before it, and what three switches turn off.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest
import scratch_dbt

from oversight.settings import REPO, Home

INBOX = Path(__file__).parent / "jiaxing"
PAGE = REPO / "docs" / "how-to.md"
BLOCK = re.compile(r"^```(csv|diff) (seeds/\w+\.csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEFORE, DAY = date(2026, 12, 31), date(2027, 1, 31)
FLOORS = ("+sampling_floors", "+int_targets__prose")
SWITCHED = ("grounds+,+credit_candidates", "grounds+,+credit_list", "gate_rules+,+credit_gate")
SWITCHED += tuple(f"finding_kinds+,+{mart}" for mart in ("fund_warnings", "fee_violations", "major_events"))
# The organisations of both cities, by what they are there for.
TEA, MISSED, ROWERS, FORUM = (
    "51330400MJ9000014M",
    "52330400MJ9000022D",
    "51330400MJ9000030B",
    "51330400MJ90000498",
)
TEA_IN_QUZHOU, MISSED_IN_QUZHOU, DONATIONS = "51330800MJ90000818", "52330800MJ900009XW", "51330800MJ9000102Q"


@dataclass(frozen=True)
class Copy:
    """The repository's code and seeds in a folder of their own, with a data home and kept warehouses beside them."""

    root: Path

    def apply(self, kind: str) -> None:
        """Change the seeds as the page says: `csv` appends its rows, `diff` writes one row differently."""
        blocks = [found[1:] for found in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if found[0] == kind]
        assert len(blocks) >= 3, f"{PAGE} has lost its {kind} blocks"
        for seed, rows in blocks:
            path = self.root / seed
            text = path.read_text(encoding="utf-8")
            if kind == "diff":
                old, new = (line[1:] for line in rows.splitlines())
                assert text.splitlines().count(old) == 1, f"{seed} has no such row: {old}"
                text, rows = text.replace(old, new), ""
            path.write_text(text + rows, encoding="utf-8")

    def oversight(self, *words: str) -> None:
        """Run the copy's own command line."""
        places = {"PYTHONPATH": str(self.root / "plugins"), "OVERSIGHT_HOME": str(self.root / "home")}
        command = [sys.executable, "-c", "from oversight.cli import main; main()", *words]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | places, check=False)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]

    def keep(self, name: str) -> None:
        """Keep the warehouse as it is now; a later build makes a new file."""
        shutil.copyfile(self.root / "home" / "warehouse.duckdb", self.root / f"{name}.duckdb")

    def ask(self, name: str, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.root / f"{name}.duckdb"), read_only=True) as con:
            return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Copy:
    """Built for DAY after every row that the page adds."""
    made = Copy(tmp_path_factory.mktemp("copy"))
    leave = shutil.ignore_patterns("__pycache__", "target", "logs")
    for folder in ("dbt_project", "plugins", "seeds"):
        shutil.copytree(REPO / folder, made.root / folder, ignore=leave)
    made.apply("csv")
    made.oversight("ingest", str(INBOX), "--date", str(DAY))
    made.oversight("build", "--date", str(DAY))
    made.keep("after")
    return made


@pytest.fixture(scope="module")
def day_before(copy) -> Copy:
    """The same seeds on a day before the parameter changed: floors and targets alone."""
    home = Home(copy.root / "before_home")
    scratch_dbt.write_bronze(home, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scratch_dbt, "DBT_PROJECT", copy.root / "dbt_project")
        dbt = scratch_dbt.Dbt(home, BEFORE)
        outcome = dbt("build", "--select", *FLOORS, "--resource-type", "seed", "--resource-type", "model")
    assert scratch_dbt.messages(outcome) == []
    shutil.copyfile(home.warehouse, copy.root / "before.duckdb")
    return copy


@pytest.fixture(scope="module")
def switched_off(copy) -> Copy:
    """DAY once more after the page's switches, in so far as they reach candidates, risks and gates."""
    copy.apply("diff")
    copy.oversight("build", "--date", str(DAY), *(word for s in SWITCHED for word in ("--select", s)))
    copy.keep("off")
    return copy


def test_a_new_place_has_a_register_and_is_told_by_the_folder_of_its_files(copy):
    found = copy.ask("after", "select authority_name, count(*) from organizations group by 1 order by 1")
    assert found == [("南湖区民政局", 3), ("嘉兴市民政局", 4), ("衢州市民政局", 3)]
    assert copy.ask("after", "select count(*) from rejected_rows") == [(0,)]


def test_rules_of_country_and_province_bind_a_new_place_and_its_own_numbers_go_before(copy):
    missed = "select uscc from credit_candidates where ground_code = 'annual_report_not_filed' order by 1"
    assert copy.ask("after", missed) == [(MISSED,), (MISSED_IN_QUZHOU,)]
    # One missed year is enough in the new city, the country asks for two; three tiers of dues at most, not four.
    assert copy.ask("after", "select uscc from zombie_organizations") == [(MISSED,)]
    assert copy.ask("after", "select uscc, finding_code from fee_violations") == [(TEA, "too_many_tiers")]


def test_a_new_place_is_drawn_over_its_own_floor(copy):
    plan = (
        "select authority_code, registered, onsite_bp, onsite_document_id, onsite_required "
        "from sampling_compliance where scope = 'plan' and authority_code like '3304%' order by 1"
    )
    assert copy.ask("after", plan) == [
        ("330400", 4, 5000, "jx-2026-9", 2),
        ("330402", 3, 5000, "jx-2026-9", 2),
    ]


def test_a_new_place_has_its_density_and_its_target(copy):
    density = (
        "select place_code, communities, registered_orgs, filed_orgs, average, target, met, document_id "
        "from community_density order by 1"
    )
    own = (2, 3, 1, 2.0, 2.0, True, "jx-2026-9")
    assert copy.ask("after", density) == [("330400", *own), ("330402", *own)]
    target = 'select indicator_zh, district_zh, "current", target, status from target_progress where indicator_no = 501'
    assert copy.ask("after", target) == [("城市社区平均社会组织数", "嘉兴市", 2.0, 2.0, "met")]


def test_a_new_ground_lists_under_its_clause(copy):
    listed = "select uscc, list_type, ground_code, ground_zh, clause_zh, status, evidence from credit_list"
    clause = "《关于规范社会组织发展的意见》第9条第2项"
    assert copy.ask("after", listed) == [
        (ROWERS, "abnormal", "false_statistics", "报送虚假统计资料", clause, "listed", "S")
    ]


def test_a_new_gate_rule_closes_the_way(copy):
    closed = "select uscc, effect, document_id, article, evidence from credit_gate where purpose = 'purchase' and not allowed"
    assert copy.ask("after", closed) == [(ROWERS, "blocked", "jx-2026-9", "7", "D")]


def test_a_kind_of_finding_is_found_where_a_place_asks_for_it(copy):
    events = "select uscc, state, finding_code, document_id from major_events order by 1"
    assert copy.ask("after", events) == [
        (FORUM, "not_filed", "event_not_filed", "jx-2026-9"),
        (TEA_IN_QUZHOU, "not_filed", None, None),
    ]


def test_a_parameter_changes_on_its_day_by_one_row(day_before):
    floors = "select distinct onsite_bp from sampling_floors where authority_code like '3308%'"
    assert day_before.ask("before", floors) == [(50,)]
    assert day_before.ask("after", floors) == [(4000,)]
    rest = (
        "select authority_code, desk_bp, onsite_bp, desk_document_id, onsite_document_id from sampling_floors "
        "where authority_code not like '3308%' order by 1"
    )
    assert day_before.ask("before", rest) == day_before.ask("after", rest)
    plan = (
        "select onsite_required from sampling_compliance where scope = 'plan' and authority_code = '330800'"
    )
    assert day_before.ask("after", plan) == [(2,)]  # of three, 40 %


def test_a_target_follows_the_parameter_it_names(day_before):
    target = "select target_text from int_targets__prose where computed_from = 'onsite_rate'"
    assert day_before.ask("before", target) == [("0.5%",)]
    assert day_before.ask("after", target) == [("40%",)]


def test_a_due_day_in_a_year_whose_rest_days_are_not_announced_says_so(copy):
    due = "select distinct report_year, due_on_is_provisional from annual_inspection where report_year >= 2025 order by 1"
    assert copy.ask("after", due) == [(2025, False), (2026, True)]


def test_a_doubtful_rule_shows_its_evidence_and_goes_by_one_switch(switched_off):
    said = {
        "credit_candidates": ((TEA_IN_QUZHOU, "unreachable", "D"), "uscc, ground_code, evidence"),
        "fund_risks": ((DONATIONS, "donations_not_disclosed", "M"), "uscc, finding_code, evidence"),
        "credit_gate": ((ROWERS, "purchase", "blocked", "D"), "uscc, purpose, effect, evidence"),
    }
    for mart, (row, columns) in said.items():
        before = set(switched_off.ask("after", f"select {columns} from {mart}"))
        after = set(switched_off.ask("off", f"select {columns} from {mart}"))
        assert before - after == {row}, mart
        # What a gate no longer bars it allows; nothing else comes in anyone's place.
        assert after - before == ({(ROWERS, "purchase", "allowed", None)} if mart == "credit_gate" else set())


def test_a_switch_touches_nothing_else(switched_off):
    for mart in (
        "credit_list",
        "annual_inspection",
        "fee_violations",
        "major_events",
        "zombie_organizations",
    ):
        rows = f"from {mart} order by all"
        assert switched_off.ask("off", rows) == switched_off.ask("after", rows) != []
