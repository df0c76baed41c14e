"""Every test that holds walking says where the sensor seems to have been; the others do not."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure, methods_for
from surefoot.model.codes import AbsenceReason, Placement, Protocol, QualityCode
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from tests.unit.measures.suitable import suitable
from validation.placements import geotec_recordings

FACTS = load_knowledge()
WALKED = (Protocol.U_TURN, Protocol.TUG, Protocol.DAILY)
NOBODY_WALKS = (Protocol.BALANCE, Protocol.CHAIR_STAND_5, Protocol.CHAIR_STAND_30S)


@cache
def recording_of(protocol: Protocol) -> Recording:
    return suitable(protocol)


def analyse(recording: Recording, placement: Placement, protocol: Protocol) -> Analysis:
    capture = msgspec.structs.replace(
        recording.header.capture, placement=placement, protocol=protocol
    )
    return measure(recording, capture, FACTS)


def differs(analysis: Analysis) -> bool:
    said = {QualityCode.PLACEMENT_DIFFERS in m.quality.reasons for m in analysis.measurements}
    assert len(said) == 1, "all of the numbers say it, or none"
    return said.pop()


@pytest.mark.parametrize("protocol", [*WALKED, *NOBODY_WALKS], ids=str)
def test_a_test_names_the_methods_it_was_measured_by(protocol: Protocol) -> None:
    recording = recording_of(protocol)
    assert measure(recording, recording.header.capture, FACTS).methods == methods_for(protocol)


@pytest.mark.parametrize("protocol", NOBODY_WALKS, ids=str)
def test_where_nobody_walks_no_place_is_said(protocol: Protocol) -> None:
    recording = recording_of(protocol)
    analysis = measure(recording, recording.header.capture, FACTS)
    assert analysis.measurements
    assert analysis.likely_placement is None
    assert not differs(analysis)


@pytest.mark.parametrize("protocol", [Protocol.U_TURN, Protocol.TUG], ids=str)
def test_a_sensor_on_the_back_that_was_said_to_be_a_watch_is_doubted(protocol: Protocol) -> None:
    recording = recording_of(protocol)
    assert differs(analyse(recording, Placement.WRIST, protocol))
    assert not differs(analyse(recording, Placement.LOWER_BACK, protocol))


def test_where_nobody_said_the_place_it_can_be_asked() -> None:
    found = analyse(recording_of(Protocol.TUG), Placement.UNKNOWN, Protocol.TUG)
    assert {one.reason for one in found.not_measured} == {AbsenceReason.PLACEMENT_UNKNOWN}
    assert found.likely_placement is not None
    assert found.likely_placement.placement is Placement.LOWER_BACK


def test_pockets_of_real_up_and_go_tests_are_not_doubted(reference_data: Path) -> None:
    told = []
    for name, recording in geotec_recordings(reference_data):
        if name.endswith("sp") and name[:3] in ("s01", "s02"):
            found = analyse(recording, Placement.POCKET, Protocol.TUG)
            told.append(found.likely_placement)
            assert not found.measurements or not differs(found)
    places = [one.placement for one in told if one is not None]
    assert len(places) >= len(told) // 3
    assert places.count(Placement.POCKET) >= 0.9 * len(places)


def test_a_day_says_where_the_sensor_was() -> None:
    found = analyse(recording_of(Protocol.DAILY), Placement.LOWER_BACK, Protocol.DAILY)
    assert found.likely_placement is not None
    assert found.likely_placement.placement is Placement.LOWER_BACK
    assert not differs(found)
