"""A whole draw at once: what the monthly DAG does task by task."""

from datetime import date

from oversight import draw, warehouse
from oversight.render.lists import write_lists
from oversight.settings import Home

DRAW_MODELS = ["tag:draw+"]
"""What of the warehouse depends on draws: a draw under a floor fails here, before any list is written."""


def run(home: Home, period: str, business_date: date, attempt: int = 1) -> draw.VerifyReport:
    """Freeze, reveal, select, assign and issue with the embedded entropy; an issued draw is only verified.

    Raises DrawError, and BuildFailed for a draw under a floor.
    """
    if not draw.is_issued(home, period):
        draw.freeze(home, period, business_date, attempt=attempt)
        draw.reveal(home, period, attempt=attempt)
        warehouse.build(home=home, business_date=business_date, select=DRAW_MODELS)
        draw.finish(home, period, attempt=attempt)
        write_lists(home, period, attempt)
    return draw.issue(home, period, attempt=attempt)
