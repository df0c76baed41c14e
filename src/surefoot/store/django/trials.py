"""Trials as they were frozen, through Django."""

from surefoot.model.codec import decode
from surefoot.model.people import Access
from surefoot.model.trial import Trial, TrialId
from surefoot.store.django.base import DjangoBase, to_text
from surefoot.store.django.models import NounRow
from surefoot.store.protocol import NotFound
from surefoot.store.rules import NounKind, Role, is_name, require_name, require_same_trial


class DjangoTrials(DjangoBase):
    """Implements ``store.protocol.Trials``."""

    def keep_trial(self, access: Access, trial: Trial) -> bool:
        """Keep a trial; False when already kept, or kept and deleted since."""
        require_name(trial.id)
        with self._writing(access):
            row = self._nouns(access, NounKind.TRIAL).filter(noun=trial.id).first()
            if row is not None:
                require_same_trial(decode(Trial, row.content), trial)
                return False
            if self._buried(access, NounKind.TRIAL, {trial.id}):
                return False
            NounRow.objects.using(self._alias).create(
                owner_id=access.owner,
                kind=NounKind.TRIAL,
                noun=trial.id,
                version=1,
                current=True,
                when=trial.frozen_at,
                kept=self._now(),
                actor=access.actor,
                content=to_text(trial),
            )
            return True

    def trial(self, access: Access, trial: TrialId) -> Trial:
        """Return one trial."""
        self._require_grant(access)
        return decode(Trial, self._trial_row(access, trial).content)

    def trials(self, access: Access) -> tuple[Trial, ...]:
        """Return the owner's trials in the order they were frozen."""
        self._require_grant(access)
        rows = self._nouns(access, NounKind.TRIAL).order_by("when", "noun")
        return tuple(decode(Trial, content) for content in rows.values_list("content", flat=True))

    def delete_trial(self, access: Access, trial: TrialId) -> None:
        """Delete a trial; a tombstone stays."""
        with self._writing(access, Role.FULL):
            self._trial_row(access, trial).delete(using=self._alias)
            self._bury(access, trial, NounKind.TRIAL)

    def _trial_row(self, access: Access, trial: TrialId) -> NounRow:
        rows = self._nouns(access, NounKind.TRIAL)
        row = rows.filter(noun=trial).first() if is_name(trial) else None
        if row is None:
            raise NotFound
        return row
