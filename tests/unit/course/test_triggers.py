"""What goes with how the legs are: every rule, with a case that breaks it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from surefoot.course.triggers.diary import exposures, read_notes
from surefoot.course.triggers.facts import read_day_facts, read_trigger_facts
from surefoot.course.triggers.find import triggers_of
from surefoot.course.triggers.series import Exposure, Series, background
from surefoot.course.triggers.tables import triggers_in_table, upper
from surefoot.course.triggers.weigh import weigh
from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import ChangeState, KnownChange
from surefoot.model.codes import Before, Measure
from surefoot.model.entry import Entry, GivenAnswer
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import (
    DiaryColumn,
    DiaryTable,
    Factor,
    TriggerFound,
    TriggerLabel,
    Triggers,
)
from surefoot.model.units import Unit
from tests.unit.course.diaries import START, diary, note, person
from tests.unit.course.make import timeline, walk

KNOWLEDGE = load_knowledge()
FACTS, DAYS = read_trigger_facts(KNOWLEDGE), read_day_facts(KNOWLEDGE)


def of(triggers: Triggers, factor: str) -> TriggerFound:
    return next(one for one in triggers.found if one.factor == factor)


def left(found: Timeline, known: Sequence[KnownChange] = ()) -> Triggers:
    return triggers_of(found, KNOWLEDGE, known)[0].triggers


def rows(n: int, seed: int = 1, effect: float = 0.0) -> tuple[Series, Exposure]:
    """Return an outcome over n days, and a factor on a third of them."""
    rng = np.random.default_rng(seed)
    there = (rng.random(n) < 0.35).astype(float)
    values = 4.0 + effect * there + rng.standard_normal(n)
    times = np.arange(n, dtype=float)
    series = Series(times, values, background(times, 200.0), Unit.RATING_0_10)
    return series, Exposure("a", there, there)


def exposure_in(entries: Sequence[Entry], factor: str, heat: bool = False) -> Exposure:
    days = [(START + timedelta(days=place)).date() for place in range(len(entries))]
    hours = np.full(len(days), 12.0)
    found = exposures(days, hours, read_notes(diary(entries)), DAYS, heat)
    return next(one for one in found if one.name == factor)


def test_a_real_factor_is_found_with_its_size_and_another_is_not() -> None:
    found = left(person(1, 120, 1.5))
    hit = of(found, Factor.EXERTION)
    assert hit.label is TriggerLabel.LIKELY
    assert hit.low is not None
    assert hit.high is not None
    assert hit.low <= 1.5 <= hit.high
    assert hit.low > 0.5
    assert hit.unit is Unit.RATING_0_10
    assert of(found, Factor.LONG_SITTING).label is TriggerLabel.NO_EVIDENCE


def test_nothing_is_found_where_nothing_is() -> None:
    labels = [
        one.label
        for seed in range(12)
        for one in left(person(seed, 90)).found
        if one.probability is not None
    ]
    assert len(labels) == 24
    assert labels.count(TriggerLabel.LIKELY) == 0


def test_nothing_is_shown_before_42_days() -> None:
    early, later = left(person(1, 41, 3.0)), left(person(1, 42, 3.0))
    assert early.needs[0].id == "trigger.need-days-one"
    assert early.needs[0].params == {"n": 1}
    assert {one.label for one in early.found} == {TriggerLabel.NOT_ASSESSABLE}
    assert all(one.probability is None for one in early.found)
    assert not later.needs


@pytest.mark.parametrize(
    ("there", "why"), [(7, "trigger.need-exposed"), (53, "trigger.need-unexposed"), (8, None)]
)
def test_eight_days_of_each_kind_are_needed(there: int, why: str | None) -> None:
    series, _ = rows(60)
    flags = np.zeros(60)
    flags[np.linspace(0, 59, there).round().astype(int)] = 1.0
    found = weigh(series, [Exposure("a", flags, flags)], FACTS).found[0]
    assert (found.needs.id if found.needs else None) == why
    assert (found.exposed, found.unexposed) == (there, 60 - there)


def test_several_rows_of_one_day_are_one_day() -> None:
    series, _ = rows(60)
    crowded = Series(np.floor(series.times / 6.0), series.values, series.base, series.unit)
    assert weigh(crowded, [], FACTS).needs[0].params == {"n": 32}


def test_a_factor_that_is_mostly_unknown_is_not_assessed() -> None:
    series, factor = rows(60)
    for missing, label in ((19, TriggerLabel.NOT_ASSESSABLE), (18, TriggerLabel.NO_EVIDENCE)):
        values = factor.values.copy()
        values[:missing] = np.nan
        found = weigh(series, [Exposure("a", values, values)], FACTS).found[0]
        assert found.label is label
    series, factor = rows(60)
    nothing = np.full(60, np.nan)
    assert weigh(series, [Exposure("a", nothing, nothing)], FACTS).found[0].needs is not None


def test_some_unknown_days_are_drawn_and_the_same_each_time() -> None:
    series, factor = rows(120, 3, 1.5)
    values = factor.values.copy()
    values[::6] = np.nan
    holed = Exposure("a", values, values)
    one, two = (weigh(series, [holed], FACTS).found[0] for _ in range(2))
    assert one == two
    assert one.label is TriggerLabel.LIKELY
    whole = weigh(series, [factor], FACTS).found[0]
    assert one.high is not None
    assert one.low is not None
    assert whole.high is not None
    assert whole.low is not None
    assert one.high - one.low > whole.high - whole.low


def test_a_factor_that_only_grows_with_time_is_not_told_from_time() -> None:
    series, _ = rows(60)
    growing = series.times + 0.01 * np.random.default_rng(1).random(60)
    found = weigh(series, [Exposure("a", growing, upper(growing))], FACTS).found[0]
    assert found.needs is not None
    assert found.needs.id == "trigger.need-apart"


def test_an_outcome_that_never_changes_says_nothing() -> None:
    entries = [note(day, 4, [Before.HEAT] * (day % 3 == 0)) for day in range(60)]
    assert left(diary(entries)).needs[0].id == "trigger.all-equal"


def test_what_cannot_be_told_apart_is_shared() -> None:
    series, factor = rows(90, 2, 1.2)
    alone = weigh(series, [factor], FACTS).found[0].probability
    twin = Exposure("b", factor.values, factor.exposed)
    both = weigh(series, [factor, twin], FACTS).found
    assert alone is not None
    assert both[0].probability == pytest.approx(both[1].probability, abs=1e-9)
    assert both[0].probability is not None
    assert both[0].probability < alone


def test_a_shared_drift_is_no_trigger() -> None:
    times = np.arange(90.0)
    rng = np.random.default_rng(4)
    drift = np.linspace(-2.0, 2.0, 90)
    series = Series(
        times, drift + rng.standard_normal(90), background(times, 200.0), Unit.RATING_0_10
    )
    warmth = drift + 0.5 * rng.standard_normal(90)
    found = weigh(series, [Exposure("warmth", warmth, upper(warmth))], FACTS).found[0]
    assert abs(np.corrcoef(warmth, series.values)[0, 1]) > 0.6
    assert found.label is TriggerLabel.NO_EVIDENCE


def test_a_change_that_is_known_is_no_trigger() -> None:
    rng = np.random.default_rng(6)
    later = np.arange(120) >= 60
    values = 3.0 + 3.0 * later + 0.5 * rng.standard_normal(120)
    entries = [
        note(day, values[day], [Before.LONG_SITTING] * bool(rng.random() < 0.1 + 0.8 * later[day]))
        for day in range(120)
    ]
    known = KnownChange((START + timedelta(days=60)).date(), ChangeState.STEP)
    told = of(left(diary(entries), [known]), Factor.LONG_SITTING)
    untold = of(left(diary(entries)), Factor.LONG_SITTING)
    assert told.probability is not None
    assert untold.probability is not None
    assert told.probability < 0.5
    assert told.probability < untold.probability


def test_the_list_holds_few_by_chance_and_labels_follow_the_facts() -> None:
    series, _ = rows(150)
    rng = np.random.default_rng(8)
    flags = [(rng.random(150) < 0.35).astype(float) for _ in range(6)]
    mixed = series.values + sum(w * f for w, f in zip((1.5, 1.0, 0.6, 0.4), flags, strict=False))
    mixed_series = Series(series.times, mixed, series.base, series.unit)
    found = weigh(mixed_series, [Exposure(str(i), f, f) for i, f in enumerate(flags)], FACTS).found
    said = [one.probability or 0.0 for one in found]
    assert all(one >= two for one, two in pairwise(said))
    listed = [one.probability or 0.0 for one in found if one.listed]
    assert listed
    assert np.mean([1 - p for p in listed]) <= FACTS.false_share
    for one in found:
        expected = (
            TriggerLabel.LIKELY
            if (one.probability or 0.0) >= 0.9
            else TriggerLabel.POSSIBLE
            if (one.probability or 0.0) >= 0.7
            else TriggerLabel.NO_EVIDENCE
        )
        assert one.label is expected
        assert not (one.listed and one.label is TriggerLabel.NO_EVIDENCE)


def test_the_smallest_effect_that_would_show_shrinks_with_days_and_shows_half_the_time() -> None:
    few, many = (weigh(*_only(n), FACTS).found[0].detectable for n in (45, 300))
    assert few is not None
    assert many is not None
    assert many < 0.6 * few
    shown = [
        weigh(*_only(90, seed, few_effect()), FACTS).found[0].label is not TriggerLabel.NO_EVIDENCE
        for seed in range(40)
    ]
    assert 0.25 <= np.mean(shown) <= 0.8


def _only(n: int, seed: int = 1, effect: float = 0.0) -> tuple[Series, list[Exposure]]:
    series, factor = rows(n, seed, effect)
    return series, [factor]


def few_effect() -> float:
    """Return what is said to show in half of such diaries of 90 days."""
    least = weigh(*_only(90), FACTS).found[0].detectable
    assert least is not None
    return least


def test_heat_by_the_thermometer_and_heat_that_was_ticked() -> None:
    warm = [note(day, 4, air_c=18.0 + day) for day in range(10)]
    by_degrees = exposure_in(warm, Factor.HEAT)
    assert by_degrees.values.tolist() == [20.0, 20.0, 20.0, *range(21, 28)]
    assert by_degrees.exposed.tolist() == [0.0] * 7 + [1.0] * 3
    ticked = [note(day, 4, [Before.HEAT] * (day == 2)) for day in range(4)]
    assert exposure_in(ticked, Factor.HEAT).values.tolist() == [0.0, 0.0, 1.0, 0.0]


def test_who_says_heat_matters_is_believed_a_little_more() -> None:
    answer = [GivenAnswer("f_heat", "yes")]
    rng = np.random.default_rng(12)
    entries = [
        note(day, 4 + 0.9 * (day % 3 == 0) + rng.standard_normal(), [Before.HEAT] * (day % 3 == 0))
        for day in range(60)
    ]
    said = [*entries[:-1], note(59, 5, answers=answer)]
    unsaid = [*entries[:-1], note(59, 5, answers=[GivenAnswer("f_heat", "no")])]
    one, two = (of(left(diary(each)), Factor.HEAT).probability for each in (said, unsaid))
    assert one is not None
    assert two is not None
    assert one / (1 - one) == pytest.approx(4.0 * two / (1 - two), rel=0.5)


def test_sleep_counts_for_its_day_and_the_next_as_one() -> None:
    entries = [note(day, 4, [Before.POOR_SLEEP] * (day in (2, 3))) for day in range(6)]
    values = exposure_in(entries, Factor.POOR_SLEEP).values
    assert values.tolist() == [0.0, 0.0, 0.5, 1.0, 0.5, 0.0]


def test_standing_counts_for_its_day_alone() -> None:
    entries = [note(day, 4, [Before.LONG_STANDING] * (day == 2)) for day in range(5)]
    assert exposure_in(entries, Factor.LONG_STANDING).values.tolist() == [0, 0, 1, 0, 0]


def test_an_infection_is_a_block_of_a_week() -> None:
    entries = [note(day, 4, [Before.INFECTION] * (day == 2)) for day in range(12)]
    there = exposure_in(entries, Factor.INFECTION).values
    assert np.flatnonzero(there).tolist() == list(range(2, 10))


def test_days_without_a_check_in_are_unknown_not_without() -> None:
    days = [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 9)]
    notes = read_notes(diary([note(0, 4), note(4, 5, [Before.STRESS])]))
    found = exposures(days, np.zeros(3), notes, DAYS, False)
    stress = next(one for one in found if one.name == Factor.STRESS)
    assert stress.values[0] == 0.0
    assert stress.values[1] == 0.0  # the day before is known
    assert stress.values[2] == 1.0  # the day before is not
    standing = next(one for one in found if one.name == Factor.LONG_STANDING)
    assert np.isnan(standing.values[1])


def test_an_own_factor_is_unknown_before_it_was_named() -> None:
    entries = [note(day, 4, factors=["wine"] * (day in (3, 5))) for day in range(8)]
    wine = exposure_in(entries, "wine")
    assert wine.own
    assert np.isnan(wine.values[:3]).all()
    assert wine.values[3:].tolist() == [1.0, 0.5, 0.5, 0.5, 0.0]


def test_the_evening_is_a_factor_of_ratings_of_one_day() -> None:
    rng = np.random.default_rng(5)
    entries = [
        note(day + part, 3 + 2 * (part > 0.2) + 0.5 * rng.standard_normal())
        for day in range(50)
        for part in (-0.15, 0.3)
    ]
    evening = of(left(diary(entries)), Factor.TIME_OF_DAY)
    assert evening.label is TriggerLabel.LIKELY
    assert evening.effect == pytest.approx(2.0, abs=0.6)
    assert (evening.exposed, evening.unexposed) == (50, 50)


def test_walking_speed_is_told_in_percent() -> None:
    rng = np.random.default_rng(2)
    hot = rng.random(90) < 0.4
    walks = [
        walk(day, 1.2 * (0.85 if hot[day] else 1.0) * np.exp(0.03 * rng.standard_normal()))
        for day in range(90)
    ]
    notes = [note(day, 4, [Before.HEAT] * bool(hot[day])) for day in range(90)]
    both = triggers_of(timeline(walks, notes), KNOWLEDGE)
    speed = next(one for one in both if one.measure is Measure.WALKING_SPEED)
    heat = of(speed.triggers, Factor.HEAT)
    assert heat.unit is Unit.PERCENT
    assert heat.effect == pytest.approx(-15.0, abs=3.0)
    assert heat.label is TriggerLabel.LIKELY
    plain = next(one for one in speed.plain if one.factor == Factor.HEAT)
    assert plain.with_mean / plain.without_mean == pytest.approx(0.85, abs=0.03)


def test_plain_means_need_three_days_of_each() -> None:
    entries = [note(day, 4 + 2 * (day < 3), [Before.COLD] * (day < 3)) for day in range(10)]
    plain = triggers_of(diary(entries), KNOWLEDGE)[0].plain
    assert [(one.factor, one.with_mean, one.without_mean) for one in plain] == [("cold", 6.0, 4.0)]
    fewer = [note(day, 4, [Before.COLD] * (day < 2)) for day in range(10)]
    assert triggers_of(diary(fewer), KNOWLEDGE)[0].plain == ()


def test_edges_say_nothing_and_never_break() -> None:
    assert triggers_of(diary([]), KNOWLEDGE) == ()
    one = triggers_of(diary([note(0, 4)]), KNOWLEDGE)
    assert one[0].triggers.needs
    crowd = diary([note(0.0001 * place, place % 11) for place in range(2000)])
    assert triggers_of(crowd, KNOWLEDGE)[0].triggers.days == 1
    odd = diary([note(day, day % 7, zone="Mars/Base") for day in range(50)])
    assert not left(odd).needs
    years = person(1, 800, 1.0)
    assert left(years).days == 400


def test_the_clock_change_moves_no_day() -> None:
    entries = [note(day, day % 5, zone="Europe/Berlin") for day in range(60, 130)]
    assert left(diary(entries)).days == 70


def table(outcome: Sequence[float | None], **factors: Sequence[float | None]) -> DiaryTable:
    days = tuple(date(2026, 1, 1) + timedelta(days=day) for day in range(len(outcome)))
    columns = tuple(DiaryColumn(name, tuple(values)) for name, values in factors.items())
    return DiaryTable(days, tuple(outcome), columns)


def test_a_table_skips_rows_without_an_outcome() -> None:
    outcome = [None if day % 5 == 0 else float(day % 4) for day in range(60)]
    found = triggers_in_table(
        table(outcome, a=[float(day % 3 == 0) for day in range(60)]), KNOWLEDGE
    )
    assert found.days == 48
    assert found.found[0].probability is not None
    assert triggers_in_table(table([None] * 3, a=[1.0] * 3), KNOWLEDGE).needs


def test_many_columns_are_weighed_in_time() -> None:
    rng = np.random.default_rng(3)
    many = {f"f{place}": rng.random(60).round(2).tolist() for place in range(30)}
    found = triggers_in_table(table(rng.random(60).tolist(), **many), KNOWLEDGE)
    assert len(found.found) == 30


@pytest.mark.parametrize(
    ("values", "there"),
    [
        ([0, 0, 1, 0], [0, 0, 1, 0]),
        ([1, 1, 1, 0], [1, 1, 1, 0]),
        ([5, 5, 5, 5], [0, 0, 0, 0]),
        ([1, 2, 3, 4], [0, 0, 1, 1]),
    ],
)
def test_a_number_is_there_above_its_middle(values: list[float], there: list[float]) -> None:
    assert upper(np.array(values, dtype=float)).tolist() == there
    holed = upper(np.array([*values, np.nan]))
    assert np.isnan(holed[-1])
