"""`--watch`: runs a command again whenever a file of the app has changed. It polls, so it needs no service of the system and works on every disk."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NoReturn

import click

from electron_migrate.app.disk import NEVER_ENTERED
from electron_migrate.cli.boundary import as_user_error, explain_error
from electron_migrate.errors import UserError
from electron_migrate.report.layout import count, printable
from electron_migrate.write.errors import WriteError

_EVERY_SECONDS = 0.5
# Editors and git write files one after the other: it runs once nothing has changed for this long
_SETTLED_SECONDS = 0.3
# What this tool keeps in the app, and what is no source
_NOT_WATCHED = NEVER_ENTERED | {".electron-migrate"}

State = Mapping[str, tuple[int, int, int]]
"""App-relative path -> size in bytes, time of the last change in nanoseconds, and inode."""


def watch(root: Path, run: Callable[[], object], *, ours: Collection[Path] = (), sleep: Callable[[float], None] = time.sleep) -> NoReturn:
    """Calls `run` now and after every change below `root`, until KeyboardInterrupt. `ours`: files and folders that `run` itself writes.

    What a person can put right is said and waited for: a file that is saved half-way must not end it.
    """
    ignored = frozenset(path.resolve() for path in ours)
    while True:
        state = state_of(root, ignored)
        _run(run)
        _say(f"watching {count(len(state), 'file')} for changes; Ctrl-C ends it")
        changed: list[str] = []
        while not changed:
            sleep(_EVERY_SECONDS)
            changed = changes(state, state_of(root, ignored))
        _settle(root, ignored, sleep)
        if sys.stdout.isatty():
            click.clear()
        shown = ", ".join(printable(path) for path in changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
        _say(f"{time.strftime('%H:%M:%S')} changed: {shown}")


def state_of(root: Path, ignored: frozenset[Path] = frozenset()) -> State:
    """Never fails over a file that comes and goes meanwhile; links are not followed."""
    state: dict[str, tuple[int, int, int]] = {}
    todo = [root]
    while todo:
        folder = todo.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = Path(entry.path)
                    if entry.name in _NOT_WATCHED or path in ignored:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(path)
                        continue
                    found = entry.stat(follow_symlinks=False)
                    state[path.relative_to(root).as_posix()] = (found.st_size, found.st_mtime_ns, found.st_ino)
        except OSError:
            continue
    return state


def changes(before: State, after: State) -> list[str]:
    """Paths that came, went or changed, sorted."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def _settle(root: Path, ignored: frozenset[Path], sleep: Callable[[float], None]) -> None:
    state = state_of(root, ignored)
    while True:
        sleep(_SETTLED_SECONDS)
        now = state_of(root, ignored)
        if now == state:
            return
        state = now


def _run(run: Callable[[], object]) -> None:
    try:
        run()
    except UserError as error:
        explain_error(error)
    except WriteError as error:
        explain_error(as_user_error(error))
    sys.stdout.flush()


def _say(message: str) -> None:
    click.echo(f"— {message}", err=True)
