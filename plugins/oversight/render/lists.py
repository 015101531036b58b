"""The monthly check list of each authority: a workbook that an inspector can take along and fill in."""

import datetime as dt
import hashlib
import json
import math
from itertools import groupby
from pathlib import Path
from typing import Any

from oversight.draw import bundle_of, is_issued
from oversight.releases import release_of
from oversight.render import labels
from oversight.render.marts import Marts, Row
from oversight.render.wording import paragraphs
from oversight.render.workbook import LINE_HEIGHT, Book, Column, printed_lines, workbook
from oversight.settings import Home

METHOD_ZH = {"desk": "书面", "onsite": "现场"}
PART_ZH = {
    "C": "随机对照：同一机关内机会均等",
    "D": "风险随机：抽取机会随风险等级提高",
    "F": "补足比例：已达年度检查次数上限，为满足法定抽查比例补入",
}
NO_DEADLINE = "以检查通知书为准"
STATUTE = "mca-2017-45"  # the national rule on sampling, which every list rests on
LIST_COLUMNS = (
    Column("desk_rank", "序号", 4.5, "center"), Column("org_name", "社会组织名称", 17),
    Column("uscc", "统一社会信用代码", 20.5, "center"), Column("type_zh", "类型", 8.5, "center"),
    Column("address", "住所", 15), Column("contact", "联系人/电话", 12.5, "center"),
    Column("method_zh", "检查方式", 5, "center"), Column("reason_zh", "抽中原因", 21),
    Column("notice_zh", "情况提示", 14), Column("inspectors", "检查人员", 8, "center"),
    Column("items_zh", "检查事项", 13), Column("due_on", "完成期限", 10.5, "date"),
    Column("result", "结果", 10), Column("remark", "备注", 8),
)  # fmt: skip
ITEM_COLUMNS = (
    Column("type_zh", "类型", 14, "center"), Column("method_zh", "检查方式", 10, "center"),
    Column("area_zh", "事项", 14, "center"), Column("item_zh", "检查内容", 60),
    Column("basis_zh", "依据", 44),
)  # fmt: skip

TABLES = ("frame", "selection", "assignments", "shortages", "cutoffs")
CASES = """
    with people as (
        select inspector_id, min(inspector_name) as inspector_name from inspector_roster group by inspector_id
    ),

    teams as (
        select uscc, string_agg(coalesce(inspector_name, inspector_id), '、' order by seat::integer) as names
        from assignments left join people using (inspector_id)
        group by uscc
    ),

    lacking as (
        select uscc, '缺 ' || (seats_required::integer - seats_filled::integer) || ' 人' as seats
        from shortages
    )

    select s.authority_code, s.uscc, s.part, s.desk_rank::integer as desk_rank, s.onsite = '1' as onsite,
           f.org_type, f.risk_tier, f.checks_12m, m.tier_reason_zh,
           coalesce(o.org_name, '（登记库中未找到名称）') as org_name, o.address,
           p.legal_representative_masked, p.phone_masked,
           c.on_abnormal, c.abnormal_since, c.on_serious, c.serious_since,
           a.report_year, a.status_zh as annual_zh, concat_ws('、', t.names, h.seats) as inspectors
    from selection as s
    left join frame as f on f.authority_code = s.authority_code and f.uscc = s.uscc
    left join organizations as o on o.uscc = s.uscc
    left join organization_contacts as p on p.uscc = s.uscc
    left join sampling_frame as m
        on m.authority_code = s.authority_code and m.uscc = s.uscc and m.risk_tier = f.risk_tier
    left join credit_status as c on c.uscc = s.uscc
    left join annual_inspection as a on a.uscc = s.uscc and a.is_latest_due_year
    left join teams as t on t.uscc = s.uscc
    left join lacking as h on h.uscc = s.uscc
    order by s.authority_code, desk_rank
"""


def write_lists(home: Home, period: str, attempt: int, deadline_days: int | None = None) -> list[Path]:
    """Write `lists/<authority_code>.xlsx` of a drawn bundle, one for every authority of the draw.

    `deadline_days` is the time for a check in days from the business date of the draw; without it the
    policy value of the authority's place on that day. A list that exists once the draw is issued is never
    written again, whatever has been delivered since. Returns the lists' paths. Raises FileNotFoundError
    when the bundle is not complete, MartMissing when the release lacks a mart.
    """
    bundle = bundle_of(home, period, attempt)
    tables = {name: bundle / f"{name}.csv" for name in TABLES}
    for path in tables.values():
        if not path.exists():
            raise FileNotFoundError(f"{path} 不存在：{period} 第 {attempt} 次抽取尚未完成，不能印发名单")
    issued = is_issued(home, period)
    draw = _draw_facts(bundle, period, attempt)
    with Marts(release_of(home, draw["drawn_on"]) or home.latest, restricted=True, **tables) as marts:
        drawn = groupby(marts.rows(CASES), key=lambda row: row["authority_code"])
        cases = {code: list(rows) for code, rows in drawn}
        cutoffs = marts.rows("select * from cutoffs order by authority_code")
    lists = bundle / "lists"
    for cutoff in cutoffs:
        code = cutoff["authority_code"]
        path = lists / f"{code}.xlsx"
        if not (issued and path.exists()):
            due_on = _due_on(draw["drawn_on"], code, deadline_days)
            _write_list(path, cutoff, [_printed(case, due_on) for case in cases.get(code, [])], draw, due_on)
    return [lists / f"{cutoff['authority_code']}.xlsx" for cutoff in cutoffs]


