"""Whole days in, what a person did on each of them out."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.likely import Judged
from surefoot.measures.daily.amounts import Judge, day_results, is_valid, mean_results
from surefoot.measures.daily.facts import DailyFacts, read_daily_facts
from surefoot.measures.daily.local_days import Day, local_days
from surefoot.measures.daily.look import Seen, look, not_worn_spans, part
from surefoot.measures.outcome import Place, Source, make_outcome
from surefoot.measures.quality import judge, recording_reasons
from surefoot.measures.walking.facts import WalkFacts, read_facts
from surefoot.measures.walking.measure import MEASURES, Found, measure_walk, whole_walk
from surefoot.measures.walking.measure import METHODS as WALKING_METHODS
from surefoot.measures.walking.placement import Can, what_can_be_measured
from surefoot.measures.walking.quality import bout_reasons
from surefoot.measures.walking.where import where_worn
from surefoot.model.codes import AbsenceReason, QualityCode, SegmentKind
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality, Segment

DAILY = Method("daily-life", 1)
METHODS: tuple[Method, ...] = (DAILY, *WALKING_METHODS)

_Outcomes = list[Measurement | NotMeasured]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What assembling an analysis needs besides what was seen."""

    source: Source
    can: Can
    walking: WalkFacts
    facts: DailyFacts
    everywhere: frozenset[QualityCode]

    @property
    def judge(self) -> Judge:
        return Judge(self.can, self.walking.error, self.facts)

    def quality(self, enough: bool) -> Quality:
        """Return the verdict on numbers of days that were, or were not, worn long enough."""
        too_little = () if enough else (QualityCode.NOT_WORN_ENOUGH,)
        return judge(self.everywhere | set(too_little))


def _segments(days: Sequence[tuple[Day, Seen]], seen: Seen, frame: _Frame) -> list[Segment]:
    """Return days, walks and what was not worn, in order of time; a day before what it holds."""
    end_s = frame.source.recording.header.time_base.duration_s
    whole = [
        Segment(SegmentKind.DAY, d.start_s, d.end_s, frame.quality(is_valid(s, frame.facts)))
        for d, s in days
    ]
    walks = [
        Segment(
            SegmentKind.WALK,
            bout.start_s,
            bout.end_s,
            judge(frame.everywhere | bout_reasons(bout, frame.walking.quality)),
        )
        for bout in seen.bouts
    ]
    unworn = [
        Segment(SegmentKind.NOT_WORN, start, end, judge(()))
        for start, end in not_worn_spans(seen.worn, end_s)
    ]
    return sorted(
        [*whole, *unworn, *walks], key=lambda s: (s.start_s, s.kind is not SegmentKind.DAY)
    )


def _each_day(
    days: Sequence[tuple[Day, Seen]], segments: Sequence[Segment], frame: _Frame
) -> _Outcomes:
    places = [i for i, segment in enumerate(segments) if segment.kind is SegmentKind.DAY]
    return [
        make_outcome(frame.source, done, Place(day.start_s, segments[i].quality, i), DAILY)
        for (day, seen), i in zip(days, places, strict=True)
        for done in day_results(seen, frame.judge)
    ]


def _all_days(days: Sequence[tuple[Day, Seen]], frame: _Frame) -> _Outcomes:
    enough = sum(is_valid(seen, frame.facts) for _, seen in days) >= frame.facts.valid_days
    place = Place(0.0, frame.quality(enough))
    results = mean_results([seen for _, seen in days], frame.judge)
    return [make_outcome(frame.source, done, place, DAILY) for done in results]


def _all_walks(seen: Seen, frame: _Frame) -> _Outcomes:
    if not seen.bouts:
        none = AbsenceReason.NO_WALKING_FOUND
        return [NotMeasured(measure, none, leg) for measure, leg in MEASURES]
    return whole_walk(frame.source, Found(seen.bouts, frame.can, frame.walking, frame.everywhere))


def _where(recording: Recording, seen: Seen, capture: Capture, knowledge: Knowledge) -> Judged:
    """Return where the sensor seems to have been on the longest walk, if there was one."""
    if not seen.bouts:
        return Judged(None, False)
    return where_worn(recording, seen.bouts, capture.placement, knowledge)


def measure_daily(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return what a person did on each day of a recording, and on a usual day of it.

    Each day is a segment (local days by the recording's zone); its numbers name it. Numbers without
    a segment are about a usual day, the mean over days that were worn long enough, or about all
    walks together. Walks are segments without numbers of their own, and contacts, strides and turns
    are left out: a week holds tens of thousands, which nobody reads and every page would carry.

    Raises:
        KeyError: a fact is missing.
    """
    walking = read_facts(knowledge)
    can = what_can_be_measured(recording, capture, walking.sensor_height_share)
    everywhere = recording_reasons(recording, capture, walking.limits)
    facts = read_daily_facts(knowledge)
    seen = look(recording, capture, can, walking, facts.standing_deg)
    worn = _where(recording, seen, capture, knowledge)
    if worn.differs:
        everywhere |= {QualityCode.PLACEMENT_DIFFERS}
    frame = _Frame(Source(recording, capture), can, walking, facts, everywhere)
    days = [(day, part(seen, day)) for day in local_days(recording, capture)]
    segments = _segments(days, seen, frame)
    outcomes = _each_day(days, segments, frame) + _all_days(days, frame) + _all_walks(seen, frame)
    return Analysis(
        recording=recording.id,
        segments=tuple(segments),
        initial_contacts=(),
        strides=(),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
        likely_placement=worn.likely,
    )


def measure_free(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return a free recording as one walk, or as daily life when it is a long one.

    Raises:
        KeyError: a fact is missing.
    """
    long = recording.header.time_base.duration_s >= read_daily_facts(knowledge).long_s
    how = measure_daily if long else measure_walk
    return msgspec.structs.replace(how(recording, capture, knowledge), methods=METHODS)
