"""Code in strings that calls functions of the pages by their names: `executeJavaScript('refresh()')` in main, markup with `onclick="save()"`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electron_migrate.code.scope import Binding
from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_TEXT = frozenset({"string", "string_fragment", "template_string", "escape_sequence"})


def named_in_string(context: Context, unit: UnitId, binding: Binding) -> bool:
    """True when a string of the app holds a call of a function that code in strings can reach: one at the top of a classic script of a page."""
    if binding.scope is not context.scopes(unit).module or context.facts.unit(unit).module or unit not in context.facts.page_scripts:
        return False
    return any(True for _ in _strings_with(context, binding.name))


def _strings_with(context: Context, name: str) -> Iterator[tuple[str, int]]:
    """Path and byte offset of each string in which the name is called."""
    word = name.encode()
    pattern = re.compile(rb"(?<![\w$.])" + re.escape(word) + rb"(?=\s*(?:\(|\.(?:call|apply)\b))")
    for path, summary in list(context.facts.summaries.items()):
        source = context.facts.sources[path]
        if word not in source.data:
            continue
        for match in pattern.finditer(source.data):
            number = next((number for number, one in enumerate(summary.units) if one.span.start <= match.start() < one.span.end), None)
            if number is None:
                continue
            root = context.parsed(UnitId(path, number)).root
            node = root.descendant_for_byte_range(match.start(), match.start())
            if node is not None and node.type in _TEXT:
                yield path, match.start()
