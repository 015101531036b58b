"""The command `oversight`: every stage by hand, and the questions people ask.

Exit codes: 0 done; 1 it ran and failed (a test, a draw, a fault in a bundle); 2 wrong use; 3 not found.
"""

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from oversight import draw, releases
from oversight.draw.commands import app as draw_app
from oversight.settings import Home

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.add_typer(draw_app, name="draw")


class Format(StrEnum):
    text = "text"
    json = "json"


FAILED, WRONG_USE, NOT_FOUND = 1, 2, 3
Output = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
Day = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="Business date.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="As known on this day; default: latest."),
]


def _say(output: Format, text: str, facts: object) -> None:
    from oversight.summary import as_json

    print(as_json(facts) if output is Format.json else text.rstrip("\n"))


def _working(text: str) -> None:
    """Progress goes to stderr, so that stdout holds the answer alone."""
    print(text, file=sys.stderr)


def _release(home: Home, as_of: datetime | None) -> Path:
    release = releases.release_as_of(home, as_of.date()) if as_of else releases.release_of(home)
    if release is None:
        day = f" 在 {as_of.date()} 或之前" if as_of else ""
        raise LookupError(
            f"{home.published}{day} 没有已发布的结果。请先运行：oversight publish --date YYYY-MM-DD"
        )
    return release


@app.command()
def deliver(
    root: Annotated[Path, typer.Argument(help="Folder that gets inbox/ and truth/.")],
    business_date: Day,
    organisations: Annotated[int, typer.Option(min=1)] = 5000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 20260601,
    output: Output = Format.text,
) -> None:
    """Make synthetic deliveries, with the truth that the marts must find."""
    from oversight import synth

    synth.make(
        root=root,
        organisations=organisations,
        business_date=business_date.date(),
        seed=seed,
        progress=_working,
    )
    _say(
        output,
        f"{root / 'inbox'}\n{root / 'truth'}",
        {"inbox": str(root / "inbox"), "truth": str(root / "truth")},
    )


@app.command()
def ingest(
    inbox: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    business_date: Day,
    output: Output = Format.text,
) -> None:
    """Read what was delivered up to the date into bronze."""
    from oversight import ingest as reader

    report = reader.run(
        inbox=inbox, home=Home.from_env(), business_date=business_date.date(), progress=_working
    )
    _say(output, str(report), report)


@app.command()
def build(
    business_date: Day,
    select: Annotated[list[str] | None, typer.Option(help="dbt selection; default: everything.")] = None,
    output: Output = Format.text,
) -> None:
    """Build and test the warehouse as of the date; swapped in only when every test passed."""
    from oversight import warehouse

    home = Home.from_env()
    result = warehouse.build(home=home, business_date=business_date.date(), select=select, progress=_working)
    warned = "".join(f"\n{finding}" for finding in result.warnings)
    _say(
        output,
        f"{len(result.nodes)} nodes, {len(result.warnings)} warnings: {home.warehouse}{warned}",
        result,
    )


@app.command()
def publish(business_date: Day, output: Output = Format.text) -> None:
    """Publish the warehouse of the date as a release."""
    from oversight import publish as publishing

    release = publishing.publish(home=Home.from_env(), business_date=business_date.date())
    _say(output, str(release), {"release": str(release)})


@app.command()
def restate(
    business_date: Day,
    known_on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Count what was handed in by this day.")
    ],
    output: Output = Format.text,
) -> None:
    """A past date again, by what is known since; beside the nightly's warehouse and releases, touching neither."""
    from oversight import restate as restating

    release = restating.restate(
        home=Home.from_env(),
        business_date=business_date.date(),
        known_on=known_on.date(),
        progress=_working,
    )
    _say(output, str(release), {"release": str(release)})


@app.command()
def explain(
    uscc: Annotated[str, typer.Argument(help="统一社会信用代码")],
    as_of: AsOf = None,
    release: Annotated[
        Path | None, typer.Option(help="A release's folder, wherever it lies; default: the home's.")
    ] = None,
    output: Output = Format.text,
) -> None:
    """Why an organisation stands where it stands: duties, lists, gates, draw, and what comes due.

    Exit code 2: the code breaks GB 32100; 3: no such organisation, or no release of that date.
    """
    from oversight import explain as explaining

    found = explaining.explain(release=release or _release(Home.from_env(), as_of), uscc=uscc.strip().upper())
    _say(output, explaining.text_zh(found), found)


@app.command()
def status(as_of: AsOf = None, output: Output = Format.text) -> None:
    """What the latest release holds, and where its products lie."""
    from oversight import summary

    home = Home.from_env()
    day = date.fromisoformat(_release(home, as_of).name[:10])
    facts = summary.of_release(home, day)
    _say(output, summary.text(facts), facts)


@app.command()
def lists(
    period: Annotated[str | None, typer.Option(help="YYYY-MM; default: all.")] = None,
    output: Output = Format.text,
) -> None:
    """The issued lists, one workbook an authority."""
    home = Home.from_env()
    found = sorted(home.draws.glob(f"{period or '*'}/attempt-*/lists/*.xlsx"))
    found = [path for path in found if draw.is_issued(home, path.parents[2].name)]
    if not found:
        raise LookupError(f"{home.draws} 中没有 {period or '任何月份'} 已签发的名单。请先运行：make run")
    _say(output, "\n".join(map(str, found)), [str(path) for path in found])


def main() -> None:
    """Run the command line; a known error is told in words, not as a traceback."""
    from oversight import explain as explaining
    from oversight import publish, warehouse

    try:
        app()
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        sys.exit(NOT_FOUND)
    except (warehouse.WrongDates, explaining.MalformedCode) as error:
        print(error, file=sys.stderr)
        sys.exit(WRONG_USE)
    except (
        warehouse.BuildFailed,
        warehouse.WarehouseBusy,
        publish.PublishRefused,
        draw.DrawError,
        OSError,
    ) as error:
        print(error, file=sys.stderr)
        sys.exit(FAILED)
