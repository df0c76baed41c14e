"""Messages by id. Rooms below the doors never speak a language; the doors turn ids into words."""

import msgspec

from surefoot.model.check import require, require_finite


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message id with its parameters, e.g. ``Message("input.empty", {"file": "walk.csv"})``."""

    id: str
    params: dict[str, str | int | float] = {}

    def __post_init__(self) -> None:
        require(bool(self.id), "a message has an id")
        for name, value in self.params.items():
            require_finite(name, value if isinstance(value, float) else None)


class InputProblem(Exception):
    """Something handed in cannot be used. Says what, where and what to do, as a message id."""

    def __init__(self, message_id: str, **params: str | int | float) -> None:
        super().__init__(message_id, params)
        self.message = Message(message_id, dict(params))
