"""A scan or a plan as plain JSON values, in the shape of `schema/scan-1.json` and `schema/plan-1.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from electron_migrate import __version__
from electron_migrate.code.source import Place, digest_of
from electron_migrate.facts.model import ChannelUse, Preference
from electron_migrate.findings.model import Finding
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, ScanResult, WindowStatus
from electron_migrate.plan.model import Group, Step
from electron_migrate.plan.needs import Need
from electron_migrate.report.diffstat import FileStat, diffstat
from electron_migrate.report.patch_names import patch_name
from electron_migrate.report.places import locate, snippet
from electron_migrate.report.plan_choices import choice_fields, choices_digest
from electron_migrate.report.tally import tally, windows_ready

SCAN_SCHEMA = "scan-1"
PLAN_SCHEMA = "plan-1"

Json = dict[str, Any]


def scan_document(scan: ScanResult) -> Json:
    """All that `scan` knows. Paths are app-relative with `/`; lines and columns count from 1, columns in UTF-16 units."""
    return {"schema": SCAN_SCHEMA, **_scan_fields(scan)}


def plan_document(plan: PlanResult, options: Options) -> Json:
    """What a person may edit (`choices`, and of each group `skip` and its place), the change groups in order, and the scan.

    Groups that can be applied (`number` from 1) come first, then those that are held (`number` 0). `options`, `digests` and `choicesDigest` let
    `apply --plan` make the same plan again, or see that it cannot.
    """
    skip = frozenset(options.skip)
    scan = _scan_fields(plan.scan)
    document = {
        "schema": PLAN_SCHEMA,
        "tool": scan["tool"],
        "app": scan["app"],
        "level": plan.level,
        "options": _options(options),
        "choices": choice_fields(plan.choices, options.choices),
        "groups": [_step(step, plan, skip) for step in plan.steps] + [_held_group(group, skip) for group in plan.held],
        "windowsAfter": [_window(status, plan.scan) for status in plan.windows_after],
        **scan,
        "digests": dict(sorted(plan.digests.items())),
    }
    return {**document, "choicesDigest": choices_digest(document)}


def _scan_fields(scan: ScanResult) -> Json:
    return {
        "tool": {"name": "electron-migrate", "version": __version__},
        "app": app_fields(scan),
        "windows": [_window(status, scan) for status in scan.windows],
        "files": [
            {"path": file.path, "process": file.process.value, "why": file.why, "windows": list(scan.file_windows.get(file.path, ()))}
            for file in scan.files
        ],
        "channels": [
            {
                "name": channel.name,
                "dynamic": channel.dynamic,
                "kinds": sorted({use.kind for use in channel.senders + channel.receivers}),
                "senders": [_use(use, scan) for use in channel.senders],
                "receivers": [_use(use, scan) for use in channel.receivers],
                "problems": list(channel.problems),
            }
            for channel in scan.channels
        ],
        "findings": [finding_fields(finding, scan) for finding in scan.findings],
        "problems": problem_fields(scan),
        "summary": {
            "findings": len(scan.findings),
            "byRule": dict(sorted(Counter(finding.rule for finding in scan.findings).items())),
            "bySafety": dict(tally(scan.findings).by_safety),
            "byProcess": dict(sorted(Counter(finding.process.value for finding in scan.findings).items())),
            "windowsReady": windows_ready(scan.windows),
            "windowsTotal": len(scan.windows),
            "files": len(scan.files),
            "bytes": sum(len(source.raw) for source in scan.sources.values()),
            "seconds": round(scan.seconds, 3),
        },
    }


def app_fields(scan: ScanResult) -> Json:
    return {
        "root": scan.root.as_posix(),
        "main": scan.main,
        "electron": {
            "declared": scan.electron.declared,
            "declaredMajor": scan.electron.declared_major,
            "major": scan.electron.major,
            "source": scan.electron.source,
        },
        "packageManager": scan.package_manager,
        "bundler": scan.bundler,
        "language": scan.language,
    }


def problem_fields(scan: ScanResult) -> list[Json]:
    return [{"path": one.path, "line": one.line, "message": one.message, "fatal": one.fatal} for one in scan.problems]


def _window(status: WindowStatus, scan: ScanResult) -> Json:
    window = status.window
    return {
        "id": window.id,
        "kind": window.kind,
        "process": window.process.value,
        "site": site_fields(window.place, scan),
        "preload": window.preload,
        "preloadKnown": window.preload_known,
        "pages": list(window.pages),
        "preferences": {name: _preference(value, scan) for name, value in sorted(window.preferences.items())},
        "ready": status.ready,
        "blockers": list(status.blockers),
        "gates": {
            "isolated": {"open": status.isolated, "blockers": list(status.blockers)},
            "sandboxed": {"open": status.sandboxed, "blockers": list(status.sandbox_blockers)},
        },
    }


def _preference(preference: Preference, scan: ScanResult) -> Json:
    return {
        "value": preference.value,
        "source": preference.source,
        "site": None if preference.place is None else site_fields(preference.place, scan),
        "note": preference.note,
    }


def site_fields(place: Place, scan: ScanResult) -> Json:
    located = locate(scan.sources, place)
    return {"path": located.path, "line": located.start.line, "column": located.start.column}


def _use(use: ChannelUse, scan: ScanResult) -> Json:
    return {"kind": use.kind, "process": use.process.value, **site_fields(use.place, scan), "arguments": use.arguments}


def finding_fields(finding: Finding, scan: ScanResult) -> Json:
    located = locate(scan.sources, finding.place)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.name,
        "process": finding.process.value,
        "path": located.path,
        "line": located.start.line,
        "column": located.start.column,
        "endLine": located.end.line,
        "endColumn": located.end.column,
        "snippet": snippet(scan.sources, finding.place),
        "message": finding.message,
        "safety": None if finding.safety is None else finding.safety.word,
        "reason": finding.reason,
        "transform": finding.transform,
        "windows": list(finding.windows),
        "fingerprint": finding.fingerprint,
    }


def _options(options: Options) -> Json:
    return {
        "electron": options.electron,
        "select": list(options.select),
        "ignore": list(options.ignore),
        "exclude": list(options.exclude),
        "window": list(options.window),
        "apiName": options.api_name,
        "validator": options.validator,
        "pageModules": options.page_modules,
        "navigation": options.navigation,
    }


def _step(step: Step, plan: PlanResult, skip: Collection[str]) -> Json:
    stats = diffstat(step)
    return {
        **_group(step.group, skip),
        "number": step.number,
        "files": [_file(stat) for stat in stats],
        "patch": patch_name(step),
        "patchDigest": digest_of(step.patch),
    }


def _held_group(group: Group, skip: Collection[str]) -> Json:
    return {**_group(group, skip), "number": 0, "files": [], "patch": None, "patchDigest": None}


def _group(group: Group, skip: Collection[str]) -> Json:
    return {
        "id": group.id,
        "stage": group.stage.value,
        "title": group.title,
        "safety": group.safety.word,
        "skip": group.id in skip,
        "held": group.held,
        "mayChange": list(group.may_change),
        "dependsOn": list(group.depends_on),
        "findings": list(group.findings),
        "needs": [_need(need) for need in group.needs],
    }


def _file(stat: FileStat) -> Json:
    return {"path": stat.path, "change": stat.change, "added": stat.added, "removed": stat.removed}


def _need(need: Need) -> Json:
    return {"need": _kebab(type(need).__name__), **_record(need)}


def _record(value: object) -> Json:
    assert is_dataclass(value)
    return {_camel(field.name): _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return _record(value)
    return value


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
