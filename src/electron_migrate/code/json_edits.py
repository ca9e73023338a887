"""Takes members out of objects in strict JSON, or puts texts into lists, and leaves every other byte as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from electron_migrate.code.edits import Edit

_TOKEN = re.compile(rb'\s*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)')


@dataclass
class _Member:
    """`start` to `end`: the key, the colon and the value, in bytes."""

    name: str
    start: int
    end: int = 0
    members: list[_Member] = field(default_factory=list)
    """Of the object that the value is."""
    value: int = 0
    """Where the value starts."""
    items: list[tuple[int, int]] | None = None
    """Of the list that the value is."""


def remove_members(data: bytes, paths: Collection[tuple[str, ...]]) -> tuple[Edit, ...]:
    """Removes the members at these paths (keys from the outermost object on) with their commas; an object that this would empty goes as a whole.

    A path that is not there is passed over. Raises ValueError for what is no JSON object.
    """
    root = _Reader(data).read()
    edits: list[Edit] = []
    _remove(data, root, {path for path in paths if path}, edits)
    return tuple(edits)


def append_text(data: bytes, path: tuple[str, ...], texts: Sequence[str]) -> tuple[Edit, ...]:
    """Adds texts to the end of the list at a path (keys from the outermost object on); a single text there becomes a list.

    Raises ValueError for what is no JSON object, LookupError where there is neither.
    """
    members = _Reader(data).read()
    found: _Member | None = None
    for key in path:
        found = next((one for one in members if one.name == key), None)
        if found is None:
            raise LookupError(key)
        members = found.members
    if found is None:
        raise LookupError("no path")
    written = [json.dumps(text, ensure_ascii=False) for text in texts]
    if found.items is None:
        if data[found.value : found.value + 1] != b'"':
            raise LookupError(f"{path[-1]} is neither a list nor a text")
        return (Edit.insert(found.value, "["), Edit.insert(found.end, "".join(f", {text}" for text in written) + "]"))
    if not found.items:
        return (Edit.insert(found.value + 1, ", ".join(written)),)
    start, end = found.items[-1]
    line = data[data.rfind(b"\n", 0, start) + 1 : start]
    newline = "\r\n" if b"\r\n" in data else "\n"
    between = "," + newline + line.decode() if not line.strip() and b"\n" in data[found.value : start] else ", "
    return (Edit.insert(end, "".join(between + text for text in written)),)


def add_member(data: bytes, marked: tuple[str, str], key: str, value: str) -> tuple[Edit, ...]:
    """Puts a member behind the others of the one object that has the text `marked` (key and value); `value` is JSON on one line.

    Raises ValueError for what is no JSON object, LookupError where no object or more than one has it.
    """
    reader = _Reader(data)
    reader.read()
    wanted = json.dumps(marked[1], ensure_ascii=False).encode()
    found = [
        members for members in reader.objects if any(one.name == marked[0] and data[one.value : one.end] == wanted for one in members)
    ]
    if len(found) != 1 or any(one.name == key for one in found[0]):
        raise LookupError(marked[1])
    last = found[0][-1]
    line = data[data.rfind(b"\n", 0, last.start) + 1 : last.start]
    newline = "\r\n" if b"\r\n" in data else "\n"
    between = "," + newline + line.decode() if not line.strip() else ", "
    return (Edit.insert(last.end, f"{between}{json.dumps(key)}: {value}"),)


def add_members(data: bytes, path: tuple[str, ...], members: Sequence[tuple[str, str]]) -> tuple[Edit, ...]:
    """Adds texts by their keys to the end of the object at a path (empty: the outermost one), which is made at the end where it is missing.

    A key that is there gets the new text. Raises ValueError for what is no JSON object, LookupError where the path leads to something else.
    """
    reader = _Reader(data)
    at, end = reader.read(), reader.at
    newline = "\r\n" if b"\r\n" in data else "\n"
    step = _indent(data, at[0].start) if at else "  "
    for depth, key in enumerate(path, 1):
        found = next((one for one in at if one.name == key), None)
        if found is None:
            inner = f",{newline}".join(f"{step * (len(path) + 1)}{_pair(*one)}" for one in members)
            text = f"{{{newline}{inner}{newline}{step * len(path)}}}"
            for name in reversed(path[depth:]):
                text = f"{{{newline}{step * depth}{json.dumps(name)}: {text}{newline}}}"
            return _added(data, at, end, [f"{json.dumps(key)}: {text}"], newline, step, depth)
        if data[found.value : found.value + 1] != b"{":
            raise LookupError(key)
        at, end = found.members, found.end
    edits: list[Edit] = []
    new: list[str] = []
    for key, value in members:
        known = next((one for one in at if one.name == key), None)
        if known is None:
            new.append(_pair(key, value))
        else:
            edits.append(Edit(Edit.delete(known.value, known.end).span, json.dumps(value, ensure_ascii=False).encode()))
    return (*edits, *(_added(data, at, end, new, newline, step, len(path) + 1) if new else ()))


def _added(data: bytes, at: Sequence[_Member], end: int, texts: Sequence[str], newline: str, step: str, depth: int) -> tuple[Edit, ...]:
    """`end`: the offset behind the object's closing brace. `depth`: of its members, in steps of indentation."""
    if at:
        last = at[-1]
        own_line = not data[data.rfind(b"\n", 0, last.start) + 1 : last.start].strip()
        between = f",{newline}{_indent(data, last.start)}" if own_line else ", "
        return (Edit.insert(last.end, "".join(between + text for text in texts)),)
    inner = f",{newline}".join(step * depth + text for text in texts)
    return (Edit.insert(end - 1, f"{newline}{inner}{newline}{step * (depth - 1)}"),)


