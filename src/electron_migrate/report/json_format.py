"""JSON as it is printed and stored."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def json_bytes(document: Mapping[str, object]) -> bytes:
    """UTF-8, indented by two, with a final newline. What is no text (a path of odd bytes) is kept as an escape."""
    return _bytes(document)


def json_list_bytes(items: Sequence[Mapping[str, object]]) -> bytes:
    """As `json_bytes`, for a format that is a list."""
    return _bytes(items)


def _bytes(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")
