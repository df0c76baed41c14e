"""What every part of the Django store stands on: one database, grants, transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import msgspec
from django.db import connections, transaction
from django.db.models import QuerySet

from surefoot.model.check import utc_now
from surefoot.model.codec import encode
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.blobs import BlobFolder
from surefoot.store.django.models import GrantRow, NounRow, PersonRow, RecordingRow, TombstoneRow
from surefoot.store.django.remembered import Remembered
from surefoot.store.protocol import NotAllowed
from surefoot.store.rules import NounKind, Role, is_name


class DjangoBase:
    """One database and its folder of samples.

    Args:
        blobs: where raw samples go.
        using: Django's alias of the database.
        now: the clock.
    """

    def __init__(
        self, blobs: BlobFolder, using: str = "default", now: Callable[[], datetime] = utc_now
    ) -> None:
        self._blobs = blobs
        self._alias = using
        self._now = now
        self._timelines = Remembered()

    def _require_grant(self, access: Access, role: Role | None = None) -> None:
        """Raise ``NotAllowed`` unless the actor has a grant (of this role) for the owner."""
        if not (is_name(access.owner) and is_name(access.actor)):
            raise NotAllowed
        grants = GrantRow.objects.using(self._alias).filter(
            owner_id=access.owner, actor=access.actor
        )
        if not (grants if role is None else grants.filter(role=role)).exists():
            raise NotAllowed

    @contextmanager
    def _writing(self, access: Access, role: Role | None = None) -> Iterator[None]:
        """One transaction that changes what is kept for the owner, after the grant was checked.

        Writers for one owner wait for each other: SQLite has one writer anyway, PostgreSQL locks
        the person's row.
        """
        with transaction.atomic(using=self._alias):
            if is_name(access.owner):
                persons = PersonRow.objects.using(self._alias).select_for_update(no_key=True)
                persons.filter(pk=access.owner).first()
            self._require_grant(access, role)
            yield

    def _nouns(self, access: Access, kind: NounKind) -> QuerySet[NounRow]:
        return NounRow.objects.using(self._alias).filter(owner_id=access.owner, kind=kind)

    def _bury(self, access: Access, gone: str, kind: NounKind) -> None:
        self._timelines.forget(access.owner)
        TombstoneRow.objects.using(self._alias).create(
            owner_id=access.owner, kind=kind, noun=gone, deleted=self._now(), actor=access.actor
        )

    def _buried(self, access: Access, kind: NounKind, nouns: set[str]) -> set[str]:
        stones = TombstoneRow.objects.using(self._alias).filter(owner_id=access.owner, kind=kind)
        return set(stones.filter(noun__in=nouns).values_list("noun", flat=True))

    def _drop_samples_later(self, recording: RecordingId) -> None:
        """Remove the file once the rows are gone for good; a crash before that leaves it to sweep.

        A file removed too early could not be brought back if the transaction failed.
        """
        transaction.on_commit(partial(self._drop_samples, recording), using=self._alias)

    def _drop_samples(self, recording: RecordingId) -> bool:
        """Remove the file unless somebody keeps this recording; True when it went."""
        with transaction.atomic(using=self._alias):
            self._lock_samples(recording)
            rows = RecordingRow.objects.using(self._alias).filter(recording=recording)
            if rows.exists():
                return False
            self._blobs.remove(recording)
            return True

    def _lock_samples(self, recording: RecordingId) -> None:
        """Until the transaction ends, nobody else keeps or drops the samples of this recording.

        Two people may keep the same recording: one file for both. On SQLite the transaction itself
        is the lock.
        """
        connection = connections[self._alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(recording[:15], 16)])


def to_text(noun: msgspec.Struct) -> str:
    """Return the canonical JSON of a noun as it stands in a column."""
    return encode(noun).decode()
