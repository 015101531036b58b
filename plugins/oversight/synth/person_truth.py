"""What a careful human finds about persons in charge, from all rows delivered; written from the rules, not from SQL."""

import numpy as np
import pandas as pd

from oversight.synth import days, policy
from oversight.synth.world import World

NOTICE_POSTS = ["chair", "vice_chair", "secretary_general", "legal_representative"]
STATES = ["banned", "to_be_replaced", "warned", "talked_to", "in_post", "out_of_post"]  # the strongest first


def expect(world: World) -> None:
    """Truth of person_states, officials_in_posts and person_findings."""
    posts, all_talks = _posts(world), pd.concat(world.rows["talks"], ignore_index=True)
    all_talks["lifted"] = _days(all_talks, "lifted_on") <= world.today
    talks = all_talks[all_talks.person_no.notna()]
    _states(world, posts, talks)
    _officials(world, posts)
    audits = pd.concat(world.rows["audits"], ignore_index=True)
    found = {
        "post_during_ban": _during_ban(world, posts, talks),
        "removal_order_not_followed": _not_removed(world, posts, talks),
        "appointed_without_notice": _without_notice(posts),
        "departure_without_audit": _without_audit(world, posts, audits),
        "duty_report_missing": _without_report(world, posts, all_talks),
        "serving_official_in_post": posts[
            posts.is_open & (posts.official_status == "serving") & ~posts.lawful
        ],
        "retired_official_over_limit": posts[
            posts.is_open & (posts.official_status == "retired") & ~posts.lawful
        ],
    }
    for code, rows in found.items():
        _expect_findings(world, code, rows)


def _expect_findings(world: World, code: str, rows: pd.DataFrame) -> None:
    """Only of organisations in force, and only where and when the rule holds."""
    on = _days(rows, "found_on" if "found_on" in rows else "started_on")
    keep = rows.in_force.to_numpy() & policy.counts(code, rows.authority_code, on)
    rows, on = rows[keep], on[keep]
    findings = pd.DataFrame(
        {"person_no": rows.person_no, "uscc": rows.uscc, "found_on": on}
    ).drop_duplicates()
    world.expect(
        "person_findings", finding_code=np.full(len(findings), code, object), **findings.to_dict("series")
    )