def _pair(key: str, value: str) -> str:
    return f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"


def _indent(data: bytes, at: int) -> str:
    """The blanks before a member that begins its line; two where it does not."""
    line = data[data.rfind(b"\n", 0, at) + 1 : at]
    return line.decode() if not line.strip() and line else "  "


def _remove(data: bytes, members: list[_Member], paths: set[tuple[str, ...]], edits: list[Edit]) -> None:
    gone = [_goes(one, paths) for one in members]
    for index, one in enumerate(members):
        if not gone[index]:
            below = {path[1:] for path in paths if path[0] == one.name and len(path) > 1}
            if below:
                _remove(data, one.members, below, edits)
        elif index == 0 or not gone[index - 1]:
            # a run of members that go, up to the next that stays
            last = next((end for end in range(index, len(members)) if end + 1 == len(members) or not gone[end + 1]), index)
            if last + 1 < len(members):
                edits.append(Edit.delete(one.start, members[last + 1].start))
            else:
                edits.append(Edit.delete(members[index - 1].end if index else one.start, members[last].end))


def _goes(one: _Member, paths: set[tuple[str, ...]]) -> bool:
    """True for a member that is to be removed, or that would have no members left."""
    if (one.name,) in paths:
        return True
    below = {path[1:] for path in paths if path[0] == one.name and len(path) > 1}
    return bool(below) and bool(one.members) and all(_goes(inner, below) for inner in one.members)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.items: list[tuple[int, int]] | None = None
        self.objects: list[list[_Member]] = []
        """Every object that was read, at any depth."""

    def read(self) -> list[_Member]:
        members = self._value()
        if members is None:
            raise ValueError("not a JSON object")
        return members

    def _next(self) -> tuple[bytes, int, int]:
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            raise ValueError("not JSON")
        self.at = found.end()
        return found.group(1), found.start(1), found.end(1)

    def _value(self) -> list[_Member] | None:
        """The members of an object; None for any other value."""
        token, _, _ = self._next()
        self.items = None
        if token == b"[":
            items: list[tuple[int, int]] = []
            while self._peek() != b"]":
                start = self._start()
                self._value()
                items.append((start, self.at))
                if self._peek() == b",":
                    self._next()
            self._next()
            self.items = items
            return None
        if token != b"{":
            return None
        members: list[_Member] = []
        while self._peek() != b"}":
            key, start, _ = self._next()
            if not key.startswith(b'"') or self._next()[0] != b":":
                raise ValueError("not JSON")
            one = _Member(json.loads(key), start, value=self._start())
            one.members = self._value() or []
            one.end, one.items = self.at, self.items
            members.append(one)
            if self._peek() == b",":
                self._next()
        self._next()
        self.items = None
        self.objects.append(members)
        return members

    def _start(self) -> int:
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            raise ValueError("not JSON")
        return found.start(1)

    def _peek(self) -> bytes:
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            raise ValueError("not JSON")
        return found.group(1)
