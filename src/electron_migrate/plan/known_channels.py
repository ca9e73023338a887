"""The channels that a variable takes, where they are all written in the app: of a list that is looped over, a table, or the calls of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, meaningful
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.facts.summary import Object, Property
from electron_migrate.plan.function_uses import Uses, uses_of
from electron_migrate.plan.listener_events import parameters_of
from electron_migrate.plan.listener_functions import unwrapped

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# Further than this, one variable behind the other, a channel is not followed; and no call site is to name more than so many.
_DEEPEST = 4
_MOST = 40
# https://tc39.es/ecma262/#sec-array.prototype.foreach and the like: the first parameter of their function is one element after the other.
_EACH = frozenset({"forEach", "map", "flatMap", "filter", "some", "every", "find"})
# What reads a list or table and leaves it as it is.
_READING = _EACH | {"includes", "indexOf", "join", "length", "slice", "concat", "entries", "keys", "values"}
_OF_TABLES = ("keys", "values")


class _NotKnownError(Exception):
    """Some of the channels are not written in the app."""


def known_channels(context: Context, unit: UnitId, node: Node) -> tuple[str, ...]:
    """Every channel that an expression may name, in the order in which they are written; none where they are not all known."""
    try:
        found = tuple(dict.fromkeys(_texts(context, unit, node, 0)))
    except _NotKnownError:
        return ()
    return found if len(found) <= _MOST else ()


def _texts(context: Context, unit: UnitId, node: Node, depth: int) -> list[str]:
    node = unwrapped(node)
    text = context.facts.origins.text(unit, context.value_of(unit, node))
    if text is not None:
        return [text]
    if depth > _DEEPEST:
        raise _NotKnownError
    if node.type == "ternary_expression":
        options = [node.child_by_field_name("consequence"), node.child_by_field_name("alternative")]
        return [one for option in options if option is not None for one in _texts(context, unit, option, depth + 1)]
    if node.type == "subscript_expression":
        owner = node.child_by_field_name("object")
        return _of_table(context, unit, owner, "values") if owner is not None else _stop()
    if node.type != "identifier":
        raise _NotKnownError
    binding = _constant(context, unit, node)
    name = binding.declarations[0]
    declarator = _declarator(name)
    if declarator is not None and declarator.type == "for_in_statement":
        listed = declarator.child_by_field_name("right")
        return _elements(context, unit, listed, depth + 1) if listed is not None else _stop()
    if declarator is not None:
        given = declarator.child_by_field_name("value")
        return _texts(context, unit, given, depth + 1) if given is not None else _stop()
    return [one for there, given, each in _arguments(context, unit, name) for one in (_elements if each else _texts)(context, there, given, depth + 1)]


def _elements(context: Context, unit: UnitId, node: Node, depth: int) -> list[str]:
    """The texts of a list."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        raise _NotKnownError
    if node.type == "array":
        items = meaningful(node)
        texts = [context.facts.origins.text(unit, context.value_of(unit, item)) for item in items]
        return [text for text in texts if text is not None] if None not in texts and texts else _stop()
    if node.type == "call_expression":
        called, given = node.child_by_field_name("function"), meaningful(node.child_by_field_name("arguments"))
        text = context.parsed(unit).text(called) if called is not None else ""
        for what in _OF_TABLES:
            if text == f"Object.{what}" and len(given) == 1 and context.scopes(unit).module.lookup("Object") is None:
                return _of_table(context, unit, given[0], what)
        raise _NotKnownError
    if node.type != "identifier":
        raise _NotKnownError
    binding = _constant(context, unit, node)
    if not all(_only_reads(context, unit, reference.node) for reference in binding.references):
        raise _NotKnownError
    declarator = _declarator(binding.declarations[0])
    given_here = declarator.child_by_field_name("value") if declarator is not None and declarator.type == "variable_declarator" else None
    return _elements(context, unit, given_here, depth + 1) if given_here is not None else _stop()


