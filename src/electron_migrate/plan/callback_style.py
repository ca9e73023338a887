"""Calls in the style of Electron 5 and older: the callback as the last argument becomes the function of a `then`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.api_table import ApiRow
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.callback_table import ERROR, VALUE, CallbackRow, load_callback_table
from electron_migrate.facts.lowering import FUNCTIONS
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site, SiteLevel
from electron_migrate.facts.summary import Call, FunctionValue, Member, Name, Spread, Use, Value
from electron_migrate.plan.listener_events import parameters_of, uses_arguments
from electron_migrate.plan.model import Manual
from electron_migrate.plan.values import holds_function

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_FIRST = Manual("What the call gives back besides calling its callback is used.", "Make the call a statement of its own, then plan again.")


@dataclass(frozen=True, slots=True)
class OldCallback:
    """A call with a callback. `row`: what is called instead; `edits` make the callback what follows the answer."""

    level: SiteLevel
    row: ApiRow
    edits: tuple[Edit, ...]
    may_change: str


def old_callback(context: Context, site: Site) -> OldCallback | Manual | None:
    """How a callback of the app's Electron becomes a promise; None where the call has none, or its Electron calls none any more."""
    level, written_for = site.last, context.facts.electron.declared_major
    known = load_callback_table().get(level.origin)
    call = level.value
    if known is None or written_for is None or written_for > known.until or not isinstance(call, Call) or not call.arguments:
        return None
    callback = call.arguments[-1]
    if isinstance(callback, Spread) or not holds_function(context.facts.origins, site.unit, callback):
        return None
    if site.chain.use is not Use.STATEMENT or level.value is not site.chain.value:
        return _FIRST
    row = context.table.find(known.answers_as, ApiUse.CALL, literal_arguments=False, major=known.until + 1, target=context.major)
    if not isinstance(row, ApiRow):
        return None
    then = _then(context, site.unit, callback, known)
    if isinstance(then, Manual):
        return then
    text, inside = then
    before = call.arguments[-2].span.end if len(call.arguments) > 1 else callback.span.start
    between = context.text(site.unit, Span(before, callback.span.start))
    kept = between.partition(",")[2]
    edit = Edit.replace(Span(before, callback.span.start), text + (kept if kept.strip() or "\n" in kept else ""))
    return OldCallback(level, row, (edit, *inside), "An error in the callback is an unhandled rejection now.")


def _then(context: Context, unit: UnitId, callback: Value, known: CallbackRow) -> tuple[str, tuple[Edit, ...]] | Manual:
    """What stands between the last other argument and the callback, and the edits of the callback itself."""
    node = context.node(unit, callback.span)
    if isinstance(callback, FunctionValue):
        return _inline(context, unit, node, known)
    found = context.function_behind(unit, node)
    count = _count(context, *found) if found is not None else None
    if count is not None and count > len(known.passes) and known.more:
        return _takes_more(known)
    name = context.text(unit, callback.span)
    if not isinstance(callback, Name | Member) or "\n" in name:
        return Manual("The callback is worked out in the call.", "Give it a name, then plan again.")
    if known.passes in ((), (VALUE,)):
        return (").then(", ()) if count is None or count <= 1 else (f").then(({_listed(known.passes)}) => {name}({_listed(known.passes)})", _gone(callback))
    if known.passes[0] == ERROR:
        given = _listed(known.passes[1:])
        return f").then(({given}) => {name}({', '.join(filter(None, ('null', given)))}), ", ()
    wanted = known.passes if count is None else known.passes[:count]
    taken = f"{{ {_listed(wanted)} }}" if wanted else ""
    return f").then(({taken}) => {name}({_listed(wanted)})", _gone(callback)


def _inline(context: Context, unit: UnitId, node: Node, known: CallbackRow) -> tuple[str, tuple[Edit, ...]] | Manual:
    count = _count(context, unit, node)
    if count is None:
        return Manual("The callback takes all its arguments at once.", "Name the arguments as parameters, then plan again.")
    if count > len(known.passes) and known.more:
        return _takes_more(known)
    if known.passes in ((), (VALUE,)):
        return ").then(", ()
    if known.passes == (ERROR,):
        return ").then(() => null, (error) => error).then(", ()
    names = [_plain_name(context, unit, one) for one in parameters_of(node)][: len(known.passes)]
    if not all(names):
        return Manual("The callback takes its arguments apart.", "Name the arguments as parameters, then plan again.")
    if known.passes[0] == ERROR:
        return ").then((value) => [null, value], (error) => [error]).then(", _parameters(node, f"[{_listed(names)}]" if names else "")
    pairs = (name if name == member else f"{member}: {name}" for name, member in zip(names, known.passes, strict=False))
    return ").then(", _parameters(node, f"{{ {', '.join(pairs)} }}" if names else "")


def _parameters(function: Node, text: str) -> tuple[Edit, ...]:
    single, listed = function.child_by_field_name("parameter"), function.child_by_field_name("parameters")
    node = single or listed
    if node is None or not parameters_of(function):
        return ()
    return (Edit.replace(Span(node.start_byte, node.end_byte), f"({text})"),)


def _count(context: Context, unit: UnitId, function: Node) -> int | None:
    """How many arguments a function takes; None where it may be any number."""
    if function.type not in FUNCTIONS or uses_arguments(context, unit, function):
        return None
    given = parameters_of(function)
    if any("rest_pattern" in (one.type, getattr(one.child_by_field_name("pattern"), "type", "")) for one in given):
        return None
    return len(given)


def _plain_name(context: Context, unit: UnitId, parameter: Node) -> str:
    pattern = parameter.child_by_field_name("pattern") or parameter
    has_value = parameter.child_by_field_name("value") is not None
    return context.parsed(unit).text(pattern) if pattern.type == "identifier" and not has_value else ""


def _takes_more(known: CallbackRow) -> Manual:
    return Manual(f"The callback takes {known.more} too, which the bridge does not pass.", "Drop that parameter, or write a handler that returns it.")


def _gone(callback: Value) -> tuple[Edit, ...]:
    return (Edit.delete(callback.span.start, callback.span.end),)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)
