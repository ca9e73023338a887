"""The channels that a variable takes, where they are all written in the app: of a list that is looped over, a table, or the calls of a function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, meaningful, walk
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.facts.summary import Array, Literal, Object, Property
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
_TESTING = frozenset({"if_statement", "parenthesized_expression", "unary_expression", "binary_expression", "ternary_expression"})
_EXPORTS = re.compile(rb"(?:module\.)?exports\b")


class _NotKnownError(Exception):
    """Some of the channels are not written in the app."""


def known_channels(context: Context, unit: UnitId, node: Node) -> tuple[str, ...]:
    """Every channel that an expression may name, in the order in which they are written; none where they are not all known."""
    try:
        found = tuple(dict.fromkeys(_texts(context, unit, node, 0)))
    except _NotKnownError:
        return ()
    return found if len(found) <= _MOST else ()


def tables_behind(context: Context, unit: UnitId, node: Node) -> tuple[tuple[UnitId, Node], ...]:
    """The object literals that an expression may be, each with its script; none where they are not all known, or something changes them."""
    try:
        return tuple(dict.fromkeys(_tables(context, unit, node, 0)))
    except _NotKnownError:
        return ()


def entry_of(context: Context, unit: UnitId, name: Node) -> tuple[Node, int] | None:
    """The expression of the table whose key (0) or value (1) a variable is given, one after the other."""
    binding = context.scopes(unit).binding_of(name)
    return _entry(context, unit, binding.declarations[0]) if binding is not None and not binding.writes and len(binding.declarations) == 1 else None


def goes_through(context: Context, unit: UnitId, function: Node) -> bool:
    """True for a function that gets the elements of a list one after the other, and whose answers nobody looks at: that of `list.forEach(function)`."""
    listed = _gone_through(context, unit, function)
    method = listed.parent.child_by_field_name("property") if listed is not None and listed.parent is not None else None
    return method is not None and context.parsed(unit).text(method) == "forEach"


def place_of_parameter(name: Node) -> tuple[Node, int] | None:
    """The function whose plain parameter this is, and which of its parameters."""
    try:
        return _parameter(name)
    except _NotKnownError:
        return None


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
        return _of_table(context, unit, owner, "values", depth + 1) if owner is not None else _stop()
    if node.type != "identifier":
        raise _NotKnownError
    binding = _constant(context, unit, node)
    name = binding.declarations[0]
    entry = _entry(context, unit, name)
    if entry is not None:
        return _of_table(context, unit, entry[0], ("keys", "values")[entry[1]], depth + 1)
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
                return _of_table(context, unit, given[0], what, depth + 1)
        raise _NotKnownError
    if node.type != "identifier":
        raise _NotKnownError
    binding = _constant(context, unit, node)
    if not all(_only_reads(context, unit, reference.node) for reference in binding.references):
        raise _NotKnownError
    there = _of_another(context, unit, node, binding)
    if there is not None:
        return _elements(context, *there, depth + 1)
    declarator = _declarator(binding.declarations[0])
    given_here = declarator.child_by_field_name("value") if declarator is not None and declarator.type == "variable_declarator" else None
    return _elements(context, unit, given_here, depth + 1) if given_here is not None else _stop()


def _of_table(context: Context, unit: UnitId, node: Node, what: str, depth: int) -> list[str]:
    """The keys or the values of every object that a table may be."""
    found: list[str] = []
    for there, table in _tables(context, unit, node, depth):
        value = context.value_of(there, table)
        for one in value.properties if isinstance(value, Object) else ():
            if not isinstance(one, Property) or one.key is None:
                raise _NotKnownError
            text = one.key if what == "keys" else context.facts.origins.text(there, one.value)
            if text is None:
                raise _NotKnownError
            found.append(text)
    return found or _stop()


def _tables(context: Context, unit: UnitId, node: Node, depth: int) -> list[tuple[UnitId, Node]]:
    """The object literals that an expression may be, which nothing changes."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        raise _NotKnownError
    if node.type == "object":
        return [(unit, node)]
    if node.type == "member_expression":
        return _in_field(context, unit, node, depth)
    if node.type == "call_expression":
        called, given = node.child_by_field_name("function"), meaningful(node.child_by_field_name("arguments"))
        frozen = called is not None and context.parsed(unit).text(called) == "Object.freeze" and len(given) == 1
        return _tables(context, unit, given[0], depth + 1) if frozen else _stop()
    if node.type != "identifier":
        raise _NotKnownError
    binding = _constant(context, unit, node)
    if not all(_only_reads(context, unit, one.node) or _field_of_this(context, unit, one.node) for one in binding.references):
        raise _NotKnownError
    there = _of_another(context, unit, node, binding)
    if there is not None:
        return _tables(context, *there, depth + 1)
    name = binding.declarations[0]
    declarator = _declarator(name)
    if declarator is not None:
        given_here = declarator.child_by_field_name("value") if declarator.type == "variable_declarator" else None
        return _tables(context, unit, given_here, depth + 1) if given_here is not None else _stop()
    found: list[tuple[UnitId, Node]] = []
    for other, argument, each in _arguments(context, unit, name):
        found += _tables(context, other, argument, depth + 1) if not each else _stop()
    return found


