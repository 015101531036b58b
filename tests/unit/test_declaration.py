"""The declaration of the sources holds together with the models, the code lists and itself."""

import csv
import re
from collections import Counter

import pytest
import yaml

from oversight import sources
from oversight.settings import DBT_PROJECT, REPO, SEEDS

POLICY = REPO.parent / "shared" / "policy"
SOURCES = sources.load()
PLAIN_TYPES = {"uscc", "text", "date", "year", "integer", "number", "money", "boolean", "identifier"}


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


def test_a_finding_needs_a_declared_source_or_column():
    needs = [row["needs"].partition(".") for row in seed("finding_kinds") if row["needs"]]
    assert len(needs) > 10
    for source, _, column in needs:
        assert source in SOURCES and (not column or column in SOURCES[source].columns), (source, column)
    # Records that name organisations count for their registrar, whoever hands them in.
    model = DBT_PROJECT / "models" / "intermediate" / "policy" / "int_policy__records_handed_in.sql"
    listed = set(
        re.findall(
            r"'(\w+)'", model.read_text(encoding="utf-8").split("set sources_with_code")[1].split("%}")[0]
        )
    )
    assert listed == {
        s for s, _, _ in needs if "uscc" in SOURCES[s].columns and SOURCES[s].columns["uscc"].required
    }


def test_an_authority_stands_at_a_known_place():
    places = {row["jurisdiction_code"] for row in seed("jurisdictions")}
    assert {row["jurisdiction_code"] for row in seed("authorities")} <= places
    assert {row["parent_code"] for row in seed("jurisdictions")} - places == {""}


@pytest.mark.skipif(not POLICY.exists(), reason=f"the policy documents are not at {POLICY}")
def test_the_five_documents_bear_the_titles_and_numbers_that_are_printed_on_them():
    texts = [
        re.sub(r"\s", "", path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted(POLICY.glob("0*.txt"))
    ]
    rows = {row["document_id"]: row for row in seed("documents")}
    five = ["wz-2018-127", "hz-2018-237", "qz-2018-51", "wz-2024-56", "xc-2020-31"]
    assert len(texts) == len(five)
    for document_id, text in zip(five, texts, strict=True):
        assert rows[document_id]["number_zh"] in text, document_id
        assert rows[document_id]["title_zh"] in text, document_id


@pytest.mark.skipif(not POLICY.exists(), reason=f"the policy documents are not at {POLICY}")
def test_the_indicators_and_their_breakdown_are_as_printed():
    (path,) = POLICY.glob("003_*.txt")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kinds = {"binding": "约束指标", "expected": "预期指标"}
    for row in seed("indicators"):
        printed = [row["indicator_no"], row["baseline_text"], row["target_text"], kinds[row["type"]]]
        at = [i for i, line in enumerate(lines) if [line, *lines[i + 2 : i + 5]] == printed]
        assert any(row["name_zh"] in lines[i + 1] for i in at), row
    cells = {(row["district_name"], row["indicator_no"]): row for row in seed("indicator_targets")}
    order = [("1", "target_text", "baseline_text"), ("15", "target_text", "baseline_text")]
    order += [("2", "target_text", "baseline_text"), ("3", "target_text", "baseline_text")]
    order += [("4", "baseline_text"), ("5", "target_text")]
    table = lines[next(i for i, line in enumerate(lines) if line.startswith("表2")) :]
    districts = list(dict.fromkeys(district for district, _ in cells))
    assert len(districts) == 14
    for district in districts:
        printed = [cells[district, no][column] for no, *columns in order for column in columns]
        start = table.index(district) + 1
        assert table[start : start + len(printed)] == printed, district
