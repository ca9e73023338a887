"""What arguments of a call site are: their types, names for them, whether they can cross to main at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from electron_migrate.facts.api_table import Param
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.chains import levels
from electron_migrate.facts.main_model import MainData, MainFunction, Nature
from electron_migrate.facts.origins import CALL, NEW, Constant, External, Here, Origins, UnitId
from electron_migrate.facts.sites import below_handed_out, gives_data, lives_on, reads, table_origin
from electron_migrate.facts.summary import (
    Array,
    Call,
    ClassValue,
    Concat,
    FunctionValue,
    Index,
    Literal,
    Member,
    Name,
    New,
    Object,
    Property,
    Spread,
    Template,
    Use,
    Value,
)
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import parameter_name
from electron_migrate.plan.needs import HandlerParameter, Parameter

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def holds_function(origins: Origins, unit: UnitId, value: Value, depth: int = 0) -> bool:
    """True when a value is, or visibly contains, a function or class: it cannot be cloned."""
    if depth > 6:
        return False
    match value:
        case FunctionValue() | ClassValue():
            return True
        case Object(properties=properties):
            return any(holds_function(origins, unit, one.value, depth + 1) for one in properties)
        case Array(items=items):
            return any(holds_function(origins, unit, item, depth + 1) for item in items)
        case Spread(value=inner):
            return holds_function(origins, unit, inner, depth + 1)
        case Name() | Member():
            origin = origins.origin(unit, value)
            return isinstance(origin, Here) and origin.value is not value and holds_function(origins, origin.unit, origin.value, depth + 1)
        case _:
            return False


def names_live_object(origins: Origins, unit: UnitId, value: Value) -> bool:
    """True for something of Electron itself: a window, web contents, a menu, `ipcRenderer`. It cannot be sent."""
    origin = origins.origin(unit, value)
    if not isinstance(origin, External) or origin.module != "electron":
        return False
    named = table_origin(origin, globals_too=False)
    if gives_data(origin) or (named is not None and reads(named[1], ApiUse.GET)):
        return False
    return origin.path[-1:] != ("()",) or origin.path[-2:-1] in (
        ("getCurrentWindow",),
        ("getCurrentWebContents",),
        ("getFocusedWindow",),
        ("fromId",),
    )


def type_of(origins: Origins, unit: UnitId, value: Value) -> str:
    """The TypeScript type that a value provably has, else `unknown`."""
    match value:
        case Template():
            return "string"
        case Concat(left=left, right=right):
            return "string" if "string" in (type_of(origins, unit, left), type_of(origins, unit, right)) else "unknown"
        case Literal(kind="string" | "number" | "boolean" as kind):
            return kind
    origin = origins.origin(unit, value)
    if isinstance(origin, Constant):
        match origin.value:
            case bool():
                return "boolean"
            case str():
                return "string"
            case float():
                return "number"
    return "unknown"


def argument_parameters(
    origins: Origins, calls: Sequence[tuple[UnitId, Sequence[Value]]], names: Sequence[str] = ()
) -> tuple[Parameter, ...]:
    """Parameters that serve all call sites of one channel: types where all agree, a rest parameter where counts differ.

    `names` are those that main's listener gives them; where there are none they come from what the call sites pass.
    """
    if any(isinstance(value, Spread) for _, values in calls for value in values) or len({len(values) for _, values in calls}) != 1:
        types = {type_of(origins, unit, value) for unit, values in calls for value in values if not isinstance(value, Spread)}
        spread = any(isinstance(value, Spread) for _, values in calls for value in values)
        return (Parameter("args", types.pop() if len(types) == 1 and not spread else "unknown", rest=True),)
    parameters: list[Parameter] = []
    for index in range(len(calls[0][1])):
        given = [(unit, values[index]) for unit, values in calls]
        types = {type_of(origins, unit, value) for unit, value in given}
        wanted = names[index] if index < len(names) and names[index] else _name_of(given)
        name = parameter_name(wanted, index, frozenset(parameter.name for parameter in parameters))
        parameters.append(Parameter(name, types.pop() if len(types) == 1 else "unknown"))
    return tuple(parameters)


def unsendable(context: Context, unit: UnitId, arguments: Sequence[Value]) -> Manual | None:
    """Why these arguments cannot be sent to main; None when nothing speaks against it."""
    origins = context.facts.origins
    for value in arguments:
        shown = " ".join(context.text(unit, value.span).split())
        shown = shown if len(shown) <= 50 else f"{shown[:47]}…"
        if holds_function(origins, unit, value):
            return Manual(f"`{shown}` is or holds a function, which cannot be cloned.", "Send data, and let main answer on a channel.")
        if names_live_object(origins, unit, value) and not _is_data_of_main(context, unit, value):
            return Manual(
                f"`{shown}` is an object of Electron, which cannot be cloned.", "Send its id, or let main take the sender's window."
            )
    return None


def _is_data_of_main(context: Context, unit: UnitId, value: Value) -> bool:
    """True for a value that a global or module of main's holds, and not the object itself: reading it is a use of its own."""
    origin = context.facts.origins.origin(unit, value)
    if not isinstance(origin, External) or below_handed_out((*origin.path[1:2], *origin.path[3:4])) is None:
        return False
    names = origin.path[4:]
    end = next((index for index, name in enumerate(names) if name in (CALL, NEW)), len(names))
    member = context.main_members.objects.member(origin.path[1], origin.path[3][2:-2], names[:end])
    if end == len(names):
        return isinstance(member, MainData) and member.answer.nature is Nature.DATA
    # what a call answered and a name holds
    held = isinstance(value, Name) and value.binding >= 0 and not lives_on(context.facts.unit(unit), value.binding)
    return held and names[end] == CALL and not (isinstance(member, MainData | MainFunction) and member.answer.nature is Nature.LIVE)


