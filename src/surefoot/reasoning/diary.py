"""What a diary entry says, as clinical findings."""

from collections.abc import Iterator

import msgspec

from surefoot.knowledge.answers import read_answer
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import (
    Answer,
    Before,
    CouldNotWalk,
    DayEvent,
    Felt,
    FindingOrigin,
    FindingState,
    Leg,
    Measure,
)
from surefoot.model.entry import SKIPPED, Entry
from surefoot.model.message import InputProblem
from surefoot.model.reasoning import Finding

YES = "yes"

# Only what a code says beyond doubt. "Weak", "numb" or "shaky" today is ordinary MS and says
# nothing about what the legs could do a month ago, so it is no finding.
_FELT = {Felt.STIFF: "f_stiff", Felt.PAINFUL: "f_ache", Felt.TIRED: "f_whole_body_tired"}

_BEFORE = {
    Before.HEAT: "f_heat",
    Before.HOT_BATH: "f_heat",
    Before.COLD: "f_cold",
    Before.POOR_SLEEP: "f_poor_sleep",
    Before.STRESS: "f_stress",
    Before.EXERTION: "f_hard_exercise",
    Before.LONG_STANDING: "f_stand_worse",
    Before.LITTLE_TO_DRINK: "f_fluid_loss",
    Before.INFECTION: "f_infection_signs",
    Before.FEVER: "f_fever",
    Before.MISSED_PILL: "f_missed_pill",
}

# What happened -> the finding; and the finding that it is new, where the question exists.
_EVENTS = {
    DayEvent.FELL: ("f_falls", None),
    DayEvent.GAVE_WAY: ("f_buckle", "f_buckle_new"),
    DayEvent.TOE_CAUGHT: ("f_footdrop", "f_footdrop_new"),
}

# Finding -> the fact from which on (hot), or below which (cold), a measured temperature says it.
_HOT = {"f_fever": "fever_from", "f_temp_40": "very_high_fever_from"}
_COLD = {"f_very_cold": "very_cold_below", "f_temp_35": "hypothermia_below"}

# Findings whose "yes" has no code of that name: which leg gave way is not noted.
_WITHOUT_CODE = frozenset({"f_buckle"})

_STATES = {
    Answer.YES: FindingState.PRESENT,
    Answer.NO: FindingState.ABSENT,
    Answer.UNKNOWN: FindingState.UNKNOWN,
}


def findings_from_entry(
    entry: Entry, knowledge: Knowledge | None = None, heavier: bool = False
) -> tuple[Finding, ...]:
    """Return what one diary entry says, with the entry as the source of each finding.

    Each finding stands once, but for a question that allows several answers. An answer stands
    before what the rest of the entry says of the same finding, unless that rest says it is there
    and the answer does not.

    ``heavier``: the entry stands clearly above the person's usual; that takes a timeline, which
    an entry does not have.
    """
    knowledge = knowledge or load_knowledge()
    states = dict(_states(entry, knowledge, heavier))
    answered = findings_from_answers(entry, knowledge)
    there = {name for name, state in states.items() if state is FindingState.PRESENT}
    kept = [f for f in answered if f.id not in there or f.state is FindingState.PRESENT]
    said = {finding.id for finding in kept}
    told = [_finding(name, state, entry) for name, state in states.items() if name not in said]
    return (*told, *kept)


def findings_from_answers(entry: Entry, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what the answers in an entry say; a question that was skipped says nothing.

    An answer that the knowledge base does not offer says nothing either: the entry may be older
    than the question, or come from another installation.
    """
    return tuple(_answered(entry, knowledge))


def _answered(entry: Entry, knowledge: Knowledge) -> Iterator[Finding]:
    if not entry.answers:
        return
    facts = {fact.id: fact for fact in knowledge.findings()}
    for given in entry.answers:
        if given.value == SKIPPED or given.finding not in facts:
            continue
        try:
            found = read_answer(facts[given.finding], given.value)
        except InputProblem:
            continue
        yield msgspec.structs.replace(found, sources=(entry.id,))


def _finding(name: str, state: FindingState, entry: Entry) -> Finding:
    present = state is FindingState.PRESENT
    code = YES if present and name not in _WITHOUT_CODE else None
    return Finding(name, state, FindingOrigin.REPORTED, code, (entry.id,))


def _states(
    entry: Entry, knowledge: Knowledge, heavier: bool
) -> Iterator[tuple[str, FindingState]]:
    yield from _from_temperature(entry, knowledge)
    named = [_FELT[felt] for felt in entry.felt if felt in _FELT]
    named += [_BEFORE[before] for before in entry.before if before in _BEFORE]
    named += ["f_cannot_walk"] if entry.could_not_walk is CouldNotWalk.LEGS else []
    named += ["f_heavier"] if heavier else []
    for name in named:
        yield name, FindingState.PRESENT
    yield from _from_events(entry)
    yield from _from_calves(entry, knowledge)
    if entry.is_new is not None:
        yield "f_is_new", _STATES[entry.is_new]


def _from_events(entry: Entry) -> Iterator[tuple[str, FindingState]]:
    for event in entry.events:
        happened, is_new = _EVENTS.get(event, (None, None))
        if happened is not None:
            yield happened, FindingState.PRESENT
        if is_new is not None and entry.is_new is not None:
            yield is_new, _STATES[entry.is_new]


def _from_calves(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[str, FindingState]]:
    """Say that one calf is newly swollen, where the tape shows it and the person said if new.

    A leg that is thinner for years differs as well, so nothing is said before that answer.
    """
    left, right = (entry.score(Measure.CALF_GIRTH, leg) for leg in (Leg.LEFT, Leg.RIGHT))
    if left is None or right is None or entry.is_new is None:
        return
    # Girths are read to a millimetre; a tenth of that is rounding of the computer.
    if abs(left - right) >= knowledge.number("calf_girth_difference").value - 0.01:
        yield "f_swell_one", _STATES[entry.is_new]


def _from_temperature(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[str, FindingState]]:
    """Say fever and cold from a measured temperature; a fever ticked as well comes after."""
    measured = entry.body_temperature_c
    if measured is None:
        return
    for name, threshold in _HOT.items():
        yield name, _present_if(measured >= knowledge.number(threshold).value)
    for name, threshold in _COLD.items():
        yield name, _present_if(measured < knowledge.number(threshold).value)


def _present_if(reached: bool) -> FindingState:
    return FindingState.PRESENT if reached else FindingState.ABSENT
