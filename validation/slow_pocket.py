"""Very slow walking in a trouser pocket: what is found, and what is found where nobody walks so."""

from collections.abc import Iterator
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.slow_swing import find_slow_swings
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.motion import motions
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Aid, Placement
from surefoot.model.recording import Recording
from surefoot.simulate.impaired import impaired_gait
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import Course, Gait, WalkSettings, simulate_walk
from validation.cases import Score, score
from validation.document import table
from validation.phones import dispel_parts, mhealth_recording
from validation.placements import geotec_recordings
from validation.reference import mobgap_case, mobgap_names, reference_folder, voisard_cases
from validation.simulated import truth_of

SPEEDS = (0.15, 0.25, 0.35, 0.5)
AIDS = (Aid.NONE, Aid.ONE_STICK, Aid.TWO_STICKS, Aid.WALKER)
COURSE = Course(bouts=2, bout_s=30.0, rest_s=6.0, turns=1)
SENSOR = Sensor(placement=Placement.POCKET, orientation_deg=(20.0, -35.0, 80.0), dropped=0.01)
# The method was chosen on odd seeds.
SEEDS = (100, 102, 104, 106)
WORDS = """## Very slow walking in a trouser pocket (simulated)

Below half a metre a second pushes hardly reach a pocket, so steps are told there by the slow swing
of the thigh. Two bouts of 30 s with a U-turn each, phone at 60 Hz with rounding, jitter and 1 %
lost samples, seeds the method was not chosen on. No open recording holds such walking with a phone
in the pocket, and a simulated thigh swings more cleanly than a real one: expect less of real walks.

{table}

Slow walks found in recordings in which nobody walks so slowly, each read as if it were a pocket:
{false}.
On all but voisard_ipol2023 what is found was looked at while the limits were chosen.
"""


def _scores(knowledge: Knowledge) -> Iterator[Score]:
    for speed in SPEEDS:
        for aid in AIDS:
            gait = Gait(speed_mps=speed) if aid is Aid.NONE else impaired_gait(speed, aid)
            for seed in SEEDS:
                made = simulate_walk(WalkSettings(gait=gait, course=COURSE, sensor=SENSOR), seed)
                found = measure_walk(made.recording, made.recording.header.capture, knowledge)
                group = f"{speed:.2f} m/s, {aid.value}"
                yield score(f"{group}, {seed}", group, found, truth_of(made))


def _swings(recording: Recording, knowledge: Knowledge) -> int:
    facts = read_facts(knowledge)
    return sum(
        len(find_slow_swings(motion, facts.min_bout_steps, facts.longest_pause_s))
        for motion in motions(recording, windows_with_movement(recording))
    )


def _others(folder: Path) -> Iterator[tuple[str, Recording]]:
    """Yield set and recording of everything that has a gyroscope and no very slow walk."""
    for test in ("6MWT", "SBT-UTT"):
        for part in dispel_parts(folder, test):
            yield "dispel_smartphone", part.recording
    for name in ("walk", "balance"):
        yield "mhealthtools_ios", mhealth_recording(folder, name)
    for name, recording in geotec_recordings(folder):
        yield f"geotec_tug, {'phone' if name.endswith('sp') else 'watch'}", recording
    for name in mobgap_names(folder):
        yield "mobgap_tvs (back)", mobgap_case(folder, name)[0]
    for _, recording, _ in voisard_cases(folder):
        yield "voisard_ipol2023 (back)", recording


def _false(folder: Path, knowledge: Knowledge) -> str:
    seen: dict[str, list[float]] = {}
    for name, recording in _others(folder):
        seconds, found, count = seen.setdefault(name, [0.0, 0.0, 0.0])
        seen[name] = [
            seconds + recording.header.time_base.duration_s,
            found + _swings(recording, knowledge),
            count + 1,
        ]
    return "; ".join(
        f"{name} {found:.0f} in {count:.0f} recordings ({seconds / 60.0:.0f} minutes)"
        for name, (seconds, found, count) in seen.items()
    )


def slow_pocket_section(knowledge: Knowledge) -> str:
    """Return the section on very slow walking with a phone in the pocket."""
    scores = list(_scores(knowledge))
    groups = dict.fromkeys(score.group for score in scores)
    rows = [(group, [s for s in scores if s.group == group], False) for group in groups]
    impaired = [s for s in scores if not s.group.endswith(Aid.NONE.value)]
    rows += [("**with an aid**", impaired, True), ("**all**", scores, True)]
    columns = ["bout F1", "contact F1 ±0.25 s", "cadence error (steps/min)", "coverage"]
    false = _false(reference_folder(), knowledge)
    return WORDS.format(table=table(rows, columns), false=false)
