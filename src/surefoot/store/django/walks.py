"""Recordings and what was measured on them, through Django."""

from contextlib import suppress
from datetime import datetime

import msgspec
from django.db import DatabaseError
from django.db.models import QuerySet

from surefoot.model.codec import decode
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access
from surefoot.model.recording import Capture, Header, Recording, RecordingId, start_of
from surefoot.store.django.base import DjangoBase, to_text
from surefoot.store.django.models import NounRow, RecordingRow
from surefoot.store.protocol import NotFound, Walk
from surefoot.store.rules import NounKind, Role, is_hash


class KeptAnalysis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of an analysis with what was said of the recording then."""

    capture: Capture
    analysis: Analysis


class DjangoWalks(DjangoBase):
    """Implements ``store.protocol.Walks``."""

    def keep_recording(self, access: Access, recording: Recording, capture: Capture) -> bool:
        """Keep a recording durably (file, then row). False when the owner already has it."""
        self._require_grant(access)
        self._blobs.write(recording)
        try:
            return self._keep_row(access, recording, capture)
        except BaseException:
            with suppress(DatabaseError):  # a sweep finds what cannot be dropped now
                self._drop_samples(recording.id)
            raise

    def keep_analysis(self, access: Access, analysis: Analysis, capture: Capture) -> None:
        """Keep an analysis and its capture; the analysis before it is superseded."""
        with self._writing(access):
            row = self._recording_row(access, analysis.recording)
            kept = KeptAnalysis(capture, analysis)
            last = self._analysis_rows(access, analysis.recording).last()
            if last is not None and decode(KeptAnalysis, last.content) == kept:
                return
            if last is not None:
                self._analysis_rows(access, analysis.recording).update(current=False)
            row.when = start_of(decode(Header, row.header), capture)
            self._add_analysis(access, kept, row.when, 1 if last is None else last.version + 1)
            row.capture = to_text(capture)
            row.save(using=self._alias, update_fields=["capture", "when"])

    def recording(self, access: Access, recording: RecordingId) -> Recording:
        """Return a recording with its samples, which are read only where asked for."""
        self._require_grant(access)
        row = self._recording_row(access, recording)
        return Recording(recording, decode(Header, row.header), self._blobs.samples(recording))

    def walk(self, access: Access, recording: RecordingId) -> Walk:
        """Return one walk without samples."""
        self._require_grant(access)
        row = self._recording_row(access, recording)
        return _walk(row, self._analysis_rows(access, recording).last())

    def walks(self, access: Access) -> tuple[Walk, ...]:
        """Return the owner's walks, newest first."""
        self._require_grant(access)
        current = self._nouns(access, NounKind.ANALYSIS).filter(current=True)
        analyses = {row.noun: row for row in current}
        rows = RecordingRow.objects.using(self._alias).filter(owner_id=access.owner)
        walks = [_walk(row, analyses.get(row.recording)) for row in rows]
        return tuple(sorted(walks, key=_walk_order, reverse=True))

    def analyses(self, access: Access, recording: RecordingId) -> tuple[Analysis, ...]:
        """Return every analysis of a walk, the current one last."""
        self._require_grant(access)
        self._recording_row(access, recording)
        rows = self._analysis_rows(access, recording)
        return tuple(decode(KeptAnalysis, row.content).analysis for row in rows)

    def delete_walk(self, access: Access, recording: RecordingId) -> None:
        """Delete samples, analyses and measurements of a walk; a tombstone stays."""
        with self._writing(access, Role.FULL):
            row = self._recording_row(access, recording)
            self._analysis_rows(access, recording).delete()
            row.delete(using=self._alias)
            self._bury(access, recording, NounKind.RECORDING)
            self._drop_samples_later(recording)

    def _keep_row(self, access: Access, recording: Recording, capture: Capture) -> bool:
        with self._writing(access):
            self._lock_samples(recording.id)
            _, new = RecordingRow.objects.using(self._alias).get_or_create(
                owner_id=access.owner,
                recording=recording.id,
                defaults={
                    "when": start_of(recording.header, capture),
                    "kept": self._now(),
                    "actor": access.actor,
                    "header": to_text(recording.header),
                    "capture": to_text(capture),
                },
            )
            # Somebody else may have dropped the same samples since they were written; with the
            # lock held they stay.
            if not self._blobs.has(recording.id):
                self._blobs.write(recording)
            return new

    def _add_analysis(
        self, access: Access, kept: KeptAnalysis, when: datetime, version: int
    ) -> None:
        NounRow.objects.using(self._alias).create(
            owner_id=access.owner,
            kind=NounKind.ANALYSIS,
            noun=kept.analysis.recording,
            version=version,
            current=True,
            when=when,
            kept=self._now(),
            actor=access.actor,
            content=to_text(kept),
        )

    def _recording_row(self, access: Access, recording: RecordingId) -> RecordingRow:
        rows = RecordingRow.objects.using(self._alias).filter(owner_id=access.owner)
        row = rows.filter(recording=recording).first() if is_hash(recording) else None
        if row is None:
            raise NotFound
        return row

    def _analysis_rows(self, access: Access, recording: RecordingId) -> QuerySet[NounRow]:
        rows = self._nouns(access, NounKind.ANALYSIS)
        return rows.filter(noun=recording).order_by("version")


def _walk(row: RecordingRow, analysis: NounRow | None) -> Walk:
    return Walk(
        RecordingId(row.recording),
        decode(Header, row.header),
        decode(Capture, row.capture),
        row.kept,
        None if analysis is None else decode(KeptAnalysis, analysis.content).analysis,
    )


def _walk_order(walk: Walk) -> tuple[datetime, str]:
    return walk.started, walk.recording
