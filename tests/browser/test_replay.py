"""A real walk through the phone page, event by event: the same bytes, the same steps."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext

from surefoot.model.recording import Recording
from surefoot.readers.phone_capture import encode_capture, read_capture
from tests.browser.household import Household
from tests.browser.phone import Phone, open_phone
from tests.browser.walks import contact_f1, contacts, count_errors, real_walk, to_lists


@pytest.fixture(scope="module")
def replayed(
    browser: Any, household: Household, reference_data: Path
) -> tuple[Phone, Recording, Recording]:
    """The page after the replay, the original, and the recording in the bytes it sent."""
    original, rows = real_walk(reference_data)
    context: BrowserContext = browser.new_context()
    phone = open_phone(context, household)
    phone.start("lower-back")
    for start in range(0, len(rows), 4000):
        phone.feel(to_lists(rows[start : start + 4000]))
    phone.hold_stop()
    phone.wait_for_waiting(0, seconds=60)
    assert len(phone.sent) == 1
    return phone, original, read_capture(phone.sent[0])


def test_every_sample_arrives_within_half_a_count(
    replayed: tuple[Phone, Recording, Recording], reference_data: Path
) -> None:
    _, original, sent = replayed
    assert sent.n_samples == original.n_samples == 22728
    errors = count_errors(sent, real_walk(reference_data)[1])
    assert errors["ticks"] == 0
    assert errors["counts"] <= 0.5 + 1e-6


def test_the_server_keeps_exactly_the_bytes_that_were_sent(
    replayed: tuple[Phone, Recording, Recording], household: Household
) -> None:
    phone, _, sent = replayed
    # The id is a hash of channels and samples, checked by the store against the file it wrote.
    status, kept = household.ask(f"/api/recordings/{sent.id}")
    assert status == 200
    assert kept["recording"]["id"] == sent.id
    body = phone.sent[0]
    digest = hashlib.sha256(body).hexdigest()
    kind = "application/vnd.surefoot.capture"
    again = {"Content-Type": kind, "X-Content-SHA256": digest}
    assert household.ask("/api/recordings", body, again) == (
        200,
        {"recording": sent.id, "sha256": digest, "new": False},
    )


def test_the_same_steps_as_on_the_command_line(
    replayed: tuple[Phone, Recording, Recording], household: Household, tmp_path: Path
) -> None:
    phone, _, sent = replayed
    _, kept = household.ask(f"/api/recordings/{sent.id}")
    file = tmp_path / "walk.sfcap"
    file.write_bytes(phone.sent[0])
    # The page said the placement; the height is Anna's, which only the server knows.
    command = [sys.executable, "-m", "surefoot", "measure", str(file), "--json", "--height-m=1.68"]
    measured = json.loads(subprocess.check_output(command))
    assert len(measured["initial_contacts"]) > 50
    for part in ("initial_contacts", "strides", "segments", "measurements", "not_measured"):
        assert kept[part] == measured[part]


def test_turning_the_sensor_changes_no_step(replayed: tuple[Phone, Recording, Recording]) -> None:
    """The original is in body axes, what a phone sends in its own: gravity tells them apart."""
    _, original, sent = replayed
    assert contact_f1(contacts(sent, original.header.capture), contacts(original), 0.02) > 0.99


def test_python_writes_what_the_page_writes(replayed: tuple[Phone, Recording, Recording]) -> None:
    _, _, sent = replayed
    again = read_capture(encode_capture(sent))
    assert again.id == sent.id
    assert np.array_equal(again.seconds(), sent.seconds())
