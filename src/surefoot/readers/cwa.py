"""AX3 and AX6 sensors: CWA files of 512-byte blocks, as Open Movement describes them.

github.com/openmovementproject/openmovement, Docs/ax3/cwa.md.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame
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
from surefoot.readers.draft import ACC, GYR
from surefoot.readers.units import DEG_S, GRAVITY, SourceUnit

MARK = b"MD"
#: Bytes before the first block, bytes of a block, and where its samples stand.
HEAD, BLOCK, BODY = 1024, 512, slice(30, 510)
#: Blocks looked through at once, and by how many threads.
AT_ONCE, THREADS = 1 << 12, 2
#: Share of the blocks that must be sound.
SOUND_SHARE = 0.5

_FIELDS = np.dtype(
    [
        ("place", "<i8"),
        ("number", "<i8"),
        ("seconds", "<f8"),
        ("offset", "<i4"),
        ("count", "<i4"),
        ("setting", "<u4"),
    ]
)
Found = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a device was set, as each block repeats it: scales, rate, axes and packing."""

    code: int

    @property
    def rate_hz(self) -> float:
        """Samples a second."""
        return float(3200 / (1 << (15 - (self.code & 15))))

    @property
    def n_axes(self) -> int:
        """3 without rotation, 6 with it, 9 with a magnetometer."""
        return self.code >> 12 & 15

    @property
    def packed(self) -> bool:
        """Whether the three values of a sample share 32 bits."""
        return self.code >> 8 & 0xFF == 0x30

    @property
    def capacity(self) -> int:
        """Samples that fit in a block."""
        return 120 if self.packed else 240 // self.n_axes

    @property
    def known(self) -> bool:
        """Whether this is a packing that the description has."""
        return self.code >> 8 & 0xFF in (0x30, 0x32, 0x62, 0x92)

    @property
    def per_g(self) -> int:
        """Counts in one g."""
        return 1 << (8 + (self.code >> 29))

    @property
    def degrees_s(self) -> float:
        """Turning rate in one count, degrees a second."""
        return 8000.0 / (1 << (self.code >> 26 & 7)) / 32768.0


def read_cwa(file: RawFile) -> Recording:
    """Return the recording in a CWA file; samples are read from it when asked for.

    Blocks with a wrong checksum are left out and become gaps.

    Raises:
        InputProblem: hardly a sound block, a clock that was set back, or see ``make_recording``.
    """
    blocks = _sound_blocks(file)
    setting = _usual_setting(file.name, blocks)
    fit = (blocks["setting"] == setting.code) & (blocks["count"] <= setting.capacity)
    blocks = blocks[fit]
    times, clock_s = place_blocks(file.name, _readings(blocks), setting.rate_hz)
    kind = BlockKind(partial(_rows, file, blocks["place"].copy()), partial(_pick, setting))
    device = Device(maker="Axivity", model="AX3" if setting.n_axes == 3 else "AX6")
    about = About(file.name, _channels(setting), device, clock_s, setting.rate_hz)
    return make_recording(about, BlockSamples(times, kind))


def _sound_blocks(file: RawFile) -> Found:
    """Look through the whole file once."""
    starts = range(HEAD, file.size - BLOCK + 1, AT_ONCE * BLOCK)
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(partial(_look, file), starts))
    blocks = np.concatenate([sound for sound, _ in parts]) if parts else np.zeros(0, _FIELDS)
    if not len(blocks) or len(blocks) < SOUND_SHARE * sum(marked for _, marked in parts):
        raise InputProblem("input.damaged", file=file.name)
    return blocks


