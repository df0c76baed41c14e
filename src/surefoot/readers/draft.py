"""A recording on its way in: columns as the file has them, before units, gaps and counts."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame, QualityCode
from surefoot.model.recording import Capture, Device
from surefoot.readers.units import SourceUnit

ACC = (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
GYR = (ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One channel in the unit of the file: values (n,), NaN where the file has none.

    ``label`` is the name in the file, ``epsilon`` the relative precision of the stored numbers.
    """

    name: ChannelName
    label: str
    unit: SourceUnit | None
    values: NDArray[np.float64]
    epsilon: float = 2.0**-52


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file said besides its samples. ``start`` is UTC."""

    start: datetime
    start_known: bool = False
    zone: str = "UTC"
    nominal_rate_hz: float | None = None
    frame: Frame = Frame.DEVICE
    device: Device = field(default_factory=Device)
    capture: Capture = field(default_factory=Capture)
    notes: tuple[QualityCode, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """Samples as read: ``seconds`` (n,) from the first row, ``rows`` (n,) as a person counts."""

    file: str
    seconds: NDArray[np.float64]
    rows: NDArray[np.int64]
    columns: tuple[Column, ...]
    origin: Origin

    def triple(self, names: tuple[ChannelName, ...]) -> tuple[Column, ...]:
        """Return the named columns in this order, or none of them unless all are there."""
        found = {column.name: column for column in self.columns}
        return tuple(found[name] for name in names) if set(names) <= set(found) else ()
