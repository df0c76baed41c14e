"""``surefoot try``: trials of one's own."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from surefoot.model.codes import Leg, Measure

_PATH = click.Path(path_type=Path)
_JSON = "Print JSON for other programs."


@click.group()
def trial() -> None:
    """Design a fair trial of what might help, and say what it showed."""


@trial.command()
@click.option("--strategy", required=True, help="See them: surefoot knowledge list strategies")
@click.option(
    "--outcome",
    type=click.Choice([measure.value for measure in Measure]),
    default=Measure.HEAVINESS.value,
    show_default=True,
    help="What should get better.",
)
@click.option(
    "--leg",
    type=click.Choice([leg.value for leg in Leg]),
    default=Leg.BOTH.value,
    show_default=True,
)
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="First day; tomorrow if not said.")
@click.option("--days", type=click.IntRange(1), help="As many as are needed if not said.")
@click.option("--matters", type=float, help="The smallest difference worth having.")
@click.option(
    "--seed", type=int, help="Draws the same schedule again; drawn by chance if not said."
)
@click.option("--sign-off", help="Who prescribes and has agreed; needed for a medicine.")
@click.option("--json", "as_json", is_flag=True, help=_JSON)
def design(  # noqa: PLR0913, PLR0917 - one argument an option
    strategy: str,
    outcome: str,
    leg: str,
    start: datetime | None,
    days: int | None,
    matters: float | None,
    seed: int | None,
    sign_off: str | None,
    as_json: bool,
) -> None:
    """Design a trial that suits a strategy, and draw its days by lot."""
    from surefoot.knowledge.load import load_knowledge
    from surefoot.model.check import utc_now
    from surefoot.model.trial import SignOff
    from surefoot.trials.propose import Wish
    from surefoot.usecases.try_out_file import design_trial

    first = _first_day(start)
    wish = Wish(
        strategy=strategy,
        outcome=Measure(outcome),
        leg=Leg(leg),
        first_day=first,
        seed=_seed() if seed is None else seed,
        days=days,
        matters=matters,
        sign_off=SignOff(sign_off, utc_now().date()) if sign_off else None,
    )
    designed, proposal = design_trial(wish, load_knowledge(), utc_now())
    if as_json:
        from surefoot.model.codec import encode

        sys.stdout.write(encode(designed).decode() + "\n")
        return
    from surefoot.app.cli.trial_page import print_design

    print_design(designed, proposal)


@trial.command()
@click.argument("table", type=_PATH, metavar="TRIAL.csv")
@click.option("--plan", type=_PATH, help="The trial as it was designed, from: try design --json")
@click.option("--better", type=click.Choice(["lower", "higher"]), help="Which way is good.")
@click.option("--matters", type=float, help="The smallest difference worth having.")
@click.option("--json", "as_json", is_flag=True, help=_JSON)
def analyse(
    table: Path, plan: Path | None, better: str | None, matters: float | None, as_json: bool
) -> None:
    """Say what a trial showed.

    TRIAL.csv has a row a day: date (such as 2026-03-21), assignment (on or off), outcome (empty
    where there is none); if known also done (yes, partly or no), and more columns of numbers that
    may have moved the outcome, such as temperature.
    """
    from surefoot.knowledge.load import load_knowledge
    from surefoot.model.trial import Better
    from surefoot.usecases.try_out_file import analyse_file

    good = Better(better) if better else None
    found = analyse_file(table, plan, good, matters, load_knowledge())
    if as_json:
        from surefoot.app.wire_trial import trial_answer_document
        from surefoot.model.codec import encode

        sys.stdout.write(encode(trial_answer_document(found)).decode() + "\n")
        return
    from surefoot.app.cli.trial_page import print_answer

    print_answer(found)


def _first_day(start: datetime | None) -> date:
    from datetime import timedelta

    return start.date() if start else datetime.now().astimezone().date() + timedelta(days=1)


def _seed() -> int:
    import secrets

    return secrets.randbelow(2**31)
