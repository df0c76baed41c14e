"""Recordings damaged the way sensors, exports and mishaps do, written in every form."""

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Protocol
from tests.unit.measures import suitable
from tests.unit.readers.make import META, csv_bytes, parquet_bytes, zip_bytes
from tests.unit.readers.mutate import mutate

Floats = NDArray[np.float64]
Table = tuple[Floats, Floats]
Damage = Callable[[random.Random, Floats, Floats], Table]

NAMES = tuple(str(name) for name in ChannelName)
#: Protocols of which a simulated recording is short enough to be tried often.
SHORT = (
    Protocol.FREE, Protocol.U_TURN, Protocol.BALANCE, Protocol.CHAIR_STAND_5, Protocol.TUG,
    Protocol.FOOT_TAPPING,
)  # fmt: skip
ODD = (np.nan, np.inf, -np.inf, 1e300, -1e300, 1e9, 2.0**31, -(2.0**31), 1e-300, 0.0)


def _put_odd(rng: random.Random, times: Floats, values: Floats) -> Table:
    for _ in range(rng.choice([1, 5, 200])):
        values[rng.randrange(len(values)), rng.randrange(6)] = rng.choice(ODD)
    return times, values


def _odd_times(rng: random.Random, times: Floats, values: Floats) -> Table:
    for _ in range(rng.choice([1, 3, 50])):
        times[rng.randrange(len(times))] = rng.choice((*ODD, -5.0, 1e7, 3e9, times[0]))
    return times, values


def _hole(rng: random.Random, times: Floats, values: Floats) -> Table:
    times[rng.randrange(len(times)) :] += rng.choice([1.0, 60.0, 86400.0, 4e6, 3e7, 1e9])
    return times, values


def _repeat(rng: random.Random, times: Floats, values: Floats) -> Table:
    first = rng.randrange(len(times))
    again = slice(first, first + rng.randrange(1, 300))
    return np.concatenate([times, times[again]]), np.concatenate([values, values[again]])


def _reverse(rng: random.Random, times: Floats, values: Floats) -> Table:
    return (times[::-1], values) if rng.random() < 0.5 else (times, values[::-1])


def _few(rng: random.Random, times: Floats, values: Floats) -> Table:
    n = rng.choice([0, 1, 2, 3, 50, 300])
    return times[:n], values[:n]


def _constant(rng: random.Random, times: Floats, values: Floats) -> Table:
    columns = rng.sample(range(6), rng.randrange(1, 7))
    values[:, columns] = values[0, columns] if rng.random() < 0.7 else 0.0
    return times, values


def _rate(rng: random.Random, times: Floats, values: Floats) -> Table:
    return times * rng.choice([1e-5, 0.01, 0.1, 3.0, 30.0, 1000.0]), values


def _scale(rng: random.Random, times: Floats, values: Floats) -> Table:
    return times, values * rng.choice([1e-9, 1e-3, 1 / 9.81, 10.0, 57.3, 1e4, 1e12, -1.0])


def _swap(rng: random.Random, times: Floats, values: Floats) -> Table:
    return times, values[:, rng.sample(range(6), 6)]


def _noise(rng: random.Random, times: Floats, values: Floats) -> Table:
    source = np.random.default_rng(rng.randrange(1000))
    return times, values + rng.choice([0.1, 3.0, 100.0]) * source.standard_normal(values.shape)


def _stuck(rng: random.Random, times: Floats, values: Floats) -> Table:
    first = rng.randrange(len(values))
    values[first : first + rng.randrange(1, 2000)] = values[first]
    return times, values


#: Most of these can still be measured; most of the others must be refused.
SOFT: tuple[Damage, ...] = (_hole, _constant, _rate, _scale, _swap, _noise, _stuck)
HARD: tuple[Damage, ...] = (_put_odd, _odd_times, _repeat, _reverse, _few)


def damage(rng: random.Random, table: Table) -> Table:
    """Return a table damaged once to three times; what became empty stays so."""
    times, values = table[0].copy(), table[1].copy()
    kinds = SOFT if rng.random() < 0.75 else HARD + SOFT
    for _ in range(rng.randrange(1, 4)):
        if len(times):
            with np.errstate(all="ignore"):
                times, values = rng.choice(kinds)(rng, times.copy(), values.copy())
    return times, values


def _columns(table: Table) -> dict[str, Floats]:
    return {"t_s": table[0], **dict(zip(NAMES, table[1].T, strict=True))}


