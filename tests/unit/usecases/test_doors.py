"""Every door through which an entry comes into a diary passes the red flags."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

import surefoot
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Answer, Audience, CouldNotWalk, Leg, Posture
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating, Seen
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.report import ReportText
from surefoot.model.rest import Rest
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store
from surefoot.usecases.check_in import asks_if_new, bring_in_diary, check_in, keep_mark
from surefoot.usecases.red_flags import alarms_of, flags_of, open_flags_of
from surefoot.usecases.write_report import write_report
from tests.unit.reasoning.diaries import START, entry

SOURCE = Path(surefoot.__file__).parent
ACCESS = Access(PersonId("anna"), ActorId("alice"))

#: The only function that hands an entry to a store.
THE_ONE = ("usecases/check_in.py", "_hand_over")
#: Every place that keeps an entry, and through which usecase. A new one is to be added here, and
#: to the tests of its page, which show that an alarm it raises is read before anything else.
DOORS = {
    ("app/views/keeping.py", "keep_once"): "check_in",
    ("app/views/entries.py", "change"): "check_in",
    ("app/views/entries.py", "say_if_new"): "check_in",
    ("app/views/entries.py", "undo"): "check_in",
    ("app/views/numbers.py", "change"): "check_in",
    ("app/views/rests.py", "go_on"): "check_in",
    ("app/views/something_new.py", "_keep_answers"): "check_in",
    ("usecases/check_in.py", "change_entry"): "check_in",
    ("usecases/sample_person.py", "_keep"): "bring_in_diary",
}


def calls(names: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield file, function and what it calls, for every call by one of these names."""
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        if file.startswith("store/"):
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in names:
                        yield file, function.name, name


def test_one_function_alone_hands_entries_to_a_store() -> None:
    assert {call[:2] for call in calls({"keep_entry"})} == {THE_ONE}


def test_a_mark_of_a_trial_alone_may_come_in_without_the_red_flags() -> None:
    found = {call[:2] for call in calls({"keep_mark"})}
    assert found == {("usecases/try_out_day.py", "_keep")}
    store = MemoryStore()
    with pytest.raises(ValueError, match="more than a mark"):
        keep_mark(store, ACCESS, entry(1.0, {"f_fever": "yes"}))


def test_every_door_is_listed_and_passes_the_red_flags() -> None:
    found = {(file, door): name for file, door, name in calls({"check_in", "bring_in_diary"})}
    views = {("app/views/check_in.py", "could_not_walk")}  # calls its own page, not the usecase
    assert {door: name for door, name in found.items() if door not in views} == DOORS


@pytest.fixture
def store() -> Store:
    made = MemoryStore()
    made.add_person(Person(ACCESS.owner, "Anna", "DE", START), ACCESS.actor)
    return made


def test_an_entry_is_read_beside_those_before_it(store: Store, knowledge: Knowledge) -> None:
    assert check_in(store, knowledge, ACCESS, entry(0, {"f_onset": "seconds-minutes"})) == ()
    raised = check_in(store, knowledge, ACCESS, entry(1, {"f_cannot_do": "yes"}))
    assert [alarm.rule for alarm in raised] == ["rf01_stroke"]


def test_a_diary_brought_in_is_read_too(store: Store, knowledge: Knowledge) -> None:
    diary = [entry(0, {"f_onset": "seconds-minutes"}), entry(1, {"f_cannot_do": "yes"})]
    (flag,) = bring_in_diary(store, knowledge, ACCESS, diary)
    assert flag.alarm.rule == "rf01_stroke"


def test_a_diary_with_a_wrong_answer_is_not_brought_in_by_half(
    store: Store, knowledge: Knowledge
) -> None:
    diary = [entry(0, {"f_swell_one": "yes"}), entry(1, {"f_onset": "soon"})]
    with pytest.raises(InputProblem):
        bring_in_diary(store, knowledge, ACCESS, diary)
    assert store.timeline(ACCESS).entries == ()


def test_being_seen_about_a_rule_there_is_none_of_is_refused(
    store: Store, knowledge: Knowledge
) -> None:
    with pytest.raises(InputProblem, match=r"seen\.unknown_rule"):
        check_in(store, knowledge, ACCESS, entry(0, seen=["rf99"]))
    assert store.timeline(ACCESS).entries == ()


