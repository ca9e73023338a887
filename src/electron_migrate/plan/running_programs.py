"""Programs that a page starts and listens to: what becomes of each use of one, once main runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.surgery import remove_statement
from electron_migrate.facts.lowering import string_value
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.model import Manual
from electron_migrate.plan.object_listeners import encoding_edits, event_of, listener_edits, parts_of
from electron_migrate.plan.object_uses import ObjectUse, uses_of_object

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

SIGNALS = ("SIGHUP", "SIGINT", "SIGKILL", "SIGTERM")
"""Those by which a page may end a program."""
_FLUENT = frozenset({"on", "once", "setEncoding"})
_OUTPUTS = ("stdout", "stderr")
_EVENTS = frozenset({"close", "exit", "error"})
_HINT = "Run it in main, and send the page what it prints."


def running_program(context: Context, unit: UnitId, call: Node) -> tuple[Edit, ...] | Manual:
    """What changes where a page uses the program that `call` starts, or why main cannot run it for the page."""
    found = uses_of_object(context, unit, call, _FLUENT)
    if found.other:
        return Manual(f"More is done with the running program than to listen to it and to end it: {found.other}.", _HINT)
    edits: list[Edit] = []
    for use in found.uses:
        made = _use(context, unit, use)
        if isinstance(made, Manual):
            return made
        edits.extend(made)
    for output in _OUTPUTS:
        if any(True for _ in found.called(output, "setEncoding")):
            continue
        listeners = [use.arguments[1] for use in found.uses if use.path[0] == output and event_of(context, unit, use) == "data"]
        parts = parts_of(context, unit, listeners)
        if parts == "bytes":
            return Manual("What it prints is taken as bytes.", "Make text of it (setEncoding('utf8')), or let main do what the bytes are for.")
        if isinstance(parts, Manual):
            return parts
    return tuple(edits)


def _use(context: Context, unit: UnitId, use: ObjectUse) -> tuple[Edit, ...] | Manual:
    match use.path:
        case ("on" | "once",):
            return listener_edits(context, unit, use, _EVENTS)
        case ("stdout" | "stderr", "on" | "once"):
            return listener_edits(context, unit, use, ("data", "end"), silent=frozenset({"end"}))
        case ("stdout" | "stderr", "setEncoding"):
            return encoding_edits(context, unit, use)
        case ("kill",) if use.is_call and use.is_dropped and _is_signal(context, unit, use.arguments):
            return ()
        case ("unref",) if use.is_call and use.node.parent is not None and use.node.parent.type == "expression_statement":
            return remove_statement(context.parsed(unit), use.node)
        case ("stdin", *_):
            return Manual("The page writes to the running program, which decides what it does.", "Let main write what is meant, from what the page means.")
        case path:
            return Manual(f"It uses `{'.'.join(path)}` of the running program, which stays in main.", _HINT)


def _is_signal(context: Context, unit: UnitId, arguments: tuple[Node, ...]) -> bool:
    if not arguments:
        return True
    return len(arguments) == 1 and arguments[0].type == "string" and string_value(context.parsed(unit).text(arguments[0])) in SIGNALS
