"""Every way a file can be wrong has its own plain answer: file, place, remedy; and quickly."""

import os
import re
import time
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from surefoot.app.messages_readers import MESSAGES
from surefoot.readers.budget import Budget
from surefoot.readers.read import read_bytes, read_path
from tests.conftest import ROOT
from tests.unit.readers.make import (
    csv_bytes,
    parquet_bytes,
    refusal,
    refused,
    walking,
    write_folder,
)

PLAIN = walking()


def lines() -> list[str]:
    return csv_bytes(PLAIN).decode().splitlines()


def with_cell(row: int, column: str, text: str) -> bytes:
    """Return the table with one cell changed; ``row`` counts as a spreadsheet does."""
    table = [line.split(",") for line in lines()]
    table[row - 1][table[0].index(column)] = text
    return "\n".join(",".join(cells) for cells in table).encode()


@pytest.mark.parametrize("data", [b"", b"   \n\n ", b"\0" * 100])
def test_empty(data: bytes) -> None:
    assert refused(data).id == "input.empty"


@pytest.mark.parametrize("data", [lines()[0].encode(), b"# only a comment\n", b"\xef\xbb\xbf# a\n"])
def test_no_rows(data: bytes) -> None:
    assert refused(data).id == "input.no-rows"


def test_missing_file_and_a_file_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "walk.csv").write_bytes(b"x")
    for path in (tmp_path / "none.csv", tmp_path / "walk.csv" / "inner.csv", Path("nul\0.csv")):
        assert refusal(partial(read_path, path)).id == "input.not-found"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_bytes(csv_bytes(PLAIN))
    path.chmod(0)
    assert refusal(lambda: read_path(path)).id == "input.no-permission"


