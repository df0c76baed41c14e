"""What each kind of fact holds. Read from YAML, frozen, checked when made."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.knowledge.cautions import Caution, Fallback, Shows
from surefoot.knowledge.plain import PlainCause, PlainStrategy
from surefoot.knowledge.trialling import TrialRule
from surefoot.model.check import require, require_finite
from surefoot.model.codes import FindingState, Measure, Protocol, Urgency
from surefoot.model.units import Unit

Sources = Annotated[tuple[str, ...], Meta(min_length=1)]
Text = Annotated[str, Meta(min_length=1)]
Probability = Annotated[float, Meta(ge=0, le=1)]
Days = Annotated[float, Meta(gt=0)]
Seeds = Annotated[
    tuple[str, ...],
    Meta(
        description="Which of the five articles this project began with, numbered S0 to S4, name "
        "it: the sources seed-0-heaviness to seed-4-readers. Where it came from, not evidence."
    ),
]


class Certainty(StrEnum):
    """How sure a number or a statement is."""

    SEEN = "seen"
    RECALLED = "recalled"
    EXPERT_ESTIMATE = "expert-estimate"


class Status(StrEnum):
    """Whether a clinician has reviewed the fact."""

    NOT_REVIEWED = "not-reviewed"
    REVIEWED = "reviewed"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every fact says. ``id`` is also the file's name."""

    id: Text
    sources: Sources
    certainty: Certainty
    status: Status = Status.NOT_REVIEWED


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where facts come from. ``certainty`` says whether the source itself was read."""

    id: Text
    cite: Text
    certainty: Certainty
    kind: str = "source"
    url: str = ""
    note: str = ""


class NumberFact(Fact, frozen=True, kw_only=True):
    """One number that decides something: a threshold, a minimum, a meaningful change."""

    value: float
    unit: Unit
    population: Text
    says: Text
    kind: str = "threshold"
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        require_finite(self.id, self.value, self.low, self.high)
        _require_order(self.id, self.low, self.value, self.high)

    @property
    def source(self) -> str:
        """The first source, the one to name beside the number."""
        return self.sources[0]


class Norm(Fact, frozen=True, kw_only=True):
    """What a measure usually is in a group of people.

    ``low`` and ``high`` are the 95 % interval of ``value`` (a mean), not the spread of people;
    ``sd`` is that spread where the source gives it. FREE is a comfortable pace. A norm that was
    found on a course has its ``course_length_m``: on another one people turn more or less often.
    """

    measure: Measure
    unit: Unit
    value: float
    population: Text
    says: Text
    kind: str = "norm"
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    age_from: int | None = None
    age_to: int | None = None
    sex: str | None = None
    ms: bool | None = None
    protocol: Protocol = Protocol.FREE
    course_length_m: float | None = None

    def __post_init__(self) -> None:
        require_finite(self.id, self.value, self.low, self.high, self.sd)
        require_finite(self.id, self.course_length_m)
        _require_order(self.id, self.low, self.value, self.high)
        require(self.sex in (None, "F", "M"), f"{self.id}: sex is F, M or absent")

    def suits(self, age: int | None, sex: str | None, protocol: Protocol = Protocol.FREE) -> bool:
        """Whether a walk under ``protocol`` of a person of this age and sex may stand beside it."""
        if protocol is not self.protocol or self.sex not in (None, sex):
            return False
        if self.age_from is None and self.age_to is None:
            return True
        return age is not None and (self.age_from or 0) <= age <= (self.age_to or 200)


def _require_order(name: str, low: float | None, value: float, high: float | None) -> None:
    require(low is None or low <= value, f"{name}: low is above the value")
    require(high is None or value <= high, f"{name}: high is below the value")


class Means(StrEnum):
    """What an answer says about its finding."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"

    @property
    def state(self) -> FindingState:
        """The state a finding takes on this answer."""
        return FindingState(self.value)


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer a question offers.

    ``plain`` is the answer as a clause about the person, for lists of what speaks for and against
    a cause: "it is worse when you are hot". Empty where the answer is "don't know". Where it
    lasts longer or shorter than other answers to the question it has its own ``lasts_days``.
    """

    code: Text
    says: Text
    means: Means
    plain: str = ""
    lasts_days: Days | None = None


class Ratio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much one answer speaks for (above 1) or against (below 1) one cause.

    ``ms_confounded``: the sign is common in MS itself, so the ratio is off when MS is yes.
    ``by_definition``: without the answer it would not be this cause (no worse in warmth, no heat
    sensitivity), so that it may speak against it more than other answers may.
    ``ratio`` is the mid-point where the source gives a range ``[low, high]``.
    """

    when: Text
    cause: Text
    ratio: Annotated[float, Meta(gt=0)]
    certainty: Certainty
    sources: Sources
    low: float | None = None
    high: float | None = None
    ms_confounded: bool = False
    only_ms: bool = False
    by_definition: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        require_finite(self.cause, self.ratio, self.low, self.high)
        _require_order(f"{self.when} {self.cause}", self.low, self.ratio, self.high)


