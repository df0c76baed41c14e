"""Ordinary days with MS, answered as people would: how often do they set off an alarm?"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np

from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import TickList, no_of
from surefoot.model.codes import Answer, Before, CouldNotWalk, DayEvent, Leg, Urgency
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer, LegRating
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.reasoning.red_flags import ORDER
from surefoot.reasoning.safety import ticks_of
from surefoot.simulate.ordinary_days import (
    OrdinaryDay,
    OrdinaryPerson,
    answers_again,
    answers_question,
    draw_day,
    draw_person,
    says_if_new,
    says_of_list,
    ticks_line,
)
from surefoot.store.memory import MemoryStore
from surefoot.usecases.check_in import asks_if_new, change_entry, check_in
from surefoot.usecases.questions import answers_of
from surefoot.usecases.red_flags import flags_of
from surefoot.usecases.something_new import (
    SaidOfList,
    Then,
    TickedList,
    answers_of_lists,
    look_ahead,
    passed_over,
    put_right,
    since,
)
from validation.summary import DRAWS, SEED

PEOPLE, DAYS = 200, 5
#: The people of the table: drawn after everything was decided, on people drawn with ``SEED``.
UNSEEN = SEED + 1
START = datetime(2026, 3, 2, 19, tzinfo=UTC)
#: The levels with the most that is meant to be: of 1,000 ordinary days.
GOALS = {Urgency.EMERGENCY: 0.02, Urgency.SAME_DAY: 0.05}
ACCESS = Access(PersonId("simulated"), ActorId("simulated"))

TEXT = """
## Red flags: ordinary days with MS

{people} simulated people with MS, {days} days each ({n} days, seed {seed}). On no day is there
anything new: no infection, no relapse, no injury. Each evening the person checks in, answers "Is
this new for you?" where it is asked, ticks both safety lists and answers what is asked after them,
all through the functions the pages use. What they live with (fog, urgency, numb feet, spasms, bad
evenings, hot days, poor sleep, low mood) is there as often as surveys say, is worse on some days
and then mostly ticked; a line is misread for what is as usual on 1 % of days per trouble (by one
person in ten on 5 %), and touched by mistake on 0.05 % of days; asked once more, four in ten stay
with what they misread. All these are estimates. The second row doubles the misreading; in the third
nobody puts anything right. That what an emergency rests on is asked once more, and that a sudden
start no longer says by itself that a leg cannot do something, was decided on people drawn with
seed {other} (emergency on 3.7 % of their days before, 1.5 % after); so was the floor under every
line of the list of what is so now, which never ends calmly (emergency 1.3 %, same day 2.7 % before,
1.8 % and 4.1 % after). The table is of others. The makers of the days know no rule. A day counts at
the highest level that its entries raised. Brackets: 95 % bootstrap over people ({draws} draws,
fixed seed).

{table}

Goals: an emergency on at most 2 % of days, same day on at most 5 %.

What raised it in the first row, by rule and number of days: {rules}.

