"""A pipeline that is made up, so that the commands can be tested without finding anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from click.testing import Result
from report_sample import PLAN, SAFE_PLAN, SCAN

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import CheckResult, PlanResult, ScanResult

Run = Callable[..., Result]


@dataclass
class FakePipeline:
    """What `scan` and `plan` return, or raise, and what they were called with."""

    scanned: ScanResult | BaseException = SCAN
    planned: Callable[[Options, Safety], PlanResult] = lambda options, level: SAFE_PLAN if level is Safety.SAFE else PLAN
    calls: list[tuple[Path, Options]] = field(default_factory=list)
    levels: list[Safety] = field(default_factory=list)

    def scan(self, root: Path, options: Options, *_more: object) -> ScanResult:
        self.calls.append((root, options))
        if isinstance(self.scanned, BaseException):
            raise self.scanned
        return replace(self.scanned, root=root)

    def check(self, root: Path, options: Options, *_more: object) -> CheckResult:
        return CheckResult(self.scan(root, options), (), ())

    def plan(self, root: Path, options: Options, level: Safety, *_more: object) -> PlanResult:
        self.calls.append((root, options))
        self.levels.append(level)
        plan = self.planned(options, level)
        return replace(plan, scan=replace(plan.scan, root=root))
