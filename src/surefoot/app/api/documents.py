"""Public JSON documents of the API. Their schemas stand in ``contract/``."""

from typing import Annotated

import msgspec
from msgspec import Meta

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class KeptDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The server has the recording on disk; the phone may let go of it if the hash is its own."""

    recording: Annotated[Sha256, Meta(description="Id: SHA-256 of channels and samples.")]
    sha256: Annotated[Sha256, Meta(description="SHA-256 of the bytes that were received.")]
    new: Annotated[bool, Meta(description="False when the server had it already.")]


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong: an id for programs, a sentence for people."""

    id: str
    message: str


class ErrorDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to every request that was not done."""

    error: Problem


class PersonDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person the caller may act for."""

    id: str
    name: str


class MeDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the caller may act for, and the token a browser session sends with each change."""

    people: tuple[PersonDocument, ...]
    csrf: str | None


class PairingRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A one-time pairing token, to look at what it allows."""

    token: str


class PairingDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whom this phone may be connected."""

    people: tuple[PersonDocument, ...]


class DeviceRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Connect a phone: the one-time token is spent by this."""

    token: str
    person: str
    name: Annotated[str, Meta(min_length=1, max_length=100)]


class DeviceDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phone is connected. Its token is shown this once; the server keeps only a hash."""

    token: str
    device: str
    person: PersonDocument


#: Name of each document of the API -> what it is made from.
API_DOCUMENTS: dict[str, type[msgspec.Struct]] = {
    "api-kept": KeptDocument,
    "api-error": ErrorDocument,
    "api-me": MeDocument,
    "api-pairing-request": PairingRequest,
    "api-pairing": PairingDocument,
    "api-device-request": DeviceRequest,
    "api-device": DeviceDocument,
}
