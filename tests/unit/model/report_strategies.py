"""Strategies for the nouns of reports, and the table of all nouns."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model import codes
from surefoot.model.report import (
    Report,
    ReportMarks,
    ReportNorm,
    ReportNumber,
    ReportSeries,
    ReportText,
    Section,
    SeriesPoint,
)
from surefoot.model.units import Unit
from tests.unit.model.change_strategies import CHANGE_NOUNS
from tests.unit.model.strategies import PLAIN_NOUNS, messages, methods, qualities
from tests.unit.model.trigger_strategies import TRIGGER_NOUNS
from tests.unit.model.value_strategies import (
    around,
    code,
    day,
    made,
    moment,
    name,
    ordered,
    some,
    text,
)

usual_ends = st.one_of(
    st.just({"usual_low": None, "usual_high": None}),
    ordered(2).map(lambda ends: {"usual_low": ends[0], "usual_high": ends[1]}),
)


def with_usual(fields: SearchStrategy[dict[str, Any]]) -> SearchStrategy[dict[str, Any]]:
    """Return fields together with both ends of a usual range, or neither."""
    return st.tuples(fields, usual_ends).map(lambda drawn: {**drawn[0], **drawn[1]})


points = made(SeriesPoint, around(day=day, rests_on=some(name)))
report_numbers = made(
    ReportNumber,
    with_usual(
        around(
            label=messages,
            unit=code(Unit),
            rests_on=some(name, least=1),
            day=st.none() | day,
            quality=st.none() | qualities,
            method=st.none() | methods,
        )
    ),
)
report_norms = made(
    ReportNorm,
    around(
        label=messages,
        fact=name,
        unit=code(Unit),
        population=text,
        sources=some(name, least=1),
        certainty=text,
        reviewed=st.booleans(),
    ),
)
report_texts = st.builds(ReportText, messages)
report_series = made(
    ReportSeries,
    with_usual(
        st.fixed_dictionaries(
            {
                "label": messages,
                "unit": code(Unit),
                "points": some(points).map(lambda p: tuple(sorted(p, key=lambda q: q.day))),
            }
        )
    ),
)
report_marks = st.builds(
    ReportMarks,
    messages,
    name,
    st.sets(day, min_size=1, max_size=3).map(lambda days: tuple(sorted(days))),
    some(name, least=1),
)
sections = st.builds(
    Section,
    messages,
    some(st.one_of(report_numbers, report_norms, report_texts, report_series, report_marks)),
)
reports = st.builds(
    Report, code(codes.Audience), text, moment, some(sections, most=2), st.booleans(), name
)


#: Every noun with what makes it.
NOUNS: dict[type[msgspec.Struct], SearchStrategy[Any]] = {
    **PLAIN_NOUNS,
    **CHANGE_NOUNS,
    **TRIGGER_NOUNS,
    Report: reports,
    ReportMarks: report_marks,
    ReportNorm: report_norms,
    ReportNumber: report_numbers,
    ReportSeries: report_series,
    ReportText: report_texts,
    Section: sections,
    SeriesPoint: points,
}
