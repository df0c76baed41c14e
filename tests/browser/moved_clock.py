"""A server's clock that a test may move: a file says how many hours it is ahead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

#: Names the file; unset, the server's clock is that of the machine.
CLOCK_FILE = "SUREFOOT_TEST_CLOCK"


def set_clock(file: Path, hours_ahead: float) -> None:
    """Let the server live so many hours later than the machine does."""
    file.write_text(f"{hours_ahead}\n", encoding="utf-8")


def follow(file: Path) -> None:
    """Let Surefoot and Django take the time from here on; before either was loaded."""
    from django.utils import timezone

    from surefoot.model import check

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(hours=float(file.read_text(encoding="utf-8")))

    check.utc_now = now
    timezone.now = now
