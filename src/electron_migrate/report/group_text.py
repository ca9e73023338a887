"""One change group for somebody who decides about it: what it is, why, what can differ, and its diff."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from electron_migrate.code.diff import unified_diff
from electron_migrate.code.edits import apply
from electron_migrate.pipeline import PlanResult, ScanResult
from electron_migrate.plan.model import Fix, Step
from electron_migrate.report.layout import FAINT, HEADING, PATH, STYLE_OF_SAFETY, View, count, paragraph, printable
from electron_migrate.report.places import locate

_MOST_FINDINGS = 6
_LABEL = "    "


def decision_lines(
    step: Step, plan: PlanResult, view: View, width: int, number: int, total: int, notes: Iterable[str] = ()
) -> Iterable[Text]:
    """The head above a group's diff: its title and level, what may change, the findings that it solves with their reason.

    `number` of `total`: how far the person is.
    """
    group = step.group
    word = group.safety.word
    yield Text.assemble((f"[{number}/{total}] ", FAINT), (printable(group.title), HEADING), "  ", (word, STYLE_OF_SAFETY[word]))
    for note in notes:
        yield from paragraph(note, width, indent=_LABEL)
    for change in group.may_change:
        yield from paragraph(change, width, indent=f"{_LABEL}            ", first=f"{_LABEL}may change: ")
    yield from _finding_lines(group.findings, plan.scan, view, width)


def _finding_lines(ids: Iterable[str], scan: ScanResult, view: View, width: int) -> Iterable[Text]:
    known = {finding.id: finding for finding in scan.findings}
    findings = [known[id] for id in ids if id in known]
    for finding in findings[:_MOST_FINDINGS]:
        place = printable(view.prefix + locate(scan.sources, finding.place).text)
        yield Text.assemble(_LABEL, (place, PATH), "  ", printable(finding.message))
    if len(findings) > _MOST_FINDINGS:
        yield Text(f"{_LABEL}and {count(len(findings) - _MOST_FINDINGS, 'more place')}", FAINT)


def fix_lines(fix: Fix, scan: ScanResult, view: View, width: int, number: int, total: int) -> Iterable[Text]:
    """The head above the diff of one fix of a group."""
    word = fix.safety.word
    yield Text.assemble((f"    ({number}/{total}) ", FAINT), printable(fix.title), "  ", (word, STYLE_OF_SAFETY[word]))
    if fix.may_change:
        yield from paragraph(fix.may_change, width, indent=f"{_LABEL}            ", first=f"{_LABEL}may change: ")


def fix_patch(fix: Fix, scan: ScanResult) -> bytes:
    """What one fix alone does to the files as they are, without what goes with it (imports, bridge)."""
    parts = []
    for path, edits in fix.edits.items():
        source = scan.sources[path]
        parts.append(unified_diff(path, source.raw, source.bom + apply(source.data, edits)))
    return b"".join(parts)
