"""Everything kept of a person, in one archive that others can read."""

import tempfile
import zipfile
from datetime import datetime
from typing import IO

import msgspec

from surefoot.model.check import utc_now
from surefoot.model.codec import encode
from surefoot.model.entry import Entry
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, Person
from surefoot.model.recording import Capture, Header
from surefoot.model.timeline import Tombstone
from surefoot.model.trial import Trial
from surefoot.store.blobs import export_parquet
from surefoot.store.protocol import Store, Walk


class ExportedEntry(msgspec.Struct, frozen=True):
    """A diary entry that stands, and what it corrected, newest first."""

    entry: Entry
    corrected: tuple[Entry, ...]


class ExportedWalk(msgspec.Struct, frozen=True):
    """A walk without its samples: every analysis, the current one last."""

    header: Header
    capture: Capture
    analyses: tuple[Analysis, ...]


class ExportedPerson(msgspec.Struct, frozen=True):
    """The person, the diary, what was deleted, and the trials."""

    format: str
    version: int
    made: datetime
    person: Person
    entries: tuple[ExportedEntry, ...]
    deleted: tuple[Tombstone, ...]
    trials: tuple[Trial, ...] = ()


def export_all(store: Store, access: Access, sink: IO[bytes]) -> None:
    """Write a zip archive of everything kept of the owner into ``sink``.

    ``person.json`` holds person and diary; each walk is ``walks/<id>.json`` with its samples in
    ``walks/<id>.parquet``.
    """
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.json", encode(_person(store, access)))
        for walk in store.walks(access):
            archive.writestr(f"walks/{walk.recording}.json", encode(_walk(store, access, walk)))
            _write_samples(archive, store, access, walk)


def _person(store: Store, access: Access) -> ExportedPerson:
    entries = store.timeline(access).entries
    return ExportedPerson(
        format="surefoot-export",
        version=1,
        made=utc_now(),
        person=store.person(access),
        entries=tuple(
            ExportedEntry(entry, store.entry_history(access, entry.id)[1:]) for entry in entries
        ),
        deleted=store.tombstones(access),
        trials=store.trials(access),
    )


def _walk(store: Store, access: Access, walk: Walk) -> ExportedWalk:
    return ExportedWalk(walk.header, walk.capture, store.analyses(access, walk.recording))


def _write_samples(archive: zipfile.ZipFile, store: Store, access: Access, walk: Walk) -> None:
    # Parquet needs a file that knows its place, which a member of an archive does not.
    with tempfile.TemporaryFile() as samples:
        export_parquet(store.recording(access, walk.recording), samples)
        samples.seek(0)
        member = zipfile.ZipInfo(f"walks/{walk.recording}.parquet")
        with archive.open(member, "w", force_zip64=True) as part:
            while block := samples.read(1 << 20):
                part.write(block)
