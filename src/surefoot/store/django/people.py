"""Persons, grants and paired devices, through Django."""

from django.db import transaction

from surefoot.model.codec import decode
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import RecordingId
from surefoot.store.django.base import DjangoBase, to_text
from surefoot.store.django.models import DeviceRow, GrantRow, PersonRow, RecordingRow
from surefoot.store.protocol import NotAllowed, NotFound, PairedDevice
from surefoot.store.rules import (
    Role,
    device_actor,
    is_hash,
    is_name,
    require_hash,
    require_name,
    require_same_person,
)


class DjangoPeople(DjangoBase):
    """Implements ``store.protocol.People``."""

    def add_person(self, person: Person, actor: ActorId) -> None:
        """Keep a new person and grant ``actor`` full access."""
        require_name(person.id)
        require_name(actor)
        with transaction.atomic(using=self._alias):
            row, new = PersonRow.objects.using(self._alias).get_or_create(
                id=person.id, defaults={"created": person.created, "content": to_text(person)}
            )
            grants = GrantRow.objects.using(self._alias)
            if new:
                grants.create(owner=row, actor=actor, role=Role.FULL)
            elif (
                decode(Person, row.content) != person
                or not grants.filter(owner=row, actor=actor, role=Role.FULL).exists()
            ):
                raise NotAllowed

    def people(self, actor: ActorId) -> tuple[Person, ...]:
        """Return the persons ``actor`` may act for, oldest first."""
        if not is_name(actor):
            return ()
        rows = PersonRow.objects.using(self._alias).filter(grants__actor=actor)
        people = [decode(Person, content) for content in rows.values_list("content", flat=True)]
        # Sorted here: databases differ in how they order text.
        return tuple(sorted(people, key=lambda person: (person.created, person.id)))

    def person(self, access: Access) -> Person:
        """Return the owner."""
        self._require_grant(access)
        return decode(Person, self._person_row(access).content)

    def change_person(self, access: Access, person: Person) -> None:
        """Replace name, country or height of the owner."""
        with self._writing(access, Role.FULL):
            row = self._person_row(access)
            require_same_person(access, decode(Person, row.content), person)
            row.content = to_text(person)
            row.save(using=self._alias, update_fields=["content"])

    def delete_person(self, access: Access) -> None:
        """Delete the owner with everything kept for them."""
        with self._writing(access, Role.FULL):
            rows = RecordingRow.objects.using(self._alias).filter(owner_id=access.owner)
            for recording in rows.values_list("recording", flat=True):
                self._drop_samples_later(RecordingId(recording))
            self._person_row(access).delete(using=self._alias)
            self._timelines.forget(access.owner)

    def grant(self, access: Access, to: ActorId) -> None:
        """Let another actor act for the owner."""
        require_name(to)
        with self._writing(access, Role.FULL):
            GrantRow.objects.using(self._alias).get_or_create(
                owner_id=access.owner, actor=to, defaults={"role": Role.FULL}
            )

    def revoke(self, access: Access, actor: ActorId) -> None:
        """Take a grant back; from a device, for good."""
        with self._writing(access, Role.FULL):
            grants = GrantRow.objects.using(self._alias).filter(owner_id=access.owner)
            if list(grants.filter(role=Role.FULL).values_list("actor", flat=True)) == [actor]:
                raise NotAllowed
            self._forget(access, actor)

    def pair_device(self, access: Access, name: str, token_sha256: str) -> PairedDevice:
        """Keep a device by the hash of its token and grant it access to the owner."""
        require_name(name)
        require_hash(token_sha256)
        with self._writing(access, Role.FULL):
            if self.device(token_sha256) is not None:
                raise NotAllowed
            actor = device_actor(token_sha256)
            row = DeviceRow.objects.using(self._alias).create(
                owner_id=access.owner,
                token_sha256=token_sha256,
                actor=actor,
                name=name,
                paired=self._now(),
            )
            GrantRow.objects.using(self._alias).update_or_create(
                owner_id=access.owner, actor=actor, defaults={"role": Role.DEVICE}
            )
            return _device(row)

    def device(self, token_sha256: str) -> PairedDevice | None:
        """Return the device with this token, or None when unknown or revoked."""
        if not is_hash(token_sha256):
            return None
        row = DeviceRow.objects.using(self._alias).filter(token_sha256=token_sha256).first()
        return None if row is None else _device(row)

    def is_paired(self, actor: ActorId) -> bool:
        """Whether this actor is a device that was paired with somebody and not revoked since."""
        devices = DeviceRow.objects.using(self._alias)
        return is_name(actor) and devices.filter(actor=actor).exists()

    def devices(self, access: Access) -> tuple[PairedDevice, ...]:
        """Return the owner's devices that are not revoked, in the order they were paired."""
        self._require_grant(access)
        rows = DeviceRow.objects.using(self._alias).filter(owner_id=access.owner).order_by("pk")
        return tuple(map(_device, rows))

    def revoke_device(self, access: Access, device: ActorId) -> None:
        """Take a device's access back for good."""
        role = None if access.actor == device else Role.FULL
        with self._writing(access, role):
            if not self._is_device(access, device):
                raise NotFound
            self._forget(access, device)

    def _person_row(self, access: Access) -> PersonRow:
        row = PersonRow.objects.using(self._alias).filter(pk=access.owner).first()
        if row is None:  # deleted between the check of the grant and now
            raise NotAllowed
        return row

    def _is_device(self, access: Access, actor: ActorId) -> bool:
        devices = DeviceRow.objects.using(self._alias).filter(owner_id=access.owner)
        return is_name(actor) and devices.filter(actor=actor).exists()

    def _forget(self, access: Access, actor: ActorId) -> None:
        if is_name(actor):
            for table in (GrantRow, DeviceRow):
                rows = table.objects.using(self._alias).filter(owner_id=access.owner, actor=actor)
                rows.delete()


def _device(row: DeviceRow) -> PairedDevice:
    return PairedDevice(ActorId(row.actor), PersonId(row.owner_id), row.name, row.paired)
