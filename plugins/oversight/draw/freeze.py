"""Freeze a draw: frame, rule and inspectors fixed and committed before any entropy is known."""

import json
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from oversight.draw.files import bundle_of, digests, marts, write_csv, write_whole
from oversight.draw.ledger import Ledger
from oversight.draw.protocol import PROTOCOL, DrawError, canonical_json, commit
from oversight.settings import Home

ROOTS = {
    "frame_root": "frame.csv",
    "rule_digest": "rule.json",
    "roster_root": "roster.csv",
    "recusals_root": "recusals.csv",
    "teams_digest": "teams.json",
}
UTC_OFFSET = "+08:00"

FRAME = """
    select authority_code, uscc, org_type, risk_tier, checks_12m, weight, nullif(excluded_reason, '') as excluded_reason
    from sampling_frame order by authority_code, uscc"""
ROSTER = """
    select inspector_id, serves_authority_code as authority_code, certificate_valid_to, max_cases
    from inspector_roster order by inspector_id"""
RECUSALS = "select distinct inspector_id, uscc from inspector_recusals order by inspector_id, uscc"


def freeze(
    home: Home,
    period: str,
    business_date: date,
    attempt: int = 1,
    entropy_kind: str = "system",
    entropy: Sequence[dict] | None = None,
    at: str = "03:00:00",
    reason: str | None = None,
    requested_by: str | None = None,
    approved_by: str | None = None,
) -> Path:
    """Write the frozen half of a bundle and its ledger event; done before, it changes nothing.

    period: 'YYYY-MM'. entropy: ordered parts `{name, kind, commitment?}` (kinds secret, public, system,
    replacement_anchor); without it one part of `entropy_kind`. A `system` part is made here and kept
    in the ledger folder, readable by its owner only, until it is revealed. at: Asia/Shanghai time of day.
    A second attempt needs a reason and two different persons, and stays beside the first for ever.
    Returns the bundle folder. Raises DrawError (no release of that date, period issued, code twice).
    """
    ledger, bundle = Ledger.of(home), bundle_of(home, period, attempt)
    known = ledger.find("freeze", period, attempt)
    if known:
        return _frozen_before(ledger, known, bundle, business_date)
    if ledger.find("issue", period):
        raise DrawError(
            f"draw {period} is issued and stays as it is; a correction is a new event, not a new draw."
        )
    if attempt > 1:
        _log_second_attempt(ledger, period, attempt, reason, requested_by, approved_by)
    parts = [dict(part) for part in entropy or [{"name": entropy_kind, "kind": entropy_kind}]]
    with marts(home) as release:
        _check_release(release, home, business_date)
        write_csv(release, FRAME, bundle / "frame.csv")
        write_csv(release, ROSTER, bundle / "roster.csv")
        write_csv(release, RECUSALS, bundle / "recusals.csv")
        write_whole(bundle / "rule.json", canonical_json(_rule(release)))
        write_whole(bundle / "teams.json", canonical_json(_teams(release, business_date)))
    _commit_entropy(secret_path(home, period, attempt), parts)
    roots = digests(bundle, list(ROOTS.values()))
    commitment = {
        "period": period,
        "attempt": attempt,
        "frozen_at": f"{business_date.isoformat()}T{at}{UTC_OFFSET}",
        "entropy": parts,
        **{field: roots[name] for field, name in ROOTS.items()},
    }
    write_whole(bundle / "commitment.json", canonical_json(commitment))
    files = digests(bundle, ["commitment.json", *ROOTS.values()])
    ledger.append(
        "freeze", period, attempt, business_date=str(business_date), commitment=commitment, files=files
    )
    return bundle


def secret_path(home: Home, period: str, attempt: int) -> Path:
    """Where the system's entropy waits for the reveal."""
    return home.ledger / "secrets" / f"{period}-attempt-{attempt}.json"


