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

Chosen on other made-up people (seed {seed}), before the runs above. {why}

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

WHY = ""