def _days(frame: pd.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_numpy().astype("M8[D]")


def _posts(world: World) -> pd.DataFrame:
    """Posts taken by the business date: whether open, whether the organisation is in force, whether lawful."""
    posts = pd.concat(world.rows["people"], ignore_index=True)
    posts = posts[_days(posts, "started_on") <= world.today].reset_index(drop=True)
    posts["is_open"] = ~(_days(posts, "ended_on") <= world.today)
    of = world.orgs.set_index("uscc").loc[posts.uscc]
    posts["org_type"] = of.org_type.to_numpy()
    posts["in_force"] = of.status.isin(["in_force", "in_liquidation"]).to_numpy()
    posts["lawful"] = _lawful(world, posts)
    return posts


def _lawful(world: World, posts: pd.DataFrame) -> np.ndarray:
    """Whether an official may hold the post; of no meaning for others."""
    approved = _days(posts, "approved_on") <= world.today
    since, place = _days(posts, "started_on"), posts.authority_code
    held = posts.is_open.groupby(posts.person_no).transform("sum").to_numpy()
    age = days.year_of(world.today) - posts.birth_year.to_numpy(float)
    over = held > policy.number("retired_official_posts_max", place, since)
    over |= posts.terms_served.to_numpy(float) > policy.number("retired_official_terms_max", place, since)
    over |= age > policy.number("retired_official_age_max", place, since)
    serving = (posts.official_status == "serving").to_numpy()
    return np.where(serving, approved & (posts.org_type != "foundation"), approved & ~over)


def _officials(world: World, posts: pd.DataFrame) -> None:
    rows = posts[posts.is_open & posts.official_status.isin(["serving", "retired"])]
    world.expect(
        "officials_in_posts",
        person_no=rows.person_no,
        uscc=rows.uscc,
        post=rows.post,
        is_lawful=rows.lawful.astype(bool),
    )


def _states(world: World, posts: pd.DataFrame, talks: pd.DataFrame) -> None:
    """Each person's strongest state and since when."""
    lately = _days(talks, "held_on") > days.shift(world.today, months=-_window(world))
    until = _days(talks, "until_on")
    banned = (talks.talk_kind == "ban") & (np.isnat(until) | (until >= world.today)) & ~talks.lifted
    ordered = _still_held(posts, talks[(talks.talk_kind == "removal_order") & ~talks.lifted])
    measures = {
        "banned": talks[banned],
        "to_be_replaced": ordered,
        "warned": talks[(talks.talk_kind == "warning") & lately & ~talks.lifted],
        "talked_to": talks[(talks.talk_kind == "interview") & lately],
    }
    since = {name: rows.groupby("person_no").held_on.max() for name, rows in measures.items()}
    since["in_post"] = posts[posts.is_open].groupby("person_no").started_on.min()
    since["out_of_post"] = posts.groupby("person_no").ended_on.max()
    said = pd.concat([s.rename("since").reset_index().assign(state=name) for name, s in since.items()])
    said["rank"] = said.state.map(STATES.index)
    strongest = said.sort_values("rank", kind="stable").drop_duplicates("person_no")
    world.expect("person_states", person_no=strongest.person_no, state=strongest.state, since=strongest.since)


def _window(world: World) -> int:
    """Months that a warning or an interview is remembered; the platform's one number."""
    return int(policy.number("risk_window_months", pd.Series(["370403"]), world.today)[0])


def _still_held(posts: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Orders whose person still holds a post in that organisation that began by the order's day."""
    held = orders[["person_no", "uscc", "held_on"]].merge(posts[posts.is_open], on=["person_no", "uscc"])
    return held[held.started_on <= held.held_on]


def _not_removed(world: World, posts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    orders = talks[(talks.talk_kind == "removal_order") & ~talks.lifted]
    rows = _still_held(posts, orders[_days(orders, "held_on") < world.today])
    return rows.assign(found_on=rows.held_on)


def _during_ban(world: World, posts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    """Posts begun from the day of the ban to its last day; the day it is lifted is free again."""
    bans = talks[talks.talk_kind == "ban"]
    last = np.fmin(np.fmin(_days(bans, "until_on"), _days(bans, "lifted_on") - 1), world.today)
    bans = bans[["person_no", "held_on"]].assign(last=last)
    rows = bans.merge(posts, on="person_no")
    return rows[(rows.started_on >= rows.held_on) & (rows.started_on <= rows["last"])]


def _without_notice(posts: pd.DataFrame) -> pd.DataFrame:
    """Appointments without a notice that ended before and was long enough."""
    asked = posts[posts.post.isin(NOTICE_POSTS)]
    since, first, last = (_days(asked, c) for c in ("started_on", "notice_from", "notice_to"))
    length = np.where(np.isnat(first) | np.isnat(last), 0, (last - first).astype(int) + 1)
    least = policy.number("appointment_notice_days", asked.authority_code, since)
    return asked[~((last < since) & (length >= least))]


def _without_audit(world: World, posts: pd.DataFrame, audits: pd.DataFrame) -> pd.DataFrame:
    """Legal representatives gone so long that the time for an audit is over, and none was made in it."""
    left = posts[(posts.post == "legal_representative") & ~posts.is_open].reset_index(drop=True)
    gone = _days(left, "ended_on")
    within = policy.number("departure_audit_days", left.authority_code, gone)
    left = left.assign(row=np.arange(len(left)), within=within, found_on=gone)
    left = left[(world.today - gone).astype(int) > within]
    audits = audits.loc[audits.audit_kind == "departure", ["uscc", "audited_on", "person_no"]]
    pairs = left[["row", "uscc", "person_no", "found_on", "within"]].merge(
        audits, on="uscc", suffixes=("", "_audited")
    )
    own = pairs.person_no_audited.isna() | (pairs.person_no_audited == pairs.person_no)
    near = (pairs.audited_on - pairs.found_on).dt.days.abs() <= pairs.within
    return left[~left.row.isin(pairs.row[own & near])]


def _without_report(world: World, posts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    """Legal representatives in office all last year, of whom no report of that year is known."""
    year = int(days.year_of(world.today)) - 1
    first, last = days.on(year, "01-01")[0], days.on(year, "12-31")[0]
    heads = posts[(posts.post == "legal_representative") & posts.is_open]
    heads = heads[_days(heads, "started_on") < first]
    held = _days(talks, "held_on")
    reports = talks[(talks.talk_kind == "duty_report") & (held >= first) & (held <= last)]
    reported = heads.person_no.isin(reports.person_no.dropna())
    reported |= heads.uscc.isin(reports.uscc[reports.person_no.isna()])
    return heads[~reported].assign(found_on=last)
