"""Where an installation keeps its things."""

import os
import sys
from pathlib import Path


def home_folder() -> Path:
    """Return the data folder: ``SUREFOOT_HOME``, else ``surefoot`` in the user's data folder."""
    chosen = os.environ.get("SUREFOOT_HOME")
    return Path(chosen).expanduser() if chosen else _user_data_folder() / "surefoot"


def _user_data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    data = os.environ.get("XDG_DATA_HOME")
    return Path(data) if data else Path.home() / ".local" / "share"


def make_home(home: Path) -> None:
    """Make the data folder, readable by its owner only."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
