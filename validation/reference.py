"""Where the reference recordings are, and each of them with its truth."""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Foot, Frame, Placement
from surefoot.model.recording import (
    TICK_S,
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.model.units import Unit
from surefoot.readers.read import read_path
from validation.cases import TrueBout, TrueContact, Truth

Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
SCALE = 1e-5
# The XSens clock of Voisard's recordings counts packets at this rate; some packets are missing.
VOISARD_HZ = 100.0


def reference_folder() -> Path:
    """Return the folder of reference recordings.

    Raises:
        FileNotFoundError: it is not where SUREFOOT_REFERENCE_DATA or the default says.
    """
    named = os.environ.get("SUREFOOT_REFERENCE_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        raise FileNotFoundError(
            f"reference recordings are not at {folder}; set SUREFOOT_REFERENCE_DATA"
        )
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _bout(row: dict[str, str]) -> TrueBout:
    return TrueBout(
        span=(float(row["start_s"]), float(row["end_s"])),
        stride_length_m=float(row["stride_length_m"]),
        speed_mps=float(row["speed_mps"]),
        cadence_spm=float(row["cadence_spm"]),
    )


def mobgap_names(folder: Path) -> list[str]:
    """Return the recordings of mobgap_tvs that have a reference walking bout."""
    root = folder / "mobgap_tvs"
    return sorted(
        path.name
        for path in root.iterdir()
        if path.is_dir() and _rows(path / "ref_indip_wb" / "wb.csv")
    )


def mobgap_case(folder: Path, name: str, system: str = "indip") -> tuple[Recording, Truth]:
    """Return one recording of mobgap_tvs with the walking bouts of one reference system."""
    path = folder / "mobgap_tvs" / name
    reference = path / f"ref_{system}_wb"
    contacts = sorted(
        (TrueContact(float(r["t_s"]), Foot(r["side"])) for r in _rows(reference / "ic.csv")),
        key=lambda contact: contact.time_s,
    )
    bouts = tuple(_bout(row) for row in _rows(reference / "wb.csv"))
    return read_path(path), Truth(bouts, tuple(contacts))


def make_recording(seconds: Floats, values: Floats, capture: Capture) -> Recording:
    """Return a recording in device axes from times (n,) and values (n, 3 or 6) in SI units."""
    names = tuple(ChannelName)[: values.shape[1]]
    channels = tuple(
        Channel(
            name,
            Unit.METRE_PER_SECOND_SQUARED if name.startswith("acc") else Unit.RADIAN_PER_SECOND,
            Frame.DEVICE,
            SCALE,
        )
        for name in names
    )
    ticks = np.rint((seconds - seconds[0]) / TICK_S).astype(np.int64)
    counts = np.ascontiguousarray(np.rint(values.T / SCALE).astype(np.int32))
    samples = MemorySamples(ticks, counts)
    base = describe_times(ticks, datetime(2020, 1, 1, tzinfo=UTC), "UTC", None)
    header = Header(channels, base, Device(), capture)
    return Recording(content_id(channels, samples, len(ticks)), header, samples)


def _voisard_truth(events: dict[str, list[list[int]]], first: float, last: float) -> Truth:
    contacts = [
        TrueContact(strike / VOISARD_HZ, foot)
        for key, foot in (("LeftFootEvents", Foot.LEFT), ("RightFootEvents", Foot.RIGHT))
        for _, strike in events[key]
    ]
    # Some files list events long after the walk ended; the trial's own bounds leave them out.
    kept = sorted((c for c in contacts if first <= c.time_s <= last + 0.01), key=lambda c: c.time_s)
    return Truth((TrueBout((kept[0].time_s, kept[-1].time_s)),), tuple(kept))


def voisard_cases(folder: Path) -> Iterator[tuple[str, Recording, Truth]]:
    """Yield the lower-back recordings of Voisard et al. with contacts of both feet."""
    for path in sorted((folder / "voisard_ipol2023" / "GaitData").glob("*_lb.txt.gz")):
        name = path.name.removesuffix("_lb.txt.gz")
        meta = json.loads((path.parent / f"{name}.json").read_text())
        with gzip.open(path, "rt") as file:
            table = np.loadtxt(file, skiprows=2)
        rising = np.concatenate([[True], np.diff(table[:, 0]) > 0])
        table = table[rising]
        offset = float(table[0, 0]) / VOISARD_HZ
        height = float(meta["Height"]) / 100 if meta["Height"] == meta["Height"] else None
        capture = Capture(placement=Placement.LOWER_BACK, height_m=height)
        recording = make_recording(table[:, 0] / VOISARD_HZ, table[:, 1:7], capture)
        first, last = (edge / VOISARD_HZ for edge in meta["TrialBoundaries"])
        truth = _voisard_truth(meta, first, last)
        yield name, recording, _shifted(truth, -offset)


def _shifted(truth: Truth, by: float) -> Truth:
    bouts = tuple(TrueBout((b.span[0] + by, b.span[1] + by)) for b in truth.bouts)
    return Truth(bouts, tuple(TrueContact(c.time_s + by, c.foot) for c in truth.contacts))