def _frozen_before(ledger: Ledger, known: dict, bundle: Path, business_date: date) -> Path:
    period, frozen_for = known["period"], known["business_date"]
    if frozen_for != str(business_date) and not ledger.find("issue", period):
        raise DrawError(
            f"draw {period} attempt {known['attempt']} was frozen for {frozen_for}, not {business_date}: "
            f"finish it with business date {frozen_for}, or ask for a second attempt."
        )
    for name, expected in known["files"].items():
        if not (bundle / name).is_file() or digests(bundle, [name])[name] != expected:
            raise DrawError(f"{bundle / name} is not the file that was frozen; restore it from a copy.")
    return bundle


def _log_second_attempt(
    ledger: Ledger,
    period: str,
    attempt: int,
    reason: str | None,
    requested_by: str | None,
    approved_by: str | None,
) -> None:
    if not ledger.find("freeze", period, attempt - 1):
        raise DrawError(f"draw {period} has no attempt {attempt - 1}; attempts are counted without a gap.")
    if not reason or not requested_by or not approved_by or requested_by == approved_by:
        raise DrawError(
            f"attempt {attempt} of draw {period} needs a reason and a second person who approves it."
        )
    ledger.append(
        "re-attempt", period, attempt, reason=reason, requested_by=requested_by, approved_by=approved_by
    )


def _check_release(release: duckdb.DuckDBPyConnection, home: Home, business_date: date) -> None:
    released = json.loads((home.latest / "manifest.json").read_text(encoding="utf-8"))["business_date"]
    if released != str(business_date):
        raise DrawError(
            f"{home.latest} is the release of {released}; a draw of {business_date} needs its own night."
        )
    twice = release.sql(
        "select uscc from sampling_frame group by uscc having count(*) > 1 order by uscc"
    ).fetchall()
    if twice:
        raise DrawError(
            f"sampling_frame: {twice[0][0]} is there twice; a draw needs one row per organisation."
        )


def _by_authority(rows: list[tuple[str, int, int]]) -> dict[str, dict[str, int]]:
    """Pairs (desk, onsite) per authority, the commonest of them once as `default`."""
    default = Counter(row[1:] for row in rows).most_common(1)[0][0]
    differing = [("default", *default), *(row for row in rows if row[1:] != default)]
    return {code: {"desk": desk, "onsite": onsite} for code, desk, onsite in differing}


def _rule(release: duckdb.DuckDBPyConnection) -> dict:
    floors = release.sql(
        "select authority_code, desk_bp, onsite_bp from sampling_floors order by 1"
    ).fetchall()
    controls = release.sql("select distinct control_bp from sampling_floors").fetchall()
    if len(controls) != 1:
        raise DrawError(f"sampling_floors: control_bp must be one value for a draw, found {controls}.")
    weights = release.sql("select distinct weight from sampling_weights order by 1").fetchall()
    quotas = release.sql(
        """select authority_code, desk_required, onsite_required from sampling_compliance
        where scope = 'plan' and rate_basis = 'year' order by 1"""
    ).fetchall()
    rule = {
        "protocol": PROTOCOL,
        "hash": "sha256",
        "rates_bp": _by_authority(floors),
        "control_bp": controls[0][0],
        "weights": [weight for (weight,) in weights],
    }
    if quotas:
        rule["quotas"] = {code: {"desk": desk, "onsite": onsite} for code, desk, onsite in quotas}
    return rule


def _teams(release: duckdb.DuckDBPyConnection, business_date: date) -> dict:
    sizes = release.sql(
        "select authority_code, desk_team_size, onsite_team_size from sampling_floors order by 1"
    )
    return {"valid_on": str(business_date), "team_size": _by_authority(sizes.fetchall())}


def _commit_entropy(secret: Path, parts: list[dict]) -> None:
    values = {part["name"]: secrets.token_hex(32) for part in parts if part["kind"] == "system"}
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(secret, canonical_json(values), mode=0o600)
    for part in parts:
        if part["kind"] == "system":
            part["commitment"] = commit(values[part["name"]])
        elif part["kind"] != "public" and not part.get("commitment"):
            raise DrawError(
                f"entropy {part['name']}: kind {part['kind']} needs its commitment before the freeze."
            )
