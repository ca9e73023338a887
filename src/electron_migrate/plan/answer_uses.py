"""What a page does with the answer of a call that only an instance of Node's classes can do: a Buffer arrives as a Uint8Array, Stats as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, extends_chain, meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.listener_events import parameters_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# https://nodejs.org/api/buffer.html and https://nodejs.org/api/fs.html#class-fsstats; names that plain data and typed arrays do not have.
_OF_CLASSES = frozenset(
    {
        "isBlockDevice", "isCharacterDevice", "isDirectory", "isFIFO", "isFile", "isSocket", "isSymbolicLink", "readDoubleBE", "readDoubleLE",
        "readFloatBE", "readFloatLE", "readInt8", "readInt16BE", "readInt16LE", "readInt32BE", "readInt32LE", "readUInt8", "readUInt16BE",
        "readUInt16LE", "readUInt32BE", "readUInt32LE", "swap16", "swap32", "swap64", "writeInt8", "writeUInt8", "writeUInt16BE", "writeUInt16LE",
        "writeUInt32BE", "writeUInt32LE",
    }
)  # fmt: skip
_ENCODINGS = frozenset({"ascii", "base64", "base64url", "binary", "hex", "latin1", "ucs2", "ucs-2", "utf8", "utf-8", "utf16le", "utf-16le"})


def needs_class(context: Context, unit: UnitId, node: Node) -> str:
    """The call of such a method on the answer of the call at `node`, with its place: "`data.toString('base64')` (page.js:7)"; empty where there is none."""
    for there, called in _methods(context, unit, node):
        name, arguments = called.child_by_field_name("property"), called.parent
        given = meaningful(arguments.child_by_field_name("arguments")) if arguments is not None else []
        text = context.parsed(there).text(name) if name is not None else ""
        encoding = context.parsed(there).text(given[0])[1:-1].lower() if given and given[0].type == "string" else ""
        if text in _OF_CLASSES or (text == "toString" and encoding in _ENCODINGS):
            at = context.facts.where(there.path, called.start_byte)
            shown = " ".join(context.parsed(there).text(arguments or called).split())
            return f"`{shown if len(shown) <= 50 else f'{shown[:47]}…'}` ({at})"
    return ""


def declared_as(context: Context, unit: UnitId, node: Node, kind: str) -> str:
    """A place where the answer of the call at `node` is handed to what TypeScript declares as one of Node's `kind`; empty where there is none.

    `node` may be a callback of Node's style: its second parameter is the answer.
    """
    if node.type in FUNCTIONS:
        given = parameters_of(node)
        taken = [(unit, given[1].child_by_field_name("pattern") or given[1])] if len(given) > 1 else []
    else:
        taken = list(_names(context, unit, node))
    for there, name in taken:
        binding = context.scopes(there).binding_of(name)
        declared = [name.parent] if name.parent is not None else []
        for reference in binding.references if binding is not None else ():
            declared.extend(_parameter(context, there, reference.node))
        for one in declared:
            if kind in re.findall(r"\w+", _annotation(one)):
                return context.facts.where(there.path, name.start_byte)
    values = [(unit, _awaited(node)[0])] if node.type not in FUNCTIONS else []
    for there, name in taken:
        binding = context.scopes(there).binding_of(name)
        values += [(there, reference.node) for reference in (binding.references if binding is not None else ())]
    return next((context.facts.where(there.path, value.start_byte) for there, value in values if _is_field_of(context, there, value, kind)), "")


def _is_field_of(context: Context, unit: UnitId, value: Node, kind: str) -> bool:
    """True where a value becomes the property of an object, and the script has a property of that name declared as one of Node's `kind`."""
    pair = value.parent
    named = value if value.type == "shorthand_property_identifier" else None
    if pair is not None and pair.type == "pair" and pair.child_by_field_name("value") == value:
        named = pair.child_by_field_name("key")
    if named is None:
        return False
    key = context.parsed(unit).text(named).strip("'\"")
    declared = rf"\b{re.escape(key)}\s*\??\s*:\s*(?:\w+\.)?{kind}\b"
    return re.search(declared, context.facts.sources[unit.path].data.decode("utf-8", "replace")) is not None


def _parameter(context: Context, unit: UnitId, argument: Node) -> Iterator[Node]:
    """The parameter of a function of the app that takes an argument."""
    arguments = argument.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    found = context.function_behind(unit, called) if called is not None else None
    if found is not None and arguments is not None:
        yield from parameters_of(found[1])[meaningful(arguments).index(argument) :][:1]


def _annotation(declared: Node) -> str:
    type_ = declared.child_by_field_name("type")
    return (type_.text or b"").decode("utf-8", "replace") if type_ is not None else ""


def _methods(context: Context, unit: UnitId, node: Node) -> Iterator[tuple[UnitId, Node]]:
    """Each member that is called on the answer, or on a name that holds it."""
    at, parent = _awaited(node)
    if parent is not None and extends_chain(at, parent) and not _is_then(context, unit, parent):
        call = parent.parent
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == parent:
            yield unit, parent
    for there, name in _names(context, unit, node):
        yield from _on_name(context, there, name)


def _names(context: Context, unit: UnitId, node: Node) -> Iterator[tuple[UnitId, Node]]:
    """The names that take the answer: a variable, or the parameter of what follows in a `then`."""
    at, parent = _awaited(node)
    if parent is None:
        return
    if extends_chain(at, parent):
        call = parent.parent
        given = meaningful(call.child_by_field_name("arguments")) if call is not None and call.type == "call_expression" else []
        if _is_then(context, unit, parent) and given:
            function = (unit, given[0]) if given[0].type in FUNCTIONS else context.function_behind(unit, given[0])
            if function is not None and (parameters := parameters_of(function[1])):
                yield function[0], parameters[0].child_by_field_name("pattern") or parameters[0]
    elif parent.type in ("variable_declarator", "assignment_expression"):
        name = parent.child_by_field_name("name") or parent.child_by_field_name("left")
        if name is not None and at in (parent.child_by_field_name("value"), parent.child_by_field_name("right")):
            yield unit, name


def _awaited(node: Node) -> tuple[Node, Node | None]:
    at, parent = node, node.parent
    while parent is not None and (parent.type in WRAPPERS or parent.type == "await_expression"):
        at, parent = parent, parent.parent
    return at, parent


def _is_then(context: Context, unit: UnitId, member: Node) -> bool:
    name = member.child_by_field_name("property")
    called = member.parent
    given = meaningful(called.child_by_field_name("arguments")) if called is not None and called.type == "call_expression" else []
    return bool(given) and name is not None and context.parsed(unit).text(name) == "then"


def _on_name(context: Context, unit: UnitId, name: Node) -> Iterator[tuple[UnitId, Node]]:
    binding = context.scopes(unit).binding_of(name)
    for reference in binding.references if binding is not None else ():
        member = reference.node.parent
        if member is None or not extends_chain(reference.node, member) or member.parent is None:
            continue
        if member.parent.type == "call_expression" and member.parent.child_by_field_name("function") == member:
            yield unit, member
