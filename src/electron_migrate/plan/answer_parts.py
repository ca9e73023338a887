"""Whether a page takes nothing of an answer but parts that arrive with it: what has methods in Node is plain data behind the bridge."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def used_beyond(context: Context, unit: UnitId, call: Node, parts: Collection[str]) -> str:
    """What a page does with the answer of a call other than to read these members of it, in words; empty where it does nothing else.

    Followed are the call itself, a name of one script that holds the answer, and a pattern that takes it apart.
    """
    parsed = context.parsed(unit)
    for used in _uses(context, unit, call, parts):
        parent = used.parent
        asked = parent.child_by_field_name("property") if parent is not None and parent.type == "member_expression" else None
        if asked is None or parent is None or parent.child_by_field_name("object") != used:
            return "passed on or kept"
        if parsed.text(asked) not in parts:
            return f"asked for `{parsed.text(asked)}`"
    return ""


def _uses(context: Context, unit: UnitId, call: Node, parts: Collection[str]) -> Iterator[Node]:
    """The places where the answer of a call is used: itself, or each use of the name that holds it."""
    parsed = context.parsed(unit)
    parent = call.parent
    if parent is None or parent.type not in ("variable_declarator", "assignment_expression"):
        yield call
        return
    name = parent.child_by_field_name("name") or parent.child_by_field_name("left")
    if name is not None and name.type == "object_pattern":
        listed = [one.child_by_field_name("key") or one.child_by_field_name("left") or one for one in name.named_children]
        if any(parsed.text(one) not in parts for one in listed):
            yield call
        return
    binding = context.scopes(unit).binding_of(name) if name is not None and name.type == "identifier" else None
    if binding is None or context.is_shared_name(unit, binding) or (parent.type == "assignment_expression" and not _is_statement(parent)):
        yield call
        return
    for reference in binding.references:
        if reference.mode == "read":
            yield reference.node


def _is_statement(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "expression_statement"