def _due_on(drawn_on: dt.date, authority_code: str, given: int | None) -> dt.date | None:
    """Last day of a check; the day of the draw is not counted (civil-code, 201). None without a policy value."""
    days = (
        labels.policy_value("inspection_deadline_days", authority_code, drawn_on) if given is None else given
    )
    return None if days is None else drawn_on + dt.timedelta(days=int(days))


def _draw_facts(bundle: Path, period: str, attempt: int) -> dict[str, Any]:
    """What identifies the draw: enough to recompute it, and to notice when a file was exchanged."""
    reveal = json.loads((bundle / "reveal.json").read_text(encoding="utf-8"))
    teams = json.loads((bundle / "teams.json").read_text(encoding="utf-8"))
    rule = json.loads((bundle / "rule.json").read_text(encoding="utf-8"))
    return {
        "period": period,
        "attempt": attempt,
        "drawn_on": dt.date.fromisoformat(teams["valid_on"]),
        "seed": reveal["seed"],
        "key": reveal["seed"][:32],
        "weight_lcm": math.lcm(*(weight for weight in rule["weights"] if weight > 0)),
        "frame": _digest(bundle / "frame.csv"),
        "rule": _digest(bundle / "rule.json"),
        "selection": _digest(bundle / "selection.csv"),
        "has_page": (bundle / "verify.html").exists(),
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _printed(case: Row, due_on: dt.date | None) -> Row:
    """A case as the list shows it."""
    method = "onsite" if case["onsite"] else "desk"
    items = labels.items_for(case["org_type"], method)
    return {
        **case,
        "type_zh": labels.labels("org_type").get(case["org_type"], case["org_type"]),
        "contact": "\n".join(
            part for part in (case["legal_representative_masked"], case["phone_masked"]) if part
        ),
        "method_zh": METHOD_ZH[method],
        "reason_zh": _reason(case),
        "notice_zh": _notice(case),
        "items_zh": "、".join(item["area_zh"] for item in items),
        "due_on": due_on or NO_DEADLINE,
    }


def _reason(case: Row) -> str:
    tier = f"风险等级 {case['risk_tier']}" + (
        f"（{case['tier_reason_zh']}）" if case["tier_reason_zh"] else ""
    )
    checks = f"近12个月已检查 {case['checks_12m']} 次"
    return f"{PART_ZH[case['part']]}。{tier}，{checks}"


def _notice(case: Row) -> str:
    """What the inspector should know beforehand: lists now, and the last annual duty that fell due."""
    notes = []
    if case["on_serious"]:
        notes.append(f"在严重违法失信名单{_since(case['serious_since'])}")
    if case["on_abnormal"]:
        notes.append(f"在活动异常名录{_since(case['abnormal_since'])}")
    if case["report_year"]:
        notes.append(f"{case['report_year']} 年度年检年报：{case['annual_zh']}")
    return "；".join(notes)


def _since(day: dt.date | None) -> str:
    return f"（{day} 起）" if day else ""


def _write_list(
    path: Path, cutoff: Row, cases: list[Row], draw: dict[str, Any], due_on: dt.date | None
) -> None:
    name = labels.authority_names().get(cutoff["authority_code"], cutoff["authority_code"])
    with workbook(path, draw["drawn_on"], f"{name} {draw['period']} 抽查名单") as book:
        _cover(book, name, cutoff, draw, due_on)
        sheet = book.data_sheet("抽查名单", LIST_COLUMNS, cases)
        sheet.set_header(f"&C{name} {draw['period']} 双随机抽查名单（第 {draw['attempt']} 次抽取）")
        book.data_sheet("检查事项", ITEM_COLUMNS, _items(cases))


def _items(cases: list[Row]) -> list[Row]:
    """The check items for the types and methods of this list, each once."""
    kinds = sorted({(case["org_type"], "onsite" if case["onsite"] else "desk") for case in cases})
    return [
        {
            **item,
            "type_zh": labels.labels("org_type").get(org_type, org_type),
            "method_zh": METHOD_ZH[method],
            "basis_zh": f"{labels.documents()[item['document_id']]}第 {item['article']} 条",
        }
        for org_type, method in kinds
        for item in labels.items_for(org_type, method)
    ]


def _cover(book: Book, name: str, cutoff: Row, draw: dict[str, Any], due_on: dt.date | None) -> None:
    sheet = book.sheet("封面", [14, 84], landscape=False)
    book.line(sheet, 0, 1, f"{name}双随机抽查名单", "title", 36)
    shortfall = int(cutoff["desk_quota"]) - int(cutoff["desk_selected"])
    facts = {**cutoff, **draw, "shortfall": shortfall, "due_on": due_on or NO_DEADLINE}
    said = paragraphs("list_cover.txt", statute=labels.documents()[STATUTE], **facts)
    for row, (label, text) in enumerate(said.items(), start=1):
        book.put(sheet, row, 0, label, "label")
        book.put(sheet, row, 1, text)
        sheet.set_row(row, LINE_HEIGHT * printed_lines(text, 84) + 6)
