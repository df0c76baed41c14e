"""The one JSON codec of the nouns: strict in, canonical out."""

from typing import TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(noun: msgspec.Struct) -> bytes:
    """Return canonical JSON: the same noun always gives the same bytes."""
    return _ENCODER.encode(noun)


def decode(kind: type[T], data: bytes | str) -> T:
    """Return the noun written in ``data``.

    Raises:
        ValueError: the JSON does not fit the noun (unknown field, wrong type, failed check).
    """
    return msgspec.json.decode(data, type=kind)


def to_builtins(noun: object) -> object:
    """Return the noun as plain dicts, lists, strings and numbers."""
    return msgspec.to_builtins(noun)


def json_schema(kind: type[msgspec.Struct]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a noun or of a public document."""
    return msgspec.json.schema(kind)
