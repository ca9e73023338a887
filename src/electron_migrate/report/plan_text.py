"""The report of a plan for a terminal: groups in order, what is held and why, the windows afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Group
from electron_migrate.report.diffstat import FileStat, diffstat
from electron_migrate.report.layout import FAINT, HEADING, PATH, STYLE_OF_SAFETY, Detail, View, count, paragraph, printable, show
from electron_migrate.report.next_steps import blockers_by_hand, once_raised, steps_after_plan
from electron_migrate.report.outlook import plan_outlooks
from electron_migrate.report.places import locate
from electron_migrate.report.text import app_line, problem_lines, step_lines
from electron_migrate.report.windows import window_lines

_INDENT = " " * 6


def print_plan(plan: PlanResult, console: Console, view: View) -> None:
    """One summary line when quiet; findings of each group when verbose."""
    show(console, plan_lines(plan, view, console.width))


def plan_lines(plan: PlanResult, view: View, width: int) -> Iterable[Text]:
    if view.detail is Detail.QUIET:
        yield from problem_lines([problem for problem in plan.scan.problems if problem.fatal], view, width)
        yield Text(plan_summary(plan))
        return
    yield app_line(plan.scan)
    yield Text()
    yield from window_lines(plan.scan, plan_outlooks(plan), view, width)
    if steps := steps_after_plan(plan, view):
        yield Text()
        yield from step_lines(steps, width)
    if plan.steps:
        yield Text()
        yield Text.assemble(("Change groups", HEADING), f"  in order; the app runs after each of them{once_raised(plan)}")
        yield from group_lines(plan, view, width)
    if held := held_within_level(plan):
        yield Text()
        yield Text.assemble(("Held", f"{HEADING} yellow"), f"  {count(len(held), 'group')} that cannot be written yet")
        yield from held_lines(held, view, width)
    if above := len(plan.held) - len(held):
        yield Text()
        yield Text(f"{count(above, 'group')} above level {plan.level}: {view.command('plan', '--level', 'review')}", FAINT)
    if plan.scan.problems:
        yield Text()
        yield from problem_lines(plan.scan.problems, view, width)
    yield Text()
    yield Text(plan_summary(plan))


def plan_summary(plan: PlanResult) -> str:
    """One line, always the last one."""
    stats = [stat for step in plan.steps for stat in diffstat(step)]
    files = len({stat.path for stat in stats})
    added, removed = sum(stat.added for stat in stats), sum(stat.removed for stat in stats)
    by_hand = len(blockers_by_hand(plan.scan))
    parts = [f"{count(len(plan.steps), 'group')} to apply" + (f" in {count(files, 'file')}, +{added} -{removed}" if files else "")]
    if held := held_within_level(plan):
        parts.append(f"{len(held)} held")
    if by_hand:
        parts.append(f"{count(by_hand, 'blocker')} to solve by hand")
    return "; ".join(parts) + "."


def held_within_level(plan: PlanResult) -> tuple[Group, ...]:
    """Held groups that the level would have let through."""
    return tuple(group for group in plan.held if group.safety.word in ("safe", plan.level))


def group_lines(plan: PlanResult, view: View, width: int) -> Iterable[Text]:
    """Each group with its files and what can differ afterwards, its findings when verbose; a heading where a stage begins."""
    stage = None
    findings = {finding.id: finding for finding in plan.scan.findings}
    for step in plan.steps:
        group = step.group
        if group.stage is not stage:
            stage = group.stage
            yield Text(f"  {stage.value}", FAINT)
        yield from _titled(f"  {step.number:>2}  ", group, width)
        yield from _stats(diffstat(step), view, width)
        for change in group.may_change:
            yield from paragraph(f"may change: {change}", width, indent=_INDENT)
        if view.detail is Detail.VERBOSE:
            for finding in (findings[id] for id in group.findings if id in findings):
                place = printable(view.prefix + locate(plan.scan.sources, finding.place).text)
                yield Text.assemble(_INDENT, (place, PATH), "  ", printable(finding.rule))


def held_lines(groups: Sequence[Group], view: View, width: int) -> Iterable[Text]:
    """Each held group with the reason."""
    for group in groups:
        yield from _titled("   -  ", group, width)
        yield from paragraph(f"held: {group.held or 'no reason given'}", width, indent=_INDENT)
        if view.detail is Detail.VERBOSE:
            for dependency in group.depends_on:
                yield Text(f"{_INDENT}needs {printable(dependency)}", FAINT)


def _titled(head: str, group: Group, width: int) -> Iterable[Text]:
    safety = group.safety.word
    title, *rest = paragraph(group.title, width - len(safety) - 2, indent=_INDENT, first=head) or [Text(head)]
    title.append("  ")
    title.append(safety, STYLE_OF_SAFETY[safety])
    yield title
    yield from rest


def _stats(stats: Sequence[FileStat], view: View, width: int) -> Iterable[Text]:
    """`main.js +3 -1`, several to a line where they fit."""
    line = Text(_INDENT)
    for stat in stats:
        item = Text.assemble((printable(view.prefix + stat.path), PATH))
        if stat.change != "changed":
            item.append(" new" if stat.change == "added" else " deleted")
        if stat.added:
            item.append(f" +{stat.added}", "green")
        if stat.removed:
            item.append(f" -{stat.removed}", "red")
        if line.plain.strip() and line.cell_len + item.cell_len + 2 > width:
            yield line
            line = Text(_INDENT)
        if line.plain.strip():
            line.append("  ")
        line.append_text(item)
    if line.plain.strip():
        yield line
