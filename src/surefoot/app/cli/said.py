"""What a person can say of a recording on the command line."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from surefoot.model.codes import Placement, Protocol

if TYPE_CHECKING:
    from surefoot.model.recording import Capture

F = TypeVar("F", bound=Callable[..., Any])

_PLACEMENTS = [placement.value for placement in Placement if placement is not Placement.UNKNOWN]


class _Metres(click.FloatRange):
    """A range that "nan" is outside of: compared, it is neither too small nor too big."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return metres.

        Raises:
            BadParameter: no number, or none in the range.
        """
        metres = float(super().convert(value, param, ctx))
        if not math.isfinite(metres):
            self.fail(f"{value} is not a height in metres, such as 1.68.", param, ctx)
        return metres


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
            type=_Metres(0.5, 2.6),
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
