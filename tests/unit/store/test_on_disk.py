"""What the Django stores promise about disks and other processes, beyond the contract."""

import os
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.recording import Capture, Recording
from surefoot.store.blobs import BlobFolder
from surefoot.store.django.base import to_text
from surefoot.store.django.remembered import digest_of
from surefoot.store.django.store import DjangoStore
from tests.unit.store.backends import DjangoBackend
from tests.unit.store.make import (
    ANNA,
    BEN,
    MINE,
    OTHERS,
    POCKET,
    make_analysis,
    make_entry,
    make_person,
    make_recording,
)


@pytest.fixture
def store(on_disk: DjangoBackend) -> DjangoStore:
    store = on_disk.fresh()
    assert isinstance(store, DjangoStore)
    store.add_person(make_person(MINE), ANNA)
    store.add_person(make_person(OTHERS, "Ben"), BEN)
    return store


def files(on_disk: DjangoBackend) -> list[str]:
    return sorted(file.name for file in on_disk.blobs.path.iterdir())


def test_another_process_finds_everything(on_disk: DjangoBackend, store: DjangoStore) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)
    store.keep_analysis(MINE, make_analysis(recording), POCKET)
    store.keep_entry(MINE, make_entry())
    again = on_disk.again()
    assert again.walks(MINE) == store.walks(MINE)
    assert again.timeline(MINE) == store.timeline(MINE)


def test_one_file_serves_two_owners_until_both_deleted(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)
    store.keep_recording(OTHERS, recording, POCKET)
    assert len(files(on_disk)) == 1
    store.delete_walk(MINE, recording.id)
    assert len(files(on_disk)) == 1
    store.delete_person(OTHERS)
    assert files(on_disk) == []


def test_a_lost_file_heals_when_the_walk_is_brought_in_again(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)
    on_disk.blobs.remove(recording.id)
    assert store.keep_recording(MINE, recording, POCKET) is False
    assert store.recording(MINE, recording.id).physical(recording.names).shape == (300, 3)


