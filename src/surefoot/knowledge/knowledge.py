"""The knowledge base as the other rooms see it: typed, lazy per kind, read only."""

from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.kinds import (
    Cause,
    Country,
    FindingFact,
    Norm,
    NumberFact,
    Source,
    Strategy,
)
from surefoot.knowledge.yaml_files import read_yaml
from surefoot.model.codes import Measure

__all__ = [
    "KINDS",
    "Cause",
    "Country",
    "FindingFact",
    "Knowledge",
    "Norm",
    "NumberFact",
    "RedFlagRule",
    "Source",
    "Strategy",
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
    "strategies": Strategy,
    "thresholds": NumberFact,
}

ANYWHERE = "ZZ"


class UnknownFact(KeyError):
    """No fact has this id."""


class Knowledge:
    """The facts of one folder. Each kind is read when first asked for, then kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, NumberFact] = {}

    def number(self, fact_id: str) -> NumberFact:
        """Return one number with its population, certainty and sources; reads only its file.

        Raises:
            UnknownFact: there is no such number.
        """
        if fact_id not in self._numbers:
            path = self._folder / "thresholds" / f"{fact_id}.yaml"
            if not path.is_file():
                raise UnknownFact(fact_id)
            self._numbers[fact_id] = msgspec.convert(read_yaml(path), NumberFact)
        return self._numbers[fact_id]

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

    def sources(self) -> tuple[Source, ...]:
        """Return every source, by id."""
        return tuple(self._sources.values())

    def source(self, source_id: str) -> Source:
        """Return one source.

        Raises:
            UnknownFact: there is no such source.
        """
        try:
            return self._sources[source_id]
        except KeyError:
            raise UnknownFact(source_id) from None

    def finding(self, finding_id: str) -> FindingFact:
        """Return one finding.

        Raises:
            UnknownFact: there is no such finding.
        """
        return _pick(self._findings_by_id, finding_id)

    def cause(self, cause_id: str) -> Cause:
        """Return one cause.

        Raises:
            UnknownFact: there is no such cause.
        """
        return _pick({cause.id: cause for cause in self._causes}, cause_id)

    def red_flag(self, rule_id: str) -> RedFlagRule:
        """Return one red-flag rule.

        Raises:
            UnknownFact: there is no such rule.
        """
        return _pick({rule.id: rule for rule in self._red_flags}, rule_id)

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
    def _findings_by_id(self) -> dict[str, FindingFact]:
        return {finding.id: finding for finding in self._findings}

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
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self._read("sources", Source)}

    def _read(self, kind: str, struct: type[T]) -> tuple[T, ...]:
        paths = sorted((self._folder / kind).glob("*.yaml"))
        return tuple(msgspec.convert(read_yaml(path), struct) for path in paths)


def _pick(facts: dict[str, T], fact_id: str) -> T:
    try:
        return facts[fact_id]
    except KeyError:
        raise UnknownFact(fact_id) from None
