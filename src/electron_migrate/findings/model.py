"""A finding: one place that needs work, with what the tool can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from electron_migrate.code.source import Place
from electron_migrate.facts.model import Process, Safety, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """`safety` is what the best fix for it would be; `manual` ones carry the reason. None: nothing to rewrite (a note)."""

    id: str
    """Unique in one run: `rule:path:line:column`."""
    rule: str
    severity: Severity
    process: Process
    place: Place
    message: str
    safety: Safety | None = None
    reason: str = ""
    transform: str | None = None
    windows: tuple[str, ...] = ()
    """Ids of the windows that this finding keeps from being isolated."""
    fingerprint: str = ""
    """The same in every run that finds it, wherever its lines have moved to; unique in one run."""
    exact: str = ""
    """As `fingerprint`, but another one as soon as anything in the code of the place changes; of two places with the same code it is one."""
    scope: str = ""
    """Names of the classes and functions around it, joined by dots."""
    code: str = ""
    """What of its text the fingerprint goes by."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The declaration of a rule: one file under `findings/`, whose docstring says what and why."""

    id: str
    title: str
    severity: Severity
    blocks: str = ""
    """Which gate of a window it keeps shut: `isolated`, `sandboxed`, or neither."""
