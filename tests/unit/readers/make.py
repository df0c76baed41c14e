"""Small real-like inputs, and the way every test looks at a refusal."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from surefoot.app.messages import say
from surefoot.model.message import InputProblem, Message
from surefoot.readers.read import read_bytes

Columns = dict[str, NDArray[np.float64]]
RATE_HZ = 50.0
NAMES = ("acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z")


def walking(seconds: float = 8.0, rate_hz: float = RATE_HZ, seed: int = 0) -> Columns:
    """Return a walk-like table: t_s, acc in m/s2 with gravity on x, gyr in rad/s."""
    n = round(seconds * rate_hz)
    t = np.arange(n) / rate_hz
    noise = np.random.default_rng(seed).normal(0.0, 0.2, (6, n))
    swing = np.sin(2 * np.pi * 1.8 * t)
    signals = np.stack([9.81 + 2.0 * swing, swing, 0.5 * swing, 0.5 * swing, swing, 0.2 * swing])
    values = np.round(signals + noise, 4)
    return {"t_s": np.round(t, 4), **dict(zip(NAMES, values, strict=True))}


def csv_bytes(
    columns: Mapping[str, Iterable[object]],
    delimiter: str = ",",
    decimal: str = ".",
) -> bytes:
    """Return a text table of the columns."""
    lines = [delimiter.join(columns)]
    for row in zip(*columns.values(), strict=True):
        lines.append(delimiter.join(str(cell).replace(".", decimal) for cell in row))
    return ("\n".join(lines) + "\n").encode()


def parquet_bytes(columns: Mapping[str, object]) -> bytes:
    """Return a Parquet file of the columns."""
    stream = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), stream)
    return stream.getvalue()


META = {
    "fs_hz": RATE_HZ,
    "sensor_position": "lower_back",
    "start_iso": "2020-12-10T14:09:03.815+01:00",
    "time_zone": "Europe/Berlin",
    "height_m": 1.59,
    "sensor_height_m": 0.96,
    "walking_aid_used": False,
    "axes": {"x": "up (superior)", "y": "right (mediolateral)", "z": "forward (anterior)"},
}


def write_folder(folder: Path, meta: Mapping[str, object] = META) -> Path:
    """Write a recording folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "imu.parquet").write_bytes(parquet_bytes(walking()))
    (folder / "meta.json").write_text(json.dumps(meta))
    return folder


def capture_bytes(
    seconds: float = 8.0, gyroscope: bool = True, missing: Sequence[tuple[int, int]] = ()
) -> bytes:
    """Return a phone capture as a browser writes it: 60 Hz, rounded to 0.1, deg/s.

    ``missing`` holds (row, column) of counts that the browser left out.
    """
    table = walking(seconds, rate_hz=60.0)
    rows = np.empty((len(table["t_s"]), 7), dtype="<i4")
    rows[:, 0] = np.rint(table["t_s"] * 1e5)
    for i, name in enumerate(NAMES[:3]):
        rows[:, i + 1] = np.rint(table[name] * 10) * 10_000
    for i, name in enumerate(NAMES[3:]):
        rows[:, i + 4] = np.rint(np.degrees(table[name]) * 10) * 1_000
    for row, column in missing:
        rows[row, column] = -(2**31)
    if not gyroscope:
        rows[:, 4:] = -(2**31)
    return json.dumps(capture_header(len(rows))).encode() + b"\n" + rows.tobytes()


def capture_header(rows: int) -> dict[str, object]:
    """Return the header of a phone capture as the description of the format has it."""
    acc = [{"name": n, "unit": "m/s2", "scale": 1e-5} for n in NAMES[:3]]
    gyr = [{"name": n, "unit": "deg/s", "scale": 1e-4} for n in NAMES[3:]]
    return {
        "format": "surefoot-capture",
        "version": 1,
        "started": "2026-11-21T09:00:00.000Z",
        "zone": "Europe/Berlin",
        "channels": [*acc, *gyr],
        "rows": rows,
        "interval_ms": 16,
        "device": {"maker": "", "model": "", "software": "a browser"},
        "capture": {"placement": "pocket", "protocol": "free", "height_m": None},
    }


def zip_bytes(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of the entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def refusal(attempt: Callable[[], object]) -> Message:
    """Return the message of the refusal of ``attempt``; it must be a whole, plain sentence."""
    with pytest.raises(InputProblem) as caught:
        attempt()
    message = caught.value.message
    sentence = say(message)
    assert sentence.endswith((".", "acc_z"))
    assert "{" not in sentence
    assert str(message.params["file"]) in sentence
    return message


def refused(data: bytes, name: str = "walk.csv") -> Message:
    """Return why these bytes are refused."""
    return refusal(lambda: read_bytes(name, data))
