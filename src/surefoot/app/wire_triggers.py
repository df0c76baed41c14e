"""The public JSON of triggers: a list with one document a factor. Its schema: ``contract/``."""

from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.model.codec import encode
from surefoot.model.trigger import TriggerFound, TriggerLabel, Triggers

_IF_SO = "With the factor against without, in units of the outcome, were it to go with it."


class FactorDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One factor beside the outcome; its numbers are null where it cannot be assessed."""

    factor: Annotated[str, Meta(min_length=1)]
    inclusion: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None,
        Meta(description="Probability that the factor goes with the outcome."),
    ]
    effect: Annotated[float | None, Meta(description=_IF_SO)]
    low: Annotated[float | None, Meta(description="Lower end of the 95 % interval.")]
    high: Annotated[float | None, Meta(description="Upper end of the 95 % interval.")]
    label: TriggerLabel
    detectable: Annotated[
        float | None,
        Meta(description="The smallest effect found as possible in half of all such diaries."),
    ]


def triggers_json(triggers: Triggers) -> str:
    """Return triggers as a JSON list, the most probable factor first."""
    documents = (encode(_document(one)).decode() for one in triggers.found)
    return f"[{', '.join(documents)}]"


def _document(found: TriggerFound) -> FactorDocument:
    return FactorDocument(
        str(found.factor),
        found.probability,
        found.effect,
        found.low,
        found.high,
        found.label,
        found.detectable,
    )
