"""JSON as it is printed and stored."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_bytes(document: Mapping[str, object]) -> bytes:
    """UTF-8, indented by two, with a final newline. What is no text (a path of odd bytes) is kept as an escape."""
    return (json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")
