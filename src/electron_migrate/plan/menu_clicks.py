"""The functions that clicks on menu items run: they stay in the page, get a plain copy of their item, and hand nothing back over the bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import calls
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.facts.summary import FunctionFact, FunctionValue, Literal, Name, Spread, Value
from electron_migrate.plan.listener_bodies import as_statement, body_edits, returns
from electron_migrate.plan.model import Manual

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What a plain copy of an item does not have.
_LIVE = frozenset({"menu", "click", "commandId", "userAccelerator", "submenu", "enabled", "visible", "type"})


def click_edits(context: Context, unit: UnitId, value: Value) -> tuple[Edit, ...] | Manual:
    """What changes in the script that writes a `click`, or why it cannot cross. `value` is what stands behind the key."""
    origin = context.facts.origins.origin(unit, value)
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        # made elsewhere (a prop, a bound method): it is called as before, with the plain item
        return ()
    function = context.facts.unit(origin.unit).functions[origin.value.function]
    refused = _refused(context, origin.unit, function)
    if refused is not None:
        return refused
    return _hands_nothing_back(context, unit, value, origin.unit, function, origin.value)


def callback_edits(context: Context, unit: UnitId, value: Value) -> dict[str, tuple[Edit, ...]] | Manual:
    """What changes for a function without parameters that crosses the bridge, by path; or why it cannot. It hands nothing back."""
    origin = context.facts.origins.origin(unit, value)
    if isinstance(value, Spread | Literal):
        return Manual("No function is passed that could be called.", "Pass a function.")
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        return {}
    function = context.facts.unit(origin.unit).functions[origin.value.function]
    return {unit.path: _hands_nothing_back(context, unit, value, origin.unit, function, origin.value)}


def callback_body_edits(context: Context, unit: UnitId, function: Node) -> tuple[Edit, ...]:
    """What changes in a function that is written where it is passed, so that it hands nothing back over the bridge."""
    return tuple(body_edits(context.parsed(unit), function, end=";" if context.style(unit.path).semicolons else "", microtask=False) or ())


def _hands_nothing_back(
    context: Context, unit: UnitId, value: Value, there: UnitId, function: FunctionFact, written: FunctionValue
) -> tuple[Edit, ...]:
    node = context.node(there, written.span)
    if isinstance(value, FunctionValue):
        return _inline(context, there, node)
    if isinstance(value, Name) and _answers(function, node):
        given = "item" if function.parameters else ""
        text = context.text(unit, value.span)
        end = ";" if context.style(unit.path).semicolons else ""
        named = context.node(unit, value.span)
        arrow = f"({given}) => {{ {text}({given}){end} }}"
        if named.type == "shorthand_property_identifier":
            return (Edit.replace(value.span, f"click: {arrow}"),)
        return (Edit.replace(value.span, arrow),)
    return ()


def _answers(function: FunctionFact, node: Node) -> bool:
    """True when a function may hand something back."""
    body = node.child_by_field_name("body")
    return bool(function.returns) or function.is_async or (body is not None and body.type != "statement_block")


def _inline(context: Context, unit: UnitId, node: Node) -> tuple[Edit, ...]:
    parsed = context.parsed(unit)
    body = node.child_by_field_name("body")
    end = ";" if context.style(unit.path).semicolons else ""
    if body is None:
        return ()
    if body.type != "statement_block":
        if _calls_what_answers_nothing(context, unit, body):
            return ()
        return tuple(as_statement(parsed, node, body, end))
    return tuple(returns(parsed, node, body))


def _calls_what_answers_nothing(context: Context, unit: UnitId, body: Node) -> bool:
    function = body.child_by_field_name("function") if body.type == "call_expression" else None
    if function is None or function.type != "identifier":
        return False
    called = next((call for call in calls(context.facts.unit(unit)) if call.span == context.parsed(unit).span(body)), None)
    origin = context.facts.origins.origin(unit, called.function) if called is not None else None
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        return False
    node = context.node(origin.unit, origin.value.span)
    return node.type in ("function_declaration", "arrow_function") and not _answers(context.facts.unit(origin.unit).functions[origin.value.function], node)


def _refused(context: Context, unit: UnitId, function: FunctionFact) -> Manual | None:
    if function.uses_arguments:
        return Manual("The click function reads `arguments`.", "Name the parameters that it uses.")
    parameters = function.parameters
    bindings = context.facts.unit(unit).bindings
    for parameter, what in zip(parameters[1:], ("window", "event"), strict=False):
        if parameter.used and parameter.binding >= 0 and _references(context, unit, bindings[parameter.binding].span):
            hint = "Use the bridge for the page's own window." if what == "window" else "Ask for what it needs in another way."
            return Manual(f"The click function uses its parameter `{parameter.name}`, the {what}, which stays in main.", hint)
        if not parameter.name and parameter.used:
            return Manual(f"The click function takes the {what} apart, which stays in main.", "Ask for what it needs in another way.")
    if not parameters:
        return None
    first = parameters[0]
    if first.rest:
        return Manual("The click function takes all its arguments in one parameter.", "Name the parameters that it uses.")
    if not first.name or first.binding < 0:
        return None
    parsed = context.parsed(unit)
    for reference in _references(context, unit, bindings[first.binding].span):
        parent = reference.parent
        prop = parent.child_by_field_name("property") if parent is not None and parent.type == "member_expression" else None
        if prop is None or parent is None or parent.child_by_field_name("object") != reference:
            return Manual("The click function hands its menu item on.", "Hand on what is needed of it: its id, its label, whether it is checked.")
        if parsed.text(prop) in _LIVE:
            return Manual(f"The click function uses `{parsed.text(prop)}` of its menu item, which a plain copy does not have.", "Keep it in the page's own state.")
        outer = parent.parent
        writes = outer is not None and outer.type in ("assignment_expression", "augmented_assignment_expression", "update_expression")
        if writes and outer is not None and outer.child_by_field_name("right") != parent:
            return Manual("The click function changes its menu item.", "Keep the state in the page, and build the menu of it.")
    return None


def _references(context: Context, unit: UnitId, span: Span) -> list[Node]:
    binding = context.scopes(unit).binding_of(context.node(unit, span))
    return [reference.node for reference in binding.references] if binding is not None else []