def passes_error(context: Context, unit: UnitId, arguments: Sequence[Value]) -> bool:
    """True when an argument is visibly an error: `new Error(…)` or what a `catch` caught."""
    summary = context.facts.unit(unit)
    for value in arguments:
        if isinstance(value, New) and isinstance(value.constructor, Name) and value.constructor.name.endswith("Error"):
            return True
        if isinstance(value, Name) and value.binding >= 0 and summary.bindings[value.binding].kind == "catch":
            return True
    return False


def is_current_window(origins: Origins, unit: UnitId, value: Value) -> bool:
    """True for the page's own window: `remote.getCurrentWindow()`, also by a name."""
    return origins.origin(unit, value) == External("electron", ("remote", "getCurrentWindow", "()"))


def is_focused_window(origins: Origins, unit: UnitId, value: Value) -> bool:
    """True for `remote.BrowserWindow.getFocusedWindow()` where it stands: by a name it would be the window of an earlier moment."""
    return isinstance(value, Call) and origins.origin(unit, value) == External("electron", ("remote", "BrowserWindow", "getFocusedWindow", "()"))


def allowed(origins: Origins, unit: UnitId, param: Param, argument: Value | None, *, risky: bool) -> tuple[HandlerParameter, bool]:
    """What main lets through for one argument of one call site, and whether the site leaves it open.

    An options object gives its keys, a literal its value, a literal URL its origin. `risky`: the table names a risk for this API.
    """
    plain = HandlerParameter(param.name, param.type, param.optional, param.guard)
    if argument is None:
        return (HandlerParameter(param.name, param.type, param.optional, param.guard, param.keys, param.values), False)
    if param.keys:
        keys = _keys_given(origins, unit, argument)
        if keys is None:
            return HandlerParameter(param.name, param.type, param.optional, param.guard, param.keys), True
        return HandlerParameter(param.name, param.type, param.optional, param.guard, keys or param.keys), False
    text = origins.text(unit, argument)
    if param.values:
        return HandlerParameter(
            param.name, param.type, param.optional, param.guard, values=(text,) if text is not None else param.values
        ), False
    if not risky or param.guard != "string":
        return plain, False
    if param.name == "url":
        origin_of_url = url_origin(origins, unit, argument)
        if origin_of_url is not None:
            return HandlerParameter(param.name, param.type, param.optional, param.guard, origins=(origin_of_url,)), False
        return plain, True
    if text is not None:
        return HandlerParameter(param.name, param.type, param.optional, param.guard, values=(text,)), False
    return plain, True


