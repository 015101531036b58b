"""Stories of the two credit lists (order 60 of the Ministry of Civil Affairs), each ground at its boundaries."""

from oversight.synth import days
from oversight.synth.story import Number, Record, Story, T

ABN, SER = "abnormal", "serious"
NOW = T()
NONE = days.NONE


def penalty(kind: str, at: T, fine: float | None = None, revoked: T | None = None) -> Record:
    return Record("penalties", {
        "decision_no": Number("罚", at), "decided_on": at, "penalty_type": kind, "fine_yuan": fine, "revoked_on": revoked or NONE,
    })  # fmt: skip


def decision(list_type: str, action: str | None, ground: str | None, at: T | None, removed: T | None = None) -> Record:
    return Record("list_decisions", {
        "list_type": list_type, "action": action, "ground": ground, "decision_no": Number("异" if list_type == ABN else "严", at) if at else None,
        "decided_on": at or NONE, "removed_on": removed or NONE,
    })  # fmt: skip


def letter(at: T, outcome: str) -> Record:
    return Record("contact_attempts", {"attempted_on": at, "channel": "letter", "outcome": outcome})


def order(due: T, completed: T | None = None) -> Record:
    return Record("rectifications", {
        "rectification_no": Number("改", due), "issued_on": due + -30, "due_on": due, "completed_on": completed or NONE,
    })  # fmt: skip


def court(at: T, withdrawn: T | None = None) -> Record:
    return Record("court_dishonest", {"case_no": Number("执", at), "published_on": at, "withdrawn_on": withdrawn or NONE})


def candidate(list_type: str, ground: str, at: T, status: str = "open") -> Record:
    return Record("credit_candidates", {"list_type": list_type, "ground_code": ground, "event_date": at, "status": status})


def entry(list_type: str, ground: str | None, at: T | None, status: str = "listed", clock: T | None = None) -> Record:
    """A listing; the clock of an open one starts with it unless another day is named, a closed one has none."""
    start = (clock or at or NONE) if status == "listed" else NONE
    return Record("credit_list", {"list_type": list_type, "ground_code": ground, "listed_on": at or NONE, "status": status, "clock_start": start})


def letters(name: str, gap: int, met: bool) -> Story:
    """Two unsigned letters `gap` days apart."""
    found = (candidate(ABN, "unreachable", T(days=gap)),) if met else ()
    return Story(name, 0.0006, events=(letter(NOW, "unsigned"), letter(T(days=gap), "unsigned")), expects=found, before=60, spread=200)


def punished(name: str, kind: str, fine: float | None, *found: Record, share: float = 0.0006) -> Story:
    return Story(name, share, events=(penalty(kind, NOW, fine),), expects=found, before=30, spread=300)


def seriously_listed(name: str, share: float, event: Record, ground: str) -> Story:
    """An event of a serious ground and the decision 25 days after it."""
    at = T(days=25)
    return Story(
        name, share, events=(event, decision(SER, "list", ground, at)),
        expects=(candidate(SER, ground, NOW, "listed"), entry(SER, ground, at)), before=40, spread=600,
    )  # fmt: skip


MINOR, MAJOR = candidate(ABN, "minor_penalty", NOW), candidate(SER, "major_fine", NOW)
FIRST = (penalty("warning", T(years=-3)), decision(ABN, "list", "minor_penalty", T(years=-3, days=20)), decision(ABN, "remove", "minor_penalty", T(years=-3, months=7)))
FIRST_FOUND = (candidate(ABN, "minor_penalty", T(years=-3), "closed"), entry(ABN, "minor_penalty", T(years=-3, days=20), "removed"))

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
    Story("penalty_revoked", 0.0008, events=(penalty("warning", NOW, revoked=T(days=60)),), before=90, spread=300),
    Story("penalty_revoked_today", 0.0004, events=(penalty("fine", T(months=-4), 60000.0, revoked=NOW),)),
    Story("warning_before_order", 0.0004, "before_2017", (penalty("warning", NOW),), anchor="day_before_order"),
    Story("warning_on_first_day_of_order", 0.0004, "before_2017", (penalty("warning", T(days=1)),), (candidate(ABN, "minor_penalty", T(days=1)),), anchor="day_before_order"),
    Story("second_warning_on_third_anniversary", 0.0006, events=(*FIRST, penalty("warning", NOW)),
          expects=(*FIRST_FOUND, MINOR, candidate(SER, "repeated_minor_penalty", NOW)), before=30, spread=300),
    Story("second_warning_day_after_third_anniversary", 0.0006, events=(*FIRST, penalty("warning", T(days=1))),
          expects=(*FIRST_FOUND, candidate(ABN, "minor_penalty", T(days=1))), before=30, spread=300),
]  # fmt: skip

