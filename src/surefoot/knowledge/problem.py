"""What the checker says of a file."""

import msgspec

from surefoot.model.message import Message


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with one file of facts, as a message."""

    file: str
    message: Message


def problem(file: str, message_id: str, **params: str) -> Problem:
    """Return a problem; ``file`` is a parameter of its message too."""
    return Problem(file, Message(message_id, {"file": file, **params}))
