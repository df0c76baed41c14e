"""The centre of pressure in text files of force plates."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from surefoot.model.codes import Eyes, Protocol, Stance
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture
from surefoot.readers.force_plate import read_force_plate

HEAD = "Time[s]\tFx[N]\tFz[N]\tCOPx[cm]\tCOPy[cm]"


def rows(n: int = 1000, scale: float = 1.0) -> list[str]:
    times = np.arange(1, n + 1) / 100
    return [f"{t:.3f}\t0.1\t500\t{scale * np.sin(t):.6f}\t{scale * np.cos(t):.6f}" for t in times]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "plate.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_plate_is_read_with_times_points_and_what_is_said(tmp_path: Path) -> None:
    said = Capture(stance=Stance.TANDEM, eyes=Eyes.CLOSED)
    plate = read_force_plate(write(tmp_path, HEAD, *rows()), said)
    assert plate is not None
    assert plate.header.time_base.duration_s == pytest.approx(9.99)
    assert plate.points_cm[49] == pytest.approx([np.sin(0.5), np.cos(0.5)], abs=1e-6)
    assert plate.header.capture == Capture(
        protocol=Protocol.BALANCE, stance=Stance.TANDEM, eyes=Eyes.CLOSED
    )
    assert not plate.sides_known
    assert not plate.header.time_base.start_known


def test_nothing_is_made_up_about_how_a_person_stood(tmp_path: Path) -> None:
    plate = read_force_plate(write(tmp_path, HEAD, *rows()))
    assert plate is not None
    assert plate.header.capture == Capture(protocol=Protocol.BALANCE)


def test_millimetres_packed_give_the_same_points(tmp_path: Path) -> None:
    plain = read_force_plate(write(tmp_path, HEAD, *rows()))
    packed = tmp_path / "plate.txt.gz"
    text = "\n".join([HEAD.replace("[cm]", "[mm]"), *rows(scale=10.0)])
    packed.write_bytes(gzip.compress(text.encode()))
    small = read_force_plate(packed)
    assert plain is not None
    assert small is not None
    assert small.points_cm == pytest.approx(plain.points_cm, abs=1e-5)


def test_columns_named_by_side_say_the_sides(tmp_path: Path) -> None:
    lines = ["time,COP_AP (mm),COP_ML (mm)"]
    lines += [f"{k / 100:.2f},{k / 10},{-k / 100}" for k in range(1000)]
    plate = read_force_plate(write(tmp_path, *lines))
    assert plate is not None
    assert plate.sides_known
    assert plate.points_cm[10] == pytest.approx([-0.01, 0.1])


def test_a_table_without_a_pressure_point_is_no_plate(tmp_path: Path) -> None:
    assert read_force_plate(write(tmp_path, "time,acc_x,acc_y,acc_z", "0,1,2,3")) is None
    assert read_force_plate(tmp_path) is None


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([HEAD.replace("[cm]", "[kg]"), *rows()], "input.plate.unit"),
        ([HEAD.replace("COPx[cm]", "COPx"), *rows()], "input.plate.unit"),
        ([HEAD, *rows(), "10.01\t0\t0\tone\t1"], "input.values.unreadable"),
        ([HEAD, *rows(), "10.01\t0\t0\t\t1"], "input.plate.incomplete"),
        ([HEAD, *rows(), "3.0\t0\t0\t1\t1"], "input.plate.times"),
        ([HEAD, *rows(300)], "input.plate.times"),
        ([HEAD, *rows(), "90000\t0\t0\t1\t1"], "input.plate.times"),
        ([HEAD, *rows(), "10.01\t0\t0\t1e300\t1"], "input.plate.far"),
    ],
)
def test_a_bad_plate_is_refused_in_words(tmp_path: Path, lines: list[str], problem: str) -> None:
    with pytest.raises(InputProblem) as refused:
        read_force_plate(write(tmp_path, *lines))
    assert refused.value.message.id == problem
