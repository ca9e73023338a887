"""A unified diff that a person edited, applied to the bytes it was made from. Line counts are taken from the lines, as `git add -p` does."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FILE = re.compile(rb"diff --git ")
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")
_NO_NEWLINE = b"\\ No newline"


class PatchError(Exception):
    """The patch does not fit; the message says where, in one line."""


@dataclass(frozen=True, slots=True)
class _Hunk:
    start: int
    """Index of the first old line."""
    lines: tuple[bytes, ...]
    """With their mark, and with their line end unless the file ends there without one."""


def apply_patch(before: bytes, patch: bytes) -> bytes:
    """`before` with the hunks of a patch of one file. Lines that begin with `#` outside of hunk lines are comments.

    Raises PatchError where a line that stays or goes is not what the file has.
    """
    old = before.split(b"\n")
    lines = [line + b"\n" for line in old[:-1]] + ([old[-1]] if old[-1] else [])
    result: list[bytes] = []
    position = 0
    for hunk in _hunks(patch):
        if hunk.start < position or hunk.start > len(lines):
            raise PatchError(f"the hunk at line {hunk.start + 1} does not follow the one before it")
        result += lines[position : hunk.start]
        position = hunk.start
        for line in hunk.lines:
            mark, text = line[:1], line[1:]
            if mark in (b" ", b"-"):
                if position >= len(lines) or lines[position] != text:
                    raise PatchError(f"line {position + 1} of the file is not `{text.decode('utf-8', 'replace').strip()[:60]}`")
                position += 1
            if mark in (b" ", b"+"):
                result.append(text)
    return b"".join([*result, *lines[position:]])


def split_files(patch: bytes) -> tuple[bytes, ...]:
    """A patch of several files as one patch each, in order; what stands before the first is left out."""
    starts = [match.start() for match in re.finditer(rb"^diff --git ", patch, re.MULTILINE)]
    return tuple(patch[start:end] for start, end in zip(starts, [*starts[1:], len(patch)], strict=True))


def _hunks(patch: bytes) -> list[_Hunk]:
    found: list[_Hunk] = []
    start: int | None = None
    body: list[bytes] = []

    def close() -> None:
        if start is not None:
            found.append(_Hunk(start, tuple(body)))

    for line in patch.removesuffix(b"\n").split(b"\n"):
        head = _HUNK.match(line)
        if head is not None:
            close()
            number, count = int(head.group(1)), head.group(2)
            # an empty range names the line before it
            start, body = (number if count == b"0" else number - 1), []
        elif start is None or line.startswith(b"#"):
            continue
        elif line.startswith(_NO_NEWLINE):
            if body:
                body[-1] = body[-1].removesuffix(b"\n")
        elif line[:1] in (b" ", b"-", b"+"):
            body.append(line + b"\n")
        elif not line:
            # editors that strip trailing blanks leave nothing of an empty line that stays
            body.append(b" \n")
        else:
            raise PatchError(f"`{line.decode('utf-8', 'replace')[:60]}` begins with neither a blank, - nor +")
    close()
    return found