def test_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "walk.csv"
    path.write_bytes(csv_bytes(PLAIN))

    def deny(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(lambda: read_path(path)).id == "input.no-permission"


def test_a_name_too_long_for_the_system(tmp_path: Path) -> None:
    assert refusal(lambda: read_path(tmp_path / ("w" * 5000))).id == "input.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "walk.csv")
    assert refusal(lambda: read_path(tmp_path / "walk.csv")).id == "input.not-a-file"
    assert refusal(lambda: read_path(Path("/dev/zero"))).id == "input.not-a-file"


def test_ten_gigabytes_are_refused_from_the_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    with path.open("wb") as stream:
        stream.write(csv_bytes(PLAIN))
        stream.truncate(10 * 1024**3)
    started = time.perf_counter()
    message = refusal(lambda: read_path(path))
    assert time.perf_counter() - started < 1.0
    assert message.id == "input.too-large"
    assert message.params["size"] == "10.0 GB"


def test_ten_gigabytes_inside_a_recording_folder(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "walk")
    with (folder / "imu.parquet").open("r+b") as stream:
        stream.truncate(10 * 1024**3)
    assert refusal(lambda: read_path(folder)).id == "input.too-large"


def test_parquet_that_claims_more_rows_than_the_budget() -> None:
    few = {name: np.zeros(2000) for name in PLAIN}
    message = refusal(
        lambda: read_bytes("walk.parquet", parquet_bytes(few), budget=Budget(rows=1000))
    )
    assert message.id == "input.rows.many"


def test_parquet_that_unpacks_to_more_than_the_budget() -> None:
    data = parquet_bytes(PLAIN)
    message = refusal(lambda: read_bytes("w.parquet", data, budget=Budget(unpacked_bytes=1000)))
    assert message.id == "input.too-large"


def test_csv_with_more_rows_than_the_budget() -> None:
    message = refusal(lambda: read_bytes("w.csv", csv_bytes(PLAIN), budget=Budget(rows=100)))
    assert message.id == "input.rows.many"


@pytest.mark.parametrize("keep", [4, 100, 2000, -1, -8])
def test_truncated_parquet(keep: int) -> None:
    assert refused(parquet_bytes(PLAIN)[:keep], "w.parquet").id == "input.truncated"


def test_damaged_parquet() -> None:
    data = parquet_bytes(PLAIN)
    assert refused(data[:-100] + b"\xff" * 92 + data[-8:], "w.parquet").id == "input.damaged"


def test_truncated_csv_names_the_row() -> None:
    data = csv_bytes(PLAIN)[:-30]
    message = refused(data)
    assert message.id == "input.table.row"
    assert message.params["row"] == len(data.decode().splitlines())


def test_wrong_columns_say_what_is_there_and_what_is_needed() -> None:
    table = {"t_s": PLAIN["t_s"], "acc_x": PLAIN["acc_x"], "heart": PLAIN["acc_y"]}
    message = refused(csv_bytes(table))
    assert message.id == "input.columns.missing"
    assert message.params["found"] == "t_s, acc_x, heart"
    assert message.params["needed"] == "acc_y, acc_z"


def test_no_time_column() -> None:
    table = {name: values for name, values in PLAIN.items() if name != "t_s"}
    assert refused(csv_bytes(table)).params["needed"] == "time"


def test_no_header() -> None:
    assert refused("\n".join(lines()[1:]).encode()).id == "input.columns.no-header"


def test_two_columns_for_one_axis() -> None:
    message = refused(csv_bytes({**PLAIN, "accel_x": PLAIN["acc_x"]}))
    assert message.id == "input.columns.twice"


def test_acceleration_without_gravity_by_name() -> None:
    table = {"t": PLAIN["t_s"]} | {f"userAcceleration.{a}": PLAIN[f"acc_{a}"] for a in "xyz"}
    assert refused(csv_bytes(table)).id == "input.columns.no-gravity"


def test_acceleration_without_gravity_by_size() -> None:
    table = {**PLAIN, "acc_x": PLAIN["acc_x"] - 9.81}
    message = refused(csv_bytes(table))
    assert message.id == "input.units.acceleration"
    assert message.params["mps2"] == "9.81"


@pytest.mark.parametrize("name", ["acc_x (ft/s2)", "acc_x [rad/s]"])
def test_wrong_unit(name: str) -> None:
    table = {name if n == "acc_x" else n: v for n, v in PLAIN.items()}
    message = refused(csv_bytes(table))
    assert message.id == "input.units.unknown"
    assert message.params["column"] == name


def test_unit_of_time_not_clear() -> None:
    table = {"time": PLAIN["t_s"] * 1e12, **PLAIN}
    del table["t_s"]
    assert refused(csv_bytes(table)).id == "input.time.unit"


def test_wrong_unit_of_time() -> None:
    table = {"time (us)": PLAIN["t_s"] * 1e9, **PLAIN}
    del table["t_s"]
    assert refused(csv_bytes(table)).id == "input.time.rate"


def test_time_that_runs_back_names_the_row() -> None:
    message = refused(with_cell(120, "t_s", "0.5"))
    assert (message.id, message.params["row"]) == ("input.time.backwards", 120)
    table = {**PLAIN, "t_s": PLAIN["t_s"].copy()}
    table["t_s"][50] = 0.1
    message = refused(parquet_bytes(table), "w.parquet")
    assert (message.id, message.params["row"]) == ("input.time.backwards", 51)


def test_time_that_stands_still() -> None:
    message = refused(csv_bytes({**PLAIN, "t_s": np.repeat(PLAIN["t_s"][::2], 2)}))
    assert (message.id, message.params["row"]) == ("input.time.repeats", 3)


def test_time_that_jumps_by_months() -> None:
    times = PLAIN["t_s"].copy()
    times[200:] += 1e7
    message = refused(csv_bytes({**PLAIN, "t_s": times}))
    assert (message.id, message.params["row"]) == ("input.time.jump", 202)


def test_time_in_words() -> None:
    assert refused(with_cell(2, "t_s", "soon")).id == "input.time.unreadable"
    message = refused(with_cell(30, "t_s", "soon"))
    assert (message.id, message.params["row"]) == ("input.values.unreadable", 30)


def test_times_with_and_without_zone() -> None:
    times = [
        f"2026-11-21T09:00:{t:09.6f}{'Z' if i % 2 else ''}" for i, t in enumerate(PLAIN["t_s"])
    ]
    assert refused(csv_bytes({**PLAIN, "t_s": times})).id == "input.time.mixed-zones"


def test_infinite_names_row_and_column() -> None:
    message = refused(with_cell(77, "acc_y", "inf"))
    assert (message.id, message.params["row"]) == ("input.values.infinite", 77)
    assert message.params["column"] == "acc_y"


@pytest.mark.parametrize("nothing", ["", "NaN", "null"])
def test_many_missing_values_name_the_first_row(nothing: str) -> None:
    table = [line.split(",") for line in lines()]
    for row in range(41, 91):
        table[row - 1][2] = nothing
    message = refused("\n".join(",".join(cells) for cells in table).encode())
    assert (message.id, message.params["row"], message.params["count"]) == (
        "input.values.missing", 41, 50
    )  # fmt: skip


def test_a_word_among_numbers() -> None:
    message = refused(with_cell(33, "acc_z", "oops"))
    assert (message.id, message.params["row"]) == ("input.values.unreadable", 33)
    assert (message.params["column"], message.params["value"]) == ("acc_z", "oops")


def test_impossible_value() -> None:
    message = refused(with_cell(33, "acc_z", "1e9"))
    assert (message.id, message.params["row"]) == ("input.values.impossible", 33)


def test_parquet_column_of_words() -> None:
    table = {**PLAIN, "acc_z": ["a"] * len(PLAIN["t_s"])}
    assert refused(parquet_bytes(table), "w.parquet").id == "input.values.not-numbers"


def test_parquet_with_nested_columns() -> None:
    table = {**PLAIN, "acc_z": [[1.0]] * len(PLAIN["t_s"])}
    assert refused(parquet_bytes(table), "w.parquet").id == "input.values.not-numbers"


def test_constant() -> None:
    table = {name: np.full_like(v, 5.66) if "acc" in name else v for name, v in PLAIN.items()}
    assert refused(csv_bytes(table)).id == "input.constant"


def test_five_seconds_are_needed() -> None:
    message = refused(csv_bytes(walking(4.9)))
    assert (message.id, message.params["needed"]) == ("input.too-short", "5")
    assert read_bytes("w.csv", csv_bytes(walking(5.1))).header.time_base.duration_s > 5


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"RIFF\0\0\0\0WEBP", "webp"),
        (b"SQLite format 3\0", "sqlite"),
    ],
)
def test_a_picture_instead_of_a_recording(start: bytes, kind: str) -> None:
    message = refused(start + bytes(range(256)) * 20, "walk.csv")
    assert (message.id, message.params["kind"]) == ("input.not-a-recording", kind)


