"""What a careful human finds about persons in charge, from all rows delivered; written from the rules, not from SQL."""

import numpy as np
import pandas as pd

from oversight.synth import days, policy
from oversight.synth.world import World

PERSON = ["place_code", "person_no"]  # the number is that of the bureaus of one place
NOTICE_POSTS = ["chair", "vice_chair", "secretary_general", "legal_representative"]
STATES = ["banned", "to_be_replaced", "warned", "talked_to", "in_post", "out_of_post"]  # the strongest first


def expect(world: World) -> None:
    """Truth of person_states, officials_in_posts and person_findings."""
    posts, all_talks = _posts(world), _placed(world, "talks")
    all_talks["lifted"] = _days(all_talks, "lifted_on") <= world.today
    talks = all_talks[all_talks.person_no.notna()]
    bans = _reaching(talks[talks.talk_kind == "ban"], posts)
    _states(world, posts, talks, bans)
    _officials(world, posts)
    audits = pd.concat(world.rows["audits"], ignore_index=True)
    found = {
        "post_during_ban": _during_ban(world, posts, bans),
        "removal_order_not_followed": _not_removed(world, posts, talks),
        "appointed_without_notice": _without_notice(posts),
        "departure_without_audit": _without_audit(world, posts, audits),
        "duty_report_missing": _without_report(world, posts, all_talks),
        "serving_official_in_post": _unlawful(posts, "serving"),
        "retired_official_over_limit": _unlawful(posts, "retired"),
    }
    for code, rows in found.items():
        _expect_findings(world, code, rows)


def _expect_findings(world: World, code: str, rows: pd.DataFrame) -> None:
    """Only of organisations in force, and only where and when the rule holds."""
    on = _days(rows, "found_on" if "found_on" in rows else "started_on")
    keep = rows.in_force.to_numpy() & policy.counts(code, rows.authority_code, on, rows.org_type)
    rows, on = rows[keep], on[keep]
    findings = pd.DataFrame(
        {"place_code": rows.place_code, "person_no": rows.person_no, "uscc": rows.uscc, "found_on": on}
    ).drop_duplicates()
    world.expect(
        "person_findings", finding_code=np.full(len(findings), code, object), **findings.to_dict("series")
    )


