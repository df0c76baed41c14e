"""What every store can do. Each call names owner and actor; no grant, no answer."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from surefoot.model.entry import Entry, EntryId
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Capture, Header, Recording, RecordingId, start_of
from surefoot.model.timeline import Timeline, Tombstone
from surefoot.model.trial import Trial, TrialId


class NotAllowed(Exception):
    """The actor has no grant for the owner."""


class NotFound(Exception):
    """No such noun for this owner, or it was deleted."""


class Walk(msgspec.Struct, frozen=True):
    """A kept recording without its samples, what is said of it now, and its analysis if made."""

    recording: RecordingId
    header: Header
    capture: Capture
    kept: datetime
    analysis: Analysis | None

    @property
    def started(self) -> datetime:
        """When it was walked, in UTC, as far as anybody said; else when it was brought in."""
        return start_of(self.header, self.capture)

    @property
    def knows_when(self) -> bool:
        """Whether the file or the person says when it was walked."""
        return self.header.time_base.start_known or self.capture.started is not None


class PairedDevice(msgspec.Struct, frozen=True):
    """A phone that may upload for one owner until it is revoked."""

    actor: ActorId
    owner: PersonId
    name: str
    paired: datetime


class People(Protocol):
    """Persons, grants and paired devices.

    A device's grant lets it read and keep, and a correction is kept like all else. Who else may
    (``grant``, ``revoke``, ``pair_device``, ``revoke_device`` of another), ``change_person`` and
    everything that deletes need a full grant.
    """

    def add_person(self, person: Person, actor: ActorId) -> None:
        """Keep a new person and grant ``actor`` full access; the same again changes nothing.

        Raises:
            NotAllowed: somebody has this id already.
        """
        ...

    def people(self, actor: ActorId) -> tuple[Person, ...]:
        """Return the persons ``actor`` may act for, oldest first."""
        ...

    def person(self, access: Access) -> Person:
        """Return the owner."""
        ...

    def change_person(self, access: Access, person: Person) -> None:
        """Replace name, country or height of the owner."""
        ...

    def delete_person(self, access: Access) -> None:
        """Delete the owner with everything kept for them."""
        ...

    def grant(self, access: Access, to: ActorId) -> None:
        """Let another actor act for the owner."""
        ...

    def revoke(self, access: Access, actor: ActorId) -> None:
        """Take a grant back; from a device, for good.

        Raises:
            NotAllowed: it is the last full grant, without which nobody could reach the data.
        """
        ...

    def pair_device(self, access: Access, name: str, token_sha256: str) -> PairedDevice:
        """Keep a device by the hash of its token and grant it access to the owner."""
        ...

    def device(self, token_sha256: str) -> PairedDevice | None:
        """Return the device with this token, or None when unknown or revoked."""
        ...

    def is_paired(self, actor: ActorId) -> bool:
        """Whether this actor is a device that was paired with somebody and not revoked since."""
        ...

    def devices(self, access: Access) -> tuple[PairedDevice, ...]:
        """Return the owner's devices that are not revoked."""
        ...

    def revoke_device(self, access: Access, device: ActorId) -> None:
        """Take a device's access back for good."""
        ...


class Walks(Protocol):
    """Recordings and what was measured on them."""

    def keep_recording(self, access: Access, recording: Recording, capture: Capture) -> bool:
        """Keep a recording durably (file, then row). False when the owner already has it.

        A recording deleted before is kept anew: handing it in again is how to undo a deletion.

        Raises:
            InputProblem: ``store.disk-full``, ``store.over-budget``; nothing was kept.
            ValueError: the samples do not have the content that the id says.
        """
        ...

    def keep_analysis(self, access: Access, analysis: Analysis, capture: Capture) -> None:
        """Keep an analysis and its capture; the analysis before it is superseded.

        The same analysis with the same capture again changes nothing.
        """
        ...

    def recording(self, access: Access, recording: RecordingId) -> Recording:
        """Return a recording with its samples."""
        ...

    def walk(self, access: Access, recording: RecordingId) -> Walk:
        """Return one walk without samples."""
        ...

    def walks(self, access: Access) -> tuple[Walk, ...]:
        """Return the owner's walks, newest first."""
        ...

    def analyses(self, access: Access, recording: RecordingId) -> tuple[Analysis, ...]:
        """Return every analysis of a walk, the current one last."""
        ...

    def delete_walk(self, access: Access, recording: RecordingId) -> None:
        """Delete samples, analyses and measurements of a walk; a tombstone stays."""
        ...


class Diary(Protocol):
    """Diary entries, the timeline, and tombstones."""

    def keep_entry(self, access: Access, entry: Entry) -> bool:
        """Keep an entry; False when already kept, or kept and deleted since.

        Entries it supersedes leave the timeline, not the history. What it supersedes may have been
        deleted meanwhile: a correction written offline is still kept.

        Raises:
            NotFound: it supersedes something this owner never had.
            InputProblem: ``store.entry-exists``, another content was kept under this id.
        """
        ...

    def entry(self, access: Access, entry: EntryId) -> Entry:
        """Return one current or superseded entry."""
        ...

    def entry_history(self, access: Access, entry: EntryId) -> tuple[Entry, ...]:
        """Return an entry and all it superseded, newest first."""
        ...

    def delete_entry(self, access: Access, entry: EntryId) -> None:
        """Delete an entry and all it superseded; a tombstone stays."""
        ...

    def timeline(self, access: Access) -> Timeline:
        """Return the owner's current measurements and entries, oldest first."""
        ...

    def tombstones(self, access: Access) -> tuple[Tombstone, ...]:
        """Return what was deleted, oldest first."""
        ...


class Trials(Protocol):
    """Trials as they were frozen. What is noted of them are diary entries."""

    def keep_trial(self, access: Access, trial: Trial) -> bool:
        """Keep a trial; False when already kept, or kept and deleted since.

        Raises:
            ValueError: another trial is kept under this id, which is a hash of its content.
        """
        ...

    def trial(self, access: Access, trial: TrialId) -> Trial:
        """Return one trial.

        Raises:
            NotFound: there is none, or it was deleted.
        """
        ...

    def trials(self, access: Access) -> tuple[Trial, ...]:
        """Return the owner's trials in the order they were frozen."""
        ...

    def delete_trial(self, access: Access, trial: TrialId) -> None:
        """Delete a trial; a tombstone stays."""
        ...


class Store(People, Walks, Diary, Trials, Protocol):
    """Everything a person's data needs."""

    def together(self) -> AbstractContextManager[None]:
        """Let the calls inside stand or fall together; nothing is durable before the end."""
        ...

    def sweep(self) -> Sequence[str]:
        """Remove half-written files and files without a row; return their names."""
        ...
