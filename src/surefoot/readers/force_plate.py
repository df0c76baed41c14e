"""A text table of a force plate with the centre of pressure in it."""

import re
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Protocol
from surefoot.model.force_plate import CentreOfPressure, PlateHeader, plate_id
from surefoot.model.message import InputProblem
from surefoot.model.recording import TICK_S, Capture, TimeBase, describe_times
from surefoot.readers.archive import ungzip
from surefoot.readers.budget import DEFAULT_BUDGET, RATE_RANGE_HZ, SHORTEST_S, Budget
from surefoot.readers.clock import Clock
from surefoot.readers.columns import Found, find_time
from surefoot.readers.kinds import Kind, tell_kind
from surefoot.readers.overrides import said_over
from surefoot.readers.source import Source, is_folder, read_source
from surefoot.readers.text_table import TextTable

_COP_RE = re.compile(r"^\s*cop[ _.]?(?P<axis>x|y|ml|ap)\s*(?:[(\[{_ ](?P<unit>[a-z]+)[)\]}]?)?\s*$")
_TO_CM = {"mm": 0.1, "cm": 1.0, "m": 100.0}
# No plate is wider, nobody stands on one for longer, and no gap that long can be bridged. Chosen.
FARTHEST_CM, LONGEST_STANCE_S, LONGEST_GAP_S = 500.0, 3600.0, 1.0
# Pairs of columns, to the side first where they say so.
_PAIRS = (("ml", "ap"), ("x", "y"))


def read_force_plate(
    path: Path, said: Capture | None = None, budget: Budget = DEFAULT_BUDGET
) -> CentreOfPressure | None:
    """Return the centre of pressure in a text file, also gzipped; None if it holds none.

    Raises:
        InputProblem: it holds one that cannot be read.
    """
    if is_folder(path):
        return None
    source = read_source(path, budget)
    kind = tell_kind(source.name, source.data)
    if kind is Kind.GZIP:
        source = ungzip(source, budget)
        kind = tell_kind(source.name, source.data)
    if kind is not Kind.TEXT:
        return None
    return read_plate_table(source, said, budget)


def read_plate_table(
    source: Source, said: Capture | None = None, budget: Budget = DEFAULT_BUDGET
) -> CentreOfPressure | None:
    """Return the centre of pressure in a text table, or None if no columns are one.

    Raises:
        InputProblem: a unit that no length has, no time, a cell that is no number, times that do
            not rise, or too short.
    """
    table = TextTable(source.name, source.data, budget)
    columns = _cop_columns(table.labels)
    pair = next((pair for pair in _PAIRS if set(pair) <= set(columns)), None)
    time = find_time(table.file, table.labels)
    if pair is None or time is None:
        return None
    found = [columns[axis] for axis in pair]
    factors = [_factor(table.file, item) for item in found]
    points = np.column_stack(table.numbers([item for item, _ in found])) * factors
    clock = table.clock(time)
    times = _whole(table.file, clock.seconds, points)
    capture = said_over(Capture(protocol=Protocol.BALANCE), said)
    header = PlateHeader(_time_base(times, clock, source), capture)
    return CentreOfPressure(plate_id(times, points), header, times, points, pair == _PAIRS[0])


def _time_base(times: NDArray[np.float64], clock: Clock, source: Source) -> TimeBase:
    ticks = np.rint(times / TICK_S).astype(np.int64)
    base = describe_times(ticks, clock.start or source.modified, clock.zone, None)
    return msgspec.structs.replace(base, start_known=clock.start is not None)


def _cop_columns(labels: tuple[str, ...]) -> dict[str, tuple[Found, str]]:
    """Return by axis the columns of a centre of pressure, each with the unit it says."""
    hits = ((place, label, _COP_RE.match(label.lower())) for place, label in enumerate(labels))
    return {
        hit["axis"]: (Found(place, label, None), hit["unit"] or "")
        for place, label, hit in hits
        if hit is not None
    }


def _factor(file: str, column: tuple[Found, str]) -> float:
    found, unit = column
    if unit not in _TO_CM:
        raise InputProblem("input.plate.unit", file=file, column=found.label, unit=unit or "-")
    return _TO_CM[unit]


def _whole(
    file: str, seconds: NDArray[np.float64], points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return times from the first sample, when every row is whole, possible, and in order."""
    if not (np.isfinite(seconds).all() and np.isfinite(points).all()):
        raise InputProblem("input.plate.incomplete", file=file)
    if float(np.abs(points).max(initial=0.0)) > FARTHEST_CM:
        raise InputProblem("input.plate.far", file=file, limit=f"{FARTHEST_CM / 100.0:g}")
    times = np.asarray(seconds - seconds[:1])
    if not _fit_a_stance(times):
        raise InputProblem("input.plate.times", file=file)
    return times


def _fit_a_stance(times: NDArray[np.float64]) -> bool:
    """Whether times rise, without long gaps, at a plate's rate, for as long as people stand."""
    if len(times) < 2 or not SHORTEST_S <= float(times[-1]) <= LONGEST_STANCE_S:
        return False
    steps = np.diff(np.rint(times / TICK_S)) * TICK_S
    low, high = RATE_RANGE_HZ
    return bool(
        steps.min() > 0
        and steps.max() <= LONGEST_GAP_S
        and low <= 1.0 / float(np.median(steps)) <= high
    )
