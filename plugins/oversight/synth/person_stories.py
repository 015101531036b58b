"""Stories about persons in charge: each boundary of the rules on bans, notices, audits, reports and officials.

Rules: 温政发〔2018〕127号 (九)(十二), 衢政办发〔2018〕51号 二(四)2, 社会团体登记管理条例 27, 中组发〔2014〕11号; the lengths of
notices and of the time for an audit are the platform's.
"""

from oversight.synth import days
from oversight.synth.scenes import HEAD, RARE, BornFor, Founded, InYear, Name, Scene, audit, post, talk
from oversight.synth.story import Story, T

DAY, YEAR_AGO = T(), T(years=-1)
HELD, UNTIL = T(years=-2), T(years=-1)  # a ban of a year that is over
LONG_AGO = T(years=-6)
NEW, OTHER = "newcomer", "another"
APPROVED = T(days=-100)  # whatever term has begun by then, the post was approved since it was taken


def ban(held: T, until=days.NONE, lifted=days.NONE, elsewhere: bool = True) -> tuple[Scene, Scene]:
    """A ban for what a person did in another organisation, where the person's post ended with it."""
    return (
        post(NEW, "supervisor", LONG_AGO, held, elsewhere=elsewhere),
        talk("ban", held, NEW, elsewhere=elsewhere, until_on=until, lifted_on=lifted),
    )


def joins(started: T) -> Scene:
    return post(NEW, "supervisor", started)


BANS = [
    Story("ban_post_inside", RARE, events=(*ban(HELD, T(years=1)), joins(YEAR_AGO))),
    Story("ban_post_on_its_first_day", RARE, events=(*ban(HELD, T(years=1)), joins(HELD))),
    Story("ban_post_on_its_last_day", RARE, events=(*ban(HELD, UNTIL), joins(UNTIL))),
    Story("ban_post_the_day_after", RARE, events=(*ban(HELD, UNTIL), joins(UNTIL + 1))),
    Story("ban_post_on_the_day_lifted", RARE, events=(*ban(HELD, T(years=1), UNTIL), joins(UNTIL))),
    Story("ban_post_a_day_before_lifted", RARE, events=(*ban(HELD, T(years=1), UNTIL), joins(UNTIL + -1))),
    Story("ban_without_end", RARE, events=(*ban(HELD), joins(UNTIL))),
    Story("ban_from_another_place", RARE, "wenzhou", (*ban(HELD, T(years=1)), joins(YEAR_AGO))),
    Story(  # two bureaus gave one number to two persons
        "ban_of_a_stranger_with_the_number",
        RARE,
        "wenzhou",
        (*ban(HELD, T(years=1)), post(NEW, "supervisor", YEAR_AGO, person_name=Name(OTHER))),
    ),
    Story("ban_until_today", RARE, events=ban(HELD, DAY)),
    Story("ban_until_yesterday", RARE, events=ban(HELD, T(days=-1))),
    Story("ban_after_the_post", RARE, events=(joins(LONG_AGO), *ban(HELD, T(years=1)))),
    Story(
        "ban_before_the_rule",
        RARE,
        events=(*ban(days.day("2016-09-01"), days.day("2017-12-31")), joins(days.day("2017-12-31"))),
    ),
    Story(
        "banned_and_warned",
        RARE,
        events=(joins(LONG_AGO), *ban(HELD, T(years=1)), talk("warning", T(days=-9), NEW)),
    ),
]


def ordered(held: T, ended: T | None = None, lifted=days.NONE) -> tuple[Scene, Scene]:
    """An order to replace the holder of a post."""
    return (
        post(NEW, "supervisor", LONG_AGO, ended),
        talk("removal_order", held, NEW, lifted_on=lifted),
    )


ORDERS = [
    Story("order_not_followed", RARE, events=ordered(T(days=-60))),
    Story("order_of_yesterday", RARE, events=ordered(T(days=-1))),
    Story("order_of_today", RARE, events=ordered(DAY)),
    Story("order_followed", RARE, events=ordered(T(days=-60), ended=T(days=-40))),
    Story("order_lifted", RARE, events=ordered(T(days=-60), lifted=T(days=-50))),
    Story(
        "order_then_another_post",
        RARE,
        events=(*ordered(T(days=-60), ended=T(days=-40)), joins(T(days=-30))),
    ),
    Story("order_and_warning", RARE, events=(*ordered(T(days=-60)), talk("warning", T(days=-90), NEW))),
]


