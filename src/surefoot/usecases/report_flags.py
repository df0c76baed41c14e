"""Put red flags, open and closed, before everything else on a person's page."""

from datetime import timedelta

from surefoot.knowledge.knowledge import Country, Knowledge, RedFlagRule
from surefoot.model.codes import Audience
from surefoot.model.people import Access
from surefoot.model.report import Report
from surefoot.report.dates import local_day
from surefoot.report.flags import FlagLine, with_flag_lines
from surefoot.report.material import REPORT_DAYS
from surefoot.store.protocol import Store
from surefoot.usecases.red_flags import flags_of


def with_flags(report: Report, store: Store, knowledge: Knowledge, access: Access) -> Report:
    """Return the report with the newest flag of each rule first, or as it is where there is none.

    Open ones stand however old they are, closed ones as long as the report looks back. The person
    reads a rule's words, the clinician its name.
    """
    country = knowledge.country(store.person(access).country)
    zones = {entry.id: entry.zone for entry in store.timeline(access).entries}
    newest = {flag.alarm.rule: flag for flag in flags_of(store, knowledge, access)}
    lines = tuple(
        FlagLine(
            _words(knowledge.red_flag(rule), country, report.audience),
            local_day(flag.lived, zones[flag.entry]),
            flag.seen.when if flag.seen else None,
            flag.seen.said if flag.seen else "",
        )
        for rule, flag in newest.items()
        if flag.lived <= report.made
        and (flag.seen is None or report.made - flag.lived <= timedelta(days=REPORT_DAYS))
    )
    return with_flag_lines(report, lines)


def _words(rule: RedFlagRule, country: Country, audience: Audience) -> str:
    if audience is Audience.CLINICIAN:
        return f"{rule.name} ({rule.level})."
    first = rule.says.replace("**", "").split(". ")[0].rstrip(".") + "."
    first = first.replace("{emergency_number}", country.emergency_number)
    return first.replace("{urgent_line}", country.urgent_line or country.emergency_number)
