"""How many lines a step adds to and removes from each file, read from its patch."""

from __future__ import annotations

import re
from dataclasses import dataclass

from electron_migrate.plan.model import FileState, Step

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class FileStat:
    """`change` is `added`, `changed` or `deleted`; `added` and `removed` count lines."""

    path: str
    change: str
    added: int
    removed: int


def diffstat(step: Step) -> tuple[FileStat, ...]:
    """One entry per file that the step changes, in order of path."""
    counts = _counts(step.patch)
    changed = [state for state in step.files if state.before != state.after]
    changed.sort(key=lambda state: state.path)
    return tuple(FileStat(state.path, _change(state), *counts.get(state.path, (0, 0))) for state in changed)


def _change(state: FileState) -> str:
    if state.before is None:
        return "added"
    return "deleted" if state.after is None else "changed"


def _counts(patch: bytes) -> dict[str, tuple[int, int]]:
    """Path -> lines added and removed. Hunks are walked by their counts: a removed line may well look like a header (`--- a/x`)."""
    counts: dict[str, tuple[int, int]] = {}
    old_left = new_left = 0
    old_path = path = ""
    for line in patch.split(b"\n"):
        if old_left > 0 or new_left > 0:
            added, removed = counts.get(path, (0, 0))
            if line.startswith(b"+"):
                new_left -= 1
                counts[path] = (added + 1, removed)
            elif line.startswith(b"-"):
                old_left -= 1
                counts[path] = (added, removed + 1)
            elif not line.startswith(b"\\"):
                old_left -= 1
                new_left -= 1
        elif line.startswith(b"--- "):
            old_path = _path(line[4:])
        elif line.startswith(b"+++ "):
            path = _path(line[4:]) or old_path
        elif hunk := _HUNK.match(line):
            old_left, new_left = (int(count) if count is not None else 1 for count in hunk.groups())
    return counts


def _path(name: bytes) -> str:
    """`a/x` or `b/x`, quoted as git does where it must be; empty for /dev/null."""
    name = name.rstrip(b"\r").split(b"\t")[0]
    if name.startswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return "" if name == b"/dev/null" else name[2:].decode("utf-8", "replace")
