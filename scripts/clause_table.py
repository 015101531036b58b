"""docs/clauses.md: each clause of the documents with the seed rows, models and tests that hold it, and its status.

Reads seeds/clauses.csv and seeds/clause_links.csv. A link that points at nothing is told and nothing is written.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from oversight.settings import DBT_PROJECT, REPO, SEEDS

TABLE = REPO / "docs" / "clauses.md"
BUILT, PROVISIONAL, OFF, MISSING, LEFT_OUT = "已实现", "暂行", "已停用", "缺", "不采用"
# Seed rows a link may name: (kind, seed, the columns that make up the name).
SEED_ROWS = {
    "parameter": ("parameters", ("parameter",)),
    "ground": ("grounds", ("ground_code",)),
    "indicator": ("indicators", ("document_id", "indicator_no")),
    "code_list": ("code_lists", ("list_name",)),
    "annual_duty": ("annual_duties", ("jurisdiction_code", "org_type")),
    "check_item": ("check_items", ("item_code",)),
    "finding": ("finding_kinds", ("finding_code",)),
}
SEED_KINDS = (*SEED_ROWS, "calendar", "seed")
INTRO = """# Clauses

Written by `scripts/clause_table.py` from `seeds/clauses.csv` and `seeds/clause_links.csv`; a test holds it against them.
Each clause is told in the platform's own words. Evidence: V read in the source, V2 secondary source, D draft,
M unverified, L statute read in full, S document of the place.

Status: 已实现 a model computes it and a test holds it; 暂行 the same, but the clause is attested by a draft or not at
all (evidence D or M); 已停用 every seed row of it is switched off; 缺 it lacks a model or a test; 不采用 left out, with
the reason.
"""


@cache
def seed(name: str) -> list[dict[str, str]]:
    """Rows of seeds/<name>.csv, as text."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def links() -> dict[str, dict[str, list[str]]]:
    """What holds each clause: clause id -> kind -> names, in the order of the seed."""
    held: dict[str, dict[str, list[str]]] = {
        clause["clause_id"]: defaultdict(list) for clause in seed("clauses")
    }
    for row in seed("clause_links"):
        held[row["clause_id"]][row["link_kind"]].append(row["link_name"])
    return held


