"""A walk's analysis with what a test adds to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from surefoot.measures.outcome import Finished, Place, Source, make_outcome
from surefoot.measures.quality import judge
from surefoot.model.codes import Measure, QualityCode
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.segment import Quality, Segment

Job = tuple[Finished, Place, Method]


@dataclass(frozen=True, slots=True)
class Added:
    """What a test adds: numbers with their places, and segments behind those of the walk."""

    jobs: Sequence[Job]
    segments: Sequence[Segment] = ()


def sorted_methods(*groups: Sequence[Method]) -> tuple[Method, ...]:
    """Return methods of several groups, each once, in the order of their names."""
    found = {method for group in groups for method in group}
    return tuple(sorted(found, key=lambda method: (method.id, method.version)))


def jobs_at(done: Sequence[Finished], place: Place, of: Mapping[Measure, Method]) -> list[Job]:
    """Return finished numbers as jobs of one place."""
    return [(one, place, of[one.measure]) for one in done]


def whole_quality(analysis: Analysis, *more: QualityCode) -> Quality:
    """Return the quality of a walk as a whole, with more reasons."""
    whole = (m.quality.reasons for m in analysis.measurements if m.segment is None)
    return judge({*next(whole, ()), *more})


def extended(
    analysis: Analysis, source: Source, added: Added, methods: tuple[Method, ...]
) -> Analysis:
    """Return the analysis with what a test adds, and with the methods of both."""
    outcomes = [make_outcome(source, done, place, method) for done, place, method in added.jobs]
    measured = tuple(o for o in outcomes if isinstance(o, Measurement))
    absent = tuple(o for o in outcomes if isinstance(o, NotMeasured))
    return msgspec.structs.replace(
        analysis,
        segments=analysis.segments + tuple(added.segments),
        measurements=analysis.measurements + measured,
        not_measured=analysis.not_measured + absent,
        methods=methods,
    )
