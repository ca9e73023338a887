"""Listeners that are picked from a table by their channel: `Object.keys(table).forEach((channel) => ipcRenderer.on(channel, table[channel]))`.

An emitter removes the latest registration of a function. What unsubscribes is kept in a list of the script, with its channel and its function, so
that a removal finds just that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, key_text, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.addresses import Among, table_edit
from electron_migrate.plan.known_channels import entry_of, goes_through, known_channels, tables_behind
from electron_migrate.plan.listener_events import EventUses, parameters_of, uses_arguments, without_event
from electron_migrate.plan.listener_functions import target, unwrapped, uses_this
from electron_migrate.plan.model import Manual
from electron_migrate.plan.registrations import MICROTASK, Registration, Rewritten
from electron_migrate.plan.subscriptions import at_head, free_name
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_Function = tuple[UnitId, Node]
_ONE_EACH = "Register one listener for each channel that is meant."


@dataclass(frozen=True, slots=True)
class _Picked:
    """`functions`: all that the expression may be; `steady`: it names the same function whenever it is read."""

    functions: tuple[_Function, ...]
    steady: bool


def by_table(
    context: Context, one: Registration, address: Among, everywhere: Sequence[Registration], *, verb: str, microtask: bool
) -> Rewritten | Manual | None:
    """The edits for a registration, or a removal, of listeners that a table has for these channels; None where its listener is not one of a table.

    `everywhere`: all registrations and removals that may be for one of the channels; `verb`: that of the bridge's methods.
    """
    picked = _picked(context, one, address.channels)
    if picked is None:
        return None
    family = [other for other in everywhere if other.unit == one.unit and _picked(context, other, address.channels) is not None]
    if one not in family or any(_channels(context, other) != set(address.channels) for other in family):
        return Manual("The table has other channels than those that are registered here.", _ONE_EACH)
    kept = any(other.removes for other in family)
    removed = any(other.removes for other in everywhere)
    refused = _refused(context, one, picked) or (_others(context, family, everywhere, picked) if removed else None)
    if refused is not None:
        return refused
    if kept and all(other.removes for other in family):
        return Manual("The listeners are registered in another file than they are removed.", "Keep what the registrations return where both can reach it.")
    if kept and any(other.verb not in ("on", "addListener") for other in family if not other.removes):
        return Manual("They are registered with once, and removed.", _ONE_EACH)
    return _Rewrite(context, one, address, picked, verb, microtask=microtask).rewrite(kept=kept)


class _Rewrite:
    def __init__(self, context: Context, one: Registration, address: Among, picked: _Picked, verb: str, *, microtask: bool) -> None:
        self.context, self.one, self.address, self.picked, self.verb, self.microtask = context, one, address, picked, verb, microtask
        self.unit, self.call = one.unit, one.call
        self.channel, self.listener = (context.text(self.unit, argument.span) for argument in one.call.arguments[:2])
        self.style, self.typed = context.style(one.unit.path), is_typed(context.parsed(one.unit))
        parsed, scopes = context.parsed(self.unit), context.scopes(self.unit)
        self.list, self.stop = (free_name(parsed, scopes, name, context.sibling_names(self.unit)) for name in ("listening", "stopListening"))

    def rewrite(self, *, kept: bool) -> Rewritten:
        edits: tuple[Edit, ...] = (at_head(self.context, self.unit, self._declared()),) if kept else ()
        if self.one.removes:
            return Rewritten((*edits, Edit.replace(self.call.span, f"{self.stop}({self.channel}, {self.listener})")))
        parameters = ("...args",) if any(parameters_of(function) for _, function in self.picked.functions) else ()
        table = table_edit(self.context, self.unit, self.call, self.address, self.verb)
        if kept:
            registered = f"{table.new.decode().lstrip(';')}({self._handed_over(parameters)})"
            text = f"{self.list}.push({{ channel: {self.channel}, listener: {self.listener}, off: {registered} }})"
            edits = (*edits, Edit.replace(self.call.span, text))
        else:
            given = Edit.replace(Span(self.call.arguments[0].span.start, self.call.arguments[1].span.end), self._handed_over(parameters))
            edits = (table, given)
        return Rewritten(edits, parameters, MICROTASK if self.microtask else "")

    def _handed_over(self, parameters: tuple[str, ...]) -> str:
        called = f"({self.listener} as (...args: any[]) => void)" if self.typed and parameters else self.listener
        code = f"{called}({'undefined, ...args' if parameters else ''})"
        if self.microtask:
            code = f"queueMicrotask(() => {{ {code}{self.style.end} }})"
        return f"({', '.join(parameters)}{': any[]' if self.typed and parameters else ''}) => {{ {code}{self.style.end} }}"

    def _declared(self) -> str:
        end, typed = self.style.end, self.typed
        kinds = ": Array<{ channel: string, listener: unknown, off: () => void }>" if typed else ""
        names = "channel: string, listener: unknown" if typed else "channel, listener"
        lines = (
            "// Listeners that are registered by a variable, with what removes them again: the latest first, as an emitter does.",
            f"const {self.list}{kinds} = []{end}",
            f"const {self.stop} = ({names}) => {{",
            f"{self.style.indent}const at = {self.list}.map((one) => one.channel === channel && one.listener === listener).lastIndexOf(true){end}",
            f"{self.style.indent}if (at >= 0) {self.list}.splice(at, 1)[0].off(){end}",
            f"}}{end}{self.style.newline}",
        )
        return self.style.newline.join(lines)


def _refused(context: Context, one: Registration, picked: _Picked) -> Manual | None:
    node = context.node(one.unit, one.call.span)
    if len(one.call.arguments) != 2 or any(child.type == "comment" for child in walk(node)) or not _is_dropped(context, one.unit, node):
        return Manual("What the call gives back is used, or it has a comment inside.", "Write it as a statement of its own.")
    if one.removes:
        return None
    if not picked.steady:
        return Manual("The table from which the listener is picked may be another one by the time that it is called.", "Keep the listener in a constant first.")
    for there, function in picked.functions:
        uses = without_event(context, there, function, preventable=False)
        if not isinstance(uses, EventUses) or uses.edits or uses_arguments(context, there, function):
            at = context.facts.where(there.path, function.start_byte)
            return Manual(f"A listener of the table looks at its event ({at}).", "The event does not cross the bridge: send what the page needs of it as an argument.")
        if function.type != "arrow_function" and uses_this(function):
            return Manual(f"A listener of the table looks at `this` ({context.facts.where(there.path, function.start_byte)}).", "Make it an arrow function.")
    return None


def _others(context: Context, family: Sequence[Registration], everywhere: Sequence[Registration], picked: _Picked) -> Manual | None:
    """Another registration that a removal of these may mean, or a removal that may mean one of these."""
    own = {(there, function.start_byte) for there, function in picked.functions}
    for other in everywhere:
        if other in family:
            continue
        node = unwrapped(context.node(other.unit, other.call.arguments[1].span))
        found = (other.unit, node) if node.type in FUNCTIONS else _function_of(context, other.unit, node)
        if found is None or (found[0], found[1].start_byte) in own:
            at = context.facts.where(other.unit.path, other.call.span.start)
            return Manual(f"One of these channels has a listener of which it cannot be told whether it is one of the table ({at}).", _ONE_EACH)
    return None


def _function_of(context: Context, unit: UnitId, node: Node) -> _Function | None:
    found = target(context, unit, node)
    return (unit, found.function) if found is not None and found.function is not None and not found.late else None


def _channels(context: Context, one: Registration) -> set[str]:
    return set(known_channels(context, one.unit, context.node(one.unit, one.call.arguments[0].span)))


def _picked(context: Context, one: Registration, channels: Sequence[str]) -> _Picked | None:
    """What `table[channel]`, or the second name of `[channel, listener]` in a loop over the table's entries, may be."""
    if len(one.call.arguments) < 2:
        return None
    unit, scopes = one.unit, context.scopes(one.unit)
    channel, listener = (unwrapped(context.node(unit, argument.span)) for argument in one.call.arguments[:2])
    if channel.type != "identifier":
        return None
    key = scopes.binding_of(channel)
    if listener.type == "subscript_expression":
        table, index = listener.child_by_field_name("object"), listener.child_by_field_name("index")
        if table is None or index is None or index.type != "identifier" or scopes.binding_of(index) is not key:
            return None
        steady = table.type == "identifier"
    else:
        entry, of_key = (entry_of(context, unit, name) if name.type == "identifier" else None for name in (listener, channel))
        if entry is None or of_key is None or entry[1] != 1 or of_key != (entry[0], 0):
            return None
        table, steady = entry[0], True
    functions: list[_Function] = []
    for there, found in tables_behind(context, unit, table):
        listed = dict(_members(context, there, found))
        wanted = [listed.get(name) for name in channels if name in listed]
        if None in wanted:
            return None
        functions += [one for one in wanted if one is not None]
    return _Picked(tuple(dict.fromkeys(functions)), steady) if functions else None


def _members(context: Context, unit: UnitId, table: Node) -> list[tuple[str, _Function | None]]:
    """The members of an object literal, each with its function; None where it is no function that can be read."""
    parsed, found = context.parsed(unit), []
    for child in table.named_children:
        key = child.child_by_field_name("key") or child.child_by_field_name("name") or child
        value = child.child_by_field_name("value") if child.type == "pair" else child
        if child.type == "comment" or value is None:
            continue
        value = unwrapped(value)
        function = (unit, value) if value.type in FUNCTIONS else context.function_behind(unit, value) if value.type == "identifier" else None
        found.append((key_text(parsed.text(key), key.type) or "", function))
    return found


def _is_dropped(context: Context, unit: UnitId, node: Node) -> bool:
    """True for a statement, and for all that a function does which a list is gone through with."""
    parent = node.parent
    if parent is None or parent.type == "expression_statement":
        return parent is not None
    return parent.type == "arrow_function" and parent.child_by_field_name("body") == node and goes_through(context, unit, parent)
