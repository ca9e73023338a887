"""The runs that commands share: scan, plan, and the plan of a file again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from electron_migrate import __version__
from electron_migrate.choices import ChoiceError
from electron_migrate.cli.options import safety_of
from electron_migrate.cli.output import progress_bar, status, warn
from electron_migrate.cli.plan_file import RecordedPlan, refuse_changed_autos, refuse_other_edits
from electron_migrate.code.source import digest_of
from electron_migrate.errors import UserError
from electron_migrate.facts.link import SummaryCache
from electron_migrate.options import Options
from electron_migrate.pipeline import CheckResult, PlanResult, ScanResult
from electron_migrate.report.document import plan_document
from electron_migrate.write.errors import WriteError
from electron_migrate.write.journal import is_interrupted

EXIT_FOUND = 1
EXIT_NOT_ANALYSED = 3


def run_scan(root: Path, options: Options, cache: SummaryCache | None = None) -> ScanResult:
    """`cache`: of an earlier run, added to."""
    from electron_migrate import pipeline

    _warn_if_interrupted(root)
    with progress_bar() as progress:
        return pipeline.scan(root, options, cache, progress)


def run_check(root: Path, options: Options) -> CheckResult:
    from electron_migrate import pipeline

    _warn_if_interrupted(root)
    with progress_bar() as progress:
        return pipeline.check(root, options, progress)


def run_plan(root: Path, options: Options, level: str, cache: SummaryCache | None = None) -> PlanResult:
    """`level`: `safe` or `review`. `cache`: of an earlier run, added to."""
    from electron_migrate import pipeline

    with progress_bar() as progress:
        return pipeline.plan(root, options, safety_of(level), cache, progress)


def run_recheck(root: Path, options: Options, changed: Mapping[str, bytes]) -> tuple[str, ...]:
    """What would be wrong with files that a person edited; see `pipeline.recheck`."""
    from electron_migrate import pipeline

    with status("Checking"):
        return pipeline.recheck(root, options, changed)


def run_plan_readonly(root: Path, options: Options, level: str, cache: SummaryCache | None = None) -> PlanResult:
    """`run_plan` for a command that must not settle what an earlier one left half-way."""
    _warn_if_interrupted(root)
    return run_plan(root, options, level, cache)


def run_recorded(root: Path, recorded: RecordedPlan) -> PlanResult:
    """The plan of a file, made again without the groups that are marked `skip`.

    Raises UserError (EM105) unless the app, and what this version makes of it, are what the file says, (EM125) where it was edited in a way that
    changes patches, and (EM106) where it was edited where it cannot be.
    """
    if not recorded.is_planned:
        path = recorded.file.path
        place = [] if root == Path.cwd() else [str(root)]
        command = shlex.join(["electron-migrate", "plan", *place, "--plan", str(path), "-o", str(path.parent)])
        help = f"See what comes of it, and have the patches made: {command}"
        raise UserError("EM125", f"{recorded.file.path} was edited since its patches were made", help)
    plan = run_chosen(root, recorded, skip=recorded.left_out)
    changed = sorted(path for path in {*recorded.digests, *plan.digests} if recorded.digests.get(path) != plan.digests.get(path))
    if changed:
        raise UserError("EM105", f"{len(changed)} of the plan's files changed since it was made", details=tuple(changed))
    now = {step.group.id: digest_of(step.patch) for step in plan.steps}
    different = [id for id in dict.fromkeys((*recorded.patches, *now)) if recorded.patches.get(id) != now.get(id)]
    if different or list(recorded.patches) != list(now):
        made_by = f" (it was made by version {recorded.version}, this is {__version__})" if recorded.version != __version__ else ""
        raise UserError("EM105", f"the plan comes out differently now{made_by}", details=tuple(f"group {id}" for id in different))
    if recorded.version == __version__:
        refuse_other_edits(recorded, plan_document(plan, replace(recorded.options, skip=recorded.left_out)))
    if set(recorded.skip) == set(recorded.left_out):
        return plan
    plan = run_chosen(root, recorded, skip=recorded.skip)
    left = [step.group.id for step in plan.steps if step.group.id in recorded.skip]
    if left:
        raise RuntimeError(f"groups to be skipped are still in the plan: {', '.join(left)}")
    return plan


def run_edited(root: Path, recorded: RecordedPlan) -> PlanResult:
    """A new plan of the app as it is, with what a person chose in the file of an earlier one.

    Raises UserError (EM106) for a choice that cannot be had, and for an edit that would have no effect.
    """
    _warn_if_interrupted(root)
    plan = run_chosen(root, recorded, skip=recorded.skip)
    refuse_changed_autos(recorded, plan.choices)
    is_same_app = recorded.version == __version__ and all(
        plan.digests.get(path, digest) == digest for path, digest in recorded.digests.items()
    )
    if recorded.is_planned and is_same_app:
        before = plan if set(recorded.skip) == set(recorded.left_out) else run_chosen(root, recorded, skip=recorded.left_out)
        refuse_other_edits(recorded, plan_document(before, replace(recorded.options, skip=recorded.left_out)))
    return plan


def run_chosen(root: Path, recorded: RecordedPlan, *, skip: tuple[str, ...]) -> PlanResult:
    try:
        return run_plan(root, replace(recorded.options, skip=skip), recorded.level)
    except ChoiceError as error:
        recorded.file.refuse_choice(error)


def has_unread(scan: ScanResult) -> bool:
    """Whether a file that a window or main reaches could not be analysed."""
    return any(problem.fatal for problem in scan.problems)


def _warn_if_interrupted(root: Path) -> None:
    try:
        interrupted = is_interrupted(root)
    except (WriteError, OSError):
        return  # the commands that write say what is wrong with the journal
    if interrupted:
        warn("an apply was interrupted half-way in this app; the next apply or undo settles it")
