"""Rules that every store keeps, whatever it keeps its nouns in."""

import re
from enum import StrEnum

from surefoot.model.check import require
from surefoot.model.entry import Entry
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, ActorId, Person
from surefoot.model.trial import Trial
from surefoot.store.protocol import NotAllowed

_LONGEST_NAME = 200
_DEVICE = "device:"
_CONTENT_HASH = re.compile(r"[0-9a-f]{64}")


class Role(StrEnum):
    """What a grant allows. A device may keep and read, but not decide who else may."""

    FULL = "full"
    DEVICE = "device"


class NounKind(StrEnum):
    """Kinds of nouns that are kept in versions and leave tombstones."""

    RECORDING = "recording"
    ANALYSIS = "analysis"
    ENTRY = "entry"
    TRIAL = "trial"


def is_name(name: str) -> bool:
    """Whether every database can keep and index this name or id as it is."""
    return 0 < len(name) <= _LONGEST_NAME and name.isprintable()


def require_name(name: str) -> None:
    """Refuse a name or an id that some database could not keep.

    Raises:
        InputProblem: ``store.bad-name``.
    """
    if not is_name(name):
        raise InputProblem("store.bad-name", longest=_LONGEST_NAME)


def is_hash(text: str) -> bool:
    """Whether this is the 64 lower-case hex digits of a SHA-256."""
    return _CONTENT_HASH.fullmatch(text) is not None


def require_hash(text: str) -> None:
    """Refuse anything but the 64 hex digits of a SHA-256.

    Raises:
        ValueError: it is something else.
    """
    require(is_hash(text), "a hash has 64 lower-case hex digits")


def require_same_person(access: Access, old: Person, new: Person) -> None:
    """Refuse a change of what a person is, rather than of what is said of them."""
    if new.id != access.owner:
        raise NotAllowed
    require(
        (new.created, new.simulated) == (old.created, old.simulated),
        "when a person was added, and whether they are simulated, never changes",
    )


def require_same_entry(kept: Entry, again: Entry) -> None:
    """Refuse another content under the id of a kept entry.

    Raises:
        InputProblem: ``store.entry-exists``; a correction is a new entry that supersedes.
    """
    if kept != again:
        raise InputProblem("store.entry-exists", entry=kept.id)


def require_same_trial(kept: Trial, again: Trial) -> None:
    """Refuse another trial under the id of a kept one.

    Raises:
        ValueError: the id of a trial is a hash of its content.
    """
    require(kept == again, "the id of a trial is a hash of its content")


def is_device(actor: ActorId) -> bool:
    """Whether an actor is, or was, a device."""
    return actor.startswith(_DEVICE)


def device_actor(token_sha256: str) -> ActorId:
    """Return the actor that a device with this token is; the token cannot be told from it."""
    return ActorId(f"{_DEVICE}{token_sha256[:24]}")
