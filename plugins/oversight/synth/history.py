"""What each body knew when: records become visible on their day and are delivered again when they change."""

import numpy as np
import pandas as pd

from oversight.synth import days, places
from oversight.synth.world import World

# Columns in which people write what they like: of persons too.
FREE_TEXTS = {
    "activities": ["title"],
    "inspections": ["problems", "inspecting_body"],
    "list_decisions": ["removal_reason"],
    "penalties": ["penalty_result"],
    "projects": ["project_name"],
    "rectifications": ["problems"],
}
# source -> (column with a name, column without which it may be a person's)
PERSONS_UNLESS = {"cases": ("subject_name", "closed_on"), "projects": ("supplier_name", "uscc")}
# source -> (day a record begins, days on which it changes later)
LIFE = {
    "organizations": ("registered_on", ["cancelled_on", "renamed_on"]),
    "annual_reports": ("filed_on", ["returned_on", "refiled_on", "concluded_on"]),
    "inspections": ("inspected_on", []),
    "rectifications": ("issued_on", ["completed_on"]),
    "penalties": ("decided_on", ["revoked_on", "served_on", "appealed_on", "appeal_decided_on"]),
    "cases": ("opened_on", ["closed_on"]),
    "major_events": ("known_on", ["filed_on"]),
    "list_decisions": ("decided_on", ["removed_on"]),
    "contact_attempts": ("attempted_on", []),
    "court_dishonest": ("published_on", ["withdrawn_on"]),
    "party_units": ("counted_on", []),
    "ratings": ("granted_on", ["cancelled_on"]),
    "activities": ("held_on", []),
    "recusals": ("declared_on", []),
    "inspectors": (None, []),
    "applications": ("decided_on", []),
    "indicator_reports": ("delivered", []),
    "communities": (None, []),
    "community_filings": ("filed_on", ["opinion_on", "withdrawn_on", "registered_on"]),
    "volunteers": ("counted_on", []),
    "facilities": (None, []),
    "decouplings": (
        None,
        ["organs_on", "functions_on", "finance_on", "personnel_on"],
    ),  # the last is planned ahead
    "finances": ("known_on", ["donations_disclosed_on"]),
    "audits": ("audited_on", []),
    "people": ("started_on", ["ended_on", "approved_on"]),
    "terms": ("term_started_on", []),
    "talks": ("held_on", ["lifted_on"]),
    "complaints": ("received_on", ["closed_on"]),
    "fees": ("known_on", ["effective_to"]),
    "projects": ("known_on", []),
    "catalogue_entries": ("known_on", ["left_on"]),
}
BEFORE = {"activities": 365, "party_units": 180}  # days from an earlier delivery to the last, else 120
CARVED_HISTORY = "2019-06-30"  # the old county's last register with the town that became a city


def delivery_days(world: World, source: str, records: pd.DataFrame) -> list[tuple[np.datetime64, bool]]:
    """(day, whether only busy bodies deliver then); everybody delivers on the business date, the last."""
    today = world.today
    if source == "annual_reports":
        newest = int(days.year_of(today))
        past = {days.day(f"{y}-01-31"): y != newest for y in range(2023, newest + 1)} | {today - 100: True}
    elif source == "indicator_reports":
        past = dict.fromkeys(records.delivered.to_numpy().astype("M8[D]"), False)
    elif source == "organizations":
        past = {today - 210: False}
    else:
        past = {today - BEFORE.get(source, 120): True}
    return [(d, busy) for d, busy in sorted(past.items()) if d < today] + [(today, False)]


def as_known(source: str, records: pd.DataFrame, when: np.datetime64) -> pd.DataFrame:
    """Records as they stood on a day: later ones absent, later changes blank, the former name still in use."""
    start, changes = LIFE[source]
    visible = (
        records[records[start].isna() | (records[start] <= pd.Timestamp(when))].copy()
        if start
        else records.copy()
    )
    for column in changes:
        later = visible[column] > pd.Timestamp(when)
        visible.loc[later, column] = pd.NaT
        if column == "concluded_on":
            visible.loc[later, "conclusion"] = None
        elif source == "complaints":
            visible.loc[later, "is_verified"] = False
        elif source == "organizations" and column == "cancelled_on":
            visible.loc[later, "status"] = "in_force"
        elif source == "community_filings" and column == "registered_on":
            visible.loc[later, "uscc"] = None
        elif source == "cases":
            visible.loc[later, "outcome"] = None
        elif column == "renamed_on":
            visible.loc[later, "org_name"] = visible.former_name[later]
            visible.loc[later, "former_name"] = None
    return visible


