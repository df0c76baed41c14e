"""A change in the terminal, in plain words."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from surefoot.app.change_words import say_change
from surefoot.app.messages import say
from surefoot.model.change import Change
from surefoot.model.message import Message
from surefoot.report.dates import write_day


def print_change(change: Change, history: Sequence[Change]) -> None:
    """Print what is known today, and the days on which that changed."""
    console = Console(highlight=False, emoji=False, markup=False)
    # A table says what it says; nobody is there to be asked about fever first.
    said = say_change(change, say, asked=False)
    console.print(Text(said.headline, style="bold"))
    for sentence in (*said.details, said.slow, said.asks, *said.advice, said.tested):
        if sentence:
            console.print(sentence)
    console.print(say(Message("follow.trust")))
    if history:
        console.print(_table(history))
    console.print(Text(say(Message("cli.follow.footer")), style="dim"))


def _table(history: Sequence[Change]) -> Table:
    """Return the days on which something else was said than on the one before."""
    table = Table(box=SIMPLE_HEAD)
    table.add_column(say(Message("cli.trial.day")))
    table.add_column(say(Message("cli.walk.what")))
    before = None
    for one in history:
        if one.state is not before:
            table.add_row(write_day(one.day, say), say_change(one, say, asked=True).headline)
        before = one.state
    return table
