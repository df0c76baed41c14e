"""A made-up person to look around with."""

import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import QualityCode
from surefoot.model.people import Access, ActorId, Person
from surefoot.store.memory import MemoryStore
from surefoot.usecases import sample_person
from surefoot.usecases.export import export_all
from surefoot.usecases.sample_person import make_sample_person

ACTOR = ActorId("anna")
Made = tuple[MemoryStore, Person, list[tuple[int, int]]]


@pytest.fixture(scope="module")
def made(knowledge: Knowledge) -> Made:
    store, told = MemoryStore(), []
    patch = pytest.MonkeyPatch()
    patch.setattr(sample_person, "DAYS", 120)

    def progress(done: int, of: int) -> None:
        told.append((done, of))

    try:
        person = make_sample_person(store, knowledge, ACTOR, progress=progress)
    finally:
        patch.undo()
    return store, person, told


def test_everything_says_that_it_is_simulated(made: Made) -> None:
    store, person, _ = made
    assert person.simulated
    assert store.people(ACTOR) == (person,)
    walks = store.walks(Access(person.id, ACTOR))
    assert all(QualityCode.SIMULATED in walk.header.notes for walk in walks)


def test_there_are_entries_and_measured_walks_until_yesterday(made: Made) -> None:
    store, person, _ = made
    access = Access(person.id, ACTOR)
    timeline = store.timeline(access)
    assert len(timeline.entries) > 60
    assert len(store.walks(access)) > 15
    assert all(walk.analysis and walk.analysis.measurements for walk in store.walks(access))
    assert timeline.entries[-1].lived < person.created


def test_progress_is_told_to_the_end(made: Made) -> None:
    store, person, told = made
    walks = len(store.walks(Access(person.id, ACTOR)))
    assert told == [(done, walks) for done in range(1, walks + 1)]


def test_a_sample_person_is_made_wholly_or_not_at_all(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryStore()

    def fail(*_: object) -> bool:
        raise OSError

    monkeypatch.setattr(sample_person, "DAYS", 60)
    monkeypatch.setattr(store, "keep_entry", fail)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        make_sample_person(store, knowledge, ACTOR)
    assert store.people(ACTOR) == ()


def test_the_export_holds_everything(made: Made, tmp_path: Path) -> None:
    store, person, _ = made
    access = Access(person.id, ACTOR)
    sink = io.BytesIO()
    export_all(store, access, sink)
    with zipfile.ZipFile(sink) as archive:
        assert archive.testzip() is None
        told = json.loads(archive.read("person.json"))
        walks = store.walks(access)
        assert len(archive.namelist()) == 1 + 2 * len(walks)
        one = walks[0].recording
        analyses = json.loads(archive.read(f"walks/{one}.json"))["analyses"]
        archive.extract(f"walks/{one}.parquet", tmp_path)
    assert told["person"]["simulated"] is True
    assert len(told["entries"]) == len(store.timeline(access).entries)
    assert analyses[-1]["recording"] == one
    table = pq.read_table(tmp_path / f"walks/{one}.parquet")
    assert table.num_rows == walks[0].header.time_base.n_samples
