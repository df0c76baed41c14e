"""The exported recording folders of research sensors."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from surefoot.model.codes import Aid, ChannelName, Frame, Placement
from surefoot.model.recording import Capture
from surefoot.readers.read import read_path
from tests.unit.readers.make import META, write_folder


def test_description_becomes_header(tmp_path: Path) -> None:
    header = read_path(write_folder(tmp_path / "walk")).header
    assert header.capture == Capture(
        placement=Placement.LOWER_BACK, height_m=1.59, sensor_height_m=0.96, aid=Aid.NONE
    )
    assert {channel.frame for channel in header.channels} == {Frame.BODY}
    assert header.time_base.start == datetime(2020, 12, 10, 13, 9, 3, 815000, tzinfo=UTC)
    assert header.time_base.zone == "Europe/Berlin"
    assert header.time_base.nominal_rate_hz == 50.0


@pytest.mark.parametrize(
    "axes", [{}, {"x": "up", "y": "left", "z": "forward"}, {"x": "right", "y": "up", "z": "back"}]
)
def test_other_axes_are_not_taken_for_the_body(tmp_path: Path, axes: dict[str, str]) -> None:
    header = read_path(write_folder(tmp_path / "walk", {**META, "axes": axes})).header
    assert {channel.frame for channel in header.channels} == {Frame.DEVICE}


def test_unknown_place_and_start_are_said_to_be_unknown(tmp_path: Path) -> None:
    header = read_path(write_folder(tmp_path / "walk", {"sensor_position": "left shoe"})).header
    assert header.capture.placement is Placement.UNKNOWN
    assert not header.time_base.start_known


def test_a_correction_changes_the_words_and_not_the_recording(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "walk")
    plain, said = read_path(folder), read_path(folder, Capture(placement=Placement.BAG))
    assert said.id == plain.id
    assert said.header.capture.placement is Placement.BAG
    assert said.header.capture.height_m == 1.59


def test_real_folders_lose_nothing_that_matters(reference_data: Path) -> None:
    for folder in sorted((reference_data / "mobgap_tvs").glob("*_Test5_*")):
        recording = read_path(folder)
        table = pq.read_table(folder / "imu.parquet")
        truth = np.column_stack([table[name].to_numpy() for name in ChannelName])
        assert np.abs(recording.physical(list(ChannelName)) - truth).max() <= 0.51e-6
        assert np.allclose(recording.seconds(), table["t_s"].to_numpy(), atol=1e-5)
        assert recording.header.notes == ()
