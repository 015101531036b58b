"""Stories of listings on the two credit lists (order 60): listed, restarted, moved, removed, on both."""

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


def seriously_listed(name: str, share: float, event: Record, ground: str) -> Story:
    """An event of a serious ground and the decision 25 days after it."""
    at = T(days=25)
    return Story(
        name,
        share,
        events=(event, decision(SER, "list", ground, at)),
        expects=(candidate(SER, ground, NOW, "listed"), entry(SER, ground, at)),
        before=40,
        spread=600,
    )


LISTINGS = [
    Story(
        "warning_listed",
        0.004,
        events=(penalty("warning", NOW), decision(ABN, "list", "minor_penalty", T(days=15))),
        expects=(candidate(ABN, "minor_penalty", NOW, "listed"), entry(ABN, "minor_penalty", T(days=15))),
        before=30,
        spread=120,
    ),
    Story(
        "warning_listed_six_months_ago",
        0.0006,
        events=(
            penalty("warning", T(months=-6, days=-15)),
            decision(ABN, "list", "minor_penalty", T(months=-6)),
        ),
        expects=(
            candidate(ABN, "minor_penalty", T(months=-6, days=-15), "listed"),
            entry(ABN, "minor_penalty", T(months=-6)),
        ),
    ),
    Story(
        "warning_listed_and_removed",
        0.003,
        events=(
            penalty("warning", NOW),
            decision(ABN, "list", "minor_penalty", T(days=15)),
            decision(ABN, "remove", "minor_penalty", T(days=200)),
        ),
        expects=(
            candidate(ABN, "minor_penalty", NOW, "closed"),
            entry(ABN, "minor_penalty", T(days=15), "removed"),
        ),
        before=230,
        spread=500,
    ),
    Story(
        "noticed_then_waived",
        0.0006,
        events=(
            order(T(days=-1)),
            decision(ABN, "notice", "rectification_overdue", T(days=10)),
            decision(ABN, "not_list", "rectification_overdue", T(days=30)),
        ),
        expects=(candidate(ABN, "rectification_overdue", NOW, "waived"),),
        before=40,
        spread=300,
    ),
    Story(
        "noticed_without_decision",
        0.0006,
        events=(
            letter(NOW, "unsigned"),
            letter(T(days=20), "unsigned"),
            decision(ABN, "notice", "unreachable", T(days=25)),
        ),
        expects=(candidate(ABN, "unreachable", T(days=20), "noticed"),),
        before=30,
        spread=100,
    ),
    Story(
        "restart_by_second_decision",
        0.0006,
        events=(
            decision(ABN, "list", "unreachable", T(days=-600)),
            penalty("warning", T(days=-20)),
            decision(ABN, "list", "minor_penalty", NOW),
        ),
        expects=(
            candidate(ABN, "minor_penalty", T(days=-20), "listed"),
            entry(ABN, "unreachable", T(days=-600), clock=NOW),
            entry(ABN, "minor_penalty", NOW),
        ),
        before=200,
        spread=300,
    ),
    Story(
        "two_reasons_same_day",
        0.0006,
        events=(
            penalty("warning", T(days=-30)),
            order(T(days=-41)),
            decision(ABN, "list", "minor_penalty", NOW),
            decision(ABN, "list", "rectification_overdue", NOW),
        ),
        expects=(
            candidate(ABN, "minor_penalty", T(days=-30), "listed"),
            candidate(ABN, "rectification_overdue", T(days=-40), "listed"),
            entry(ABN, "minor_penalty", NOW),
            entry(ABN, "rectification_overdue", NOW),
        ),
        before=30,
        spread=300,
    ),
    Story(
        "two_years_today",
        0.0004,
        events=(decision(ABN, "list", "unreachable", T(years=-2)),),
        expects=(entry(ABN, "unreachable", T(years=-2)), candidate(SER, "abnormal_two_years", NOW)),
    ),
    Story(
        "two_years_tomorrow",
        0.0004,
        events=(decision(ABN, "list", "unreachable", T(years=-2, days=1)),),
        expects=(entry(ABN, "unreachable", T(years=-2, days=1)),),
    ),
    Story(
        "transferred_to_serious",
        0.0008,
        events=(
            decision(ABN, "list", "unreachable", T(years=-2)),
            decision(ABN, "transfer", "unreachable", T(days=15)),
            decision(SER, "list", "abnormal_two_years", T(days=15)),
        ),
        expects=(
            entry(ABN, "unreachable", T(years=-2), "moved_to_serious"),
            entry(SER, "abnormal_two_years", T(days=15)),
        ),
        before=40,
        spread=300,
    ),
    Story(
        "on_both_lists",
        0.0006,
        events=(
            penalty("warning", NOW),
            penalty("fine", T(days=40), 60000.0),
            decision(ABN, "list", "minor_penalty", T(days=20)),
            decision(SER, "list", "major_fine", T(days=60)),
        ),
        expects=(
            candidate(ABN, "minor_penalty", NOW, "listed"),
            candidate(SER, "major_fine", T(days=40), "listed"),
            entry(ABN, "minor_penalty", T(days=20)),
            entry(SER, "major_fine", T(days=60)),
        ),
        before=70,
        spread=300,
    ),
    Story(
        "listed_again_after_removal",
        0.0004,
        events=(
            decision(ABN, "list", "unreachable", T(days=-500)),
            decision(ABN, "remove", "unreachable", T(days=-300)),
            decision(ABN, "list", "unreachable", NOW),
        ),
        expects=(entry(ABN, "unreachable", T(days=-500), "removed"), entry(ABN, "unreachable", NOW)),
        before=30,
        spread=300,
    ),
    Story(
        "removed_for_all_grounds",
        0.0004,
        events=(
            decision(ABN, "list", "unreachable", T(days=-300)),
            decision(ABN, "list", "other_abnormal", T(days=-280)),
            decision(ABN, "remove", None, NOW),
        ),
        expects=(
            entry(ABN, "unreachable", T(days=-300), "removed"),
            entry(ABN, "other_abnormal", T(days=-280), "removed"),
        ),
        before=10,
        spread=300,
    ),
    Story(
        "published_without_date",
        0.0004,
        events=(decision(ABN, None, "other_abnormal", None),),
        expects=(entry(ABN, "other_abnormal", None),),
    ),
    Story(
        "published_with_removal_date",
        0.0006,
        events=(decision(ABN, None, "unreachable", NOW, removed=T(days=150)),),
        expects=(entry(ABN, "unreachable", NOW, "removed"),),
        before=160,
        spread=400,
    ),
    Story(
        "unreachable_listed",
        0.002,
        events=(
            letter(NOW, "unsigned"),
            letter(T(days=21), "unsigned"),
            decision(ABN, "list", "unreachable", T(days=50)),
        ),
        expects=(candidate(ABN, "unreachable", T(days=21), "listed"), entry(ABN, "unreachable", T(days=50))),
        before=60,
        spread=500,
    ),
    Story(
        "rectification_listed",
        0.0015,
        events=(order(T(days=-1)), decision(ABN, "list", "rectification_overdue", T(days=30))),
        expects=(
            candidate(ABN, "rectification_overdue", NOW, "listed"),
            entry(ABN, "rectification_overdue", T(days=30)),
        ),
        before=40,
        spread=500,
    ),
]

