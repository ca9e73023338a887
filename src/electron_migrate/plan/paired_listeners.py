"""A listener on a channel that a name gives, and its removal by the same names: `on(channel, f); return () => off(channel, f)`.

Which channel that is does not matter then: what the registration returns ends just this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.listener_functions import unwrapped
from electron_migrate.plan.registrations import Registration
from electron_migrate.plan.subscriptions import surely_first

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def paired(context: Context, one: Registration, everywhere: Sequence[Registration]) -> tuple[Registration, ...]:
    """The registration with all removals of just that one; empty where that is not to be seen. `everywhere`: all that may be for its channels."""
    wanted = _names(context, one)
    if wanted is None:
        return ()
    same = tuple(other for other in everywhere if other.unit == one.unit and not other.stays and _names(context, other) == wanted)
    on = [context.node(one.unit, other.call.span) for other in same if not other.removes]
    off = [context.node(one.unit, other.call.span) for other in same if other.removes]
    return same if len(on) == 1 and off and surely_first(context.parsed(one.unit), on[0], off) else ()


def _names(context: Context, one: Registration) -> tuple[object, ...] | None:
    """What channel and listener are, by their words and by what declares their names; None where they may be something else by the time of the removal."""
    channel, listener = (unwrapped(context.node(one.unit, argument.span)) for argument in one.call.arguments[:2])
    names = [node for node in walk(channel) if node.type == "identifier"]
    if listener.type != "identifier" or not names or any(node.type in ("call_expression", "member_expression", "subscript_expression") for node in walk(channel)):
        return None
    bindings = [_steady(context, one.unit, node) for node in (*names, listener)]
    if None in bindings:
        return None
    return (context.parsed(one.unit).text(channel), *(id(binding) for binding in bindings))


def _steady(context: Context, unit: UnitId, name: Node) -> Binding | None:
    binding = context.scopes(unit).binding_of(name)
    return binding if binding is not None and not binding.writes and len(binding.declarations) == 1 else None
