"""A person with a store, and walks made up for them."""

from datetime import UTC, datetime

import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Recording
from surefoot.simulate.walk import Course, WalkSettings, simulate_walk
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store

ACCESS = Access(PersonId("anna"), ActorId("anna"))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def walk() -> Recording:
    return simulate_walk(WalkSettings(course=Course(bout_s=30.0)), seed=3).recording


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    created = datetime(2026, 1, 1, tzinfo=UTC)
    store.add_person(Person(ACCESS.owner, "Anna", "DE", created, height_m=1.62), ACCESS.actor)
    return store
