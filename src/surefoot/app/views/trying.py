"""Whose try a page is about, and what was noted of it up to today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from surefoot.app.views.frame import access_to, page
from surefoot.app.views.tried import Running, ShownToday, shown_today
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.people import Access, Person
from surefoot.model.timeline import Timeline
from surefoot.model.trial import Trial, TrialId
from surefoot.trials.running import notes_of
from surefoot.usecases.try_out_values import values_by_day, zone_of


@dataclass(frozen=True, slots=True)
class Trying:
    """A person, their timeline, and today in their own zone."""

    request: HttpRequest
    here: Workspace
    access: Access
    owner: Person
    timeline: Timeline
    today: date

    def running(self, trial: Trial) -> Running:
        """Return a trial as it stands today."""
        return running_in(self.timeline, trial, self.today)

    @property
    def zone(self) -> tzinfo:
        """The zone the person writes from."""
        return zone_of(self.timeline)

    def find(self, trial: str) -> Trial:
        """Return one of this person's trials.

        Raises:
            NotFound: there is none with this id.
        """
        return self.here.store.trial(self.access, TrialId(trial))

    def all(self) -> tuple[Running, ...]:
        """Return every trial of this person as it stands, the newest first."""
        found = sorted(
            self.here.store.trials(self.access), key=lambda one: one.frozen_at, reverse=True
        )
        return tuple(self.running(trial) for trial in found)

    def show(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """Return a page of this person."""
        return page(self.request, template, self.owner, context, status)


def trying(request: HttpRequest, person: str) -> Trying:
    """Return whose try it is.

    Raises:
        NotAllowed: the actor has no grant for the person.
    """
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    timeline = here.store.timeline(access)
    return Trying(request, here, access, owner, timeline, today_at_home(timeline))


def today_at_home(timeline: Timeline) -> date:
    """Return the day it is where the person wrote last."""
    return timezone.localdate(timezone=zone_of(timeline))


def tries_today(here: Workspace, access: Access, timeline: Timeline) -> list[ShownToday]:
    """Return what the tries of a person that go on ask for today."""
    day = today_at_home(timeline)
    tries = (running_in(timeline, trial, day) for trial in here.store.trials(access))
    return [shown_today(one, access.owner, here.knowledge) for one in tries if not one.over]


def running_in(timeline: Timeline, trial: Trial, day: date) -> Running:
    """Return a trial as it stands on a day."""
    values = values_by_day(timeline, trial.outcome, trial.leg)
    return Running(trial, notes_of(timeline.entries, trial.id), day, frozenset(values))
