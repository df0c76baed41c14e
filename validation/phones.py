"""Recordings of iPhones: dispel_smartphone's 6-minute walks, stances and U-turns; mhealthtools."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Placement
from surefoot.model.recording import Capture, Recording
from validation.reference import make_recording

Floats = NDArray[np.float64]

GRAVITY = 9.80665
AXES = "XYZ"
# Samples are put on the times of the accelerometer; fewer than this are no recording.
FEWEST_SAMPLES = 200


@dataclass(frozen=True, slots=True)
class PhonePart:
    """One part of a session: ``kind`` is 6mwt, sbt (standing) or utt (U-turns)."""

    name: str
    kind: str
    recording: Recording


def _named(measurement: dict[str, Any]) -> dict[str, float]:
    return {value["name"]: float(value["value"]) for value in measurement["values"]}


def _column(rows: list[dict[str, float]], *names: str) -> Floats:
    return np.array([[row[name] for name in names] for row in rows])


def _recording(acc: tuple[Floats, Floats], gyr: tuple[Floats, Floats]) -> Recording | None:
    """Return a recording from times (n,) s and values (n, 3), or None when it is too short.

    iOS gives the pull of gravity; a sensor that rests feels the opposite.
    """
    seconds, values = acc
    rising = np.concatenate([[True], np.diff(np.maximum.accumulate(seconds)) > 1e-4])
    seconds, values = seconds[rising], values[rising]
    if len(seconds) < FEWEST_SAMPLES:
        return None
    rates = np.column_stack([np.interp(seconds, gyr[0], column) for column in gyr[1].T])
    table = np.column_stack([-GRAVITY * values, rates])
    return make_recording(seconds, table, Capture(placement=Placement.BELT_FRONT))


def _ads_level(level: dict[str, Any]) -> Recording | None:
    sensors = {s["name"]: [_named(m) for m in s["measurements"]] for s in level["sensors"]}
    if not {"accelerometer", "gyroscope"} <= set(sensors):
        return None
    acc, gyr = sensors["accelerometer"], sensors["gyroscope"]
    if len(acc) < FEWEST_SAMPLES or len(gyr) < FEWEST_SAMPLES:
        return None
    user = _column(acc, *(f"userAcceleration{axis}" for axis in AXES))
    pull = _column(acc, *(f"gravity{axis}" for axis in AXES))
    return _recording(
        (_column(acc, "ts")[:, 0] / 1000.0, user + pull),
        (_column(gyr, "ts")[:, 0] / 1000.0, _column(gyr, "x", "y", "z")),
    )


def _ads_kind(level: dict[str, Any], test: str) -> str:
    said = [c["value"] for c in level["contexts"] if c["name"] == "levelType"]
    return said[0] if said else test.lower()


def _ads(path: Path, document: dict[str, Any]) -> Iterator[PhonePart]:
    test = document["mobileEvaluationTest"]
    for level in test["levels"]:
        recording = _ads_level(level)
        if recording is not None:
            yield PhonePart(path.name, _ads_kind(level, test["code"]), recording)


def _bdh_signal(raw: dict[str, Any], name: str) -> tuple[Floats, Floats]:
    part = raw[name]
    return np.array(part["timestamp"]) / 1000.0, np.array([part[axis] for axis in "xyz"]).T


def _bdh(path: Path, document: dict[str, Any]) -> Iterator[PhonePart]:
    kinds = {"sb": "sbt", "ut": "utt"}
    for level in document["body"]["levels"]:
        raw = level["raw_data"]
        if not {"raw_accelerometer", "calibrated_gyroscope"} <= set(raw):
            continue
        recording = _recording(
            _bdh_signal(raw, "raw_accelerometer"), _bdh_signal(raw, "calibrated_gyroscope")
        )
        if recording is not None:
            yield PhonePart(path.name, kinds.get(level["name"], "6mwt"), recording)


def dispel_parts(folder: Path, test: str) -> Iterator[PhonePart]:
    """Yield every part of the sessions of ``test``, "6MWT" or "SBT-UTT", that holds samples."""
    for path in sorted((folder / "dispel_smartphone").glob(f"*/{test}/*.json.gz")):
        with gzip.open(path, "rt") as file:
            document = json.load(file)
        yield from (_ads if "mobileEvaluationTest" in document else _bdh)(path, document)


def mhealth_recording(folder: Path, name: str) -> Recording:
    """Return mhealthtools' "walk" or "balance", an iPhone in a pocket."""
    with gzip.open(folder / "mhealthtools_ios" / f"{name}_data.csv.gz", "rt") as file:
        rows = [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]
    acc = _column(rows, *(f"userAcceleration.{a}" for a in "xyz"))
    acc += _column(rows, *(f"gravity.{a}" for a in "xyz"))
    seconds = _column(rows, "timestamp")[:, 0]
    turning = _column(rows, *(f"rotationRate.{a}" for a in "xyz"))
    recording = _recording((seconds, acc), (seconds, turning))
    if recording is None:
        raise ValueError(f"{name} is too short")
    return recording
