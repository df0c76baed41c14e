"""The facts as one page to read: ``python -m tools.knowledge_page write|check``.

``write`` makes ``docs/knowledge.md`` from the facts. ``check`` fails when the page is not what
``write`` would make.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from surefoot.knowledge.book import AvailableTest, Place
from surefoot.knowledge.kinds import Cause, Certainty, Fact, Ratio, Source, Status, Strategy
from surefoot.knowledge.knowledge import KINDS, Knowledge, RedFlagRule
from surefoot.knowledge.load import FACTS
from surefoot.knowledge.yaml_files import read_yaml
from surefoot.model.codes import Urgency

PAGE = Path(__file__).resolve().parent.parent / "docs" / "knowledge.md"
FILES = "../src/surefoot/knowledge/facts"

HEAD = """# What Surefoot knows

Written by `python3 dev.py knowledge` from the facts; do not edit. Each fact is one file under
[`src/surefoot/knowledge/facts`](../src/surefoot/knowledge/facts), with its sources.

**Not a medical device, and no diagnosis. Nothing on this page was reviewed by a clinician unless it
says so.** Certainty is one of: *seen* (the source was read), *recalled* (from a named, well-known
paper or guideline, not read again), *expert-estimate* (by whoever compiled the facts, with no
direct source). The articles S0 to S4 are where the project began, not evidence.
"""

ESTIMATE = "compiler-estimate"

LEVELS = {
    Urgency.EMERGENCY: "Emergency, now",
    Urgency.SAME_DAY: "The same day",
    Urgency.DAYS: "Within days",
    Urgency.ROUTINE: "Routine",
}


def page_text(folder: Path = FACTS) -> str:
    """Return the whole page about a folder of facts."""
    knowledge = Knowledge(folder)
    parts = (_ratios, _statements, _causes, _red_flags, _strategies, _tests, _sources)
    return "\n".join([HEAD, _counts(folder), *(part(knowledge) for part in parts)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _link(kind: str, fact_id: str) -> str:
    return f"[`{fact_id}`]({FILES}/{kind}/{fact_id}.yaml)"


def _named(sources: Sequence[str]) -> str:
    """Return links to sources; an article by its number, an estimate only where it is all."""
    read = [name for name in sources if name != ESTIMATE]
    return ", ".join(f"[{_short(name)}](#{name})" for name in read or [ESTIMATE])


def _short(source: str) -> str:
    start, _, rest = source.partition("-")
    return "S" + rest.partition("-")[0] if start == "seed" else source


def _status(fact: Fact) -> str:
    return fact.status.value.replace("-", " ")


def _facts(folder: Path) -> Iterator[tuple[str, Fact]]:
    for kind, struct in KINDS.items():
        for path in sorted((folder / kind).glob("*.yaml")):
            fact = msgspec.convert(read_yaml(path), struct)
            if isinstance(fact, Fact):
                yield kind, fact


def _counts(folder: Path) -> str:
    facts = list(_facts(folder))
    kinds = Counter(kind for kind, _ in facts)
    certain = Counter((kind, fact.certainty) for kind, fact in facts)
    reviewed = Counter(kind for kind, fact in facts if fact.status is Status.REVIEWED)
    rows = [
        [kind, str(kinds[kind]), *(str(certain[kind, c]) for c in Certainty), str(reviewed[kind])]
        for kind in sorted(kinds)
    ]
    head = ["kind", "facts", *(c.value for c in Certainty), "reviewed by a clinician"]
    return "## How much, and how sure\n\n" + _table(head, rows)


def _ratios(knowledge: Knowledge) -> str:
    ratios: list[Ratio] = [ratio for finding in knowledge.findings() for ratio in finding.ratios]
    certain = Counter(ratio.certainty for ratio in ratios)
    said = ", ".join(f"{certain[level]} {level.value}" for level in Certainty)
    confounded = sum(ratio.ms_confounded for ratio in ratios)
    reviewed = [f for f in knowledge.findings() if f.status is Status.REVIEWED]
    seen = sum(len(finding.ratios) for finding in reviewed)
    return (
        f"Of {len(ratios)} likelihood ratios: {said}; {seen} reviewed by a clinician.\n"
        f"{confounded} are off when MS is yes, because the sign is common in MS itself.\n"
        f"All facts together rest on {len(knowledge.sources())} sources.\n"
    )


def _statements(knowledge: Knowledge) -> str:
    rows = [
        [s.says, s.detail, _named(s.sources), s.certainty.value] for s in knowledge.statements()
    ]
    head = ["said to the person", "said to the clinician", "sources", "certainty"]
    return "## Worth saying\n\n" + _table(head, rows)


def _causes(knowledge: Knowledge) -> str:
    causes = sorted(knowledge.causes(), key=lambda cause: cause.name.lower())
    own = [cause for cause in causes if cause.id.startswith("ms_")]
    other = [cause for cause in causes if not cause.id.startswith("ms_")]
    parts = ["## Causes\n", "### MS itself\n", *map(_cause, own)]
    return "\n".join([*parts, "### Other causes\n", *map(_cause, other)])


def _cause(cause: Cause) -> str:
    urgency = LEVELS[cause.urgency] + (f" ({cause.urgency_note})" if cause.urgency_note else "")
    rows = (
        ("To the person", f"*{cause.plain.name}.* {cause.plain.what}"),
        ("Mechanism", cause.mechanism),
        ("Onset", cause.onset),
        ("Day to day", cause.course),
        ("Usual progression", cause.progression),
        ("Side, place", f"{cause.side}; {cause.where}"),
        ("Sets it apart", cause.sets_apart),
        ("Tests", cause.confirm),
        ("Helps", _advice(cause.helps.says, cause.helps.strategies)),
        ("Harms or does not help", _advice(cause.harms.says, cause.harms.strategies)),
        ("How soon", urgency),
        ("Sources", f"{_named(cause.sources)} ({cause.certainty.value}; {_status(cause)})"),
    )
    lines = "\n".join(f"- **{name}:** {_cell(text)}" for name, text in rows if text)
    return f"#### {cause.name}\n\n{_link('causes', cause.id)}\n\n{lines}\n"


def _advice(says: str, strategies: Sequence[str]) -> str:
    named = ", ".join(_link("strategies", name) for name in strategies)
    return "; ".join(text for text in (named, says) if text)


def _red_flags(knowledge: Knowledge) -> str:
    rules = knowledge.red_flags()
    parts = ["## Red flags\n", "They come before everything else and are never outvoted.\n"]
    for level, name in LEVELS.items():
        rows = [_red_flag(rule) for rule in rules if rule.level is level]
        if rows:
            head = ["rule", "words", "sources", "certainty"]
            parts.append(f"### {name} ({len(rows)})\n\n" + _table(head, rows))
    return "\n".join(parts)


def _red_flag(rule: RedFlagRule) -> list[str]:
    name = f"{rule.number} {_link('red_flags', rule.id)}"
    return [name, rule.says, _named(rule.sources), rule.certainty.value]


def _strategies(knowledge: Knowledge) -> str:
    parts = ["## What helps, and what does not\n"]
    for section in dict.fromkeys(strategy.section for strategy in knowledge.strategies()):
        rows = [_strategy(s) for s in knowledge.strategies() if s.section == section]
        head = ["strategy", "for", "evidence", "cautions", "sources", "certainty"]
        parts.append(f"### {section}\n\n" + _table(head, rows))
    return "\n".join(parts)


def _strategy(strategy: Strategy) -> list[str]:
    unproven = " **Unproven.**" if strategy.unproven else ""
    return [
        f"{strategy.name}{unproven} {_link('strategies', strategy.id)}",
        ", ".join(strategy.suits),
        strategy.evidence,
        strategy.cautions,
        _named(strategy.sources),
        strategy.certainty.value,
    ]


def _tests(knowledge: Knowledge) -> str:
    parts = ["## Tests\n", "Minutes are the person's effort for the test itself, an estimate.\n"]
    for place, title in ((Place.HOME, "At home"), (Place.CLINIC, "To ask a doctor for")):
        rows = [_test(test) for test in knowledge.tests() if test.place is place]
        head = ["test", "looks at", "minutes", "answers", "sources"]
        parts.append(f"### {title} ({len(rows)})\n\n" + _table(head, rows))
    return "\n".join(parts)


def _test(test: AvailableTest) -> list[str]:
    return [
        f"{test.name} {_link('tests', test.id)}",
        test.plain.what,
        f"{test.minutes:g}",
        ", ".join(test.answers_findings),
        _named(test.sources),
    ]


def _sources(knowledge: Knowledge) -> str:
    rows = [_source(source) for source in knowledge.sources()]
    return "## Sources\n\n" + _table(["source", "cite", "certainty"], rows)


def _source(source: Source) -> list[str]:
    where = f" <{source.url}>" if source.url else ""
    anchor = f'<a id="{source.id}"></a>{source.id}'
    return [anchor, source.cite + where, source.certainty.value]


def main(arguments: Sequence[str]) -> int:
    """Write or check the page; return the exit code."""
    text = page_text()
    if arguments == ["write"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if arguments == ["check"]:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text else 1
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
