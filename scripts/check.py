"""`make check`: format and lint of Python and SQL, dbt parse, structure rules. Runs all, then counts what failed."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from oversight.settings import DBT_PROJECT, REPO

PYTHON = ("dags", "plugins", "scripts", "tests")
MODELS = DBT_PROJECT / "models"
# (files, most lines a file may have)
LENGTHS = (("plugins/**/*.py", 400), ("scripts/*.py", 400), ("tests/**/*.py", 400), ("dags/*.py", 120))
LENGTHS += (("dbt_project/models/**/*.sql", 100), ("README.md", 200))
MAKE_VERBS = 12
CLOCKS = re.compile(
    r"\b(now|today|current_date|current_timestamp|getdate|localtimestamp)\b(?!_)", re.IGNORECASE
)
# What a column is called that tells who somebody is, or judges inside the house; masked is still somebody's.
OF_PERSONS = re.compile(
    r"^person(_|$)|^inspector_name$|(^|_)internal_(grade|score)(_|$)"
    r"|(^|_)(phone|mobile|telephone|email|id_no|id_number|id_card|birth_date|home_address|cell_value)(_|$)"
    r"|(^|_)(legal_representative|representative|head|leader|director|secretary|contact|member|candidate|donor)"
    r"(_name|_masked)$"
    r"|^legal_representative$|^recusal_reason$"
)
# Seeds that no model reads, and what does.
READ_ELSEWHERE = {
    "clauses": "scripts/clause_table.py and its tests: the page of clauses",
    "clause_links": "scripts/clause_table.py and its tests: what holds each clause",
    "check_items": "plugins/oversight/render: what the lists of a draw ask the inspectors to look at",
}
STRINGS_AND_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/|\{#.*?#\}|'[^']*'", re.DOTALL)


def command(*words: str) -> Callable[[], list[str]]:
    """A check that is a program: its output is its findings when it does not exit with 0."""

    def run() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", *words], capture_output=True, text=True, cwd=REPO, check=False
        )
        return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()

    return run


@cache
def manifest() -> dict:
    """dbt's manifest of the project as it is now. Raises RuntimeError when dbt cannot parse it."""
    from dbt.cli.main import dbtRunner

    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"OVERSIGHT_HOME": scratch, "OVERSIGHT_WAREHOUSE": f"{scratch}/warehouse.duckdb"}
        words = ["--log-level", "none", "--log-path", scratch, "parse", "--target-path", scratch]
        words += ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
        done = dbtRunner().invoke([*words, "--vars", '{"business_date": "2026-11-30"}'])
        if not done.success:
            raise RuntimeError(f"dbt parse: {done.exception}")
        return json.loads((Path(scratch) / "manifest.json").read_text(encoding="utf-8"))


def lengths() -> Iterator[str]:
    for pattern, most in LENGTHS:
        for path in REPO.glob(pattern):
            count = len(path.read_text(encoding="utf-8").splitlines())
            if count > most:
                yield f"{path.relative_to(REPO)}: {count} lines, at most {most}: split it by what it says"


def grains_and_clocks() -> Iterator[str]:
    for path in sorted(MODELS.rglob("*.sql")):
        name, text = path.relative_to(REPO), path.read_text(encoding="utf-8")
        if not text.startswith("-- Grain: "):
            yield f"{name}: the first line must be '-- Grain: ...', what one row is"
        clock = CLOCKS.search(STRINGS_AND_COMMENTS.sub("", text))
        if clock:
            yield f"{name}: uses {clock[0]}; a model knows one date, business_date()"