def test_being_seen_closes_and_nothing_is_lost(store: Store, knowledge: Knowledge) -> None:
    raised = entry(0, {"f_swell_one": "yes"})
    check_in(store, knowledge, ACCESS, raised)
    assert alarms_of(store, knowledge, ACCESS, raised)
    check_in(store, knowledge, ACCESS, entry(2, seen=["rf20_dvt"]))
    assert alarms_of(store, knowledge, ACCESS, raised) == ()
    assert open_flags_of(store, knowledge, ACCESS) == ()
    (flag,) = flags_of(store, knowledge, ACCESS)
    assert flag.seen == Seen(("rf20_dvt",), date(2026, 7, 1), "all well")


def test_putting_a_slip_right_takes_the_flag_away(store: Store, knowledge: Knowledge) -> None:
    slip = entry(0, {"f_confusion": "yes"})
    check_in(store, knowledge, ACCESS, slip)
    right = msgspec.structs.replace(entry(0.1, {"f_confusion": "no"}), supersedes=(slip.id,))
    check_in(store, knowledge, ACCESS, right)
    assert flags_of(store, knowledge, ACCESS) == ()


def rest(hours: float, before: int) -> Entry:
    made = Rest(Posture.STAND, (LegRating(Leg.LEFT, before),))
    return msgspec.structs.replace(entry(hours, heaviness=0), ratings=(), rest=made)


ASKED = {
    "heavier than before": lambda: entry(100, heaviness=7),
    "heavier than before, before a stop and see": lambda: rest(100, 7),
    "could not walk": lambda: msgspec.structs.replace(
        entry(100, heaviness=3), could_not_walk=CouldNotWalk.LEGS
    ),
    "a leg that gives way, in the questions": lambda: entry(100, {"f_buckle": "one"}),
    "cannot walk, in the questions": lambda: entry(100, {"f_cannot_walk": "yes"}),
}


@pytest.mark.parametrize("door", sorted(ASKED))
def test_is_this_new_for_you_is_asked_at_every_door(
    door: str, store: Store, knowledge: Knowledge
) -> None:
    for day in range(3):
        check_in(store, knowledge, ACCESS, entry(24 * day, heaviness=3))
    said = ASKED[door]()
    check_in(store, knowledge, ACCESS, said)
    assert asks_if_new(store, knowledge, ACCESS, said)
    answered = msgspec.structs.replace(said, is_new=Answer.NO)
    assert not asks_if_new(store, knowledge, ACCESS, answered)


def test_an_ordinary_answer_and_being_seen_are_not_asked_about(
    store: Store, knowledge: Knowledge
) -> None:
    calm = (GivenAnswer("f_evening", "yes"),)
    said = msgspec.structs.replace(entry(0, {"f_ms": "yes"}), id=EntryId("x"), answers=calm)
    assert not asks_if_new(store, knowledge, ACCESS, said)
    assert not asks_if_new(store, knowledge, ACCESS, entry(1, seen=["rf20_dvt"]))


def test_the_usual_is_worked_out_only_where_it_matters(
    store: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def note(*about: object) -> bool:
        asked.append(about)
        return False

    monkeypatch.setattr("surefoot.usecases.red_flags.heavier_than_usual", note)
    for day in range(30):
        check_in(store, knowledge, ACCESS, entry(24 * day, heaviness=3))
    assert asked == []
    last = entry(24 * 30, heaviness=9, temperature=38.9)
    assert last.lived - START == timedelta(days=30)
    check_in(store, knowledge, ACCESS, last)
    assert len(asked) == 1


def flag_texts(store: Store, knowledge: Knowledge, audience: Audience) -> list[dict[str, object]]:
    made = START + timedelta(days=5)
    report = write_report(store, knowledge, ACCESS, audience, made)
    first = report.sections[0]
    if first.title.id != "report.flags.title":
        return []
    messages = [block.message for block in first.blocks if isinstance(block, ReportText)]
    return [{"id": message.id, **message.params} for message in messages]


@pytest.mark.parametrize("audience", list(Audience))
def test_flags_open_and_closed_stay_on_the_report(
    audience: Audience, store: Store, knowledge: Knowledge
) -> None:
    assert flag_texts(store, knowledge, audience) == []
    check_in(store, knowledge, ACCESS, entry(0, {"f_swell_one": "yes"}))
    check_in(store, knowledge, ACCESS, entry(2, seen=["rf20_dvt"]))
    check_in(store, knowledge, ACCESS, entry(30, {"f_weight_loss": "yes"}))
    opened, closed = flag_texts(store, knowledge, audience)
    assert (opened["id"], opened["day"]) == ("report.flag.open", "2026-07-02")
    assert (closed["id"], closed["said"]) == ("report.flag.seen_said", "all well")
    named = str(closed["flag"])
    assert ("dvt" in named) is (audience is Audience.CLINICIAN)
    assert "{" not in named
