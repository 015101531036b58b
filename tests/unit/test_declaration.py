"""The declaration of the sources holds together with the models, the code lists and itself."""

import csv
from collections import Counter

import pytest
import yaml

from oversight import sources
from oversight.settings import DBT_PROJECT, SEEDS

SOURCES = sources.load()
PLAIN_TYPES = {"uscc", "text", "date", "year", "integer", "number", "money", "boolean"}


def seed(name: str) -> list[dict]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_dbt_reads_every_declared_source_and_no_other():
    project = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert set(project["vars"]["sources"]) == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_source_is_checked_accepted_and_current(source):
    for folder, prefix in (("checked", "base"), ("accepted", "stg"), ("current", "cur")):
        model = DBT_PROJECT / "models" / "staging" / folder / f"{prefix}_{source.name}.sql"
        assert model.read_text(encoding="utf-8").startswith("-- Grain: "), model


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_header_text_means_one_column_of_a_source(source):
    counts = Counter(alias for column in source.columns.values() for alias in column.aliases)
    assert [alias for alias, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_types_are_known_and_code_lists_exist(source):
    lists = {row["list_name"] for row in seed("code_lists")}
    for column in source.columns.values():
        kind, _, code_list = column.type.partition(":")
        assert (kind == "code" and code_list in lists) or column.type in PLAIN_TYPES, column


def test_every_policy_number_names_a_document_its_days_and_its_evidence():
    documents = {row["document_id"]: row for row in seed("documents")}
    rows = seed("parameters")
    assert len(rows) > 40
    for row in rows:
        assert row["document_id"] in documents, row
        assert row["valid_from"] and row["evidence"] in {"V", "V2", "D", "M", "L", "S", "P"}, row
        # A platform decision may apply a document's number elsewhere, never before that document's day.
        assert row["valid_from"] >= documents[row["document_id"]]["valid_from"], row


def test_an_authority_stands_at_a_known_place():
    places = {row["jurisdiction_code"] for row in seed("jurisdictions")}
    assert {row["jurisdiction_code"] for row in seed("authorities")} <= places
    assert {row["parent_code"] for row in seed("jurisdictions")} - places == {""}
