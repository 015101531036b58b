"""The page of a release: complete, escaped, without network, and comparing with the release before."""

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from oversight.render.report import write_report

from .conftest import write_marts
from .test_extracts import ROWS
from .test_receipts import PROBLEMS, TABLES

SCRIPT = "<script>alert(1)</script>"


def listed(number: int, **values: object) -> dict:
    return {
        "uscc": f"{number:018d}",
        "org_name": f"第{number}协会",
        "list_type": "abnormal",
        "status": "listed",
        **values,
    }


def compliance(scope: str, **values: object) -> dict:
    return {
        "scope": scope,
        "period": "2026-12",
        "attempt": 1,
        "business_date": dt.date(2026, 11, 30),
        "authority_code": "330300",
        "authority_name": "温州市民政局",
        "registered": 1000,
        "eligible": 990,
        "desk_required": 50,
        "desk_selected": 51,
        "desk_rate_percent": 5.1,
        "onsite_required": 5,
        "onsite_selected": 5,
        "onsite_rate_percent": 0.5,
        "status": "met",
        "status_zh": "达到下限",
        "desk_document_zh": "衢市民〔2018〕51号",
        **values,
    }


def contradiction(name: str, **values: object) -> dict:
    return {
        "contradiction_id": name,
        "kind": "document",
        "kind_zh": "文件",
        "severity": "warning",
        "severity_zh": "需核对",
        "subject_zh": "社区发展基金会基期值",
        "where_zh": "表1、表2",
        "left_value": "21",
        "right_value": "20",
        "explanation_zh": "两表照录",
        **values,
    }


MARTS = {
    "delivery_receipts": TABLES,
    "rejected_rows": PROBLEMS,
    "organizations": [{"uscc": f"{n:018d}", "org_name": f"第{n}协会", "is_in_force": True} for n in range(5)],
    "credit_list": [listed(1), listed(2, org_name=SCRIPT), listed(2), listed(3, list_type="serious")],
    "credit_candidates": [{"uscc": f"{4:018d}", "org_name": "第4协会", "status": "open"}],
    "zombie_organizations": [{"uscc": f"{5:018d}", "org_name": "第5协会"}],
    "sampling_compliance": [compliance("draw"), compliance("plan", status="planned", status_zh="今晚的计划")],
    "target_progress": ROWS,
    "reconciliation": [
        contradiction("a", severity="info", severity_zh="提示", subject_zh="基期时点"),
        contradiction("b"),
    ],
}


class Page(HTMLParser):
    """Text of the page, its tags, and the references that would need a network."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.references = "", [], []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [
            value for name, value in attrs if name in ("src", "href") and not value.startswith("#")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return tmp_path / "published"


def release(published: Path, name: str = "2026-11-30-ab", **marts: list[dict]) -> Path:
    return write_marts(published / "releases" / name, **{**MARTS, **marts})


def page(folder: Path, previous: Path | None = None) -> Page:
    return Page(write_report(folder, previous=previous).read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_quality_of_all_deliveries_adds_up(published: Path) -> None:
    text = squeezed(page(release(published)).text)
    assert "累计送达 20 行 = 采用 17 + 退回 2 + 重复 1（合计相符）" in text
    assert "代码被电子表格转成科学计数法" in text


def test_a_lost_row_shows(published: Path) -> None:
    lost = [{**TABLES[0], "rows_accepted": 6}]
    assert "（合计不符）" in page(release(published, delivery_receipts=lost)).text


def test_text_from_outside_is_escaped(published: Path) -> None:
    before = release(published, "2026-11-29-cd", credit_list=[listed(9)])
    found = page(release(published), previous=before)
    assert "script" not in found.tags
    assert SCRIPT in found.text  # shown as text, since it is a name on a list


def test_the_page_needs_no_network(published: Path) -> None:
    found = page(release(published))
    assert found.references == []
    assert not {"img", "link", "iframe", "script"} & set(found.tags)


def test_what_came_and_went_since_the_release_before_is_named(published: Path) -> None:
    before = release(published, "2026-11-29-cd", credit_list=[listed(1), listed(9)])
    text = squeezed(page(release(published), previous=before).text)
    assert "活动异常名录：增 1，减 1" in text
    assert f"减少：第9协会（{9:018d}）" in text


def test_the_release_before_is_found_by_date(published: Path) -> None:
    before = release(published, "2026-11-29-cd", credit_list=[listed(9)])
    before_date = {"business_date": "2026-11-29"}
    (before / "manifest.json").write_text(json.dumps(before_date))
    (published / "by-date").mkdir()
    (published / "by-date" / "2026-11-29").symlink_to(before)
    assert "与 2026-11-29 的发布相比" in page(release(published)).text


def test_without_a_release_before_nothing_is_compared(published: Path) -> None:
    assert "没有更早的发布可比" in page(release(published)).text


def test_targets_show_percent_words_and_reasons(published: Path) -> None:
    text = page(release(published)).text
    assert "262.5%" in text and "超过90%" in text
    assert "不作判断" in text and "目标为文字，无数值可比" in text
    assert "期限 2025-12-31" in text and "温民社组〔2024〕56号" in text


def test_sampling_and_contradictions_are_on_the_page(published: Path) -> None:
    text = page(release(published)).text
    assert "5.10%" in text and "达到下限" in text and "今晚的计划" in text
    assert 0 < text.index("社区发展基金会基期值") < text.index("基期时点")  # what needs a look comes first


def test_the_page_of_equal_marts_is_equal(published: Path) -> None:
    folder = release(published)
    assert write_report(folder).read_bytes() == write_report(folder).read_bytes()
