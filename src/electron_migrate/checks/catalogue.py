"""All checks, found by a walk over this package: a check is a file with CHECK, and with find(facts) where the facts alone tell."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from electron_migrate.checks.model import Check, Unproved
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Safety
from electron_migrate.findings.catalogue import Found, named
from electron_migrate.findings.model import Finding

_NOT_CHECKS = frozenset({"catalogue", "channels", "declared", "model"})

Find = Callable[[Facts], Iterator[Finding | Unproved]]


@cache
def checks() -> Mapping[str, tuple[Check, Find | None]]:
    """Every check by id, in order of id. Without a `find`, the gate itself knows: what it suppressed, what the baseline said."""
    package = importlib.import_module("electron_migrate.checks")
    table: dict[str, tuple[Check, Find | None]] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.name in _NOT_CHECKS:
            continue
        module = importlib.import_module(f"electron_migrate.checks.{info.name}")
        check = module.CHECK
        if check.id != info.name.replace("_", "-"):
            raise ValueError(f"{info.name}: its id is {check.id}")
        table[check.id] = (check, getattr(module, "find", None))
    return table


def check_all(facts: Facts) -> tuple[tuple[Finding, ...], tuple[Unproved, ...]]:
    """What every check finds, in order of place with ids and fingerprints, and what could not be told."""
    found: list[Found] = []
    unproved: dict[Unproved, None] = {}
    for _, find in checks().values():
        for one in find(facts) if find is not None else ():
            if isinstance(one, Unproved):
                unproved[one] = None
            else:
                found.append(Found(replace(one, safety=Safety.MANUAL)))
    return tuple(one.finding for one in named(facts, found)), tuple(unproved)
