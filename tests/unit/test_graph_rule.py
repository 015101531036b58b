"""The structure rule that keeps the dbt graph without a model nobody reads, on a graph made up for it."""

from check import unread


def graph(*edges: tuple[str, str]) -> dict:
    keys = {key for edge in edges for key in edge}
    nodes = {}
    for key in keys:
        kind, name = key.split(".")
        path = f"models/{'marts' if name.startswith('mart') else 'intermediate'}/subject/{name}.sql"
        nodes[key] = {"resource_type": kind, "name": name, "original_file_path": path}
    return {"nodes": nodes, "child_map": {key: [b for a, b in edges if a == key] for key in keys}}


def test_a_model_that_a_mart_reads_is_read_and_a_mart_needs_no_reader():
    assert list(unread(graph(("seed.rates", "model.facts"), ("model.facts", "model.mart_a")))) == []


def test_a_test_is_no_reader():
    (said,) = unread(graph(("model.facts", "test.facts_are_right")))
    assert said.startswith("facts: no model reads it")


def test_a_seed_is_read_by_a_model_or_by_what_is_named():
    (said,) = unread(
        graph(("seed.rates", "test.rates_are_right"), ("seed.clauses", "test.clauses_are_right"))
    )
    assert said.startswith("rates: a seed that nothing reads")
