"""The fixture that gives tests a PostgreSQL cluster."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.cluster import NONE_FOUND, RUNNING, find_programs, running_cluster


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of a database in a cluster of our own; skips when there is no PostgreSQL here."""
    running = os.environ.get(RUNNING)
    programs = find_programs()
    if running:
        yield _new_database(running)
    elif programs is None:
        if os.environ.get("CI"):
            pytest.fail(NONE_FOUND)
        pytest.skip(NONE_FOUND)
    else:
        with running_cluster(programs) as address:
            yield address


def _new_database(address: str) -> str:
    """Make a database of our own in a running cluster; it goes when the cluster goes."""
    name = f"surefoot_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(address)._replace(path=f"/{name}").geturl()
