"""The verifiable draw, protocol OVERSIGHT-DRAW/1.

In order: `freeze`, `reveal`, the selection (dbt), `finish`, the lists, `issue`; `ceremony.run` is all of them.
Each step may be repeated after a kill at any point: what its ledger event records stays as it is.
`verify` recomputes a bundle with a program that shares no code with any of this.
"""

from oversight.draw.files import bundle_of
from oversight.draw.finish import VerifyReport, finish, is_issued, issue, shortages, verify
from oversight.draw.freeze import freeze
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import DrawError
from oversight.draw.reference import write_reference
from oversight.draw.reveal import reveal

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
    "shortages",
    "verify",
    "write_reference",
]
