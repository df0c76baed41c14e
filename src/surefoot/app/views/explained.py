"""An explanation in the person's words: what fits, why, what speaks against it, how sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from surefoot.app.views.asked import in_person
from surefoot.app.words import words
from surefoot.knowledge.kinds import Cause, Fact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, Urgency
from surefoot.model.message import Message
from surefoot.model.reasoning import Evidence, Explanation, FittingCause, HelpSlot, Tier
from surefoot.reasoning.tiers import may_name, presses

# The part of the questions that asks what has changed.
_NEW = "L."
# A cause shows so many reasons; the rest stands under details.
_REASONS = 4


@dataclass(frozen=True, slots=True)
class ShownCause:
    """One cause as the person reads it."""

    id: str
    name: str
    what: str
    tier: Tier
    fits: tuple[str, ...]
    against: tuple[str, ...]
    sure: tuple[str, ...]
    ask_when: str
    sources: tuple[str, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class ShownTier:
    """Causes that fit alike, those that cannot be told apart named together."""

    tier: Tier
    causes: tuple[ShownCause, ...]
    tied: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Turns an explanation into words for one reader."""

    knowledge: Knowledge
    explanation: Explanation
    other: bool = False
    ranged: bool = False

    def rule_out(self) -> tuple[ShownCause, ...]:
        """Return what to rule out first, the most urgent first; only what may be named."""
        wanted = [c for c in self.explanation.causes if c.cause in self.explanation.rule_out]
        named = [cause for cause in wanted if self.may_name(cause)]
        ranked = sorted(named, key=lambda c: list(Urgency).index(self._fact(c).urgency))
        return tuple(self._shown(cause) for cause in ranked)

    def presses(self) -> bool:
        """Whether anything to rule out is probable enough not to wait for the next visit."""
        return any(self._presses(cause) for cause in self.explanation.causes)

    def has_unnamed(self) -> bool:
        """Whether something is to be ruled out that the person's own answers did not raise."""
        wanted = [c for c in self.explanation.causes if c.cause in self.explanation.rule_out]
        return any(not self.may_name(cause) for cause in wanted)

    def tier(self, tier: Tier) -> ShownTier:
        """Return the causes of one tier: what changed and what can be acted on come first."""
        mine = [c for c in self._fitting() if c.tier is tier]
        ranked = sorted(mine, key=lambda c: (not self._changed(c), not self._acted_on(c)))
        return ShownTier(tier, tuple(map(self._shown, ranked)), self._ties(mine))

    def may_name(self, cause: FittingCause) -> bool:
        """Whether the person may read the name of a cause: a frightening one only where an answer
        of their own raised it."""
        return may_name(self._fact(cause), cause, self.knowledge)

    def _fitting(self) -> list[FittingCause]:
        rule_out = self.explanation.rule_out
        return [c for c in self.explanation.causes if c.cause not in rule_out and self.may_name(c)]

    def _fact(self, cause: FittingCause) -> Cause:
        return self.knowledge.cause(cause.cause)

    def _presses(self, cause: FittingCause) -> bool:
        """Whether a cause counts: no more urgent than everything together is."""
        order, urgency = tuple(Urgency), self._fact(cause).urgency
        within = order.index(urgency) >= order.index(self.explanation.urgency)
        return within and presses(cause, urgency, self.knowledge)

    def _ask_when(self, cause: FittingCause) -> str:
        """Return when to ask about a cause: as soon as it is urgent, if it is probable enough."""
        urgency = self._fact(cause).urgency
        rare = urgency is not Urgency.ROUTINE and not self._presses(cause)
        return words(Message("explain.ask.rare" if rare else f"explain.ask.{urgency.value}"))

    def _shown(self, cause: FittingCause) -> ShownCause:
        fact = self._fact(cause)
        return ShownCause(
            id=fact.id,
            name=fact.plain.name or fact.name,
            what=fact.plain.what,
            tier=cause.tier,
            fits=self.reasons(cause.supporting),
            against=self.reasons(cause.opposing),
            sure=self._how_sure(cause),
            ask_when=self._ask_when(cause),
            sources=sources_of(fact, self.knowledge),
            standing=standing_of(fact),
        )

    def reasons(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """Return what speaks for or against a cause in the person's own answers, the strongest
        first."""
        ranked = sorted(evidence, key=lambda one: -max(one.used, 1 / one.used))
        said = (self._reason(one) for one in ranked)
        return tuple(dict.fromkeys(sentence for sentence in said if sentence))[:_REASONS]

    def _reason(self, one: Evidence) -> str:
        plain = self.knowledge.finding(one.finding).in_words(one.state, one.code)
        if not plain:
            return ""
        who = "they" if self.other and one.origin is FindingOrigin.ANSWERED else "you"
        says = in_person(plain, self.other)
        return words(Message(f"explain.because.{who}.{one.origin.value}", {"says": says}))

    def _how_sure(self, cause: FittingCause) -> tuple[str, ...]:
        answers = len(cause.supporting) + len(cause.opposing)
        said = [
            ngettext("This rests on {n} answer.", "This rests on {n} answers.", answers).format(
                n=answers
            )
            if answers
            else gettext("No answer speaks for it or against it so far.")
        ]
        if self.ranged:
            steady = cause.low > cause.prior or cause.high < cause.prior
            said.append(words(Message("explain.steady" if steady else "explain.shaky")))
        return tuple(said)

    def _changed(self, cause: FittingCause) -> bool:
        """Whether something new or measured speaks for it."""
        return any(
            one.origin is FindingOrigin.MEASURED
            or self.knowledge.finding(one.finding).section.startswith(_NEW)
            for one in cause.supporting
        )

    def _acted_on(self, cause: FittingCause) -> bool:
        return any(
            cause.cause in one.causes and one.slot is not HelpSlot.AVOID
            for one in self.explanation.helps
        )

    def _ties(self, causes: Sequence[FittingCause]) -> tuple[tuple[str, ...], ...]:
        """Return the names of causes whose order could as well be another."""
        groups: dict[int, list[str]] = {}
        for one in causes:
            fact = self._fact(one)
            groups.setdefault(one.tie, []).append(fact.plain.name or fact.name)
        return tuple(tuple(names) for names in groups.values() if len(names) > 1)


def sources_of(fact: Fact, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the sources of a fact as they are listed under details."""
    return tuple(knowledge.source(source).cite for source in fact.sources)


def standing_of(fact: Fact) -> str:
    """Return how sure a fact is, and whether a clinician has looked at it."""
    how_sure = words(Message(f"certainty.{fact.certainty}"))
    return f"{how_sure} {words(Message(f'status.{fact.status}'))}"
