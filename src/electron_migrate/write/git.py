"""Asks git what it could not give back if we overwrote it, without letting the repository run anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from electron_migrate.write.errors import GitUnusable

# A repository that comes with its .git folder (an archive, a CI cache, a bare repository hidden in a folder) may name programs
# in its config. Those that these commands would start are switched off here: the file system monitor, hooks (none is due), the
# network helpers of a partial clone, and the filters of `_local_filters`. Filters of the user's own config (git-lfs) still run,
# for they are the user's choice. What remains is trust in git itself: that parsing a hostile index or object is safe.
_SAFE_CONFIG = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.untrackedCache", "false"),
    ("safe.bareRepository", "explicit"),
    ("submodule.recurse", "false"),
)
_SAFE_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
# All else that begins with GIT_ may point to another repository (hooks set GIT_DIR and GIT_INDEX_FILE) or name programs
_KEPT = (
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
)  # fmt: skip
_PATIENCE_SECONDS = 120


def dirty_files(root: Path, touching: frozenset[str] = frozenset()) -> tuple[str, ...] | None:
    """App-relative paths below `root` with work that is in no commit, sorted; None without git or outside of a work tree.

    That is every tracked file that differs from HEAD, staged or not, and every existing file of `touching` (app-relative) that
    git does not track, ignored ones too: it could not be brought back. Other untracked files do not count.
    Raises `GitUnusable` when there is a repository that git refuses or fails to read.
    """
    root = root.resolve()
    git = repository(root)
    if git is None:
        return None
    filters = _local_filters(git, root)
    prefix = _run(git, root, ("rev-parse", "--show-prefix")).removesuffix("\n")
    arguments = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=all", "--", ".")
    status = _run(git, root, arguments, filters)
    changed = {line[3:].removeprefix(prefix) for line in status.split("\0") if line}
    existing = {path for path in touching if os.path.lexists(root / path)}
    tracked = set(_run(git, root, ("ls-files", "-z", "--cached", "--", ".")).split("\0")) if existing else set()
    return tuple(sorted(changed | (existing - tracked)))


def repository(root: Path) -> str | None:
    """The git to ask about `root`; None without git or outside of a work tree. Raises `GitUnusable`."""
    git = _git(root.resolve())
    return git if git is not None and _is_in_work_tree(git, root.resolve()) else None


def run_git(git: str, root: Path, arguments: tuple[str, ...]) -> str:
    """What git prints, with everything that the repository could make it run switched off. Raises `GitUnusable`."""
    return _run(git, root, arguments, _local_filters(git, root))


def _git(root: Path) -> str | None:
    found = shutil.which("git")
    # A `.` in PATH (always there on Windows) must not make a program of the app's own folder
    if found is None or Path(found).resolve().is_relative_to(root) or not os.path.isabs(found):
        return None
    return found


def _is_in_work_tree(git: str, root: Path) -> bool:
    try:
        return _run(git, root, ("rev-parse", "--is-inside-work-tree")) == "true\n"
    except GitUnusable as error:
        if "not a git repository" in error.message:
            return False
        raise


def _local_filters(git: str, root: Path) -> tuple[tuple[str, str], ...]:
    """Config that switches off the content filters that the repository itself names: `status` would run them on changed files."""
    fields = _run(git, root, ("config", "--show-scope", "--name-only", "-z", "--list")).split("\0")
    scoped = zip(fields[::2], fields[1::2], strict=False)
    drivers = {name.rpartition(".")[0] for scope, name in scoped if scope in ("local", "worktree") and name.startswith("filter.")}
    if any("=" in driver for driver in drivers):
        raise GitUnusable("its config has a filter whose name cannot be switched off")  # `-c` ends a name at the first `=`
    keys = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
    return tuple((f"{driver}.{key}", value) for driver in sorted(drivers) for key, value in keys)


def _run(git: str, root: Path, arguments: tuple[str, ...], config: tuple[tuple[str, str], ...] = ()) -> str:
    overrides = [part for name, value in (*_SAFE_CONFIG, *config) for part in ("-c", f"{name}={value}")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    try:
        done = subprocess.run(
            [git, "--no-pager", *overrides, *arguments],
            cwd=root,
            env={**environment, **_SAFE_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitUnusable(f"no answer within {_PATIENCE_SECONDS} seconds") from error
    except OSError as error:
        raise GitUnusable(str(error.strerror or error)) from error
    if done.returncode != 0:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        raise GitUnusable(lines[0] if lines else f"exit code {done.returncode}")
    return os.fsdecode(done.stdout)
