"""Fixtures every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """Folder of the reference recordings; skips when it is absent, fails when ``CI`` is set."""
    folder = Path(os.environ.get("SUREFOOT_REFERENCE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        reason = f"reference recordings are not at {folder}; set SUREFOOT_REFERENCE_DATA"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
