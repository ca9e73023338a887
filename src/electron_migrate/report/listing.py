"""What the formats for machines show, of a scan or of a verdict alike: located findings, what each rule is, and files that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from electron_migrate.checks.catalogue import checks
from electron_migrate.facts.model import NOTE, Problem, Severity
from electron_migrate.findings.model import Finding
from electron_migrate.gate.judge import STALE_BASELINE, Standing, Verdict
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.layout import count
from electron_migrate.report.places import START, Located, locate, snippet


@dataclass(frozen=True, slots=True)
class Item:
    """`located.path` is as the reader of the format looks for it: below the repository's top. `standing` is None in a scan.

    `suppression`: the reason that a comment gives.
    """

    rule: str
    severity: Severity
    message: str
    advice: str
    located: Located
    snippet: str
    fingerprint: str
    safety: str | None
    process: str
    windows: tuple[str, ...]
    standing: Standing | None = None
    suppression: str = ""

    @property
    def fails(self) -> bool:
        """In a scan every finding that is more than a note; in a check what is not accepted."""
        if self.standing is None:
            return self.severity.rank > NOTE.rank
        return self.standing in (Standing.NEW, Standing.UNACCEPTED)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule or check. `text`: its document, with `## ` headings."""

    id: str
    title: str
    severity: Severity
    security: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`command`: `scan` or `check`. `summary`: one line. `problems` have paths as items have. `rules`: all there are, by id."""

    command: str
    summary: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    rules: Mapping[str, RuleInfo]


def scan_listing(scan: ScanResult, summary: str, prefix: str, texts: Mapping[str, str]) -> Listing:
    """`prefix`: what leads from the repository's top to the app, empty or ending in `/`. `texts`: documents of rules by id."""
    items = tuple(_item(finding, scan, prefix) for finding in scan.findings)
    return Listing("scan", summary, items, _problems(scan, prefix), _rules(scan, texts))


def check_listing(verdict: Verdict, baseline: str | None, summary: str, prefix: str, texts: Mapping[str, str]) -> Listing:
    """As `scan_listing`. A stale baseline is an item of its own; `baseline` is its file, below the repository's top."""
    scan = verdict.result.scan
    items = [
        replace(_item(one.finding, scan, prefix), standing=one.standing, suppression=one.reason, severity=one.finding.severity)
        for one in verdict.judged
    ]
    if verdict.is_stale:
        items.append(_stale(verdict, baseline or ""))
    return Listing("check", summary, tuple(items), _problems(scan, prefix), _rules(scan, texts))


def _item(finding: Finding, scan: ScanResult, prefix: str) -> Item:
    located = locate(scan.sources, finding.place)
    return Item(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        advice=finding.reason,
        located=replace(located, path=prefix + located.path),
        snippet=snippet(scan.sources, finding.place),
        fingerprint=finding.fingerprint,
        safety=None if finding.safety is None else finding.safety.word,
        process=finding.process.value,
        windows=finding.windows,
    )


def _stale(verdict: Verdict, baseline: str) -> Item:
    number = len(verdict.stale) + len(verdict.stale_windows)
    return Item(
        rule=STALE_BASELINE,
        severity=checks()[STALE_BASELINE][0].severity,
        message=f"{count(number, 'entry', 'entries')} of the baseline no longer true",
        advice="Take them out: electron-migrate check --prune",
        located=Located(baseline, START, START),
        snippet="",
        fingerprint=STALE_BASELINE,
        safety="manual",
        process="unknown",
        windows=(),
        standing=Standing.UNACCEPTED if verdict.stale_fails else Standing.KNOWN,
    )


def _problems(scan: ScanResult, prefix: str) -> tuple[Problem, ...]:
    return tuple(replace(problem, path=prefix + problem.path) for problem in scan.problems)


def _rules(scan: ScanResult, texts: Mapping[str, str]) -> Mapping[str, RuleInfo]:
    found = {id: RuleInfo(id, rule.title, rule.severity, security=True, text=texts.get(id, "")) for id, rule in scan.rules.items()}
    for id, (check, _) in checks().items():
        found[id] = RuleInfo(id, check.title, check.severity, check.security, texts.get(id, ""))
    return dict(sorted(found.items()))
