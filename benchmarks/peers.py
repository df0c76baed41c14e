"""Open libraries that do the same, each in a Python of its own in the user's cache folder."""

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Peer:
    """A library: what to install, which script runs it, and whether that reads a table."""

    name: str
    packages: tuple[str, ...]
    script: str
    reads_table: bool


PEERS = (
    Peer("scikit-digital-health", ("scikit-digital-health",), "peer_skdh.py", False),
    Peer("mobgap", ("mobgap", "pyarrow"), "peer_mobgap.py", True),
)


def cache_folder() -> Path:
    """Return the folder for peers and made recordings, made when it is not there."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    folder = Path(home).expanduser() / "surefoot-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def peer_command(peer: Peer, device_file: Path, table: Path) -> list[str]:
    """Return the command that runs a peer on the recording; installs it the first time."""
    python = _python_of(peer)
    file = table if peer.reads_table else device_file
    return [str(python), "-W", "ignore", str(HERE / peer.script), str(file)]


def _python_of(peer: Peer) -> Path:
    folder = cache_folder() / peer.name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = folder / "installed"
    if not done.exists():
        print(f"Installing {peer.name} (once, some minutes) ...", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *peer.packages], check=True)
        done.touch()
    return python
