"""The verifiable draw, protocol OVERSIGHT-DRAW/1.

In order: `freeze`, `reveal`, `select_in_sql` (dbt), `finish`, the lists, `issue`; `run` is all of them.
Each step may be repeated after a kill at any point: what its ledger event records stays as it is.
`verify` recomputes a bundle with a program that shares no code with any of this.
"""

from datetime import date

from oversight.draw.files import bundle_of
from oversight.draw.finish import VerifyReport, finish, is_issued, issue, select_in_sql, verify
from oversight.draw.freeze import freeze
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import DrawError
from oversight.draw.reference import write_reference
from oversight.draw.reveal import reveal
from oversight.settings import Home

__all__ = [
    "DrawError",
    "Ledger",
    "VerifyReport",
    "bundle_of",
    "finish",
    "freeze",
    "is_issued",
    "issue",
    "reveal",
    "run",
    "select_in_sql",
    "verify",
    "write_reference",
]


def run(home: Home, period: str, business_date: date, attempt: int = 1) -> VerifyReport:
    """A whole draw with the embedded entropy, lists included; an issued one is only verified."""
    if not is_issued(home, period):
        from oversight.render.lists import write_lists  # needs the draw; the draw needs it here only

        freeze(home, period, business_date, attempt=attempt)
        reveal(home, period, attempt=attempt)
        select_in_sql(home, business_date)
        finish(home, period, attempt=attempt)
        write_lists(home, period, attempt)
    return issue(home, period, attempt=attempt)
