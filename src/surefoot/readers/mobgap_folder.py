"""A recording folder as exported from research sensors: ``imu.parquet`` and ``meta.json``.

The samples are a table as any other; the description says where the sensor sat, which way its axes
point, when it began, and the heights that spatial measures need.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from surefoot.model.codes import Aid, Frame, Placement
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture, Device, Recording
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.clock import known_zone
from surefoot.readers.draft import Origin
from surefoot.readers.finish import finish
from surefoot.readers.parquet_table import ParquetTable
from surefoot.readers.source import Source
from surefoot.readers.table import draft_table
from surefoot.readers.validation import validation_place

SAMPLES, DESCRIPTION = "imu.parquet", "meta.json"
#: The body frame of the nouns, and what a description says first about each axis.
_BODY = {"x": "up", "y": "right", "z": "forward"}


class Description(msgspec.Struct, frozen=True):
    """What Surefoot uses of ``meta.json``; more may stand there."""

    fs_hz: Annotated[float, msgspec.Meta(gt=0, le=10_000)] | None = None
    sensor_position: str = ""
    start_iso: datetime | None = None
    time_zone: str = ""
    height_m: float | None = None
    sensor_height_m: float | None = None
    walking_aid_used: bool | None = None
    axes: dict[str, str] = {}
    device: Device = Device()


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The two files of a recording folder."""

    folder: str
    samples: Source
    description: Source


def read_folder_files(files: FolderFiles, budget: Budget = DEFAULT_BUDGET) -> Recording:
    """Return the recording of a folder.

    Raises:
        InputProblem: the description is damaged or implausible; see ``finish`` for the samples.
    """
    origin = folder_origin(files.description, files.samples.modified)
    table = ParquetTable(files.samples.name, files.samples.data, budget)
    return finish(draft_table(table, origin))


def missing_file(folder: str, present: Mapping[str, object]) -> InputProblem:
    """Return the problem of a folder without one of the two files."""
    missing = ", ".join(name for name in (SAMPLES, DESCRIPTION) if name not in present)
    return InputProblem("input.folder.incomplete", file=folder, missing=missing)


def _describe(source: Source) -> Description:
    if not source.data.strip():
        raise InputProblem("input.empty", file=source.name)
    try:
        return msgspec.json.decode(source.data, type=Description)
    except msgspec.ValidationError as error:
        place, detail = validation_place(error)
        raise InputProblem(
            "input.meta.field", file=source.name, place=place, detail=detail
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputProblem("input.meta.damaged", file=source.name) from error


def folder_origin(description: Source, modified: datetime) -> Origin:
    """Return what a description says; ``modified`` (UTC) is when the samples were last changed.

    Raises:
        InputProblem: the description is damaged or implausible.
    """
    about = _describe(description)
    start = about.start_iso
    known = start is not None and start.tzinfo is not None
    return Origin(
        start=start.astimezone(UTC) if start and known else modified,
        start_known=known,
        zone=known_zone(about.time_zone),
        nominal_rate_hz=about.fs_hz,
        frame=_frame(about.axes),
        device=about.device,
        capture=_capture(description.name, about),
    )


def _frame(axes: Mapping[str, str]) -> Frame:
    fits = all(axes.get(axis, "").lower().startswith(word) for axis, word in _BODY.items())
    return Frame.BODY if fits else Frame.DEVICE


def _capture(file: str, about: Description) -> Capture:
    position = about.sensor_position.strip().lower().replace("_", "-").replace(" ", "-")
    known = position in set(Placement)
    aid = {True: Aid.OTHER, False: Aid.NONE, None: None}[about.walking_aid_used]
    try:
        return Capture(
            placement=Placement(position) if known else Placement.UNKNOWN,
            height_m=about.height_m,
            sensor_height_m=about.sensor_height_m,
            aid=aid,
        )
    except ValueError as error:
        raise InputProblem(
            "input.meta.field", file=file, place="height_m", detail=str(error)
        ) from error