def _days(frame: pd.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_numpy().astype("M8[D]")


def _placed(world: World, source: str) -> pd.DataFrame:
    """Rows with the place of who delivered them: registrars do, and each has the code of its place."""
    rows = pd.concat(world.rows[source], ignore_index=True)
    return rows.assign(place_code=rows.authority_code)


def _reaching(bans: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Bans, once more for each other place that knows somebody of the same number and name."""
    known = posts[[*PERSON, "person_name"]].drop_duplicates()
    elsewhere = known.merge(known, on=["person_no", "person_name"], suffixes=("", "_of_other"))
    elsewhere = elsewhere[elsewhere.place_code != elsewhere.place_code_of_other]
    reached = bans.merge(elsewhere[[*PERSON, "place_code_of_other"]].drop_duplicates(), on=PERSON)
    reached = reached.drop(columns="place_code").rename(columns={"place_code_of_other": "place_code"})
    return pd.concat([bans, reached], ignore_index=True)


def _posts(world: World) -> pd.DataFrame:
    """Posts taken by the business date: whether open, whether the organisation is in force, whether lawful."""
    posts = _placed(world, "people")
    posts = posts[_days(posts, "started_on") <= world.today].reset_index(drop=True)
    posts["is_open"] = ~(_days(posts, "ended_on") <= world.today)
    of = world.orgs.set_index("uscc").loc[posts.uscc]
    posts["org_type"] = of.org_type.to_numpy()
    posts["in_force"] = of.status.isin(["in_force", "in_liquidation"]).to_numpy()
    posts["lawful"], posts["judged_on"] = _lawful(world, posts)
    return posts


def _lawful(world: World, posts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Whether an official may hold the post, and from which day the rule asks; of no meaning for others."""
    approved = _days(posts, "approved_on") <= world.today
    serving, place = (posts.official_status == "serving").to_numpy(), posts.authority_code
    since = _days(posts, "started_on").copy()
    for status, code in (("serving", "serving_official_in_post"), ("retired", "retired_official_over_limit")):
        of = (posts.official_status == status).to_numpy()
        asked = zip(place[of], since[of], posts.org_type[of], strict=True)
        first = [policy.first_day_of_finding(code, *post) for post in asked]
        since[of] = np.fmax(since[of], np.array(first, "M8[D]"))
    held = posts[posts.is_open & posts.in_force].groupby(PERSON).uscc.nunique().rename("held")
    held = posts[PERSON].merge(held.reset_index(), on=PERSON, how="left").held.to_numpy(float)
    age = days.year_of(world.today) - 1 - posts.birth_year.to_numpy(float)  # birthdays to come are possible
    over = held > policy.number("retired_official_posts_max", place, since)
    over |= posts.terms_served.to_numpy(float) > policy.number("retired_official_terms_max", place, since)
    over |= age > policy.number("retired_official_age_max", place, since)
    over |= _stayed_on(world, posts)
    return np.where(serving, approved & (posts.org_type != "foundation"), approved & ~over), since


def _stayed_on(world: World, posts: pd.DataFrame) -> np.ndarray:
    """Who stays on into another term of the council with no approval but the one the post was taken on."""
    terms = pd.concat(world.rows["terms"], ignore_index=True)
    terms = terms[_days(terms, "term_started_on") <= world.today].sort_values("term_no")
    running = terms.drop_duplicates("uscc", keep="last").set_index("uscc").term_started_on
    another = (posts.uscc.map(running) > posts.started_on).to_numpy()
    return another & (_days(posts, "approved_on") <= _days(posts, "started_on"))


def _officials(world: World, posts: pd.DataFrame) -> None:
    rows = posts[posts.is_open & posts.in_force & posts.official_status.isin(["serving", "retired"])]
    world.expect(
        "officials_in_posts",
        place_code=rows.place_code,
        person_no=rows.person_no,
        uscc=rows.uscc,
        post=rows.post,
        is_lawful=rows.lawful.astype(bool),
    )


def _unlawful(posts: pd.DataFrame, status: str) -> pd.DataFrame:
    rows = posts[posts.is_open & (posts.official_status == status) & ~posts.lawful.astype(bool)]
    return rows.assign(found_on=rows.judged_on)


def _states(world: World, posts: pd.DataFrame, talks: pd.DataFrame, bans: pd.DataFrame) -> None:
    """Each person's strongest state and since when."""
    lately = _days(talks, "held_on") > days.shift(world.today, months=-_window(world))
    until = _days(bans, "until_on")
    banned = (np.isnat(until) | (until >= world.today)) & ~bans.lifted
    ordered = _still_held(posts, talks[(talks.talk_kind == "removal_order") & ~talks.lifted])
    measures = {
        "banned": bans[banned],
        "to_be_replaced": ordered,
        "warned": talks[(talks.talk_kind == "warning") & lately & ~talks.lifted],
        "talked_to": talks[(talks.talk_kind == "interview") & lately],
    }
    since = {name: rows.groupby(PERSON).held_on.max() for name, rows in measures.items()}
    since["in_post"] = posts[posts.is_open].groupby(PERSON).started_on.min()
    since["out_of_post"] = posts.groupby(PERSON).ended_on.max()
    said = pd.concat([s.rename("since").reset_index().assign(state=name) for name, s in since.items()])
    said["rank"] = said.state.map(STATES.index)
    strongest = said.sort_values("rank", kind="stable").drop_duplicates(PERSON)
    columns = [*PERSON, "state", "since"]
    world.expect("person_states", **strongest[columns].to_dict("series"))


def _window(world: World) -> int:
    """Months that a warning or an interview is remembered; the platform's one number."""
    return int(policy.number("risk_window_months", pd.Series(["370403"]), world.today)[0])


def _still_held(posts: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Orders whose person still holds a post in that organisation that began by the order's day."""
    held = orders[[*PERSON, "uscc", "held_on"]].merge(posts[posts.is_open], on=[*PERSON, "uscc"])
    return held[held.started_on <= held.held_on]


def _not_removed(world: World, posts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    orders = talks[(talks.talk_kind == "removal_order") & ~talks.lifted]
    rows = _still_held(posts, orders[_days(orders, "held_on") < world.today])
    return rows.assign(found_on=rows.held_on)


def _during_ban(world: World, posts: pd.DataFrame, bans: pd.DataFrame) -> pd.DataFrame:
    """Posts begun from the day of the ban to its last day; the day it is lifted is free again."""
    last = np.fmin(np.fmin(_days(bans, "until_on"), _days(bans, "lifted_on") - 1), world.today)
    bans = bans[[*PERSON, "held_on"]].assign(last=last)
    rows = bans.merge(posts, on=PERSON)
    return rows[(rows.started_on >= rows.held_on) & (rows.started_on <= rows["last"])]


def _without_notice(posts: pd.DataFrame) -> pd.DataFrame:
    """Appointments without a notice that ended before and was long enough."""
    asked = posts[posts.post.isin(NOTICE_POSTS)]
    since, first, last = (_days(asked, c) for c in ("started_on", "notice_from", "notice_to"))
    length = np.where(np.isnat(first) | np.isnat(last), 0, (last - first).astype(int) + 1)
    least = policy.number("appointment_notice_days", asked.authority_code, since)
    return asked[~((last < since) & (length >= least))]


def goes_on(posts: pd.DataFrame) -> np.ndarray:
    """Ended posts that the same person held on: again from the next day at the latest, and for longer."""
    return _met_again(posts, lambda own, other: (other["from"] <= own["to"] + 1) & (other["to"] > own["to"]))


def comes_again(posts: pd.DataFrame) -> np.ndarray:
    """Posts that the same person had held before, up to the day before at least."""
    return _met_again(
        posts, lambda own, other: (other["from"] < own["from"]) & (other["to"] >= own["from"] - 1)
    )


def _met_again(posts: pd.DataFrame, meets) -> np.ndarray:
    """Whether any other spell of the person in that post `meets` it; both have `from` and `to`, days as numbers."""
    first, last = (_days(posts, name) for name in ("started_on", "ended_on"))
    same = ["authority_code", "person_no", "uscc", "post"]
    spells = posts[same].assign(row=np.arange(len(posts)))
    spells["from"] = first.astype(int)
    spells["to"] = np.where(np.isnat(last), policy.FOREVER, last).astype("M8[D]").astype(int)
    pairs = spells.merge(spells, on=same, suffixes=("", "_other"))
    own = pairs[["from", "to"]]
    other = pairs[["from_other", "to_other"]].set_axis(["from", "to"], axis=1)
    return np.isin(np.arange(len(posts)), pairs.row[meets(own, other)])


def _without_audit(world: World, posts: pd.DataFrame, audits: pd.DataFrame) -> pd.DataFrame:
    """Legal representatives gone so long that the time for an audit is over, and none was made in it."""
    left = posts[(posts.post == "legal_representative") & ~posts.is_open & ~goes_on(posts)]
    left = left.reset_index(drop=True)
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
    named = pd.MultiIndex.from_frame(reports.loc[reports.person_no.notna(), PERSON])
    reported = pd.Series(pd.MultiIndex.from_frame(heads[PERSON]).isin(named), heads.index)
    reported |= heads.uscc.isin(reports.uscc[reports.person_no.isna()])
    return heads[~reported].assign(found_on=last)
