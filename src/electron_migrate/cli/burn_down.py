"""The burn-down of an app that has a baseline, for report.html."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from electron_migrate.app.ignore import rules_of
from electron_migrate.cli.baseline_file import BaselineFile, baseline_file, read_baseline
from electron_migrate.cli.options import Request
from electron_migrate.errors import UserError
from electron_migrate.facts.model import SEVERITIES
from electron_migrate.findings.catalogue import rules
from electron_migrate.gate.baseline import BaselineError, load_baseline
from electron_migrate.gate.judge import Policy, Verdict, judge
from electron_migrate.pipeline import CheckResult, ScanResult
from electron_migrate.report.burn_down import BurnDown, Point, burn_down
from electron_migrate.write.history import versions_of

_MOST_VERSIONS = 60


def policy_of(request: Request) -> Policy:
    """What the gate is to go by."""
    options = request.options
    excluded = rules_of("", options.exclude)[0]

    def in_scope(rule: str, path: str) -> bool:
        if rule in options.ignore or (options.select and rule not in options.select):
            return False
        return not (path and excluded.verdict(path))

    severities = {rule: SEVERITIES[word] for rule, word in options.severities}
    return Policy(modes=request.settings.modes, in_scope=in_scope, severities=severities, whole=not options.window)


def burn_down_of_scan(root: Path, request: Request, scan: ScanResult) -> BurnDown | None:
    """Of what rules find, without the checks of the gate; None where the app has no baseline, or one that only `check` complains about."""
    file = baseline_file(root, None, request.settings)
    try:
        baseline = read_baseline(file, needed=False)
    except UserError:
        return None
    if baseline is None:
        return None
    policy = policy_of(request)

    def in_scope(rule: str, path: str) -> bool:
        return rule in rules() and policy.in_scope(rule, path)

    return burn_down_of(file, judge(CheckResult(scan, (), ()), baseline, replace(policy, in_scope=in_scope)))


def burn_down_of(file: BaselineFile, verdict: Verdict) -> BurnDown:
    """With the history of the baseline where git has it."""
    burn = burn_down(verdict)
    points: list[Point] = []
    if not file.named:
        for day, text in versions_of(file.root, file.path, _MOST_VERSIONS):
            try:
                points.append(Point(day, len(load_baseline(text.encode("utf-8", "surrogateescape")).entries)))
            except BaselineError:
                continue
    if points:
        points.append(Point(max(datetime.datetime.now(datetime.UTC).date().isoformat(), points[-1].day), burn.now))
    return replace(burn, points=tuple(points))