How much is asked: {asked} after the two lists, on the mean of all days; on {calm} of days nothing.
"""


@dataclass(frozen=True, slots=True)
class Day:
    """The alarms of one day, and how many questions came after the lists."""

    rules: tuple[str, ...]
    level: Urgency | None
    asked: int


@dataclass(frozen=True, slots=True)
class _Evening:
    """One evening of one person, with what answers for them."""

    store: MemoryStore
    knowledge: Knowledge
    person: OrdinaryPerson
    day: OrdinaryDay
    at: datetime
    rng: np.random.Generator
    put_right: bool

    def entry(self, minute: int, answers: Sequence[GivenAnswer]) -> Entry:
        when = self.at + timedelta(minutes=minute)
        name = EntryId(f"{when:%Y%m%d%H%M%S}")
        return Entry(name, when, "UTC", when, ACCESS.actor, answers=tuple(answers))

    def answer(self, finding: str) -> GivenAnswer:
        fact = self.knowledge.finding(finding)
        codes = fact.present_codes
        said = answers_question(self.person, self.day, finding, codes, self.rng)
        return GivenAnswer(finding, _no(fact) if said == "no" else said)

    def answer_again(self, finding: str) -> GivenAnswer:
        before = answers_of(self.store.timeline(ACCESS))[finding].values[0]
        if not self.put_right:
            return GivenAnswer(finding, before)
        said = answers_again(self.person, self.day, finding, before, self.rng)
        fact = self.knowledge.finding(finding)
        return GivenAnswer(finding, _no(fact) if said == "no" else said)


def _no(fact: FindingFact) -> str:
    return no_of(fact) or "unknown"


def live(
    knowledge: Knowledge, people: int, days: int, reads: float = 1.0, put_right: bool = True
) -> list[list[Day]]:
    """Return the days of each person; ``reads`` times the rate at which people misread.

    ``put_right``: what is asked once more may be put right; else everybody stays with it.
    """
    lives: list[list[Day]] = []
    for number in range(people):
        rng = np.random.default_rng([UNSEEN, number])
        person, store = draw_person(rng, reads), MemoryStore()
        store.add_person(Person(ACCESS.owner, "Simulated", "GB", START), ACCESS.actor)
        check_in(store, knowledge, ACCESS, _has_ms())
        days_lived = [
            _live_day(_Evening(store, knowledge, person, draw_day(person, rng), at, rng, put_right))
            for at in (START + timedelta(days=day) for day in range(days))
        ]
        lives.append(days_lived)
    return lives


def _has_ms() -> Entry:
    """Return the first answer anybody gives, a day before the first evening."""
    at = START - timedelta(days=1)
    answers = (GivenAnswer("f_ms", "yes"),)
    return Entry(EntryId("ms"), at, "UTC", at, ACCESS.actor, answers=answers)


def _live_day(evening: _Evening) -> Day:
    _check_in(evening)
    asked = _tick(evening)
    flags = flags_of(evening.store, evening.knowledge, ACCESS)
    flags = tuple(flag for flag in flags if flag.lived >= evening.at)
    levels = sorted((f.alarm.level for f in flags), key=ORDER.index)
    rules = tuple(dict.fromkeys(flag.alarm.rule for flag in flags))
    return Day(rules, levels[0] if levels else None, asked)


def _check_in(evening: _Evening) -> None:
    day = evening.day
    said = Entry(
        EntryId(f"{evening.at:%Y%m%d%H%M%S}"),
        evening.at,
        "UTC",
        evening.at,
        ACCESS.actor,
        ratings=tuple(LegRating(leg, day.heaviness) for leg in (Leg.LEFT, Leg.RIGHT)),
        before=tuple(
            what for what, so in ((Before.HEAT, day.hot), (Before.POOR_SLEEP, day.poor_sleep)) if so
        ),
        events=(DayEvent.TOE_CAUGHT,) if day.stumbled else (),
        could_not_walk=CouldNotWalk.LEGS if day.no_walk else None,
    )
    store, knowledge = evening.store, evening.knowledge
    check_in(store, knowledge, ACCESS, said)
    if asks_if_new(store, knowledge, ACCESS, said):
        answer = Answer(says_if_new(evening.rng))
        again = msgspec.structs.replace(said, id=EntryId(f"{said.id}n"), is_new=answer)
        change_entry(store, knowledge, ACCESS, again, said.id)


def _tick(evening: _Evening) -> int:
    """Tick both lists and answer what comes after; return how many questions that were."""
    lists = {which: _list(evening, which) for which in TickList}
    first = evening.entry(1, answers_of_lists(evening.knowledge, lists))
    check_in(evening.store, evening.knowledge, ACCESS, first)
    asked = 0
    if any(back.said is SaidOfList.NOT_SURE for back in lists.values()):
        given = [a for entry in since(evening.store, ACCESS, first) for a in entry.answers]
        asked += _answer(evening, 2, passed_over(evening.knowledge, given), False)
    for minute in range(3, 10):
        ahead = look_ahead(evening.store, evening.knowledge, ACCESS, first)
        if ahead.then is Then.DONE:
            break
        asked += _answer(evening, minute, ahead.questions, ahead.then is Then.CLARIFY)
    return asked


def _list(evening: _Evening, which: TickList) -> TickedList:
    ticked = tuple(
        tick.id
        for tick in ticks_of(evening.knowledge, which)
        if ticks_line(evening.person, evening.day, tick.finding, tick.code, evening.rng)
    )
    said = SaidOfList(says_of_list(bool(ticked), evening.rng))
    return TickedList(ticked, said)


def _answer(evening: _Evening, minute: int, asked: Sequence[str], again: bool) -> int:
    answer = evening.answer_again if again else evening.answer
    answers = [answer(name) for name in asked]
    fresh = evening.entry(minute, answers or [GivenAnswer("f_ms", SKIPPED)])
    timeline = evening.store.timeline(ACCESS)
    for entry in put_right(fresh, timeline) if again else [fresh]:
        check_in(evening.store, evening.knowledge, ACCESS, entry)
    return len(answers)


Share = Callable[[Day], bool]


def share_of(lives: Sequence[Sequence[Day]], holds: Share) -> tuple[float, float, float]:
    """Return the share of days on which something holds, with its 95 % interval over people."""
    shares = np.array([[holds(day) for day in life] for life in lives], dtype=float).mean(axis=1)
    rng = np.random.default_rng(SEED)
    draws = rng.choice(shares, (DRAWS, len(shares))).mean(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(shares.mean()), float(low), float(high)


def _cell(lives: Sequence[Sequence[Day]], holds: Share) -> str:
    share, low, high = (100 * value for value in share_of(lives, holds))
    return f"{share:.1f} % ({low:.1f} to {high:.1f})"


def _row(name: str, lives: Sequence[Sequence[Day]]) -> str:
    levels = (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.DAYS, None)
    cells = [_cell(lives, lambda day, level=level: day.level is level) for level in levels]  # type: ignore[misc]
    return "| " + " | ".join([name, str(sum(map(len, lives))), *cells]) + " |"


def ordinary_days_section(knowledge: Knowledge) -> str:
    """Return how often ordinary days raise an alarm, and which."""
    lives = live(knowledge, PEOPLE, DAYS)
    doubled = live(knowledge, PEOPLE, DAYS, reads=2.0)
    stubborn = live(knowledge, PEOPLE, DAYS, put_right=False)
    days = [day for life in lives for day in life]
    counts = Counter(rule for day in days for rule in day.rules)
    head = ["", "days", "emergency", "same day", "within days", "nothing"]
    rows = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    rows += [_row("as people read", lives), _row("misread twice as often", doubled)]
    rows += [_row("nothing put right", stubborn)]
    return TEXT.format(
        people=PEOPLE,
        days=DAYS,
        n=len(days),
        seed=UNSEEN,
        other=SEED,
        draws=DRAWS,
        table="\n".join(rows),
        rules=", ".join(f"{rule} {count}" for rule, count in counts.most_common(12)),
        asked=f"{np.mean([day.asked for day in days]):.1f} questions",
        calm=f"{100 * np.mean([day.asked == 0 for day in days]):.0f} %",
    )
