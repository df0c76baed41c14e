"""Packed input: useful ones are read, dangerous ones refused before they hurt."""

import gzip
import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from surefoot.model.codes import Frame
from surefoot.readers.budget import Budget
from surefoot.readers.read import read_bytes
from tests.unit.readers.make import (
    META,
    capture_bytes,
    csv_bytes,
    parquet_bytes,
    refusal,
    refused,
    walking,
    zip_bytes,
)

CSV = csv_bytes(walking())
ID = read_bytes("walk.csv", CSV).id


@pytest.mark.parametrize("name", ["walk.csv", "deep/er/w.parquet"])
def test_one_recording_in_a_zip(name: str) -> None:
    data = CSV if name.endswith("csv") else parquet_bytes(walking())
    litter = {"__MACOSX/._walk.csv": b"\0\5\x16\7", ".DS_Store": b"\0", "readme.pdf": b"%PDF"}
    assert read_bytes("walk.zip", zip_bytes({name: data, **litter})).id == ID


def test_a_phone_capture_in_a_zip() -> None:
    data = capture_bytes()
    packed = zip_bytes({"walk.sfcap": data})
    assert read_bytes("w.zip", packed).id == read_bytes("w.sfcap", data).id


def test_a_recording_folder_in_a_zip() -> None:
    import json

    entries = {
        "MS_001/imu.parquet": parquet_bytes(walking()),
        "MS_001/meta.json": json.dumps(META).encode(),
        "MS_001/ref/ic.csv": b"wb_id,step_id,t_s\n",
    }
    recording = read_bytes("MS_001.zip", zip_bytes(entries))
    assert recording.id == ID
    assert recording.header.channels[0].frame is Frame.BODY
    assert recording.header.capture.height_m == 1.59


def test_gzip() -> None:
    assert read_bytes("walk.csv.gz", gzip.compress(CSV)).id == ID


def test_gzip_cut_off() -> None:
    assert refused(gzip.compress(CSV)[:-20], "w.csv.gz").id == "input.truncated"


def test_gzip_damaged() -> None:
    data = bytearray(gzip.compress(CSV))
    data[40:60] = b"\xff" * 20
    assert refused(bytes(data), "w.csv.gz").id in ("input.damaged", "input.truncated")


@pytest.mark.parametrize("pack", [lambda d: zip_bytes({"walk.csv": d}), gzip.compress])
def test_bombs_are_refused_quickly_and_in_little_memory(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"0,0,0,0\n" * (24 << 20))
    tracemalloc.start()
    started = time.perf_counter()
    message = refused(bomb, "walk.zip")
    elapsed, peak = time.perf_counter() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert message.id == "input.zip.bomb"
    assert elapsed < 5.0
    assert peak < 64 << 20


def test_an_entry_that_claims_ten_gigabytes() -> None:
    data = bytearray(zip_bytes({"walk.csv": CSV}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 0xFFFFFFF0)
    assert refused(bytes(data), "walk.zip").id == "input.too-large"


def test_an_entry_that_holds_more_than_it_claims() -> None:
    data = bytearray(zip_bytes({"walk.csv": CSV}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 100)
    assert refused(bytes(data), "walk.zip").id in ("input.damaged", "input.no-rows")


def test_budget_of_all_entries_together() -> None:
    data = zip_bytes({"a.csv": CSV, "b.txt": CSV})
    message = refusal(
        lambda: read_bytes("w.zip", data, budget=Budget(unpacked_bytes=len(CSV) + 10))
    )
    assert message.id == "input.too-large"


@pytest.mark.parametrize(
    "name", ["../walk.csv", "/etc/walk.csv", "a/../../walk.csv", "C:\\walk.csv", "..\\walk.csv"]
)
def test_names_that_climb_out(name: str) -> None:
    message = refused(zip_bytes({name: CSV}), "walk.zip")
    assert (message.id, message.params["entry"]) == ("input.zip.names", name)


@pytest.mark.parametrize("pack", [lambda d: zip_bytes({"walk.csv": d}), gzip.compress])
def test_packed_in_packed(pack: Callable[[bytes], bytes]) -> None:
    inner = pack(CSV)
    assert refused(zip_bytes({"walk.zip": inner}), "outer.zip").id == "input.zip.nested"
    assert refused(gzip.compress(inner), "outer.gz").id == "input.zip.nested"


def test_password() -> None:
    data = bytearray(zip_bytes({"walk.csv": CSV}))
    directory = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert refused(bytes(data), "walk.zip").id == "input.zip.encrypted"


def test_unusual_packing() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("walk.csv", CSV)
    assert refused(stream.getvalue(), "walk.zip").id == "input.zip.method"


def test_nothing_or_several_inside() -> None:
    assert refused(zip_bytes({}), "walk.zip").id == "input.zip.empty"
    assert refused(zip_bytes({"notes.docx": b"x"}), "walk.zip").id == "input.zip.empty"
    assert refused(zip_bytes({"a.csv": CSV, "b.csv": CSV}), "w.zip").id == "input.zip.several"


def test_too_many_entries() -> None:
    data = zip_bytes({f"{i}.txt": b"" for i in range(2001)})
    assert refused(data, "walk.zip").id == "input.zip.many"


@pytest.mark.parametrize("cut", [10, 200, 1000])
def test_cut_off(cut: int) -> None:
    assert refused(zip_bytes({"walk.csv": CSV})[:-cut], "walk.zip").id == "input.damaged"
