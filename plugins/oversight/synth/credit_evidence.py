"""Stories of evidence for the two credit lists (order 60), each ground at its boundaries, before any decision."""

from oversight.synth.credit_records import (
    ABN,
    NOW,
    SER,
    candidate,
    court,
    decision,
    entry,
    letter,
    order,
    penalty,
)
from oversight.synth.story import Record, Story, T


def letters(name: str, gap: int, met: bool) -> Story:
    """Two unsigned letters `gap` days apart."""
    found = (candidate(ABN, "unreachable", T(days=gap)),) if met else ()
    return Story(
        name,
        0.0006,
        events=(letter(NOW, "unsigned"), letter(T(days=gap), "unsigned")),
        expects=found,
        before=60,
        spread=200,
    )


def punished(name: str, kind: str, fine: float | None, *found: Record, share: float = 0.0006) -> Story:
    return Story(name, share, events=(penalty(kind, NOW, fine),), expects=found, before=30, spread=300)


MINOR, MAJOR = candidate(ABN, "minor_penalty", NOW), candidate(SER, "major_fine", NOW)

FIRST = (
    penalty("warning", T(years=-3)),
    decision(ABN, "list", "minor_penalty", T(years=-3, days=20)),
    decision(ABN, "remove", "minor_penalty", T(years=-3, months=7)),
)

FIRST_FOUND = (
    candidate(ABN, "minor_penalty", T(years=-3), "closed"),
    entry(ABN, "minor_penalty", T(years=-3, days=20), "removed"),
)

PENALTIES = [
    punished("fine_49999_99", "fine", 49999.99, MINOR),
    punished("fine_50000", "fine", 50000.0, MAJOR),
    punished("fine_without_amount", "fine", None),
    punished("confiscation_only", "confiscation", None),
    punished("warning_open", "warning", None, MINOR, share=0.002),
    punished("warning_and_small_fine", "warning_and_fine", 30000.0, MINOR),
    punished("warning_and_large_fine", "warning_and_fine", 80000.0, MAJOR),
    punished("suspended_open", "suspension", None, candidate(SER, "suspended", NOW)),
    punished("fraud_open", "change_revoked", None, candidate(SER, "registration_by_fraud", NOW)),
    punished("revocation_open", "revocation", None, candidate(SER, "registration_revoked", NOW)),
    Story(
        "penalty_revoked",
        0.0008,
        events=(penalty("warning", NOW, revoked=T(days=60)),),
        before=90,
        spread=300,
    ),
    Story("penalty_revoked_today", 0.0004, events=(penalty("fine", T(months=-4), 60000.0, revoked=NOW),)),
    Story(
        "warning_before_order", 0.0004, "before_2017", (penalty("warning", NOW),), anchor="day_before_order"
    ),
    Story(
        "warning_on_first_day_of_order",
        0.0004,
        "before_2017",
        (penalty("warning", T(days=1)),),
        (candidate(ABN, "minor_penalty", T(days=1)),),
        anchor="day_before_order",
    ),
    Story(
        "second_warning_on_third_anniversary",
        0.0006,
        events=(*FIRST, penalty("warning", NOW)),
        expects=(*FIRST_FOUND, MINOR, candidate(SER, "repeated_minor_penalty", NOW)),
        before=30,
        spread=300,
    ),
    Story(
        "second_warning_day_after_third_anniversary",
        0.0006,
        events=(*FIRST, penalty("warning", T(days=1))),
        expects=(*FIRST_FOUND, candidate(ABN, "minor_penalty", T(days=1))),
        before=30,
        spread=300,
    ),
]

CHECKS = [
    letters("letters_14_days_apart", 14, False),
    letters("letters_15_days_apart", 15, True),
    letters("letters_30_days_apart", 30, True),
    letters("letters_31_days_apart", 31, False),
    Story(
        "letter_signed_between",
        0.0006,
        events=(letter(NOW, "unsigned"), letter(T(days=10), "signed"), letter(T(days=20), "unsigned")),
        before=60,
        spread=200,
    ),
    Story(
        "rectification_due_yesterday",
        0.0004,
        events=(order(T(days=-1)),),
        expects=(candidate(ABN, "rectification_overdue", NOW),),
    ),
    Story("rectification_due_today", 0.0004, events=(order(NOW),)),
    Story(
        "rectification_completed_late",
        0.0006,
        events=(order(NOW, completed=T(days=9)),),
        expects=(candidate(ABN, "rectification_overdue", T(days=1)),),
        before=30,
        spread=300,
    ),
    Story(
        "rectification_completed_on_due_day",
        0.002,
        events=(order(NOW, completed=NOW),),
        before=30,
        spread=300,
    ),
]

COURT = [
    Story(
        "court_open",
        0.0008,
        events=(court(NOW),),
        expects=(candidate(SER, "court_dishonest", NOW),),
        before=20,
        spread=300,
    ),
    Story("court_withdrawn", 0.0006, events=(court(NOW, withdrawn=T(days=100)),), before=120, spread=300),
    Story("court_withdrawn_today", 0.0004, events=(court(T(days=-100), withdrawn=NOW),)),
]

STORIES = [*PENALTIES, *CHECKS, *COURT]
