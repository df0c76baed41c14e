"""One recording with its reference, and how an analysis of it is scored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from surefoot.measures.walking.parameters import durations, without_outliers
from surefoot.model.codes import Foot, Measure, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.segment import Stride
from validation.matching import (
    Counts,
    Span,
    common,
    count_events,
    count_time,
    inside,
    length,
    pair_events,
)

WIDE_S, NARROW_S = 0.25, 0.10


@dataclass(frozen=True, slots=True)
class TrueBout:
    """A reference bout with its means; None where the reference has none."""

    span: Span
    stride_length_m: float | None = None
    speed_mps: float | None = None
    cadence_spm: float | None = None


@dataclass(frozen=True, slots=True)
class TrueContact:
    """A reference contact."""

    time_s: float
    foot: Foot


@dataclass(frozen=True, slots=True)
class Truth:
    """What the reference says about one recording."""

    bouts: tuple[TrueBout, ...]
    contacts: tuple[TrueContact, ...]

    @property
    def spans(self) -> list[Span]:
        """Start and end of every bout."""
        return [bout.span for bout in self.bouts]


@dataclass(frozen=True, slots=True)
class Means:
    """Measured means over the strides inside one reference bout."""

    stride_length_m: float | None
    speed_mps: float | None
    cadence_spm: float


@dataclass(frozen=True, slots=True)
class BoutError:
    """Measured minus true in one reference bout; ``weight`` is the overlap in seconds."""

    bout: TrueBout
    weight: float
    stride_length_m: float | None
    speed_mps: float | None
    cadence_spm: float | None


@dataclass(frozen=True, slots=True)
class Held:
    """Whether the interval measured in a reference bout held the reference's mean."""

    measure: Measure
    inside: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How one recording was measured."""

    name: str
    group: str
    bouts: Counts
    contacts_wide: Counts
    contacts_narrow: Counts
    feet: Counts
    errors: tuple[BoutError, ...]
    n_bouts: int
    true_s: float
    covered_s: float
    offsets_s: tuple[float, ...] = field(default=())
    held: tuple[Held, ...] = field(default=())

    @property
    def coverage(self) -> float:
        """Share of the reference walking time for which a speed or cadence was measured."""
        return self.covered_s / self.true_s if self.true_s else 0.0


def _means(strides: Sequence[Stride]) -> Means | None:
    if not strides:
        return None
    lengths = [stride.length_m for stride in strides if stride.length_m is not None]
    speeds = [stride.speed_mps for stride in strides if stride.speed_mps is not None]
    return Means(
        stride_length_m=fmean(lengths) if lengths else None,
        speed_mps=fmean(speeds) if speeds else None,
        cadence_spm=float((120.0 / without_outliers(durations(strides))).mean()),
    )


def _minus(measured: float | None, true: float | None) -> float | None:
    return None if measured is None or true is None else measured - true


def _bout_error(bout: TrueBout, analysis: Analysis, walks: Sequence[Span]) -> BoutError | None:
    start, end = bout.span
    within = [s for s in analysis.strides if start <= (s.start_s + s.end_s) / 2 <= end]
    means = _means(within)
    overlap = common([bout.span], walks)
    if means is None or overlap <= 0:
        return None
    return BoutError(
        bout=bout,
        weight=overlap,
        stride_length_m=_minus(means.stride_length_m, bout.stride_length_m),
        speed_mps=_minus(means.speed_mps, bout.speed_mps),
        cadence_spm=_minus(means.cadence_spm, bout.cadence_spm),
    )


def _held(bout: TrueBout, analysis: Analysis) -> list[Held]:
    """Return for each mean of a bout whether its interval, in the walk that overlaps it most,
    holds the reference; what either of the two does not know is left out."""
    walks = [
        (common([bout.span], [(segment.start_s, segment.end_s)]), place)
        for place, segment in enumerate(analysis.segments)
        if segment.kind is SegmentKind.WALK
    ]
    overlap, place = max(walks, default=(0.0, 0))
    if overlap <= 0:
        return []
    true = {
        Measure.STRIDE_LENGTH: bout.stride_length_m,
        Measure.WALKING_SPEED: bout.speed_mps,
        Measure.CADENCE: bout.cadence_spm,
    }
    found = [m for m in analysis.measurements if m.segment == place]
    known = [(m, value) for m in found if (value := true.get(m.measure)) is not None]
    return [Held(m.measure, m.low <= value <= m.high) for m, value in known]


def _feet(analysis: Analysis, truth: Truth) -> Counts:
    found = list(analysis.initial_contacts)
    pairs = pair_events([c.time_s for c in found], [c.time_s for c in truth.contacts], WIDE_S)
    told = [(found[i].foot, truth.contacts[j].foot) for i, j in pairs]
    right = sum(a is b for a, b in told)
    unknown = sum(a is Foot.UNKNOWN for a, _ in told)
    return Counts(right, len(told) - right - unknown, unknown)


def score(name: str, group: str, analysis: Analysis, truth: Truth) -> Score:
    """Return how an analysis compares with its reference.

    Bouts: overlap in time. Contacts: one-to-one within a tolerance, among those found inside
    reference bouts widened by the tolerance. Means: over measured strides whose middle lies in the
    reference bout, weighted by how much of it the found bouts overlap.
    """
    walks = [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]
    found = [contact.time_s for contact in analysis.initial_contacts]
    true = [contact.time_s for contact in truth.contacts]
    near = inside(found, truth.spans, WIDE_S)
    pairs = pair_events(near, true, WIDE_S)
    errors = [_bout_error(bout, analysis, walks) for bout in truth.bouts]
    kept = tuple(error for error in errors if error is not None)
    return Score(
        name=name,
        group=group,
        bouts=count_time(walks, truth.spans),
        contacts_wide=count_events(near, true, WIDE_S),
        contacts_narrow=count_events(inside(found, truth.spans, NARROW_S), true, NARROW_S),
        feet=_feet(analysis, truth),
        errors=kept,
        n_bouts=len(truth.bouts),
        true_s=length(truth.spans),
        covered_s=sum(error.weight for error in kept),
        offsets_s=tuple(near[i] - true[j] for i, j in pairs),
        held=tuple(held for bout in truth.bouts for held in _held(bout, analysis)),
    )