def _of_table(context: Context, unit: UnitId, node: Node, what: str) -> list[str]:
    """The keys or the values of an object that is written out in this script, once and for all."""
    node = unwrapped(node)
    table = context.origin_of(unit, node)
    if not isinstance(table, Here) or not isinstance(table.value, Object) or table.unit != unit:
        raise _NotKnownError
    if node.type == "identifier":
        binding = _constant(context, unit, node)
        if not all(_only_reads(context, unit, reference.node) for reference in binding.references):
            raise _NotKnownError
    elif node.type != "object":
        raise _NotKnownError
    found: list[str] = []
    for one in table.value.properties:
        if not isinstance(one, Property) or one.key is None:
            raise _NotKnownError
        text = one.key if what == "keys" else context.facts.origins.text(unit, one.value)
        if text is None:
            raise _NotKnownError
        found.append(text)
    return found or _stop()


def _constant(context: Context, unit: UnitId, name: Node) -> Binding:
    binding = context.scopes(unit).binding_of(name)
    if binding is None or binding.writes or len(binding.declarations) != 1:
        raise _NotKnownError
    return binding


def _declarator(name: Node) -> Node | None:
    """What declares a variable by its plain name: its declarator, or the `for (… of …)` around it."""
    parent = name.parent
    if parent is not None and parent.type == "variable_declarator" and parent.child_by_field_name("name") == name:
        return parent
    if parent is not None and parent.type == "for_in_statement" and parent.child_by_field_name("left") == name:
        operator = parent.child_by_field_name("operator")
        return parent if operator is not None and operator.type == "of" else None
    return None


def _arguments(context: Context, unit: UnitId, name: Node) -> list[tuple[UnitId, Node, bool]]:
    """What a parameter is given, with the script of each: the elements of a list that is gone through (True), or the arguments of all calls."""
    function, index = _parameter(name)
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if called is not None and called.type == "member_expression" and arguments is not None and meaningful(arguments)[:1] == [function] and index == 0:
        method, listed = called.child_by_field_name("property"), called.child_by_field_name("object")
        if method is not None and listed is not None and context.parsed(unit).text(method) in _EACH:
            return [(unit, listed, True)]
    uses = uses_of(context, unit, function)
    if not isinstance(uses, Uses) or uses.handed or not uses.calls or not all(one.sure and not one.dispatched for one in uses.calls):
        raise _NotKnownError
    found = []
    for one in uses.calls:
        given = meaningful(one.node.child_by_field_name("arguments"))
        if len(given) <= index or any(argument.type == "spread_element" for argument in given[: index + 1]):
            raise _NotKnownError
        found.append((one.unit, given[index], False))
    return found


def _parameter(name: Node) -> tuple[Node, int]:
    """The function whose plain parameter this is, and which of its parameters."""
    at: Node | None = name
    while at is not None and at.type not in FUNCTIONS:
        if at.type in ("statement_block", "program", "class_body", "object_pattern", "array_pattern", "assignment_pattern", "rest_pattern"):
            raise _NotKnownError
        at = at.parent
    if at is None:
        raise _NotKnownError
    for index, parameter in enumerate(parameters_of(at)):
        if parameter.child_by_field_name("value") is None and name in (parameter, parameter.child_by_field_name("pattern")):
            return at, index
    raise _NotKnownError


def _only_reads(context: Context, unit: UnitId, node: Node) -> bool:
    """True for a use of a list or table that cannot change it."""
    parsed, parent = context.parsed(unit), node.parent
    if parent is None:
        return False
    if parent.type == "for_in_statement":
        return parent.child_by_field_name("right") == node
    if parent.type == "arguments" and parent.parent is not None and parent.parent.type == "call_expression":
        called = parent.parent.child_by_field_name("function")
        return called is not None and parsed.text(called) in ("Object.keys", "Object.values", "Object.entries", "Object.freeze")
    if parent.type == "member_expression" and parent.child_by_field_name("object") == node:
        used = parent.parent
        if used is not None and used.type == "call_expression" and used.child_by_field_name("function") == parent:
            name = parent.child_by_field_name("property")
            return name is not None and parsed.text(name) in _READING
        return not _is_written(parent)
    return parent.type == "subscript_expression" and parent.child_by_field_name("object") == node and not _is_written(parent)


def _is_written(member: Node) -> bool:
    parent = member.parent
    if parent is None or parent.type in ("update_expression", "array_pattern", "object_pattern"):
        return True
    if parent.type == "unary_expression":
        return any(child.type == "delete" for child in parent.children)
    return parent.type in ("assignment_expression", "augmented_assignment_expression") and parent.child_by_field_name("left") == member


def _stop() -> NoReturn:
    raise _NotKnownError
