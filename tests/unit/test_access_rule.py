"""The structure rule that keeps persons out of public marts, on marts made up for it."""

import pytest

from check import access_classes


def mart(name: str, columns: dict[str, dict] | list[str], access: str | None, reads: tuple[str, ...] = ()):
    described = columns if isinstance(columns, dict) else {column: {} for column in columns}
    return {
        "name": name,
        "resource_type": "model",
        "original_file_path": f"models/marts/subject/{name}.sql",
        "config": {"meta": {"access": access} if access else {"label": "x"}},
        "columns": {c: {"name": c, "config": {"meta": meta}} for c, meta in described.items()},
        "depends_on": {"nodes": list(reads)},
    }


def findings(*marts: dict) -> list[str]:
    return list(access_classes({node["name"]: node for node in marts}))


def test_a_mart_must_say_who_may_read_it():
    assert findings(mart("silent", ["uscc"], None)) != []
    assert findings(mart("odd", ["uscc"], "secret")) != []
    assert findings(mart("open", ["uscc"], "public"), mart("closed", ["uscc"], "restricted")) == []


@pytest.mark.parametrize(
    "column",
    [
        *(
            "person_name",
            "person_id",
            "inspector_name",
            "legal_representative",
            "phone_masked",
            "contact_phone",
        ),
        *("id_no", "head_name", "legal_representative_masked", "cell_value", "internal_grade"),
    ],
)
def test_a_public_mart_has_no_column_of_persons(column):
    assert len(findings(mart("open", ["uscc", column], "public"))) == 1
    assert findings(mart("closed", ["uscc", column], "restricted")) == []


def test_names_of_organisations_and_places_are_public():
    names = ["org_name", "supervisor_name", "authority_name", "district_name", "file_name", "column_name"]
    assert findings(mart("open", names, "public")) == []


def test_what_a_name_does_not_say_its_meta_does():
    assert len(findings(mart("open", {"signed_by": {"person": True}}, "public"))) == 1
    assert findings(mart("open", {"phone_lines": {"person": False}}, "public")) == []


def test_a_public_mart_reads_no_restricted_one():
    closed = mart("closed", ["uscc"], "restricted")
    assert len(findings(closed, mart("open", ["uscc"], "public", reads=("closed",)))) == 1
    assert findings(closed, mart("other", ["uscc"], "restricted", reads=("closed",))) == []
