"""Where each window stands now and where it gets to: the first thing that every report says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from electron_migrate.facts.model import Process, Safety, Window
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import PlanResult, ScanResult


@dataclass(frozen=True, slots=True)
class Outlook:
    """One window. `ready`: nothing keeps it from being isolated any more. `in_the_way`: what keeps it from its next gate.

    Where a person has to solve some of what is in the way, `in_the_way` holds only those, and `solved` counts the others.
    """

    window: Window
    isolated_now: bool
    sandboxed_now: bool
    isolated_then: bool
    sandboxed_then: bool
    ready: bool
    in_the_way: tuple[Finding, ...]
    solved: int
    held: str = ""
    """Why the plan leaves it as it is, in its own words; for plans alone."""

    @property
    def now(self) -> str:
        if self.isolated_now:
            return "isolated and sandboxed" if self.sandboxed_now else "isolated, not sandboxed"
        return "sandboxed, not isolated" if self.sandboxed_now else "not isolated"

    @property
    def then(self) -> str:
        if self.isolated_then:
            return "isolated and sandboxed" if self.sandboxed_then else "isolated, not sandboxed"
        return "ready to be isolated, at level review" if self.ready else "stays as it is"

    @property
    def is_done(self) -> bool:
        return self.isolated_now and self.sandboxed_now


def scan_outlooks(scan: ScanResult) -> tuple[Outlook, ...]:
    """Held windows first, done ones last. What a plan would reach at most counts as `then`."""
    findings = {finding.id: finding for finding in scan.findings}
    outlooks = []
    for status in scan.windows:
        in_the_way, solved = _in_the_way(status.sandbox_blockers if status.ready else status.blockers, findings)
        sandboxed = status.ready and (status.sandboxed or not status.sandbox_blockers)
        outlooks.append(
            Outlook(status.window, status.isolated, status.sandboxed, status.ready, sandboxed, status.ready, in_the_way, solved)
        )
    return _ordered(outlooks)


def plan_outlooks(plan: PlanResult) -> tuple[Outlook, ...]:
    """Held windows first, done ones last. `then` is what the steps of this very plan reach; windows that only the plan makes are left out."""
    findings = {finding.id: finding for finding in plan.scan.findings}
    known = {status.window.id for status in plan.scan.windows}
    later = {status.window.id: status for status in plan.windows_after}
    reasons = {group.id: group.held for group in plan.held}
    # files in which windows could not be told apart from those of today
    unsure = {status.window.place.path for status in plan.windows_after if status.window.id not in known}
    outlooks = []
    for now in plan.scan.windows:
        after = later.get(now.window.id)
        if after is None:
            # a window that a page made: main makes it then, isolated and sandboxed
            moved = now.window.process is Process.RENDERER and now.window.place.path not in unsure
            after = replace(now, isolated=moved or now.isolated, sandboxed=moved or now.sandboxed, ready=moved, blockers=(), sandbox_blockers=())
        in_the_way, solved = _in_the_way(after.sandbox_blockers if after.ready else after.blockers, findings)
        held = reasons.get(f"{'sandbox' if after.isolated else 'isolate'}-{now.window.id}", "")
        outlooks.append(Outlook(now.window, now.isolated, now.sandboxed, after.isolated, after.sandboxed, after.ready, in_the_way, solved, held))
    return _ordered(outlooks)


def readiness(outlooks: tuple[Outlook, ...]) -> str:
    """`1 of 3 isolated now, 2 of 3 once the plan is applied`."""
    now, then, total = sum(one.isolated_now for one in outlooks), sum(one.isolated_then for one in outlooks), len(outlooks)
    if now == total:
        return f"{now} of {total} isolated"
    return f"{now} of {total} isolated now, {then} of {total} once the plan is applied"


def _in_the_way(ids: Iterable[str], findings: Mapping[str, Finding]) -> tuple[tuple[Finding, ...], int]:
    known = tuple(findings[blocker] for blocker in ids if blocker in findings)
    by_hand = tuple(finding for finding in known if finding.safety in (Safety.MANUAL, None))
    return (by_hand, len(known) - len(by_hand)) if by_hand else (known, 0)


def _ordered(outlooks: Iterable[Outlook]) -> tuple[Outlook, ...]:
    return tuple(sorted(outlooks, key=lambda one: (one.ready, one.isolated_now, one.sandboxed_now, one.window.place)))