LISTINGS = [
    Story("warning_listed", 0.004, events=(penalty("warning", NOW), decision(ABN, "list", "minor_penalty", T(days=15))),
          expects=(candidate(ABN, "minor_penalty", NOW, "listed"), entry(ABN, "minor_penalty", T(days=15))), before=30, spread=120),
    Story("warning_listed_six_months_ago", 0.0006, events=(penalty("warning", T(months=-6, days=-15)), decision(ABN, "list", "minor_penalty", T(months=-6))),
          expects=(candidate(ABN, "minor_penalty", T(months=-6, days=-15), "listed"), entry(ABN, "minor_penalty", T(months=-6)))),
    Story("warning_listed_and_removed", 0.003, events=(penalty("warning", NOW), decision(ABN, "list", "minor_penalty", T(days=15)), decision(ABN, "remove", "minor_penalty", T(days=200))),
          expects=(candidate(ABN, "minor_penalty", NOW, "closed"), entry(ABN, "minor_penalty", T(days=15), "removed")), before=230, spread=500),
    Story("noticed_then_waived", 0.0006, events=(order(T(days=-1)), decision(ABN, "notice", "rectification_overdue", T(days=10)), decision(ABN, "not_list", "rectification_overdue", T(days=30))),
          expects=(candidate(ABN, "rectification_overdue", NOW, "waived"),), before=40, spread=300),
    Story("noticed_without_decision", 0.0006, events=(letter(NOW, "unsigned"), letter(T(days=20), "unsigned"), decision(ABN, "notice", "unreachable", T(days=25))),
          expects=(candidate(ABN, "unreachable", T(days=20), "noticed"),), before=30, spread=100),
    Story("restart_by_second_decision", 0.0006, events=(decision(ABN, "list", "unreachable", T(days=-600)), penalty("warning", T(days=-20)), decision(ABN, "list", "minor_penalty", NOW)),
          expects=(candidate(ABN, "minor_penalty", T(days=-20), "listed"), entry(ABN, "unreachable", T(days=-600), clock=NOW), entry(ABN, "minor_penalty", NOW)), before=200, spread=300),
    Story("two_reasons_same_day", 0.0006, events=(penalty("warning", T(days=-30)), order(T(days=-41)), decision(ABN, "list", "minor_penalty", NOW), decision(ABN, "list", "rectification_overdue", NOW)),
          expects=(candidate(ABN, "minor_penalty", T(days=-30), "listed"), candidate(ABN, "rectification_overdue", T(days=-40), "listed"),
                   entry(ABN, "minor_penalty", NOW), entry(ABN, "rectification_overdue", NOW)), before=30, spread=300),
    Story("two_years_today", 0.0004, events=(decision(ABN, "list", "unreachable", T(years=-2)),),
          expects=(entry(ABN, "unreachable", T(years=-2)), candidate(SER, "abnormal_two_years", NOW))),
    Story("two_years_tomorrow", 0.0004, events=(decision(ABN, "list", "unreachable", T(years=-2, days=1)),), expects=(entry(ABN, "unreachable", T(years=-2, days=1)),)),
    Story("transferred_to_serious", 0.0008, events=(decision(ABN, "list", "unreachable", T(years=-2)), decision(ABN, "transfer", "unreachable", T(days=15)), decision(SER, "list", "abnormal_two_years", T(days=15))),
          expects=(entry(ABN, "unreachable", T(years=-2), "moved_to_serious"), entry(SER, "abnormal_two_years", T(days=15))), before=40, spread=300),
    Story("on_both_lists", 0.0006, events=(penalty("warning", NOW), penalty("fine", T(days=40), 60000.0), decision(ABN, "list", "minor_penalty", T(days=20)), decision(SER, "list", "major_fine", T(days=60))),
          expects=(candidate(ABN, "minor_penalty", NOW, "listed"), candidate(SER, "major_fine", T(days=40), "listed"), entry(ABN, "minor_penalty", T(days=20)), entry(SER, "major_fine", T(days=60))), before=70, spread=300),
    Story("listed_again_after_removal", 0.0004, events=(decision(ABN, "list", "unreachable", T(days=-500)), decision(ABN, "remove", "unreachable", T(days=-300)), decision(ABN, "list", "unreachable", NOW)),
          expects=(entry(ABN, "unreachable", T(days=-500), "removed"), entry(ABN, "unreachable", NOW)), before=30, spread=300),
    Story("removed_for_all_grounds", 0.0004, events=(decision(ABN, "list", "unreachable", T(days=-300)), decision(ABN, "list", "other_abnormal", T(days=-280)), decision(ABN, "remove", None, NOW)),
          expects=(entry(ABN, "unreachable", T(days=-300), "removed"), entry(ABN, "other_abnormal", T(days=-280), "removed")), before=10, spread=300),
    Story("published_without_date", 0.0004, events=(decision(ABN, None, "other_abnormal", None),), expects=(entry(ABN, "other_abnormal", None),)),
    Story("published_with_removal_date", 0.0006, events=(decision(ABN, None, "unreachable", NOW, removed=T(days=150)),), expects=(entry(ABN, "unreachable", NOW, "removed"),), before=160, spread=400),
    Story("unreachable_listed", 0.002, events=(letter(NOW, "unsigned"), letter(T(days=21), "unsigned"), decision(ABN, "list", "unreachable", T(days=50))),
          expects=(candidate(ABN, "unreachable", T(days=21), "listed"), entry(ABN, "unreachable", T(days=50))), before=60, spread=500),
    Story("rectification_listed", 0.0015, events=(order(T(days=-1)), decision(ABN, "list", "rectification_overdue", T(days=30))),
          expects=(candidate(ABN, "rectification_overdue", NOW, "listed"), entry(ABN, "rectification_overdue", T(days=30))), before=40, spread=500),
]  # fmt: skip

