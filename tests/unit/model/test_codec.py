import json

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surefoot.model import codec
from surefoot.model.codes import Measure
from surefoot.model.recording import Capture
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange
from tests.unit.model.nouns import all_nouns
from tests.unit.model.report_strategies import NOUNS

each_noun = pytest.mark.parametrize("noun", all_nouns(), ids=lambda kind: kind.__name__)
some_examples = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_every_noun_has_a_strategy() -> None:
    assert set(NOUNS) == set(all_nouns())


@each_noun
@some_examples
@given(data=st.data())
def test_what_is_written_is_read_back(noun: type[msgspec.Struct], data: st.DataObject) -> None:
    made = data.draw(NOUNS[noun])
    written = codec.encode(made)
    assert codec.decode(noun, written) == made
    assert codec.encode(codec.decode(noun, written)) == written


@each_noun
@some_examples
@given(data=st.data())
def test_what_is_written_fits_the_schema(noun: type[msgspec.Struct], data: st.DataObject) -> None:
    written = json.loads(codec.encode(data.draw(NOUNS[noun])))
    schema = codec.json_schema(noun)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written, schema, jsonschema.Draft202012Validator)


@each_noun
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_unknown_field_is_refused(noun: type[msgspec.Struct], data: st.DataObject) -> None:
    fields = json.loads(codec.encode(data.draw(NOUNS[noun])))
    with pytest.raises(ValueError, match="unknown field"):
        codec.decode(noun, json.dumps({**fields, "surprise": 1}))


def test_equal_nouns_give_the_same_bytes_however_their_numbers_were_written() -> None:
    assert Capture(height_m=2) == Capture(height_m=2.0)
    assert codec.encode(Capture(height_m=2)) == codec.encode(Capture(height_m=2.0))


def test_fields_stand_in_a_fixed_order() -> None:
    first = {"high": 2.0, "low": 1.0, "n": 3}
    second = dict(reversed(first.items()))
    written = {codec.encode(codec.decode(UsualRange, json.dumps(d))) for d in (first, second)}
    assert written == {b'{"low":1.0,"high":2.0,"n":3}'}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "null"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        codec.decode(UsualRange, f'{{"high":{value},"low":1.0,"n":3}}')


@pytest.mark.parametrize("kind", [Unit, Measure])
def test_a_code_outside_the_vocabulary_is_refused(kind: type[Unit] | type[Measure]) -> None:
    with pytest.raises(ValueError, match="Invalid enum value"):
        msgspec.json.decode(b'"furlong"', type=kind)
