"""One-time tokens that connect a phone."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from surefoot.app.serve.pairing import (
    LIFE_OF_A_PAIRING,
    Pairing,
    hash_token,
    issue_pairing,
    look_at_pairing,
    new_device_token,
    spend_pairing,
)
from surefoot.model.people import ActorId, PersonId

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ALICE, ANNA = ActorId("alice"), PersonId("anna")


def test_it_is_spent_once(tmp_path: Path) -> None:
    token = issue_pairing(tmp_path, ALICE, ANNA, NOW)
    assert look_at_pairing(tmp_path, token, NOW) == Pairing(NOW + LIFE_OF_A_PAIRING, ALICE, ANNA)
    assert spend_pairing(tmp_path, token, NOW) == Pairing(NOW + LIFE_OF_A_PAIRING, ALICE, ANNA)
    assert spend_pairing(tmp_path, token, NOW) is None
    assert look_at_pairing(tmp_path, token, NOW) is None


def test_it_ends_after_ten_minutes(tmp_path: Path) -> None:
    token = issue_pairing(tmp_path, ALICE, now=NOW)
    late = NOW + timedelta(minutes=10)
    assert look_at_pairing(tmp_path, token, late - timedelta(seconds=1)) is not None
    assert look_at_pairing(tmp_path, token, late) is None
    assert spend_pairing(tmp_path, token, late) is None


def test_one_of_many_phones_at_once_gets_it(tmp_path: Path) -> None:
    token = issue_pairing(tmp_path, ALICE, now=NOW)
    got: list[Pairing | None] = []
    together = threading.Barrier(16)

    def spend() -> None:
        together.wait()
        got.append(spend_pairing(tmp_path, token, NOW))

    threads = [threading.Thread(target=spend) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(pairing is not None for pairing in got) == 1


def test_the_folder_opens_nothing(tmp_path: Path) -> None:
    token = issue_pairing(tmp_path, ALICE, ANNA, NOW)
    kept = b"".join(file.read_bytes() for file in (tmp_path / "pairing").iterdir())
    names = [file.name for file in (tmp_path / "pairing").iterdir()]
    assert token.encode() not in kept
    assert names == [hash_token(token)]
    assert look_at_pairing(tmp_path, names[0], NOW) is None


@pytest.mark.parametrize("token", ["", "../../secret-key", "x" * 10_000, "ü"])
def test_other_tokens_are_unknown(tmp_path: Path, token: str) -> None:
    issue_pairing(tmp_path, ALICE, now=NOW)
    assert look_at_pairing(tmp_path, token, NOW) is None
    assert spend_pairing(tmp_path, token, NOW) is None


def test_ended_ones_are_cleared_away(tmp_path: Path) -> None:
    issue_pairing(tmp_path, ALICE, now=NOW)
    issue_pairing(tmp_path, ALICE, now=NOW + timedelta(hours=1))
    assert len(list((tmp_path / "pairing").iterdir())) == 1


def test_device_tokens_are_long_and_differ() -> None:
    tokens = {new_device_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)  # 256 bits in base 64
