"""The inbox: which files lie in it, whose they are, and when they were delivered."""

import csv
import os
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from oversight.settings import SEEDS

# What editors and file managers leave behind; never a delivery.
LEFTOVERS = {"thumbs.db", "desktop.ini"}
LEFTOVER_PREFIXES = (".", "~$")
LEFTOVER_SUFFIXES = (".tmp", ".part", ".crdownload")


@dataclass(frozen=True)
class Delivery:
    """One file of the inbox. `name` is its path within the inbox, `folder` the authority's folder."""

    path: Path
    name: str
    folder: str
    authority: str
    delivered: date


def walk(inbox: Path, business_date: date) -> tuple[list[Delivery], list[str]]:
    """All deliveries, the earliest first (then by path), and the names of ignored leftovers.

    Raises FileNotFoundError where the inbox is no folder.
    """
    inbox = Path(inbox)
    if not inbox.is_dir():
        raise FileNotFoundError(
            f"收件目录 {inbox} 不存在或不是文件夹。请用 INBOX= 指定存放报送文件的文件夹。"
        )
    codes = _authority_codes()
    deliveries, ignored = [], []
    for path in sorted(inbox.rglob("*")):
        parts = path.relative_to(inbox).parts
        if any(_is_leftover(part) for part in parts):
            if path.is_file():
                ignored.append("/".join(parts))
        elif path.is_file():
            deliveries.append(_delivery(inbox, path, parts, business_date, codes))
    return sorted(deliveries, key=lambda d: (d.delivered, d.name)), ignored


def _delivery(inbox: Path, path: Path, parts: tuple, business_date: date, codes: dict[str, str]) -> Delivery:
    folders = parts[:-1]
    dates = [day for day in map(_as_date, folders) if day]
    in_root = not folders or _as_date(folders[0])
    folder = inbox.resolve().name if in_root else folders[0]
    name, folder = _readable("/".join(parts)), _readable(folder)
    return Delivery(path, name, folder, codes.get(_fold(folder), ""), (dates or [business_date])[0])


def _readable(name: str) -> str:
    """A name as text: archives from Chinese Windows leave names in GBK bytes, which are no UTF-8."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _is_leftover(name: str) -> bool:
    name = name.lower()
    return name in LEFTOVERS or name.startswith(LEFTOVER_PREFIXES) or name.endswith(LEFTOVER_SUFFIXES)


def _as_date(text: str) -> date | None:
    if len(text) != 10:  # YYYY-MM-DD only; fromisoformat also reads 20260101
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _authority_codes() -> dict[str, str]:
    """Folder name (folded) -> authority code: by the authority's code or name, else by its place's."""
    authorities, places = _seed("authorities"), _seed("jurisdictions")
    codes = {}
    registrars = {a["jurisdiction_code"]: a["authority_code"] for a in authorities if a["role"] != "manager"}
    for place in places:
        for word in (place["jurisdiction_code"], place["name_zh"], place["folder_alias"]):
            if word and place["jurisdiction_code"] in registrars:
                codes[_fold(word)] = registrars[place["jurisdiction_code"]]
    for authority in authorities:
        codes[_fold(authority["name_zh"])] = authority["authority_code"]
        codes[_fold(authority["authority_code"])] = authority["authority_code"]
    return codes


def _seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
