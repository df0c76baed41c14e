"""The public JSON of what a trial showed. Its schema stands in ``contract/``."""

from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.app.messages import say
from surefoot.model.message import Message
from surefoot.model.trial_answer import TrialVerdict
from surefoot.usecases.try_out_file import FileAnswer

Probability = Annotated[float, Meta(ge=0, le=1)]


class TrialAnswerDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a trial showed; numbers are null where nothing could be worked out."""

    effect: Annotated[
        float | None, Meta(description="On minus off, in the outcome's own unit; lower is less.")
    ]
    low: Annotated[float | None, Meta(description="Lower end of the 95 % interval.")]
    high: Annotated[float | None, Meta(description="Upper end of the 95 % interval.")]
    unit: Annotated[
        str | None, Meta(description="Unit of the outcome where the plan says it, else null.")
    ]
    p_better: Annotated[Probability | None, Meta(description="Probability that on is better.")]
    p_meaningful: Annotated[
        Probability | None, Meta(description="Probability of better by what matters, or more.")
    ]
    p_randomisation: Annotated[
        Probability | None,
        Meta(description="Two-sided p of the randomisation test with the scheme as drawn."),
    ]
    verdict: TrialVerdict
    notes: Annotated[tuple[str, ...], Meta(description="What weakens it, in plain words.")]


def trial_answer_document(found: FileAnswer) -> TrialAnswerDocument:
    """Return an answer as its public JSON."""
    said = found.answer
    return TrialAnswerDocument(
        said.effect,
        said.low,
        said.high,
        str(found.unit) if found.unit is not None else None,
        said.p_better,
        said.p_meaningful,
        said.p_randomisation,
        said.verdict,
        tuple(say(Message(f"trialnote.{note}")) for note in said.notes),
    )
