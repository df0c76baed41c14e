import ast
import inspect
import re
from enum import Enum
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import surefoot.model
from surefoot.model.units import Unit, si_factor
from tests.unit.model import trigger_refusals  # noqa: F401 - adds its own to REFUSALS
from tests.unit.model.nouns import all_nouns
from tests.unit.model.refusals import REFUSALS, Refusal
from tests.unit.model.report_strategies import NOUNS


@pytest.mark.parametrize("noun", all_nouns(), ids=lambda kind: kind.__name__)
def test_nouns_are_frozen_and_strict(noun: type[msgspec.Struct]) -> None:
    assert noun.__struct_config__.frozen
    assert noun.__struct_config__.forbid_unknown_fields
    assert inspect.getdoc(noun)


@pytest.mark.parametrize("noun", all_nouns(), ids=lambda kind: kind.__name__)
@settings(max_examples=1, deadline=None)
@given(data=st.data())
def test_a_noun_cannot_be_changed(noun: type[msgspec.Struct], data: st.DataObject) -> None:
    made = data.draw(NOUNS[noun])
    field = msgspec.structs.fields(noun)[0].name
    with pytest.raises(AttributeError, match="immutable"):
        setattr(made, field, getattr(made, field))


@pytest.mark.parametrize("noun", all_nouns(), ids=lambda kind: kind.__name__)
def test_collections_in_nouns_cannot_grow(noun: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(noun):
        parts = [field.type, *get_args(field.type)]
        assert not any(part in (list, set) for part in parts), field.name


@pytest.mark.parametrize("noun", all_nouns(), ids=lambda kind: kind.__name__)
def test_every_unit_is_of_the_closed_list(noun: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(noun):
        if field.name == "unit":
            assert field.type is Unit


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_leads_to_one_that_stays(unit: Unit) -> None:
    factor, si = si_factor(unit)
    assert factor > 0
    assert si_factor(si) == (1.0, si)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_each_check_refuses(refusal: Refusal) -> None:
    with pytest.raises(ValueError, match=re.escape(refusal.match)):
        refusal.make()


def _sentences() -> set[str]:
    """Return every sentence that a check in the room may raise, as it stands in the source."""
    found: set[str] = set()
    for path in Path(surefoot.model.__path__[0]).glob("*.py"):
        if path.name == "check.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id == "require":
                found.add(ast.literal_eval(node.args[1]))
            elif node.func.id in ("require_finite", "require_utc"):
                found.add(f"{node.func.id}:{path.stem}:{ast.unparse(node.args[0])}")
    return found


def test_every_check_has_a_refusal() -> None:
    assert {refusal.sentence for refusal in REFUSALS} == _sentences()


def test_codes_of_one_vocabulary_differ() -> None:
    from surefoot.model import codes

    kinds = [k for k in vars(codes).values() if isinstance(k, type) and issubclass(k, Enum)]
    assert len(kinds) > 20
    for kind in kinds:
        assert len(set(kind)) == len(kind.__members__), kind
