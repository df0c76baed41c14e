"""What differs between two folders of facts: which facts, and which of their fields."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from surefoot.knowledge.yaml_files import read_yaml

Fields = Mapping[str, str]

# What tells the parts of a list apart, so that one more part does not shift all that follow.
_NAMED_BY = ("code", "when", "cause", "finding", "id", "level", "sign")


class ChangeKind(StrEnum):
    """What became of a fact, or of one of its fields."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field of a fact; ``old`` or ``new`` is None where it was not there."""

    field: str
    old: str | None
    new: str | None


class FactChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One fact, as kind/id, and what became of it; ``fields`` only where it changed."""

    fact: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...] = ()


def compare_folders(old: Path, new: Path) -> tuple[FactChange, ...]:
    """Return what became of the facts from ``old`` to ``new``, by fact.

    Order within a file and its layout do not count: what a file holds is compared.

    Raises:
        yaml.YAMLError: a file is not YAML.
    """
    before, after = _files(old), _files(new)
    changes = (_compare(name, before, after) for name in sorted({*before, *after}))
    return tuple(change for change in changes if change is not None)


def _files(folder: Path) -> dict[str, Path]:
    paths = folder.glob("*/*.yaml")
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in paths}


def _compare(name: str, before: Mapping[str, Path], after: Mapping[str, Path]) -> FactChange | None:
    if name not in before:
        return FactChange(fact=name, kind=ChangeKind.ADDED)
    if name not in after:
        return FactChange(fact=name, kind=ChangeKind.REMOVED)
    if before[name].read_bytes() == after[name].read_bytes():
        return None
    fields = tuple(_compare_fields(_fields(before[name]), _fields(after[name])))
    return FactChange(fact=name, kind=ChangeKind.CHANGED, fields=fields) if fields else None


def _compare_fields(old: Fields, new: Fields) -> Iterator[FieldChange]:
    for field in [*old, *(name for name in new if name not in old)]:
        if old.get(field) != new.get(field):
            yield FieldChange(field=field, old=old.get(field), new=new.get(field))


def _fields(path: Path) -> dict[str, str]:
    return dict(_flatten(read_yaml(path), ""))


def _flatten(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield every value inside with its place, as in ``ratios/yes ms_heat/ratio``."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flatten(inner, f"{place}/{name}" if place else str(name))
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for name, part in _named(value):
            yield from _flatten(part, f"{place}/{name}")
    elif isinstance(value, list):
        yield place, ", ".join(str(part) for part in value)
    else:
        yield place, str(value)


def _named(parts: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a list by what names them; by number where nothing does, or not alone."""
    taken: set[str] = set()
    for number, part in enumerate(parts, start=1):
        keys = _NAMED_BY if isinstance(part, dict) else ()
        words = [part[key] for key in keys if isinstance(part.get(key), str)]
        name = " ".join(words) or str(number)
        name = f"{name} ({number})" if name in taken else name
        taken.add(name)
        yield name, part
