"""Files that are there whole or not at all."""

import os
from pathlib import Path

_UNFINISHED = ".part"


def write_durably(place: Path, data: bytes) -> None:
    """Write ``data`` under another name, force it to disk, then give it its name."""
    unfinished = place.with_name(f"{place.name}.{os.getpid()}{_UNFINISHED}")
    with unfinished.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(place)


def sweep_unfinished(folder: Path) -> int:
    """Remove what killed writers left behind; return how many files."""
    left = list(folder.rglob(f"*{_UNFINISHED}"))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
