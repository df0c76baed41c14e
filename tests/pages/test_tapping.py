"""A foot tapping test on its page: its leg, and left against right once both are there."""

from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Leg
from surefoot.model.recording import RecordingId
from surefoot.simulate.tapping import TappingSettings, Taps, simulate_tapping
from surefoot.usecases.bring_in import bring_in
from tests.pages.conftest import Anna, text_of


def _bring(here: Workspace, anna: Anna, leg: Leg, rate: float) -> RecordingId:
    recording = simulate_tapping(TappingSettings(taps=Taps(rate_hz=rate, leg=leg)), 4).recording
    bring_in(here.store, here.knowledge, anna.access, recording, recording.header.capture)
    return recording.id


def test_left_stands_against_right_once_both_feet_were_tested(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    left = _bring(here, anna, Leg.LEFT, 4.0)
    where = f"{anna.url}walks/{left}/"
    alone = text_of(alice.get(where))
    assert "Taps a second, Left leg" in alone
    assert "left-right difference" not in alone
    _bring(here, anna, Leg.RIGHT, 3.0)
    assert "Tapping, left-right difference" in text_of(alice.get(where))
