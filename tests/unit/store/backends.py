"""Stores to run the same tests on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

from django.core.management import call_command
from django.db import connections

from surefoot.app.databases import database
from surefoot.store.blobs import BlobFolder
from surefoot.store.django.models import PersonRow
from surefoot.store.django.store import DjangoStore
from surefoot.store.protocol import Store


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
    blobs = BlobFolder(folder / "recordings")

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
