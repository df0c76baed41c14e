"""For each check of what goes with the legs one noun that it must refuse."""

from datetime import date

from surefoot.model.message import Message
from surefoot.model.trigger import (
    DayPart,
    DiaryColumn,
    DiaryTable,
    PartOfDay,
    PlainComparison,
    TriggerFound,
    TriggerLabel,
)
from surefoot.model.units import Unit
from tests.unit.model.refusals import ENTRY, NAN, refuse, refuse_nan

refuse("a factor stands once in an entry", ENTRY, factors=("wine", "wine"))
refuse("a factor has a short name", ENTRY, factors=("",))
refuse("a factor has a short name", ENTRY, factors=(" wine",))
refuse("a factor has a short name", ENTRY, factors=("w" * 61,))

FOUND = TriggerFound(
    "heat", TriggerLabel.LIKELY, Unit.RATING_0_10, 10, 20, 0.95, 1.5, 0.5, 2.5, 0.8
)
refuse("a factor has a name", FOUND, factor="")
refuse_nan("trigger:'trigger'", "trigger", FOUND, effect=NAN)
refuse("numbers where it was assessed", FOUND, detectable=None)
refuse("numbers where it was assessed", FOUND, label=TriggerLabel.NOT_ASSESSABLE)
refuse("what cannot be assessed says why", FOUND, needs=Message("x"))
refuse("days are counted from zero", FOUND, exposed=-1)
refuse("a probability is 0 to 1", FOUND, probability=1.2)
refuse("an effect lies inside its interval", FOUND, effect=3.0)

PLAIN = PlainComparison("heat", 10, 20, 5.0, 4.0)
refuse_nan("trigger:'mean'", "mean", PLAIN, with_mean=NAN)
PART = PartOfDay(DayPart.EVENING, 5.0, 4.0, 6.0, 9)
refuse_nan("trigger:'mean'", "mean", PART, mean=NAN)
refuse("a mean lies inside its interval", PART, mean=7.0)

COLUMN = DiaryColumn("heat", (1.0, None))
refuse("a column has a name", COLUMN, name="")
refuse_nan("trigger:self.name", "heat", COLUMN, values=(NAN, None))
DAYS = (date(2026, 3, 1), date(2026, 3, 2))
TABLE = DiaryTable(DAYS, (1.0, 2.0), (COLUMN,))
refuse_nan("trigger:'outcome'", "outcome", TABLE, outcome=(NAN, None))
refuse("rows stand in order of days", TABLE, days=DAYS[::-1])
refuse("every row has an outcome and every factor", TABLE, outcome=(1.0,))
refuse("every factor has its own name", TABLE, factors=(COLUMN, COLUMN))