def told(kind: str, held: T, lifted=days.NONE) -> tuple[Scene, Scene]:
    return joins(LONG_AGO), talk(kind, held, NEW, lifted_on=lifted)


MEASURES = [
    Story("warned_a_year_ago_today", RARE, events=told("warning", YEAR_AGO)),
    Story("warned_a_year_ago_tomorrow", RARE, events=told("warning", YEAR_AGO + 1)),
    Story("warning_lifted", RARE, events=told("warning", T(days=-60), T(days=-30))),
    Story("interviewed_a_year_ago_today", RARE, events=told("interview", YEAR_AGO)),
    Story("interviewed_a_year_ago_tomorrow", RARE, events=told("interview", YEAR_AGO + 1)),
    Story("only_talked_with", RARE, events=told("talk", T(days=-60))),
]


def appointed(at, first: int | None, last: int | None, kind: str = "secretary_general") -> tuple[Scene]:
    """A post taken at `at` after a notice from and to so many days before."""
    known = first is not None and last is not None
    notice = {"notice_from": at + -first, "notice_to": at + -last} if known else {}
    return (post(NEW, kind, at, **notice),)


APPOINTED = T(days=-200)
NOTICES = [
    Story("notice_of_four_days", RARE, "wenzhou", appointed(APPOINTED, 5, 2)),
    Story("notice_of_five_days", RARE, "wenzhou", appointed(APPOINTED, 6, 2)),
    Story("notice_ends_the_day_before", RARE, "quzhou", appointed(APPOINTED, 5, 1)),
    Story("notice_ends_on_the_day", RARE, "quzhou", appointed(APPOINTED, 6, 0)),
    Story("notice_never_given", RARE, "wenzhou", appointed(APPOINTED, None, None, "vice_chair")),
    Story("notice_not_asked_for_post", RARE, "wenzhou", appointed(APPOINTED, None, None, "supervisor")),
    Story("notice_not_asked_for_place", RARE, "hangzhou", appointed(APPOINTED, None, None)),
    Story(
        "notice_before_the_rule", RARE, "wenzhou", appointed(days.day("2018-09-30"), None, None, "vice_chair")
    ),
    Story(
        "notice_on_first_day_of_rule",
        RARE,
        "wenzhou",
        appointed(days.day("2018-10-01"), None, None, "vice_chair"),
    ),
]


def official(status: str, approved=APPROVED, **more) -> Scene:
    return post(NEW, "supervisor", T(years=-5), official_status=status, approved_on=approved, **more)


def retired(age: int = 66, served: int = 2, **more) -> Scene:
    return official("retired", birth_year=BornFor(age), terms_served=served, **more)


SECOND = {"official_status": "retired", "approved_on": APPROVED, "birth_year": BornFor(66), "terms_served": 1}
BEFORE_THE_RULE = {"official_status": "retired", "birth_year": BornFor(66), "terms_served": 1}
NOTICED = {"notice_from": T(-5, days=-9), "notice_to": T(-5, days=-2)}
OFFICIALS = [
    Story("serving_approved", RARE, "service_org", (official("serving"),)),
    Story("serving_without_approval", RARE, events=(official("serving", days.NONE),)),
    Story("serving_in_a_foundation", RARE, "settled_foundation", (official("serving"),)),
    Story("retired_second_term", RARE, events=(retired(),)),
    Story("retired_third_term", RARE, events=(retired(served=3),)),
    Story("retired_aged_70", RARE, events=(retired(70),)),
    Story("retired_aged_71", RARE, events=(retired(71),)),
    Story("retired_without_approval", RARE, events=(retired(approved=days.NONE),)),
    Story(
        "retired_with_two_posts",
        RARE,
        "wenzhou_city",
        (retired(), post(NEW, "supervisor", T(years=-3), nearby=True, **SECOND)),
    ),
    Story(  # two functions in one organisation are one post
        "retired_with_two_functions",
        RARE,
        "association",
        (retired(), post(NEW, "secretary_general", T(years=-5), **SECOND, **NOTICED)),
    ),
    Story(
        "retired_since_before_the_rule",
        RARE,
        "before_2017",
        (post(NEW, "supervisor", days.day("2014-01-01"), **BEFORE_THE_RULE),),
    ),
    Story(
        "retired_second_post_ended",
        RARE,
        "wenzhou_city",
        (retired(), post(NEW, "supervisor", T(years=-3), UNTIL, nearby=True, **SECOND)),
    ),
]


