"""What `await` needs around it: the function, the parentheses, the `try`. Whether it may stand there is asked of `colouring`."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.facts.lowering import FUNCTIONS, extends_chain

# What an event gives only until its handler returns, or only works before.
ONLY_IN_TIME = frozenset(
    {
        "currentTarget", "dataTransfer", "clipboardData", "preventDefault", "stopPropagation", "stopImmediatePropagation", "returnValue",
        "eventPhase", "composedPath", "defaultPrevented",
    }
)  # fmt: skip



@dataclass(frozen=True, slots=True)
class NotAwaitable:
    reason: str


def await_edits(node: Node) -> tuple[Edit, ...]:
    """`await` before a call, in parentheses where what follows would bind tighter."""
    parent = node.parent
    if parent is not None and _binds_tighter(parent, node):
        return (Edit.insert(node.start_byte, "(await "), Edit.insert(node.end_byte, ")"))
    return (Edit.insert(node.start_byte, "await "),)


def in_try(node: Node) -> bool:
    """True inside the block of a `try` that has a catch, within the same function."""
    at, parent = node, node.parent
    while parent is not None and parent.type not in FUNCTIONS:
        if (
            parent.type == "try_statement"
            and parent.child_by_field_name("body") == at
            and parent.child_by_field_name("handler") is not None
        ):
            return True
        at, parent = parent, parent.parent
    return False


def enclosing_function(node: Node) -> Node | None:
    return enclosing(node)[0]


def enclosing(node: Node) -> tuple[Node | None, str]:
    at, parent = node, node.parent
    while parent is not None:
        if parent.type in FUNCTIONS:
            in_parameters = at in (parent.child_by_field_name("parameters"), parent.child_by_field_name("parameter"))
            return parent, "parameters" if in_parameters else "body"
        if parent.type in ("class_static_block", "public_field_definition", "field_definition"):
            return None, ""
        at, parent = parent, parent.parent
    return None, ""


def _binds_tighter(parent: Node, node: Node) -> bool:
    if extends_chain(node, parent):
        return True
    if parent.type == "binary_expression":
        operator = parent.child_by_field_name("operator")
        return operator is not None and operator.type == "**" and parent.child_by_field_name("left") == node
    return parent.type == "non_null_expression"
