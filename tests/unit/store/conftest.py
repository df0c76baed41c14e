"""The three stores, each with the same tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from surefoot.app.databases import database
from surefoot.store.blobs import BlobFolder
from surefoot.store.django.models import PersonRow
from surefoot.store.django.store import DjangoStore
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store
from tests.fixtures_postgres import postgres_address

__all__ = ["postgres_address"]


class Clock:
    """A clock that moves on by a second each time it is asked."""

    def __init__(self) -> None:
        self._at = datetime(2026, 6, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


@dataclass(frozen=True)
class Backend:
    """A kind of store; ``fresh`` gives one that holds nothing."""

    fresh: Callable[[], Store]


@dataclass(frozen=True)
class DjangoBackend(Backend):
    """A Django store with its samples and its database."""

    blobs: BlobFolder
    alias: str

    def again(self) -> DjangoStore:
        """Return the same store as another process would open it."""
        return DjangoStore(self.blobs, using=self.alias, now=Clock())


@contextmanager
def django_backend(address: str, folder: Path, alias: str) -> Iterator[DjangoBackend]:
    named = {"default": {}, alias: database(address, folder)}
    connections.settings[alias] = connections.configure_settings(named)[alias]
    call_command("migrate", database=alias, verbosity=0)
    blobs = BlobFolder(folder / "blobs")

    def fresh() -> Store:
        PersonRow.objects.using(alias).all().delete()
        rmtree(blobs.path)
        blobs.path.mkdir()
        return DjangoStore(blobs, using=alias, now=Clock())

    try:
        yield DjangoBackend(fresh, blobs, alias)
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@pytest.fixture(scope="module")
def sqlite(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[DjangoBackend]:
    folder = tmp_path_factory.mktemp("sqlite")
    with django_db_blocker.unblock(), django_backend("", folder, "store_sqlite") as backend:
        yield backend


@pytest.fixture(scope="module")
def postgresql(
    postgres_address: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[DjangoBackend]:
    folder = tmp_path_factory.mktemp("postgresql")
    with (
        django_db_blocker.unblock(),
        django_backend(postgres_address, folder, "store_postgresql") as backend,
    ):
        yield backend


DJANGO = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module", params=DJANGO)
def on_disk(request: pytest.FixtureRequest) -> DjangoBackend:
    backend = request.getfixturevalue(request.param)
    assert isinstance(backend, DjangoBackend)
    return backend


@pytest.fixture(scope="module", params=["memory", *DJANGO])
def backend(request: pytest.FixtureRequest) -> Backend:
    if request.param == "memory":
        return Backend(lambda: MemoryStore(Clock()))
    backend = request.getfixturevalue(request.param)
    assert isinstance(backend, Backend)
    return backend


@pytest.fixture
def store(backend: Backend) -> Store:
    return backend.fresh()
