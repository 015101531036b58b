"""Every dbt unit test: the rules at their boundaries."""

from datetime import date

from scratch_dbt import Dbt, messages, write_bronze

from oversight.settings import Home


def test_every_rule_holds_at_its_boundaries(tmp_path):
    home = Home(tmp_path / "home")
    write_bronze(home, {})
    dbt = Dbt(home, date(2026, 11, 30))
    # Unit tests take column types from relations that exist: empty ones will do.
    assert messages(dbt("seed")) == []
    assert messages(dbt("run", "--empty")) == []
    outcome = dbt("test", "--select", "test_type:unit")
    assert messages(outcome) == []
    assert sum(r.status == "pass" for r in outcome.result.results) >= 50
