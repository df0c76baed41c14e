"""Numbers to write down: which there are, and the form of each."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from surefoot.app.clock import zone_name
from surefoot.app.forms.moment import day_field, moment_meant, moment_shown, time_field
from surefoot.app.forms.quantity_field import QuantityField
from surefoot.app.forms.rating import rating_field
from surefoot.app.words import name
from surefoot.model.check import utc_now
from surefoot.model.codes import Leg, Measure
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import ActorId
from surefoot.model.score import NO_SIDE, SCALES, Scale, Score

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GIRTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*(cm|in|inch|inches|\u2033|\")?")
_HOURS = re.compile(r"(\d+)\s*(?:h|hours?|:)\s*(\d+)?\s*(?:min|minutes?)?")
_MINUTES = re.compile(r"(\d+)\s*(?:min|minutes?)?")
_INCH_CM = 2.54


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to write down.

    ``slug`` stands in the address, which says nothing about health. ``low`` and ``high`` name the
    ends of a rating; ``read`` reads what is typed instead.
    """

    slug: str
    measure: Measure
    hint: Any
    low: Any = ""
    high: Any = ""
    read: Callable[[str], float | None] | None = None

    @property
    def scale(self) -> Scale:
        """The numbers it may take."""
        return SCALES[self.measure]

    @property
    def is_typed(self) -> bool:
        """Whether it is typed rather than tapped."""
        return self.read is not None

    @property
    def is_colour(self) -> bool:
        """Whether its numbers stand for colours to compare with."""
        return self.measure is Measure.URINE_COLOUR

    @property
    def title(self) -> str:
        """What it is called."""
        return name(self.measure)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Each leg it is asked for, or both together."""
        return (Leg.BOTH,) if self.scale.legs == NO_SIDE else (Leg.LEFT, Leg.RIGHT)


def read_number(text: str) -> float | None:
    """Return a plain number with a comma or a point; None if unclear."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text.strip()) else None


def read_girth(text: str) -> float | None:
    """Return centimetres meant by ``37,5``, ``37.5 cm`` or ``14.8 in``; None if unclear."""
    found = _GIRTH.fullmatch(text.strip().lower())
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    return round(number if found[2] in (None, "cm") else number * _INCH_CM, 1)


def read_minutes(text: str) -> float | None:
    """Return minutes meant by ``90``, ``90 min``, ``1:30`` or ``1 h 30``; None if unclear."""
    text = text.strip().lower()
    if found := _MINUTES.fullmatch(text):
        return float(found[1])
    if found := _HOURS.fullmatch(text):
        return 60.0 * float(found[1]) + float(found[2] or 0)
    return None


_NONE, _MOST = _("none at all"), _("as bad as can be")
_BY_HAND = (
    Kind("a", Measure.FATIGUE, _("How tired are you now?"), _("not tired"), _MOST),
    Kind("b", Measure.STIFFNESS, _("How stiff is each leg now?"), _("not stiff"), _MOST),
    Kind("c", Measure.PAIN, _("How much does each leg hurt now?"), _NONE, _MOST),
    Kind(
        "d",
        Measure.ARM_STRAIN,
        _("How much do your arms and hands hurt or tire from a stick, a walker or a wheelchair?"),
        _NONE,
        _MOST,
    ),
    Kind(
        "e",
        Measure.CALF_GIRTH,
        _("Sit, and lay a tape around the thickest part of the calf. In the morning and evening."),
        read=read_girth,
    ),
    Kind(
        "f",
        Measure.URINE_COLOUR,
        _("Compare the colour of your pee with the boxes."),
        _("like water"),
        _("dark brown"),
    ),
    Kind(
        "g",
        Measure.LONGEST_SITTING,
        _("The longest time today that you sat without getting up."),
        read=read_minutes,
    ),
)
_ELSEWHERE = (
    Kind(
        "h",
        Measure.MSWS_12,
        _("A score from 0 to 100, from a form you filled in with your team."),
        read=read_number,
    ),
    Kind(
        "i",
        Measure.MFIS_5,
        _("A score from 0 to 20, from a form you filled in with your team."),
        read=read_number,
    ),
    Kind(
        "j",
        Measure.PHQ_9,
        _("A score from 0 to 27, from a form about your mood."),
        read=read_number,
    ),
    Kind(
        "k",
        Measure.EDSS,
        _("A number from 0 to 10 that a doctor or nurse gave you."),
        read=read_number,
    ),
)
#: What people count, measure or rate themselves; and scores obtained elsewhere.
GROUPS: tuple[tuple[Kind, ...], ...] = (_BY_HAND, _ELSEWHERE)
KINDS: dict[str, Kind] = {kind.slug: kind for group in GROUPS for kind in group}
_OF_MEASURE = {kind.measure: kind for kind in KINDS.values()}


