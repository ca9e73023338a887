"""The gate's report in GitHub's Markdown, for a pull request's comment or a job's summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from electron_migrate.checks.catalogue import checks
from electron_migrate.findings.model import Finding
from electron_migrate.gate.judge import Judged, Left, Standing, Verdict, WindowLeft
from electron_migrate.report.check_text import check_summary, window_state
from electron_migrate.report.layout import count
from electron_migrate.report.markdown import code, table, text
from electron_migrate.report.places import locate

MOST = 50
"""Findings that are listed; a comment on GitHub has room for 65,536 characters."""


def check_markdown(verdict: Verdict, prefix: str = "") -> str:
    """What fails, what is stale, and how much is left per rule and window; ends with a newline. `prefix` leads to the app."""
    mark = "✅" if verdict.passed else "❌"
    parts = [f"## {mark} Renderer isolation of {code(verdict.result.scan.root.name or 'the app')}", text(check_summary(verdict))]
    for standing, title in ((Standing.UNACCEPTED, "Never accepted"), (Standing.NEW, "New")):
        if chosen := verdict.of(standing):
            parts += [f"### {title}", "\n".join(_findings(verdict, chosen, prefix))]
    if verdict.is_stale:
        number = count(len(verdict.stale) + len(verdict.stale_windows), "entry", "entries")
        parts += ["### Stale baseline", f"{number} no longer true. Take them out: `electron-migrate check --prune`"]
        parts += [_folded("Which", [f"- {code(one.path)} {code(one.rule)}: {code(one.code)}" for one in verdict.stale[:MOST]])] if verdict.stale else []
    if verdict.rules:
        parts += ["### Left", table(["Rule", "", "", "Left"], list(_rules(verdict.rules, verdict)), numbers=1)]
    if verdict.windows:
        parts += ["### Windows", table(["Window", "State", "In the way"], [_window(one, verdict, prefix) for one in verdict.windows], numbers=1)]
    if verdict.result.unproved:
        parts.append(_folded("What the code does not tell", [f"- {text(one.message)}" for one in verdict.result.unproved]))
    return "\n\n".join(parts) + "\n"


def _findings(verdict: Verdict, chosen: Sequence[Judged], prefix: str) -> Iterable[str]:
    for one in chosen[:MOST]:
        yield f"- {code(prefix + _place(one.finding, verdict))} {code(one.finding.rule)}: {text(one.finding.message)}"
        if one.finding.reason:
            yield f"  <br>{text(one.finding.reason)}"
    if len(chosen) > MOST:
        yield f"- … and {len(chosen) - MOST} more"


def _place(finding: Finding, verdict: Verdict) -> str:
    return locate(verdict.result.scan.sources, finding.place).text


def _rules(rules: Mapping[str, Left], verdict: Verdict) -> Iterable[list[str]]:
    titles = {id: rule.title for id, rule in verdict.result.scan.rules.items()} | {id: check.title for id, (check, _) in checks().items()}
    for rule, left in rules.items():
        yield [code(rule), text(titles.get(rule, "")), code(_bar(left)), f"{left.now} of {left.start}"]


def _bar(left: Left, width: int = 10) -> str:
    """How much is done."""
    done = width if left.start == 0 else width * (left.start - left.now) // left.start
    return "█" * done + "░" * (width - done)


def _window(one: WindowLeft, verdict: Verdict, prefix: str) -> list[str]:
    place = locate(verdict.result.scan.sources, one.status.window.place).text
    return [f"{code(prefix + place)} {code(one.status.window.id)}", window_state(one), f"{one.left.now} of {one.left.start}"]


def _folded(title: str, lines: Sequence[str]) -> str:
    return "\n".join(["<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>"])
