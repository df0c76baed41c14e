"""What every store promises of walks, the diary and calls that stand together."""

from datetime import timedelta

import msgspec
import numpy as np
import pytest

from surefoot.model.codes import Placement
from surefoot.model.entry import EntryId
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, PersonId
from surefoot.model.recording import Capture
from surefoot.store.protocol import NotFound, Store
from tests.unit.store.make import (
    ANNA,
    MINE,
    OTHERS,
    POCKET,
    START,
    SWAPPED,
    make_analysis,
    make_entry,
    make_person,
    make_recording,
)

# --- walks ---


def test_a_recording_comes_back_as_it_was(full: Store) -> None:
    recording = make_recording()
    assert full.keep_recording(MINE, recording, POCKET) is True
    kept = full.recording(MINE, recording.id)
    assert (kept.id, kept.header) == (recording.id, recording.header)
    assert np.array_equal(kept.physical(kept.names), recording.physical(recording.names))
    assert np.array_equal(kept.seconds(), recording.seconds())


def test_a_walk_without_analysis_says_so(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    walk = full.walk(MINE, recording.id)
    assert (walk.capture, walk.analysis) == (POCKET, None)
    assert full.walks(MINE) == (walk,)
    assert full.analyses(MINE, recording.id) == ()


def test_keeping_a_recording_again_changes_nothing(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    kept = full.walk(MINE, recording.id)
    assert full.keep_recording(MINE, recording, SWAPPED) is False
    assert full.walk(MINE, recording.id) == kept


def test_a_false_id_is_refused_and_nothing_is_kept(full: Store) -> None:
    from dataclasses import replace

    false = replace(make_recording(1), id=make_recording(2).id)
    with pytest.raises(ValueError, match="content"):
        full.keep_recording(MINE, false, POCKET)
    assert full.walks(MINE) == ()


def test_walks_stand_newest_first(full: Store) -> None:
    for seed, day in ((1, 5), (2, 9), (3, 1)):
        full.keep_recording(MINE, make_recording(seed, day=day), POCKET)
    starts = [walk.header.time_base.start.day for walk in full.walks(MINE)]
    assert starts == [10, 6, 2]


def test_a_walk_stands_where_the_person_says_it_was(full: Store) -> None:
    for seed, day in ((1, 5), (2, 9)):
        full.keep_recording(MINE, make_recording(seed, day=day), POCKET)
    late = full.walks(MINE)[0].recording
    said = msgspec.structs.replace(POCKET, started=START - timedelta(days=3))
    full.keep_analysis(MINE, make_analysis(make_recording(2, day=9)), said)
    assert [walk.recording == late for walk in full.walks(MINE)] == [False, True]
    assert full.walk(MINE, late).started == said.started
    told = msgspec.structs.replace(POCKET, started=START + timedelta(days=20))
    third = make_recording(3)
    full.keep_recording(MINE, third, told)
    assert full.walks(MINE)[0].recording == third.id


def test_a_correction_supersedes_and_the_old_one_stays(full: Store) -> None:
    recording = make_recording()
    old, new = make_analysis(recording, 1, 1.0), make_analysis(recording, 2, 1.2)
    full.keep_recording(MINE, recording, POCKET)
    full.keep_analysis(MINE, old, POCKET)
    full.keep_analysis(MINE, new, SWAPPED)
    walk = full.walk(MINE, recording.id)
    assert (walk.analysis, walk.capture) == (new, SWAPPED)
    assert full.walks(MINE) == (walk,)
    assert full.analyses(MINE, recording.id) == (old, new)
    assert full.timeline(MINE).measurements == new.measurements


def test_the_same_analysis_again_changes_nothing(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    for capture in (POCKET, POCKET, SWAPPED, POCKET):
        full.keep_analysis(MINE, make_analysis(recording), capture)
    assert len(full.analyses(MINE, recording.id)) == 3


def test_no_analysis_without_its_recording(full: Store) -> None:
    with pytest.raises(NotFound):
        full.keep_analysis(MINE, make_analysis(make_recording()), POCKET)


def test_a_deleted_walk_leaves_only_a_tombstone(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    full.keep_analysis(MINE, make_analysis(recording), POCKET)
    full.delete_walk(MINE, recording.id)
    stone = full.tombstones(MINE)[0]
    assert (stone.id, stone.kind, stone.actor) == (recording.id, "recording", ANNA)
    assert full.walks(MINE) == ()
    assert full.timeline(MINE).measurements == ()
    for lost in (full.recording, full.walk, full.analyses, full.delete_walk):
        with pytest.raises(NotFound):
            lost(MINE, recording.id)


def test_a_deleted_walk_can_be_brought_in_anew(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    full.keep_analysis(MINE, make_analysis(recording), POCKET)
    full.delete_walk(MINE, recording.id)
    assert full.keep_recording(MINE, recording, SWAPPED) is True
    assert full.walk(MINE, recording.id).analysis is None
    assert full.recording(MINE, recording.id).physical(recording.names).shape == (300, 3)


def test_samples_stay_while_another_owner_keeps_them(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    full.keep_recording(OTHERS, recording, POCKET)
    full.delete_walk(MINE, recording.id)
    kept = full.recording(OTHERS, recording.id)
    assert np.array_equal(kept.physical(kept.names), recording.physical(recording.names))
    with pytest.raises(NotFound):
        full.recording(MINE, recording.id)


# --- diary ---


def test_an_entry_comes_back_as_it_was(full: Store) -> None:
    entry = msgspec.structs.replace(make_entry(), note="Schwer 🦵 \x00 'quoted' \\ \"")
    assert full.keep_entry(MINE, entry) is True
    assert full.entry(MINE, entry.id) == entry
    assert full.timeline(MINE).entries == (entry,)


def test_keeping_an_entry_again_changes_nothing(full: Store) -> None:
    full.keep_entry(MINE, make_entry())
    assert full.keep_entry(MINE, make_entry()) is False
    assert len(full.timeline(MINE).entries) == 1


def test_an_entry_is_never_edited_in_place(full: Store) -> None:
    full.keep_entry(MINE, make_entry(heaviness=4))
    with pytest.raises(InputProblem) as caught:
        full.keep_entry(MINE, make_entry(heaviness=9))
    assert caught.value.message.id == "store.entry-exists"
    assert full.timeline(MINE).entries == (make_entry(heaviness=4),)


def test_a_superseding_entry_takes_the_place_on_the_timeline(full: Store) -> None:
    first, second = make_entry("e1"), make_entry("e2", 7, supersedes=("e1",))
    third = make_entry("e3", 8, supersedes=("e2",))
    for entry in (first, second, third):
        full.keep_entry(MINE, entry)
    assert full.timeline(MINE).entries == (third,)
    assert full.entry(MINE, first.id) == first
    assert full.entry_history(MINE, third.id) == (third, second, first)
    assert full.entry_history(MINE, second.id) == (second, first)


def test_what_never_was_cannot_be_superseded(full: Store) -> None:
    with pytest.raises(NotFound):
        full.keep_entry(MINE, make_entry("e2", supersedes=("e1",)))
    with pytest.raises(NotFound):
        full.keep_entry(MINE, make_entry("e2", supersedes=("e2",)))
    with pytest.raises(NotFound):
        full.keep_entry(MINE, make_entry("e2", supersedes=("a\x00b",)))
    assert full.timeline(MINE).entries == ()


def test_deleting_an_entry_deletes_what_it_superseded(full: Store) -> None:
    full.keep_entry(MINE, make_entry("e1"))
    full.keep_entry(MINE, make_entry("e2", 7, supersedes=("e1",)))
    full.keep_entry(MINE, make_entry("e3", 1))
    full.delete_entry(MINE, EntryId("e2"))
    assert [e.id for e in full.timeline(MINE).entries] == ["e3"]
    assert [(t.id, t.kind) for t in full.tombstones(MINE)] == [("e1", "entry"), ("e2", "entry")]
    for gone in ("e1", "e2"):
        for lost in (full.entry, full.entry_history, full.delete_entry):
            with pytest.raises(NotFound):
                lost(MINE, EntryId(gone))


def test_a_deleted_entry_sent_again_stays_deleted(full: Store) -> None:
    full.keep_entry(MINE, make_entry())
    full.delete_entry(MINE, EntryId("e1"))
    assert full.keep_entry(MINE, make_entry()) is False
    assert full.timeline(MINE).entries == ()


def test_a_correction_of_a_deleted_entry_is_kept(full: Store) -> None:
    full.keep_entry(MINE, make_entry())
    full.delete_entry(MINE, EntryId("e1"))
    corrected = make_entry("e2", 6, supersedes=("e1",))
    assert full.keep_entry(MINE, corrected) is True
    assert full.entry_history(MINE, corrected.id) == (corrected,)


def test_the_timeline_stands_in_order_of_life(full: Store) -> None:
    for name, day in (("e1", 3), ("e2", 1), ("e3", 2)):
        full.keep_entry(MINE, make_entry(name, day=day))
    assert [e.id for e in full.timeline(MINE).entries] == ["e2", "e3", "e1"]


# --- together ---


def test_calls_together_stand_together(full: Store) -> None:
    with full.together():
        full.keep_entry(MINE, make_entry("e1"))
        full.keep_recording(MINE, make_recording(), POCKET)
    assert len(full.timeline(MINE).entries) == len(full.walks(MINE)) == 1


def test_calls_together_fall_together(full: Store) -> None:
    kept = make_recording(1)
    full.keep_recording(MINE, kept, POCKET)

    def fail_halfway() -> None:
        with full.together():
            full.keep_entry(MINE, make_entry("e1"))
            full.keep_recording(MINE, make_recording(2), POCKET)
            full.delete_walk(MINE, kept.id)
            full.add_person(make_person(Access(PersonId("new"), ANNA)), ANNA)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_halfway()
    assert full.timeline(MINE).entries == ()
    assert [walk.recording for walk in full.walks(MINE)] == [kept.id]
    assert full.recording(MINE, kept.id).physical(kept.names).shape == (300, 3)
    assert [p.name for p in full.people(ANNA)] == ["Anna"]
    assert full.sweep() == ()


def test_captures_keep_every_field(full: Store) -> None:
    recording = make_recording()
    capture = Capture(placement=Placement.HAND, course="river path", temperature_c=31.5)
    full.keep_recording(MINE, recording, capture)
    assert full.walk(MINE, recording.id).capture == capture
