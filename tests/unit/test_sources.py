"""The declaration of sources is read whole, and a slip in it is named."""

import pytest
import yaml

from oversight import sources

EXPECTED = {
    "organizations",
    "annual_reports",
    "inspections",
    "rectifications",
    "penalties",
    "list_decisions",
    "contact_attempts",
    "court_dishonest",
    "party_units",
    "ratings",
    "activities",
    "indicator_reports",
    "inspectors",
    "recusals",
    "applications",
}


def test_every_delivered_source_is_loaded_and_only_those():
    assert set(sources.load()) >= EXPECTED
    assert "delivered_files" not in sources.load()


def test_a_source_carries_its_label_key_types_and_context():
    listing = sources.load()["list_decisions"]
    assert listing.label == "列入移出决定"
    assert "uscc" in listing.key
    assert listing.columns["decided_on"].type == "date"
    assert listing.columns["uscc"].required and not listing.columns["ground"].required
    assert "活动异常" in listing.context["list_type"]["abnormal"]


def test_the_first_alias_is_the_label():
    assert sources.load()["organizations"].columns["uscc"].label == "统一社会信用代码"


def test_no_two_columns_of_a_source_share_a_header_text():
    for source in sources.load().values():
        aliases = [alias for column in source.columns.values() for alias in column.aliases]
        assert len(aliases) == len(set(aliases)), source.name


def test_a_key_that_is_no_column_is_named(tmp_path):
    meta = {"label": "甲", "key": ["nowhere"], "recognised_by": [["uscc"]]}
    column = {"name": "uscc", "config": {"meta": {"type": "uscc", "aliases": ["代码"]}}}
    table = {"name": "demo", "config": {"meta": meta}, "columns": [column]}
    declaration = tmp_path / "sources.yml"
    declaration.write_text(yaml.safe_dump({"sources": [{"name": "bronze", "tables": [table]}]}), "utf-8")
    with pytest.raises(ValueError, match=r"demo.*nowhere"):
        sources.load(declaration)
