"""Steps of a plan onto the disk, and into git where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from electron_migrate.cli.output import status
from electron_migrate.errors import UserError
from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Group, Step
from electron_migrate.report.commit_text import commit_message
from electron_migrate.write.apply import apply_changes, undo
from electron_migrate.write.changes import ChangeSet, FileChange
from electron_migrate.write.commit import can_commit, commit_files, knows_who_commits
from electron_migrate.write.errors import GitUnusable
from electron_migrate.write.git import dirty_files


def write_steps(
    root: Path, plan: PlanResult, steps: Sequence[Step], *, commit: bool, allow_dirty: bool, say: Callable[[], None] = lambda: None
) -> tuple[str, ...]:
    """The app-relative files that were written, sorted. `say` is called when nothing speaks against writing any more.

    Without `commit` all steps are one entry of the history; with it each is one entry and one commit. Raises UserError (EM104) for a tree that is
    not clean, and what the writer raises; commits made by then stay.
    """
    if not allow_dirty:
        _refuse_dirty(root, steps)
    say()
    if not commit:
        return apply_changes(root, [_change_set(step) for step in steps]).files
    written: set[str] = set()
    with status("Committing") as at:
        for number, step in enumerate(steps, 1):
            at(f"{number}/{len(steps)}")
            files = apply_changes(root, [_change_set(step)]).files
            if files:
                _commit(root, files, step.group, plan)
            written.update(files)
    return tuple(sorted(written))


def require_repository(root: Path) -> None:
    """Raises UserError (EM121) where nothing can be committed, and (EM126) where git does not know who commits."""
    if not can_commit(root):
        raise UserError("EM121", "--commit needs the app to be in a git repository")
    if not knows_who_commits(root):
        raise UserError("EM126", "git does not know who commits", "Set it: git config user.name NAME and git config user.email ADDRESS.")


def _commit(root: Path, files: Sequence[str], group: Group, plan: PlanResult) -> None:
    """Raises UserError (EM126), with the group's files as they were: what was written before is in commits."""
    try:
        commit_files(root, files, commit_message(group, plan.scan))
    except GitUnusable as error:
        undo(root)
        raise UserError("EM126", f"git did not commit “{group.title}”, which is taken back: {error.reason}") from error


def _refuse_dirty(root: Path, steps: Sequence[Step]) -> None:
    touched = frozenset(state.path for step in steps for state in step.files)
    if dirty := dirty_files(root, touched):
        raise UserError("EM104", "the app has changes that are in no commit", details=dirty)


def _change_set(step: Step) -> ChangeSet:
    files = (FileChange(state.path, state.before, state.after) for state in step.files)
    return ChangeSet(_label(step.group), tuple(files))


def _label(group: Group) -> str:
    return f"{group.stage.value}: {group.title}"
