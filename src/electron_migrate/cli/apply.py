"""`electron-migrate apply`: writes the groups of a plan, all or none."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from electron_migrate.cli.options import (
    app_argument,
    app_root,
    detail_of,
    detail_options,
    level_option,
    make_options,
    scope_options,
)
from electron_migrate.cli.output import stdout_console, view_of, warn
from electron_migrate.cli.plan_file import read_plan_file
from electron_migrate.cli.runs import EXIT_FOUND, EXIT_NOT_ANALYSED, has_unread, run_plan, run_recorded
from electron_migrate.errors import UserError
from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Group, Step
from electron_migrate.report.apply_text import after_lines, before_lines
from electron_migrate.report.layout import Detail, show
from electron_migrate.report.plan_text import held_within_level
from electron_migrate.write.apply import apply_changes
from electron_migrate.write.changes import ChangeSet, FileChange
from electron_migrate.write.git import dirty_files
from electron_migrate.write.journal import recover

_RECORDED = ("level", "electron", "select", "ignore", "exclude", "window", "api_name")


@click.command()
@app_argument
@click.option("--plan", "plan_file", type=click.Path(path_type=Path), metavar="FILE", help="Apply exactly this plan.json.")
@level_option("safe")
@click.option("--allow-dirty", is_flag=True, help="Write although git shows changes that are not committed.")
@scope_options
@detail_options
@click.pass_context
def apply(
    context: click.Context,
    *,
    app: Path,
    plan_file: Path | None,
    level: str,
    allow_dirty: bool,
    electron: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exclude: tuple[str, ...],
    window: tuple[str, ...],
    api_name: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the change groups of the plan for APP.

    Safe groups only, unless --level review is given. `electron-migrate undo` takes it back, byte for byte.

    \b
    Examples:
      electron-migrate apply
      electron-migrate apply --level review
      electron-migrate apply --plan ../migration/plan.json

    \b
    Exit codes:
      0  all groups up to the level are applied
      1  some are held, the others are applied
      2  wrong usage, or refused; nothing is written
      3  as 0 or 1, but a file that a window or main reaches could not be analysed
    """
    root = app_root(app)
    detail = detail_of(quiet=quiet, verbose=verbose)
    options = make_options(electron=electron, select=select, ignore=ignore, exclude=exclude, window=window, api_name=api_name)
    view = view_of(app, root, detail, options)
    if plan_file is not None:
        _refuse_given(context)
        recorded = read_plan_file(plan_file)
        skipped = recorded.skip
        _recover(root)
        plan = run_recorded(root, recorded)
    else:
        skipped = ()
        _recover(root)
        plan = run_plan(root, options, level)
    held = tuple(group for group in held_within_level(plan) if group.id not in skipped)
    console = stdout_console()
    files: tuple[str, ...] = ()
    if plan.steps:
        if not allow_dirty:
            _refuse_dirty(root, plan)
        if detail is not Detail.QUIET:
            show(console, before_lines(plan, view, console.width))
        files = apply_changes(root, [_change_set(step) for step in plan.steps]).files
    show(console, after_lines(plan, held, files, view, console.width))
    if has_unread(plan.scan):
        context.exit(EXIT_NOT_ANALYSED)
    if held:
        context.exit(EXIT_FOUND)


def _refuse_given(context: click.Context) -> None:
    """The options of a plan are those that it was made with."""
    for name in _RECORDED:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name.replace('_', '-')} cannot be given with --plan: the plan has its own.")


def _recover(root: Path) -> None:
    if recovery := recover(root):
        warn(recovery.message)


def _refuse_dirty(root: Path, plan: PlanResult) -> None:
    touched = frozenset(state.path for step in plan.steps for state in step.files)
    if dirty := dirty_files(root, touched):
        raise UserError("EM104", "the app has changes that are in no commit", details=dirty)


def _change_set(step: Step) -> ChangeSet:
    files = (FileChange(state.path, state.before, state.after) for state in step.files)
    return ChangeSet(_label(step.group), tuple(files))


def _label(group: Group) -> str:
    return f"{group.stage.value}: {group.title}"
