"""Rules as data: boolean conditions over findings, and red flags made of them."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.knowledge.kinds import Fact, Text
from surefoot.model.check import require
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import Finding

AnswerValue = bool | str


class IfUnknown(StrEnum):
    """What "don't know" means for one term: it counts as true (ask once more), or it does not."""

    COUNTS = "counts"
    IGNORED = "ignored"


class Condition(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    omit_defaults=True,
    rename={"inner": "not", "codes": "is"},
):
    """Exactly one of: ``all`` of, ``any`` of, ``not``, or a term over one ``finding``.

    A term holds when the finding is present, with one of the codes in ``is`` where they are
    given. ``unknown`` is said by every term.
    """

    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    inner: "Condition | None" = None
    finding: str = ""
    codes: tuple[str, ...] = ()
    unknown: IfUnknown | None = None

    def __post_init__(self) -> None:
        said = [bool(self.all), bool(self.any), self.inner is not None, bool(self.finding)]
        require(said.count(True) == 1, "a condition is one of all, any, not or a finding")
        require(
            not self.finding or self.unknown is not None,
            f"{self.finding}: a term says what unknown means",
        )

    def terms(self) -> Iterator["Condition"]:
        """Yield every term below and at this condition, in reading order."""
        if self.finding:
            yield self
        for part in (*self.all, *self.any, *([self.inner] if self.inner else [])):
            yield from part.terms()


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of answers, in words and as data, that a rule must or must not fire on."""

    says: Text
    findings: dict[str, AnswerValue]


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What fires a rule, what is near but must not, and what fires it through "don't know"."""

    fires: Annotated[tuple[Example, ...], Meta(min_length=1)]
    quiet: Annotated[tuple[Example, ...], Meta(min_length=1)]
    unknown: tuple[Example, ...] = ()
    higher: tuple[Example, ...] = ()


class Higher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition that lifts a rule that fired to a more urgent level."""

    level: Urgency
    when: Condition


class RedFlagRule(Fact, frozen=True, kw_only=True):
    """A red flag: when it fires, how urgent it is, and the exact words to show.

    ``says`` is shown unchanged; ``**`` marks what stands out, ``{emergency_number}`` and
    ``{urgent_line}`` are the country's. ``unless`` names rules that take its place; an ``alone``
    rule is shown first, before rules of any level.
    """

    number: Text
    name: Text
    level: Urgency
    when: Condition
    says: Text
    examples: Examples
    source_text: str = ""
    original_rule: str = ""
    note: str = ""
    higher: Higher | None = None
    unless: tuple[str, ...] = ()
    alone: bool = False
    kind: str = "red-flag"

    @property
    def levels(self) -> tuple[Urgency, ...]:
        """Levels the rule can reach."""
        return (self.level, self.higher.level) if self.higher else (self.level,)

    @property
    def ask_if_unknown(self) -> tuple[str, ...]:
        """Findings for which "don't know" counts as true, after one clarifying question."""
        return tuple(
            dict.fromkeys(t.finding for t in self.terms() if t.unknown is IfUnknown.COUNTS)
        )

    def terms(self) -> Iterator[Condition]:
        """Yield every term of the rule."""
        yield from self.when.terms()
        if self.higher is not None:
            yield from self.higher.when.terms()


Answers = Mapping[str, Sequence[Finding]]


def group_findings(findings: Sequence[Finding]) -> Answers:
    """Return the findings by id; a question that allows several answers has several."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.id, []).append(finding)
    return grouped


def holds(condition: Condition, answers: Answers, *, unknown_counts: bool = True) -> bool:
    """Whether a condition holds. What was not asked does not hold.

    ``unknown_counts=False`` treats every "don't know" as not holding, to find out whether an
    alarm rests on one.
    """
    if condition.finding:
        return _term_holds(condition, answers, unknown_counts)
    if condition.inner is not None:
        return not holds(condition.inner, answers, unknown_counts=unknown_counts)
    parts = condition.all or condition.any
    held = (holds(part, answers, unknown_counts=unknown_counts) for part in parts)
    return all(held) if condition.all else any(held)


def _term_holds(term: Condition, answers: Answers, unknown_counts: bool) -> bool:
    found = answers.get(term.finding, ())
    if any(f.state is FindingState.PRESENT and _has_code(term, f) for f in found):
        return True
    return unknown_counts and term.unknown is IfUnknown.COUNTS and is_open(term, answers)


def is_open(term: Condition, answers: Answers) -> bool:
    """Whether a term's question was answered, but in a way that leaves the term open."""
    return any(_leaves_open(term, finding) for finding in answers.get(term.finding, ()))


def _has_code(term: Condition, finding: Finding) -> bool:
    return not term.codes or finding.code in term.codes


def _leaves_open(term: Condition, finding: Finding) -> bool:
    """Whether the answer says neither yes nor no to the term: unknown, or a yes without which."""
    if finding.state is FindingState.PRESENT:
        return bool(term.codes) and finding.code is None
    return finding.state is FindingState.UNKNOWN


def what_holds(condition: Condition, answers: Answers) -> tuple[str, ...]:
    """Return the findings that make a condition hold, leaving out every ``not``; none if it does
    not hold."""
    if condition.inner is not None or not holds(condition, answers):
        return ()
    if condition.finding:
        return (condition.finding,)
    parts = (*condition.all, *condition.any)
    return tuple(dict.fromkeys(name for part in parts for name in what_holds(part, answers)))
