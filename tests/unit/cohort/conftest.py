"""A folder of simulated recordings, as many as a test wants."""

from collections.abc import Callable
from pathlib import Path

import pytest

from surefoot.readers.phone_capture import encode_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk

pytest.importorskip("distributed", reason="the cohort extra is not installed")
pytest.importorskip("polars", reason="the cohort extra is not installed")


@pytest.fixture(scope="session")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen short simulated walks, in two folders."""
    folder = tmp_path_factory.mktemp("captures")
    for number in range(16):
        place = folder / f"person{number % 2}" / f"walk{number:02d}.sfcap"
        place.parent.mkdir(exist_ok=True)
        walk = simulate_walk(WalkSettings(), seed=number)
        place.write_bytes(encode_capture(walk.recording))
    return folder


@pytest.fixture
def some_captures(captures: Path, tmp_path: Path) -> Callable[[int], Path]:
    """Return a maker of folders with only the first few of them."""

    def make(count: int) -> Path:
        folder = tmp_path / "in"
        folder.mkdir()
        for path in sorted(captures.rglob("*.sfcap"))[:count]:
            (folder / path.name).write_bytes(path.read_bytes())
        return folder

    return make
