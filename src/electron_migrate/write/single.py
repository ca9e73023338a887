"""Writes one file that is the person's to keep in git (a baseline, a configuration): whole or not at all, without a journal."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from electron_migrate.write.changes import check_path, target_of
from electron_migrate.write.disk import Disk, is_writable, read_plain
from electron_migrate.write.errors import ReadOnly, from_os_error


def write_in_app(root: Path, path: str, data: bytes) -> None:
    """As `write_file`, for an app-relative path. Raises WriteError also for one that leads out of the app or through a link."""
    check_path(path)
    target = target_of(root.resolve(), path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, "nothing was written") from error
    write_file(target, data)


def write_file(path: Path, data: bytes, disk: Disk | None = None) -> None:
    """Replaces the file, or makes it. Its permissions stay. A link is not followed. Raises WriteError; then the old bytes are there."""
    disk, path = disk or Disk(), path.absolute()
    fresh = path.with_name(f".{path.name}.electron-migrate-new")
    try:
        before = read_plain(path, path.as_posix())
        if before is not None and before.data == data:
            return
        if not is_writable(path):
            raise ReadOnly([path.as_posix()])
        disk.write(fresh, data, before)
        disk.rename(fresh, path)
        disk.sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise from_os_error(error, "nothing was written") from error
