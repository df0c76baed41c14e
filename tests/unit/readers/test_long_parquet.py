"""A long Parquet table is read by row groups, and gives just what reading it whole would."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import ChannelName, Placement, QualityCode
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture, Recording
from surefoot.readers import long_parquet
from surefoot.readers.budget import Budget
from surefoot.readers.long_parquet import LongSamples
from surefoot.readers.read import read_path
from tests.unit.readers.make import META, walking

GROUP = 97


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_parquet, "LONG_ROWS", 100)


def written(folder: Path, columns: Mapping[str, object], group: int = GROUP) -> Path:
    place = folder / "days.parquet"
    pq.write_table(pa.table(dict(columns)), place, row_group_size=group)
    return place


def long_and_whole(place: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Recording, Recording]:
    found = read_path(place)
    assert isinstance(found.samples, LongSamples)
    with monkeypatch.context() as patch:
        patch.setattr(long_parquet, "LONG_ROWS", 1 << 40)
        whole = read_path(place)
    assert not isinstance(whole.samples, LongSamples)
    return found, whole


def _table(seconds: float = 12.0) -> dict[str, object]:
    return dict(walking(seconds))


def _missing() -> dict[str, object]:
    table = walking(12.0)
    table["acc_y"][[5, 97, 98, 300]] = np.nan
    return dict(table)


def _repeated() -> dict[str, object]:
    table = walking(12.0)
    table["t_s"][[97, 194]] = table["t_s"][[96, 193]]
    return dict(table)


def _with_gap() -> dict[str, object]:
    table = walking(12.0)
    table["t_s"][200:] += 3.0
    return dict(table)


def _in_g() -> dict[str, object]:
    table = walking(12.0)
    for axis in "xyz":
        table[f"acc_{axis}"] = np.round(table[f"acc_{axis}"] / 9.80665, 4)
        table[f"gyr_{axis}"] = np.round(table[f"gyr_{axis}"] * (180.0 / np.pi), 2)
    return dict(table)


def _narrow() -> dict[str, object]:
    return {name: values.astype(np.float32) for name, values in walking(12.0).items()}


def _moments() -> dict[str, object]:
    table = walking(12.0)
    nanos = 1_700_000_000_000_000_000 + np.rint(table.pop("t_s") * 1e9).astype(np.int64)
    return {"timestamp": pa.array(nanos, pa.timestamp("ns", "Europe/Berlin")), **table}


def _milliseconds() -> dict[str, object]:
    table = walking(12.0)
    return {"time": np.rint(table.pop("t_s") * 1000).astype(np.int64), **table}


def _no_gyroscope() -> dict[str, object]:
    table = walking(12.0)
    for axis in "xyz":
        table[f"gyr_{axis}"] = np.full_like(table["t_s"], np.nan)
    return dict(table)


KINDS = {
    "plain": _table,
    "missing": _missing,
    "repeated": _repeated,
    "gap": _with_gap,
    "g and deg/s": _in_g,
    "32 bits": _narrow,
    "moments": _moments,
    "milliseconds": _milliseconds,
    "no gyroscope": _no_gyroscope,
}


@pytest.mark.parametrize("kind", KINDS)
def test_read_by_groups_is_read_whole(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, whole = long_and_whole(written(tmp_path, KINDS[kind]()), monkeypatch)
    assert found.id == whole.id
    assert found.header.channels == whole.header.channels
    assert found.header.notes == whole.header.notes
    mine, theirs = found.header.time_base, whole.header.time_base
    assert (mine.start_known, mine.zone, mine.n_samples) == (
        theirs.start_known,
        theirs.zone,
        theirs.n_samples,
    )
    assert mine.start == theirs.start or not mine.start_known
    for name in ("duration_s", "effective_rate_hz", "jitter_s", "longest_gap_s"):
        assert getattr(mine, name) == pytest.approx(getattr(theirs, name), abs=1e-9)


@pytest.mark.parametrize("span", [(0, 600), (96, 98), (97, 194), (150, 150), (590, 9999), (0, 1)])
def test_any_part_is_the_same_part(
    span: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, whole = long_and_whole(written(tmp_path, _table()), monkeypatch)
    np.testing.assert_array_equal(found.samples.ticks(*span), whole.samples.ticks(*span))
    for channel in range(len(tuple(ChannelName))):
        np.testing.assert_array_equal(
            found.samples.counts(channel, *span), whole.samples.counts(channel, *span)
        )


def test_it_is_measured_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, whole = long_and_whole(written(tmp_path, _table(40.0)), monkeypatch)
    capture = Capture(placement=Placement.LOWER_BACK, height_m=1.7)
    facts = load_knowledge()
    assert measure(found, capture, facts) == measure(whole, capture, facts)


def test_a_folder_with_a_long_table(tmp_path: Path) -> None:
    written(tmp_path, _table()).rename(tmp_path / "imu.parquet")
    (tmp_path / "meta.json").write_text(json.dumps(META))
    found = read_path(tmp_path)
    assert isinstance(found.samples, LongSamples)
    assert found.header.capture.placement is Placement.LOWER_BACK
    assert found.header.time_base.zone == "Europe/Berlin"


def refused(place: Path, budget: Budget | None = None) -> str:
    with pytest.raises(InputProblem) as caught:
        read_path(place, budget=budget or Budget())
    return caught.value.message.id


def test_time_that_runs_back_between_groups(tmp_path: Path) -> None:
    table = walking(12.0)
    table["t_s"][97:] -= 1.0
    assert refused(written(tmp_path, dict(table))) == "input.time.backwards"


@pytest.mark.parametrize(
    ("value", "problem"),
    [(np.inf, "input.values.infinite"), (5000.0, "input.values.impossible")],
)
def test_values_no_sensor_gives(value: float, problem: str, tmp_path: Path) -> None:
    table = walking(12.0)
    table["acc_z"][400] = value
    assert refused(written(tmp_path, dict(table))) == problem


def test_too_much_missing(tmp_path: Path) -> None:
    table = walking(12.0)
    table["acc_x"][100:200] = np.nan
    assert refused(written(tmp_path, dict(table))) == "input.values.missing"


def test_the_same_value_throughout(tmp_path: Path) -> None:
    table = walking(12.0)
    for axis, value in zip("xyz", (9.81, 0.0, 0.0), strict=True):
        table[f"acc_{axis}"][:] = value
    assert refused(written(tmp_path, dict(table))) == "input.constant"


def test_a_unit_that_fits_no_sensor(tmp_path: Path) -> None:
    table = walking(12.0)
    for axis in "xyz":
        table[f"acc_{axis}"] *= 40.0
    assert refused(written(tmp_path, dict(table))) == "input.units.acceleration"


def test_words_for_numbers(tmp_path: Path) -> None:
    table: dict[str, object] = {**walking(12.0), "acc_x": ["a"] * 600}
    assert refused(written(tmp_path, table)) == "input.values.not-numbers"


def test_a_damaged_row_group(tmp_path: Path) -> None:
    place = written(tmp_path, _table())
    data = bytearray(place.read_bytes())
    data[3000:9000] = bytes(6000)
    place.write_bytes(bytes(data))
    assert refused(place) == "input.damaged"


def test_groups_that_unpack_to_more_than_the_budget(tmp_path: Path) -> None:
    place = written(tmp_path, _table())
    assert refused(place, Budget(unpacked_bytes=1000)) == "input.too-large"


def test_gaps_and_rounding_are_said(tmp_path: Path) -> None:
    table = {name: np.round(values, 1) for name, values in walking(12.0).items() if name != "t_s"}
    times = walking(12.0)["t_s"]
    times[300:] += 5.0
    found = read_path(written(tmp_path, {"t_s": times, **table}))
    assert {QualityCode.GAP, QualityCode.ROUNDED} <= set(found.header.notes)


def test_a_group_too_long_to_hold_is_read_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_parquet, "LONGEST_GROUP", 500)
    place = written(tmp_path, _table(), group=600)
    assert not isinstance(read_path(place).samples, LongSamples)
    assert refused(place, Budget(rows=300)) == "input.rows.many"
