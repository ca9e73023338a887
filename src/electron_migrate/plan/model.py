"""Fixes, change groups and the plan, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from electron_migrate.code.edits import Edit
from electron_migrate.facts.model import Safety
from electron_migrate.plan.needs import Need


class Stage(StrEnum):
    """In the order of a plan; the app runs after every one."""

    ELECTRON = "electron"
    BRIDGE = "bridge"
    CALL_SITES = "call-sites"
    PAGE_MODULES = "page-modules"
    ISOLATE = "isolate"
    HARDEN = "harden"
    CLEAN_UP = "clean-up"


STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Fix:
    """The rewrite for one or more findings: applied whole or held with the reason.

    `edits` are byte edits against the baseline, per app-relative path. `may_change` names what can differ at `review`.
    """

    title: str
    safety: Safety
    topic: str = ""
    """What it belongs to: a domain of the API (`dialog`), or `channel save-note`. Fixes of one topic share a group."""
    findings: tuple[str, ...] = ()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    may_change: str = ""
    after: tuple[str, ...] = ()
    """Findings whose fixes have to be in before this one does anything."""


@dataclass(frozen=True, slots=True)
class Manual:
    """Not rewritten: why, and what a person should do."""

    reason: str
    hint: str = ""


def with_edits(fix: Fix, more: Mapping[str, tuple[Edit, ...]], *, topic: str = "") -> Fix:
    """The fix with more edits, of its own and of other files, which come before its own ones; and in another topic if given."""
    edits = {path: (*more.get(path, ()), *fix.edits.get(path, ())) for path in dict.fromkeys((*fix.edits, *more))}
    return replace(fix, edits=edits, topic=topic or fix.topic)


@dataclass(frozen=True, slots=True)
class Group:
    """Fixes that only make sense together. `held` is why nothing of it may be written; empty when it can be applied."""

    id: str
    stage: Stage
    title: str
    safety: Safety
    fixes: tuple[Fix, ...]
    depends_on: tuple[str, ...] = ()
    held: str = ""

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(finding for fix in self.fixes for finding in fix.findings))

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(dict.fromkeys(need for fix in self.fixes for need in fix.needs))

    @property
    def may_change(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fix.may_change for fix in self.fixes if fix.may_change))


@dataclass(frozen=True, slots=True)
class FileState:
    """One file before and after a group; None where it does not exist. Bytes as on disk, BOM included."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Step:
    """One group of a plan with what it does to each file, on top of all groups before it."""

    group: Group
    number: int
    """From 1, in patch order; 0 for a held group."""
    files: tuple[FileState, ...]
    patch: bytes
