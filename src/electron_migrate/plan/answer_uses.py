"""What a page does with the answer of a call that only an instance of Node's classes can do: a Buffer arrives as a Uint8Array, Stats as plain data."""

from __future__ import annotations

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


def _methods(context: Context, unit: UnitId, node: Node) -> Iterator[tuple[UnitId, Node]]:
    """Each member that is called on the answer, or on a name that holds it."""
    at, parent = node, node.parent
    while parent is not None and (parent.type in WRAPPERS or parent.type == "await_expression"):
        at, parent = parent, parent.parent
    if parent is None:
        return
    if extends_chain(at, parent):
        call = parent.parent
        if call is None or call.type != "call_expression" or call.child_by_field_name("function") != parent:
            return
        name = parent.child_by_field_name("property")
        given = meaningful(call.child_by_field_name("arguments"))
        if name is not None and context.parsed(unit).text(name) == "then" and given:
            function = (unit, given[0]) if given[0].type in FUNCTIONS else context.function_behind(unit, given[0])
            if function is not None and (parameters := parameters_of(function[1])):
                yield from _on_name(context, function[0], parameters[0].child_by_field_name("pattern") or parameters[0])
            return
        yield unit, parent
        return
    if parent.type in ("variable_declarator", "assignment_expression"):
        name = parent.child_by_field_name("name") or parent.child_by_field_name("left")
        if name is not None and at in (parent.child_by_field_name("value"), parent.child_by_field_name("right")):
            yield from _on_name(context, unit, name)


def _on_name(context: Context, unit: UnitId, name: Node) -> Iterator[tuple[UnitId, Node]]:
    binding = context.scopes(unit).binding_of(name)
    for reference in binding.references if binding is not None else ():
        member = reference.node.parent
        if member is None or not extends_chain(reference.node, member) or member.parent is None:
            continue
        if member.parent.type == "call_expression" and member.parent.child_by_field_name("function") == member:
            yield unit, member
