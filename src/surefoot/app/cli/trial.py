"""``surefoot try``: trials of one's own."""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from surefoot.model.codes import Leg, Measure

if TYPE_CHECKING:
    from surefoot.model.trial import Trial


@click.group()
def trial() -> None:
    """Design a fair trial of what might help."""


@trial.command()
@click.argument("strategy")
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
@click.option("--block-days", type=click.IntRange(1), default=2, show_default=True)
@click.option("--pairs", type=click.IntRange(1), default=7, show_default=True)
@click.option(
    "--seed", type=int, help="Draws the same schedule again; drawn by chance if not said."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def design(  # noqa: PLR0913, PLR0917 - one argument an option
    strategy: str,
    outcome: str,
    leg: str,
    start: datetime | None,
    block_days: int,
    pairs: int,
    seed: int | None,
    as_json: bool,
) -> None:
    """Draw by lot on which days to do STRATEGY and on which not.

    STRATEGY is one of: surefoot knowledge list strategies
    """
    from surefoot.knowledge.load import load_knowledge
    from surefoot.model.check import utc_now
    from surefoot.trials.design import PairsPlan, design_pairs

    knowledge = load_knowledge()
    _require_strategy(strategy)
    plan = PairsPlan(
        strategy=strategy,
        outcome=Measure(outcome),
        leg=Leg(leg),
        first_day=_first_day(start),
        block_days=block_days,
        pairs=pairs,
        seed=_seed() if seed is None else seed,
    )
    designed = design_pairs(plan, knowledge, utc_now())
    if as_json:
        from surefoot.model.codec import encode

        sys.stdout.write(encode(designed).decode() + "\n")
        return
    _print(designed)


def _require_strategy(strategy: str) -> None:
    from surefoot.knowledge.load import FACTS
    from surefoot.model.message import InputProblem

    if strategy not in {path.stem for path in (FACTS / "strategies").glob("*.yaml")}:
        raise InputProblem("cli.trial.no_strategy", id=strategy)


def _first_day(start: datetime | None) -> date:
    from datetime import timedelta

    return start.date() if start else datetime.now().astimezone().date() + timedelta(days=1)


def _seed() -> int:
    import secrets

    return secrets.randbelow(2**31)


def _print(designed: "Trial") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from surefoot.app.messages import say
    from surefoot.model.message import Message

    params: dict[str, str | int | float] = {
        "strategy": designed.strategy,
        "days": len(designed.schedule),
        "seed": designed.seed,
    }
    title = say(Message("cli.trial.title", params))
    table = Table(box=SIMPLE_HEAD)
    for head in ("day", "pair", "do"):
        table.add_column(say(Message(f"cli.trial.{head}")))
    for day in designed.schedule:
        what = say(Message(f"cli.trial.{day.assignment}"))
        table.add_row(day.day.isoformat(), str(day.pair + 1), what)
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(title, table, say(Message("cli.trial.footer")), sep="\n")
