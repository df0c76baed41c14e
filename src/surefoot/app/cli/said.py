"""What a person can say of a recording on the command line."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from surefoot.model.codes import Placement, Protocol

if TYPE_CHECKING:
    from surefoot.model.recording import Capture

F = TypeVar("F", bound=Callable[..., Any])

_PLACEMENTS = [placement.value for placement in Placement if placement is not Placement.UNKNOWN]


def says_capture(command: F) -> F:
    """Add ``--placement``, ``--height-m`` and ``--protocol`` to a command."""
    options = (
        click.option(
            "--placement",
            type=click.Choice(_PLACEMENTS),
            help="Where the phone or sensor was worn. Without it, less can be measured.",
        ),
        click.option(
            "--height-m",
            type=click.FloatRange(0.5, 2.6),
            metavar="H",
            help="Height of the person in metres, such as 1.68. Needed for lengths and speed.",
        ),
        click.option(
            "--protocol",
            type=click.Choice([protocol.value for protocol in Protocol]),
            help="What kind of walk it was; everyday walking is free.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def capture_said(placement: str | None, height_m: float | None, protocol: str | None) -> "Capture":
    """Return what was said as a capture; what was not said stays open."""
    from surefoot.model.recording import Capture

    return Capture(
        placement=Placement(placement or Placement.UNKNOWN),
        height_m=height_m,
        protocol=Protocol(protocol or Protocol.FREE),
    )