def left(on, *audits: Scene) -> tuple[Scene, ...]:
    """A legal representative left on a day, another followed."""
    return (
        post(OTHER, "legal_representative", Founded(), on),
        post(HEAD, "legal_representative", on, notice_from=on + -9, notice_to=on + -2),
        *audits,
    )


def again(since) -> tuple[Scene, ...]:
    """A legal representative whose term ended on a day was appointed again."""
    return (
        post(HEAD, "legal_representative", Founded(), LEFT),
        post(HEAD, "legal_representative", since, notice_from=LEFT + -60, notice_to=LEFT + -50),
    )


LEFT, REPORTED = T(days=-600), talk("duty_report", InYear("07-01"), HEAD)
DEPARTURES = [
    Story("audit_on_the_last_day", RARE, events=left(LEFT, audit("departure", LEFT + 180, OTHER))),
    Story("audit_a_day_late", RARE, events=left(LEFT, audit("departure", LEFT + 181, OTHER))),
    Story("audit_on_the_first_day", RARE, events=left(LEFT, audit("departure", LEFT + -180, OTHER))),
    Story("audit_a_day_too_early", RARE, events=left(LEFT, audit("departure", LEFT + -181, OTHER))),
    Story("audit_of_nobody_named", RARE, events=left(LEFT, audit("departure", LEFT + 30))),
    Story("audit_of_another_person", RARE, events=left(LEFT, audit("departure", LEFT + 30, HEAD))),
    Story("audit_of_another_kind", RARE, events=left(LEFT, audit("re_election", LEFT + 30, OTHER))),
    Story("audit_last_day_is_today", RARE, events=left(T(days=-180))),
    Story("audit_last_day_was_yesterday", RARE, events=left(T(days=-181))),
    Story("appointed_again_on_the_day", RARE, "wenzhou_city", again(LEFT)),
    Story("appointed_again_the_next_day", RARE, events=again(LEFT + 1)),
    Story("appointed_again_before_the_end", RARE, events=again(LEFT + -30)),
    Story("appointed_again_after_a_day", RARE, events=again(LEFT + 2)),
    Story("replaced_by_another", RARE, "wenzhou_city", left(LEFT)),
    Story("departure_before_the_term_was_set", RARE, "before_2017", left(days.day("2017-12-31"), REPORTED)),
    Story("departure_on_its_first_day", RARE, "before_2017", left(days.day("2018-01-01"), REPORTED)),
]


def head(started, *reports: Scene, notice: tuple = (LONG_AGO + -9, LONG_AGO + -2)) -> tuple[Scene, ...]:
    first, last = notice
    return post(HEAD, "legal_representative", started, notice_from=first, notice_to=last), *reports


def reported(on: InYear, part: str | None = None) -> Scene:
    return talk("duty_report", on, part)


AT_NEW_YEAR = (InYear("12-01", 2), InYear("12-20", 2))
REPORTS = [
    Story("report_by_the_person", RARE, "wenzhou", head(LONG_AGO, reported(InYear("01-01"), HEAD))),
    Story("report_of_nobody_named", RARE, "quzhou", head(LONG_AGO, reported(InYear("12-31")))),
    Story("report_by_another_person", RARE, "wenzhou", head(LONG_AGO, reported(InYear("07-01"), OTHER))),
    Story("report_a_day_too_early", RARE, "wenzhou", head(LONG_AGO, reported(InYear("12-31", 2), HEAD))),
    Story("report_a_day_late", RARE, "quzhou", head(LONG_AGO, reported(InYear("01-01", 0), HEAD))),
    Story("head_since_first_of_january", RARE, "wenzhou", head(InYear("01-01"), notice=AT_NEW_YEAR)),
    Story("head_since_last_of_december", RARE, "wenzhou", head(InYear("12-31", 2), notice=AT_NEW_YEAR)),
    Story("head_elsewhere_without_report", RARE, "hangzhou", head(LONG_AGO)),
]

HEAD_STORIES = [*DEPARTURES, *REPORTS]  # these say who was legal representative; others add persons
STORIES = [*BANS, *ORDERS, *MEASURES, *NOTICES, *OFFICIALS, *HEAD_STORIES]
