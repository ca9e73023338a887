"""`electron-migrate apply`: writes the groups of a plan, all or none; or those that a person accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import click
from rich.text import Text

from electron_migrate.cli.interactive import Session
from electron_migrate.cli.options import (
    Scope,
    app_argument,
    app_root,
    detail_of,
    detail_options,
    level_of,
    level_option,
    refuse_beside_plan,
    request_of,
    scope_options,
)
from electron_migrate.cli.output import stdout_console, view_of, warn
from electron_migrate.cli.plan_file import read_plan_file
from electron_migrate.cli.runs import EXIT_FOUND, EXIT_NOT_ANALYSED, has_unread, run_plan, run_recheck, run_recorded
from electron_migrate.cli.terminal import ConsoleTerminal, edit_patch, require_terminal
from electron_migrate.cli.writing import require_repository, write_steps
from electron_migrate.code.patch import PatchError
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Step
from electron_migrate.report.apply_text import after_lines, before_lines
from electron_migrate.report.layout import Detail, View, show
from electron_migrate.report.plan_text import held_within_level
from electron_migrate.write.journal import recover


@click.command()
@app_argument
@click.option(
    "--interactive", "-i", is_flag=True, help="Decide group by group, in a terminal (up to level review, unless --level safe is given)."
)
@click.option("--plan", "plan_file", type=click.Path(path_type=Path), metavar="FILE", help="Apply exactly this plan.json.")
@level_option("safe")
@click.option("--commit", is_flag=True, help="Make one git commit for each group.")
@click.option("--allow-dirty", is_flag=True, help="Write although git shows changes that are not committed.")
@scope_options
@detail_options
@click.pass_context
def apply(
    context: click.Context,
    *,
    app: Path,
    interactive: bool,
    plan_file: Path | None,
    level: str | None,
    commit: bool,
    allow_dirty: bool,
    quiet: bool,
    verbose: bool,
    **scope: Unpack[Scope],
) -> None:
    """Write the change groups of the plan for APP.

    Safe groups only, unless --level review is given. `electron-migrate undo` takes it back, byte for byte.

    \b
    Examples:
      electron-migrate apply
      electron-migrate apply --level review --commit
      electron-migrate apply -i
      electron-migrate apply --plan ../migration/plan.json

    \b
    Exit codes:
      0  all groups up to the level, or all that were accepted, are applied
      1  some are held, the others are applied
      2  wrong usage, or refused; nothing is written
      3  as 0 or 1, but a file that a window or main reaches could not be analysed
    """
    root = app_root(app)
    detail = detail_of(quiet=quiet, verbose=verbose)
    if plan_file is not None:
        refuse_beside_plan(context, "interactive")
        scope["no_config"] = True
    request = request_of(root, scope)
    options = request.options
    view = view_of(app, root, detail, request.given if plan_file is None else ())
    if interactive:
        require_terminal("--interactive asks questions")
    if commit:
        require_repository(root)
    if interactive:
        _recover(root)
        plan = _interactive(root, options, level_of(level, request.settings, "review"), view, commit=commit, allow_dirty=allow_dirty)
        if has_unread(plan.scan):
            context.exit(EXIT_NOT_ANALYSED)
        return
    if plan_file is not None:
        recorded = read_plan_file(plan_file)
        skipped = recorded.skip
        _recover(root)
        plan = run_recorded(root, replace(recorded, options=replace(recorded.options, transforms=options.transforms)))
    else:
        skipped = ()
        _recover(root)
        plan = run_plan(root, request.options, level_of(level, request.settings, "safe"))
    held = tuple(group for group in held_within_level(plan) if group.id not in skipped)
    console = stdout_console()
    files: tuple[str, ...] = ()
    if plan.steps:

        def say() -> None:
            if detail is not Detail.QUIET:
                show(console, before_lines(plan, view, console.width))

        files = write_steps(root, plan, plan.steps, commit=commit, allow_dirty=allow_dirty, say=say)
    show(console, after_lines(plan, held, files, view, console.width))
    if has_unread(plan.scan):
        context.exit(EXIT_NOT_ANALYSED)
    if held:
        context.exit(EXIT_FOUND)


def _interactive(root: Path, options: Options, level: str, view: View, *, commit: bool, allow_dirty: bool) -> PlanResult:
    """Rounds of decisions, each followed by writing what was accepted; a round ends with the person, or with a group that was edited."""
    terminal = ConsoleTerminal(stdout_console())

    def plan(wanted: Options) -> PlanResult:
        return run_plan(root, wanted, level)

    def edit(own: PlanResult, step: Step) -> Mapping[str, bytes] | None:
        return _edit(root, options, own, step, terminal)

    session = Session(options, plan, edit, terminal, view)
    while True:
        decided = session.run()
        steps = decided.plan.steps
        if decided.edited is not None:
            steps = _with_edited(steps, decided.edited)
        files = write_steps(root, decided.plan, steps, commit=commit, allow_dirty=allow_dirty) if steps else ()
        if files or not decided.go_on:
            terminal.show([Text()])
            terminal.show(after_lines(replace(decided.plan, steps=steps), (), files, view, terminal.width))
        if not decided.go_on:
            return decided.plan
        # what follows an edit is decided over the app as it is now; a clean tree cannot be asked for any more
        allow_dirty = allow_dirty or not commit
        session = Session(options, plan, edit, terminal, view, session.remembered(), session.without)


def _edit(root: Path, options: Options, own: PlanResult, step: Step, terminal: ConsoleTerminal) -> Mapping[str, bytes] | None:
    try:
        edited = edit_patch(step)
    except PatchError as error:
        terminal.show([Text(f"    The diff does not fit: {error}.")])
        return None
    if not edited:
        return None
    final = {file.path: file.after for one in own.steps if one.number < step.number for file in one.files}
    changed = {path: data for path, data in {**final, **edited}.items() if data is not None}
    wrong = run_recheck(root, options, changed)
    terminal.show(Text(f"    It cannot be applied so: {message}.") for message in wrong)
    return None if wrong else edited


def _with_edited(steps: tuple[Step, ...], edited: Mapping[str, bytes]) -> tuple[Step, ...]:
    """The steps up to the edited one, which is the last, with its files as the person left them."""
    *before, last = steps
    files = tuple(replace(file, after=edited.get(file.path, file.after)) for file in last.files)
    return (*before, replace(last, files=files))


def _recover(root: Path) -> None:
    if recovery := recover(root):
        warn(recovery.message)