class Background(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often people with heavy legs give an answer without any cause that it speaks for.

    ``ms_value`` is the same among people with MS, where it differs: numb feet, bladder trouble
    or brain fog are everyday there.
    """

    when: Text
    value: Annotated[float, Meta(gt=0, lt=1)]
    certainty: Certainty
    sources: Sources
    ms_value: Annotated[float, Meta(gt=0, lt=1)] | None = None
    note: str = ""

    def rate(self, ms: bool) -> float:
        """Return the rate among people with MS, or without."""
        return self.ms_value if ms and self.ms_value is not None else self.value


class FindingFact(Fact, frozen=True, kw_only=True):
    """A finding with the question that asks for it, its answers, and what they speak for.

    ``ratios`` are those a source or the compiler gives; ``likelihoods.py`` adds those that
    follow from how often a cause has the finding. ``background`` says a rate for every present
    answer; the absent answer has what is left, unless it is said (where several answers may be
    given). A finding of the group "descriptor" steers wording and speaks for no cause.

    ``precedes``: it was there before the causes (an age, an exposure, a medicine): it changes how
    probable each is, and no cause explains it away. ``core``: asked early in a first session.
    ``open_label``: it comes from a trial in which the person knew what they did. ``follows``: a
    finding without which the question makes no sense ("is that foot new?").
    After ``lasts_days`` an answer is no longer taken to hold; None: it lasts.
    """

    section: Text
    question: Text
    answers: Annotated[tuple[Choice, ...], Meta(min_length=2)]
    number: str = ""
    hint: str = ""
    several: bool = False
    precedes: bool = False
    core: bool = False
    open_label: bool = False
    follows: str = ""
    lasts_days: Days | None = None
    groups: tuple[str, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    background: tuple[Background, ...] = ()
    note: str = ""
    seeds: Seeds = ()
    kind: str = "finding"

    def __post_init__(self) -> None:
        codes = [answer.code for answer in self.answers]
        require(len(set(codes)) == len(codes), f"{self.id}: an answer code stands twice")
        means = [answer.means for answer in self.answers]
        require(means.count(Means.ABSENT) <= 1, f"{self.id}: more than one answer means absent")
        require(means.count(Means.UNKNOWN) == 1, f"{self.id}: exactly one answer means unknown")

    def answer(self, code: str) -> Choice | None:
        """Return the answer with this code, or None."""
        return next((answer for answer in self.answers if answer.code == code), None)

    def in_words(self, state: FindingState, code: str | None = None) -> str:
        """Return the finding as a clause about the person: of its answer, or of its state.

        What was measured has no answer; it takes the words of the first answer of its state.
        """
        given = None if code is None else self.answer(code)
        if given is not None:
            return given.plain
        return next((a.plain for a in self.answers if a.means.state is state), "")

    def background_rate(self, code: str, ms: bool) -> float | None:
        """Return how often the answer ``code`` comes without a cause it speaks for, in (0, 1).

        None where nothing is known: no background is said, or the answer is "don't know".
        """
        rates = {said.when: said.rate(ms) for said in self.background}
        answer = self.answer(code)
        if code in rates or not rates or answer is None or answer.means is not Means.ABSENT:
            return rates.get(code)
        return 1.0 - sum(rates.values())

    @property
    def present_codes(self) -> tuple[str, ...]:
        """Codes of the answers under which the finding is present."""
        return tuple(a.code for a in self.answers if a.means is Means.PRESENT)


class Prior(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often a cause contributes, before anything is known about the person."""

    value: Probability
    certainty: Certainty
    sources: Sources
    note: str = ""


class Priors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``ms``: contributes in an adult with MS and heavy legs (not exclusive). ``no_ms``: is the
    main cause in an adult without MS. Absent where the table has a dash: not applicable."""

    ms: Prior | None = None
    no_ms: Prior | None = None


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often a finding, or a sign in words, goes with a cause."""

    certainty: Certainty
    sources: Sources
    finding: str = ""
    codes: tuple[str, ...] = ()
    sign: str = ""
    probability: Probability | None = None
    low: Probability | None = None
    high: Probability | None = None
    sensitivity: Probability | None = None
    specificity: Probability | None = None
    ratio_present: Annotated[float, Meta(gt=0)] | None = None
    ratio_absent: float | None = None
    ms_confounded: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        require(bool(self.finding) != bool(self.sign), "a feature is a finding or a sign in words")


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement in words with the strategies it names."""

    says: str = ""
    strategies: tuple[str, ...] = ()


class Cause(Fact, frozen=True, kw_only=True):
    """A cause of heavy or weak legs.

    ``course``: how it goes from day to day; ``progression``: what usually becomes of it; both in
    plain words. ``frightening``: named to the person only where their own answer raised it.
    ``also_called``: other names people look for.
    """

    name: Text
    mechanism: Text
    onset: Text
    side: Text
    where: Text
    urgency: Urgency
    priors: Priors
    sets_apart: Text
    confirm: Text
    helps: Advice
    harms: Advice
    urgency_note: str = ""
    features: tuple[Feature, ...] = ()
    notes: tuple[str, ...] = ()
    plain: PlainCause = msgspec.field(default_factory=PlainCause)
    course: str = ""
    progression: str = ""
    frightening: bool = False
    also_called: tuple[str, ...] = ()
    seeds: Seeds = ()
    kind: str = "cause"


class Trialable(StrEnum):
    """Whether a strategy suits a trial at home that switches it on and off."""

    YES = "yes"
    PRESCRIBER_ONLY = "prescriber-only"
    NO = "no"


class Strategy(Fact, frozen=True, kw_only=True):
    """Something a person may try, discuss or avoid.

    ``tonight``: it needs nobody and nothing to buy. ``ask_team``: it is for the team to arrange or
    decide. ``medicine``: a tablet, a drip or an extract, never proposed for tonight. ``unproven``:
    no trial was found. ``no_benefit``: trials were found, and they saw no benefit.
    ``also_called``: other names people look for, brands among them.
    """

    name: Text
    section: Text
    evidence: Text
    trial: Trialable
    suits: tuple[str, ...] = ()
    cautions: str = ""
    effect_after: str = ""
    carry_over: str = ""
    outcome: str = ""
    suits_note: str = ""
    trial_note: str = ""
    unproven: bool = False
    no_benefit: bool = False
    also_called: tuple[str, ...] = ()
    tonight: bool = False
    ask_team: bool = False
    medicine: bool = False
    shows: Shows | None = None
    fallback: Fallback | None = None
    cautions_if: tuple[Caution, ...] = ()
    trial_design: TrialRule | None = None
    plain: PlainStrategy = msgspec.field(default_factory=PlainStrategy)
    seeds: Seeds = ()
    kind: str = "strategy"
