"""The file operations that everything here is written with, each announced first, so that a test can stop the world at any of them."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.code.source import digest_of
from electron_migrate.write.errors import PathRefused, is_full

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PERMISSIONS = 0o777


def _go_on(operation: str, path: Path) -> None:
    """What happens before each operation outside of tests: nothing."""


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A plain file as it was found. `mode`: permission bits; `owner`: user and group id."""

    data: bytes
    mode: int
    owner: tuple[int, int]

    @property
    def digest(self) -> str:
        return digest_of(self.data)


@dataclass(frozen=True, slots=True)
class Disk:
    """`before_step(operation, path)` is called before every operation; `chunk` is how many bytes one write takes."""

    before_step: Callable[[str, Path], None] = _go_on
    chunk: int = 1 << 20

    def write(self, path: Path, data: bytes, like: FileOnDisk | None = None) -> None:
        """Makes a new file and waits until its bytes are on the disk. Permissions and owner as `like`, else by the umask.

        A file that has this name is a leftover of ours and goes; a link is never followed.
        """
        self.before_step("create", path)
        path.unlink(missing_ok=True)
        handle = os.open(path, _CREATE, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                self.before_step("write", path)
                rest = rest[os.write(handle, rest[: self.chunk]) :]
            if like is not None:
                _make_like(path, like)
            self.before_step("sync", path)
            os.fsync(handle)
        finally:
            os.close(handle)

    def copy_or_link(self, source: Path, path: Path, data: bytes, like: FileOnDisk) -> None:
        """`path` gets the bytes `data` of `source`; by a hard link if need be, for which a full disk still has room.

        Not by a link at once: who edits the restored file in place would, until the journal lets go of `source`, edit both.
        """
        try:
            self.write(path, data, like)
        except OSError as error:
            if not is_full(error):
                raise
            path.unlink(missing_ok=True)
            self.before_step("link", path)
            os.link(source, path)
            _make_like(path, like)

    def rename(self, source: Path, target: Path) -> None:
        self.before_step("rename", target)
        source.replace(target)

    def unlink(self, path: Path) -> None:
        self.before_step("unlink", path)
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        self.before_step("mkdir", path)
        path.mkdir(exist_ok=True)

    def remove_folder_if_empty(self, path: Path) -> None:
        self.before_step("rmdir", path)
        with suppress(OSError):
            path.rmdir()

    def remove_tree(self, path: Path) -> None:
        self.before_step("rmtree", path)
        shutil.rmtree(path, ignore_errors=True)

    def sync_folder(self, path: Path) -> None:
        """Waits until the names in a folder are on the disk (Windows has no such call, some file systems refuse it)."""
        with suppress(OSError):
            self.before_step("sync", path)
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def read_plain(path: Path, name: str) -> FileOnDisk | None:
    """The file at `path`, None if there is none. Raises `PathRefused(name)` for a folder, link, pipe or device."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        raise PathRefused(name, "it is not a plain file")
    return FileOnDisk(path.read_bytes(), found.st_mode & _PERMISSIONS, (found.st_uid, found.st_gid))


def is_writable(path: Path) -> bool:
    """Whether `path`, if it exists, has a write bit that counts for us. The bit is asked for too: root may write everything."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    return bool(mode & 0o222) and os.access(path, os.W_OK)


def _make_like(path: Path, like: FileOnDisk) -> None:
    found = path.stat()
    if (found.st_uid, found.st_gid) != like.owner and hasattr(os, "chown"):
        with suppress(PermissionError):  # only root can give files away; the bytes matter more than whose they are
            os.chown(path, *like.owner)
    os.chmod(path, like.mode)
