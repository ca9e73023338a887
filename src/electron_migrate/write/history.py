"""Earlier versions of one file, as git has them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from electron_migrate.write.errors import GitUnusable
from electron_migrate.write.git import repository, run_git


def versions_of(root: Path, path: str, most: int) -> tuple[tuple[str, str], ...]:
    """(day of the commit in ISO 8601, text) of the last versions of an app-relative file, oldest first; empty without git or history."""
    try:
        git = repository(root)
        if git is None:
            return ()
        lines = run_git(git, root, ("log", f"--max-count={most}", "--format=%H %ct", "--", path)).split("\n")
        prefix = run_git(git, root, ("rev-parse", "--show-prefix")).removesuffix("\n")
        found = []
        for line in reversed(lines):
            commit, _, seconds = line.partition(" ")
            if not commit:
                continue
            day = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
            try:
                # cat-file runs no filter and no textconv of the repository
                found.append((day, run_git(git, root, ("cat-file", "blob", f"{commit}:{prefix}{path}"))))
            except GitUnusable:
                continue  # the commit that removed it
        return tuple(found)
    except (GitUnusable, ValueError, OSError, OverflowError):
        return ()