def named_tests(node: object) -> Iterator[str]:
    """Names of data tests and unit tests anywhere in a dbt property file."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if key in ("data_tests", "unit_tests"):
            for test in (t for t in value if isinstance(t, dict)):
                parts = (part for part in (test, *test.values()) if isinstance(part, dict))
                yield from (part["name"] for part in parts if "name" in part)
        yield from named_tests(value)
    for value in node if isinstance(node, list) else ():
        yield from named_tests(value)


@cache
def names() -> dict[str, set[str]]:
    """All names a link may give, by kind; tests of pytest are looked up in their files instead."""
    known = {
        kind: {":".join(row[c] for c in columns) for row in seed(name)}
        for kind, (name, columns) in SEED_ROWS.items()
    }
    properties = [*DBT_PROJECT.glob("models/**/*.yml"), *SEEDS.glob("*.yml")]
    parsed = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in properties]
    sources = [
        source for file in parsed for source in file.get("sources", []) if source["name"] == "reference"
    ]
    known["calendar"] = {table["name"] for source in sources for table in source["tables"]}
    known["seed"] = {path.stem for path in SEEDS.glob("*.csv")}
    known["model"] = {path.stem for path in DBT_PROJECT.glob("models/**/*.sql")}
    known["test"] = {path.stem for path in DBT_PROJECT.glob("tests/**/*.sql")}
    known["test"] |= {name for file in parsed for name in named_tests(file)}
    return known


def exists(kind: str, name: str) -> bool:
    if "::" not in name:
        return name in names()[kind]
    path, function = name.split("::")
    file = REPO / path
    return file.is_file() and bool(
        re.search(rf"^def {function}\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    )


def broken_links() -> list[str]:
    """Links whose clause or target does not exist, one line each."""
    clauses = {clause["clause_id"] for clause in seed("clauses")}
    broken = []
    for row in seed("clause_links"):
        clause, kind, name = row["clause_id"], row["link_kind"], row["link_name"]
        if clause not in clauses:
            broken.append(f"seeds/clause_links.csv: {clause} is no clause of seeds/clauses.csv")
        if not exists(kind, name):
            broken.append(f"seeds/clause_links.csv: {clause}: there is no {kind} {name}")
    return broken


def switches(clause: dict[str, str]) -> list[bool]:
    """Whether each seed row of the clause is switched on: rows of its own document, else all of that name."""
    on = []
    for kind, given in links()[clause["clause_id"]].items():
        table, columns = SEED_ROWS.get(kind, ("", ()))
        rows = [
            r
            for r in (seed(table) if table else [])
            if "enabled" in r and ":".join(r[c] for c in columns) in given
        ]
        own = [row for row in rows if row["document_id"] == clause["document_id"]]
        on += [row["enabled"] == "true" for row in own or rows]
    return on


def status(clause: dict[str, str]) -> str:
    held = links()[clause["clause_id"]]
    if clause["left_out_zh"]:
        return LEFT_OUT
    if not (held["model"] and held["test"]):
        return MISSING
    on = switches(clause)
    if on and not any(on):
        return OFF
    return PROVISIONAL if clause["evidence"] in ("D", "M") else BUILT


def markdown(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |\n" for line in lines)


def place(clause: dict[str, str]) -> tuple[str, str, str]:
    """Id, number of the document, number of the clause."""
    numbers = {row["document_id"]: row["number_zh"] for row in seed("documents")}
    return clause["clause_id"], numbers[clause["document_id"]], clause["clause"]


def held_row(clause: dict[str, str]) -> tuple[str, ...]:
    held = links()[clause["clause_id"]]
    seeds = [f"{kind} `{name}`" for kind in SEED_KINDS for name in held[kind]]
    models, tests = ([f"`{name}`" for name in held[kind]] for kind in ("model", "test"))
    told = status(clause) + (f"：{clause['left_out_zh']}" if clause["left_out_zh"] else "")
    said = (clause["type"], clause["summary_zh"], clause["evidence"])
    return (*place(clause), *said, *(", ".join(names) for names in (seeds, models, tests)), told)


def text() -> str:
    """The whole page."""
    national, local = ([c for c in seed("clauses") if c["part"] == part] for part in ("1", "2"))
    binding = [clause for clause in local if clause["type"] != "N"]
    left_out = [clause for clause in local if clause["type"] == "N"]
    heads = ("编号", "文件", "条款", "类", "内容", "证据", "种子", "模型", "测试", "状态")
    reasons = [(*place(clause), clause["summary_zh"], clause["left_out_zh"]) for clause in left_out]
    sections = [
        INTRO,
        "## Documents of the four places\n",
        f"Type B a number that binds, M a mechanism. {counted(binding)}\n",
        markdown(heads, [held_row(clause) for clause in binding]),
        "## Left out\n",
        f"Type N: encouragement, or facts nobody delivers. {len(left_out)} clauses.\n",
        markdown(("编号", "文件", "条款", "内容", "理由"), reasons),
        "## National and provincial rules\n",
        f"{counted(national)}\n",
        markdown(heads, [held_row(clause) for clause in national]),
    ]
    return "\n".join(sections)


def counted(clauses: list[dict[str, str]]) -> str:
    states = Counter(status(clause) for clause in clauses)
    said = [
        f"{state} {states[state]}" for state in (BUILT, PROVISIONAL, OFF, MISSING, LEFT_OUT) if states[state]
    ]
    return f"{len(clauses)} clauses: {', '.join(said)}."


def main() -> int:
    broken = broken_links()
    for line in broken:
        print(line, file=sys.stderr)
    if not broken:
        TABLE.write_text(text(), encoding="utf-8")
        print(Path(TABLE).relative_to(REPO))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
