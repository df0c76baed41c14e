"""What stands of a person: the newest answer, while it holds."""

from datetime import timedelta

import msgspec

from surefoot.knowledge.lasting import lifetime, lifetimes
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Before, Felt, FindingOrigin, FindingState
from surefoot.model.entry import Entry
from surefoot.model.people import PersonId
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.reasoning.standing import findings_of_person, in_order
from tests.unit.reasoning.diaries import START, entry

KNOWLEDGE = load_knowledge()


def standing(*entries: Entry, hours: float) -> dict[str, Finding]:
    timeline = Timeline(PersonId("p"), entries=tuple(in_order(entries)))
    now = START + timedelta(hours=hours)
    return {finding.id: finding for finding in findings_of_person(timeline, now, KNOWLEDGE)}


def test_the_newest_answer_wins_and_names_its_entry() -> None:
    first, second = entry(0, {"f_stiff": "yes"}), entry(5, {"f_stiff": "no"})
    found = standing(second, first, hours=6)["f_stiff"]
    assert found.state is FindingState.ABSENT
    assert (found.origin, found.sources) == (FindingOrigin.ANSWERED, (second.id,))
    assert standing(first, second, hours=1)["f_stiff"].state is FindingState.PRESENT


def test_a_fever_of_last_month_is_no_fever_today() -> None:
    said = entry(0, {"f_fever": "yes", "f_ms": "yes", "f_onset": "years"})
    assert set(standing(said, hours=24)) == {"f_fever", "f_ms", "f_onset"}
    assert set(standing(said, hours=24 * 40)) == {"f_ms", "f_onset"}
    assert set(standing(said, hours=24 * 400)) == {"f_ms"}


def test_an_answer_may_lapse_sooner_than_others_to_its_question() -> None:
    facts = lifetimes(KNOWLEDGE)
    sudden = Finding("f_onset", FindingState.PRESENT, FindingOrigin.ANSWERED, "seconds-minutes")
    slow = msgspec.structs.replace(sudden, code="years")
    assert (lifetime(sudden, facts), lifetime(slow, facts)) == (
        timedelta(days=14),
        timedelta(days=180),
    )
    unknown = Finding("f_gone", FindingState.UNKNOWN, FindingOrigin.ANSWERED)
    assert lifetime(unknown, facts) is None


def test_what_was_skipped_leaves_the_older_answer() -> None:
    found = standing(entry(0, {"f_stiff": "yes"}), entry(1, {"f_stiff": "skipped"}), hours=2)
    assert found["f_stiff"].state is FindingState.PRESENT


def test_several_answers_of_one_question_stand_together() -> None:
    from surefoot.model.entry import GivenAnswer

    both = tuple(GivenAnswer("f_autoimmune", code) for code in ("lupus", "thyroid"))
    said = msgspec.structs.replace(entry(0, {"f_ms": "yes"}), answers=both)
    timeline = Timeline(PersonId("p"), entries=(said,))
    found = findings_of_person(timeline, START, KNOWLEDGE)
    assert [finding.code for finding in found] == ["lupus", "thyroid"]


def test_the_diary_tells_for_two_days_and_never_against_a_lasting_answer() -> None:
    stiff = msgspec.structs.replace(entry(0, heaviness=4), felt=(Felt.STIFF,))
    assert standing(stiff, hours=24)["f_stiff"].origin is FindingOrigin.REPORTED
    assert standing(stiff, hours=49) == {}
    denied = entry(-5, {"f_stiff": "no"})
    assert standing(denied, stiff, hours=1)["f_stiff"].state is FindingState.ABSENT
    # A fever that was measured is of the moment: it stands against the answer of the morning.
    no_fever, hot = entry(0, {"f_fever": "no"}), entry(5, temperature=38.7)
    assert standing(no_fever, hot, hours=6)["f_fever"].state is FindingState.PRESENT


def test_that_heat_went_before_does_not_say_that_heat_makes_it_worse() -> None:
    hot = msgspec.structs.replace(entry(0, heaviness=7), before=(Before.HEAT, Before.FEVER))
    assert set(standing(hot, hours=1)) == {"f_fever"}


def test_what_is_still_to_come_does_not_stand() -> None:
    assert standing(entry(5, {"f_stiff": "yes"}), hours=4) == {}
