"""The HTML report of a scan or plan, from the same document as `--format json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from electron_migrate.code.diff import unified_diff
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, ScanResult
from electron_migrate.plan.model import Step
from electron_migrate.report.burn_down import BurnDown, curve
from electron_migrate.report.document import plan_document, scan_document
from electron_migrate.report.html.ipc_map import ipc_map
from electron_migrate.report.html.side_by_side import FileDiff, file_diff, style_sheet
from electron_migrate.report.layout import count, printable
from electron_migrate.report.outlook import Outlook, plan_outlooks, scan_outlooks

Json = Mapping[str, Any]
_CURVE = (600, 120)
"""Width and height of the curve of a burn-down, in units of the drawing."""
_LEVELS = ("safe", "review", "manual", "note")


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One window with the findings that concern it, by level, and how much of the widest bar each takes, in percent."""

    outlook: Outlook
    site: str
    pages: tuple[str, ...]
    levels: tuple[tuple[str, int, float], ...]


def scan_html(scan: ScanResult, burn: BurnDown | None = None) -> str:
    """One page; no network, no other file. Ends with a newline. `burn`: where the app has a baseline."""
    return _render(scan_document(scan), scan, scan_outlooks(scan), {}, "Renderer isolation", burn)


def plan_html(plan: PlanResult, options: Options, burn: BurnDown | None = None) -> str:
    """As `scan_html`, with the change groups and their diffs."""
    diffs = {step.group.id: _diffs(step) for step in plan.steps}
    return _render(plan_document(plan, options), plan.scan, plan_outlooks(plan), diffs, "Migration plan", burn)


def _diffs(step: Step) -> tuple[FileDiff, ...]:
    return tuple(
        file_diff(
            file.path,
            "added" if file.before is None else "deleted" if file.after is None else "changed",
            unified_diff(file.path, file.before, file.after),
        )
        for file in step.files
    )


def _render(
    document: Json,
    scan: ScanResult,
    outlooks: tuple[Outlook, ...],
    diffs: Mapping[str, tuple[FileDiff, ...]],
    title: str,
    burn: BurnDown | None,
) -> str:
    groups = document.get("groups", ())
    return (
        _environment()
        .from_string(_text("report.html.j2"))
        .render(
            title=f"{title}: {scan.root.name or 'app'}",
            document=document,
            app=document["app"],
            summary=document["summary"],
            windows=_window_rows(document, outlooks),
            applied=[group for group in groups if group["number"]],
            held=[group for group in groups if not group["number"]],
            diffs=diffs,
            burn=burn,
            curve=curve(burn, *_CURVE) if burn is not None else (),
            curve_size=_CURVE,
            map=ipc_map(document),
            rules={id: {"title": rule.title} for id, rule in sorted(scan.rules.items())},
            data=_embedded(document),
            levels=_LEVELS,
            style=Markup(_text("report.css") + style_sheet()),
            script=Markup(_text("report.js")),
        )
        + "\n"
    )


def _window_rows(document: Json, outlooks: tuple[Outlook, ...]) -> list[WindowRow]:
    counted = {
        one.window.id: {
            level: sum(one.window.id in finding["windows"] and (finding["safety"] or "note") == level for finding in document["findings"])
            for level in _LEVELS
        }
        for one in outlooks
    }
    widest = max((sum(levels.values()) for levels in counted.values()), default=0) or 1
    sites = {window["id"]: window for window in document["windows"]}
    return [
        WindowRow(
            one,
            f"{sites[one.window.id]['site']['path']}:{sites[one.window.id]['site']['line']}",
            tuple(sites[one.window.id]["pages"]),
            tuple((level, number, round(100 * number / widest, 2)) for level, number in counted[one.window.id].items() if number),
        )
        for one in outlooks
    ]


def _embedded(document: Json) -> Markup:
    """What the page's script filters: findings and where channels are used. Nothing in it can end the script element."""
    kept = ("id", "rule", "severity", "process", "path", "line", "column", "snippet", "message", "safety", "reason", "windows")
    findings = [{name: finding[name] for name in kept} for finding in document["findings"]]
    channels = {
        channel["name"]: [[use["path"], use["line"]] for use in (*channel["senders"], *channel["receivers"])] for channel in document["channels"]
    }
    text = json.dumps({"findings": findings, "channels": channels}, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=select_autoescape(default_for_string=True, default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["printable"] = printable
    environment.globals["count"] = count
    return environment


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
