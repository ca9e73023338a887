"""Whether a page writes into an object of main's that it hands on: through remote that changed main's object, in a copy it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import WRAPPERS, meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.listener_events import parameters_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# Functions that write into their first argument, by what is written before their parentheses.
_WRITES_FIRST = frozenset(
    {
        "Object.assign", "Object.defineProperty", "Object.defineProperties", "Reflect.set", "Reflect.deleteProperty", "Vue.set", "Vue.delete", "this.$set",
        "_.assign", "_.assignIn", "_.extend", "_.merge", "_.defaults", "_.defaultsDeep", "_.set", "_.unset", "$.extend", "jQuery.extend",
    }
)  # fmt: skip
_DEEPEST = 3


def written_where_passed(context: Context, unit: UnitId, node: Node, depth: int = 0) -> str:
    """The place where a function that is passed the object at `node` writes into it; empty where none is seen to."""
    while node.parent is not None and node.parent.type in WRAPPERS:
        node = node.parent
    arguments = node.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if arguments is None or called is None or depth > _DEEPEST:
        return ""
    index = meaningful(arguments).index(node)
    if index == 0 and context.parsed(unit).text(called) in _WRITES_FIRST:
        return context.facts.where(unit.path, called.start_byte)
    found = context.function_behind(unit, called)
    given = parameters_of(found[1]) if found is not None else []
    if found is None or index >= len(given):
        return ""
    there, pattern = found[0], given[index].child_by_field_name("pattern") or given[index]
    binding = context.scopes(there).binding_of(pattern) if pattern.type == "identifier" else None
    for reference in binding.references if binding is not None else ():
        if _is_written(reference.node):
            return context.facts.where(there.path, reference.node.start_byte)
        deeper = written_where_passed(context, there, reference.node, depth + 1)
        if deeper:
            return deeper
    return ""


def _is_written(node: Node) -> bool:
    """True for `x` of `x.a = 1`, `x.a.b++`, `delete x[a]`."""
    at, parent = node, node.parent
    while parent is not None and parent.type in ("member_expression", "subscript_expression") and parent.child_by_field_name("object") == at:
        at, parent = parent, parent.parent
    if at is node or parent is None:
        return False
    if parent.type in ("assignment_expression", "augmented_assignment_expression"):
        return parent.child_by_field_name("left") == at
    return parent.type == "update_expression" or (parent.type == "unary_expression" and parent.children[0].type == "delete")
