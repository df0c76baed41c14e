"""The checks that every noun runs when it is made."""

import math
from datetime import UTC, datetime


def require(condition: bool, sentence: str) -> None:
    """Raise ``ValueError`` with ``sentence`` unless ``condition`` holds."""
    if not condition:
        raise ValueError(sentence)


def require_finite(name: str, *values: float | None) -> None:
    """Raise ``ValueError`` if any given value is NaN or infinite; ``None`` passes."""
    for value in values:
        require(value is None or math.isfinite(value), f"{name} must be a finite number")


def require_utc(name: str, moment: datetime) -> None:
    """Raise ``ValueError`` unless ``moment`` carries the UTC zone."""
    offset = moment.utcoffset()
    require(offset is not None and not offset, f"{name} must be in UTC")


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