def kind_of(entry: Entry) -> Kind:
    """Return what kind of number an entry holds; it has one."""
    return _OF_MEASURE[entry.scores[0].measure]


class NumberForm(forms.Form):
    """One number, of each leg where it has sides, and when it was so."""

    # Drawn up with the page: the same page sent twice is one entry.
    entry = forms.CharField(required=False, validators=[RegexValidator(r"^[0-9a-f]{32}\Z")])

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for leg in kind.legs:
            self.fields[leg.value] = _field(kind, leg)
        self.fields["on_day"] = day_field()
        self.fields["at_time"] = time_field()

    def numbers(self) -> list[forms.BoundField]:
        """Return the fields of the number itself."""
        return [self[leg.value] for leg in self.kind.legs]

    def clean(self) -> dict[str, Any]:
        """Refuse a form without a number and a day that cannot be meant; add ``lived``, in UTC."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        if all(said[leg.value] is None for leg in self.kind.legs):
            raise forms.ValidationError(_("Nothing is filled in yet."), "empty")
        try:
            said["lived"] = moment_meant(said["on_day"], said["at_time"])
        except forms.ValidationError as problem:
            self.add_error("on_day", problem)
        return said


def _field(kind: Kind, leg: Leg) -> forms.Field:
    label, scale = kind.title if leg is Leg.BOTH else name(leg), kind.scale
    if kind.read is None:
        return rating_field(label, int(scale.low), int(scale.high))
    read = kind.read

    def on_scale(text: str) -> float | None:
        number = read(text)
        return number if number is not None and scale.holds(number) else None

    return QuantityField(label, _EXAMPLES[kind.measure], on_scale, _UNCLEAR[kind.measure])


_EXAMPLES = {
    Measure.CALF_GIRTH: _("In centimetres or inches, for example 37.5 or 14.8 in."),
    Measure.LONGEST_SITTING: _("In minutes, or hours and minutes, for example 90 or 1:30."),
    Measure.MSWS_12: _("For example 35."),
    Measure.MFIS_5: _("For example 9."),
    Measure.PHQ_9: _("For example 4."),
    Measure.EDSS: _("In steps of a half, for example 4.5."),
}
_UNCLEAR = {
    Measure.CALF_GIRTH: _("Write a number between 15 and 90 cm, for example 37.5."),
    Measure.LONGEST_SITTING: _("Write the time in minutes, for example 90, or as 1:30."),
    Measure.MSWS_12: _("Write a number from 0 to 100."),
    Measure.MFIS_5: _("Write a whole number from 0 to 20."),
    Measure.PHQ_9: _("Write a whole number from 0 to 27."),
    Measure.EDSS: _("Write a number from 0 to 10 in steps of a half, for example 4.5."),
}


def scores_from(kind: Kind, said: Mapping[str, Any]) -> tuple[Score, ...]:
    """Return the scores that the answers make."""
    pairs: Iterable[tuple[Leg, float | None]] = ((leg, said[leg.value]) for leg in kind.legs)
    return tuple(Score(kind.measure, float(v), leg) for leg, v in pairs if v is not None)


def number_entry(
    kind: Kind, said: Mapping[str, Any], author: ActorId, fresh: EntryId, replaces: Entry | None
) -> Entry:
    """Return the entry that these answers make; a correction names what it replaces.

    Args:
        kind: what was written down.
        said: the cleaned answers.
        author: who wrote.
        fresh: an id for the entry where the page drew none.
        replaces: the entry it corrects.
    """
    return Entry(
        id=EntryId(said["entry"]) if said["entry"] and not replaces else fresh,
        lived=said["lived"],
        zone=zone_name(),
        written=utc_now(),
        author=author,
        is_new=replaces.is_new if replaces else None,
        scores=scores_from(kind, said),
        supersedes=(replaces.id,) if replaces else (),
    )


def numbers_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as the first values of the form that corrects it."""
    shown = {score.leg.value: f"{score.value:g}" for score in entry.scores}
    return {**moment_shown(entry.lived), **shown}
