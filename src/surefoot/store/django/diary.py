"""Diary entries, the timeline and tombstones, through Django."""

from collections.abc import Sequence

import msgspec

from surefoot.model.codec import decode
from surefoot.model.entry import Entry, EntryId
from surefoot.model.measurement import Measurement
from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.timeline import Timeline, Tombstone
from surefoot.store.django.base import DjangoBase, to_text
from surefoot.store.django.models import NounRow, TombstoneRow
from surefoot.store.django.remembered import digest_of
from surefoot.store.protocol import NotFound
from surefoot.store.rules import NounKind, Role, is_name, require_name, require_same_entry


class _Measured(msgspec.Struct):
    """Only the measurements of an analysis: a timeline skips contacts and strides unread."""

    measurements: tuple[Measurement, ...]


class _KeptMeasured(msgspec.Struct):
    analysis: _Measured


class DjangoDiary(DjangoBase):
    """Implements ``store.protocol.Diary``."""

    def keep_entry(self, access: Access, entry: Entry) -> bool:
        """Keep an entry; False when already kept, or kept and deleted since."""
        require_name(entry.id)
        with self._writing(access):
            rows = self._nouns(access, NounKind.ENTRY)
            row = rows.filter(noun=entry.id).first()
            if row is not None:
                require_same_entry(decode(Entry, row.content), entry)
                return False
            if self._buried(access, NounKind.ENTRY, {entry.id}):
                return False
            if entry.supersedes:
                self._supersede(access, entry)
            self._add_entry(access, entry)
            return True

    def entry(self, access: Access, entry: EntryId) -> Entry:
        """Return one current or superseded entry."""
        self._require_grant(access)
        return decode(Entry, self._entry_row(access, entry).content)

    def entry_history(self, access: Access, entry: EntryId) -> tuple[Entry, ...]:
        """Return an entry and all it superseded, newest first."""
        self._require_grant(access)
        rows = reversed(self._chain(access, entry))
        return tuple(decode(Entry, row.content) for row in rows)

    def delete_entry(self, access: Access, entry: EntryId) -> None:
        """Delete an entry and all it superseded; a tombstone of each stays."""
        with self._writing(access, Role.FULL):
            for row in self._chain(access, entry):
                row.delete(using=self._alias)
                self._bury(access, row.noun, NounKind.ENTRY)

    def timeline(self, access: Access) -> Timeline:
        """Return the owner's current measurements and entries, oldest first."""
        self._require_grant(access)
        analyses = self._current(access, NounKind.ANALYSIS)
        written = self._current(access, NounKind.ENTRY)
        content = digest_of(analyses, written)
        timeline = self._timelines.find(access.owner, content)
        if timeline is None:
            timeline = _decoded(access.owner, analyses, written)
            self._timelines.keep(access.owner, content, timeline)
        return timeline

    def tombstones(self, access: Access) -> tuple[Tombstone, ...]:
        """Return what was deleted, oldest first."""
        self._require_grant(access)
        rows = TombstoneRow.objects.using(self._alias).filter(owner_id=access.owner)
        return tuple(
            Tombstone(row.noun, row.kind, row.deleted, ActorId(row.actor))
            for row in rows.order_by("pk")
        )

    def _current(self, access: Access, kind: NounKind) -> list[str]:
        rows = self._nouns(access, kind).filter(current=True).order_by("when")
        return list(rows.values_list("content", flat=True))

    def _supersede(self, access: Access, entry: Entry) -> None:
        """Take what the entry corrects off the timeline; it stays in the history."""
        wanted: set[str] = {name for name in entry.supersedes if is_name(name)}
        rows = self._nouns(access, NounKind.ENTRY).filter(noun__in=wanted)
        kept = set(rows.values_list("noun", flat=True))
        if not set(entry.supersedes) <= kept | self._buried(access, NounKind.ENTRY, wanted):
            raise NotFound
        rows.update(current=False)

    def _add_entry(self, access: Access, entry: Entry) -> None:
        NounRow.objects.using(self._alias).create(
            owner_id=access.owner,
            kind=NounKind.ENTRY,
            noun=entry.id,
            version=1,
            current=True,
            when=entry.lived,
            kept=self._now(),
            actor=access.actor,
            content=to_text(entry),
        )

    def _entry_row(self, access: Access, entry: EntryId) -> NounRow:
        rows = self._nouns(access, NounKind.ENTRY)
        row = rows.filter(noun=entry).first() if is_name(entry) else None
        if row is None:
            raise NotFound
        return row

    def _chain(self, access: Access, entry: EntryId) -> list[NounRow]:
        """Return the rows of an entry and all it superseded, in the order they were kept."""
        found = {entry: self._entry_row(access, entry)}
        ahead = set(decode(Entry, found[entry].content).supersedes)
        while ahead:
            rows = self._nouns(access, NounKind.ENTRY).filter(noun__in=ahead)
            new = {EntryId(row.noun): row for row in rows if row.noun not in found}
            found |= new
            ahead = {i for row in new.values() for i in decode(Entry, row.content).supersedes}
        return sorted(found.values(), key=lambda row: row.pk)


def _decoded(owner: PersonId, analyses: Sequence[str], written: Sequence[str]) -> Timeline:
    """Return the timeline that stands in columns, oldest first."""
    measured = [m for a in analyses for m in decode(_KeptMeasured, a).analysis.measurements]
    entries = [decode(Entry, content) for content in written]
    return Timeline(
        owner,
        tuple(sorted(measured, key=lambda m: (m.when, m.id))),
        tuple(sorted(entries, key=lambda e: (e.lived, e.id))),
    )
