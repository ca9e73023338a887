"""A verdict of the gate as plain JSON values, in the shape of `schema/check-1.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from electron_migrate import __version__
from electron_migrate.gate.baseline import Entry, WindowEntry
from electron_migrate.gate.judge import Judged, Left, Standing, Verdict, WindowLeft
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.document import Json, app_fields, finding_fields, problem_fields, site_fields

CHECK_SCHEMA = "check-1"


def check_document(verdict: Verdict, baseline: str | None) -> Json:
    """`baseline`: where it was read from, None when there is none."""
    scan = verdict.result.scan
    return {
        "schema": CHECK_SCHEMA,
        "tool": {"name": "electron-migrate", "version": __version__},
        "app": app_fields(scan),
        "passed": verdict.passed,
        "baseline": {
            "path": baseline,
            "entries": len(verdict.baseline.entries),
            "stale": [_entry(one) for one in verdict.stale],
            "staleWindows": [_window_entry(one) for one in verdict.stale_windows],
        },
        "findings": [_judged(one, scan) for one in verdict.judged],
        "left": {"rules": {rule: _left(left) for rule, left in verdict.rules.items()}, "windows": [_window(one, scan) for one in verdict.windows]},
        "unproved": [{"check": one.check, "message": one.message} for one in verdict.result.unproved],
        "problems": problem_fields(scan),
        "summary": _counts(verdict),
    }


def _counts(verdict: Verdict) -> Mapping[str, int]:
    counts = {standing.value: len(verdict.of(standing)) for standing in Standing}
    return {**counts, "stale": len(verdict.stale) + len(verdict.stale_windows)}


def _judged(one: Judged, scan: ScanResult) -> Json:
    return {
        "standing": one.standing.value,
        "suppression": one.reason or None,
        "scope": one.finding.scope,
        "finding": finding_fields(one.finding, scan),
    }


def _left(left: Left) -> Json:
    return {"now": left.now, "start": left.start}


def _window(one: WindowLeft, scan: ScanResult) -> Json:
    status = one.status
    return {
        "id": status.window.id,
        "fingerprint": status.fingerprint,
        "site": site_fields(status.window.place, scan),
        "isolated": status.isolated,
        "sandboxed": status.sandboxed,
        "left": _left(one.left),
    }


def _entry(one: Entry) -> Json:
    return asdict(one)


def _window_entry(one: WindowEntry) -> Json:
    return asdict(one)
