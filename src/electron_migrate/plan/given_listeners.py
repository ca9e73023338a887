"""A listener that is the parameter of a function: what the calls of that function pass for it, and whether any of that needs its event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import FUNCTIONS, meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.function_exports import StopError
from electron_migrate.plan.function_uses import FunctionFlow
from electron_migrate.plan.known_channels import place_of_parameter
from electron_migrate.plan.listener_events import EventUses, NoListener, uses_arguments, without_event
from electron_migrate.plan.listener_functions import Target, unwrapped

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def given_needs_event(context: Context, unit: UnitId, listener: Target) -> NoListener | None:
    """Why a parameter cannot be called without an event; None where no call that is known passes a function that looks at it."""
    name = listener.binding.declarations[0] if listener.binding is not None and listener.binding.kind == "param" else None
    for there, function in _given(context, unit, name) if name is not None else ():
        uses = without_event(context, there, function, preventable=False)
        if isinstance(uses, EventUses) and not uses.edits and not uses_arguments(context, there, function):
            continue
        at = context.facts.where(there.path, function.start_byte)
        return NoListener(
            f"`{listener.text}` is also the function at {at}, which looks at its event.",
            "The event does not cross the bridge: send what the page needs of it as an argument.",
        )
    return None


def _given(context: Context, unit: UnitId, name: Node) -> Iterator[tuple[UnitId, Node]]:
    place = place_of_parameter(name)
    if place is None:
        return
    function, index = place
    flow = FunctionFlow(context)
    # where not all calls are known, those that were found are calls all the same
    with suppress(StopError):
        flow.function(unit, function)
    for call in flow.calls:
        given = meaningful(call.node.child_by_field_name("arguments"))
        if index < len(given) and not any(one.type == "spread_element" for one in given[: index + 1]):
            passed = unwrapped(given[index])
            found = (call.unit, passed) if passed.type in FUNCTIONS else context.function_behind(call.unit, passed)
            if found is not None:
                yield found
