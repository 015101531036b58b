"""The records that stories of the two credit lists are made of: evidence, decisions, and what they lead to."""

from oversight.synth import days
from oversight.synth.story import Number, Record, T

ABN, SER = "abnormal", "serious"
NOW = T()
NONE = days.NONE


def penalty(kind: str, at: T, fine: float | None = None, revoked: T | None = None) -> Record:
    return Record(
        "penalties",
        {
            "decision_no": Number("罚", at),
            "decided_on": at,
            "penalty_type": kind,
            "fine_yuan": fine,
            "revoked_on": revoked or NONE,
        },
    )


def decision(
    list_type: str, action: str | None, ground: str | None, at: T | None, removed: T | None = None
) -> Record:
    return Record(
        "list_decisions",
        {
            "list_type": list_type,
            "action": action,
            "ground": ground,
            "decision_no": Number("异" if list_type == ABN else "严", at) if at else None,
            "decided_on": at or NONE,
            "removed_on": removed or NONE,
        },
    )


def letter(at: T, outcome: str) -> Record:
    return Record("contact_attempts", {"attempted_on": at, "channel": "letter", "outcome": outcome})


def order(due: T, completed: T | None = None) -> Record:
    return Record(
        "rectifications",
        {
            "rectification_no": Number("改", due),
            "issued_on": due + -30,
            "due_on": due,
            "completed_on": completed or NONE,
        },
    )


def court(at: T, withdrawn: T | None = None) -> Record:
    return Record(
        "court_dishonest",
        {"case_no": Number("执", at), "published_on": at, "withdrawn_on": withdrawn or NONE},
    )


def candidate(list_type: str, ground: str, at: T, status: str = "open") -> Record:
    return Record(
        "credit_candidates",
        {"list_type": list_type, "ground_code": ground, "event_date": at, "status": status},
    )


def entry(
    list_type: str, ground: str | None, at: T | None, status: str = "listed", clock: T | None = None
) -> Record:
    """A listing; the clock of an open one starts with it unless another day is named, a closed one has none."""
    start = (clock or at or NONE) if status == "listed" else NONE
    return Record(
        "credit_list",
        {
            "list_type": list_type,
            "ground_code": ground,
            "listed_on": at or NONE,
            "status": status,
            "clock_start": start,
        },
    )
