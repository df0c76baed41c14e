"""Checks a folder of facts: form, sources, and that everything named exists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import yaml

from surefoot.knowledge.check_links import check_links
from surefoot.knowledge.check_words import check_words
from surefoot.knowledge.knowledge import KINDS
from surefoot.knowledge.problem import Problem, problem
from surefoot.knowledge.schema_files import schema_of
from surefoot.knowledge.yaml_files import read_yaml

Facts = dict[str, dict[str, msgspec.Struct]]


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Return every problem found in a folder of facts; none means it may be used."""
    if not folder.is_dir():
        return (problem(str(folder), "knowledge.no_folder"),)
    problems: list[Problem] = list(_check_strays(folder))
    facts: Facts = {}
    for kind in KINDS:
        facts[kind] = {}
        for path in sorted((folder / kind).glob("*.yaml")):
            name = path.relative_to(folder).as_posix()
            found, fact = _check_file(path, name, kind)
            problems.extend(found)
            if fact is not None:
                facts[kind][path.stem] = fact
    problems.extend(_check_duplicates(facts))
    problems.extend(check_links(facts))
    problems.extend(check_words(facts))
    return tuple(problems)


def _check_strays(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        known = path.suffix == ".yaml" and len(place.parts) == 2 and place.parts[0] in KINDS
        if path.is_file() and not known:
            yield problem(place.as_posix(), "knowledge.stray_file")


def _check_file(path: Path, name: str, kind: str) -> tuple[list[Problem], msgspec.Struct | None]:
    try:
        data = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [problem(name, "knowledge.not_yaml", detail=" ".join(str(error).split()))], None
    if not isinstance(data, dict):
        return [problem(name, "knowledge.not_a_fact")], None
    problems = [*_check_schema(data, name, kind), *_check_identity(data, name, path.stem, kind)]
    if problems:
        return problems, None
    try:
        return [], msgspec.convert(data, KINDS[kind])
    except msgspec.ValidationError as error:
        return [problem(name, "knowledge.wrong", detail=str(error))], None


def _check_schema(data: dict[str, Any], name: str, kind: str) -> Iterator[Problem]:
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    for error in sorted(validator.iter_errors(data), key=lambda e: [str(p) for p in e.path]):
        place = "/".join(str(part) for part in error.absolute_path)
        detail = f"{place}: {error.message}" if place else error.message
        yield problem(name, "knowledge.wrong", detail=detail)


def _check_identity(data: dict[str, Any], name: str, stem: str, kind: str) -> Iterator[Problem]:
    if data.get("id") != stem:
        yield problem(name, "knowledge.id_is_not_file_name", id=str(data.get("id")))
    expected = _default_kind(kind)
    if data.get("kind", expected) != expected:
        yield problem(name, "knowledge.wrong_kind", kind=str(data["kind"]), expected=expected)


def _default_kind(kind: str) -> str:
    fields = {field.name: field.default for field in msgspec.structs.fields(KINDS[kind])}
    return str(fields["kind"])


def _check_duplicates(facts: Facts) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for kind, members in facts.items():
        for fact_id in members:
            if fact_id in seen:
                yield problem(
                    f"{kind}/{fact_id}.yaml", "knowledge.duplicate_id", other=seen[fact_id]
                )
            seen[fact_id] = f"{kind}/{fact_id}.yaml"
