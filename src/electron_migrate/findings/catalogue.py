"""All rules, found by a walk over this package: a rule is a file with RULE and find(facts)."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.sites import Site
from electron_migrate.findings.model import Finding, Rule

_NOT_RULES = frozenset({"catalogue", "model", "site_rules"})


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
    found: list[Found] = []
    for _, find in rules().values():
        found.extend(find(facts))
    found.sort(key=lambda one: (one.finding.place.path, one.finding.place.span.start, one.finding.rule))
    seen: dict[str, int] = {}
    named: list[Found] = []
    for one in found:
        finding = one.finding
        position = facts.sources[finding.place.path].position(finding.place.span.start) if finding.place.path in facts.sources else None
        id = (
            f"{finding.rule}:{finding.place.path}:{position.line}:{position.column}"
            if position is not None
            else f"{finding.rule}:{finding.place.path}"
        )
        print_ = fingerprint(facts, finding.rule, finding.place)
        seen[print_] = seen.get(print_, 0) + 1
        if seen[print_] > 1:
            # the same text again in the same scope: told apart by its number
            print_ = hashlib.sha256(f"{print_}#{seen[print_]}".encode()).hexdigest()[:16]
        named.append(Found(replace(finding, id=id, fingerprint=print_), one.site))
    return tuple(named)


def fingerprint(facts: Facts, rule: str, place: Place) -> str:
    """16 hex digits of rule, path, enclosing function and the text without white space: it survives changes elsewhere in the file."""
    source = facts.sources.get(place.path)
    text = re.sub(r"\s+", "", source.text(place.span)) if source is not None else ""
    scope = ""
    summary = facts.summaries.get(place.path)
    for unit in summary.units if summary is not None else ():
        names = [function.name for function in unit.functions if function.name and function.span.contains(place.span)]
        scope = names[-1] if names else scope
    return hashlib.sha256("\n".join((rule, place.path, scope, text)).encode()).hexdigest()[:16]
