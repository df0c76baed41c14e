"""A try as the person reads it while it runs: today's words, and how it goes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from surefoot.app.words import words
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Measure
from surefoot.model.message import Message
from surefoot.model.people import PersonId
from surefoot.model.trial import Assignment, DesignKind, MarkKind, Trial
from surefoot.report.dates import write_day
from surefoot.trials.running import (
    DayStatus,
    Notes,
    Occasion,
    TrialToday,
    is_over,
    occasions,
    today_of,
)

# A programme is looked at so many weeks after its start.
_MILESTONES = (6, 12)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A label with what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownToday:
    """What one day of a try asks for."""

    id: str
    name: str
    state: str
    day: date
    asks_if_fits: bool
    asks: tuple[str, ...]
    marked: MarkKind | None
    is_programme: bool
    outcome_ask: str
    outcome_url: str
    outcome_done: bool
    url: str

    @property
    def key(self) -> str:
        """Tells headings of several tries on one page apart."""
        return self.id[:8]


@dataclass(frozen=True, slots=True)
class ShownTry:
    """A try as it stands; nothing of it tells what a coming day asks for."""

    id: str
    name: str
    clinical: str
    state: str
    over: bool
    paused: bool
    counts: tuple[Line, ...]
    milestones: tuple[str, ...]
    stops: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Running:
    """A trial with what was noted of it up to a day, and the days that have an outcome."""

    trial: Trial
    notes: Notes
    day: date
    outcome_days: frozenset[date]

    @property
    def today(self) -> TrialToday:
        """What the day asks for."""
        return today_of(self.trial, self.notes, self.day)

    @property
    def over(self) -> bool:
        """Whether it has ended, early or not."""
        return is_over(self.trial, self.notes, self.day)

    @property
    def past(self) -> tuple[Occasion, ...]:
        """The occasions so far, this day too."""
        return occasions(self.trial, self.notes, self.day)

    @property
    def is_programme(self) -> bool:
        """Whether it begins once and goes on."""
        return self.trial.design.kind is DesignKind.RANDOM_START

    @property
    def begun(self) -> date | None:
        """The day a programme began, once it has come."""
        on = (one.day for one in self.past if one.assignment is Assignment.ON)
        return next(on, None) if self.is_programme else None


def name_of(strategy: Strategy) -> str:
    """Return the plain name of what is tried."""
    return strategy.plain.name or strategy.name


def state_of(running: Running) -> str:
    """Return in one sentence how a try stands on its day."""
    today, first = running.today, running.trial.schedule[0].day
    match today.status:
        case DayStatus.BEFORE:
            return gettext("It starts on {day}.").format(day=_written(first))
        case DayStatus.PAUSED:
            return gettext("It pauses. Rest well.")
        case DayStatus.STOPPED:
            assert running.notes.stopped is not None
            return gettext("You stopped it on {day}.").format(day=_written(running.notes.stopped))
        case DayStatus.OVER:
            return gettext("It is over. Thank you for every day.")
    if running.is_programme:
        return _programme_state(running)
    so_far = today.number or len(running.past)
    return gettext("Day {number} of {of}").format(number=max(so_far, 1), of=today.of)


def _programme_state(running: Running) -> str:
    if running.begun is None:
        return gettext("Not begun yet. You will see here when.")
    week = (running.day - running.begun) // _WEEK + 1
    return gettext("Week {week} of your plan").format(week=week)


def shown_today(running: Running, person: PersonId, knowledge: Knowledge) -> ShownToday:
    """Return what the day of a try asks for, in words."""
    trial, today = running.trial, running.today
    strategy = knowledge.strategy(trial.strategy)
    asks_first = today.status is DayStatus.ASK_FIRST
    counts = today.status is DayStatus.COUNTS and today.assignment is not None
    page, ask = _outcome_page(trial.outcome)
    return ShownToday(
        id=trial.id,
        name=name_of(strategy),
        state=state_of(running),
        day=running.day,
        asks_if_fits=asks_first,
        asks=_asks(running, strategy),
        marked=_marked(running),
        is_programme=running.is_programme and running.begun is not None,
        outcome_ask=words(Message(ask)),
        outcome_url=reverse(page, args=[person]) if counts else "",
        outcome_done=counts and running.day in running.outcome_days,
        url=reverse("try", args=[person, trial.id]),
    )


def _marked(running: Running) -> MarkKind | None:
    if running.is_programme:
        return MarkKind.SESSION if running.day in running.notes.sessions else None
    return running.today.done


def _asks(running: Running, strategy: Strategy) -> tuple[str, ...]:
    """Return what the day asks for; of a day that does not count, that it does not."""
    today, rule = running.today, strategy.trial_design
    if rule is None:
        return ()
    if today.status is DayStatus.COUNTS_NOT:
        return (gettext("Today does not count. Do as you usually do."),)
    if today.status is not DayStatus.COUNTS or today.assignment is None:
        return ()
    if running.begun is not None and running.day >= running.begun + _WEEK:
        return (gettext("Keep to your plan."),)
    asks = {Assignment.ON: rule.asks_on, Assignment.OFF: rule.asks_off}
    if running.trial.design.kind is not DesignKind.WITHIN_SESSION:
        return (asks[today.assignment],)
    other = Assignment.OFF if today.assignment is Assignment.ON else Assignment.ON
    walks = (today.assignment, other, other, today.assignment)
    said = gettext("Walk {number}: {asks}")
    return tuple(said.format(number=n, asks=asks[walk]) for n, walk in enumerate(walks, 1))


def _outcome_page(outcome: Measure) -> tuple[str, str]:
    """Return the page on which an outcome is told, and how it asks."""
    if outcome is Measure.HEAVINESS:
        return "check-in", "try.ask.check-in"
    return "add-walk", "try.ask.walk"


def shown_try(running: Running, person: PersonId, knowledge: Knowledge) -> ShownTry:
    """Return a try as it stands."""
    trial = running.trial
    strategy = knowledge.strategy(trial.strategy)
    return ShownTry(
        id=trial.id,
        name=name_of(strategy),
        clinical=strategy.name,
        state=state_of(running),
        over=running.over,
        paused=running.today.status is DayStatus.PAUSED,
        counts=_programme_counts(running) if running.is_programme else _counts(running),
        milestones=_milestones(running),
        stops=stop_sentences(trial, knowledge),
        url=reverse("try", args=[person, trial.id]),
    )


def stop_sentences(trial: Trial, knowledge: Knowledge) -> tuple[str, ...]:
    """Return when to stop, in the words of the knowledge base."""
    return tuple(knowledge.statement(rule).says for rule in trial.stop_rules)


def _counts(running: Running) -> tuple[Line, ...]:
    past = running.past
    told = [one.done for one in past if one.done is not None]
    as_asked = sum(done is MarkKind.DONE for done in told)
    answered = sum(one.day in running.outcome_days for one in past)
    return (
        Line(gettext("Days that count"), _of(len(past), len(running.trial.schedule))),
        Line(gettext("Done as asked"), _of(as_asked, len(told))),
        Line(gettext("Days with your answer"), _of(answered, len(past))),
    )


def _programme_counts(running: Running) -> tuple[Line, ...]:
    sessions = len(running.notes.sessions)
    answered = len([day for day in running.outcome_days if day >= running.trial.schedule[0].day])
    return (
        Line(gettext("Sessions done"), str(sessions)),
        Line(gettext("Days with your answer"), str(answered)),
    )


def _of(some: int, of: int) -> str:
    return gettext("{some} of {of}").format(some=some, of=of)


def _milestones(running: Running) -> tuple[str, ...]:
    """Return when a programme is looked at, once it has begun; before, nothing tells its start."""
    if not running.is_programme:
        return ()
    said = [gettext("Be prepared for it to take time.")]
    if running.begun is None:
        return tuple(said)
    for weeks in _MILESTONES:
        day = running.begun + weeks * _WEEK
        sentence = (
            gettext("{weeks} weeks are over on {day}.")
            if day >= running.day
            else gettext("{weeks} weeks were over on {day}.")
        )
        said.append(sentence.format(weeks=weeks, day=_written(day)))
    return tuple(said)


def _written(day: date) -> str:
    return write_day(day, words)
