"""The declared type of the bridge is not what the preload exposes.

## What it finds
A declaration file (`electron-api.d.ts`, or any `.d.ts` that declares the bridge on `Window`) that lacks a member of the preload, has one that no preload
exposes, or gives a method another number of parameters. Types that are declared in another file, and bridges with spreads or computed keys that cannot
be followed, are compared as far as they are known.

## Why
The compiler believes the declaration: a page that calls what is not there, or passes what nobody takes, compiles.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from electron_migrate.checks.declared import DeclaredBridge, declared_bridges
from electron_migrate.checks.model import Check, Mode
from electron_migrate.code.source import Place
from electron_migrate.facts.bridge import Exposure
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.model import Finding

CHECK = Check("bridge-types", "The bridge's types differ from the preload", ERROR, Mode.ALWAYS)

_HINT = "Change the declaration or the preload until both say the same."


def find(facts: Facts) -> Iterator[Finding]:
    exposed: dict[str, list[Exposure]] = {}
    for exposure in facts.exposures:
        exposed.setdefault(exposure.key, []).append(exposure)
    for path, source in facts.sources.items():
        if not path.endswith((".d.ts", ".d.mts", ".d.cts")) or b"Window" not in source.data:
            continue
        for declared in declared_bridges(source, frozenset(exposed)):
            for place, message in _differences(declared, _of_its_package(facts, path, exposed[declared.key])):
                yield Finding("", CHECK.id, CHECK.severity, facts.process(place.path), place, message, reason=_HINT)


def _of_its_package(facts: Facts, path: str, exposures: list[Exposure]) -> list[Exposure]:
    """Several apps in one folder have preloads and types of their own; types that stand apart are of them all."""
    package = _package(facts, path)
    return [exposure for exposure in exposures if _package(facts, exposure.preload) == package] or exposures


def _package(facts: Facts, path: str) -> str:
    folder = posixpath.dirname(path)
    while folder and f"{folder}/package.json" not in facts.sources:
        folder = posixpath.dirname(folder)
    return folder


def _differences(declared: DeclaredBridge, exposures: list[Exposure]) -> Iterator[tuple[Place, str]]:
    seen: set[tuple[str, ...]] = set()
    for exposure in exposures:
        for member in exposure.members:
            seen.update(member.path[:length] for length in range(1, len(member.path) + 1))
            name = f"{declared.key}.{'.'.join(member.path)}"
            said = declared.members.get(member.path)
            if said is None:
                if declared.complete and not _within(declared, member.path):
                    yield member.place, f"{name} is not declared in {declared.path}"
            elif member.parameters is not None and not said.method:
                yield said.place, f"{name} is declared as a value, the preload has a method"
            elif member.parameters is not None and said.parameters is not None and member.parameters != said.parameters:
                yield said.place, f"{name} is declared with {said.parameters} parameters, the preload has {member.parameters}"
    if all(exposure.complete for exposure in exposures):
        for path, said in declared.members.items():
            if path not in seen and not any(path[:length] in seen and not _has_below(seen, path[:length]) for length in range(1, len(path))):
                yield said.place, f"{declared.key}.{'.'.join(path)} is declared, but no preload exposes it"


def _within(declared: DeclaredBridge, path: tuple[str, ...]) -> bool:
    """A part of a member that is declared as a whole, or a whole that is declared by its parts."""
    return any(path[:length] in declared.members for length in range(1, len(path))) or any(one[: len(path)] == path for one in declared.members)


def _has_below(seen: set[tuple[str, ...]], path: tuple[str, ...]) -> bool:
    """Whether the preload's member is a group, so that its parts are known one by one."""
    return any(len(one) > len(path) and one[: len(path)] == path for one in seen)
