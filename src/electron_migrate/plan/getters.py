"""Functions of a page that do nothing but hand out something of Electron's: `const win = () => remote.getCurrentWindow()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.chains import levels
from electron_migrate.facts.lowering import FUNCTIONS, walk
from electron_migrate.facts.origins import External, Here, UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, FunctionValue

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_ACTS = frozenset({"new_expression", "await_expression", "yield_expression", "throw_statement", "update_expression", "augmented_assignment_expression"})


def is_by_getter(context: Context, site: Site) -> bool:
    """True when the functions of the app that the site calls on its way only hand things out, so that their calls may go."""
    for value in levels(site.chain.value):
        if not isinstance(value, Call):
            continue
        called = context.facts.origins.origin(site.unit, value.function)
        if isinstance(called, Here) and isinstance(called.value, FunctionValue):
            function = context.node(called.unit, called.value.span)
            given = [context.node(site.unit, argument.span) for argument in value.arguments]
            if not has_no_effect(context, called.unit, function) or any(not _does_nothing(context, site.unit, one, one) for one in given):
                return False
    return True


def has_no_effect(context: Context, unit: UnitId, function: Node) -> bool:
    """True for a function that does nothing that anything but itself could notice: it reads, asks Electron for a thing, and keeps that in a name."""
    body = function.child_by_field_name("body")
    return body is not None and all(_does_nothing(context, unit, function, one) for one in walk(body))


def _does_nothing(context: Context, unit: UnitId, function: Node, node: Node) -> bool:
    if node.type in _ACTS or node.type in FUNCTIONS:
        return False
    if node.type == "call_expression":
        origin = context.origin_of(unit, node)
        return isinstance(origin, External) and origin.module == "electron"
    if node.type == "assignment_expression":
        target = node.child_by_field_name("left")
        binding = context.scopes(unit).binding_of(target) if target is not None and target.type == "identifier" else None
        # a name that others use too is set by the call
        return binding is not None and all(
            function.start_byte <= reference.node.start_byte < function.end_byte for reference in binding.references
        )
    return True
