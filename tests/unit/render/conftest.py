"""A small data home: one release, one drawn bundle, with the columns that the marts and the draw promise."""

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from oversight.releases import restricted_of
from oversight.settings import Home

DRAWN_ON = dt.date(2026, 11, 30)
FORMULA = '=HYPERLINK("http://example.com","点我")'
SEED = "ab" * 32


RESTRICTED = {"inspector_roster", "organization_contacts", "rejected_cells", "delivery_remarks"}


def write_marts(release: Path, **marts: list[dict]) -> Path:
    """Write each mart as Parquet, each in its half; returns the release folder."""
    for half in (release, restricted_of(release)):
        (half / "marts").mkdir(parents=True, exist_ok=True)
    for name, rows in marts.items():
        half = restricted_of(release) if name in RESTRICTED else release
        pq.write_table(pa.Table.from_pylist(rows), half / "marts" / f"{name}.parquet")
    (release / "manifest.json").write_text(json.dumps({"business_date": DRAWN_ON.isoformat()}))
    return release


def organisation(number: int, **values: object) -> dict:
    return {
        "uscc": f"5133030000000000{number:02d}",
        "org_name": f"温州市第{number}协会",
        "org_type": "association",
        "authority_code": "330300",
        "address": f"温州市人民路{number}号",
        **values,
    }


ORGANISATIONS = [
    organisation(1, org_name=FORMULA, address="@SUM(A1)"),
    organisation(2, org_type="foundation"),
    organisation(3, authority_code="330302"),
    *[organisation(number) for number in range(4, 24)],
]
SELECTION = [("330300", 2, "C", 1, 1), ("330300", 1, "D", 2, 0), ("330302", 3, "F", 1, 1)]


def _csv(path: Path, header: str, rows: list[tuple]) -> None:
    lines = [header, *(",".join(str(cell) for cell in row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_bundle(folder: Path) -> Path:
    """The files of draw protocol OVERSIGHT-DRAW/1 that a list is made from."""
    folder.mkdir(parents=True)
    code = {number: row["uscc"] for number, row in enumerate(ORGANISATIONS, start=1)}
    frame = sorted(
        (row["authority_code"], row["uscc"], row["org_type"], "C", 0, 16, "") for row in ORGANISATIONS
    )
    _csv(
        folder / "frame.csv",
        "authority_code,uscc,org_type,risk_tier,checks_12m,weight,excluded_reason",
        frame,
    )
    selected = [(authority, code[n], part, rank, onsite, 7) for authority, n, part, rank, onsite in SELECTION]
    _csv(folder / "selection.csv", "authority_code,uscc,part,desk_rank,onsite,sort_key", selected)
    seats = [("330300", code[1], "wz-3", 1), ("330300", code[2], "wz-2", 2), ("330300", code[2], "wz-1", 1)]
    _csv(folder / "assignments.csv", "authority_code,uscc,inspector_id,seat", seats)
    lacking = [("330302", code[3], 2, 0, "inspector_id")]
    _csv(folder / "shortages.csv", "authority_code,uscc,seats_required,seats_filled,lacks", lacking)
    _csv(
        folder / "cutoffs.csv",
        "authority_code,registered,eligible,desk_quota,onsite_quota,desk_selected,onsite_selected,"
        "control_selected,control_cutoff,risk_cutoff",
        [("330300", 22, 22, 2, 1, 2, 1, 1, 123456, 98765), ("330302", 1, 1, 2, 1, 1, 1, 0, "", "")],
    )
    for name, value in {
        "rule": {"weights": [0, 1, 2, 4, 8, 16, 32]},
        "reveal": {"seed": SEED},
        "teams": {"valid_on": DRAWN_ON.isoformat()},
    }.items():
        (folder / f"{name}.json").write_text(json.dumps(value))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data home whose latest release holds the marts a list needs, and a draw of 2026-12 not yet issued."""
    home = Home(tmp_path / "home")
    code = ORGANISATIONS[0]["uscc"]
    since = dt.date(2026, 3, 1)
    release = write_marts(
        home.releases / "2026-11-30-0123456789ab",
        organizations=ORGANISATIONS,
        organization_contacts=[
            {
                "uscc": row["uscc"],
                "legal_representative_masked": "王**",
                "phone_masked": "138****0001",
            }
            for row in ORGANISATIONS
        ],
        sampling_frame=[
            {
                "authority_code": row["authority_code"],
                "uscc": row["uscc"],
                "risk_tier": "C",
                "tier_reason_zh": "在活动异常名录",
            }
            for row in ORGANISATIONS
        ],
        credit_status=[
            {
                "uscc": code,
                "on_abnormal": True,
                "abnormal_since": since,
                "on_serious": False,
                "serious_since": None,
            }
        ],
        annual_inspection=[
            {"uscc": code, "report_year": 2025, "status_zh": "未参加", "is_latest_due_year": True},
            {"uscc": code, "report_year": 2024, "status_zh": "合格", "is_latest_due_year": False},
        ],
        inspector_roster=[
            {"inspector_id": f"wz-{n}", "inspector_name": name}
            for n, name in enumerate(["甲一", "乙二", "丙三"], start=1)
        ],
    )
    home.latest.symlink_to(release)
    write_bundle(home.draws / "2026-12" / "attempt-1")
    return home
