"""Streams that pages have on files and on answers from the web: how each is used, and with which others it goes together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, meaningful
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.facts.summary import Call, Literal, Object, Property, Spread, Value
from electron_migrate.plan.listener_events import parameters_of
from electron_migrate.plan.model import Manual
from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainHandler
from electron_migrate.plan.node_callbacks import error_listener_edits
from electron_migrate.plan.object_listeners import encoding_edits, event_of, listener_edits, parts_of
from electron_migrate.plan.object_uses import PIPED, ObjectUse, ObjectUses, uses_of_object, uses_of_parameter
from electron_migrate.plan.values import holds_function

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

READ, WRITE, GET = "createReadStream", "createWriteStream", "get"
STREAM_OPTIONS = {READ: ("start", "end", "highWaterMark", "encoding"), WRITE: ("flags", "mode")}
"""The options that main lets through."""
_MODULES = {READ: frozenset({"fs", "fs-extra", "graceful-fs"}), WRITE: frozenset({"fs", "fs-extra", "graceful-fs"}), GET: frozenset({"http", "https"})}
_UTF8 = frozenset({"utf8", "utf-8"})
_FLUENT = frozenset({"on", "once", "setEncoding"})
_EVENTS = {
    READ: frozenset({"data", "end", "close", "error", "open", "ready"}),
    WRITE: frozenset({"finish", "close", "error", "open", "ready"}),
    GET: frozenset({"data", "end", "close", "error", "aborted"}),
}
_SILENT = frozenset({"open", "ready", "end", "finish", "close", "aborted"})
# What a page may read of an answer: it is plain.
_HEAD = frozenset({"statusCode", "statusMessage", "headers", "httpVersion"})
_READING = frozenset({READ, GET})
_HINT = "Read or write the file in main, beside what it is for. What only copies a file is fs.copyFile, and a small one is read whole by fs.readFile."


@dataclass(frozen=True, slots=True)
class FileStream:
    """One stream that the bridge can serve. `edits`: in its uses; `text`: the page wants its parts as text, and does not say so in the options."""

    edits: tuple[Edit, ...]
    text: bool = False


@dataclass(frozen=True, slots=True)
class FileCopy:
    """`fs.createReadStream(a).pipe(fs.createWriteStream(b))`, a statement of its own; `whole` is the call of `pipe`."""

    read: Call
    write: Call
    whole: Value


def copy_at(context: Context, unit: UnitId, pipe: Node) -> FileCopy | None:
    """The copy that a call of `pipe` makes, where it does nothing else."""
    member, given = pipe.child_by_field_name("function"), meaningful(pipe.child_by_field_name("arguments"))
    source = member.child_by_field_name("object") if member is not None else None
    if source is None or len(given) != 1 or pipe.parent is None or pipe.parent.type != "expression_statement":
        return None
    if _opened(context, unit, source) != READ or _opened(context, unit, given[0]) != WRITE:
        return None
    read, write = context.value_of(unit, source), context.value_of(unit, given[0])
    if not isinstance(read, Call) or not isinstance(write, Call) or any(len(one.arguments) != 1 or isinstance(one.arguments[0], Spread) for one in (read, write)):
        return None
    return FileCopy(read, write, context.value_of(unit, pipe))


def uses_of_stream(context: Context, unit: UnitId, call: Node) -> ObjectUses:
    return uses_of_object(context, unit, call, _FLUENT)


def file_stream(context: Context, unit: UnitId, call: Node, known: frozenset[int] = frozenset()) -> FileStream | Manual:
    """What a stream becomes that a call opens, or why it stays; `known`: where streams begin that it goes together with, and that are looked at already."""
    kind = _opened(context, unit, call)
    found = uses_of_stream(context, unit, call) if kind != GET else _uses_of_answer(context, unit, call)
    if isinstance(found, Manual):
        return found
    known |= {call.start_byte}
    if found.other:
        return Manual(f"More is done with the stream than to listen, to write and to pipe: {found.other}.", _HINT)
    edits: list[Edit] = []
    for use in found.uses:
        made = _write_use(context, unit, use, known) if kind == WRITE else _read_use(context, unit, use, known, kind)
        if isinstance(made, Manual):
            return made
        edits.extend(made)
    if kind == WRITE:
        return FileStream(tuple(edits))
    return _parts(context, unit, call, found, tuple(edits), kind)


def _uses_of_answer(context: Context, unit: UnitId, call: Node) -> ObjectUses | Manual:
    """What becomes of the answer that the function behind the arguments of `https.get` gets; nothing where there is none."""
    given = meaningful(call.child_by_field_name("arguments"))[1:]
    taken = next((one for one in given if one.type != "object"), None)
    if taken is None:
        return ObjectUses()
    behind = (unit, taken) if taken.type in ("arrow_function", "function_expression") else context.function_behind(unit, taken)
    if behind is None or behind[0] != unit:
        return Manual("What is done with the answer is not known.", "Write the function that takes it where it is passed.")
    parsed = context.parsed(unit)
    if behind[1].type != "arrow_function" and re.search(r"\b(this|arguments)\b", parsed.text(behind[1])):
        return Manual("The function that takes the answer uses `this` or `arguments`.", "Write an arrow function, and name the object.")
    names = parameters_of(behind[1])
    if len(names) > 1:
        return Manual("The function that takes the answer has more parameters.", "Take the answer alone.")
    if not names:
        return ObjectUses()
    pattern = names[0].child_by_field_name("pattern") or names[0]
    if names[0].child_by_field_name("type") is not None or behind[1] != taken:
        return Manual("The function that takes the answer declares its type, or others may call it by its name.", "Write it where it is passed, without a type.")
    return uses_of_parameter(context, unit, pattern, _FLUENT)


def _parts(context: Context, unit: UnitId, call: Node, found: ObjectUses, edits: tuple[Edit, ...], kind: str) -> FileStream | Manual:
    listeners = [use.arguments[1] for use in found.uses if event_of(context, unit, use) == "data"]
    pipes = any(True for _ in found.called("pipe"))
    if not listeners and not pipes and kind == READ:
        return Manual("Nothing reads the stream by listening to `data`.", _HINT)
    asked = any(True for _ in found.called("setEncoding"))
    if asked or _encoding(context.value_of(unit, call)):
        return FileStream(edits, text=asked)
    parts = parts_of(context, unit, listeners)
    if isinstance(parts, Manual):
        return parts
    if parts == "text" and pipes:
        return Manual("Its parts become text, and flow into a file as bytes.", "Read the file in one of the two ways.")
    return FileStream(edits, text=parts == "text")


def _encoding(call: Value) -> str:
    """The encoding that the options name."""
    options = call.arguments[1] if isinstance(call, Call) and len(call.arguments) > 1 else None
    match options:
        case Literal(value=str() as text):
            return text
        case Object(properties=properties):
            return next((str(one.value.value) for one in properties if isinstance(one, Property) and one.key == "encoding" and isinstance(one.value, Literal)), "")
        case _:
            return ""


def _read_use(context: Context, unit: UnitId, use: ObjectUse, known: frozenset[int], kind: str) -> tuple[Edit, ...] | Manual:
    if kind == GET and not use.is_call and use.path[0] in _HEAD:
        return ()
    if len(use.path) != 1 or not use.is_call:
        return Manual(f"It uses `{'.'.join(use.path)}` of the stream, which stays in main.", _HINT)
    match use.path[0]:
        case "on" | "once":
            return listener_edits(context, unit, use, _EVENTS[kind], silent=_SILENT)
        case "setEncoding":
            return encoding_edits(context, unit, use)
        case "close" | "destroy" if not use.arguments and use.is_dropped and (kind == READ or use.path[0] == "destroy"):
            return ()
        case "resume" if kind == GET and not use.arguments and use.is_dropped:
            return ()
        case "pipe" if len(use.arguments) == 1:
            return _goes_with(context, unit, use.arguments[0], frozenset({WRITE}), known)
        case name:
            return Manual(f"It uses `{name}` of the stream, which stays in main.", _HINT)


def _write_use(context: Context, unit: UnitId, use: ObjectUse, known: frozenset[int]) -> tuple[Edit, ...] | Manual:
    if len(use.path) != 1 or not use.is_call or not use.is_dropped:
        return Manual(f"It uses `{'.'.join(use.path)}` of the stream, or what that gives.", _HINT)
    match use.path[0]:
        case "on" | "once":
            return listener_edits(context, unit, use, _EVENTS[WRITE], silent=_SILENT)
        case name if name == PIPED:
            member = use.node.child_by_field_name("function")
            source = member.child_by_field_name("object") if member is not None else None
            return _goes_with(context, unit, source, _READING, known)
        case "write" | "end" as name:
            return _written(context, unit, use, name)
        case "close" if not use.arguments:
            return ()
        case name:
            return Manual(f"It uses `{name}` of the stream, which stays in main.", _HINT)


def _written(context: Context, unit: UnitId, use: ObjectUse, name: str) -> tuple[Edit, ...] | Manual:
    """`write(data)`, with a function that is called then; `end` takes the function alone, too."""
    given = list(use.arguments)
    edits: list[Edit] = []
    if any(node.type == "spread_element" for node in given) or len(given) > 2 or (name == "write" and not given):
        return Manual(f"It is called with other arguments than the bridge takes: `{name}`.", "Pass what is written, and a function.")
    functions = [holds_function(context.facts.origins, unit, context.value_of(unit, node)) for node in given]
    if name == "end" and functions == [True]:
        edits.append(Edit.insert(given[0].start_byte, "undefined, "))
    elif functions[:1] == [True] or (len(functions) == 2 and not functions[1]):
        return Manual(f"It is called with other arguments than the bridge takes: `{name}`.", "Pass text or bytes, and a function.")
    if functions[-1:] == [True]:
        made = error_listener_edits(context, unit, given[-1])
        if isinstance(made, Manual):
            return made
        edits.extend(made)
    return tuple(edits)


def _goes_with(context: Context, unit: UnitId, node: Node | None, kinds: frozenset[str], known: frozenset[int]) -> tuple[Edit, ...] | Manual:
    """Nothing to change where the other stream of a `pipe` is one that the bridge serves, too."""
    other = _made_at(context, unit, node) if node is not None else None
    if other is None or _opened(context, unit, other) not in kinds:
        return Manual("One end of the pipe is no file: it stays in the page.", _HINT)
    if other.start_byte in known:
        return ()
    made = file_stream(context, unit, other, known)
    return made if isinstance(made, Manual) else ()


def _opened(context: Context, unit: UnitId, node: Node) -> str:
    """`createReadStream`, `createWriteStream` or `get` for a call of it; else empty."""
    function = node.child_by_field_name("function") if node.type == "call_expression" else None
    origin = context.origin_of(unit, function) if function is not None else None
    if not isinstance(origin, External) or len(origin.path) != 1:
        return ""
    name = origin.path[0]
    return name if origin.module.removeprefix("node:") in _MODULES.get(name, ()) else ""


def _made_at(context: Context, unit: UnitId, node: Node) -> Node | None:
    """The call that opens the one stream that stands here: by its name, or behind methods that give the stream itself."""
    parsed = context.parsed(unit)
    while node.type == "call_expression":
        if _opened(context, unit, node):
            return node
        member = node.child_by_field_name("function")
        asked = member.child_by_field_name("property") if member is not None and member.type == "member_expression" else None
        owner = member.child_by_field_name("object") if member is not None and asked is not None and parsed.text(asked) in _FLUENT else None
        if owner is None:
            return None
        node = owner
    binding = context.scopes(unit).binding_of(node) if node.type == "identifier" else None
    if binding is not None and binding.kind == "param":
        return _asked_at(context, unit, binding.declarations[0])
    opened = [value for value in _values(binding) if value.type not in ("null", "undefined")] if binding is not None else []
    return _made_at(context, unit, opened[0]) if len(opened) == 1 else None


def _asked_at(context: Context, unit: UnitId, name: Node) -> Node | None:
    """The call of `https.get` whose answer a parameter is."""
    around: Node | None = name
    while around is not None and around.type not in FUNCTIONS:
        around = around.parent
    arguments = around.parent if around is not None else None
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    return call if call is not None and _opened(context, unit, call) == GET else None


def _values(binding: Binding) -> Iterator[Node]:
    """What is given to a name where it is declared and where it is assigned."""
    for holder in (*(node.parent for node in binding.declarations), *(one.node.parent for one in binding.references if one.mode != "read")):
        value = (holder.child_by_field_name("value") or holder.child_by_field_name("right")) if holder is not None else None
        if value is not None:
            yield value


def reading_handlers(context: Context) -> tuple[MainHandler, MainHandler]:
    """How a page reads on in a stream that main has open for it, and how it closes one."""
    number = HandlerParameter("id", "number", guard="number")
    heard, targets = HandlerParameter("isHeard", "boolean", guard="boolean"), HandlerParameter("targets", "number[]")
    reading, closing = context.free_channel("streams:read"), context.free_channel("streams:close")
    return (
        MainHandler(reading, HandlerKind.ON, (number, heard, targets), "readParts(event.sender, id, isHeard, targets)", helpers=("readParts",)),
        MainHandler(closing, HandlerKind.ON, (number,), "closeStream(event.sender, id)", helpers=("closeStream",)),
    )