SERIOUS = [
    seriously_listed("major_fine_listed", 0.0015, penalty("fine", NOW, 120000.0), "major_fine"),
    seriously_listed("suspension_listed", 0.001, penalty("suspension", NOW), "suspended"),
    seriously_listed("fraud_listed", 0.0004, penalty("change_revoked", NOW), "registration_by_fraud"),
    seriously_listed("court_listed", 0.0008, court(NOW), "court_dishonest"),
    Story(
        "second_warning_listed",
        0.0006,
        events=(
            penalty("warning", T(months=-8)),
            penalty("warning", NOW),
            decision(ABN, "list", "minor_penalty", T(days=10)),
            decision(SER, "list", "repeated_minor_penalty", T(days=40)),
        ),
        expects=(
            candidate(ABN, "minor_penalty", T(months=-8), "listed"),
            candidate(ABN, "minor_penalty", NOW, "listed"),
            candidate(SER, "repeated_minor_penalty", NOW, "listed"),
            entry(ABN, "minor_penalty", T(days=10)),
            entry(SER, "repeated_minor_penalty", T(days=40)),
        ),
        before=50,
        spread=300,
    ),
    Story(
        "serious_listed_over_two_years",
        0.0004,
        events=(penalty("suspension", NOW), decision(SER, "list", "suspended", T(days=30))),
        expects=(candidate(SER, "suspended", NOW, "listed"), entry(SER, "suspended", T(days=30))),
        before=800,
        spread=300,
    ),
    Story(
        "serious_removed",
        0.0006,
        events=(
            penalty("fine", NOW, 90000.0),
            decision(SER, "list", "major_fine", T(days=30)),
            decision(SER, "remove", "major_fine", T(years=2, days=45)),
        ),
        expects=(
            candidate(SER, "major_fine", NOW, "closed"),
            entry(SER, "major_fine", T(days=30), "removed"),
        ),
        before=800,
        spread=300,
    ),
    Story(
        "registration_revoked_listed",
        0.001,
        events=(penalty("revocation", NOW), decision(SER, "list", "registration_revoked", NOW)),
        expects=(
            candidate(SER, "registration_revoked", NOW, "listed"),
            entry(SER, "registration_revoked", NOW),
        ),
        set="revoked",
        anchor="cancelled_on",
    ),
]

STORIES = [*LISTINGS, *SERIOUS]
