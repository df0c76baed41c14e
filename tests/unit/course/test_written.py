"""Numbers written down as a series, and what is usual for those that are followed."""

from datetime import timedelta

import numpy as np

from surefoot.course.series import score_series
from surefoot.course.usual import OWN_RATINGS, usual_range
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg, Measure, Tier
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import ActorId, PersonId
from surefoot.model.score import ONE_LEG, SCALES, Score
from surefoot.model.timeline import Timeline
from tests.unit.course.make import START

KNOWLEDGE = load_knowledge()


def timeline(*rows: tuple[float, tuple[Score, ...]]) -> Timeline:
    entries = [
        Entry(
            EntryId(f"n-{day}"),
            START + timedelta(days=day),
            "Europe/Berlin",
            START + timedelta(days=day),
            ActorId("a"),
            scores=scores,
        )
        for day, scores in rows
    ]
    return Timeline(PersonId("p"), entries=tuple(entries))


def daily(measure: Measure, leg: Leg = Leg.BOTH) -> Timeline:
    values = np.random.default_rng(2).integers(3, 6, 40)
    return timeline(*((float(d), (Score(measure, float(v), leg),)) for d, v in enumerate(values)))


def test_a_series_holds_one_measure_of_one_leg_before_a_moment() -> None:
    left, right = (Score(Measure.PAIN, v, leg) for v, leg in ((3.0, Leg.LEFT), (5.0, Leg.RIGHT)))
    lived = timeline((0, (left, right)), (1, (Score(Measure.FATIGUE, 8.0),)), (2, (left,)))
    found = score_series(lived, Measure.PAIN, Leg.LEFT, None)
    assert found.values.tolist() == [3.0, 3.0]
    assert found.days.tolist() == [0.0, 2.0]
    early = score_series(lived, Measure.PAIN, Leg.LEFT, START + timedelta(days=1))
    assert early.ids == ("n-0",)
    assert score_series(lived, Measure.PAIN, Leg.BOTH, None).ids == ()


def test_own_ratings_have_a_usual_range_inside_their_scale() -> None:
    for measure in OWN_RATINGS:
        leg = Leg.LEFT if SCALES[measure].legs == ONE_LEG else Leg.BOTH
        verdict = usual_range(daily(measure, leg), measure, leg, KNOWLEDGE)
        assert verdict.answer is Tier.SHOWN
        assert verdict.usual is not None
        assert 0 <= verdict.usual.low < 4 < verdict.usual.high <= 10


def test_what_has_no_known_spread_is_not_followed_but_named() -> None:
    verdict = usual_range(daily(Measure.PHQ_9), Measure.PHQ_9, Leg.BOTH, KNOWLEDGE)
    assert verdict.answer is Tier.CANNOT_SAY
    assert [need.id for need in verdict.needs] == ["course.not-followed"]
    assert len(verdict.rests_on) == 40
