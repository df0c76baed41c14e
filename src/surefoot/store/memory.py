"""A store in memory: the plain one that judges the others, and enough for tests and scripts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from surefoot.model.check import utc_now
from surefoot.model.entry import Entry, EntryId
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Capture, Recording, RecordingId, content_id
from surefoot.model.timeline import Timeline, Tombstone
from surefoot.model.trial import Trial, TrialId
from surefoot.store.protocol import NotAllowed, NotFound, PairedDevice, Walk
from surefoot.store.rules import (
    NounKind,
    Role,
    device_actor,
    require_hash,
    require_name,
    require_same_entry,
    require_same_person,
    require_same_trial,
)


@dataclass(frozen=True)
class _KeptWalk:
    recording: Recording
    capture: Capture
    kept: datetime
    analyses: tuple[tuple[Analysis, Capture], ...] = ()


@dataclass
class _Drawer:
    """Everything kept for one person; entries in the order they were kept."""

    person: Person
    grants: dict[ActorId, Role]
    devices: dict[str, PairedDevice] = field(default_factory=dict)
    walks: dict[RecordingId, _KeptWalk] = field(default_factory=dict)
    entries: dict[EntryId, Entry] = field(default_factory=dict)
    superseded: set[EntryId] = field(default_factory=set)
    trials: dict[TrialId, Trial] = field(default_factory=dict)
    tombstones: list[Tombstone] = field(default_factory=list)

    def copy(self) -> "_Drawer":
        return _Drawer(
            self.person,
            dict(self.grants),
            dict(self.devices),
            dict(self.walks),
            dict(self.entries),
            set(self.superseded),
            dict(self.trials),
            list(self.tombstones),
        )


class MemoryStore:
    """Implements ``store.protocol.Store`` in dictionaries. Not for several threads."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._drawers: dict[PersonId, _Drawer] = {}

    # --- people ---

    def add_person(self, person: Person, actor: ActorId) -> None:
        """Keep a new person and grant ``actor`` full access."""
        require_name(person.id)
        require_name(actor)
        drawer = self._drawers.get(person.id)
        if drawer is None:
            self._drawers[person.id] = _Drawer(person, {actor: Role.FULL})
        elif drawer.person != person or drawer.grants.get(actor) is not Role.FULL:
            raise NotAllowed

    def people(self, actor: ActorId) -> tuple[Person, ...]:
        """Return the persons ``actor`` may act for, oldest first."""
        mine = [d.person for d in self._drawers.values() if actor in d.grants]
        return tuple(sorted(mine, key=lambda person: (person.created, person.id)))

    def person(self, access: Access) -> Person:
        """Return the owner."""
        return self._open(access).person

    def change_person(self, access: Access, person: Person) -> None:
        """Replace name, country or height of the owner."""
        drawer = self._open(access, Role.FULL)
        require_same_person(access, drawer.person, person)
        drawer.person = person

    def delete_person(self, access: Access) -> None:
        """Delete the owner with everything kept for them."""
        self._open(access, Role.FULL)
        del self._drawers[access.owner]

    def grant(self, access: Access, to: ActorId) -> None:
        """Let another actor act for the owner."""
        require_name(to)
        self._open(access, Role.FULL).grants.setdefault(to, Role.FULL)

    def revoke(self, access: Access, actor: ActorId) -> None:
        """Take a grant back; from a device, for good."""
        drawer = self._open(access, Role.FULL)
        full = [a for a, role in drawer.grants.items() if role is Role.FULL]
        if full == [actor]:
            raise NotAllowed
        drawer.grants.pop(actor, None)
        drawer.devices = {t: d for t, d in drawer.devices.items() if d.actor != actor}

    def pair_device(self, access: Access, name: str, token_sha256: str) -> PairedDevice:
        """Keep a device by the hash of its token and grant it access to the owner."""
        require_name(name)
        require_hash(token_sha256)
        drawer = self._open(access, Role.FULL)
        if self.device(token_sha256) is not None:
            raise NotAllowed
        device = PairedDevice(device_actor(token_sha256), access.owner, name, self._now())
        drawer.devices[token_sha256] = device
        drawer.grants[device.actor] = Role.DEVICE
        return device

    def device(self, token_sha256: str) -> PairedDevice | None:
        """Return the device with this token, or None when unknown or revoked."""
        drawers = self._drawers.values()
        return next((d.devices[token_sha256] for d in drawers if token_sha256 in d.devices), None)

    def is_paired(self, actor: ActorId) -> bool:
        """Whether this actor is a device that was paired with somebody and not revoked since."""
        return any(d.actor == actor for own in self._drawers.values() for d in own.devices.values())

    def devices(self, access: Access) -> tuple[PairedDevice, ...]:
        """Return the owner's devices that are not revoked, in the order they were paired."""
        return tuple(self._open(access).devices.values())

    def revoke_device(self, access: Access, device: ActorId) -> None:
        """Take a device's access back for good."""
        drawer = self._open(access, None if access.actor == device else Role.FULL)
        if device not in {d.actor for d in drawer.devices.values()}:
            raise NotFound
        del drawer.grants[device]
        drawer.devices = {t: d for t, d in drawer.devices.items() if d.actor != device}

    # --- walks ---

    def keep_recording(self, access: Access, recording: Recording, capture: Capture) -> bool:
        """Keep a recording. False when the owner already has it."""
        drawer = self._open(access)
        if recording.id in drawer.walks:
            return False
        actual = content_id(recording.header.channels, recording.samples, recording.n_samples)
        if actual != recording.id:
            raise ValueError("the samples do not have the content that their id says")
        drawer.walks[recording.id] = _KeptWalk(recording, capture, self._now())
        return True

    def keep_analysis(self, access: Access, analysis: Analysis, capture: Capture) -> None:
        """Keep an analysis and its capture; the analysis before it is superseded."""
        walk = self._walk(access, analysis.recording)
        if walk.analyses[-1:] != ((analysis, capture),):
            walk = replace(walk, capture=capture, analyses=(*walk.analyses, (analysis, capture)))
            self._drawers[access.owner].walks[analysis.recording] = walk

    def recording(self, access: Access, recording: RecordingId) -> Recording:
        """Return a recording with its samples."""
        return self._walk(access, recording).recording

    def walk(self, access: Access, recording: RecordingId) -> Walk:
        """Return one walk without samples."""
        return _shown(self._walk(access, recording))

    def walks(self, access: Access) -> tuple[Walk, ...]:
        """Return the owner's walks, newest first."""
        walks = [_shown(walk) for walk in self._open(access).walks.values()]
        return tuple(sorted(walks, key=_walk_order, reverse=True))

    def analyses(self, access: Access, recording: RecordingId) -> tuple[Analysis, ...]:
        """Return every analysis of a walk, the current one last."""
        return tuple(analysis for analysis, _ in self._walk(access, recording).analyses)

    def delete_walk(self, access: Access, recording: RecordingId) -> None:
        """Delete samples, analyses and measurements of a walk; a tombstone stays."""
        self._open(access, Role.FULL)
        self._walk(access, recording)
        del self._drawers[access.owner].walks[recording]
        self._bury(access, recording, NounKind.RECORDING)

    # --- diary ---

    def keep_entry(self, access: Access, entry: Entry) -> bool:
        """Keep an entry; False when already kept, or kept and deleted since."""
        require_name(entry.id)
        drawer = self._open(access)
        if entry.id in drawer.entries:
            require_same_entry(drawer.entries[entry.id], entry)
            return False
        buried = {t.id for t in drawer.tombstones if t.kind == NounKind.ENTRY}
        if entry.id in buried:
            return False
        if not set(entry.supersedes) <= buried | set(drawer.entries):
            raise NotFound
        drawer.entries[entry.id] = entry
        drawer.superseded |= set(entry.supersedes)
        return True

    def entry(self, access: Access, entry: EntryId) -> Entry:
        """Return one current or superseded entry."""
        try:
            return self._open(access).entries[entry]
        except KeyError:
            raise NotFound from None

    def entry_history(self, access: Access, entry: EntryId) -> tuple[Entry, ...]:
        """Return an entry and all it superseded, newest first."""
        found = self._chain(access, entry)
        kept = self._drawers[access.owner].entries
        return tuple(kept[i] for i in reversed(kept) if i in found)

    def delete_entry(self, access: Access, entry: EntryId) -> None:
        """Delete an entry and all it superseded; a tombstone of each stays."""
        self._open(access, Role.FULL)
        found = self._chain(access, entry)
        drawer = self._drawers[access.owner]
        for gone in [i for i in drawer.entries if i in found]:
            del drawer.entries[gone]
            self._bury(access, gone, NounKind.ENTRY)

    def timeline(self, access: Access) -> Timeline:
        """Return the owner's current measurements and entries, oldest first."""
        drawer = self._open(access)
        current = [walk.analyses[-1][0] for walk in drawer.walks.values() if walk.analyses]
        measured = [m for analysis in current for m in analysis.measurements]
        entries = [e for e in drawer.entries.values() if e.id not in drawer.superseded]
        return Timeline(
            access.owner,
            tuple(sorted(measured, key=lambda m: (m.when, m.id))),
            tuple(sorted(entries, key=lambda e: (e.lived, e.id))),
        )

    def tombstones(self, access: Access) -> tuple[Tombstone, ...]:
        """Return what was deleted, oldest first."""
        return tuple(self._open(access).tombstones)

    # --- trials ---

    def keep_trial(self, access: Access, trial: Trial) -> bool:
        """Keep a trial; False when already kept, or kept and deleted since."""
        require_name(trial.id)
        drawer = self._open(access)
        if trial.id in drawer.trials:
            require_same_trial(drawer.trials[trial.id], trial)
            return False
        if any((t.id, t.kind) == (trial.id, NounKind.TRIAL) for t in drawer.tombstones):
            return False
        drawer.trials[trial.id] = trial
        return True

    def trial(self, access: Access, trial: TrialId) -> Trial:
        """Return one trial."""
        try:
            return self._open(access).trials[trial]
        except KeyError:
            raise NotFound from None

    def trials(self, access: Access) -> tuple[Trial, ...]:
        """Return the owner's trials in the order they were frozen."""
        kept = self._open(access).trials.values()
        return tuple(sorted(kept, key=lambda trial: (trial.frozen_at, trial.id)))

    def delete_trial(self, access: Access, trial: TrialId) -> None:
        """Delete a trial; a tombstone stays."""
        self._open(access, Role.FULL)
        self.trial(access, trial)
        del self._drawers[access.owner].trials[trial]
        self._bury(access, trial, NounKind.TRIAL)

    # --- all of it ---

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let the calls inside stand or fall together."""
        before = {owner: drawer.copy() for owner, drawer in self._drawers.items()}
        try:
            yield
        except BaseException:
            self._drawers = before
            raise

    def sweep(self) -> tuple[str, ...]:
        """Find nothing: memory holds no files."""
        return ()

    def _open(self, access: Access, role: Role | None = None) -> _Drawer:
        drawer = self._drawers.get(access.owner)
        if drawer is None or access.actor not in drawer.grants:
            raise NotAllowed
        if role is not None and drawer.grants[access.actor] is not role:
            raise NotAllowed
        return drawer

    def _walk(self, access: Access, recording: RecordingId) -> _KeptWalk:
        try:
            return self._open(access).walks[recording]
        except KeyError:
            raise NotFound from None

    def _chain(self, access: Access, entry: EntryId) -> set[EntryId]:
        kept = {e.id: e.supersedes for e in self._open(access).entries.values()}
        found = _chain_of(entry, kept)
        if not found:
            raise NotFound
        return found

    def _bury(self, access: Access, gone: str, kind: NounKind) -> None:
        stone = Tombstone(gone, kind, self._now(), access.actor)
        self._drawers[access.owner].tombstones.append(stone)


def _shown(walk: _KeptWalk) -> Walk:
    analysis = walk.analyses[-1][0] if walk.analyses else None
    return Walk(walk.recording.id, walk.recording.header, walk.capture, walk.kept, analysis)


def _walk_order(walk: Walk) -> tuple[datetime, str]:
    return walk.started, walk.recording


def _chain_of(entry: EntryId, kept: dict[EntryId, tuple[EntryId, ...]]) -> set[EntryId]:
    """Return the entry and all it superseded; ``kept`` gives what each kept entry supersedes."""
    found: set[EntryId] = set()
    ahead = [entry]
    while ahead:
        here = ahead.pop()
        if here in kept and here not in found:
            found.add(here)
            ahead.extend(kept[here])
    return found