def _in_field(context: Context, unit: UnitId, node: Node, depth: int) -> list[tuple[UnitId, Node]]:
    """The tables that a field of the script's classes is given, which nothing else changes."""
    parsed = context.parsed(unit)
    owner, asked = node.child_by_field_name("object"), node.child_by_field_name("property")
    if owner is None or asked is None or owner.type != "this":
        raise _NotKnownError
    name = parsed.text(asked)
    for other in walk(parsed.root):
        if other.type != "member_expression" or parsed.text(other.child_by_field_name("property") or other) != name:
            continue
        inner, parent = other.child_by_field_name("object"), other.parent
        given = parent is not None and parent.type == "assignment_expression" and parent.child_by_field_name("left") == other
        tested = parent is not None and parent.type in _TESTING
        if inner is None or inner.type != "this" or not (given or tested or _only_reads(context, unit, other)):
            raise _NotKnownError
    changed = re.compile(rb"\.\s*%b\s*(?:\[[^\]]*\]|\.\s*\w+)?\s*=[^=>]" % re.escape(name.encode()))
    pages = context.facts.file_pages.get(unit.path, frozenset())
    for path, shown in context.facts.file_pages.items():
        if path != unit.path and shown & pages and path in context.facts.sources and changed.search(context.facts.sources[path].data):
            raise _NotKnownError
    found: list[tuple[UnitId, Node]] = []
    for given_value in context.facts.origins.fields.of_script(unit, name):
        if not (isinstance(given_value, Literal) and given_value.value is None):
            found += _tables(context, unit, context.node(unit, given_value.span), depth + 1)
    return found or _stop()


def _field_of_this(context: Context, unit: UnitId, node: Node) -> bool:
    """True for `this.commands = commands`: the field is looked at where it is used."""
    parent = node.parent
    left = parent.child_by_field_name("left") if parent is not None and parent.type == "assignment_expression" else None
    owner = left.child_by_field_name("object") if left is not None and left.type == "member_expression" else None
    return owner is not None and owner.type == "this" and left != node


