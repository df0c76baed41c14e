"""Words for the person: reading age 11 or less, calm, no diagnosis, no dose.

They stand beside what a clinician reads; empty words are a fault the checker names.
"""

import msgspec


class PlainCause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cause in plain words.

    ``name`` fits into a list. ``what`` says in whole sentences how it can make legs heavy, never
    that it does. ``feels``: how people often feel it. ``starts``, ``tests``: the rows of the
    comparison table that the clinician reads under ``onset`` and ``confirm``.
    """

    name: str = ""
    what: str = ""
    feels: str = ""
    starts: str = ""
    tests: str = ""


class PlainStrategy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A strategy in plain words: what it is, how to do it (no dose), why it may help.

    ``care`` says for whom it is not, or what to look out for.
    """

    name: str = ""
    how: str = ""
    why: str = ""
    care: str = ""


class PlainTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A test in plain words: what it is, and what it looks at. Never what it will show."""

    name: str = ""
    what: str = ""
    how: str = ""
    care: str = ""
