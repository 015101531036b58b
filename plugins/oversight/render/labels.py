"""Chinese words for codes, from the seeds: authorities, code lists, documents, items to check."""

import csv
import datetime as dt
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


def policy_value(parameter: str, authority_code: str, day: dt.date) -> str | None:
    """A policy parameter as it binds an authority on a day, whatever the type of organisation; None without one.

    The nearest place that states it speaks, as everywhere in the platform.
    """
    authority = next(row for row in seed("authorities") if row["authority_code"] == authority_code)
    parents = {row["jurisdiction_code"]: row["parent_code"] for row in seed("jurisdictions")}
    stated = [
        row
        for row in seed("parameters")
        if row["parameter"] == parameter
        and row["enabled"] == "true"
        and row["org_type"] == "*"
        and row["authority_level"] in ("", authority["level"])
        and row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999-12-31")
    ]
    place: str | None = authority["jurisdiction_code"]
    while place:
        here = [row for row in stated if row["jurisdiction_code"] == place]
        if here:
            return max(here, key=lambda row: row["valid_from"])["value"]
        place = parents.get(place)
    return None
