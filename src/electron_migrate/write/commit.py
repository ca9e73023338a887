"""One git commit of exactly the files that a change group wrote. Hooks and filters of the repository are not run, as in `git`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from electron_migrate.write.git import repository, run_git


def can_commit(root: Path) -> bool:
    """False without git, or outside of a work tree. Raises `GitUnusable` when there is a repository that git refuses."""
    return repository(root) is not None


def commit_files(root: Path, files: Sequence[str], message: str) -> str:
    """Commits these app-relative paths, whether new, changed or deleted, and nothing else that is staged; the short hash.

    Raises `GitUnusable` with what git said.
    """
    git = repository(root)
    if git is None:
        raise ValueError(f"{root} is in no git work tree")
    run_git(git, root, ("add", "--all", "--force", "--", *files))
    run_git(git, root, ("commit", "--quiet", "--no-verify", "--no-gpg-sign", "--only", "--message", message, "--", *files))
    return run_git(git, root, ("rev-parse", "--short", "HEAD")).strip()
