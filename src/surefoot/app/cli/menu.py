"""A click group whose commands are imported only when called, shown by what they are for."""

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from surefoot import __version__
from surefoot.model.message import InputProblem, Message

EXIT_BAD_INPUT = 2
EXIT_BROKEN = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command is: its name, ``module:attribute``, and one line about it."""

    name: str
    target: str
    about: str


@dataclass(frozen=True, slots=True)
class Section:
    """Commands shown together in the help."""

    title: str
    places: tuple[Place, ...]


class Menu(click.Group):
    """The commands of all sections; turns problems with input into one sentence and code 2."""

    def __init__(self, sections: Sequence[Section], **settings: Any) -> None:
        super().__init__(**settings)
        self._sections = tuple(sections)
        self._places = {place.name: place for s in sections for place in s.places}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        place = self._places.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section, without importing one."""
        del ctx
        for section in self._sections:
            with formatter.section(section.title):
                formatter.write_dl([(place.name, place.about) for place in section.places])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no input may end in a traceback."""
        try:
            return super().invoke(ctx)
        except InputProblem as problem:
            refuse(problem)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # click itself ends quietly when the reader of a pipe has gone.
            gone = isinstance(error, OSError) and error.errno == errno.EPIPE
            if gone or os.environ.get("SUREFOOT_TRACE"):
                raise
            _apologise(error)
            sys.exit(EXIT_BROKEN)


def refuse(problem: InputProblem) -> None:
    """Say what is wrong with the input on stderr and leave with code 2."""
    from surefoot.app.messages import say

    click.echo(say(problem.message), err=True)
    sys.exit(EXIT_BAD_INPUT)


def _apologise(error: Exception) -> None:
    """Say on stderr, in one line, what went wrong without anybody's doing."""
    from surefoot.app.messages import say

    click.echo(say(_apology(error)), err=True)


def _apology(error: Exception) -> Message:
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        if error.filename:
            return Message("cli.not_allowed_file", {"why": why, "file": str(error.filename)})
        return Message("cli.not_allowed", {"why": why})
    detail = " ".join(str(error).split())[:200]
    return Message("cli.own_mistake", {"what": f"{type(error).__name__}: {detail}"})


def make_menu(sections: Sequence[Section]) -> Menu:
    """Return the command ``surefoot`` with these sections."""
    menu = Menu(
        sections,
        name="surefoot",
        help="Find out how heavy your legs are, when, why, and what truly helps.\n\n"
        "Everything stays on this computer. Surefoot is not a medical device and makes no "
        "diagnosis.",
        epilog="Help on one command: surefoot COMMAND --help",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, prog_name="surefoot")(menu)