SERIOUS = [
    seriously_listed("major_fine_listed", 0.0015, penalty("fine", NOW, 120000.0), "major_fine"),
    seriously_listed("suspension_listed", 0.001, penalty("suspension", NOW), "suspended"),
    seriously_listed("fraud_listed", 0.0004, penalty("change_revoked", NOW), "registration_by_fraud"),
    seriously_listed("court_listed", 0.0008, court(NOW), "court_dishonest"),
    Story("second_warning_listed", 0.0006, events=(penalty("warning", T(months=-8)), penalty("warning", NOW), decision(ABN, "list", "minor_penalty", T(days=10)), decision(SER, "list", "repeated_minor_penalty", T(days=40))),
          expects=(candidate(ABN, "minor_penalty", T(months=-8), "listed"), candidate(ABN, "minor_penalty", NOW, "listed"), candidate(SER, "repeated_minor_penalty", NOW, "listed"),
                   entry(ABN, "minor_penalty", T(days=10)), entry(SER, "repeated_minor_penalty", T(days=40))), before=50, spread=300),
    Story("serious_listed_over_two_years", 0.0004, events=(penalty("suspension", NOW), decision(SER, "list", "suspended", T(days=30))),
          expects=(candidate(SER, "suspended", NOW, "listed"), entry(SER, "suspended", T(days=30))), before=800, spread=300),
    Story("serious_removed", 0.0006, events=(penalty("fine", NOW, 90000.0), decision(SER, "list", "major_fine", T(days=30)), decision(SER, "remove", "major_fine", T(years=2, days=45))),
          expects=(candidate(SER, "major_fine", NOW, "closed"), entry(SER, "major_fine", T(days=30), "removed")), before=800, spread=300),
    Story("registration_revoked_listed", 0.001, events=(penalty("revocation", NOW), decision(SER, "list", "registration_revoked", NOW)),
          expects=(candidate(SER, "registration_revoked", NOW, "listed"), entry(SER, "registration_revoked", NOW)), set="revoked", anchor="cancelled_on"),
    Story("court_open", 0.0008, events=(court(NOW),), expects=(candidate(SER, "court_dishonest", NOW),), before=20, spread=300),
    Story("court_withdrawn", 0.0006, events=(court(NOW, withdrawn=T(days=100)),), before=120, spread=300),
    Story("court_withdrawn_today", 0.0004, events=(court(T(days=-100), withdrawn=NOW),)),
]  # fmt: skip

CHECKS = [
    letters("letters_14_days_apart", 14, False),
    letters("letters_15_days_apart", 15, True),
    letters("letters_30_days_apart", 30, True),
    letters("letters_31_days_apart", 31, False),
    Story("letter_signed_between", 0.0006, events=(letter(NOW, "unsigned"), letter(T(days=10), "signed"), letter(T(days=20), "unsigned")), before=60, spread=200),
    Story("rectification_due_yesterday", 0.0004, events=(order(T(days=-1)),), expects=(candidate(ABN, "rectification_overdue", NOW),)),
    Story("rectification_due_today", 0.0004, events=(order(NOW),)),
    Story("rectification_completed_late", 0.0006, events=(order(NOW, completed=T(days=9)),), expects=(candidate(ABN, "rectification_overdue", T(days=1)),), before=30, spread=300),
    Story("rectification_completed_on_due_day", 0.002, events=(order(NOW, completed=NOW),), before=30, spread=300),
]  # fmt: skip

STORIES = [*PENALTIES, *LISTINGS, *SERIOUS, *CHECKS]