def _look(file: RawFile, start: int) -> tuple[Found, int]:
    """Return the sound blocks from a place on, and how many there bear the mark of a block."""
    data = file.read(start, AT_ONCE * BLOCK)
    rows = data[: len(data) // BLOCK * BLOCK].reshape(-1, BLOCK)
    marked = (rows[:, 0] == ord("A")) & (rows[:, 1] == ord("X"))
    sums = rows.view("<u2").sum(axis=1, dtype=np.uint16)
    sound = np.flatnonzero(marked & (sums == 0))
    found = _fields(rows[sound, :32], start + sound * BLOCK)
    return found[(found["count"] > 0) & (found["seconds"] > 0)], int(marked.sum())


def _fields(heads: Bytes, places: NDArray[np.int64]) -> Found:
    """Return what the first 32 bytes of blocks (k, 32) say."""
    words = np.ascontiguousarray(heads).view("<u2").astype(np.int64)
    found = np.zeros(len(heads), _FIELDS)
    found["place"] = places
    found["number"] = words[:, 5] | words[:, 6] << 16
    found["count"] = words[:, 14]
    found["setting"] = (words[:, 9] & 0xFC00) << 16 | words[:, 12]
    fraction = np.where(words[:, 2] & 0x8000, words[:, 2] & 0x7FFF, 0)
    found["seconds"] = _seconds(words[:, 7] | words[:, 8] << 16) + fraction / 32768.0
    # For older readers the device has taken the samples of the fraction off the offset.
    rate = 3200 // (1 << (15 - (words[:, 12] & 15)))
    offset = (words[:, 13] ^ 0x8000) - 0x8000
    found["offset"] = offset + (fraction * rate >> 15)
    return found


def _seconds(packed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return seconds since 1970 on the device's clock; 0 where the date is none."""
    month, day = packed >> 22 & 15, packed >> 17 & 31
    hour, minute, second = packed >> 12 & 31, packed >> 6 & 63, packed & 63
    months = ((packed >> 26) + 30) * 12 + month - 1
    days = months.astype("M8[M]").astype("M8[D]").astype(np.int64) + day - 1
    valid = (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (second < 60)
    seconds = days * 86400 + hour * 3600 + minute * 60 + second
    return np.asarray(np.where(valid, seconds, 0), dtype=np.int64)


def _usual_setting(file: str, blocks: Found) -> Setting:
    codes, how_many = np.unique(blocks["setting"], return_counts=True)
    setting = Setting(int(codes[np.argmax(how_many)]))
    if not setting.known:
        raise InputProblem("input.damaged", file=file)
    return setting


def _readings(blocks: Found) -> Readings:
    counts = blocks["count"].astype(np.int64)
    return Readings(
        at=(np.cumsum(counts) - counts + blocks["offset"]).astype(np.float64),
        seconds=blocks["seconds"].astype(np.float64),
        counts=counts,
        joined=np.concatenate([[False], np.diff(blocks["number"]) == 1]),
    )


def _channels(setting: Setting) -> tuple[Channel, ...]:
    acc = _triple(ACC, GRAVITY, 1.0 / setting.per_g)
    return acc if setting.n_axes == 3 else acc + _triple(GYR, DEG_S, setting.degrees_s)


def _triple(
    names: tuple[ChannelName, ...], unit: SourceUnit, per_count: float
) -> tuple[Channel, ...]:
    scale = per_count * unit.factor
    return tuple(Channel(name, unit.si, Frame.DEVICE, scale) for name in names)


def _rows(file: RawFile, places: NDArray[np.int64], first: int, last: int) -> Bytes:
    """Return whole blocks (last - first, 512); places without a break are read at once."""
    wanted = places[first:last]
    breaks = np.flatnonzero(np.diff(wanted) != BLOCK) + 1
    parts = [
        file.read(int(run[0]), len(run) * BLOCK) for run in np.split(wanted, breaks) if len(run)
    ]
    if sum(map(len, parts)) != len(wanted) * BLOCK:
        raise InputProblem("input.truncated", file=file.name)
    return (parts[0] if len(parts) == 1 else np.concatenate(parts)).reshape(-1, BLOCK)


def _pick(setting: Setting, rows: Bytes, channel: int) -> Counts:
    """Return one channel of blocks; the device puts rotation before acceleration."""
    if setting.packed:
        table = _unpack(rows[:, BODY].view("<u4"), channel)
    else:
        place = channel if setting.n_axes == 3 else (channel + 3) % 6
        used = rows[:, BODY].view("<i2")[:, : setting.capacity * setting.n_axes]
        table = used[:, place :: setting.n_axes].astype(np.int32)
    counts = rows[:, 28:30].view("<u2").ravel()
    if bool(np.all(counts == table.shape[1])):
        return table.ravel()
    return table[np.arange(table.shape[1]) < counts[:, None]]


def _unpack(words: NDArray[np.uint32], channel: int) -> Counts:
    """Return 10-bit values, widened by the 2 bits that a sample's three values share."""
    value = (words >> (10 * channel) & 0x3FF).astype(np.int32)
    return np.asarray(((value ^ 0x200) - 0x200) << (words >> 30).astype(np.int32), dtype=np.int32)
