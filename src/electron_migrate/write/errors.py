"""What can go wrong when the app is written: one line that says what, one line that says what to do."""

# ruff: noqa: N818 - the names say what happened; `except StaleFile` reads better without a suffix

from __future__ import annotations

import errno
from collections.abc import Iterable

_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class WriteError(Exception):
    """Base of all errors of this package. `message` and `help` are one line each; `paths` are app-relative."""

    exit_code = 2

    def __init__(self, message: str, help: str, paths: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.paths = tuple(paths)


class PathRefused(WriteError):
    """A path that must not be written: out of the app, inside `.git`, or not a plain file."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"refused to write {shown(path)}: {why}", "nothing was written; take this path out of the plan", (path,))


class StaleFile(WriteError):
    """Files whose bytes are not those that the plan was made from. Nothing was written."""

    def __init__(self, paths: Iterable[str]) -> None:
        listed = tuple(paths)
        super().__init__(f"changed since the plan was made: {_list(listed)}", "nothing was written; plan again", listed)


class ChangedSinceApply(WriteError):
    """Files that someone edited after the apply that is to be undone. Nothing was written."""

    def __init__(self, paths: Iterable[str]) -> None:
        listed = tuple(paths)
        help = "nothing was written; put these edits aside, or overwrite them with `electron-migrate undo --force`"
        super().__init__(f"changed since the last apply: {_list(listed)}", help, listed)


class RecoveryBlocked(WriteError):
    """A command was killed half-way and someone then edited files that it was writing. Nothing was written now."""

    def __init__(self, paths: Iterable[str]) -> None:
        listed = tuple(paths)
        help = "put these edits aside and run `electron-migrate undo --force`: it brings back the bytes from before"
        super().__init__(f"an interrupted run cannot be taken back, changed since: {_list(listed)}", help, listed)


class ReadOnly(WriteError):
    """Files or folders that may not be written. Nothing was written."""

    def __init__(self, paths: Iterable[str]) -> None:
        listed = tuple(paths)
        super().__init__(f"not writable: {_list(listed)}", "nothing was written; give yourself write permission and run again", listed)


class AlreadyRunning(WriteError):
    """Another process holds the app's lock. `pid` is its process id, if it could be read."""

    def __init__(self, pid: int | None) -> None:
        who = f" (process {pid})" if pid is not None else ""
        super().__init__(f"another electron-migrate is writing this app{who}", "wait until it has ended and run again")
        self.pid = pid


class DiskFull(WriteError):
    """No space, or over quota."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the disk is full; {state}", "free some space and run again")


class WriteFailed(WriteError):
    """Any other error of the operating system."""

    def __init__(self, reason: str, state: str) -> None:
        super().__init__(f"could not write: {reason}; {state}", "mend what the system complains about and run again")


class NothingToUndo(WriteError):
    def __init__(self) -> None:
        super().__init__("nothing to undo", "there is no earlier `electron-migrate apply` in this app")


class JournalBroken(WriteError):
    """The journal is not what this tool writes: damaged, from a newer version, or made up."""

    def __init__(self, why: str) -> None:
        help = "restore the app's files from version control and delete .electron-migrate/journal"
        super().__init__(f"the journal in .electron-migrate/journal cannot be used: {why}", help)


class GitUnusable(WriteError):
    """There is a git repository, but git does not say what state it is in. `reason`: what it says instead."""

    def __init__(self, why: str) -> None:
        self.reason = why
        super().__init__(f"git cannot tell whether the work tree is clean: {why}", "make `git status` work here, or pass --allow-dirty")


def is_full(error: OSError) -> bool:
    """Whether it is for want of space on the disk."""
    return error.errno in _NO_SPACE


def from_os_error(error: OSError, state: str) -> DiskFull | WriteFailed:
    """The error to show for `error`; `state` says in a few words how the app was left."""
    if is_full(error):
        return DiskFull(state)
    name = f"{shown(str(error.filename))}: " if error.filename is not None else ""
    return WriteFailed(f"{name}{error.strerror or error}", state)


def shown(path: str) -> str:
    """`path` on one line and without terminal control characters, whatever bytes its name has."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in path)


def _list(paths: tuple[str, ...], most: int = 8) -> str:
    """All are in `WriteError.paths`; one line has room for some."""
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return ", ".join(shown(path) for path in paths[:most]) + more
