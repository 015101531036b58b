"""The commands `oversight draw ...`: freeze, reveal, run, verify."""

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from oversight import draw
from oversight.settings import Home

app = typer.Typer(no_args_is_help=True, help="The verifiable draw: freeze, reveal, run, verify.")

Period = Annotated[str, typer.Option(help="Period of the draw, YYYY-MM.")]
Day = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="Business date.")]
Attempt = Annotated[int, typer.Option(min=1, help="Attempt; above 1 it needs a reason and a second person.")]


class Format(StrEnum):
    text = "text"
    json = "json"


Output = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]


def _say(output: Format, text: str, **facts: object) -> None:
    print(json.dumps(facts, ensure_ascii=False) if output is Format.json else text)


def _stop(output: Format, error: Exception) -> typer.Exit:
    _say(output, f"错误 error: {error}", error=str(error))
    return typer.Exit(1)


@app.command()
def freeze(
    period: Period,
    business_date: Day,
    attempt: Attempt = 1,
    reason: Annotated[str | None, typer.Option(help="Why a further attempt is made.")] = None,
    requested_by: Annotated[str | None, typer.Option()] = None,
    approved_by: Annotated[str | None, typer.Option(help="The second person.")] = None,
    output: Output = Format.text,
) -> None:
    """Fix and commit frame and rule before any entropy is known."""
    persons = {"reason": reason, "requested_by": requested_by, "approved_by": approved_by}
    try:
        bundle = draw.freeze(Home.from_env(), period, business_date.date(), attempt=attempt, **persons)
    except draw.DrawError as error:
        raise _stop(output, error) from None
    _say(output, f"已冻结 frozen: {bundle}", bundle=str(bundle))


@app.command()
def reveal(
    period: Period,
    attempt: Attempt = 1,
    value: Annotated[list[str] | None, typer.Option(help="NAME=VALUE of a part that others hold.")] = None,
    output: Output = Format.text,
) -> None:
    """Open every commitment and make the seed."""
    values = dict(part.split("=", 1) for part in value or [])
    try:
        seed = draw.reveal(Home.from_env(), period, attempt=attempt, values=values)
    except draw.DrawError as error:
        raise _stop(output, error) from None
    _say(output, f"种子 seed: {seed}", seed=seed)


@app.command()
def run(period: Period, business_date: Day, attempt: Attempt = 1, output: Output = Format.text) -> None:
    """Freeze, reveal, select, assign and issue; steps that were done stay as they are."""
    from oversight import ceremony  # brings dbt and the workbooks, which verifying does without
    from oversight.warehouse import BuildFailed, WarehouseBusy

    home = Home.from_env()
    try:
        report = ceremony.run(home, period, business_date.date(), attempt=attempt)
    except (draw.DrawError, BuildFailed, WarehouseBusy) as error:
        raise _stop(output, error) from None
    bundle = draw.bundle_of(home, period, attempt)
    _say(output, f"已签发 issued: {bundle}", bundle=str(bundle), valid=report.valid)


@app.command()
def verify(
    bundle: Annotated[Path, typer.Argument(help="Folder of one draw: .../draws/<period>/attempt-<n>")],
    ledger: Annotated[
        Path | None, typer.Option(help="draws.jsonl; without it, that of the data home.")
    ] = None,
    output: Output = Format.text,
) -> None:
    """Recompute a draw from its bundle with the standard library alone. Exit 0 valid, 1 not."""
    own = Home.from_env()
    if ledger is None and bundle.resolve().is_relative_to(own.draws):
        ledger = own.ledger / "draws.jsonl"
    report = draw.verify(bundle, ledger)
    lines = ["有效 VALID" if report.valid else "无效 INVALID", *report.faults, *report.notes]
    _say(output, "\n  ".join(lines), valid=report.valid, faults=report.faults, notes=report.notes)
    raise typer.Exit(0 if report.valid else 1)
