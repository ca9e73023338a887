"""Unified diffs in git's format, of bytes: lines end at `\\n` and nowhere else, so every file comes out byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

_CONTEXT = 3
_Opcode = tuple[str, int, int, int, int]


def unified_diff(path: str, before: bytes | None, after: bytes | None, mode: str = "100644") -> bytes:
    """The patch of one file, empty when nothing changes. None: the file is not there; `mode` is that of a new or deleted file.

    `path` is relative to the root of the patch, with `/`. The bytes are those on disk, a BOM included.
    """
    if before == after:
        return b""
    old_name, new_name = _git_path("a/" + path), _git_path("b/" + path)
    lines = [b"diff --git " + old_name + b" " + new_name + b"\n"]
    if before is None:
        lines.append(f"new file mode {mode}\n".encode())
    elif after is None:
        lines.append(f"deleted file mode {mode}\n".encode())
    hunks = list(_hunks(_lines(before or b""), _lines(after or b""))) if before or after else []
    if hunks:
        lines.append(b"--- " + (b"/dev/null" if before is None else _header(old_name)) + b"\n")
        lines.append(b"+++ " + (b"/dev/null" if after is None else _header(new_name)) + b"\n")
        lines += hunks
    return b"".join(lines)


def _lines(data: bytes) -> list[bytes]:
    """With their `\\n`; only the last may be without one."""
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    for group in _groups(_opcodes(old, new)):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n".encode()
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from _marked(b" ", old[old_start:old_end])
            else:
                yield from _marked(b"-", old[old_start:old_end])
                yield from _marked(b"+", new[new_start:new_end])


def _marked(mark: bytes, lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    """As POSIX has it: an empty range names the line before it."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _opcodes(old: list[bytes], new: list[bytes]) -> list[_Opcode]:
    # Equal ends are cut off first: it is fast, and difflib finds no anchors among many equal lines.
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    rest = shorter - head
    tail = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        ("equal", 0, head, 0, head),
        *((tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in matcher.get_opcodes()),
        ("equal", len(old) - tail, len(old), len(new) - tail, len(new)),
    ]


def _groups(opcodes: list[_Opcode]) -> Iterator[list[_Opcode]]:
    """Hunks: equal runs are cut down to the context around changes, long ones split."""
    group: list[_Opcode] = []
    for position, (tag, old_start, old_end, new_start, new_end) in enumerate(opcodes):
        if tag != "equal":
            group.append((tag, old_start, old_end, new_start, new_end))
            continue
        length = old_end - old_start
        changes_before, changes_after = bool(group), position < len(opcodes) - 1
        if changes_before and (not changes_after or length > 2 * _CONTEXT):
            kept = min(length, _CONTEXT)
            yield [*group, (tag, old_start, old_start + kept, new_start, new_start + kept)]
            group = []
            changes_before = False
        if changes_after:
            kept = length if changes_before else min(length, _CONTEXT)
            group.append((tag, old_end - kept, old_end, new_end - kept, new_end))


def _git_path(path: str) -> bytes:
    """Quoted as git quotes by default (core.quotePath): in C style, where a byte is not printable ASCII or is `"` or `\\`."""
    raw = path.encode("utf-8", "surrogateescape")
    quoted = b"".join(_ESCAPES.get(byte) or (bytes((byte,)) if 0x20 <= byte < 0x7F else b"\\%03o" % byte) for byte in raw)
    return raw if quoted == raw else b'"' + quoted + b'"'


def _header(name: bytes) -> bytes:
    """A tab ends a name with blanks in it, for git and for patch."""
    return name + b"\t" if b" " in name else name


_ESCAPES = {
    ord("\a"): b"\\a",
    ord("\b"): b"\\b",
    ord("\t"): b"\\t",
    ord("\n"): b"\\n",
    ord("\v"): b"\\v",
    ord("\f"): b"\\f",
    ord("\r"): b"\\r",
    ord('"'): b'\\"',
    ord("\\"): b"\\\\",
}
