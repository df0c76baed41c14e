"""Surefoot: how heavy are the legs, when, why, is it getting worse, and what helps."""

import hashlib
import os
import sys
from pathlib import Path

__version__ = "0.1.0"

#: Rooms that may hold compiled kernels.
_KERNEL_ROOMS = ("signals", "inference", "measures", "reasoning")


def _kernel_cache() -> Path:
    """Return the folder for compiled kernels, keyed by the sources they came from.

    numba's own check looks at one file at a time: a kernel that calls one in another file would
    be kept after that other file changed.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for room in _KERNEL_ROOMS:
        for source in sorted((here / room).rglob("*.py")):
            digest.update(source.read_bytes())
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(home).expanduser() / "surefoot" / "kernels" / digest.hexdigest()[:16]


# Set before numba is imported anywhere; a folder chosen by the user wins.
os.environ.setdefault("NUMBA_CACHE_DIR", str(_kernel_cache()))
# Surefoot shares its work among threads of its own; those of matrix products would only wait for
# each other, spinning. Set before NumPy is imported; a number chosen by the user wins.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
