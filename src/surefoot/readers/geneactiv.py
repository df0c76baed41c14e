"""GENEActiv sensors: .bin files of text pages, 300 samples of 12 hexadecimal digits in each.

Activinsights, GENEActiv instruction manual, appendix on the format of .bin files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Frame
from surefoot.model.message import InputProblem
from surefoot.model.recording import Channel, Device, Recording
from surefoot.readers.block_file import (
    About,
    BlockKind,
    BlockSamples,
    Bytes,
    Counts,
    RawFile,
    make_recording,
)
from surefoot.readers.block_times import Readings, place_blocks
from surefoot.readers.budget import RATE_RANGE_HZ
from surefoot.readers.draft import ACC
from surefoot.readers.units import GRAVITY

MARK = b"Device Identity"
#: The description before the pages fits in this; pages are looked for in parts of that size.
HEAD, PART = 1 << 16, 1 << 22
#: No page with its description is longer.
LONGEST_PAGE = 1 << 14
#: Digits of one sample, and how many samples a page holds at most.
DIGITS, MOST = 12, 300
#: Pages carry the time to half a second.
CLOCK_STEP_S = 0.5
SMOOTH_PAGES = 255

_PAGE = re.compile(
    rb"Recorded Data\r?\nDevice Unique Serial Code:[^\r\n]{0,40}\r?\n"
    rb"Sequence Number:(?P<number>\d{1,9})\r?\n"
    rb"Page Time:(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\d{3})\r?\n"
    rb"(?:[^\r\n]{0,80}\r?\n){4}Measurement Frequency:[\d.]{1,9}\r?\n"
)
_NIBBLE = np.full(256, 255, dtype=np.uint8)
_NIBBLE[np.frombuffer(b"0123456789ABCDEF", np.uint8)] = np.arange(16)


@dataclass(frozen=True, slots=True)
class Page:
    """One sound page: where its digits stand, how many samples, its number and clock (s)."""

    place: int
    count: int
    number: int
    clock_s: float


@dataclass(frozen=True, slots=True)
class Said:
    """What the description says: gain and offset of each axis, rate, zone, firmware."""

    gains: tuple[int, int, int]
    offsets: tuple[int, int, int]
    rate_hz: float
    zone: timedelta | None
    software: str


def read_geneactiv(file: RawFile) -> Recording:
    """Return the recording in a GENEActiv file; samples are read from it when asked for.

    Pages that are cut off or hold other signs than digits are left out and become gaps.

    Raises:
        InputProblem: no calibration, hardly a sound page, or see ``make_recording``.
    """
    said = _read_head(file)
    pages = list(_pages(file))
    if not pages:
        raise InputProblem("input.damaged", file=file.name)
    counts = np.array([page.count for page in pages], dtype=np.int64)
    numbers = np.array([page.number for page in pages])
    readings = Readings(
        at=(np.cumsum(counts) - counts).astype(np.float64),
        seconds=np.array([page.clock_s for page in pages]),
        counts=counts,
        joined=np.concatenate([[False], np.diff(numbers) == 1]),
        slack_s=CLOCK_STEP_S,
        smooth=SMOOTH_PAGES,
    )
    times, clock_s = place_blocks(file.name, readings, said.rate_hz)
    places = np.array([page.place for page in pages], dtype=np.int64)
    kind = BlockKind(partial(_rows, file, places, counts), partial(_pick, said.offsets))
    channels = tuple(
        Channel(name, GRAVITY.si, Frame.DEVICE, GRAVITY.factor / gain)
        for name, gain in zip(ACC, said.gains, strict=True)
    )
    device = Device("Activinsights", "GENEActiv", said.software)
    about = About(file.name, channels, device, clock_s, said.rate_hz, said.zone)
    return make_recording(about, BlockSamples(times, kind))


def _read_head(file: RawFile) -> Said:
    text = file.read(0, HEAD).tobytes().partition(b"Recorded Data")[0].decode("latin-1")
    fields = dict(
        (key.strip().lower(), value.strip())
        for key, colon, value in (line.partition(":") for line in text.splitlines())
        if colon
    )
    try:
        gains = tuple(int(fields[f"{axis} gain"]) for axis in "xyz")
        offsets = tuple(int(fields[f"{axis} offset"]) for axis in "xyz")
        rate = float(fields["measurement frequency"].split()[0])
    except (KeyError, ValueError, IndexError) as error:
        raise InputProblem("input.damaged", file=file.name) from error
    sane = all(1000 <= gain < 1e6 for gain in gains) and all(abs(o) < 1e6 for o in offsets)
    if not (sane and RATE_RANGE_HZ[0] <= rate <= RATE_RANGE_HZ[1]):
        raise InputProblem("input.damaged", file=file.name)
    zone = _zone(fields.get("time zone", ""))
    software = fields.get("device firmware version", "")[:40]
    return Said(
        (gains[0], gains[1], gains[2]), (offsets[0], offsets[1], offsets[2]), rate, zone, software
    )


def _zone(text: str) -> timedelta | None:
    found = re.fullmatch(r"GMT ?([+-])(\d\d):([0-5]\d)", text)
    if found is None or int(found[2]) > 14:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size


def _pages(file: RawFile) -> Iterator[Page]:
    for start in range(0, file.size, PART):
        part = file.read(start, PART + LONGEST_PAGE).tobytes()
        for found in _PAGE.finditer(part):
            if found.start() < PART:
                page = _page(part, start, found)
                if page is not None:
                    yield page


def _page(part: bytes, start: int, found: re.Match[bytes]) -> Page | None:
    digits = part[found.end() : found.end() + DIGITS * MOST]
    line = digits.partition(b"\n")[0].rstrip(b"\r")
    whole = len(line) // DIGITS
    sound = whole and len(line) % DIGITS == 0
    if not sound or (_NIBBLE[np.frombuffer(line, np.uint8)] > 15).any():
        return None
    try:
        text = found["time"].decode() + " +0000"
        moment = datetime.strptime(text, "%Y-%m-%d %H:%M:%S:%f %z")
    except ValueError:
        return None
    return Page(start + found.end(), whole, int(found["number"]), moment.timestamp())


def _rows(
    file: RawFile, places: NDArray[np.int64], counts: NDArray[np.int64], first: int, last: int
) -> Bytes:
    """Return the digits of pages as numbers 0 to 15, (samples, 12)."""
    wanted = zip(places[first:last].tolist(), counts[first:last].tolist(), strict=True)
    parts = [file.read(place, count * DIGITS) for place, count in wanted]
    digits = np.concatenate(parts)
    if len(digits) != int(counts[first:last].sum()) * DIGITS:
        raise InputProblem("input.truncated", file=file.name)
    return _NIBBLE[digits].reshape(-1, DIGITS)


def _pick(offsets: tuple[int, int, int], rows: Bytes, channel: int) -> Counts:
    """Return one axis: 12 bits with sign, calibrated as the manual says, before the gain."""
    high, middle, low = (rows[:, 3 * channel + i].astype(np.int32) for i in range(3))
    value = (((high << 8) | (middle << 4) | low) ^ 0x800) - 0x800
    return np.asarray(value * 100 - offsets[channel], dtype=np.int32)
