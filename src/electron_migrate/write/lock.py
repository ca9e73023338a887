"""One writer at a time: a file lock that the operating system lets go of when its process dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from electron_migrate.write.errors import AlreadyRunning

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR_AWAY = 1 << 30  # Windows forbids others to read what is locked: lock a byte behind the process id
_ATTEMPTS = 50


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file `path` (and makes its folders) during the block. Raises `AlreadyRunning`, never waits.

    A stale lock does not exist: the file may be left behind by a kill, but the lock on it is not.
    """
    handle = _acquire(path)
    try:
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    finally:
        _release(handle, path)


def _acquire(path: Path) -> int:
    for _ in range(_ATTEMPTS):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except FileNotFoundError:
            continue  # its last holder has just removed the folder
        try:
            _lock(handle)
            if _is_still_at(handle, path):
                return handle
        except (BlockingIOError, PermissionError) as error:
            pid = _pid(handle)
            os.close(handle)
            raise AlreadyRunning(pid) from error
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # its last holder removed the file between our opening and our locking
    raise AlreadyRunning(None)


def _release(handle: int, path: Path) -> None:
    # Elsewhere the name goes while the lock is held, so that nobody else can hold it; Windows lets no open file go
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
    os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _pid(handle: int) -> int | None:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 20)
    return int(text) if text.isdigit() else None
