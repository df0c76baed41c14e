"""Exports of the Konectom app: both forms, awkward ones, and the way by GPS."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from surefoot.model.codes import ChannelName, DistanceSource, Protocol, QualityCode
from surefoot.model.recording import Recording
from surefoot.readers.path_length import path_length
from surefoot.readers.read import read_bytes, read_path
from tests.unit.readers.konectom_files import N, new_form, old_form
from tests.unit.readers.make import refused


def read(document: object) -> Recording:
    return read_bytes("walk.json", json.dumps(document).encode())


@pytest.mark.parametrize("document", [old_form(), new_form(), new_form("android")])
def test_both_forms_feel_gravity_upwards_in_si_units(document: dict[str, Any]) -> None:
    recording = read(document)
    acceleration = recording.physical((ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z))
    assert acceleration[:, 1].mean() == pytest.approx(9.80665, rel=1e-3)
    assert recording.physical((ChannelName.GYR_Y,)).mean() == pytest.approx(0.5)
    assert recording.header.capture.protocol is Protocol.WALK_6MIN
    assert recording.header.time_base.start_known
    assert QualityCode.UNIT_CONVERTED in recording.header.notes


def test_the_path_gives_the_distance_and_says_its_source() -> None:
    capture = read(old_form(gps=60)).header.capture
    assert capture.distance_source is DistanceSource.GPS
    assert capture.distance_m == pytest.approx(1.2 * 59, rel=0.08)
    none = read(old_form()).header.capture
    assert (none.distance_m, none.distance_source) == (None, None)


def test_the_longest_go_is_read() -> None:
    assert read(old_form(levels=2)).n_samples == N


def test_repeated_times_are_left_out_and_noted() -> None:
    document = new_form()
    times = document["body"]["levels"][0]["raw_data"]["raw_accelerometer"]["timestamp"]
    document["body"]["levels"][0]["raw_data"]["raw_accelerometer"]["timestamp"] = [
        times[k - k % 10 // 9] for k in range(N)
    ]
    recording = read(document)
    assert recording.n_samples == pytest.approx(0.9 * N, rel=0.02)
    assert QualityCode.JITTER in recording.header.notes


def test_without_a_gyroscope_there_is_none() -> None:
    document = new_form()
    del document["body"]["levels"][0]["raw_data"]["raw_gyroscope"]
    assert not read(document).has(ChannelName.GYR_X)


def _no_levels(document: dict[str, Any]) -> None:
    document["body"]["levels"] = []


def _uneven(document: dict[str, Any]) -> None:
    document["body"]["levels"][0]["raw_data"]["raw_accelerometer"]["x"].pop()


def _no_times(document: dict[str, Any]) -> None:
    document["body"]["levels"][0]["raw_data"]["raw_accelerometer"]["timestamp"] = ["?"] * N


def _not_a_table(document: dict[str, Any]) -> None:
    document["body"]["levels"][0]["raw_data"] = 7


def _infinite(document: dict[str, Any]) -> None:
    document["body"]["levels"][0]["raw_data"]["raw_accelerometer"]["x"][5] = "inf"


@pytest.mark.parametrize(
    ("break_it", "refusal"),
    [
        (_no_levels, "input.no-rows"),
        (_uneven, "input.no-rows"),
        (_no_times, "input.no-rows"),
        (_not_a_table, "input.meta.field"),
        (_infinite, "input.values.infinite"),
    ],
)
def test_what_is_broken_is_said(break_it: Callable[[dict[str, Any]], None], refusal: str) -> None:
    document = new_form()
    break_it(document)
    assert refused(json.dumps(document).encode()).id == refusal


def test_a_cut_off_file_is_damaged() -> None:
    data = json.dumps(old_form()).encode()
    assert refused(data[: len(data) // 2]).id == "input.meta.damaged"


class TestPathLength:
    def along(self, places: np.ndarray, accuracy: float = 5.0) -> float | None:
        seconds = np.arange(len(places), dtype=np.float64)
        return path_length(seconds, places, np.full(len(places), accuracy))

    def noise(self, n: int) -> np.ndarray:
        rng = np.random.default_rng(4)
        slow = np.zeros((n, 2))
        for k in range(1, n):
            slow[k] = 0.95 * slow[k - 1] + 0.6 * rng.standard_normal(2)
        return slow + 0.5 * rng.standard_normal((n, 2))

    def test_noise_does_not_make_a_line_longer(self) -> None:
        line = np.column_stack([1.2 * np.arange(360.0), np.zeros(360)])
        noisy = line + self.noise(360)
        rough = float(np.hypot(*np.diff(noisy, axis=0).T).sum())
        found = self.along(noisy)
        assert found == pytest.approx(431.0, rel=0.04)
        assert rough > 1.1 * 431.0

    def test_standing_is_hardly_a_walk(self) -> None:
        found = self.along(self.noise(360))
        assert found is None or found < 60.0

    def test_positions_by_wireless_networks_tell_nothing(self) -> None:
        line = np.column_stack([1.2 * np.arange(360.0), np.zeros(360)])
        assert self.along(line, accuracy=65.0) is None

    def test_a_tunnel_tells_nothing(self) -> None:
        line = np.column_stack([1.2 * np.arange(360.0), np.zeros(360)])
        line[100:150] = np.nan
        assert self.along(line) is None


@pytest.mark.parametrize(
    ("name", "metres"),
    [
        ("ads/6MWT/basic.json.gz", 467.0),
        ("ads/6MWT/2455.json.gz", None),
        ("ads/6MWT/duplicated_ts.json.gz", None),
        ("ads/6MWT/inf_speed.json.gz", None),
        ("ads/6MWT/no_gps.json.gz", None),
        ("bdh/6MWT/igni_6mwt.json.gz", 650.0),
        ("bdh/6MWT/uat_6mwt.json.gz", None),
    ],
)
def test_real_six_minute_walks(reference_data: Path, name: str, metres: float | None) -> None:
    """A position worse than 25 m gives no distance; a good one less than its raw jitter says."""
    recording = read_path(reference_data / "dispel_smartphone" / name)
    assert 355.0 < recording.header.time_base.duration_s < 425.0
    found = recording.header.capture.distance_m
    assert (found is None) == (metres is None)
    if found is not None and metres is not None:
        assert 0.85 * metres < found < metres


def test_a_real_file_of_balance_without_samples_is_refused(reference_data: Path) -> None:
    path = reference_data / "dispel_smartphone" / "bdh" / "SBT-UTT" / "bug-sbt_utt.json"
    assert refused(path.read_bytes()).id == "input.no-rows"


def test_a_real_export_may_be_unpacked_first(reference_data: Path) -> None:
    path = reference_data / "dispel_smartphone" / "ads" / "6MWT" / "no_gps.json.gz"
    plain = read_bytes("walk.json", gzip.decompress(path.read_bytes()))
    assert plain.id == read_path(path).id
