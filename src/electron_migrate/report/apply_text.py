"""What apply says: before it writes, which groups; afterwards, what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Group
from electron_migrate.report.layout import HEADING, PATH, Detail, View, count
from electron_migrate.report.plan_text import group_lines, held_lines
from electron_migrate.report.text import problem_lines


def before_lines(plan: PlanResult, view: View, width: int) -> Iterable[Text]:
    """The groups that are about to be written."""
    yield Text.assemble(("Writing", HEADING), f"  {count(len(plan.steps), 'change group')}")
    yield from group_lines(plan, view, width)
    yield Text()


def after_lines(plan: PlanResult, held: Sequence[Group], files: Sequence[str], view: View, width: int) -> Iterable[Text]:
    """What is held and why, how many files were written, and how to go back."""
    if held and view.detail is not Detail.QUIET:
        yield Text.assemble(("Held", f"{HEADING} yellow"), f"  {count(len(held), 'change group')} not written")
        yield from held_lines(held, view, width)
        yield Text()
    if plan.scan.problems:
        yield from problem_lines(plan.scan.problems, view, width)
        yield Text()
    also = f"; {len(held)} held" if held else ""
    if not plan.steps:
        yield Text(f"Nothing to apply up to level {plan.level}{also}.")
    elif not files:
        yield Text(f"Nothing changed{also}.")
    else:
        yield Text(f"Applied {count(len(plan.steps), 'change group')} in {count(len(files), 'file')}{also}.")
        yield Text.assemble("Undo with: ", (view.undo, PATH))
