"""The three stores, each with the same tests."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store
from tests.fixtures_postgres import postgres_address
from tests.unit.store.backends import Backend, Clock, DjangoBackend, django_backend
from tests.unit.store.make import ANNA, BEN, MINE, OTHERS, make_person

__all__ = ["postgres_address"]


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


@pytest.fixture
def full(store: Store) -> Store:
    """A store with Anna and Ben, each their own."""
    store.add_person(make_person(MINE), ANNA)
    store.add_person(make_person(OTHERS, "Ben"), BEN)
    return store
