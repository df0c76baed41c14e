"""What a simulated person writes down about their days: most evenings, in whole numbers."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from surefoot.model.codes import Answer, Before, BodyPart, CouldNotWalk, DayEvent, Felt, Leg
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import ActorId
from surefoot.simulate.days import SimulatedDay

#: Who writes a simulated diary.
AUTHOR = ActorId("simulated")
#: Error of one rating, share of evenings without an entry, and one holiday without any, in days.
RATING_SD = 0.7
MISSED = 0.15
HOLIDAY_D = 10
#: Evenings: hour of the local day and its spread; heaviness added per hour after 18:00.
EVENING_H, EVENING_SD_H = 19.0, 1.0
PER_HOUR = 0.1
#: From this heaviness of a leg there may be no walk; chances of a stumble on an average day.
NO_WALK_FROM = 8.5
STUMBLE = 0.02
HOT_FROM_C, COLD_BELOW_C = 25.0, 3.0


def at_local(day: date, hour: float, zone: str) -> datetime:
    """Return the UTC moment of this local hour (0 to 24) of a day."""
    local = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=round(hour * 60))
    return local.astimezone(UTC)


def _rating(true: float, hour: float, leg: Leg, rng: np.random.Generator) -> LegRating:
    said = true + PER_HOUR * (hour - 18.0) + RATING_SD * rng.standard_normal()
    return LegRating(leg, int(np.clip(np.rint(said), 0, 10)))


def _before(day: SimulatedDay) -> tuple[Before, ...]:
    so = {
        Before.HEAT: day.temperature_c >= HOT_FROM_C,
        Before.COLD: day.temperature_c < COLD_BELOW_C,
        Before.POOR_SLEEP: day.poor_sleep,
        Before.STRESS: day.stress,
        Before.EXERTION: day.exertion,
        Before.INFECTION: day.infection,
        Before.FEVER: day.fever,
    }
    return tuple(what for what, happened in so.items() if happened)


def _felt(day: SimulatedDay, rng: np.random.Generator) -> tuple[Felt, ...]:
    heaviest = max(day.heaviness_left, day.heaviness_right)
    chances = {
        Felt.HEAVY: 0.3 + 0.1 * heaviest,
        Felt.WEAK: 0.1 + 0.4 * day.change,
        Felt.STIFF: 0.25 if day.temperature_c < COLD_BELOW_C else 0.1,
        Felt.TIRED: 0.6 if day.poor_sleep else 0.2,
    }
    return tuple(felt for felt, chance in chances.items() if rng.random() < chance)


def _events(day: SimulatedDay, rng: np.random.Generator) -> tuple[DayEvent, ...]:
    chance = STUMBLE * (1.0 + day.heaviness_right)
    happened = [DayEvent.TOE_CAUGHT] if rng.random() < chance else []
    if rng.random() < 0.3 * chance:
        happened.append(DayEvent.NEARLY_FELL)
    return tuple(happened)


def write_entry(day: SimulatedDay, zone: str, name: str, rng: np.random.Generator) -> Entry:
    """Return the entry of one evening; ``name`` makes its id unique."""
    hour = float(np.clip(EVENING_H + EVENING_SD_H * rng.standard_normal(), 16.0, 23.0))
    lived = at_local(day.day, hour, zone)
    heaviest = max(day.heaviness_left, day.heaviness_right)
    no_walk = heaviest > NO_WALK_FROM and rng.random() < 0.5
    felt = _felt(day, rng)
    return Entry(
        id=EntryId(f"simulated-{name}-{day.day.isoformat()}"),
        lived=lived,
        zone=zone,
        written=lived + timedelta(minutes=2),
        author=AUTHOR,
        ratings=(
            _rating(day.heaviness_left, hour, Leg.LEFT, rng),
            _rating(day.heaviness_right, hour, Leg.RIGHT, rng),
        ),
        felt=felt,
        where=(BodyPart.THIGH, BodyPart.CALF) if felt else (),
        before=_before(day),
        events=_events(day, rng),
        could_not_walk=CouldNotWalk.LEGS if no_walk else None,
        is_new=Answer.YES if 0 < day.change < 1 and rng.random() < 0.02 else None,
        air_temperature_c=day.temperature_c if rng.random() < 0.8 else None,
    )


def write_diary(
    days: tuple[SimulatedDay, ...], zone: str, name: str, rng: np.random.Generator
) -> tuple[Entry, ...]:
    """Return the entries of the evenings on which the person wrote, oldest first."""
    away = int(rng.integers(30, max(31, len(days) - HOLIDAY_D)))
    written = rng.random(len(days)) >= MISSED
    written[away : away + HOLIDAY_D] = False
    pairs = zip(days, written, strict=True)
    return tuple(write_entry(day, zone, name, rng) for day, wrote in pairs if wrote)