def test_not_utf8_names_the_row() -> None:
    data = csv_bytes(PLAIN).replace(b"gyr_z", b"gyr_z (\xb0/s)")
    assert refused(data).params["row"] == 1
    broken = with_cell(60, "acc_x", "9#8").replace(b"#", b"\xff")
    message = refused(broken)
    assert (message.id, message.params["row"]) == ("input.not-utf8", 60)


def test_other_text() -> None:
    assert refused(b'[{"acc": 1}]', "walk.json").id == "input.format-unknown"
    assert refused(b"<html></html>", "walk.csv").id == "input.format-unknown"
    assert refused(b"Dear diary,\ntoday was fine\n", "walk.txt").id == "input.columns.missing"


def test_folder_without_its_files(tmp_path: Path) -> None:
    message = refusal(lambda: read_path(tmp_path))
    assert (message.id, message.params["missing"]) == (
        "input.folder.incomplete", "imu.parquet, meta.json"
    )  # fmt: skip
    folder = write_folder(tmp_path / "walk")
    (folder / "meta.json").unlink()
    assert refusal(lambda: read_path(folder)).params["missing"] == "meta.json"


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("", "input.empty"),
        ('{"fs_hz": 100', "input.meta.damaged"),
        ('{"fs_hz": "fast"}', "input.meta.field"),
        ('{"height_m": 17.0}', "input.meta.field"),
        ('{"time_zone": 5}', "input.meta.field"),
        ("[]", "input.meta.field"),
    ],
)
def test_damaged_description(tmp_path: Path, text: str, message_id: str) -> None:
    folder = write_folder(tmp_path / "walk")
    (folder / "meta.json").write_text(text)
    message = refusal(lambda: read_path(folder))
    assert message.id == message_id
    assert str(message.params["file"]).endswith("meta.json")


def test_folder_whose_samples_are_a_table(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "walk")
    (folder / "imu.parquet").write_bytes(csv_bytes(PLAIN))
    assert refusal(lambda: read_path(folder)).id == "input.folder.samples"


def test_many_row_groups_and_single_precision_still_read() -> None:
    stream = pa.BufferOutputStream()
    table = pa.table({n: v if n == "t_s" else v.astype(np.float32) for n, v in PLAIN.items()})
    pq.write_table(table, stream, row_group_size=37, compression="gzip")
    recording = read_bytes("w.parquet", stream.getvalue().to_pybytes())
    assert recording.id == read_bytes("w.csv", csv_bytes(PLAIN)).id


def raised_ids() -> set[str]:
    source = "".join(p.read_text() for p in (ROOT / "src/surefoot/readers").glob("*.py"))
    return set(re.findall(r'"(input\.[a-z0-9.-]+)"', source))


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    assert raised_ids() == set(MESSAGES)


def test_every_sentence_says_what_to_do() -> None:
    for message_id, sentence in MESSAGES.items():
        assert sentence.count(". ") >= 1 or sentence.endswith("it."), message_id
        assert "{file}" in sentence or message_id == "input.capture.too-long", message_id
