"""Trials in the terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from surefoot.app.messages import say
from surefoot.model.message import Message
from surefoot.model.trial import DesignKind, Trial
from surefoot.model.units import Unit
from surefoot.trials.propose import Proposal
from surefoot.usecases.try_out_file import FileAnswer


def _say(message_id: str, **params: str | int | float) -> str:
    return say(Message(message_id, dict(params)))


def print_design(designed: Trial, proposal: Proposal) -> None:
    """Print what a trial asks for, what it can show, and its days."""
    days, seed = len(designed.schedule), designed.seed
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(_say("cli.trial.title", strategy=designed.strategy, days=days, seed=seed))
    console.print(proposal.rule.why)
    for side in ("on", "off"):
        asks = proposal.rule.asks_on if side == "on" else proposal.rule.asks_off
        console.print(f"{_say(f'cli.trial.{side}')}: {asks}")
    if proposal.rule.adds_only:
        console.print(_say("cli.trial.adds_only"))
    if proposal.shown is not None:
        console.print(shows(proposal))
    console.print(_days(designed), _say("cli.trial.footer"), sep="\n")


def shows(proposal: Proposal) -> str:
    """Return what a trial can show, in words."""
    size = f"{proposal.shown or 0.0:.2g}"
    if proposal.unit is Unit.RATING_0_10:
        return _say("trials.shows_rating", days=proposal.days, size=size)
    sized = f"{size} {proposal.unit}"
    sessions = proposal.draft.design.kind is DesignKind.WITHIN_SESSION
    name = "trials.shows_sessions" if sessions else "trials.shows"
    return _say(name, days=proposal.days, size=sized)


def _days(designed: Trial) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for head in ("day", "pair", "do"):
        table.add_column(_say(f"cli.trial.{head}"))
    for day in designed.schedule:
        what = _say(f"cli.trial.{day.assignment}")
        table.add_row(day.day.isoformat(), str(day.pair + 1), what)
    return table


def print_answer(found: FileAnswer) -> None:
    """Print what a trial showed."""
    console = Console(highlight=False, emoji=False, markup=False)
    said = found.answer
    console.print(_say(f"trialverdict.{said.verdict}"), style="bold")
    if said.effect is not None and said.low is not None and said.high is not None:
        numbers = {name: f"{getattr(said, name):+.2g}" for name in ("effect", "low", "high")}
        console.print(_say("cli.trial.effect", unit=found.unit or "", **numbers))
    for note in said.notes:
        console.print(f"- {_say(f'trialnote.{note}')}")
