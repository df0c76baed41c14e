"""Facts that are read rather than computed with: tests one can do, and statements in words."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.knowledge.kinds import Fact, Seeds, Text
from surefoot.knowledge.plain import PlainTest

Minutes = Annotated[float, Meta(gt=0)]


class Place(StrEnum):
    """Where a test is done."""

    HOME = "home"
    CLINIC = "clinic"


class AvailableTest(Fact, frozen=True, kw_only=True):
    """A test: at home with Surefoot, or one to ask a doctor for.

    ``minutes`` is the person's effort for the test itself; getting to a clinic and home is the fact
    ``effort_ask_doctor``. ``answers_findings`` are the findings it can answer. ``measured_by`` is
    the protocol or page of Surefoot that runs it, where there is one.
    """

    name: Text
    place: Place
    minutes: Minutes
    answers_findings: Annotated[tuple[str, ...], Meta(min_length=1)]
    plain: PlainTest = msgspec.field(default_factory=PlainTest)
    measured_by: str = ""
    cautions: str = ""
    seeds: Seeds = ()
    kind: str = "test"


class Statement(Fact, frozen=True, kw_only=True):
    """Something worth saying in words: to the person (``says``), to the clinician (``detail``).

    ``about`` names the facts it belongs to. ``only_ms``: it holds for people with MS.
    """

    says: Text
    detail: str = ""
    about: tuple[str, ...] = ()
    only_ms: bool = False
    seeds: Seeds = ()
    kind: str = "statement"
