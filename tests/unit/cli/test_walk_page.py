"""The table of stretches says as many steps as were measured."""

from surefoot.app.cli.walk_page import walk_page
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import Measure, SegmentKind
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk


def test_the_last_step_of_a_stretch_is_one_of_it() -> None:
    recording = simulate_walk(WalkSettings(), seed=5).recording
    analysis = measure(recording, recording.header.capture, load_knowledge())
    kinds = [segment.kind for segment in analysis.segments]
    steps = {m.segment: m.value for m in analysis.measurements if m.measure is Measure.STEP_COUNT}
    said = [
        float(cell)
        for part in walk_page("walk.csv", recording, analysis)
        for column in getattr(part, "columns", ())
        if str(column.header) == "Steps"
        for cell in column.cells
    ]
    walks = [place for place, kind in enumerate(kinds) if kind is SegmentKind.WALK]
    assert said == [steps[place] for place in walks]
