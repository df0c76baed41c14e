"""The words of the section on following a person."""

# ruff: noqa: E501 - a row of a Markdown table is one line

HEAD = """## Following: is it getting worse, or is it a bad week?

Made-up people, {plain}: a test on 7 days of 10 with a holiday of a fortnight; error of one test
5.5 %, fluctuation 5 % that keeps 0.7 from day to day; heat, hour of the day, 1.5 infections a year
of which the person notes 7 in 10. "Tier 2" is what is said of a real change that lasts (from a
probability of {real:g} on, after 28 days and 10 tests), "tier 1" that something is different (from
{different:g} on). Each day's answer uses that day and the days before alone. So these are simulated
people, and mostly drawn by a world that is like the model; the rows "unlike the model" are not
(errors with heavy tails, another fluctuation with a 28-day cycle, an attack that builds up over two
weeks and goes in a straight line in 100 days, bad days that are missing more often). No clinical
study has been done. Brackets: 95 % intervals (Wilson)."""

LONG = """### Long runs

Computed with `python -m validation.follow` on {day} and kept in `validation/follow/results.json`
(seed {seed}); this page only prints them. {least} to {most} person-years a row.

**Nothing changes for good: person-years with at least one alarm.** Bad spells that nobody noted
truly are something different, so tier 1 is right to speak of some of them.

{stable}

**The test changes, not the person**, in the middle of the year, and the app knows it:

{changed}

**A sudden change** begins between day {earliest} and day {latest}; found within so many days:

{steps}

**A slow change** from the first day on; found within:

{drifts}

{verdict}"""

CHOICE = """### From which probability on is it said?

Chosen on other made-up people (seed {seed} and a few of seed 555), before the runs above.
{why}

{table}

![{title}]({figure})"""

QUICK = """### Quick form, computed with this page

The first {people} people of three rows again, to show that the code still says what the long runs
say.

{table}"""

CALIBRATION = """### Do its probabilities come true?

{people} people whose errors, fluctuation and events are drawn from the facts the engine expects,
asked on six days of their year ({answers} answers). Skill: how much smaller the mean square error is
than that of always saying how common it is ({draws} bootstrap draws over people).

| | share of answers where it was there | Brier before | Brier | skill (95 %) |
| --- | --- | --- | --- | --- |
{scores}

| said | step: answers | said, mean | was there | drift: answers | said, mean | was there |
| --- | --- | --- | --- | --- | --- | --- |
{bins}

Low probabilities of a slow change are too low: a young one cannot be seen yet.

![{title}]({figure})"""

SIMPLER = """### Simpler rules on the same people

{years} person-years a row. These rules are given the true effects of heat and hour and judge against
the first 28 days; the scan has to learn them. Their limits are those of their papers; they could
be set to raise fewer false alarms for one kind of noise, but nobody knows a person's noise
beforehand. Not run, since they are not among this project's dependencies: PELT (ruptures), local
linear trend (statsmodels), pymsprog.

{table}"""

EXACTNESS = """### Is the arithmetic right?

{text}"""

NOTHING_KEPT = """### Long runs

The facts have changed since the long runs; they have to be computed again with
`python -m validation.follow`."""

CALIBRATION_TITLE = "What came true of what was said of sudden and of slow changes"
TRADE_OFF_TITLE = "False alarms against changes found, by the probability asked for"

WHY = """\
False alarms of tier 2 are what must not happen: at most 3 in 100 person-years as the model has
it, at most 8 in 100 in any other row. From 0.7 on that held in every row of one outcome on the
people of the choice (the closest was a level that wanders: 9 of 140 years, and 12 of 140 from
0.65 on), at the price that a fall by 20 % is told by day 28 to a little less than the 6 in 10
hoped for. Tier 1 has no limit of its own but frightens, too: 0.8 is the largest of the counted
probabilities at which 8 in 10 of those whose speed falls by 20 % are told within a fortnight.
Three more things were chosen on such people: the season is allowed for from the first day on
instead of the 200th (with a season of 3 %, 2 instead of 6 of 40 years raised an alarm from 0.7
on, while changes were found as often); how far a healthy person may drift in a year (1 % instead
of 2 %: slow changes were found in 27 instead of 25 of 40 years); and outcomes of one person never
count as less alike than 0.7: fluctuations that they share over weeks do not show in day-to-day
moves, and where a level wanders in all three 4 to 6 of 30 years raised an alarm before, 2 to 3
with about that limit. Tried and dropped: that a probability has to hold for 5 to 14 days (alarms
fell by a third, but sudden changes were found by day 28 in a fifth instead of more than half)."""
