"""One-time tokens that connect a phone, and the tokens that connected phones then carry.

Only hashes are kept: whoever copies the data folder can neither connect nor pose as a phone.
"""

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from surefoot.app.home import make_home
from surefoot.model.check import utc_now
from surefoot.model.people import ActorId, PersonId

LIFE_OF_A_PAIRING = timedelta(minutes=10)


class Pairing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Leave, given by an actor, to connect one phone until ``ends``.

    To one person, or, without ``owner``, to any of those the actor may act for.
    """

    ends: datetime
    by: ActorId
    owner: PersonId | None = None


def issue_pairing(
    home: Path, by: ActorId, owner: PersonId | None = None, now: datetime | None = None
) -> str:
    """Return a new one-time token that connects one phone within ten minutes."""
    now = now or utc_now()
    folder = _folder(home)
    _drop_ended(folder, now)
    token = secrets.token_urlsafe(24)
    draft = folder / f"{secrets.token_hex(8)}.new"
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_bytes(msgspec.json.encode(Pairing(now + LIFE_OF_A_PAIRING, by, owner)))
    draft.replace(folder / hash_token(token))
    return token


def look_at_pairing(home: Path, token: str, now: datetime | None = None) -> Pairing | None:
    """Return what a token allows, or None when it is unknown, spent or too old."""
    pairing = _read(_folder(home) / hash_token(token))
    return pairing if pairing and (now or utc_now()) < pairing.ends else None


def spend_pairing(home: Path, token: str, now: datetime | None = None) -> Pairing | None:
    """Return what a token allows, for the first who asks; it is not good again."""
    pairing = look_at_pairing(home, token, now)
    try:
        (_folder(home) / hash_token(token)).unlink()
    except FileNotFoundError:
        return None
    return pairing


def new_device_token() -> str:
    """Return the secret a connected phone carries: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _folder(home: Path) -> Path:
    make_home(home)
    folder = home / "pairing"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _read(file: Path) -> Pairing | None:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(file.read_bytes(), type=Pairing)
    return None


def _drop_ended(folder: Path, now: datetime) -> None:
    for file in folder.iterdir():
        pairing = _read(file)
        if file.suffix != ".new" and (pairing is None or pairing.ends <= now):
            file.unlink(missing_ok=True)