def _of_another(context: Context, unit: UnitId, node: Node, binding: Binding) -> tuple[UnitId, Node] | None:
    """The list or table of another script that an imported name means; None for a name of this one. Nothing in the app may change it."""
    found = context.origin_of(unit, node)
    if not isinstance(found, Here) or found.unit == unit or not isinstance(found.value, Object | Array):
        return None
    there = context.node(found.unit, found.value.span)
    declared = there.parent
    name = declared.child_by_field_name("name") if declared is not None and declared.type == "variable_declarator" else None
    if name is None or name.type != "identifier" or context.facts.broken(found.unit.path):
        raise _NotKnownError
    own = _constant(context, found.unit, name)
    if not all(_only_reads(context, found.unit, one.node) or _is_exported(one.node) for one in own.references):
        raise _NotKnownError
    text = re.escape(context.parsed(found.unit).text(name).encode())
    methods = rb"push|pop|shift|unshift|splice|sort|reverse|fill"
    changed = re.compile(rb"\b%b\s*(?:\.\s*(?:%b)\(|(?:\[[^\]]*\]|\.\s*\w+)\s*=[^=>])|\bassign\(\s*%b\b" % (text, methods, text))
    # under another name it could be changed out of sight
    renamed = re.compile(rb"\b%b\s+as\s|\b%b\s*:\s*\w" % (text, text))
    for path, source in context.facts.sources.items():
        if path != found.unit.path and (changed.search(source.data) or renamed.search(source.data)):
            raise _NotKnownError
    return found.unit, there


def _is_exported(node: Node) -> bool:
    """True for a name in `export { … }`, `exports.x = name` and `module.exports = { name }`."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type in ("export_specifier", "export_statement"):
        return True
    if parent.type == "object" or (parent.type == "pair" and parent.child_by_field_name("value") == node):
        holder = parent if parent.type == "object" else parent.parent
        assigned = holder.parent if holder is not None else None
        return assigned is not None and assigned.type == "assignment_expression" and (assigned.text or b"").startswith(b"module.exports")
    return parent.type == "assignment_expression" and parent.child_by_field_name("right") == node and bool(_EXPORTS.match(parent.text or b""))


def _entry(context: Context, unit: UnitId, name: Node) -> tuple[Node, int] | None:
    """The table whose key (0) or value (1) a name takes: `for (const [key, value] of Object.entries(table))`, `.forEach(([key]) => …)`, `for (const key in table)`."""
    pattern = name.parent
    if pattern is not None and pattern.type == "for_in_statement" and pattern.child_by_field_name("left") == name:
        operator, right = pattern.child_by_field_name("operator"), pattern.child_by_field_name("right")
        return (right, 0) if operator is not None and operator.type == "in" and right is not None else None
    if pattern is None or pattern.type != "array_pattern" or len(pattern.named_children) > len(_OF_TABLES):
        return None
    index, holder = pattern.named_children.index(name), pattern.parent
    listed: Node | None = None
    if holder is not None and holder.type == "for_in_statement" and holder.child_by_field_name("left") == pattern:
        operator = holder.child_by_field_name("operator")
        listed = holder.child_by_field_name("right") if operator is not None and operator.type == "of" else None
    else:
        if holder is not None and holder.type in ("required_parameter", "optional_parameter"):
            holder = holder.parent
        function = holder.parent if holder is not None and holder.type == "formal_parameters" else None
        first = function is not None and function.type in FUNCTIONS and meaningful(holder)[0].end_byte >= pattern.end_byte
        listed = _gone_through(context, unit, function) if function is not None and first else None
    if listed is None or listed.type != "call_expression":
        return None
    called, given = listed.child_by_field_name("function"), meaningful(listed.child_by_field_name("arguments"))
    text = context.parsed(unit).text(called) if called is not None else ""
    return (given[0], index) if text == "Object.entries" and len(given) == 1 and context.scopes(unit).module.lookup("Object") is None else None


def _gone_through(context: Context, unit: UnitId, function: Node) -> Node | None:
    """The list whose elements a function gets one after the other: that of `list.forEach(function)`."""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if called is None or called.type != "member_expression" or arguments is None or meaningful(arguments)[:1] != [function]:
        return None
    method = called.child_by_field_name("property")
    return called.child_by_field_name("object") if method is not None and context.parsed(unit).text(method) in _EACH else None


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
    listed = _gone_through(context, unit, function) if index == 0 else None
    if listed is not None:
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
