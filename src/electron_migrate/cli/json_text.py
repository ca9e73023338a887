"""JSON that people edit: values as `json` gives them, and for each the line and column where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

JsonPath = tuple[str | int, ...]
"""Keys and indexes from the document inwards."""

_TOKEN = re.compile(r'[\s,:]*(?:(?P<text>")|(?P<open>[{\[])|(?P<close>[}\]])|(?P<plain>[^\s,:{}\[\]"]+))')


class NotJsonError(Exception):
    """`line` and `column` from 1, columns in UTF-16 units."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True, slots=True)
class JsonText:
    """A document that was read. `text` is without a byte order mark."""

    text: str
    value: Any

    def position(self, path: JsonPath, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path, or of its key; of the nearest that there is for a path that is not there."""
        found, length = 0, -1
        for at, key_offset, offset in _values(self.text):
            if path[: len(at)] == at and len(at) > length:
                found, length = (key_offset if key and at == path and key_offset is not None else offset), len(at)
            if at == path:
                break
        return _position(self.text, found)

    def line(self, number: int) -> str:
        """A line without its end, from 1."""
        return self.text.split("\n")[number - 1].rstrip("\r")


def read_json(data: bytes) -> JsonText:
    """Raises NotJsonError, also for a key that an object has twice."""
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotJsonError("it is not UTF-8", *_position(data[: error.start].decode("utf-8", "replace"), error.start)) from error
    repeated = False

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        made = dict(pairs)
        repeated = repeated or len(made) != len(pairs)
        return made

    try:
        value = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise NotJsonError(error.msg[:1].lower() + error.msg[1:], *_position(text, error.pos)) from error
    except RecursionError as error:
        raise NotJsonError("it is nested too deeply", 1, 1) from error
    except ValueError as error:
        # a number of more digits than Python takes
        raise NotJsonError("a number in it is too long", 1, 1) from error
    if repeated:
        seen: set[JsonPath] = set()
        for path, key_offset, _ in _values(text):
            if path in seen and key_offset is not None:
                raise NotJsonError(f'"{path[-1]}" is there twice', *_position(text, key_offset))
            seen.add(path)
    return JsonText(text, value)


def shown(path: JsonPath) -> str:
    """`groups[3].skip`; keys that are no words in brackets."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif re.fullmatch(r"\w+", part):
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part, ensure_ascii=False)}]"
    return text or "the document"


def _values(text: str) -> Iterator[tuple[JsonPath, int | None, int]]:
    """Every value of a valid document in order: its path, the offset of its key if it has one, and its own."""
    stack: list[str | int] = []
    objects: list[bool] = []
    key_offset: int | None = None
    expects_key = False
    at = 0
    while (match := _TOKEN.match(text, at)) is not None:
        kind, start = match.lastgroup, match.end() - (len(match["plain"]) if match["plain"] else 1)
        at = match.end()
        word = ""
        if kind == "text":
            word, at = scanstring(text, at, True)
        if kind == "close":
            objects.pop()
            stack.pop()
            expects_key = bool(objects) and objects[-1]
            continue
        if expects_key:
            stack[-1], key_offset, expects_key = word, start, False
            continue
        if objects and not objects[-1]:
            last = stack[-1]
            assert isinstance(last, int)
            stack[-1] = last + 1
        yield tuple(stack), key_offset if objects and objects[-1] else None, start
        if kind == "open":
            is_object = match["open"] == "{"
            objects.append(is_object)
            stack.append("" if is_object else -1)
            expects_key = is_object
        else:
            expects_key = bool(objects) and objects[-1]


def _position(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, len(text[start:offset].encode("utf-16-le", "surrogatepass")) // 2 + 1
