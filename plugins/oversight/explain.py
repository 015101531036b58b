"""Why an organisation stands where it stands: what a public release says of it, and the rows it rests on.

Everything is read from the marts `explanations` and `explanation_evidence` of one release folder, which may have
been copied anywhere; nothing is judged here.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from oversight.uscc import fault_zh

Row = dict[str, Any]


class MalformedCode(ValueError):
    """The code breaks GB 32100; the message says where."""


class NotFound(LookupError):
    """The release does not know the organisation, or the folder is no release."""


@dataclass(frozen=True)
class Explanation:
    """Rows of the two marts about one organisation, in reading order.

    sections: section -> its Chinese title, of the whole release in reading order; one without a line has nothing to say.
    """

    uscc: str
    release: str
    business_date: date
    sections: dict[str, str]
    lines: list[Row]
    evidence: list[Row]


def explain(*, release: Path, uscc: str) -> Explanation:
    """All that the release says of an organisation. Raises MalformedCode and NotFound."""
    fault = fault_zh(uscc)
    if fault:
        raise MalformedCode(f"{uscc} 不是有效的社会组织统一社会信用代码：{fault}。请核对后重试。")
    with _open(release) as con:
        sections = _rows(con, "select distinct section_no, section, section_zh from explanations order by 1")
        lines = _rows(con, "from explanations where uscc = $uscc order by section_no, line_no", uscc=uscc)
        rows = "from explanation_evidence where uscc = $uscc order by section, line_no, evidence_id"
        evidence = _rows(con, rows, uscc=uscc)
    if not lines:
        raise NotFound(
            f"{release.name} 中没有 {uscc}：登记、名单都没有它。请核对代码，或换一个日期（--as-of）。"
        )
    titles = {row["section"]: row["section_zh"] for row in sections}
    return Explanation(uscc, release.name, lines[0]["business_date"], titles, lines, evidence)


def text_zh(explanation: Explanation) -> str:
    """The explanation as people read it: every section, each line with its clause, its end and its rows."""
    e = explanation
    places: dict[tuple[str, int], list[Row]] = {}
    for row in e.evidence:
        places.setdefault((row["section"], row["line_no"]), []).append(row)
    text = [f"{e.uscc}（截至{_day_zh(e.business_date)}，{e.release}）"]
    for section, title in e.sections.items():
        lines = [line for line in e.lines if line["section"] == section]
        text += ["", f"{title}：{'' if lines else '无'}"]
        for line in lines:
            text += _line_zh(line, places.get((section, line["line_no"]), []))
    return "\n".join(text) + "\n"


def _line_zh(line: Row, places: list[Row]) -> list[str]:
    said = [f"  {line['line_no']}. {line['statement_zh']}"]
    if line["clause_zh"]:
        said.append(f"     依据：{line['clause_zh']}（{line['evidence_zh']}）")
    if line["ends_zh"]:
        said.append(f"     如何了结：{line['ends_zh']}")
    return said + [f"     材料：{_place_zh(place)}" for place in places]


def _place_zh(place: Row) -> str:
    sheet = f"「{place['sheet']}」" if place["sheet"] else ""
    where = f"{place['file_name']}{sheet}第{place['row_number']}行"
    return f"{place['source_zh']}，{where}（{_day_zh(place['delivered_on'])}送达）"


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _open(release: Path) -> duckdb.DuckDBPyConnection:
    database = release / "oversight.duckdb"
    if not database.is_file():
        raise NotFound(
            f"{release} 不是一个发布目录：其中没有 {database.name}。请给出 releases/ 下的一个目录。"
        )
    return duckdb.connect(str(database), read_only=True)


def _rows(con: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[Row]:
    found = con.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
