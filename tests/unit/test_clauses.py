"""Clauses as data: every link points at something, and the page of clauses says what the seeds say."""

import pytest

import clause_table
from clause_table import links, seed


def test_no_link_points_at_nothing():
    assert clause_table.broken_links() == []


@pytest.mark.parametrize("kind", [*clause_table.SEED_ROWS, "calendar", "seed", "model", "test"])
def test_a_link_to_nothing_is_found(kind):
    known = next(iter(clause_table.names()[kind]))
    assert clause_table.exists(kind, known)
    assert not clause_table.exists(kind, f"{known}_")


def test_a_link_to_a_test_of_python_needs_file_and_function():
    here = "tests/unit/test_clauses.py"
    assert clause_table.exists("test", f"{here}::test_no_link_points_at_nothing")
    assert not clause_table.exists("test", f"{here}::test_no_link_points_at")
    assert not clause_table.exists("test", "tests/unit/test_no_clauses.py::test_no_link_points_at_nothing")


def test_the_page_is_what_the_seeds_say():
    assert clause_table.TABLE.read_text(encoding="utf-8") == clause_table.text(), (
        "run scripts/clause_table.py"
    )


def test_what_is_left_out_says_why_and_links_to_nothing():
    for clause in seed("clauses"):
        assert clause["type"] != "N" or clause["left_out_zh"], clause["clause_id"]
        assert clause["type"] != "N" or not links()[clause["clause_id"]], clause["clause_id"]


def test_a_clause_begins_no_earlier_than_its_document_and_is_short():
    begins = {row["document_id"]: row["valid_from"] for row in seed("documents")}
    assert len(begins) == len(seed("documents"))
    for clause in seed("clauses"):
        assert clause["valid_from"] >= begins[clause["document_id"]], clause["clause_id"]
        assert len(clause["summary_zh"]) <= 45, clause["clause_id"]


@pytest.mark.parametrize(
    ("held", "evidence", "enabled", "said"),
    [
        ({"model": ["m"], "test": ["t"]}, "S", [], clause_table.BUILT),
        ({"model": ["m"], "test": ["t"]}, "M", [], clause_table.PROVISIONAL),
        ({"model": ["m"], "test": ["t"]}, "S", [False, False], clause_table.OFF),
        ({"model": ["m"], "test": ["t"]}, "S", [False, True], clause_table.BUILT),
        ({"model": ["m"]}, "S", [], clause_table.MISSING),
        ({"test": ["t"]}, "S", [], clause_table.MISSING),
    ],
)
def test_the_status_follows_model_test_switch_and_evidence(monkeypatch, held, evidence, enabled, said):
    clause = {"clause_id": "a", "left_out_zh": "", "evidence": evidence}
    monkeypatch.setattr(clause_table, "links", lambda: {"a": {"model": [], "test": [], **held}})
    monkeypatch.setattr(clause_table, "switches", lambda _: enabled)
    assert clause_table.status(clause) == said


def test_a_clause_is_off_only_by_the_rows_of_its_own_document(monkeypatch):
    rows = [
        {"parameter": "p", "document_id": "d1", "enabled": "false"},
        {"parameter": "p", "document_id": "d2", "enabled": "true"},
    ]
    monkeypatch.setattr(clause_table, "seed", lambda _: rows)
    monkeypatch.setattr(clause_table, "links", lambda: {"a": {"parameter": ["p"]}})
    own, others = ({"clause_id": "a", "document_id": document} for document in ("d1", "d3"))
    assert clause_table.switches(own) == [False]
    assert clause_table.switches(others) == [False, True]


def test_every_binding_clause_of_the_four_places_has_a_model_and_a_test():
    open_clauses = [
        clause["clause_id"]
        for clause in seed("clauses")
        if clause["part"] == "2"
        and clause["type"] != "N"
        and clause_table.status(clause) == clause_table.MISSING
    ]
    assert open_clauses == []
