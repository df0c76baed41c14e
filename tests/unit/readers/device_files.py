"""Files as research sensors write them, made of known counts."""

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from benchmarks.week import blocks

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def motion_counts(n: int, seed: int = 0) -> NDArray[np.int16]:
    """Return AX6 counts (n, 6) of a walk-like movement at 8 g and 2000 degrees a second."""
    time = np.arange(n) / 100.0
    swing = np.sin(2 * np.pi * 1.8 * time)[:, None] * [800, 400, 200, 900, 300, 100]
    noise = np.random.default_rng(seed).normal(0.0, 20.0, (n, 6))
    return np.rint(swing + noise + [4096, 0, 0, 0, 0, 0]).astype(np.int16)


def cwa_bytes(counts: NDArray[np.int16], spoilt: tuple[int, ...] = ()) -> bytes:
    """Return an AX6 file of counts (n, 6); spoilt blocks have a wrong checksum."""
    body = bytearray(blocks(counts, 0))
    for block in spoilt:
        body[block * 512 + 100] ^= 0xFF
    return b"MD\xfc\x03\x64".ljust(1024, b"\xff") + bytes(body)


def packed_cwa_bytes(values: NDArray[np.int64], exponent: int = 1) -> bytes:
    """Return an AX3 file of 10-bit values (n, 3), packed as three in 32 bits; n a multiple of 120.

    The recording has every value times ``2 ** exponent``.
    """
    ten = values & 0x3FF
    words = ten[:, 0] | ten[:, 1] << 10 | ten[:, 2] << 20 | exponent << 30
    out = np.frombuffer(blocks(np.zeros((len(values) // 3, 6), np.int16), 0), np.uint8).copy()
    out = out.reshape(-1, 512)
    out[:, 30:510] = words.astype("<u4").view(np.uint8).reshape(-1, 480)
    numbers = np.arange(len(out))
    ticks = numbers * 120 * 32768 // 100
    seconds = ticks // 32768
    out[:, 4:6] = _words(0x8000 | ticks % 32768, "<u2")
    out[:, 26:28] = _words(-((ticks % 32768) * 100 >> 15), "<i2")
    out[:, 14:18] = _words(np.array([_packed_time(int(s)) for s in seconds]), "<u4")
    out[:, 18:20] = 0
    out[:, 25], out[:, 28] = 0x30, 120
    sums = out[:, :510].view("<u2").sum(axis=1, dtype=np.uint32).astype(np.int64)
    out[:, 510:512] = _words(-sums & 0xFFFF, "<u2")
    return b"MD\xfc\x03\xff".ljust(1024, b"\xff") + out.tobytes()


def _words(values: NDArray[np.int64], kind: str) -> NDArray[np.uint8]:
    return values.astype(kind).view(np.uint8).reshape(len(values), -1)


def _packed_time(seconds: int) -> int:
    moment = START + timedelta(seconds=seconds)
    date = (moment.year - 2000) << 26 | moment.month << 22 | moment.day << 17
    return date | moment.hour << 12 | moment.minute << 6 | moment.second


GENEACTIV_HEAD = """Device Identity
Device Unique Serial Code:000001
Device Firmware Version:Ver4.08

Configuration Info
Measurement Frequency:100 Hz
Time Zone:GMT +01:00

Calibration Data
x gain:25000
x offset:100
y gain:25000
y offset:-200
z gain:20000
z offset:0

Memory Status
Number of Pages:{pages}

"""


def geneactiv_bytes(values: NDArray[np.int64], spoilt: tuple[int, ...] = ()) -> bytes:
    """Return a GENEActiv file of 12-bit values (n, 3) at 100 Hz, n a multiple of 300."""
    pages = values.reshape(-1, 300, 3)
    text = [GENEACTIV_HEAD.format(pages=len(pages))]
    for number, page in enumerate(pages):
        moment = START + timedelta(seconds=3 * number)
        digits = "".join("".join(f"{v & 0xFFF:03X}" for v in row) + "000" for row in page.tolist())
        digits = "x" + digits[1:] if number in spoilt else digits
        text.append(
            "Recorded Data\nDevice Unique Serial Code:000001\n"
            f"Sequence Number:{number}\nPage Time:{moment:%Y-%m-%d %H:%M:%S}:000\n"
            "Unassigned:\nTemperature:28.2\nBattery voltage:4.1\nDevice Status:Recording\n"
            f"Measurement Frequency:100.0\n{digits}\n"
        )
    return "".join(text).encode()
