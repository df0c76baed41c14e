"""Tables of any usual shape give the same recording."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame, Placement, Protocol, QualityCode
from surefoot.model.recording import Capture, Recording
from surefoot.readers.finish import decimal_step
from surefoot.readers.read import read_bytes, read_path
from tests.unit.readers.make import csv_bytes, parquet_bytes, walking

PLAIN = walking()
REFERENCE = read_bytes("walk.csv", csv_bytes(PLAIN))
G = 9.80665


def renamed(**names: str) -> dict[str, NDArray[np.float64]]:
    return {names.get(name, name): values for name, values in PLAIN.items()}


def close(a: Recording, b: Recording, atol: float = 1e-9) -> bool:
    return a.names == b.names and np.allclose(a.physical(a.names), b.physical(b.names), atol=atol)


def test_counts_are_exact_and_times_are_ticks() -> None:
    assert [channel.scale for channel in REFERENCE.header.channels] == [1e-4] * 6
    assert np.allclose(REFERENCE.physical([ChannelName.ACC_X])[:, 0], PLAIN["acc_x"], atol=1e-12)
    assert np.array_equal(REFERENCE.samples.ticks(0, 3), [0, 2000, 4000])
    assert REFERENCE.header.notes == ()
    assert REFERENCE.header.channels[0].frame is Frame.DEVICE
    assert not REFERENCE.header.time_base.start_known


@pytest.mark.parametrize(
    ("delimiter", "decimal"), [(",", "."), (";", ","), ("\t", ","), ("|", ".")]
)
def test_delimiters_and_decimal_signs(delimiter: str, decimal: str) -> None:
    assert read_bytes("walk.txt", csv_bytes(PLAIN, delimiter, decimal)).id == REFERENCE.id


def test_parquet_and_csv_agree() -> None:
    assert read_bytes("x", parquet_bytes(PLAIN)).id == REFERENCE.id


def test_the_order_of_columns_and_strangers_among_them_do_not_matter() -> None:
    mixed: dict[str, Iterable[object]] = {"label": ["SEATED"] * len(PLAIN["t_s"])}
    mixed |= dict(reversed(PLAIN.items()))
    assert read_bytes("walk.csv", csv_bytes(mixed)).id == REFERENCE.id


def test_byte_order_mark_comments_and_windows_line_ends() -> None:
    data = b"\xef\xbb\xbf# made by a logger\n" + csv_bytes(PLAIN)
    assert read_bytes("walk.csv", data.replace(b"\n", b"\r\n")).id == REFERENCE.id


SPELLINGS = [
    {"t_s": "Time (s)", "acc_x": "Acceleration x (m/s^2)", "acc_y": "Acceleration y (m/s^2)",
     "acc_z": "Acceleration z (m/s^2)", "gyr_x": "Gyroscope x (rad/s)",
     "gyr_y": "Gyroscope y (rad/s)", "gyr_z": "Gyroscope z (rad/s)"},
    {"t_s": "seconds_elapsed", "acc_x": "ax", "acc_y": "ay", "acc_z": "az", "gyr_x": "gx",
     "gyr_y": "gy", "gyr_z": "gz"},
    {"t_s": "time", "acc_x": "x_acc", "acc_y": "y_acc", "acc_z": "z_acc", "gyr_x": "x_gyro",
     "gyr_y": "y_gyro", "gyr_z": "z_gyro"},
    {"t_s": "Timestamp", "acc_x": "accelX", "acc_y": "accelY", "acc_z": "accelZ",
     "gyr_x": "rotationRateX", "gyr_y": "rotationRateY", "gyr_z": "rotationRateZ"},
    {"t_s": "elapsed (s)", "acc_x": "accelerometerAccelerationX(m/s²)",
     "acc_y": "accelerometerAccelerationY(m/s²)", "acc_z": "accelerometerAccelerationZ(m/s²)",
     "gyr_x": "gyr_x [rad s-1]", "gyr_y": "gyr_y [rad s-1]", "gyr_z": "gyr_z [rad s-1]"},
    {"acc_x": "TotalAcc_X", "acc_y": "TotalAcc_Y", "acc_z": "TotalAcc_Z",
     "gyr_x": "rotationRateAlpha", "gyr_y": "rotationRateBeta", "gyr_z": "rotationRateGamma"},
]  # fmt: skip


@pytest.mark.parametrize("names", SPELLINGS)
def test_many_spellings(names: dict[str, str]) -> None:
    assert read_bytes("walk.csv", csv_bytes(renamed(**names))).id == REFERENCE.id


def test_bare_axes_are_acceleration_when_nothing_else_is() -> None:
    bare = {"time": PLAIN["t_s"], "z": PLAIN["acc_z"], "y": PLAIN["acc_y"], "x": PLAIN["acc_x"]}
    recording = read_bytes("TotalAcceleration.csv", csv_bytes(bare))
    assert np.allclose(recording.physical([ChannelName.ACC_X])[:, 0], PLAIN["acc_x"])
    assert len(recording.names) == 3


@pytest.mark.parametrize(
    ("name", "factor"),
    [("time", 1e3), ("time", 1e6), ("time", 1e9), ("t_ms", 1e3), ("timestamp (us)", 1e6)],
)
def test_times_in_any_unit(name: str, factor: float) -> None:
    table = {name: np.rint(PLAIN["t_s"] * factor).astype(np.int64), **PLAIN}
    del table["t_s"]
    assert read_bytes("walk.csv", csv_bytes(table)).id == REFERENCE.id


def test_time_since_1970_says_when_it_began() -> None:
    table = {"timestamp": np.rint(1657544371648 + PLAIN["t_s"] * 1000).astype(np.int64), **PLAIN}
    del table["t_s"]
    recording = read_bytes("walk.csv", csv_bytes(table))
    assert recording.id == REFERENCE.id
    assert recording.header.time_base.start_known
    assert recording.header.time_base.start.isoformat() == "2022-07-11T12:59:31.648000+00:00"


@pytest.mark.parametrize(
    ("offset", "known", "zone"),
    [("Z", True, "UTC"), ("+02:00", True, "Etc/GMT-2"), ("", False, "UTC")],
)
def test_iso_times(offset: str, known: bool, zone: str) -> None:
    times = [f"2026-11-21T09:00:{t:09.6f}{offset}" for t in PLAIN["t_s"]]
    recording = read_bytes("walk.csv", csv_bytes({**PLAIN, "t_s": np.array(times)}))
    base = recording.header.time_base
    assert recording.id == REFERENCE.id
    assert (base.start_known, base.zone) == (known, zone)
    if known:
        assert base.start.hour == (7 if offset == "+02:00" else 9)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_parquet_timestamps(zone: str | None) -> None:
    micros = pa.array(np.rint(1_700_000_000_000_000 + PLAIN["t_s"] * 1e6).astype(np.int64))
    table = {**PLAIN, "t_s": micros.cast(pa.timestamp("us", zone))}
    recording = read_bytes("walk.parquet", parquet_bytes(table))
    assert recording.id == REFERENCE.id
    assert recording.header.time_base.start_known is (zone is not None)


@pytest.mark.parametrize("said", ["acc_{} (g)", "acc_{}", "acc_{} (m/s2)"])
def test_gravity_units_are_detected_and_converted_with_a_note(said: str) -> None:
    table = {"t_s": PLAIN["t_s"]}
    table |= {said.format(axis): np.round(PLAIN[f"acc_{axis}"] / G, 6) for axis in "xyz"}
    recording = read_bytes("walk.csv", csv_bytes(table))
    assert np.allclose(recording.physical([ChannelName.ACC_X])[:, 0], PLAIN["acc_x"], atol=1e-5)
    assert QualityCode.UNIT_CONVERTED in recording.header.notes


def test_thousandths_of_g() -> None:
    table = {"t_s": PLAIN["t_s"]}
    table |= {f"acc_{axis} [mg]": np.round(PLAIN[f"acc_{axis}"] / G * 1e3, 3) for axis in "xyz"}
    recording = read_bytes("walk.csv", csv_bytes(table))
    assert np.allclose(recording.physical([ChannelName.ACC_X])[:, 0], PLAIN["acc_x"], atol=1e-5)


@pytest.mark.parametrize("said", ["gyr_{}_dps", "gyr_{}", "gyr_{} (°/s)", "gyr_{} (rad/s)"])
def test_degrees_are_detected_and_converted_with_a_note(said: str) -> None:
    table: dict[str, Iterable[object]] = {n: v for n, v in PLAIN.items() if "gyr" not in n}
    table |= {said.format(axis): np.round(np.degrees(PLAIN[f"gyr_{axis}"]), 5) for axis in "xyz"}
    recording = read_bytes("walk.csv", csv_bytes(table))
    assert close(recording, REFERENCE, atol=1e-6)
    assert QualityCode.UNIT_CONVERTED in recording.header.notes


def test_an_incomplete_gyroscope_is_left_out() -> None:
    table = {name: values for name, values in PLAIN.items() if name != "gyr_y"}
    assert len(read_bytes("walk.csv", csv_bytes(table)).names) == 3


def test_isolated_missing_values_become_a_gap() -> None:
    rows = csv_bytes(PLAIN).decode().splitlines()
    for row in (50, 51, 52, 53, 54, 55, 200):
        rows[row] = rows[row].rpartition(",")[0] + ","
    recording = read_bytes("walk.csv", "\n".join(rows).encode())
    assert recording.n_samples == 400 - 7
    assert recording.header.notes == (QualityCode.GAP,)
    assert recording.header.time_base.longest_gap_s == pytest.approx(0.14)


def test_rounded_values_are_noted() -> None:
    table = {n: v if n == "t_s" else np.round(v, 1) for n, v in PLAIN.items()}
    recording = read_bytes("walk.csv", csv_bytes(table))
    assert recording.header.channels[0].scale == 0.1
    assert recording.header.notes == (QualityCode.ROUNDED,)


def test_what_the_person_says_wins_and_keeps_the_id() -> None:
    said = Capture(placement=Placement.POCKET, height_m=1.6, protocol=Protocol.WALK_6MIN)
    recording = read_bytes("walk.csv", csv_bytes(PLAIN), said)
    assert recording.header.capture == said
    assert recording.id == REFERENCE.id


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=40), st.integers(0, 5))
def test_decimal_step_loses_nothing_of_decimal_numbers(counts: list[int], digits: int) -> None:
    values = np.array([float(f"{count}e-{digits}") for count in counts])
    step = decimal_step(values, 2.0**-52)
    assert step >= 10.0**-digits * 0.999
    assert np.allclose(np.rint(values / step) * step, values, rtol=1e-12, atol=1e-12)


@given(st.lists(st.floats(-150, 150), min_size=2, max_size=40))
def test_any_numbers_are_kept_to_a_millionth(values: list[float]) -> None:
    array = np.array(values)
    step = decimal_step(array, 2.0**-52)
    assert np.abs(np.rint(array / step) * step - array).max() <= 0.51e-6


def test_single_precision_numbers_keep_their_decimals() -> None:
    single = np.array([9.8, 0.1, -3.7], dtype=np.float32).astype(np.float64)
    assert decimal_step(single, 2.0**-23) == 0.1


def test_the_table_of_a_phone_logger() -> None:
    """Nanoseconds since 1970, a second clock, and axes from z to x."""
    nanos = [str(1700000000 * 10**9 + round(t * 1e9)) for t in PLAIN["t_s"]]
    table: dict[str, Iterable[object]] = {"time": nanos, "seconds_elapsed": PLAIN["t_s"]}
    table |= {axis: PLAIN[f"acc_{axis}"] for axis in "zyx"}
    recording = read_bytes("TotalAcceleration.csv", csv_bytes(table))
    assert np.array_equal(recording.samples.ticks(0, 400), REFERENCE.samples.ticks(0, 400))
    assert np.allclose(recording.physical([ChannelName.ACC_Z])[:, 0], PLAIN["acc_z"])
    assert recording.header.time_base.start.year == 2023


def test_the_table_of_a_physics_app() -> None:
    """Quoted names with units, numbers with exponents."""
    names = ["Time (s)", *(f"Acceleration {axis} (m/s^2)" for axis in "xyz")]
    lines = [",".join(f'"{name}"' for name in names)]
    for row in zip(*(PLAIN[name] for name in ("t_s", "acc_x", "acc_y", "acc_z")), strict=True):
        lines.append(",".join(f"{value:.9E}" for value in row))
    recording = read_bytes("Raw Data.csv", "\n".join(lines).encode())
    assert np.allclose(recording.physical([ChannelName.ACC_X])[:, 0], PLAIN["acc_x"])


def test_real_phones_and_watches_are_read(reference_data: Path) -> None:
    files = sorted((reference_data / "geotec_tug" / "DATA").glob("s0[1-3]/*.csv.gz"))
    assert len(files) > 10
    for file in files:
        recording = read_path(file)
        assert len(recording.names) == 6
        assert recording.header.time_base.effective_rate_hz == pytest.approx(100, abs=12)
        gravity = np.linalg.norm(recording.physical(recording.names[:3]).mean(axis=0))
        assert gravity == pytest.approx(9.8, abs=2.5)


def test_whole_numbers_beyond_32_bits_get_a_coarser_step() -> None:
    values = np.array([0.0, 3e9, -5e11, 7.0])
    step = decimal_step(values, 2.0**-52)
    assert np.abs(values / step).max() <= 2**31 - 2
