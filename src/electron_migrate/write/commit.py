"""One git commit of exactly the files that a change group wrote. Hooks and filters of the repository are not run, as in `git`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from electron_migrate.write.errors import GitUnusable
from electron_migrate.write.git import repository, run_git


def can_commit(root: Path) -> bool:
    """False without git, or outside of a work tree. Raises `GitUnusable` when there is a repository that git refuses."""
    return repository(root) is not None


def knows_who_commits(root: Path) -> bool:
    """False where git would refuse every commit, as it has no name or mail address for it."""
    git = repository(root)
    try:
        return git is not None and all(run_git(git, root, ("var", name)) for name in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"))
    except GitUnusable:
        return False


def commit_files(root: Path, files: Sequence[str], message: str) -> str:
    """Commits these app-relative paths, whether new, changed or deleted, and nothing else that is staged; the short hash.

    Raises `GitUnusable` with what git said; nothing of it is staged then.
    """
    git = repository(root)
    if git is None:
        raise ValueError(f"{root} is in no git work tree")
    try:
        run_git(git, root, ("add", "--all", "--force", "--", *files))
        run_git(git, root, ("commit", "--quiet", "--no-verify", "--no-gpg-sign", "--only", "--message", message, "--", *files))
    except GitUnusable:
        with suppress(GitUnusable):
            run_git(git, root, ("reset", "--quiet", "--", *files))
        raise
    return run_git(git, root, ("rev-parse", "--short", "HEAD")).strip()
