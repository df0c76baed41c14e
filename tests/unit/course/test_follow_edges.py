"""Following at the edges: the right answer or "cannot say yet", never a crash."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from surefoot.course.change.outcomes import outcomes_of
from surefoot.course.change.today import change_history, change_today
from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import Change, ChangeState
from surefoot.model.codes import Aid, Leg
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement, MeasurementId
from surefoot.model.recording import Device
from surefoot.model.timeline import Timeline
from tests.unit.course.make import START, entry, timeline, walk

KNOWLEDGE = load_knowledge()


def today(told: Timeline) -> Change:
    change = change_today(told, KNOWLEDGE)
    assert change is not None
    return change


def walks(seed: int, n_days: int, drop: float = 0.0, onset: float = 1e9) -> list[Measurement]:
    rng = np.random.default_rng(seed)
    found = []
    for day in range(n_days):
        value = np.log(1.2) + 0.06 * rng.standard_normal()
        value += np.log1p(-drop) if day >= onset else 0.0
        found.append(walk(float(day), float(np.exp(value))))
    return found


def shifted(one: Measurement, factor: float) -> Measurement:
    return replace(one, value=one.value * factor, low=one.low * factor, high=one.high * factor)


def test_one_entry_cannot_say() -> None:
    change = today(timeline(entries=[entry(0.0, 5)]))
    assert change.state is ChangeState.CANNOT_SAY
    assert change.needs
    assert len(change_history(timeline(entries=[entry(0.0, 5)]), KNOWLEDGE)) == 1


def test_the_same_day_again_and_again_counts_once() -> None:
    once = walks(1, 60)
    twice = [replace(one, id=MeasurementId(f"{one.id}-again")) for one in once]
    change = today(timeline([*once, *twice]))
    assert change.rests_on == 60
    assert change.state is today(timeline(once)).state


def test_a_gap_of_months_is_no_change() -> None:
    before, after = walks(2, 60), walks(3, 40)
    later = [replace(one, when=one.when + timedelta(days=200)) for one in after]
    renamed = [replace(one, id=MeasurementId(f"{one.id}-later")) for one in later]
    change = today(timeline([*before, *renamed]))
    assert change.state is ChangeState.USUAL
    assert not change.tier1


def test_a_lasting_drop_over_a_gap_is_seen() -> None:
    later = [
        replace(shifted(one, 0.7), when=one.when + timedelta(days=120), id=MeasurementId(f"l{i}"))
        for i, one in enumerate(walks(5, 40))
    ]
    change = today(timeline([*walks(4, 80), *later]))
    assert change.tier2 or change.known


@pytest.mark.parametrize("value", [0.4, 1.2])
def test_all_equal_values_are_usual(value: float) -> None:
    change = today(timeline([walk(float(day), value) for day in range(90)]))
    assert change.state is ChangeState.USUAL


def test_ratings_that_never_move_are_usual() -> None:
    assert today(timeline(entries=[entry(float(d), 0, 10) for d in range(60)])).state is (
        ChangeState.USUAL
    )


def test_the_clock_goes_back_and_forth_without_a_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 2, 20, 1, 30, tzinfo=zone)
    found = [
        replace(one, when=(start + timedelta(days=day)).astimezone(UTC))
        for day, one in enumerate(walks(6, 300))
    ]
    told = timeline(found, [entry(0.0, 3)])
    (speed, _) = outcomes_of(told, KNOWLEDGE)
    assert np.all(np.diff(speed.followed.days) == 1.0)
    assert today(told).state is ChangeState.USUAL


def test_days_are_the_persons_own_whatever_the_zone() -> None:
    entries = [
        msgspec.structs.replace(entry(float(day), 3), zone=zone)
        for day, zone in enumerate(["Pacific/Auckland", "America/Los_Angeles"] * 25)
    ]
    change = today(timeline(entries=entries))
    assert change.state in (ChangeState.USUAL, ChangeState.CANNOT_SAY)
    assert change.rests_on >= 25


def test_an_unknown_zone_is_no_crash() -> None:
    entries = [replace(entry(float(day), 3), zone="Moon/Crater") for day in range(40)]
    assert today(timeline(entries=entries)).state is ChangeState.USUAL


def test_five_thousand_entries_of_a_day() -> None:
    base = entry(30.0, 4)
    many = [
        replace(base, id=f"m{i}", lived=base.lived + timedelta(seconds=3 * i)) for i in range(5000)
    ]
    usual: list[Entry] = [entry(float(day), 3 + day % 2) for day in range(30)]
    change = today(timeline(entries=[*usual, *many]))
    assert change.rests_on == 31
    assert not change.tier2


def test_ten_years_keep_what_was_known_and_see_what_is_new() -> None:
    years = walks(7, 3650, drop=0.3, onset=1500.0)
    change = today(timeline(years))
    assert change.state is ChangeState.USUAL
    assert any(abs((known.onset - START.date()).days - 1500) < 15 for known in change.known)
    assert len(change.known) == 1


def test_a_new_method_phone_or_aid_is_no_change() -> None:
    usual = walks(8, 100)

    def read_differently(**said: object) -> list[Measurement]:
        return [
            *usual[:60],
            *(
                replace(
                    walk(60.0 + i, one.value * 1.09, **said),  # type: ignore[arg-type]
                    id=MeasurementId(f"n{i}"),
                )
                for i, one in enumerate(usual[60:])
            ),
        ]

    for changed in (read_differently(version=2), read_differently(course="hallway at work")):
        assert not today(timeline(changed)).tier1
    slower = [shifted(one, 0.85) if i >= 60 else one for i, one in enumerate(usual)]
    new_phone = [
        replace(one, context=replace(one.context, device=Device(maker="A", model="B")))
        if i >= 60
        else one
        for i, one in enumerate(slower)
    ]
    with_stick = [
        *usual[:60],
        *(
            replace(walk(60.0 + i, one.value, aid=Aid.ONE_STICK), id=MeasurementId(f"s{i}"))
            for i, one in enumerate(slower[60:])
        ),
    ]
    assert not today(timeline(new_phone)).tier1
    assert not today(timeline(with_stick)).tier1


def test_entries_of_both_legs_are_followed_apart() -> None:
    told = timeline(entries=[entry(float(day), 3, 5) for day in range(40)])
    assert {one.leg for one in outcomes_of(told, KNOWLEDGE)} == {Leg.LEFT, Leg.RIGHT}
