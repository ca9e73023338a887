"""What to do next, most useful first: the reader of a report is given no more than three things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import PlanResult, ScanResult
from electron_migrate.report.layout import Detail, View, count
from electron_migrate.report.places import locate
from electron_migrate.report.tally import tally

MOST = 3
FEW = 3


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
    steps = [*_unread(plan.scan, view), *_raise(plan)]
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


def raises_electron(plan: PlanResult) -> bool:
    """True for a plan whose code needs a newer Electron than the app has."""
    version = plan.scan.electron
    return version.declared_major is not None and version.declared_major < version.major


def once_raised(plan: PlanResult) -> str:
    """What has to be added where it says that the app runs after each group."""
    return f", on Electron {plan.scan.electron.major}" if raises_electron(plan) else ""


def _raise(plan: PlanResult) -> Iterator[NextStep]:
    if raises_electron(plan):
        version = plan.scan.electron
        why = f"before the groups of later stages are applied: they are made for it, and the app has {version.declared_major} today"
        yield NextStep(f"install electron@{version.major}", why)


def _unread(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    fatal = [problem for problem in scan.problems if problem.fatal]
    if not fatal:
        return ()
    first = fatal[0]
    place = view.prefix + first.path + (f":{first.line}" if first.line is not None else "")
    rest = f" ({len(fatal) - 1} more below)" if len(fatal) > 1 else ""
    return (NextStep(place, f"repair it first: what it does is not in this report{rest}"),)


def cheapest_windows(scan: ScanResult) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The places to change by hand that free most windows for each of them, and the ids of these windows; both empty where there are none.

    What keeps a window is what no fix takes away. A set of places frees every window that nothing else keeps.
    """
    by_id = {finding.id: finding for finding in scan.findings}
    kept: dict[str, frozenset[str]] = {}
    for status in scan.windows:
        by_hand = frozenset(id for id in status.blockers if id in by_id and by_id[id].safety in (Safety.MANUAL, None))
        if not status.ready and by_hand and not status.open_end:
            kept[status.window.id] = by_hand
    best: tuple[frozenset[str], tuple[str, ...]] = (frozenset(), ())
    for places in dict.fromkeys(kept.values()):
        freed = tuple(window for window, others in kept.items() if others <= places)
        known, windows = best
        # freed / places is greater, or the same for more windows
        gain, before = len(freed) * len(known), len(windows) * len(places)
        if not known or gain > before or (gain == before and len(freed) > len(windows)):
            best = (places, freed)
    places, windows = best
    return tuple(sorted((by_id[id] for id in places), key=lambda finding: (finding.place, finding.rule, finding.id))), windows


def _by_hand(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    """The cheapest windows; where other things hold all windows too, the place that keeps most of them."""
    places, windows = cheapest_windows(scan)
    if not places:
        return _most_in_the_way(scan, view)
    first, *others = places
    named = ", ".join(windows[:FEW]) + (f" and {len(windows) - FEW} more" if len(windows) > FEW else "")
    held = f"window{'s' if len(windows) > 1 else ''} {named}"
    what = f"change it by hand, it alone holds {held}"
    if others:
        what = f"change it and {count(len(others), 'more place')} by hand, they alone hold {held}"
    messages = "; ".join(_with_place(scan, finding, first) for finding in places[:FEW])
    rest = len(places) - FEW
    where = "below" if view.detail is Detail.VERBOSE else view.command("scan", "--verbose")
    more = f"; and {rest} further: {where}" if rest > 0 else ""
    return (NextStep(view.prefix + locate(scan.sources, first.place).text, f"{what}: {messages}{more}"),)


def _most_in_the_way(scan: ScanResult, view: View) -> tuple[NextStep, ...]:
    blockers = blockers_by_hand(scan)
    if not blockers:
        return ()
    first = blockers[0]
    windows = sum(first.id in status.blockers for status in scan.windows if not status.ready)
    why = f"change it by hand, it holds {count(windows, 'window')}: {first.message}"
    return (NextStep(view.prefix + locate(scan.sources, first.place).text, why),)


def _with_place(scan: ScanResult, finding: Finding, first: Finding) -> str:
    """Its message, with its line where that is not told yet."""
    at = locate(scan.sources, finding.place)
    if finding == first:
        return finding.message
    where = f"line {at.start.line}" if at.path == first.place.path else f"{at.path}:{at.start.line}"
    return f"{finding.message} ({where})"
