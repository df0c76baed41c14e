"""The plain store judges the others: the same calls give the same answers."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.model.entry import EntryId
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.recording import Recording
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import NotAllowed, NotFound, Store
from tests.unit.store.backends import Clock, DjangoBackend
from tests.unit.store.make import (
    POCKET,
    SWAPPED,
    make_analysis,
    make_entry,
    make_person,
    make_recording,
    make_token,
)

Call = Callable[[Store], Any]

OWNERS = [PersonId("p1"), PersonId("p2")]
ACTORS = [ActorId("a1"), ActorId("a2")]
TOKENS = [make_token("t1"), make_token("t2")]
DEVICES = [ActorId(f"device:{token[:24]}") for token in TOKENS]
RECORDINGS = [make_recording(seed, n_samples=20, day=seed) for seed in (1, 2)]
ENTRIES = ["e1", "e2", "e3"]

# Mostly people about their own things, so that lives get somewhere; sometimes anybody.
accesses = st.one_of(
    st.sampled_from([Access(o, a) for o, a in zip(OWNERS, ACTORS, strict=True)]),
    st.sampled_from([Access(OWNERS[0], ACTORS[0])]),
    st.builds(Access, st.sampled_from(OWNERS), st.sampled_from(ACTORS + DEVICES[:1])),
)
actors = st.sampled_from(ACTORS + DEVICES)
recordings = st.sampled_from(RECORDINGS)
captures = st.sampled_from([POCKET, SWAPPED])
entries = st.builds(
    make_entry,
    st.sampled_from(ENTRIES),
    st.integers(0, 1),
    st.integers(0, 2),
    st.lists(st.sampled_from(ENTRIES), max_size=2, unique=True).map(tuple),
)
entry_ids = st.sampled_from(ENTRIES).map(EntryId)


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, Call]:
    """Draw one call with its name."""
    access: Access = draw(accesses)
    name = draw(st.sampled_from(sorted(CALLS)))
    return f"{name} {access}", CALLS[name](draw, access)


def _add_person(draw: st.DrawFn, access: Access) -> Call:
    return lambda store: store.add_person(make_person(access), access.actor)


def _change_person(draw: st.DrawFn, access: Access) -> Call:
    person = make_person(access, draw(st.sampled_from(["One", "Two"])))
    return lambda store: store.change_person(access, person)


def _delete_person(draw: st.DrawFn, access: Access) -> Call:
    return lambda store: store.delete_person(access)


def _grant(draw: st.DrawFn, access: Access) -> Call:
    to = draw(actors)
    return lambda store: store.grant(access, to)


def _revoke(draw: st.DrawFn, access: Access) -> Call:
    actor = draw(actors)
    return lambda store: store.revoke(access, actor)


def _pair(draw: st.DrawFn, access: Access) -> Call:
    token = draw(st.sampled_from(TOKENS))
    return lambda store: store.pair_device(access, "Phone", token).actor


def _revoke_device(draw: st.DrawFn, access: Access) -> Call:
    device = draw(actors)
    return lambda store: store.revoke_device(access, device)


def _keep_recording(draw: st.DrawFn, access: Access) -> Call:
    recording, capture = draw(recordings), draw(captures)
    return lambda store: store.keep_recording(access, recording, capture)


def _keep_analysis(draw: st.DrawFn, access: Access) -> Call:
    analysis = make_analysis(draw(recordings), draw(st.integers(1, 2)))
    capture = draw(captures)
    return lambda store: store.keep_analysis(access, analysis, capture)


def _delete_walk(draw: st.DrawFn, access: Access) -> Call:
    recording: Recording = draw(recordings)
    return lambda store: store.delete_walk(access, recording.id)


def _keep_entry(draw: st.DrawFn, access: Access) -> Call:
    entry = draw(entries)
    return lambda store: store.keep_entry(access, entry)


def _delete_entry(draw: st.DrawFn, access: Access) -> Call:
    entry = draw(entry_ids)
    return lambda store: store.delete_entry(access, entry)


def _fall_together(draw: st.DrawFn, access: Access) -> Call:
    entry, recording = draw(entries), draw(recordings)

    def call(store: Store) -> None:
        with store.together():
            store.keep_entry(access, entry)
            store.keep_recording(access, recording, POCKET)
            raise NotFound

    return call


CALLS: dict[str, Callable[[st.DrawFn, Access], Call]] = {
    "add_person": _add_person,
    "change_person": _change_person,
    "delete_person": _delete_person,
    "grant": _grant,
    "revoke": _revoke,
    "pair": _pair,
    "revoke_device": _revoke_device,
    "keep_recording": _keep_recording,
    "keep_recording_again": _keep_recording,
    "keep_analysis": _keep_analysis,
    "keep_analysis_again": _keep_analysis,
    "delete_walk": _delete_walk,
    "keep_entry": _keep_entry,
    "keep_entry_again": _keep_entry,
    "delete_entry": _delete_entry,
    "fall_together": _fall_together,
}


def answer(call: Call, store: Store) -> object:
    """Return what a call answers, or how it refuses."""
    try:
        return call(store)
    except InputProblem as problem:
        return problem.message
    except (NotAllowed, NotFound, ValueError) as problem:
        return type(problem)


def everything(store: Store) -> dict[str, object]:
    """Return all a store holds that every clock agrees on."""
    told: dict[str, object] = {}
    for actor in ACTORS + DEVICES:
        told[actor] = answer(lambda s, a=actor: s.people(a), store)  # type: ignore[misc]
        told[f"{actor} is paired"] = store.is_paired(actor)
        for owner in OWNERS:
            told |= _of_owner(store, Access(owner, actor))
    for token in TOKENS:
        device = store.device(token)
        told[token] = device and (device.actor, device.owner, device.name)
    return told


def _of_owner(store: Store, access: Access) -> dict[str, object]:
    reads: dict[str, Call] = {
        "timeline": lambda s: s.timeline(access),
        "tombstones": lambda s: [(t.id, t.kind, t.actor) for t in s.tombstones(access)],
        "devices": lambda s: [d.actor for d in s.devices(access)],
        "walks": lambda s: [(w.recording, w.capture, w.analysis) for w in s.walks(access)],
    }
    for recording in RECORDINGS:
        reads[f"analyses {recording.id}"] = lambda s, r=recording: s.analyses(access, r.id)  # type: ignore[misc]
        reads[f"samples {recording.id}"] = lambda s, r=recording: (  # type: ignore[misc]
            s.recording(access, r.id).physical(r.names).tobytes()
        )
    for entry in ENTRIES:
        reads[f"history {entry}"] = lambda s, e=entry: s.entry_history(access, EntryId(e))  # type: ignore[misc]
    return {f"{access} {name}": answer(read, store) for name, read in reads.items()}


def kept_recordings(store: Store) -> set[str]:
    """Return the ids of all recordings that anybody can reach."""
    return {
        walk.recording
        for actor in ACTORS + DEVICES
        for person in store.people(actor)
        for walk in store.walks(Access(person.id, actor))
    }


# Most lives begin with people who keep something; then anything may happen.
BEGIN: list[tuple[str, Call]] = [
    (f"begin {o}", lambda s, o=o, a=a: s.add_person(make_person(Access(o, a)), a))  # type: ignore[misc]
    for o, a in zip(OWNERS, ACTORS, strict=True)
]


@settings(max_examples=30, deadline=None)
@given(life=st.lists(steps(), min_size=8, max_size=40))
def test_every_store_answers_like_the_plain_one(
    on_disk: DjangoBackend, life: list[tuple[str, Call]]
) -> None:
    plain, store = MemoryStore(Clock()), on_disk.fresh()
    for name, call in BEGIN + life:
        assert answer(call, store) == answer(call, plain), name
    assert everything(store) == everything(plain)
    assert set(on_disk.blobs.ids()) == kept_recordings(plain)
    assert store.sweep() == ()


def test_the_oracle_would_notice(on_disk: DjangoBackend) -> None:
    plain, store = MemoryStore(Clock()), on_disk.fresh()
    for _, call in BEGIN:
        call(plain)
        call(store)
    mine = Access(OWNERS[0], ACTORS[0])
    plain.keep_entry(mine, make_entry(heaviness=3))
    assert everything(store) != everything(plain)
    store.keep_entry(mine, make_entry(heaviness=4))
    assert everything(store) != everything(plain)
