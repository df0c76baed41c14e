"""Save my legs for something: a plan from the person's own time of day."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Leg
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import Access
from surefoot.model.trigger import DayPart, LegByTimeOfDay, PartOfDay
from surefoot.usecases.save_legs import legs_then
from tests.pages.conftest import ALICE, Anna, text_of


def keep_days(here: Workspace, access: Access) -> None:
    """Keep ten days with light mornings and heavy evenings."""
    last = datetime.now(UTC) - timedelta(days=1)
    for day in range(10):
        for hour, heavy in ((9, 2), (20, 7)):
            when = (last - timedelta(days=day)).replace(hour=hour)
            ratings = (LegRating(Leg.LEFT, heavy + day % 2), LegRating(Leg.RIGHT, 1))
            name = EntryId(f"{day}-{hour}")
            here.store.keep_entry(access, Entry(name, when, "UTC", when, ALICE, ratings=ratings))


def test_it_asks_when_before_it_plans(alice: Client, anna: Anna) -> None:
    said = text_of(alice.get(f"{anna.url}save/"))
    assert "When is it?" in said
    assert "A plan" not in said


def test_without_a_week_of_check_ins_the_plan_stands_alone(alice: Client, anna: Anna) -> None:
    said = text_of(alice.get(f"{anna.url}save/?when=evening"))
    assert "After a week of check-ins" in said
    assert said.index("Pacing") < said.index("Cooling down") < said.index("Ask for a lift")


def test_the_plan_knows_the_persons_own_evenings(
    alice: Client, anna: Anna, here: Workspace
) -> None:
    keep_days(here, anna.access)
    said = text_of(alice.get(f"{anna.url}save/?when=evening"))
    assert "usually about 8 of 10" in said or "usually about 7 of 10" in said
    assert "morning" in said
    assert "If you can choose the time, choose that." in said
    assert "choose that" not in text_of(alice.get(f"{anna.url}save/?when=morning"))


def test_what_is_not_clearly_lighter_is_not_offered() -> None:
    evening = PartOfDay(DayPart.EVENING, 5.0, 4.0, 6.0, 9)
    near = PartOfDay(DayPart.MORNING, 4.0, 3.0, 5.0, 9)
    far = PartOfDay(DayPart.MORNING, 2.0, 1.0, 3.0, 9)
    for morning, offered in ((near, None), (far, far)):
        found = legs_then([LegByTimeOfDay(Leg.LEFT, 9, True, (morning, evening))], DayPart.EVENING)
        assert found is not None
        assert found.lighter is offered
    assert legs_then([], DayPart.EVENING) is None
