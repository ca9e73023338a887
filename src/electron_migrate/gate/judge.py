"""Holds what was found against the baseline and the comments, and says whether the gate lets it through. Pure: reads no disk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from electron_migrate.checks.catalogue import checks
from electron_migrate.checks.model import Mode
from electron_migrate.code.source import Place
from electron_migrate.facts.model import NOTE, Process, Safety, Severity
from electron_migrate.findings.model import Finding
from electron_migrate.gate.baseline import Baseline, Entry, WindowEntry, entry
from electron_migrate.gate.suppressions import Suppressed, Suppression, read_suppressions
from electron_migrate.pipeline import CheckResult, WindowStatus

STALE_BASELINE = "stale-baseline"
"""What the mode of a stale baseline is called among those of rules and checks."""
NO_REASON, UNUSED, LOST = "suppression-without-reason", "suppression-unused", "window-lost-isolation"


class Standing(StrEnum):
    """NEW and UNACCEPTED make the gate fail. UNACCEPTED: it fails whatever the baseline says. KNOWN: in the baseline."""

    NEW = "new"
    UNACCEPTED = "unaccepted"
    KNOWN = "known"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Judged:
    """`reason`: of the comment that suppresses it."""

    finding: Finding
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the app wants of the gate. `modes`: of rules, checks and STALE_BASELINE, where they are not as usual."""

    modes: Mapping[str, Mode] = field(default_factory=dict)
    in_scope: Callable[[str, str], bool] = lambda rule, path: True
    """Whether this run looks for a rule in a file: (rule, path). What it does not look for is neither stale nor unused."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Of rules and checks, where they are not as usual."""
    whole: bool = True
    """False where only some windows are looked at: then nothing can be called stale."""

    def mode(self, rule: str) -> Mode:
        known = checks().get(rule)
        return self.modes.get(rule, known[0].mode if known is not None else Mode.NEW)


@dataclass(frozen=True, slots=True)
class Left:
    """A ratchet: how much is left of what there was at the start. What is suppressed counts as solved."""

    now: int
    start: int


