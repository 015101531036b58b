"""Reveal a draw: open every commitment, make the seed. From here on everything is arithmetic."""

import json
from collections.abc import Mapping
from datetime import date

from oversight.draw.files import bundle_of, digests, write_whole
from oversight.draw.freeze import UTC_OFFSET, secret_path
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import DrawError, canonical_json, commit, seed_of
from oversight.settings import Home


def reveal(
    home: Home,
    period: str,
    attempt: int = 1,
    business_date: date | None = None,
    values: Mapping[str, str] | None = None,
    at: str = "03:10:00",
) -> str:
    """Write reveal.json and its ledger event, drop the system's secret; done before, it changes nothing.

    values: name -> value of the parts that others hold (kinds secret and public). business_date: the
    day of the reveal, without it the day of the freeze. Returns the seed (64 hex digits).
    Raises DrawError when a value is missing or does not open its commitment, and says whose.
    """
    ledger, bundle = Ledger.of(home), bundle_of(home, period, attempt)
    frozen = ledger.find("freeze", period, attempt)
    if not frozen:
        raise DrawError(f"draw {period} attempt {attempt} is not frozen; freeze it first.")
    secret = secret_path(home, period, attempt)
    known = ledger.find("reveal", period, attempt)
    if not known:
        day = str(business_date or frozen["business_date"])
        held = json.loads(secret.read_text(encoding="utf-8")) if secret.exists() else {}
        content = _opened(frozen["commitment"], {**held, **(values or {})}, f"{day}T{at}{UTC_OFFSET}")
        write_whole(bundle / "reveal.json", canonical_json(content))
        files = digests(bundle, ["reveal.json"])
        known = ledger.append("reveal", period, attempt, business_date=day, reveal=content, files=files)
    secret.unlink(missing_ok=True)
    return known["reveal"]["seed"]


def _opened(commitment: dict, values: Mapping[str, str], drawn_at: str) -> dict:
    entropy = []
    for part in commitment["entropy"]:
        if part["kind"] == "replacement_anchor":  # opened by replacements, one value at a time
            continue
        value = values.get(part["name"])
        if value is None:
            raise DrawError(
                f"entropy {part['name']} ({part['kind']}): no value was given; the draw waits for it."
            )
        if part["kind"] != "public" and commit(value) != part["commitment"]:
            raise DrawError(
                f"entropy {part['name']} ({part['kind']}): the value does not open its commitment. The draw stops; "
                "ask its holder for the committed value, or log a second attempt."
            )
        entropy.append({"name": part["name"], "value": value})
    return {"entropy": entropy, "drawn_at": drawn_at, "seed": seed_of(commitment, entropy)}
