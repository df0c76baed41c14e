"""Whatever a file holds, the answer is a recording or a plain refusal.

``SUREFOOT_FUZZ_SECONDS`` says how long to look (10 by default; ``dev.py prove`` looks longer) and
``SUREFOOT_FUZZ_SEED`` where to begin.
"""

import collections
import os
import random
import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.model.message import InputProblem
from surefoot.model.recording import Recording
from surefoot.readers.budget import Budget
from surefoot.readers.phone_capture import encode_capture, read_capture
from surefoot.readers.read import read_bytes
from tests.unit.readers.mutate import mutate, seeds

SMALL = Budget(file_bytes=8 << 20, unpacked_bytes=16 << 20, rows=200_000)
SEEDS = seeds()


def read_or_refuse(name: str, data: bytes) -> str:
    """Return "read" or the id of the refusal; anything else that happens fails the test."""
    try:
        recording = read_bytes(name, data, budget=SMALL)
    except InputProblem as problem:
        return problem.message.id if say(problem.message) else ""
    check(recording)
    return "read"


def check(recording: Recording) -> None:
    values = recording.physical(recording.names)
    assert np.isfinite(values).all()
    assert (np.diff(recording.seconds()) > 0).all()
    assert recording.header.time_base.duration_s >= 5.0
    assert read_capture(encode_capture(recording)).id == recording.id


def test_seeds_are_read() -> None:
    assert {read_or_refuse(name, data) for name, data in SEEDS.items()} == {"read"}


def test_damaged_files_for_a_while() -> None:
    seconds = float(os.environ.get("SUREFOOT_FUZZ_SECONDS", "10"))
    seed = int(os.environ.get("SUREFOOT_FUZZ_SEED", "0"))
    end = time.monotonic() + seconds
    seen: collections.Counter[str] = collections.Counter()
    slowest = 0.0
    while time.monotonic() < end:
        rng = random.Random(seed)
        name = rng.choice(list(SEEDS))
        data = mutate(rng, SEEDS[name])
        started = time.monotonic()
        try:
            seen[read_or_refuse(name, data)] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed} ({name}): SUREFOOT_FUZZ_SEED={seed}") from error
        slowest = max(slowest, time.monotonic() - started)
        seed += 1
    assert slowest < 5.0
    assert seen["read"] > 0
    assert len(seen) > 10, seen


@given(name=st.sampled_from(sorted(SEEDS)), data=st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    assert read_or_refuse(name, data)


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    assert read_or_refuse("walk.csv", text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=200)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=12), st.sampled_from(",;\t|"))
def test_any_header_over_the_rows_of_a_walk(labels: list[str], delimiter: str) -> None:
    body = SEEDS["walk.csv"].partition(b"\n")[2].replace(b",", delimiter.encode())
    header = delimiter.join(labels).encode("utf-8", errors="surrogatepass")
    assert read_or_refuse("walk.csv", header + b"\n" + body)
