"""A made-up person to look around with: a simulated year, measured like any other."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from surefoot.knowledge.knowledge import ANYWHERE, Knowledge
from surefoot.model.check import utc_now
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Recording
from surefoot.simulate.year import HEIGHT_M, SimulatedYear, simulate_year
from surefoot.store.protocol import Store
from surefoot.usecases.analyse import analyse
from surefoot.usecases.check_in import bring_in_diary

#: How many days the sample person has lived with Surefoot.
DAYS = 365

Progress = Callable[[int, int], None]


def make_sample_person(
    store: Store,
    knowledge: Knowledge,
    actor: ActorId,
    name: str = "Sample person",
    seed: int = 1,
    progress: Progress | None = None,
) -> Person:
    """Make up a person with a year of entries and walks until yesterday; keep all of it or nothing.

    The same seed gives the same year on the same day. ``progress`` is told, after each walk, how
    many of how many are done.
    """
    now = utc_now()
    person = Person(
        PersonId(uuid.uuid4().hex), name, ANYWHERE, now, height_m=HEIGHT_M, simulated=True
    )
    year = simulate_year(seed, now.date() - timedelta(days=DAYS), DAYS)
    # Measured before anything is kept, so that the database waits for nobody.
    walks = _measure(year, knowledge, progress or _nobody_asks)
    _keep(store, knowledge, Access(person.id, actor), person, year, walks)
    return person


def _measure(
    year: SimulatedYear, knowledge: Knowledge, progress: Progress
) -> list[tuple[Recording, Analysis]]:
    measured = []
    for done, planned in enumerate(year.walks, start=1):
        recording = planned.make().recording
        measured.append((recording, analyse(recording, recording.header.capture, knowledge)))
        progress(done, len(year.walks))
    return measured


def _keep(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    person: Person,
    year: SimulatedYear,
    walks: list[tuple[Recording, Analysis]],
) -> None:
    with store.together():
        store.add_person(person, access.actor)
        for recording, analysis in walks:
            store.keep_recording(access, recording, recording.header.capture)
            store.keep_analysis(access, analysis, recording.header.capture)
        bring_in_diary(store, knowledge, access, year.entries)


def _nobody_asks(done: int, of: int) -> None:
    """Tell nobody how far the work is."""
