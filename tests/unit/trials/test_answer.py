"""What a trial says: sizes, carry-over, contradictions, too little; and how long it has to last."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.model.trial_answer import TrialNote, TrialVerdict
from surefoot.trials.answer import TrialData, answer, read_answer_facts
from surefoot.trials.effect import TrialSeries, effect, exposure
from surefoot.trials.power import Variation, pairs_needed, smallest_shown
from surefoot.trials.schemes import Pairs

FACTS = read_answer_facts(load_knowledge())
Floats = NDArray[np.float64]


def noise(rng: np.random.Generator, n: int, phi: float = 0.5) -> Floats:
    level, found = rng.standard_normal(), []
    for _ in range(n):
        level = phi * level + np.sqrt(1 - phi**2) * rng.standard_normal()
        found.append(np.sqrt(0.6) * level + np.sqrt(0.4) * rng.standard_normal())
    return np.array(found)


def trial(
    seed: int, size: float, pairs: int = 14, block: int = 2, half_life: float = 0.0
) -> tuple[TrialData, Pairs]:
    rng = np.random.default_rng(seed)
    scheme = Pairs(pairs, block)
    assigned = scheme.draw(rng)
    n = len(assigned)
    acting = exposure(assigned.astype(float), half_life)
    values = 4.0 + noise(rng, n) + size * acting + 0.5 * (np.arange(n) / n - 0.5)
    days = np.flatnonzero(rng.random(n) > 0.1)
    data = TrialData(
        assigned, None, days, values[days], np.zeros((len(days), 0)), True, matters=0.5
    )
    return data, scheme


def test_a_clear_help_is_told_with_its_size() -> None:
    said = answer(*trial(1, -1.5), 14, FACTS)
    assert said.verdict is TrialVerdict.HELPS_ENOUGH
    assert said.low is not None and said.high is not None  # noqa: PT018
    assert said.low < -1.5 < said.high
    assert said.p_better is not None and said.p_better > 0.99  # noqa: PT018
    assert said.p_randomisation is not None and said.p_randomisation < 0.02  # noqa: PT018


def test_what_makes_it_worse_is_said() -> None:
    assert answer(*trial(2, 1.5), 14, FACTS).verdict is TrialVerdict.WORSE


def test_nothing_is_made_of_nothing() -> None:
    said = [answer(*trial(seed, 0.0), 14, FACTS).verdict for seed in range(10, 40)]
    wrong = [v for v in said if v in (TrialVerdict.HELPS_ENOUGH, TrialVerdict.WORSE)]
    assert len(wrong) <= 2


def test_too_few_days_give_no_number_and_too_few_pairs_no_verdict() -> None:
    data, scheme = trial(3, -2.0, pairs=2)
    assert answer(data, scheme, 2, FACTS).verdict is TrialVerdict.CANNOT_SAY
    assert TrialNote.TOO_FEW_DAYS in answer(data, scheme, 2, FACTS).notes
    longer, blocks = trial(4, -2.0, pairs=4, block=4)
    said = answer(longer, blocks, 4, FACTS)
    assert said.verdict is TrialVerdict.CANNOT_SAY
    assert said.notes == (TrialNote.TOO_FEW_PAIRS,)
    assert said.effect is not None


def test_all_alike_says_nothing() -> None:
    data, scheme = trial(5, 0.0)
    same = TrialData(
        data.assigned, None, data.days, np.full(len(data.days), 3.0), data.covariates, True, 0.5
    )
    assert answer(same, scheme, 14, FACTS).notes == (TrialNote.ALL_ALIKE,)


def test_a_carried_over_effect_lies_in_its_interval() -> None:
    inside = 0
    for seed in range(50, 80):
        said = answer(*trial(seed, -1.0, pairs=7, block=4, half_life=1.5), 7, FACTS)
        assert said.low is not None and said.high is not None  # noqa: PT018
        inside += said.low <= -1.0 <= said.high
    assert inside >= 26


def test_what_was_done_instead_is_told_beside() -> None:
    data, scheme = trial(6, -2.0)
    done = data.assigned.astype(float)
    done[::5] = 1.0 - done[::5]
    said = answer(
        TrialData(data.assigned, done, data.days, data.values, data.covariates, True, 0.5),
        scheme,
        14,
        FACTS,
    )
    assert TrialNote.NOT_DONE_AS_ASSIGNED in said.notes
    assert said.as_done is not None and said.effect is not None  # noqa: PT018
    assert abs(said.as_done) < abs(said.effect)


def test_a_trend_does_not_pass_for_an_effect() -> None:
    # The README example of nof1ins: phases of seven days, two values missing.
    text = "9 9 10 11 9 7 6 6 6 6 5 5 6 4 6 6 7 7 9 8 8 7 x 6 6 7 x 8"
    seen = [(day, float(v)) for day, v in enumerate(text.split()) if v != "x"]
    days = np.array([day for day, _ in seen])
    values = np.array([value for _, value in seen])
    exposed = np.repeat([0.0, 1.0, 0.0, 1.0], 7)
    plain = values[exposed[days] == 1].mean() - values[exposed[days] == 0].mean()
    assert plain == pytest.approx(-2.0, abs=0.35)
    found = effect(TrialSeries(days, values, exposed, np.zeros((len(days), 0))), half_lives=(0.0,))
    low, high = found.interval()
    assert found.mean == pytest.approx(-1.05, abs=0.35)
    assert low < 0.0 < high


def test_an_answer_does_not_explode() -> None:
    data, scheme = trial(7, -1.0)
    answer(data, scheme, 14, FACTS)
    start = time.process_time()
    answer(data, scheme, 14, FACTS)
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("block", "days"),
    [
        (1, (92, 44, 26, 14)),
        (2, (132, 64, 40, 24)),
        (4, (192, 96, 64, 40)),
        (7, (252, 126, 84, 56)),
    ],
)
def test_days_needed_are_those_of_the_formula(block: int, days: tuple[int, ...]) -> None:
    own = Variation(1.0, 0.6, 0.5)
    needed = [pairs_needed(own, block, size) * 2 * block for size in (0.5, 0.75, 1.0, 1.5)]
    assert tuple(needed) == days


def test_what_is_shown_and_what_is_needed_agree() -> None:
    own = Variation(1.3, 0.6, 0.5)
    size = smallest_shown(own, 2, 14)
    assert pairs_needed(own, 2, size * 1.001) <= 14
    assert pairs_needed(own, 2, size * 0.9) > 14


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        pairs_needed(Variation(1.0, 0.5, 0.5), 2, 0.0)
    with pytest.raises(ValueError, match="below 1"):
        Variation(1.0, 0.5, 1.0)
    with pytest.raises(ValueError, match="three values"):
        effect(TrialSeries(np.array([0, 1]), np.ones(2), np.ones(3), np.zeros((2, 0))))
    with pytest.raises(ValueError, match="calendar"):
        TrialSeries(np.array([5]), np.ones(1), np.ones(3), np.zeros((1, 0)))
