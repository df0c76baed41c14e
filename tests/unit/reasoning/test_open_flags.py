"""Which red flags a diary raises, and when they close."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Urgency
from surefoot.model.entry import Entry
from surefoot.reasoning.open_flags import RaisedFlag, open_flags, raised_flags
from tests.unit.reasoning.diaries import entry

KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.red_flags()
STROKE = {"f_onset": "seconds-minutes", "f_cannot_do": "yes"}


def never(entry: Entry) -> bool:
    return False


def flags(*entries: Entry, is_heavier: Callable[[Entry], bool] = never) -> tuple[RaisedFlag, ...]:
    return raised_flags(entries, KNOWLEDGE, is_heavier)


def open_rules(*entries: Entry) -> list[str]:
    return [flag.alarm.rule for flag in open_flags(flags(*entries), RULES)]


def test_two_screens_of_one_evening_raise_what_neither_does_alone() -> None:
    onset, weak = entry(0, {"f_onset": "seconds-minutes"}), entry(1, {"f_cannot_do": "yes"})
    assert flags(onset) == flags(weak) == ()
    (flag,) = flags(weak, onset)
    assert (flag.alarm.rule, flag.entry) == ("rf01_stroke", weak.id)


def test_what_was_said_long_ago_no_longer_counts() -> None:
    onset = entry(0, {"f_onset": "seconds-minutes"})
    assert open_rules(onset, entry(24 * 13, {"f_cannot_do": "yes"})) == ["rf01_stroke"]
    assert open_rules(onset, entry(24 * 15, {"f_cannot_do": "yes"})) == []
    assert open_rules(entry(0, {"f_fever": "yes"}), entry(24 * 3, {"f_confusion": "no"})) == []


def test_what_describes_the_person_counts_for_good() -> None:
    rheumatoid = entry(0, {"f_autoimmune": "rheumatoid"})
    assert open_rules(rheumatoid, entry(24 * 700, {"f_ulcer": "yes"})) == ["rf28_vasculitis"]


def test_a_flag_stays_open_until_somebody_was_seen_about_it() -> None:
    raised, later = entry(0, {"f_swell_one": "yes"}), entry(24 * 200, {"f_heat": "yes"})
    assert open_rules(raised, later) == ["rf20_dvt"]
    assert open_rules(raised, entry(1, {"f_swell_one": "no"})) == ["rf20_dvt"]
    assert open_rules(raised, entry(1, seen=["rf16_seizure_confusion"])) == ["rf20_dvt"]
    (closed,) = flags(raised, entry(1, seen=["rf20_dvt"]))
    assert closed.seen is not None
    assert closed.seen.said == "all well"


def test_lower_flags_return_after_the_higher_is_closed() -> None:
    raised = entry(0, {"f_confusion": "yes", "f_swell_one": "yes", "f_weight_loss": "yes"})
    assert open_rules(raised) == ["rf16_seizure_confusion", "rf20_dvt", "rf48_weight_loss"]
    seen = entry(1, seen=["rf16_seizure_confusion"])
    assert open_rules(raised, seen) == ["rf20_dvt", "rf48_weight_loss"]


def test_new_words_after_being_seen_raise_it_again() -> None:
    first, seen = entry(0, {"f_swell_one": "yes"}), entry(1, seen=["rf20_dvt"])
    again = entry(2, {"f_calf_tender": "yes"})
    assert open_rules(first, seen, again) == ["rf20_dvt"]
    # Lived before being seen, but not yet said then.
    assert open_rules(first, seen, entry(0.5, {"f_calf_tender": "yes"}, written=3)) == ["rf20_dvt"]


def test_what_was_said_before_being_seen_raises_nothing_with_later_words() -> None:
    before, seen = entry(0, STROKE), entry(1, seen=["rf01_stroke"])
    harmless = entry(2, {"f_side": "one"})
    assert open_rules(before, seen, harmless) == []
    # What lasts still counts: a clot of years ago with pain in the chest of today.
    clot = entry(0, {"f_prev_clot": "yes", "f_chest_pain": "yes"})
    seen = entry(1, seen=["rf09_pe"])
    assert open_rules(clot, seen, entry(2, {"f_chest_pain": "yes"})) == ["rf09_pe"]


def test_what_is_shown_alone_comes_first() -> None:
    raised = entry(0, {"f_suicidal": "yes", "f_confusion": "yes"})
    assert open_rules(raised) == ["rf18_suicidal", "rf16_seizure_confusion"]


def test_an_answer_that_lifts_a_level_raises_the_flag_anew() -> None:
    first, more = entry(0, {"f_suicidal": "yes"}), entry(0.1, {"f_suicide_plan": "yes"})
    assert [f.alarm.level for f in open_flags(flags(first), RULES)] == [Urgency.SAME_DAY]
    assert [f.alarm.level for f in open_flags(flags(first, more), RULES)] == [Urgency.EMERGENCY]


def test_a_rule_that_comes_to_hold_by_a_no_is_raised() -> None:
    infected = entry(0, {"f_ms": "yes", "f_gt24h": "yes", "f_onset": "hours-weeks", "f_uti": "yes"})
    assert "rf40_relapse_possible" not in open_rules(infected)
    assert "rf40_relapse_possible" in open_rules(infected, entry(1, {"f_uti": "no"}))


def test_a_question_not_yet_asked_may_withdraw_what_fired_without_it() -> None:
    spreading = entry(0, {"f_onset": "hours-weeks", "f_ascending": "yes", "f_numb_feet": "yes"})
    assert open_rules(spreading) == ["rf02_gbs"]
    assert open_rules(spreading, entry(1, {"f_assessed": "yes"})) == []
    assert open_rules(spreading, entry(1, {"f_assessed": "no"})) == ["rf02_gbs"]
    # Taking back what fired it is not the same.
    assert open_rules(spreading, entry(1, {"f_ascending": "no"})) == ["rf02_gbs"]
    both = entry(1, {"f_ascending": "no", "f_assessed": "yes"})
    assert open_rules(spreading, both) == ["rf02_gbs"]


def test_heavier_legs_of_the_morning_count_with_the_fever_of_noon() -> None:
    heavy, fever = entry(0, heaviness=9), entry(4, temperature=38.6)
    asked: list[str] = []

    def is_heavier(one: Entry) -> bool:
        asked.append(one.id)
        return one.id == heavy.id

    raised = flags(heavy, fever, is_heavier=is_heavier)
    assert [(f.alarm.rule, f.entry) for f in raised] == [("rf51_infection_and_worse", fever.id)]
    assert asked == [heavy.id]
    better = entry(3, heaviness=3)
    assert flags(heavy, better, fever, is_heavier=is_heavier) == ()


ANSWERS = st.sampled_from(["f_confusion", "f_swell_one", "f_breathless", "f_weight_loss"])
DIARIES = st.lists(
    st.tuples(ANSWERS, st.sampled_from(["yes", "no", "unknown", "skipped"])), max_size=6
).map(lambda said: [entry(n, {name: value}) for n, (name, value) in enumerate(said)])


@settings(max_examples=40)
@given(DIARIES, st.randoms())
def test_order_of_reading_never_matters(diary: Sequence[Entry], random: object) -> None:
    shuffled = list(diary)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert flags(*shuffled) == flags(*diary)


@settings(max_examples=40)
@given(DIARIES)
def test_what_one_entry_raised_is_found_by_itself(diary: Sequence[Entry]) -> None:
    for one in diary:
        alone = raised_flags(diary, KNOWLEDGE, never, only=one.id)
        assert alone == tuple(flag for flag in flags(*diary) if flag.entry == one.id)


@settings(max_examples=40)
@given(DIARIES)
def test_being_seen_about_everything_leaves_nothing_open(diary: Sequence[Entry]) -> None:
    seen = entry(100, seen=[rule.id for rule in RULES])
    assert open_rules(*diary, seen) == []


@pytest.mark.parametrize("value", ["skipped", "no"])
def test_a_skipped_question_raises_nothing(value: str) -> None:
    assert flags(entry(0, {rule: value for rule in ("f_confusion", "f_breathless")})) == ()


def test_an_answer_no_longer_offered_says_nothing_and_breaks_nothing() -> None:
    assert flags(entry(0, {"f_gone": "yes", "f_confusion": "perhaps"})) == ()
