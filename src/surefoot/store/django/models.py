"""Tables. Nouns stand in them as canonical JSON, beside the columns they are looked up by.

Names and ids are text without a length: the store checks length itself, on every database alike.
"""
# ruff: noqa: D106 - Django's Meta classes say nothing of their own

from typing import ClassVar

from django.db import models


class PersonRow(models.Model):
    """One person of a household."""

    id = models.TextField(primary_key=True)
    created = models.DateTimeField()
    content = models.TextField()

    class Meta:
        db_table = "store_person"


class GrantRow(models.Model):
    """Who may act for a person."""

    owner = models.ForeignKey(PersonRow, models.CASCADE, related_name="grants")
    actor = models.TextField(db_index=True)
    role = models.TextField()

    class Meta:
        db_table = "store_grant"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "actor"], name="store_grant_once")
        ]


class DeviceRow(models.Model):
    """A phone that may upload, known by the hash of its token."""

    owner = models.ForeignKey(PersonRow, models.CASCADE, related_name="devices")
    token_sha256 = models.TextField(unique=True)
    actor = models.TextField()
    name = models.TextField()
    paired = models.DateTimeField()

    class Meta:
        db_table = "store_device"


class RecordingRow(models.Model):
    """A kept recording without its samples, and what is said of it now."""

    owner = models.ForeignKey(PersonRow, models.CASCADE, related_name="recordings")
    recording = models.TextField(db_index=True)
    when = models.DateTimeField()
    kept = models.DateTimeField()
    actor = models.TextField()
    header = models.TextField()
    capture = models.TextField()

    class Meta:
        db_table = "store_recording"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "recording"], name="store_recording_once")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "when"], name="store_recording_when")]


class NounRow(models.Model):
    """One version of a noun; superseded ones are not ``current`` but stay.

    ``noun`` is its own id, or for an analysis the id of the recording it is of, so that its
    versions stand together.
    """

    owner = models.ForeignKey(PersonRow, models.CASCADE, related_name="nouns")
    kind = models.TextField()
    noun = models.TextField()
    version = models.PositiveIntegerField()
    current = models.BooleanField()
    when = models.DateTimeField()
    kept = models.DateTimeField()
    actor = models.TextField()
    content = models.TextField()

    class Meta:
        db_table = "store_noun"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "noun", "version"], name="store_noun_version"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "kind", "current", "when"], name="store_noun_timeline")
        ]


class TombstoneRow(models.Model):
    """What stays of a deleted noun."""

    owner = models.ForeignKey(PersonRow, models.CASCADE, related_name="tombstones")
    kind = models.TextField()
    noun = models.TextField()
    deleted = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        db_table = "store_tombstone"
        indexes: ClassVar = [
            models.Index(fields=["owner", "kind", "noun"], name="store_tombstone_noun")
        ]
