"""What a page looks at in an error that a call may give it. By itself only the message of an error of main's arrives; see `error_fields`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, extends_chain, meaningful, walk
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.listener_events import parameters_of
from electron_migrate.plan.values import passes_error

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What still tells something: the text, with what Electron puts before it.
_ARRIVES = frozenset({"message", "stack", "toString"})
# Asked of a message, these look at its very beginning or at all of it.
_EXACT_METHODS = frozenset({"startsWith", "localeCompare", "indexOf"})
_EQUAL = frozenset({"==", "===", "!=", "!=="})
# The page's own Error is what arrives.
_ANY_ERROR = frozenset({"Error", "Object"})
_FARTHEST = 2


@dataclass(frozen=True, slots=True)
class Look:
    """One place that looks at more of an error than arrives: `name` is the property that it asks for, empty for its class or a computed one."""

    shown: str
    """The text with its place: "`error.code` (page.js:12)"."""
    name: str


def looks_of(context: Context, unit: UnitId, node: Node) -> tuple[Look, ...]:
    """What of an error of the call at `node` is looked at that does not arrive.

    Seen: a `catch` and a rejection handler around or behind the call, and a callback of Node's style that is its last argument.
    """
    found: dict[Look, None] = {}
    for there, binding, pattern in _takers(context, unit, node):
        for where, at in _in_pattern(context, there, pattern) if binding is None else _in_uses(context, there, binding, 0):
            text = " ".join(context.parsed(where).text(at).split())
            shown = f"`{text if len(text) <= 40 else f'{text[:37]}…'}` ({context.facts.where(where.path, at.start_byte)})"
            found.setdefault(Look(shown, _property(context, where, at)))
    return tuple(found)


def looked_at(context: Context, unit: UnitId, node: Node) -> str:
    """The first of `looks_of` as it is shown; empty where nothing is."""
    return next((one.shown for one in looks_of(context, unit, node)), "")


def main_sends_error(context: Context, channel: str) -> bool:
    """True when main visibly sends an error on a channel: `new Error(…)`, or what a `catch` caught."""
    known = context.channel(channel)
    for use in known.senders if known is not None else ():
        if context.facts.process(use.place.path) is not Process.MAIN or context.facts.broken(use.place.path):
            continue
        summary = context.facts.summaries[use.place.path]
        number = next((number for number, one in enumerate(summary.units) if one.span.contains(use.place.span)), 0)
        unit = UnitId(use.place.path, number)
        call = context.node(unit, use.place.span)
        given = meaningful(call.child_by_field_name("arguments"))[1:] if call.type == "call_expression" else []
        if passes_error(context, unit, [context.value_of(unit, one) for one in given]):
            return True
    return False


def _takers(context: Context, unit: UnitId, node: Node) -> Iterator[tuple[UnitId, Binding | None, Node]]:
    """The names (or patterns) that take the error, each with its script."""
    arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
    given = meaningful(arguments) if arguments is not None else []
    if given:
        yield from _first_parameter(context, unit, given[-1])
    at, parent = node, node.parent
    while parent is not None and (parent.type in WRAPPERS or parent.type == "await_expression" or extends_chain(at, parent)):
        if parent.type == "call_expression":
            called, passed = parent.child_by_field_name("function"), parent.child_by_field_name("arguments")
            name = called.child_by_field_name("property") if called is not None and called.type == "member_expression" else None
            handlers = meaningful(passed) if passed is not None else []
            index = {"catch": 0, "then": 1}.get(context.parsed(unit).text(name) if name is not None else "", -1)
            if 0 <= index < len(handlers):
                yield from _first_parameter(context, unit, handlers[index])
        at, parent = parent, parent.parent
    while parent is not None and parent.type not in FUNCTIONS:
        handler = parent.child_by_field_name("handler") if parent.type == "try_statement" else None
        if handler is not None and parent.child_by_field_name("body") == at:
            pattern = handler.child_by_field_name("parameter")
            if pattern is not None:
                yield unit, context.scopes(unit).binding_of(pattern), pattern
        at, parent = parent, parent.parent


def _first_parameter(context: Context, unit: UnitId, function: Node) -> Iterator[tuple[UnitId, Binding | None, Node]]:
    found = (unit, function) if function.type in FUNCTIONS else context.function_behind(unit, function)
    if found is None:
        return
    yield from _parameter(context, *found, 0)


def _parameter(context: Context, unit: UnitId, function: Node, index: int) -> Iterator[tuple[UnitId, Binding | None, Node]]:
    given = parameters_of(function)
    if index < len(given):
        pattern = given[index].child_by_field_name("pattern") or given[index]
        yield unit, context.scopes(unit).binding_of(pattern), pattern


def _in_pattern(context: Context, unit: UnitId, pattern: Node) -> Iterator[tuple[UnitId, Node]]:
    """Properties that are taken out of the error and do not arrive."""
    for child in pattern.named_children if pattern.type == "object_pattern" else ():
        key = child.child_by_field_name("key") or child.child_by_field_name("left") or child
        if child.type != "comment" and context.parsed(unit).text(key) not in _ARRIVES:
            yield unit, key


def _in_uses(context: Context, unit: UnitId, binding: Binding, depth: int) -> Iterator[tuple[UnitId, Node]]:
    for reference in binding.references:
        yield from _in_use(context, unit, reference.node, depth)


def _in_use(context: Context, unit: UnitId, node: Node, depth: int) -> Iterator[tuple[UnitId, Node]]:
    parsed, parent = context.parsed(unit), node.parent
    while parent is not None and parent.type in WRAPPERS:
        node, parent = parent, parent.parent
    if parent is None:
        return
    if parent.type == "member_expression" and parent.child_by_field_name("object") == node:
        name = parsed.text(parent.child_by_field_name("property") or parent)
        if name not in _ARRIVES or (name == "message" and _is_exact(context, unit, parent)):
            yield unit, parent
    elif parent.type == "subscript_expression" and parent.child_by_field_name("object") == node:
        yield unit, parent
    elif parent.type == "binary_expression" and parent.child_by_field_name("left") == node:
        operator, right = parent.child_by_field_name("operator"), parent.child_by_field_name("right")
        if operator is not None and operator.type == "instanceof" and right is not None and parsed.text(right) not in _ANY_ERROR:
            yield unit, parent
    elif parent.type == "variable_declarator" and parent.child_by_field_name("value") == node:
        pattern = parent.child_by_field_name("name")
        if pattern is not None:
            yield from _in_pattern(context, unit, pattern)
    elif parent.type == "arguments" and depth < _FARTHEST and parent.parent is not None and parent.parent.type == "call_expression":
        called = parent.parent.child_by_field_name("function")
        behind = context.function_behind(unit, called) if called is not None else None
        if behind is not None:
            for there, inner, pattern in _parameter(context, *behind, meaningful(parent).index(node)):
                yield from _in_pattern(context, there, pattern) if inner is None else _in_uses(context, there, inner, depth + 1)


def _property(context: Context, unit: UnitId, node: Node) -> str:
    """The property that a look asks for; empty for a class, and where what the property holds is looked into, or written."""
    if node.type in ("property_identifier", "shorthand_property_identifier_pattern"):
        return context.parsed(unit).text(node)
    asked = node.child_by_field_name("property") if node.type == "member_expression" else None
    parent = node.parent
    if asked is None or parent is None or (parent.type == "assignment_expression" and parent.child_by_field_name("left") == node):
        return ""
    return context.parsed(unit).text(asked)


def _is_exact(context: Context, unit: UnitId, message: Node) -> bool:
    """True where a message is compared as a whole, or from its first letter on: Electron puts words before it."""
    parent = message.parent
    while parent is not None and parent.type in WRAPPERS:
        message, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type == "binary_expression":
        operator = parent.child_by_field_name("operator")
        other = parent.child_by_field_name("right" if parent.child_by_field_name("left") == message else "left")
        return operator is not None and operator.type in _EQUAL and other is not None and other.type not in ("undefined", "null")
    if parent.type == "switch_statement":
        return True
    if parent.type == "member_expression" and parent.child_by_field_name("object") == message:
        name = context.parsed(unit).text(parent.child_by_field_name("property") or parent)
        called = parent.parent
        given = called.child_by_field_name("arguments") if called is not None and called.type == "call_expression" else None
        anchored = given is not None and any(
            node.type == "regex_pattern" and context.parsed(unit).text(node).startswith("^") for node in walk(given)
        )
        return name in _EXACT_METHODS or (name in ("match", "search") and anchored)
    if parent.type == "arguments":
        called = parent.parent.child_by_field_name("function") if parent.parent is not None else None
        regex = called.child_by_field_name("object") if called is not None and called.type == "member_expression" else None
        return regex is not None and regex.type == "regex" and context.parsed(unit).text(regex).startswith("/^")
    return False
