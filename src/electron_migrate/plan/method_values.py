"""A method of Electron's that is handed over instead of called: what calls it, as far as its surroundings tell."""

from __future__ import annotations

import re

from tree_sitter import Node

from electron_migrate.code.parse import Parsed

_TAKES_ITEMS = frozenset({"forEach", "map", "filter", "some", "every", "find", "flatMap"})
_TAKES_NOTHING = frozenset({"setTimeout", "setInterval", "setImmediate", "queueMicrotask", "requestAnimationFrame", "requestIdleCallback"})
# Where a function expression can stand without parentheses.
_PLACES = frozenset({"arguments", "pair", "variable_declarator", "assignment_expression", "jsx_expression", "array", "return_statement"})


def handed_arguments(parsed: Parsed, node: Node) -> int | None:
    """How many arguments of what the caller passes are the method's own: 0 for an event or timer, 1 for an item of a list, -1 for all; None where
    a function of the page cannot take the method's place."""
    parent = node.parent
    if parent is None or (parent.type not in _PLACES and node.type != "shorthand_property_identifier"):
        return None
    if parent.type == "jsx_expression":
        attribute = parent.parent
        name = parsed.text(attribute.named_children[0]) if attribute is not None and attribute.type == "jsx_attribute" else ""
        return 0 if re.match(r"on[A-Z]", name) else None
    if parent.type == "assignment_expression":
        left = parent.child_by_field_name("left")
        if left is None or parent.child_by_field_name("right") != node:
            return None
        return 0 if re.search(r"\.on[a-z]+$", parsed.text(left)) else -1
    if parent.type != "arguments" or parent.parent is None:
        return -1
    function = parent.parent.child_by_field_name("function")
    called = parsed.text(function).rsplit(".", 1)[-1] if function is not None else ""
    if called in ("addEventListener", "removeEventListener"):
        # a listener that is taken off again has to be the same function
        removed = rb"removeEventListener\([^)]*" + re.escape(parsed.text(node).encode())
        return None if re.search(removed, parsed.source.data) else 0
    if called in _TAKES_NOTHING:
        return 0
    if called in _TAKES_ITEMS:
        return 1
    # what another function does with it, it does with a function that takes the same
    return -1 if called not in ("removeListener", "off") else None
