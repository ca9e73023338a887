"""Names every stage in order: read the app, link the facts, find, plan, and (in `write`) apply. The file to read first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.code.source import Source
from electron_migrate.facts.model import Channel, ElectronVersion, FileFact, Problem, Window
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.plan.model import Group, Step


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """A window with what keeps it from being isolated (`blockers`) and then sandboxed (`sandbox_blockers`), as finding ids."""

    window: Window
    isolated: bool
    """Context isolation on and Node integration off already."""
    sandboxed: bool
    ready: bool
    """Isolated, or nothing keeps it from being isolated once the plan's groups are applied."""
    blockers: tuple[str, ...]
    sandbox_blockers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanResult:
    """All that `scan` knows."""

    root: Path
    main: str | None
    electron: ElectronVersion
    package_manager: str | None
    bundler: str | None
    language: str
    windows: tuple[WindowStatus, ...]
    files: tuple[FileFact, ...]
    channels: tuple[Channel, ...]
    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source]
    seconds: float


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A plan over one baseline: the groups that can be applied as steps with their patches, and those held."""

    scan: ScanResult
    level: str
    """`safe` or `review`: groups above it are not among the steps."""
    steps: tuple[Step, ...]
    held: tuple[Group, ...]
    migration_patch: bytes
    digests: Mapping[str, str]
    """SHA-256 (hex) of every file of the app that a step reads and changes, as it was."""
    windows_after: tuple[WindowStatus, ...]