def _capture(table: Table) -> bytes:
    with np.errstate(all="ignore"):
        rows = np.column_stack([table[0] * 1e5, table[1] * [1e5, 1e5, 1e5, 5.7e5, 5.7e5, 5.7e5]])
        counts = np.nan_to_num(rows, posinf=2**31 - 1, neginf=-(2**31))
        counts = np.clip(counts, -(2**31), 2**31 - 1).astype("<i4")
    channels = [{"name": n, "unit": "m/s2", "scale": 1e-5} for n in NAMES[:3]]
    channels += [{"name": n, "unit": "deg/s", "scale": 1e-4} for n in NAMES[3:]]
    header = {
        "format": "surefoot-capture", "version": 1, "started": "2026-11-21T09:00:00.000Z",
        "zone": "Europe/Berlin", "channels": channels, "rows": len(counts), "interval_ms": 10,
        "device": {"maker": "", "model": "", "software": ""},
        "capture": {"placement": "lower-back", "protocol": "free", "height_m": 1.7},
    }  # fmt: skip
    return json.dumps(header).encode() + b"\n" + counts.tobytes()


def written(rng: random.Random, table: Table) -> tuple[str, bytes]:
    """Return a table in one of the forms that are read, with a name for the file."""
    columns = _columns(table)
    form = rng.choice(["csv", "parquet", "sfcap", "folder"])
    if form == "csv":
        return "walk.csv", csv_bytes(columns)
    if form == "parquet":
        return "walk.parquet", parquet_bytes(columns)
    if form == "sfcap":
        return "walk.sfcap", _capture(table)
    meta = {**META, rng.choice(list(META)): rng.choice([0, -1, 1e9, "", None, [], "x"])}
    files = {"w/imu.parquet": parquet_bytes(columns), "w/meta.json": json.dumps(meta).encode()}
    return "folder.zip", zip_bytes(files)


def simulated_tables() -> list[Table]:
    """Return simulated recordings of several tests, as times (n,) and values (n, 6)."""
    return [suitable.values_of(suitable.suitable(protocol)) for protocol in SHORT]


def real_tables(folder: Path) -> Iterator[Table]:
    """Yield up to 40 s of real recordings, as times (n,) and values (n, 6) in SI units."""
    for place in sorted((folder / "mobgap_tvs").glob("*/imu.parquet"))[:5]:
        table = pq.read_table(place).slice(2000, 4000)
        values = np.column_stack([table[name].to_numpy() for name in NAMES])
        yield np.arange(len(values)) / 100.0, values.astype(np.float64)
    for place in sorted((folder / "voisard_ipol2023" / "GaitData").glob("*_lb.txt.gz"))[:5]:
        with gzip.open(place, "rt") as file:
            rows = np.loadtxt(file, skiprows=2, max_rows=4000)
        yield rows[:, 0] / 100.0, rows[:, 1:7].copy()


def real_files(folder: Path) -> dict[str, bytes]:
    """Return small real files of sensors and exports as they are, by name."""
    places = [
        *(folder / "import_formats" / "wearable_binaries").iterdir(),
        *(folder / "skdh_tests" / "io").glob("*.cwa"),
        *(folder / "skdh_tests" / "io").glob("*.bin"),
        *(folder / "geotec_tug").rglob("*.csv"),
        *(folder / "dispel_smartphone" / "ads").rglob("*.json.gz"),
        *(folder / "bds_balance").glob("*.txt*"),
    ]
    kept = [place for place in sorted(places) if place.is_file() and place.stat().st_size < 400_000]
    rng = random.Random(1)
    chosen = rng.sample(kept, min(40, len(kept)))
    return dict(_unpacked(number, place) for number, place in enumerate(chosen))


def _unpacked(number: int, place: Path) -> tuple[str, bytes]:
    """Return a file under a name of its own, unpacked, since damage to a packed one ends there."""
    data = place.read_bytes()
    name = f"{number}-{place.name}"
    if place.suffix == ".gz":
        return name.removesuffix(".gz"), gzip.decompress(data)
    return name, data


def damaged_file(
    rng: random.Random, tables: list[Table], files: dict[str, bytes]
) -> tuple[str, bytes]:
    """Return the name and the bytes of one file that may be broken anywhere."""
    if files and rng.random() < 0.3:
        name = rng.choice(sorted(files))
        return name, mutate(rng, files[name])
    name, data = written(rng, damage(rng, rng.choice(tables)))
    return name, mutate(rng, data) if rng.random() < 0.1 else data
