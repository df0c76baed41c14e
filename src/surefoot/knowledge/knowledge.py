"""The knowledge base as the other rooms see it: typed, lazy per kind, read only."""

import re
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from surefoot.knowledge.book import AvailableTest, Statement
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.country import Country
from surefoot.knowledge.kinds import (
    Cause,
    Fact,
    FindingFact,
    Norm,
    NumberFact,
    Source,
    Strategy,
)
from surefoot.knowledge.likelihoods import Likelihood, likelihoods
from surefoot.knowledge.ticks import Tick
from surefoot.knowledge.yaml_files import read_yaml
from surefoot.model.codes import Measure

__all__ = [
    "KINDS",
    "AvailableTest",
    "Cause",
    "Country",
    "FindingFact",
    "Knowledge",
    "Norm",
    "NumberFact",
    "RedFlagRule",
    "Source",
    "Statement",
    "Strategy",
    "Tick",
    "UnknownFact",
]

T = TypeVar("T", bound=msgspec.Struct)

# Folder of each kind -> what its files hold.
KINDS: dict[str, type[msgspec.Struct]] = {
    "causes": Cause,
    "countries": Country,
    "findings": FindingFact,
    "norms": Norm,
    "red_flags": RedFlagRule,
    "sources": Source,
    "statements": Statement,
    "strategies": Strategy,
    "tests": AvailableTest,
    "thresholds": NumberFact,
    "ticks": Tick,
}

ANYWHERE = "ZZ"

# Ids come from addresses of pages too: nothing but a plain name may become part of a path.
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


class UnknownFact(KeyError):
    """No fact has this id."""


class Knowledge:
    """The facts of one folder. Each kind is read when first asked for, then kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._single: dict[tuple[str, str], msgspec.Struct] = {}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of every fact of a kind, sorted; reads none of them."""
        return tuple(sorted(path.stem for path in (self._folder / kind).glob("*.yaml")))

    def fact(self, kind: str, fact_id: str) -> Fact:
        """Return one fact of any kind but sources.

        Raises:
            UnknownFact: there is no such kind or no such fact.
        """
        struct = KINDS.get(kind)
        if struct is None or not issubclass(struct, Fact):
            raise UnknownFact(fact_id)
        return self._one(kind, fact_id, struct)

    def number(self, fact_id: str) -> NumberFact:
        """Return one number with its population, certainty and sources; reads only its file.

        Raises:
            UnknownFact: there is no such number.
        """
        return self._one("thresholds", fact_id, NumberFact)

    def norms(self, measure: Measure) -> tuple[Norm, ...]:
        """Return every norm of a measure."""
        return tuple(norm for norm in self._norms if norm.measure is measure)

    def numbers(self) -> tuple[NumberFact, ...]:
        """Return every number, by id."""
        return self._read("thresholds", NumberFact)

    def causes(self) -> tuple[Cause, ...]:
        """Return every cause, by id."""
        return self._causes

    def findings(self) -> tuple[FindingFact, ...]:
        """Return every finding with its question, by id."""
        return self._findings

    def likelihoods(self, ms: bool) -> dict[str, Likelihood]:
        """Return what the answers of each finding say about each cause, by finding id: stated
        ratios, those that follow from the causes' features, and background rates."""
        return likelihoods(self._findings, self._causes, ms)

    def red_flags(self) -> tuple[RedFlagRule, ...]:
        """Return every red-flag rule, by id."""
        return self._red_flags

    def countries(self) -> tuple[Country, ...]:
        """Return every country by name; the fallback for anywhere else is not among them."""
        named = (c for c in self._countries.values() if c.id != ANYWHERE)
        return tuple(sorted(named, key=lambda country: country.name))

    def country(self, code: str) -> Country:
        """Return a country by its two-letter code, or the fallback where it is not listed."""
        return self._countries.get(code) or self._countries[ANYWHERE]

    def strategies(self) -> tuple[Strategy, ...]:
        """Return every strategy, by id."""
        return self._strategies

    def tests(self) -> tuple[AvailableTest, ...]:
        """Return every test, at home or at a clinic, by id."""
        return self._tests

    def statements(self) -> tuple[Statement, ...]:
        """Return every statement in words, by id."""
        return self._statements

    def ticks(self) -> tuple[Tick, ...]:
        """Return every line of the two safety lists, in the order in which they are read."""
        return self._ticks

    def sources(self) -> tuple[Source, ...]:
        """Return every source, by id."""
        return self._sources

    def source(self, source_id: str) -> Source:
        """Return one source.

        Raises:
            UnknownFact: there is no such source.
        """
        return self._one("sources", source_id, Source)

    def finding(self, finding_id: str) -> FindingFact:
        """Return one finding.

        Raises:
            UnknownFact: there is no such finding.
        """
        return self._one("findings", finding_id, FindingFact)

    def cause(self, cause_id: str) -> Cause:
        """Return one cause.

        Raises:
            UnknownFact: there is no such cause.
        """
        return self._one("causes", cause_id, Cause)

    def strategy(self, strategy_id: str) -> Strategy:
        """Return one strategy.

        Raises:
            UnknownFact: there is no such strategy.
        """
        return self._one("strategies", strategy_id, Strategy)

    def test(self, test_id: str) -> AvailableTest:
        """Return one test.

        Raises:
            UnknownFact: there is no such test.
        """
        return self._one("tests", test_id, AvailableTest)

    def statement(self, statement_id: str) -> Statement:
        """Return one statement.

        Raises:
            UnknownFact: there is no such statement.
        """
        return self._one("statements", statement_id, Statement)

    def red_flag(self, rule_id: str) -> RedFlagRule:
        """Return one red-flag rule.

        Raises:
            UnknownFact: there is no such rule.
        """
        return self._one("red_flags", rule_id, RedFlagRule)

    @cached_property
    def _ticks(self) -> tuple[Tick, ...]:
        return tuple(sorted(self._read("ticks", Tick), key=lambda tick: tick.order))

    @cached_property
    def _norms(self) -> tuple[Norm, ...]:
        return self._read("norms", Norm)

    @cached_property
    def _causes(self) -> tuple[Cause, ...]:
        return self._read("causes", Cause)

    @cached_property
    def _findings(self) -> tuple[FindingFact, ...]:
        return self._read("findings", FindingFact)

    @cached_property
    def _red_flags(self) -> tuple[RedFlagRule, ...]:
        return self._read("red_flags", RedFlagRule)

    @cached_property
    def _countries(self) -> dict[str, Country]:
        return {country.id: country for country in self._read("countries", Country)}

    @cached_property
    def _strategies(self) -> tuple[Strategy, ...]:
        return self._read("strategies", Strategy)

    @cached_property
    def _tests(self) -> tuple[AvailableTest, ...]:
        return self._read("tests", AvailableTest)

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        return self._read("statements", Statement)

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        return self._read("sources", Source)

    def _one(self, kind: str, fact_id: str, struct: type[T]) -> T:
        """Read one file, once: a rule shown or a number used must not cost a whole kind."""
        key = (kind, fact_id)
        if key not in self._single:
            path = self._folder / kind / f"{fact_id}.yaml"
            if not _NAME.fullmatch(fact_id) or not path.is_file():
                raise UnknownFact(fact_id)
            self._single[key] = msgspec.convert(read_yaml(path), struct)
        return cast(T, self._single[key])

    def _read(self, kind: str, struct: type[T]) -> tuple[T, ...]:
        paths = sorted((self._folder / kind).glob("*.yaml"))
        return tuple(msgspec.convert(read_yaml(path), struct) for path in paths)
