"""The fixture that gives tests a PostgreSQL cluster."""

import os
from collections.abc import Iterator

import pytest

from tests.cluster import NONE_FOUND, RUNNING, find_programs, running_cluster


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of a database in a cluster of our own; skips when there is no PostgreSQL here."""
    running = os.environ.get(RUNNING)
    programs = find_programs()
    if running:
        yield running
    elif programs is None:
        if os.environ.get("CI"):
            pytest.fail(NONE_FOUND)
        pytest.skip(NONE_FOUND)
    else:
        with running_cluster(programs) as address:
            yield address