def deliveries(world: World, source: str, records: pd.DataFrame):
    """Yield (day, rows): first all that is known, then the new and the changed; a full register from some.

    `records` has `busy` and `full` of the body that delivers. A body that is not busy sends on fewer days.
    """
    never = np.zeros(len(records), dtype=bool)
    seen, sent_state = never.copy(), {column: never.copy() for column in LIFE[source][1]}
    for when, only_busy in delivery_days(world, source, records):
        rows = as_known(source, records, when)
        at = records.index.get_indexer(rows.index)
        fresh = ~seen[at] | (rows.full.to_numpy() & (source == "organizations"))
        for column, sent in sent_state.items():
            fresh |= rows[column].notna().to_numpy() & ~sent[at]
        fresh &= rows.busy.to_numpy() | (not only_busy)
        seen[at[fresh]] = True
        for column, sent in sent_state.items():
            sent[at[fresh]] = rows[column].notna().to_numpy()[fresh]
        if fresh.any():
            yield when, rows[fresh]


def carved_out(world: World, records: pd.DataFrame) -> pd.DataFrame:
    """The register of the carved-out city's organisations as the old county delivered it."""
    when = days.day(CARVED_HISTORY)
    rows = as_known("organizations", records[records.authority_code == places.CARVED_OUT], when)
    return rows.assign(
        authority_name=places.NAMES[places.CARVED_FROM], district_code=places.CARVED_FROM, town="龙港镇"
    )


def records_of(world: World, source: str) -> pd.DataFrame:
    """All records of a source with the texts that people add, and how their body delivers.

    Cities and every fifth body are busy: they deliver on more days. Every third hands in its whole register
    each time, the others what changed.
    """
    records = world.orgs.copy() if source == "organizations" else _with_texts(world, source)
    number = records.authority_code.map({a.code: i for i, a in enumerate(world.authorities)})
    busy = number.isin([i for i, a in enumerate(world.authorities) if a.is_city or i % 5 == 0])
    return records.assign(authority_no=number, busy=busy, full=number % 3 == 0)


def _with_texts(world: World, source: str) -> pd.DataFrame:
    records = pd.concat(world.rows[source], ignore_index=True)
    n, rng = len(records), world.rng
    authority = records.authority_code.map(places.NAMES)
    prefix = authority.str.replace("民政局|行政审批服务局|社会事业局", "", regex=True)
    if source == "penalties":
        others = rng.choice(["市场监督管理局", "教育局", "税务局"], n).astype(object)
        records["decided_by"] = np.where(rng.random(n) < 0.7, authority, prefix + others)
        records["penalty_result"] = "依法作出处罚决定"
    elif source == "list_decisions":
        records["authority_name"] = authority
        records["removal_reason"] = (
            np.where(records.removed_on.notna(), "整改完成", None) if "removed_on" in records else None
        )
    elif source == "court_dishonest":
        records["court"] = prefix + "人民法院"
    elif source == "rectifications":
        records["problems"] = rng.choice(["财务制度不健全", "未按章程换届", "变更事项未登记"], n).astype(
            object
        )
    elif source == "inspections":
        records["problems"] = np.where(
            records.result == "problem", rng.choice(["账目不清", "超业务范围活动"], n), None
        )
    return _with_persons(world, source, records)


def _with_persons(world: World, source: str, records: pd.DataFrame) -> pd.DataFrame:
    """Every third text names somebody with a telephone; who has no code, or is not dealt with, is a person."""
    heads = np.resize(world.orgs.legal_representative.to_numpy(), len(records))
    phones = np.resize(world.orgs.phone.to_numpy(), len(records))
    third = np.arange(len(records)) % 3 == 0
    for column in (c for c in FREE_TEXTS.get(source, ()) if c in records):
        told = third & records[column].notna()
        texts = records[column].astype(str) + "，联系" + heads + "（" + phones + "）"
        records[column] = np.where(told, texts, records[column])
    if source in PERSONS_UNLESS:
        column, known = PERSONS_UNLESS[source]
        records[column] = np.where(third & records[known].isna(), heads + "等人", records[column])
    return records
