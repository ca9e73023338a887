"""Where a class of the app is made: every `new`, every `super()` of a class that extends it; or why not all of them are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import CLASSES, WRAPPERS, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.function_exports import StopError, export_around
from electron_migrate.plan.function_uses import FunctionFlow, Unclear

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class Making:
    """`node` is a `new` expression, or the call of `super`."""

    unit: UnitId
    node: Node


def makings_of(context: Context, unit: UnitId, node: Node) -> tuple[Making, ...] | Unclear:
    """Every place that runs the constructor of a class, or of a function that `new` is used with, over all files of the app."""
    flow = _ClassFlow(context)
    try:
        flow.made(unit, node)
    except StopError as stop:
        return Unclear(str(stop))
    if flow.calls or flow.handed:
        return Unclear("it is called as a function too")
    return tuple(flow.makings)


@dataclass
class _ClassFlow(FunctionFlow):
    makings: list[Making] = field(default_factory=list)

    def made(self, unit: UnitId, node: Node) -> None:
        if any(child.type == "decorator" for child in node.children) or (
            node.parent is not None and any(child.type == "decorator" for child in node.parent.children)
        ):
            raise StopError("a framework makes it")
        if node.type not in CLASSES:
            self.function(unit, node)
            return
        name = node.child_by_field_name("name")
        if name is not None:
            self.named(unit, name)
            return
        if node.type == "class_declaration" and (statement := export_around(node)) is not None:
            self.exports.declaration(unit, statement, "default")
            return
        self.value(unit, node)

    def value(self, unit: UnitId, node: Node) -> None:
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if parent is not None and parent.type == "new_expression" and parent.child_by_field_name("constructor") == at:
            self.makings.append(Making(unit, parent))
        elif parent is not None and parent.type in ("class_heritage", "extends_clause"):
            self._extended(unit, parent)
        elif parent is not None and parent.type == "member_expression" and parent.child_by_field_name("object") == at:
            # `Store.prototype.save = …`, and what is static
            return
        elif (
            parent is not None
            and parent.type == "binary_expression"
            and self.text(unit, parent.child_by_field_name("operator")) == "instanceof"
        ):
            return
        else:
            super().value(unit, node)

    def _reference(self, unit: UnitId, node: Node, mode: str) -> None:
        if mode != "type":
            super()._reference(unit, node, mode)

    def _extended(self, unit: UnitId, heritage: Node) -> None:
        below: Node | None = heritage
        while below is not None and below.type not in CLASSES:
            below = below.parent
        if below is None:
            raise StopError(f"it is extended in a way that is not followed at {self.at(unit, heritage)}")
        body = below.child_by_field_name("body")
        own = body is not None and any(
            child.type == "method_definition" and self.text(unit, child.child_by_field_name("name")) == "constructor"
            for child in body.named_children
        )
        if not own:
            self.made(unit, below)
            return
        for inner in walk(below):
            function = inner.child_by_field_name("function") if inner.type == "call_expression" else None
            if function is not None and function.type == "super":
                self.makings.append(Making(unit, inner))
