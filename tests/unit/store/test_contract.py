"""What every store promises of people, devices and what is between owners."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from surefoot.model.entry import EntryId
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import NotAllowed, NotFound, Store
from tests.unit.store.make import (
    ANNA,
    BEN,
    EVE,
    MINE,
    OTHERS,
    POCKET,
    make_analysis,
    make_entry,
    make_person,
    make_recording,
    make_token,
)

# --- people ---


def test_a_person_is_kept_as_given(full: Store) -> None:
    assert full.person(MINE) == make_person(MINE)


def test_each_actor_sees_only_their_people(full: Store) -> None:
    assert [p.name for p in full.people(ANNA)] == ["Anna"]
    assert full.people(EVE) == ()


def test_people_stand_oldest_first(full: Store) -> None:
    later = Access(PersonId("a-later"), ANNA)
    person = msgspec.structs.replace(make_person(later, "Later"))
    full.add_person(
        msgspec.structs.replace(person, created=person.created + timedelta(days=1)), ANNA
    )
    assert [p.name for p in full.people(ANNA)] == ["Anna", "Later"]


def test_adding_the_same_person_again_changes_nothing(full: Store) -> None:
    full.add_person(make_person(MINE), ANNA)
    assert len(full.people(ANNA)) == 1


def test_nobody_gets_access_by_adding_an_id_that_is_taken(full: Store) -> None:
    with pytest.raises(NotAllowed):
        full.add_person(make_person(MINE), EVE)
    with pytest.raises(NotAllowed):
        full.add_person(make_person(MINE, "Other"), ANNA)
    assert full.people(EVE) == ()
    assert full.person(MINE).name == "Anna"


def test_name_country_and_height_can_change(full: Store) -> None:
    changed = msgspec.structs.replace(make_person(), name="Annika", country="AT", height_m=1.71)
    full.change_person(MINE, changed)
    assert full.person(MINE) == changed


def test_what_a_person_is_never_changes(full: Store) -> None:
    with pytest.raises(ValueError, match="never changes"):
        full.change_person(MINE, msgspec.structs.replace(make_person(), simulated=True))
    with pytest.raises(NotAllowed):
        full.change_person(MINE, make_person(OTHERS))
    assert full.person(MINE) == make_person()


def test_a_grant_opens_and_a_revoked_one_closes(full: Store) -> None:
    by_ben = Access(MINE.owner, BEN)
    full.grant(MINE, BEN)
    full.grant(MINE, BEN)
    assert full.person(by_ben).name == "Anna"
    assert [p.name for p in full.people(BEN)] == ["Anna", "Ben"]
    full.revoke(MINE, BEN)
    full.revoke(MINE, BEN)
    with pytest.raises(NotAllowed):
        full.person(by_ben)


def test_the_last_full_grant_stays(full: Store) -> None:
    full.pair_device(MINE, "Phone", make_token("phone"))
    with pytest.raises(NotAllowed):
        full.revoke(MINE, ANNA)
    full.grant(MINE, BEN)
    full.revoke(Access(MINE.owner, BEN), ANNA)
    with pytest.raises(NotAllowed):
        full.person(MINE)


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b", "a\nb", "\ud800"])
def test_names_no_database_could_keep_are_refused(full: Store, name: str) -> None:
    with pytest.raises(InputProblem) as caught:
        full.grant(MINE, ActorId(name))
    assert caught.value.message.id == "store.bad-name"
    with pytest.raises(InputProblem):
        full.pair_device(MINE, name, make_token("t"))


def test_deleting_a_person_deletes_everything_of_theirs_only(full: Store) -> None:
    shared = make_recording()
    for access in (MINE, OTHERS):
        full.keep_recording(access, shared, POCKET)
        full.keep_analysis(access, make_analysis(shared), POCKET)
        full.keep_entry(access, make_entry())
    full.pair_device(MINE, "Phone", make_token("phone"))
    full.delete_person(MINE)
    assert full.people(ANNA) == ()
    assert full.device(make_token("phone")) is None
    with pytest.raises(NotAllowed):
        full.timeline(MINE)
    assert full.recording(OTHERS, shared.id).physical(shared.names).shape == (300, 3)
    assert len(full.timeline(OTHERS).entries) == 1
    full.add_person(make_person(MINE), ANNA)
    assert full.walks(MINE) == ()
    assert full.timeline(MINE).entries == ()


# --- devices ---


def test_a_paired_device_keeps_and_reads_until_it_is_revoked(full: Store) -> None:
    device = full.pair_device(MINE, "Phone", make_token("phone"))
    assert full.device(make_token("phone")) == device
    assert full.devices(MINE) == (device,)
    by_phone = Access(MINE.owner, device.actor)
    assert full.keep_recording(by_phone, make_recording(), POCKET) is True
    full.revoke_device(MINE, device.actor)
    assert full.device(make_token("phone")) is None
    assert full.devices(MINE) == ()
    with pytest.raises(NotAllowed):
        full.walks(by_phone)


def test_a_device_neither_deletes_nor_decides_who_else_may(full: Store) -> None:
    phone = full.pair_device(MINE, "Phone", make_token("phone"))
    other = full.pair_device(MINE, "Other phone", make_token("other"))
    by_phone = Access(MINE.owner, phone.actor)
    recording = make_recording()
    full.keep_recording(by_phone, recording, POCKET)
    full.keep_entry(by_phone, make_entry())
    for forbidden in (
        lambda: full.grant(by_phone, EVE),
        lambda: full.revoke(by_phone, ANNA),
        lambda: full.pair_device(by_phone, "Third", make_token("third")),
        lambda: full.revoke_device(by_phone, other.actor),
        lambda: full.delete_person(by_phone),
        lambda: full.change_person(by_phone, make_person(MINE, "Annika")),
        lambda: full.delete_walk(by_phone, recording.id),
        lambda: full.delete_entry(by_phone, EntryId("e1")),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert full.person(MINE) == make_person()
    assert len(full.walks(MINE)) == len(full.timeline(MINE).entries) == 1
    full.revoke_device(by_phone, phone.actor)
    assert full.devices(MINE) == (other,)


def test_revoking_a_devices_grant_revokes_the_device(full: Store) -> None:
    phone = full.pair_device(MINE, "Phone", make_token("phone"))
    full.revoke(MINE, phone.actor)
    assert full.device(make_token("phone")) is None


def test_a_device_of_another_owner_cannot_be_revoked(full: Store) -> None:
    phone = full.pair_device(MINE, "Phone", make_token("phone"))
    with pytest.raises(NotFound):
        full.revoke_device(OTHERS, phone.actor)
    with pytest.raises(NotFound):
        full.revoke_device(MINE, ANNA)
    assert full.device(make_token("phone")) == phone


def test_a_token_pairs_once(full: Store) -> None:
    full.pair_device(MINE, "Phone", make_token("phone"))
    with pytest.raises(NotAllowed):
        full.pair_device(OTHERS, "Stolen", make_token("phone"))
    with pytest.raises(ValueError, match="64"):
        full.pair_device(MINE, "Phone", "the token itself")
    assert full.device("the token itself\x00") is None


def test_a_device_is_paired_until_it_is_revoked(full: Store) -> None:
    phone = full.pair_device(MINE, "Phone", make_token("phone"))
    gone = full.pair_device(OTHERS, "Other phone", make_token("other"))
    assert full.is_paired(phone.actor)
    full.revoke_device(MINE, phone.actor)
    full.delete_person(OTHERS)
    for actor in (phone.actor, gone.actor, ANNA, ActorId("device:"), ActorId("a\x00b")):
        assert not full.is_paired(actor)


def test_a_device_corrects_what_it_may_not_delete(full: Store) -> None:
    phone = full.pair_device(MINE, "Phone", make_token("phone"))
    full.keep_entry(MINE, make_entry("e1"))
    corrected = make_entry("e2", 7, supersedes=("e1",))
    assert full.keep_entry(Access(MINE.owner, phone.actor), corrected)
    assert full.timeline(MINE).entries == (corrected,)


# --- between owners ---


def calls(store: Store, access: Access, recording: RecordingId, entry: str) -> dict[str, Any]:
    """Every call about something that is kept for an owner."""
    named = EntryId(entry)
    return {
        "recording": lambda: store.recording(access, recording),
        "walk": lambda: store.walk(access, recording),
        "analyses": lambda: store.analyses(access, recording),
        "delete_walk": lambda: store.delete_walk(access, recording),
        "entry": lambda: store.entry(access, named),
        "entry_history": lambda: store.entry_history(access, named),
        "delete_entry": lambda: store.delete_entry(access, named),
        "keep_analysis": lambda: store.keep_analysis(
            access, make_analysis(make_recording()), POCKET
        ),
    }


def owner_calls(store: Store, access: Access) -> dict[str, Any]:
    """Every call about an owner."""
    return {
        "person": lambda: store.person(access),
        "change_person": lambda: store.change_person(access, make_person(access)),
        "delete_person": lambda: store.delete_person(access),
        "grant": lambda: store.grant(access, EVE),
        "revoke": lambda: store.revoke(access, ANNA),
        "pair_device": lambda: store.pair_device(access, "x", make_token("x")),
        "devices": lambda: store.devices(access),
        "revoke_device": lambda: store.revoke_device(access, ANNA),
        "keep_recording": lambda: store.keep_recording(access, make_recording(5), POCKET),
        "walks": lambda: store.walks(access),
        "keep_entry": lambda: store.keep_entry(access, make_entry("new")),
        "timeline": lambda: store.timeline(access),
        "tombstones": lambda: store.tombstones(access),
    }


@pytest.mark.parametrize("owner", [MINE.owner, "nobody-at-all", "a\x00b"])
def test_without_a_grant_every_call_is_refused_alike(full: Store, owner: str) -> None:
    recording = make_recording()
    full.keep_recording(MINE, recording, POCKET)
    full.keep_entry(MINE, make_entry())
    access = Access(PersonId(owner), EVE)
    every = calls(full, access, recording.id, "e1") | owner_calls(full, access)
    for name, call in every.items():
        with pytest.raises(NotAllowed):
            pytest.fail(f"{name} answered {call()!r}")
    assert len(full.walks(MINE)) == len(full.timeline(MINE).entries) == 1


def test_what_another_owner_keeps_is_not_found(full: Store) -> None:
    recording = make_recording()
    full.keep_recording(OTHERS, recording, POCKET)
    full.keep_entry(OTHERS, make_entry())
    for name, call in calls(full, MINE, recording.id, "e1").items():
        with pytest.raises(NotFound):
            pytest.fail(f"{name} answered {call()!r}")
    assert full.walk(OTHERS, recording.id).capture == POCKET


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a\x00b", "x" * 5000])
def test_ids_that_cannot_be_are_not_found(full: Store, name: str) -> None:
    for call_name, call in calls(full, MINE, RecordingId(name), name).items():
        if call_name != "keep_analysis":
            with pytest.raises(NotFound):
                pytest.fail(f"{call_name} answered {call()!r}")


def test_owners_may_use_the_same_entry_id(full: Store) -> None:
    full.keep_entry(MINE, make_entry(heaviness=1))
    full.keep_entry(OTHERS, make_entry(heaviness=9))
    full.delete_entry(MINE, EntryId("e1"))
    assert full.entry(OTHERS, EntryId("e1")) == make_entry(heaviness=9)
    assert full.tombstones(OTHERS) == ()