def url_origin(origins: Origins, unit: UnitId, value: Value) -> str | None:
    """`https://example.org` for a URL whose beginning is literal up to its first slash."""
    text = origins.text(unit, value)
    whole = text is not None
    if text is None:
        origin = origins.origin(unit, value)
        given = origin.value if isinstance(origin, Here) else value
        if isinstance(given, Template) and given.parts and isinstance(given.parts[0], str):
            text = given.parts[0]
        elif isinstance(given, Concat):
            # `host + '/login?id=' + id` adds from the left
            first: Value = given
            while isinstance(first, Concat) and text is None:
                first = first.left
                text = origins.text(unit, first)
    found = re.match(r"(https?://[^/?#\\\s@]+)([/?#]|$)" if whole else r"(https?://[^/?#\\\s@]+)([/?#])", text or "")
    return found.group(1).lower() if found is not None else None


def _keys_given(origins: Origins, unit: UnitId, argument: Value) -> tuple[str, ...] | None:
    """The keys that an options object may have when it is passed: of its literal, and those written to it. None where they are not all known."""
    made = origins.origin(unit, argument)
    if not isinstance(made, Here) or not isinstance(made.value, Object):
        return None
    keys = literal_keys(made.value)
    if keys is None or (made.value.span == argument.span and made.unit == unit):
        return keys

    def is_it(where: UnitId, value: Value) -> bool:
        found = origins.origin(where, value) if isinstance(value, Name | Member) else None
        return isinstance(found, Here) and found.unit == made.unit and found.value.span == made.value.span

    written = list(keys)
    passed: list[Value] = []
    to_electron: list[Value] = []
    for where in dict.fromkeys((made.unit, unit)):
        summary = origins.unit(where)
        written += [one.name for one in summary.assignments if is_it(where, one.object)]
        for chain in summary.chains:
            if chain.use is Use.ARGUMENT and is_it(where, chain.value):
                passed.append(chain.value)
            for level in levels(chain.value):
                if isinstance(level, Index) and chain.use is Use.WRITTEN and is_it(where, level.object):
                    return None
                called = origins.origin(where, level.function) if isinstance(level, Call) and any(is_it(where, one) for one in level.arguments) else None
                if isinstance(level, Call) and isinstance(called, External) and called.module == "electron":
                    to_electron += level.arguments
    if any(one not in to_electron for one in passed):
        # `Object.assign(options, …)`, or a function that adds to what it is given
        return None
    return tuple(dict.fromkeys(written))


def literal_keys(value: Object) -> tuple[str, ...] | None:
    """The keys of an object literal, or None when a key is computed or spread."""
    keys: list[str] = []
    for one in value.properties:
        if not isinstance(one, Property) or one.key is None:
            return None
        keys.append(one.key)
    return tuple(keys)


def _name_of(given: Sequence[tuple[UnitId, Value]]) -> str:
    names = {name for _, value in given if (name := plain_name(value))}
    return names.pop() if len(names) == 1 else ""


def plain_name(value: Value) -> str:
    """A name for what a call site passes: that of the variable or property; empty where there is none that says something."""
    match value:
        case Name(name=name):
            return name
        case Member(name="value" | "length" | "checked" | "id" | "textContent" | "innerText" | "innerHTML"):
            return ""
        case Member(name=name):
            return name
        case _:
            return ""
