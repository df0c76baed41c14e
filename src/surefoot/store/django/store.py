"""The whole store on SQLite or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from surefoot.store.django.diary import DjangoDiary
from surefoot.store.django.models import RecordingRow
from surefoot.store.django.people import DjangoPeople
from surefoot.store.django.trials import DjangoTrials
from surefoot.store.django.walks import DjangoWalks


class DjangoStore(DjangoPeople, DjangoWalks, DjangoDiary, DjangoTrials):
    """Implements ``store.protocol.Store``. Safe to share between threads."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let the calls inside stand or fall together; nothing is durable before the end."""
        try:
            with transaction.atomic(using=self._alias):
                yield
        except BaseException:
            self.sweep()
            raise

    def sweep(self) -> tuple[str, ...]:
        """Remove half-written files and files without a row; return their names."""
        rows = RecordingRow.objects.using(self._alias)
        kept = set(rows.values_list("recording", flat=True))
        orphans = [i for i in self._blobs.ids() if i not in kept and self._drop_samples(i)]
        return (*self._blobs.sweep_half_written(), *orphans)
