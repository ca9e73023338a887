"""Listeners that a page has on a live object, once main has the object and the page a handle: they stay where they are, and hand nothing back over the bridge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.surgery import remove_statement
from electron_migrate.facts.lowering import string_value
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.byte_uses import UTF8, bytes_of_parameter
from electron_migrate.plan.listener_bodies import body_edits
from electron_migrate.plan.listener_events import parameters_of
from electron_migrate.plan.model import Manual
from electron_migrate.plan.node_callbacks import error_listener_edits
from electron_migrate.plan.object_uses import ObjectUse

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

LISTENING = frozenset({"on", "once"})
_INLINE = ("arrow_function", "function_expression")


def event_of(context: Context, unit: UnitId, use: ObjectUse) -> str:
    """The event that `x.on('end', f)` names; empty where that is not written out, or it is no such call."""
    if not use.is_call or use.path[-1] not in LISTENING or len(use.arguments) != 2 or use.arguments[0].type != "string":
        return ""
    return string_value(context.parsed(unit).text(use.arguments[0]))


def listener_edits(context: Context, unit: UnitId, use: ObjectUse, known: Iterable[str], *, silent: frozenset[str] = frozenset()) -> tuple[Edit, ...] | Manual:
    """What changes in `x.on('end', f)`, or why it cannot stay. `known`: the events that main tells; `silent`: those of which it tells no more than that."""
    event = event_of(context, unit, use)
    if event not in known:
        named = f"`{event}`" if event else "a name that is not written out"
        return Manual(f"It listens to {named}, which main does not tell of.", f"Listen to {', '.join(sorted(known))} only.")
    listener = use.arguments[1]
    parsed = context.parsed(unit)
    text = parsed.text(listener)
    if listener.type == "function_expression" and re.search(r"\b(this|arguments)\b", text):
        return Manual("A listener uses `this` or `arguments`, which are of Node's object.", "Write an arrow function, and name the object.")
    if listener.type in _INLINE and event in silent and parameters_of(listener):
        return Manual(f"A listener to `{event}` takes what stays in main.", "Leave its parameters out.")
    if event == "error":
        coded = error_listener_edits(context, unit, listener)
        if isinstance(coded, Manual) or listener.type not in _INLINE:
            return coded
        return (*coded, *_hands_nothing_back(context, unit, listener))
    if listener.type in _INLINE:
        typed = next((one.child_by_field_name("type") for one in parameters_of(listener) if event == "data"), None)
        # its parts are no Buffers any more
        untyped = () if typed is None else (Edit.delete(typed.start_byte, typed.end_byte),)
        return (*untyped, *_hands_nothing_back(context, unit, listener))
    if not _is_plain(context, unit, listener):
        return Manual("A listener is made by an expression.", "Write a function that calls it, or give it a name.")
    end = ";" if context.style(unit.path).semicolons else ""
    return (Edit.replace(parsed.span(listener), f"(...args) => {{ {text}(...args){end} }}"),)


def encoding_edits(context: Context, unit: UnitId, use: ObjectUse) -> tuple[Edit, ...] | Manual:
    """`x.setEncoding('utf8')` goes, as main sends text; or why it cannot."""
    parsed = context.parsed(unit)
    if len(use.arguments) != 1 or use.arguments[0].type != "string" or string_value(parsed.text(use.arguments[0])).lower() not in UTF8:
        return Manual("Its encoding is another than utf8, or not written out.", "Ask for 'utf8', or let main make text of it.")
    member = use.node.child_by_field_name("function")
    owner = member.child_by_field_name("object") if member is not None else None
    is_statement = use.node.parent is not None and use.node.parent.type == "expression_statement"
    if owner is None or (is_statement and owner.type != "call_expression"):
        return remove_statement(parsed, use.node)
    return (Edit.delete(owner.end_byte, use.node.end_byte),)


def parts_of(context: Context, unit: UnitId, listeners: Iterable[Node]) -> str | Manual:
    """What listeners make of the bytes that they get: `text`, `bytes` where a Uint8Array serves, or nothing."""
    texts = plain = 0
    for listener in listeners:
        found = bytes_of_parameter(context, unit, listener, 0, untyped=True)
        if found.other or any(encoding not in UTF8 for _, _, encoding in found.converted):
            shown = found.other or "another encoding"
            return Manual(f"The parts are bytes, and more becomes of them than a Uint8Array can do: {shown}.", "Read the whole, or let main do what the bytes are for.")
        texts += found.texts + len(found.converted)
        plain += found.plain
    if texts and plain:
        return Manual("The parts become text in one place, and are bytes in another.", "Ask for 'utf8', or make text of all of them.")
    return "text" if texts else "bytes" if plain else ""


def _hands_nothing_back(context: Context, unit: UnitId, listener: Node) -> tuple[Edit, ...]:
    end = ";" if context.style(unit.path).semicolons else ""
    return tuple(body_edits(context.parsed(unit), listener, end=end, microtask=False) or ())


def _is_plain(context: Context, unit: UnitId, listener: Node) -> bool:
    """True for a name, a member, and one that is bound."""
    if listener.type == "call_expression":
        function = listener.child_by_field_name("function")
        asked = function.child_by_field_name("property") if function is not None and function.type == "member_expression" else None
        return asked is not None and context.parsed(unit).text(asked) == "bind"
    return listener.type in ("identifier", "member_expression")