@dataclass(frozen=True, slots=True)
class WindowLeft:
    """`left` counts what stands in the window's way; `was`: as the baseline has it, None where it is not there."""

    status: WindowStatus
    left: Left
    was: WindowEntry | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`stale`: entries of the baseline whose findings are gone; `stale_windows`: windows that are gone, or better than recorded."""

    result: CheckResult
    baseline: Baseline
    judged: tuple[Judged, ...]
    stale: tuple[Entry, ...]
    stale_windows: tuple[WindowEntry, ...]
    rules: Mapping[str, Left]
    windows: tuple[WindowLeft, ...]
    stale_fails: bool

    def of(self, *standings: Standing) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.standing in standings)

    @property
    def failing(self) -> tuple[Judged, ...]:
        return self.of(Standing.NEW, Standing.UNACCEPTED)

    @property
    def is_stale(self) -> bool:
        return bool(self.stale or self.stale_windows)

    @property
    def passed(self) -> bool:
        return not self.failing and not (self.is_stale and self.stale_fails)


def judge(result: CheckResult, baseline: Baseline, policy: Policy) -> Verdict:
    """Notes do not count: neither as debt, nor in numbers."""
    scan = result.scan
    suppressed = Suppressed(read_suppressions(scan.sources))
    accepted = {one.fingerprint for one in baseline.entries}
    found = _counting((*scan.findings, *result.disagreements, *_lost_windows(result, baseline)), policy)
    judged = [_judged(finding, suppressed, result, accepted, policy) for finding in found]
    judged += [_judged(finding, None, result, accepted, policy) for finding in _counting(_about_comments(suppressed, result, policy), policy)]
    kept = tuple(one for one in judged if policy.mode(one.finding.rule) is not Mode.OFF)
    present = {one.fingerprint for one in found}
    unread = {problem.path for problem in scan.problems}
    stale = tuple(
        one
        for one in sorted(baseline.entries)
        if policy.whole and one.fingerprint not in present and one.path not in unread and policy.in_scope(one.rule, one.path)
    )
    return Verdict(
        result=result,
        baseline=baseline,
        judged=tuple(sorted(kept, key=lambda one: (one.finding.place, one.finding.rule))),
        stale=stale,
        stale_windows=tuple(_stale_windows(result, baseline, unread)) if policy.whole else (),
        rules=_rules(kept, baseline, policy),
        windows=tuple(_windows(result, baseline, kept)),
        stale_fails=policy.mode(STALE_BASELINE) is not Mode.OFF,
    )


def pruned(verdict: Verdict) -> Baseline:
    """The baseline without what is gone, and with windows as well as they are now. Adds nothing."""
    now = {status.fingerprint: status for status in verdict.result.scan.windows}
    gone = {one.fingerprint for one in verdict.stale_windows if one.fingerprint not in now}
    stale = {one.fingerprint for one in verdict.stale}
    windows = tuple(
        replace(one, isolated=one.isolated or now[one.fingerprint].isolated, sandboxed=one.sandboxed or now[one.fingerprint].sandboxed)
        if one.fingerprint in now
        else one
        for one in verdict.baseline.windows
        if one.fingerprint not in gone
    )
    entries = tuple(one for one in verdict.baseline.entries if one.fingerprint not in stale)
    return Baseline(entries, windows, verdict.baseline.start)


def rewritten(verdict: Verdict, policy: Policy) -> Baseline:
    """All debt of today accepted. Stays: what this run did not look for. Left out: what fails whatever the baseline says."""
    accepting = [one.finding for one in verdict.of(Standing.NEW, Standing.KNOWN) if policy.mode(one.finding.rule) is Mode.NEW]
    entries = {one.fingerprint: entry(one.place.path, one.rule, one.fingerprint, one.scope, one.code) for one in accepting}
    stale = {one.fingerprint for one in verdict.stale}
    suppressed = {one.finding.fingerprint for one in verdict.of(Standing.SUPPRESSED)}
    for one in verdict.baseline.entries:
        if one.fingerprint not in stale and one.fingerprint not in suppressed and policy.mode(one.rule) is Mode.NEW:
            entries.setdefault(one.fingerprint, one)
    counts = Counter(one.rule for one in entries.values())
    start = {rule: max(counts[rule], verdict.baseline.start.get(rule, 0)) for rule in {*counts, *verdict.baseline.start}}
    windows = {one.fingerprint: one for one in verdict.baseline.windows if one not in verdict.stale_windows}
    for window in verdict.windows:
        status = window.status
        windows[status.fingerprint] = WindowEntry(
            status.window.place.path,
            status.fingerprint,
            status.scope,
            status.window.kind,
            status.isolated,
            status.sandboxed,
            window.left.start,
        )
    return Baseline(tuple(entries.values()), tuple(windows.values()), start)


def _counting(findings: Iterable[Finding], policy: Policy) -> list[Finding]:
    """Those that this run looks for and that are more than notes."""
    wanted = (replace(one, severity=policy.severities.get(one.rule, one.severity)) for one in findings)
    return [one for one in wanted if one.severity.rank > NOTE.rank and policy.in_scope(one.rule, one.place.path)]


def _judged(finding: Finding, suppressed: Suppressed | None, result: CheckResult, accepted: set[str], policy: Policy) -> Judged:
    comment = suppressed.by(finding, result.scan.sources) if suppressed is not None else None
    if comment is not None:
        return Judged(finding, Standing.SUPPRESSED, comment.reason)
    if policy.mode(finding.rule) is Mode.ALWAYS:
        return Judged(finding, Standing.UNACCEPTED)
    return Judged(finding, Standing.KNOWN if finding.fingerprint in accepted else Standing.NEW)


def _lost_windows(result: CheckResult, baseline: Baseline) -> Iterator[Finding]:
    was = {one.fingerprint: one for one in baseline.windows}
    for status in result.scan.windows:
        before = was.get(status.fingerprint)
        if before is None:
            continue
        states = (("isolated", before.isolated, status.isolated), ("sandboxed", before.sandboxed, status.sandboxed))
        if lost := [word for word, then, now in states if then and not now]:
            message = f"the {status.window.kind} was {' and '.join(lost)}, and is not any more"
            reason = "Bring the options back, or write a new baseline if this is meant: the reviewer will see it there."
            yield _of_gate(LOST, status.window.place, message, reason, Process.MAIN, (status.window.id,))


def _about_comments(suppressed: Suppressed, result: CheckResult, policy: Policy) -> Iterator[Finding]:
    known = {*result.scan.rules, *checks()}
    processes = {file.path: file.process for file in result.scan.files}

    def finding(rule: str, one: Suppression, message: str, reason: str) -> Finding:
        return _of_gate(rule, one.place, message, reason, processes.get(one.place.path, Process.UNKNOWN), ())

    for one in suppressed.malformed:
        yield finding(NO_REASON, one, f"this comment suppresses nothing: {one.error}", "Write it as: electron-migrate-ignore RULE: reason")
    for one in suppressed.unused:
        unknown = [rule for rule in one.rules if rule not in known]
        if unknown:
            yield finding(UNUSED, one, f"no rule is called {unknown[0]}", "See the rules with: electron-migrate explain")
        elif policy.whole and all(policy.in_scope(rule, one.place.path) for rule in one.rules):
            yield finding(UNUSED, one, f"nothing of {', '.join(one.rules)} stands here", "Remove the comment.")


def _of_gate(rule: str, place: Place, message: str, reason: str, process: Process, windows: tuple[str, ...]) -> Finding:
    severity = checks()[rule][0].severity
    id = f"{rule}:{place.path}:{place.span.start}"
    fingerprint = hashlib.sha256("\n".join((rule, place.path, message)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Finding(id, rule, severity, process, place, message, Safety.MANUAL, reason, windows=windows, fingerprint=fingerprint)


def _stale_windows(result: CheckResult, baseline: Baseline, unread: set[str]) -> Iterator[WindowEntry]:
    now = {status.fingerprint: status for status in result.scan.windows}
    for one in sorted(baseline.windows):
        status = now.get(one.fingerprint)
        if status is None:
            if one.path not in unread:
                yield one
        elif (status.isolated and not one.isolated) or (status.sandboxed and not one.sandboxed):
            yield one


def _rules(judged: tuple[Judged, ...], baseline: Baseline, policy: Policy) -> Mapping[str, Left]:
    """Of rules and checks that there is something of, now or at the start."""
    now = Counter(one.finding.rule for one in judged if one.standing is not Standing.SUPPRESSED)
    recorded = {rule: number for rule, number in baseline.start.items() if policy.mode(rule) is not Mode.OFF and policy.in_scope(rule, "")}
    return {rule: Left(now[rule], max(now[rule], recorded.get(rule, 0))) for rule in sorted({*now, *recorded})}


def _windows(result: CheckResult, baseline: Baseline, judged: tuple[Judged, ...]) -> Iterator[WindowLeft]:
    was = {one.fingerprint: one for one in baseline.windows}
    accepted = {one.finding.id for one in judged if one.standing is Standing.SUPPRESSED}
    for status in result.scan.windows:
        left = len({*status.blockers, *status.sandbox_blockers} - accepted) if not (status.isolated and status.sandboxed) else 0
        before = was.get(status.fingerprint)
        yield WindowLeft(status, Left(left, max(left, before.start if before is not None else 0)), before)
