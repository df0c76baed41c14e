"""What every store promises of trials."""

import msgspec
import pytest

from surefoot.model.trial import TrialId
from surefoot.store.protocol import NotAllowed, NotFound, Store
from surefoot.store.rules import NounKind
from tests.unit.store.make import MINE, OTHERS
from tests.unit.trials.drafts import draft, frozen

TRIAL, OTHER = frozen(draft()), frozen(draft(seed=8))


def test_a_trial_comes_back_as_it_was_frozen(full: Store) -> None:
    assert full.keep_trial(MINE, TRIAL) is True
    assert full.keep_trial(MINE, TRIAL) is False
    assert full.keep_trial(MINE, OTHER) is True
    assert full.trial(MINE, TRIAL.id) == TRIAL
    assert full.trials(MINE) == tuple(sorted((TRIAL, OTHER), key=lambda t: t.id))
    assert full.trials(OTHERS) == ()


def test_another_trial_under_its_id_is_refused(full: Store) -> None:
    full.keep_trial(MINE, TRIAL)
    with pytest.raises(ValueError, match="hash"):
        full.keep_trial(MINE, msgspec.structs.replace(TRIAL, seed=99))
    assert full.trial(MINE, TRIAL.id) == TRIAL


def test_a_deleted_trial_leaves_a_tombstone_and_stays_away(full: Store) -> None:
    full.keep_trial(MINE, TRIAL)
    full.delete_trial(MINE, TRIAL.id)
    assert [(stone.id, stone.kind) for stone in full.tombstones(MINE)][-1] == (
        TRIAL.id,
        NounKind.TRIAL,
    )
    assert full.trials(MINE) == ()
    assert full.keep_trial(MINE, TRIAL) is False
    with pytest.raises(NotFound):
        full.trial(MINE, TRIAL.id)
    with pytest.raises(NotFound):
        full.delete_trial(MINE, TrialId("never"))


def test_nobody_else_reads_a_trial(full: Store) -> None:
    full.keep_trial(MINE, TRIAL)
    with pytest.raises(NotFound):
        full.trial(OTHERS, TRIAL.id)
    stranger = msgspec.structs.replace(MINE, actor=OTHERS.actor)
    for call in (full.trials, lambda a: full.trial(a, TRIAL.id)):
        with pytest.raises(NotAllowed):
            call(stranger)
    with pytest.raises(NotAllowed):
        full.delete_trial(stranger, TRIAL.id)


def test_a_trial_falls_with_what_it_was_kept_with(full: Store) -> None:
    with pytest.raises(RuntimeError, match="on purpose"):
        _fail_together(full)
    assert full.trials(MINE) == ()


def _fail_together(store: Store) -> None:
    with store.together():
        store.keep_trial(MINE, TRIAL)
        raise RuntimeError("on purpose")
