"""The one JSON codec of the nouns: strict in, canonical out."""

from typing import TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(noun: msgspec.Struct) -> bytes:
    """Return canonical JSON: equal nouns always give the same bytes.

    What is written is read once more, so that a whole number in the place of a float is written
    as a float, and nothing is ever written that could not be read back.

    Raises:
        ValueError: a field holds what its type does not allow.
    """
    read = msgspec.json.decode(_ENCODER.encode(noun), type=type(noun))
    return _ENCODER.encode(read)


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