def make_verbs() -> Iterator[str]:
    verbs = re.findall(r"^([a-z-]+):.*## ", (REPO / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    if len(verbs) > MAKE_VERBS:
        yield f"Makefile: {len(verbs)} verbs, at most {MAKE_VERBS}"


def model_structure() -> Iterator[str]:
    """The layers keep their doors: sources feed staging only, and marts are contracts that say what they hold."""
    nodes = manifest()["nodes"]
    for node in (n for n in nodes.values() if n["resource_type"] == "model"):
        path, name = node["original_file_path"], node["name"]
        mart = path.startswith("models/marts/")
        reads = node["depends_on"]["nodes"]
        if mart and any(r.startswith("source.oversight.bronze.") and not r.endswith("_files") for r in reads):
            yield f"{name}: a mart reads deliveries; read a staging or intermediate model"
        # Between subjects (folders) the mart is the contract; within one nothing runs back from it.
        subject = Path(path).parts[2]
        back = [
            nodes[r]["name"] for r in reads if r in nodes and nodes[r]["path"].startswith(f"marts/{subject}/")
        ]
        if not mart and back:
            yield f"{name}: reads {back} of its own subject; move what both need into an intermediate model"
        if not mart:
            continue
        if not node["config"]["contract"]["enforced"]:
            yield f"{name}: its contract is not enforced"
        if not node["description"]:
            yield f"{name}: has no description"
        for column in node["columns"].values():
            if not column["description"]:
                yield f"{name}.{column['name']}: has no description"


def access_classes(nodes: dict[str, dict]) -> Iterator[str]:
    """Every mart says who may read it; a public one has no column of persons and reads no restricted mart.

    A column is of persons when its meta says `person: true`, or when its name is one that says so.
    """
    access = {
        key: node["config"]["meta"].get("access")
        for key, node in nodes.items()
        if node["resource_type"] == "model" and node["original_file_path"].startswith("models/marts/")
    }
    for key, said in access.items():
        name = nodes[key]["name"]
        if said not in ("public", "restricted"):
            yield f"{name}: says access: {said}; write access: public or access: restricted into its config.meta"
        if said != "public":
            continue
        for column in nodes[key]["columns"].values():
            meta = {**column.get("meta", {}), **column.get("config", {}).get("meta", {})}
            if meta.get("person") or (OF_PERSONS.search(column["name"]) and meta.get("person") is not False):
                yield f"{name}.{column['name']}: persons' data in a public mart; move it to a restricted one"
        for read in nodes[key]["depends_on"]["nodes"]:
            if access.get(read) == "restricted":
                yield (
                    f"{name}: public, and reads the restricted {nodes[read]['name']}; "
                    "count what it needs in an intermediate model"
                )


def marts_and_readers() -> Iterator[str]:
    yield from access_classes(manifest()["nodes"])


def unread(found: dict) -> Iterator[str]:
    """Every model but a mart feeds a model, every seed a model or what READ_ELSEWHERE names; a test is no reader."""
    for key, node in found["nodes"].items():
        if node["resource_type"] not in ("model", "seed") or "/marts/" in node["original_file_path"]:
            continue
        if not any(child.startswith("model.") for child in found["child_map"].get(key, ())):
            if node["resource_type"] == "model":
                yield f"{node['name']}: no model reads it; remove it, or read it where its facts are needed"
            elif node["name"] not in READ_ELSEWHERE:
                yield f"{node['name']}: a seed that nothing reads; remove it, or name its reader in READ_ELSEWHERE"


def readers() -> Iterator[str]:
    yield from unread(manifest())


CHECKS: dict[str, Callable[[], object]] = {
    "ruff format": command("ruff", "format", "--check", "--output-format", "concise", *PYTHON),
    "ruff lint": command("ruff", "check", "--output-format", "concise", *PYTHON),
    "sqlfluff": command("sqlfluff", "lint", *(str(MODELS / d) for d in ("intermediate", "marts")), "-p", "2"),
    "file lengths": lengths,
    "grains, no clocks": grains_and_clocks,
    "make verbs": make_verbs,
    "dbt parse, layers": model_structure,
    "public and restricted": marts_and_readers,
    "every model is read": readers,
}


def main() -> int:
    failed = 0
    for name, check in CHECKS.items():
        try:
            found = list(check())
        except RuntimeError as error:  # it could not even look: that is its finding
            found = str(error).splitlines()
        failed += bool(found)
        print(f"{'FAIL' if found else 'ok  '}  {name}")
        for line in found:
            print(f"      {line}")
    print(f"{len(CHECKS) - failed} of {len(CHECKS)} checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
