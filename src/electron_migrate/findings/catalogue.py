"""All rules, found by a walk over this package: a rule is a file with RULE and find(facts)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from electron_migrate.facts.link import Facts
from electron_migrate.facts.sites import Site
from electron_migrate.findings.identity import Identities, position_of
from electron_migrate.findings.model import Finding, Rule

_NOT_RULES = frozenset({"catalogue", "identity", "model", "site_rules"})


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the use that it stands for where it is one."""

    finding: Finding
    site: Site | None = None


Find = Callable[[Facts], Iterator[Found]]


@cache
def rules() -> Mapping[str, tuple[Rule, Find]]:
    """Every rule by id, in order of id."""
    package = importlib.import_module("electron_migrate.findings")
    table: dict[str, tuple[Rule, Find]] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.name in _NOT_RULES:
            continue
        module = importlib.import_module(f"electron_migrate.findings.{info.name}")
        rule, find = module.RULE, module.find
        if rule.id != info.name.replace("_", "-"):
            raise ValueError(f"{info.name}: its id is {rule.id}")
        table[rule.id] = (rule, find)
    return table


def find_all(facts: Facts) -> tuple[Found, ...]:
    """Every finding of every rule, in order of place; ids and fingerprints filled in."""
    return named(facts, [one for _, find in rules().values() for one in find(facts)])


def named(facts: Facts, found: Sequence[Found]) -> tuple[Found, ...]:
    """In order of place, with ids, scopes and fingerprints."""
    identities = Identities(facts)
    done: list[Found] = []
    for one in sorted(found, key=lambda one: (one.finding.place.path, one.finding.place.span.start, one.finding.rule)):
        place = one.finding.place
        at = position_of(place.span, facts, place.path)
        id = f"{one.finding.rule}:{place.path}" + (f":{at[0]}:{at[1]}" if at is not None else "")
        known = identities.of(one.finding.rule, place)
        finding = replace(one.finding, id=id, scope=known.scope, code=known.code, fingerprint=known.fingerprint, exact=known.exact)
        done.append(Found(finding, one.site))
    return tuple(done)
