"""Triggers in the terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from surefoot.app.messages import say
from surefoot.model.message import Message
from surefoot.model.trigger import TriggerFound, TriggerLabel, Triggers


def _say(message_id: str, **params: str | int | float) -> str:
    return say(Message(message_id, dict(params)))


def print_triggers(triggers: Triggers) -> None:
    """Print each factor with how sure it is and how much it goes with the outcome."""
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(Text(_say("cli.triggers.title", days=triggers.days), style="bold"))
    for need in triggers.needs:
        console.print(say(need))
    if not triggers.needs:
        console.print(_table(triggers))
    console.print(Text(_say("cli.triggers.footer"), style="dim"))


def _table(triggers: Triggers) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for name in ("factor", "how_sure", "effect"):
        table.add_column(_say(f"cli.triggers.{name}"))
    for found in triggers.found:
        table.add_row(str(found.factor), _say(f"triggerlabel.{found.label}"), _effect(found))
    return table


def _effect(found: TriggerFound) -> str:
    """Return how much, or what could have been seen, or why nothing can be said."""
    if found.needs is not None:
        return say(found.needs)
    if found.label is TriggerLabel.NO_EVIDENCE:
        return _say("cli.triggers.could", detectable=_number(found.detectable))
    low, high = _number(found.low, sign=True), _number(found.high, sign=True)
    effect = _number(found.effect, sign=True)
    return _say("cli.triggers.between", effect=effect, low=low, high=high)


def _number(value: float | None, sign: bool = False) -> str:
    return f"{value or 0.0:+.2g}" if sign else f"{value or 0.0:.2g}"
