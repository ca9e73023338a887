"""What to do next, most useful first: the reader of a report is given no more than three things."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import PlanResult, ScanResult
from electron_migrate.report.layout import View, count
from electron_migrate.report.places import locate
from electron_migrate.report.tally import tally

MOST = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """`action` is a command to paste or a place to go to; `why` is one sentence."""

    action: str
    why: str


def steps_after_scan(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    """At most three: what hides findings, what the tool can do, what only a person can."""
    steps = [*_unread(scan, view)]
    counts = tally(scan.findings).by_safety
    if counts["safe"] or counts["review"]:
        fixes = " and ".join(f"{counts[word]} {word}" for word in ("safe", "review") if counts[word])
        steps.append(NextStep(view.command("plan"), f"shows the fixes as a diff ({fixes}) and writes nothing"))
    elif any(status.ready and not (status.isolated and status.sandboxed) for status in scan.windows):
        steps.append(NextStep(view.command("plan"), "shows how the windows that are ready get isolated, and writes nothing"))
    steps.extend(_by_hand(scan, view))
    if counts["safe"]:
        steps.append(NextStep(view.command("apply"), f"writes {count(counts['safe'], 'safe fix', 'safe fixes')}; undo takes that back"))
    return tuple(steps[:MOST])


def steps_after_plan(plan: PlanResult, view: View) -> tuple[NextStep, ...]:
    """At most three: apply what is safe, then what is reviewed, then the work that is left for a person."""
    steps = [*_unread(plan.scan, view)]
    safe = sum(step.group.safety is Safety.SAFE for step in plan.steps)
    review = len(plan.steps) - safe
    if safe:
        steps.append(NextStep(view.command("apply"), f"writes {count(safe, 'safe group')}; undo takes that back"))
    if review:
        steps.append(
            NextStep(
                view.command("apply", "--level", "review"),
                f"writes {'also ' if safe else ''}{count(review, 'review group')}, once you have read what may change",
            )
        )
    steps.extend(_by_hand(plan.scan, view))
    return tuple(steps[:MOST])


def blockers_by_hand(scan: ScanResult) -> tuple[Finding, ...]:
    """Findings that no fix takes away and that keep windows from being isolated; those that keep most windows first."""
    by_id = {finding.id: finding for finding in scan.findings}
    kept = Counter(blocker for status in scan.windows if not status.ready for blocker in status.blockers)
    manual = [by_id[blocker] for blocker in kept if blocker in by_id and by_id[blocker].safety in (Safety.MANUAL, None)]
    return tuple(sorted(manual, key=lambda finding: (-kept[finding.id], finding.place, finding.rule)))


def _unread(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    fatal = [problem for problem in scan.problems if problem.fatal]
    if not fatal:
        return ()
    first = fatal[0]
    place = view.prefix + first.path + (f":{first.line}" if first.line is not None else "")
    rest = f" ({len(fatal) - 1} more below)" if len(fatal) > 1 else ""
    return (NextStep(place, f"repair it first: what it does is not in this report{rest}"),)


def _by_hand(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    blockers = blockers_by_hand(scan)
    if not blockers:
        return ()
    first = blockers[0]
    windows = sum(first.id in status.blockers for status in scan.windows if not status.ready)
    why = f"change it by hand, it holds {count(windows, 'window')}: {first.message}"
    return (NextStep(view.prefix + locate(scan.sources, first.place).text, why),)
