"""Clinical findings and the explanation they lead to."""

from enum import StrEnum

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import FindingOrigin, FindingState, Urgency


class MsStatus(StrEnum):
    """Whether a doctor has said that it is MS."""

    YES = "yes"
    NO = "no"
    BEING_TESTED = "being-tested"


class Tier(StrEnum):
    """How a cause stands in an explanation."""

    RULE_OUT_FIRST = "rule out first"
    FITS_WELL = "fits well"
    FITS_PARTLY = "fits partly"
    LITTLE = "little to suggest"


class StepKind(StrEnum):
    """What a next step is: a question, a test at home, a trial, or something to ask for."""

    QUESTION = "question"
    HOME_TEST = "test"
    TRIAL = "trial"
    ASK_DOCTOR = "ask"


class HelpSlot(StrEnum):
    """When a help has its place: tonight, with the team, later; or better not."""

    TONIGHT = "tonight"
    TEAM = "team"
    LATER = "later"
    AVOID = "avoid"


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clinical finding by its id in the knowledge base, with where it came from."""

    id: str
    state: FindingState
    origin: FindingOrigin
    code: str | None = None
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            self.code is None or self.state is FindingState.PRESENT,
            "only a present finding has a code",
        )


class Alarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A red flag that fired: the rule's id, its level, and the findings that fired it."""

    rule: str
    level: Urgency
    because: tuple[str, ...]


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of the person before any answer. ``sex`` is "F", "M" or not said."""

    ms: MsStatus
    age: int | None = None
    sex: str | None = None

    def __post_init__(self) -> None:
        require(self.sex in (None, "F", "M"), "sex is F, M or not said")
        require(self.age is None or 0 <= self.age <= 120, "age is between 0 and 120")


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one answer says of one cause.

    ``ratio`` is the likelihood ratio of the fact, ``used`` what was counted after caps, shrinkage
    and groups. ``code`` is the answer's code where a present finding has one.
    """

    finding: str
    code: str | None
    state: FindingState
    ratio: float
    used: float
    origin: FindingOrigin

    def __post_init__(self) -> None:
        require_finite("likelihood ratio", self.ratio, self.used)
        require(self.ratio > 0 and self.used > 0, "a likelihood ratio is above zero")


class FittingCause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause with how well it fits and the findings for and against it.

    ``low`` and ``high`` are the 95 % range of ``probability``; both equal it until the range is
    worked out. ``lift`` is the odds of the cause now over its odds before any answer. Causes
    with the same ``tie`` number have no stable order among themselves.
    """

    cause: str
    probability: float
    low: float
    high: float
    prior: float
    lift: float
    tier: Tier
    tie: int
    supporting: tuple[Evidence, ...] = ()
    opposing: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        require_finite("lift", self.lift)
        require(self.lift >= 0, "a lift is not below zero")
        require(0 <= self.prior <= 1, "a prior is a probability")
        require(
            0 <= self.low <= self.probability <= self.high <= 1,
            "a probability lies inside its range",
        )


class NextStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What would tell most next: expected information about what to do, in bits, and effort."""

    kind: StepKind
    id: str
    gain_bits: float
    minutes: float

    def __post_init__(self) -> None:
        require_finite("next step", self.gain_bits, self.minutes)
        require(self.gain_bits >= 0, "a gain is not below zero")
        require(self.minutes > 0, "a step takes some time")


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A strategy that suits: the causes it suits, and the findings that met a caution."""

    strategy: str
    causes: tuple[str, ...]
    cautions: tuple[str, ...]
    slot: HelpSlot
    can_try: bool


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Alarms first, then what to rule out, then the causes that fit, ranked by lift.

    ``ratios_used`` counts the likelihood ratios it rests on, ``ratios_unreviewed`` those of them
    that no clinician has reviewed.
    """

    about: About
    urgency: Urgency
    alarms: tuple[Alarm, ...] = ()
    rule_out: tuple[str, ...] = ()
    causes: tuple[FittingCause, ...] = ()
    next: tuple[NextStep, ...] = ()
    helps: tuple[Help, ...] = ()
    ratios_used: int = 0
    ratios_unreviewed: int = 0

    def __post_init__(self) -> None:
        require(
            0 <= self.ratios_unreviewed <= self.ratios_used,
            "unreviewed ratios are among those used",
        )
