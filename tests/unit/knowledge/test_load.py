from pathlib import Path

import pytest

from surefoot.knowledge.kinds import Certainty, Status
from surefoot.knowledge.knowledge import Knowledge, UnknownFact
from surefoot.knowledge.load import FACTS, load_knowledge
from surefoot.knowledge.norms import fits_protocol
from surefoot.model.codes import Measure, Protocol, Urgency
from surefoot.model.recording import Capture
from surefoot.model.units import Unit


def test_number_says_its_source_and_how_sure_it_is() -> None:
    fact = load_knowledge().number("t25fw_worse")
    assert (fact.value, fact.unit) == (20.0, Unit.PERCENT)
    assert fact.certainty is Certainty.SEEN
    assert fact.source == "kaufman-2000"
    assert fact.status is Status.NOT_REVIEWED


def test_number_reads_only_its_own_file(tmp_path: Path) -> None:
    folder = tmp_path / "thresholds"
    folder.mkdir()
    (folder / "good.yaml").write_bytes((FACTS / "thresholds/t25fw_worse.yaml").read_bytes())
    (folder / "broken.yaml").write_text("a: [", encoding="utf-8")
    assert Knowledge(tmp_path).number("good").value == 20.0


@pytest.mark.parametrize("name", ["no_such_number", "../sources/fokke-2014", ""])
def test_unknown_number_is_an_error(name: str) -> None:
    with pytest.raises(UnknownFact):
        load_knowledge().number(name)


def test_one_fact_of_each_kind_is_found_by_id() -> None:
    knowledge = load_knowledge()
    assert knowledge.cause("gbs").urgency is Urgency.EMERGENCY
    assert knowledge.finding("f_evening").question.startswith("Is it worse later in the day")
    assert knowledge.red_flag("rf16_seizure_confusion").level is Urgency.EMERGENCY
    assert knowledge.source("fokke-2014").cite.startswith("Fokke")
    with pytest.raises(UnknownFact):
        knowledge.cause("no_such_cause")


@pytest.mark.parametrize(
    ("code", "number"),
    [("DE", "112"), ("GB", "999"), ("US", "911"), ("CH", "144"), ("NO", "113"), ("AU", "000")],
)
def test_country_has_its_emergency_number(code: str, number: str) -> None:
    assert load_knowledge().country(code).emergency_number == number


def test_country_that_is_not_listed_gets_the_fallback() -> None:
    assert load_knowledge().country("XK").emergency_number == "112"
    assert "ZZ" not in {country.id for country in load_knowledge().countries()}


def test_every_country_of_the_european_union_has_112() -> None:
    union = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
    numbers = {code: load_knowledge().country(code) for code in union.split()}
    assert {code for code, c in numbers.items() if (c.id, c.emergency_number) != (code, "112")} == (
        set()
    )


def test_norms_are_of_the_measure_asked_for() -> None:
    norms = load_knowledge().norms(Measure.WALKING_SPEED)
    assert norms
    assert {norm.measure for norm in norms} == {Measure.WALKING_SPEED}


def test_norm_suits_age_sex_and_protocol() -> None:
    norms = load_knowledge().norms(Measure.WALKING_SPEED)
    suiting = [norm for norm in norms if norm.suits(44, "M")]
    assert [norm.value for norm in suiting] == [1.434]
    assert not [norm for norm in norms if norm.suits(None, "M")]
    course = load_knowledge().norms(Measure.COURSE_SPEED)
    fast = [norm.id for norm in course if norm.suits(45, None, Protocol.WALK_25FT)]
    assert fast == ["t25fw_speed_ms_40_50"]


def fitting(measure: Measure, capture: Capture) -> set[str]:
    return {norm.id for norm in load_knowledge().norms(measure) if fits_protocol(norm, capture)}


def test_a_norm_fits_only_the_course_it_was_found_on() -> None:
    def on(course_m: float | None) -> Capture:
        return Capture(protocol=Protocol.WALK_2MIN, course_length_m=course_m)

    both = {"walk_2min_distance_men", "walk_2min_distance_women"}
    assert fitting(Measure.WALK_DISTANCE, on(15.0)) == both
    for other in (None, 10.0, 30.0):
        assert fitting(Measure.WALK_DISTANCE, on(other)) == set()


def test_25_feet_need_not_be_measured() -> None:
    usual = Capture(protocol=Protocol.WALK_25FT)
    longer = Capture(protocol=Protocol.WALK_25FT, course_length_m=10.0)
    assert len(fitting(Measure.COURSE_SPEED, usual)) == 5
    assert fitting(Measure.COURSE_SPEED, longer) == set()
