"""Where the baseline is, and how it gets from the disk and back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.app.disk import read_source
from electron_migrate.cli.config import Settings
from electron_migrate.errors import UserError
from electron_migrate.gate.baseline import DEFAULT_NAME, MOST_BYTES, Baseline, BaselineError, dump_baseline, load_baseline
from electron_migrate.write.single import write_file, write_in_app


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """`named`: given on the command line, relative to the working folder; else `path` is the app's own, relative to `root`."""

    root: Path
    path: str
    named: bool


def baseline_file(root: Path, given: Path | None, settings: Settings) -> BaselineFile:
    if given is not None:
        return BaselineFile(root, given.as_posix(), named=True)
    return BaselineFile(root, settings.baseline or DEFAULT_NAME, named=False)


def read_baseline(file: BaselineFile, *, needed: bool) -> Baseline | None:
    """None where the app has none yet. Raises UserError (EM131) for one that cannot be used, or that is `needed` and not there."""
    raw = _read(file)
    if raw is None:
        if needed:
            raise UserError("EM131", f"{file.path} does not exist", "Write one first: electron-migrate check --write-baseline.")
        return None
    try:
        return load_baseline(raw)
    except BaselineError as error:
        raise UserError("EM131", f"{file.path}: {error}") from error


def write_baseline(file: BaselineFile, baseline: Baseline) -> None:
    """Raises WriteError."""
    data = dump_baseline(baseline)
    if file.named:
        write_file(Path(file.path), data)
    else:
        write_in_app(file.root, file.path, data)


def from_top(file: BaselineFile, prefix: str) -> str:
    """Its path below the repository's top, from which `prefix` leads to the app; as given where it is not below it."""
    if not file.named:
        return prefix + file.path
    depth = prefix.count("/")
    top = file.root.parents[depth - 1] if depth else file.root
    try:
        return Path(file.path).resolve().relative_to(top).as_posix()
    except (ValueError, OSError):
        return file.path


def _read(file: BaselineFile) -> bytes | None:
    path = Path(file.path) if file.named else file.root / file.path
    try:
        if not os.path.lexists(path):
            return None
        if path.stat().st_size > MOST_BYTES:
            raise UserError("EM131", f"{file.path} is too large to be a baseline")
        if file.named:
            return path.read_bytes()
    except OSError as error:
        raise UserError("EM131", f"{file.path}: {error.strerror or error}") from error
    source = read_source(file.root, file.path)
    if isinstance(source, str):
        raise UserError("EM131", f"{file.path}: {source}")
    return source.data
