"""What a person can say of a recording on the command line."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from surefoot.model.codes import DistanceSource, Eyes, Leg, Placement, Protocol, Stance

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
            self.fail(f"{value} is not a length in metres, such as 1.68.", param, ctx)
        return metres


def _codes(codes: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([code.value for code in codes])


_OPTIONS = (
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
        type=_codes(Protocol),
        help="What was done; everyday walking is free.",
    ),
    click.option(
        "--course-length-m",
        type=_Metres(4.0, 1000.0),
        metavar="L",
        help="Length of a course walked once in one direction, in metres.",
    ),
    click.option(
        "--distance-m",
        type=_Metres(0.1, 20000.0),
        metavar="D",
        help="Distance walked in all, in metres, where it was measured.",
    ),
    click.option("--distance-source", type=_codes(DistanceSource), help="How it was measured."),
    click.option("--stance", type=_codes(Stance), help="How the feet stood in a balance test."),
    click.option("--eyes", type=_codes(Eyes), help="Open or closed in a balance test."),
    click.option("--leg", type=click.Choice(["left", "right"]), help="The leg that was tested."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the options said; None where an option was not given."""

    placement: str | None = None
    height_m: float | None = None
    protocol: str | None = None
    course_length_m: float | None = None
    distance_m: float | None = None
    distance_source: str | None = None
    stance: str | None = None
    eyes: str | None = None
    leg: str | None = None


def says_capture(command: F) -> F:
    """Add the options that tell of a recording; the command gets them as one ``said``."""

    @wraps(command)
    def gathering(*args: Any, **options: Any) -> Any:
        said = Said(**{name: options.pop(name) for name in Said.__slots__})
        return command(*args, said=said, **options)

    adorned: Any = gathering
    for option in reversed(_OPTIONS):
        adorned = option(adorned)
    return cast(F, adorned)


def capture_said(said: Said) -> "Capture":
    """Return what was said as a capture; what was not said stays open."""
    from surefoot.model.recording import Capture

    return Capture(
        placement=Placement(said.placement or Placement.UNKNOWN),
        height_m=said.height_m,
        protocol=Protocol(said.protocol or Protocol.FREE),
        course_length_m=said.course_length_m,
        distance_m=said.distance_m,
        distance_source=DistanceSource(said.distance_source) if said.distance_source else None,
        stance=Stance(said.stance) if said.stance else None,
        eyes=Eyes(said.eyes) if said.eyes else None,
        leg=Leg(said.leg) if said.leg else None,
    )
