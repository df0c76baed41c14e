"""Damages real-like files in the ways transport, editors and attackers do."""

import gzip
import json
import random
from collections.abc import Callable

import numpy as np

from tests.unit.readers.device_files import (
    cwa_bytes,
    geneactiv_bytes,
    motion_counts,
    packed_cwa_bytes,
)
from tests.unit.readers.konectom_files import new_form, old_form
from tests.unit.readers.make import capture_bytes, csv_bytes, parquet_bytes, walking, zip_bytes

Mutation = Callable[[random.Random, bytearray], bytearray]

# What breaks readers more often than chance would: limits, signs, words, marks of formats.
MORSELS = (
    b"", b"\0", b"\xff", b"\n", b"\r\n", b",", b";", b'"', b"nan", b"inf", b"-inf", b"1e999", b"-1",
    b"99999999999999999999", b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f", b"PAR1", b"PK\x03\x04",
    b"\x1f\x8b", b"{", b"}", b"null", b"../", b"t_s", b"acc_x", b"2026-11-21T09:00:00Z",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return one small file of every format, by name."""
    table = walking(6.0, 20.0)
    text = csv_bytes(table)
    return {
        "walk.csv": text,
        "decimal.csv": csv_bytes(table, ";", ","),
        "walk.parquet": parquet_bytes(table),
        "walk.sfcap": capture_bytes(6.0),
        "walk.zip": zip_bytes({"walk.csv": text}),
        "folder.zip": zip_bytes({"w/imu.parquet": parquet_bytes(table), "w/meta.json": b"{}"}),
        "week.cwa": cwa_bytes(motion_counts(800)),
        "week3.cwa": packed_cwa_bytes(motion_counts(720)[:, :3].astype(np.int64) >> 4),
        "week.bin": geneactiv_bytes(motion_counts(900)[:, :3].astype(np.int64) >> 4),
        "old.json": json.dumps(old_form(gps=20)).encode(),
        "new.json": json.dumps(new_form()).encode(),
        "walk.csv.gz": gzip.compress(text, mtime=0),
    }


def _flip(rng: random.Random, data: bytearray) -> bytearray:
    for _ in range(rng.choice([1, 1, 3, 20])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return data


def _cut(rng: random.Random, data: bytearray) -> bytearray:
    return data[: rng.randrange(len(data))] if rng.random() < 0.7 else data[rng.randrange(64) :]


def _put(rng: random.Random, data: bytearray) -> bytearray:
    place = rng.randrange(len(data))
    data[place : place + rng.choice([0, 1, 4, 8])] = rng.choice(MORSELS)
    return data


def _repeat(rng: random.Random, data: bytearray) -> bytearray:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 200)]
    return data[:start] + piece * rng.randrange(2, 5) + data[start:]


def _swap(rng: random.Random, data: bytearray) -> bytearray:
    a, b = sorted(rng.randrange(len(data)) for _ in range(2))
    return data[:a] + data[b:] + data[a:b]


def _near_edge(rng: random.Random, data: bytearray) -> bytearray:
    """Headers and footers decide how the rest is read."""
    place = rng.randrange(min(600, len(data)))
    place = place if rng.random() < 0.5 else len(data) - 1 - place
    data[place] = rng.randrange(256)
    return data


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _put, _repeat, _swap, _near_edge, _near_edge)


def mutate(rng: random.Random, data: bytes) -> bytes:
    """Return ``data`` damaged once to four times."""
    damaged = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        if damaged:
            damaged = rng.choice(MUTATIONS)(rng, damaged)
    return bytes(damaged)
