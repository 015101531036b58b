"""Chinese words for codes, from the seeds: authorities, code lists, documents, items to check."""

import csv
from functools import cache
from pathlib import Path

from oversight.settings import SEEDS


def seed(name: str, folder: Path = SEEDS) -> list[dict[str, str]]:
    """The rows of `seeds/<name>.csv`."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def authority_names() -> dict[str, str]:
    """Authority code -> name, such as 330300 -> 温州市民政局."""
    return {row["authority_code"]: row["name_zh"] for row in seed("authorities")}


@cache
def labels(list_name: str) -> dict[str, str]:
    """Code -> Chinese label of one code list."""
    return {row["code"]: row["label_zh"] for row in seed("code_lists") if row["list_name"] == list_name}


@cache
def documents() -> dict[str, str]:
    """Document id -> how a person cites it: 《title》（number）."""
    return {row["document_id"]: _cited(row["title_zh"], row["number_zh"]) for row in seed("documents")}


def _cited(title: str, number: str) -> str:
    return f"《{title}》" if number in ("", title) else f"《{title}》（{number}）"


@cache
def check_items() -> tuple[dict[str, str], ...]:
    """What to look at, by type of organisation and method, in the order it is to be done."""
    return tuple(seed("check_items"))


def items_for(org_type: str, method: str) -> list[dict[str, str]]:
    """The items of one check: those of the type, and those of every type (`*`)."""
    return [
        item for item in check_items() if item["method"] == method and item["org_type"] in ("*", org_type)
    ]