def test_a_row_that_cannot_be_written_leaves_no_file(
    on_disk: DjangoBackend, store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise DatabaseError

    monkeypatch.setattr(DjangoStore, "_keep_row", fail)
    with pytest.raises(DatabaseError):
        store.keep_recording(MINE, make_recording(), POCKET)
    assert files(on_disk) == []


def test_a_deletion_that_is_rolled_back_keeps_the_samples(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)

    def fail_later() -> None:
        with store.together():
            store.delete_walk(MINE, recording.id)
            assert len(files(on_disk)) == 1
            raise DatabaseError

    with pytest.raises(DatabaseError):
        fail_later()
    assert store.recording(MINE, recording.id).physical(recording.names).shape == (300, 3)


def test_sweep_removes_what_a_killed_process_left(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    kept, orphan = make_recording(1), make_recording(2)
    store.keep_recording(MINE, kept, POCKET)
    on_disk.blobs.write(orphan)
    (on_disk.blobs.path / f"{orphan.id}.0123.part").write_bytes(b"half")
    assert set(store.sweep()) == {orphan.id, f"{orphan.id}.0123.part"}
    assert files(on_disk) == [f"{kept.id}.parquet"]
    assert store.sweep() == ()


def run_together(alias: str, *jobs: Callable[[], object]) -> None:
    """Run jobs at the same moment, each on its own connection; raise what any of them raised."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            gate.wait()
            job()
        finally:
            connections[alias].close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(run, job) for job in jobs]:
            done.result()


def test_keeping_and_deleting_at_once_never_loses_samples(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)
    for _ in range(15):
        run_together(
            on_disk.alias,
            lambda: store.delete_walk(MINE, recording.id),
            lambda: store.keep_recording(OTHERS, recording, POCKET),
            store.sweep,
        )
        assert on_disk.blobs.is_sound(recording.id)
        run_together(
            on_disk.alias,
            lambda: store.keep_recording(MINE, recording, POCKET),
            lambda: store.delete_walk(OTHERS, recording.id),
        )
        assert on_disk.blobs.is_sound(recording.id)


def test_the_same_upload_at_once_is_kept_once(on_disk: DjangoBackend, store: DjangoStore) -> None:
    recording = make_recording()
    answers: list[bool] = []
    jobs = [lambda: answers.append(store.keep_recording(MINE, recording, POCKET))] * 4
    run_together(on_disk.alias, *jobs)
    assert sorted(answers) == [False, False, False, True]
    assert len(store.walks(MINE)) == 1
    assert len(files(on_disk)) == 1


def test_analyses_at_once_stand_one_after_the_other(
    on_disk: DjangoBackend, store: DjangoStore
) -> None:
    recording = make_recording()
    store.keep_recording(MINE, recording, POCKET)

    def keep(version: int) -> Callable[[], None]:
        return lambda: store.keep_analysis(MINE, make_analysis(recording, version), POCKET)

    run_together(on_disk.alias, *(keep(version) for version in range(1, 5)))
    assert len(store.analyses(MINE, recording.id)) == 4
    assert len(store.timeline(MINE).measurements) == 1


def test_many_people_write_at_once(on_disk: DjangoBackend, store: DjangoStore) -> None:
    accesses = [Access(PersonId(f"p{i}"), ActorId(f"a{i}")) for i in range(4)]

    def live(access: Access, recording: Recording) -> None:
        store.add_person(make_person(access), access.actor)
        store.keep_recording(access, recording, POCKET)
        for day in range(5):
            store.keep_entry(access, make_entry(f"e{day}", day=day))

    jobs = [lambda a=a, i=i: live(a, make_recording(i)) for i, a in enumerate(accesses)]
    run_together(on_disk.alias, *jobs)
    for access in accesses:
        assert len(store.timeline(access).entries) == 5
        assert len(store.walks(access)) == 1


def test_sqlite_flushes_what_it_acknowledges(sqlite: DjangoBackend) -> None:
    with connections[sqlite.alias].cursor() as cursor:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert told == ["wal", 2, 1]


def test_models_and_migrations_agree() -> None:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert "store" not in found.changes(graph=loader.graph)


def test_a_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    BlobFolder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_samples_reach_the_disk_before_their_name_and_the_row(
    on_disk: DjangoBackend, store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, rename, keep_row = os.fsync, os.replace, DjangoStore._keep_row

    def seen_flush(handle: int) -> None:
        done.append("flush folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "flush file")
        flush(handle)

    def seen_rename(old: str, new: str) -> None:
        done.append("rename")
        rename(old, new)

    def seen_row(self: DjangoStore, access: Access, recording: Recording, capture: Capture) -> bool:
        done.append("row")
        return keep_row(self, access, recording, capture)

    monkeypatch.setattr(os, "fsync", seen_flush)
    monkeypatch.setattr(os, "replace", seen_rename)
    monkeypatch.setattr(DjangoStore, "_keep_row", seen_row)
    store.keep_recording(MINE, make_recording(), POCKET)
    assert done == ["flush file", "rename", "flush folder", "row"]


def test_a_timeline_is_decoded_once_for_the_same_content(
    store: DjangoStore, on_disk: DjangoBackend
) -> None:
    store.keep_entry(MINE, make_entry("e1"))
    first = store.timeline(MINE)
    assert store.timeline(MINE) is first
    on_disk.again().keep_entry(MINE, make_entry("e2", day=2))
    assert len(store.timeline(MINE).entries) == 2, "what another process keeps is told, too"
    assert store.timeline(OTHERS).entries == ()


def test_what_did_not_stand_in_the_end_is_not_told_from_memory(store: DjangoStore) -> None:
    before = store.timeline(MINE)

    def keep_and_fail() -> None:
        with store.together():
            store.keep_entry(MINE, make_entry("e1"))
            assert len(store.timeline(MINE).entries) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()
    assert store.timeline(MINE) == before


def test_nothing_that_was_deleted_stays_in_memory(store: DjangoStore) -> None:
    store.keep_entry(MINE, make_entry("e1"))
    content = digest_of([], [to_text(store.entry(MINE, make_entry("e1").id))])
    assert store.timeline(MINE).entries
    assert store._timelines.find(MINE.owner, content) is not None
    store.delete_entry(MINE, make_entry("e1").id)
    assert store._timelines.find(MINE.owner, content) is None


def test_columns_that_hold_other_texts_have_another_digest() -> None:
    one = digest_of(["ab"], ["c"])
    assert digest_of(["ab"], ["c"]) == one
    others = [(["a", "b"], ["c"]), (["ab", "c"], []), ([], ["ab", "c"]), (["ab"], ["d"])]
    assert one not in {digest_of(*columns) for columns in others}
