"""The public JSON documents: schemas as written, closed vocabularies, honest intervals."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from surefoot.app.contract import DOCUMENTS, FOLDER, main, schema_path, schema_text, write
from surefoot.model.codes import AbsenceReason, Foot, Leg, Measure, QualityCode, SegmentKind
from surefoot.model.units import Unit

EXAMPLES = sorted((FOLDER / "examples").glob("*.json"))


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schemas_stand_as_written(name: str) -> None:
    written = schema_path(name).read_text(encoding="utf-8")
    assert written == schema_text(name), "run: python dev.py contract"


def test_no_schema_without_a_document() -> None:
    names = {path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.schema.json")}
    assert names == set(DOCUMENTS)


def test_writing_writes_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        schema_path(name).name for name in DOCUMENTS
    }
    assert main(["erase"]) == 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schemas_are_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from nodes(child)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_low_and_high_is_an_end_of_a_95_percent_interval(name: str) -> None:
    for node in nodes(schema(name)):
        for end in {"low", "high"} & set(node.get("properties", {})):
            assert "95 % interval" in node["properties"][end]["description"]


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "capture-header"])
def test_documents_allow_nothing_unnamed(name: str) -> None:
    for node in nodes(schema(name)):
        if "properties" in node:
            assert node["additionalProperties"] is False


def test_vocabularies_are_closed() -> None:
    closed = schema("walk-analysis")["$defs"]
    for codes in (AbsenceReason, Foot, Leg, Measure, QualityCode, SegmentKind, Unit):
        assert closed[codes.__name__]["enum"] == sorted(code.value for code in codes)


def test_there_is_an_example_of_what_matters_most() -> None:
    assert {path.stem.partition(".")[0] for path in EXAMPLES} >= {"walk-analysis", "capture-header"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_fit_schema_and_type(path: Path) -> None:
    name = path.stem.partition(".")[0]
    data = path.read_bytes()
    jsonschema.Draft202012Validator(schema(name)).validate(json.loads(data))
    document = msgspec.json.decode(data, type=DOCUMENTS[name])
    assert json.loads(msgspec.json.encode(document)) == json.loads(data)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("measurements", 0, "measure"), "gait"),
        (("measurements", 0, "unit"), "furlong"),
        (("measurements", 0, "low"), None),
        (("segments", 0, "quality", "level"), "great"),
        (("strides", 0, "foot"), "both"),
        (("not_measured", 0, "reason"), "unlucky"),
        (("recording", "id"), "123"),
    ],
)
def test_what_is_wrong_does_not_fit(place: tuple[str | int, ...], value: object) -> None:
    document = json.loads((FOLDER / "examples" / "walk-analysis.json").read_text())
    node: Any = document
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("walk-analysis")).validate(document)
