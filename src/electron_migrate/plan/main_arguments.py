"""What pages pass to a function of main's: the parameters of the bridge method, what main lets through, and what a person still has to check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from electron_migrate.facts.main_model import MainFunction
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Name, Spread, Value
from electron_migrate.plan.naming import parameter_name
from electron_migrate.plan.needs import HandlerParameter, Parameter
from electron_migrate.plan.values import type_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

GUARDED = frozenset({"string", "number", "boolean"})
# Longer lists than this are no allow-list that somebody reads.
_MOST_NAMES = 40
_KEYED = re.compile(r"(get|set|has|delete|remove|unset|toggle|reset|clear|is)([A-Z]|$)")

Given = Sequence[tuple[UnitId, Sequence[Value]]]
"""The arguments of each call, with its script."""


def read_arguments(
    context: Context, member: MainFunction, shown: str, given: Given, name: str, *, answered: bool, taken: Sequence[str] = ()
) -> tuple[tuple[Parameter, ...], tuple[HandlerParameter, ...], tuple[str, ...]]:
    """For a function called `name`, shown to people as `shown`. `answered`: some call wants its answer. `taken`: names that no parameter may have."""
    counts = {len(values) for _, values in given}
    spread = any(isinstance(value, Spread) for _, values in given for value in values)
    origins = context.facts.origins
    if spread or (len(counts) != 1 and member.parameters is None):
        types = {type_of(origins, unit, value) for unit, values in given for value in values}
        kind = types.pop() if len(types) == 1 and not spread else "unknown"
        guard = "string[]" if kind == "string" else ""
        todos = () if guard and not member.risk else (_risk(member, shown, "args"),)
        return (Parameter("args", kind, rest=True),), (HandlerParameter("args", kind, guard=guard, rest=True),), todos
    parameters: list[Parameter] = []
    handled: list[HandlerParameter] = []
    open_names: list[str] = []
    for index in range(max(counts, default=0)):
        passed = [(unit, values[index]) for unit, values in given if index < len(values)]
        types = {type_of(origins, unit, value) for unit, value in passed}
        kind = types.pop() if len(types) == 1 else "unknown"
        wanted = member.parameters[index] if member.parameters is not None and index < len(member.parameters) else _name_of(passed)
        if not wanted and index == 0:
            wanted = "message" if member.logs else "key" if member.keyed else ""
        own = parameter_name(wanted, index, frozenset((*taken, *(one.name for one in parameters))))
        optional = len(passed) < len(given)
        values = _allowed(context, member, name, passed, answered=answered) if index == 0 and not optional else ()
        guard = kind if kind in GUARDED and not values else ""
        if not values and (not guard or (member.risk and index == 0)):
            open_names.append(own)
        parameters.append(Parameter(own, kind, optional))
        handled.append(HandlerParameter(own, kind, optional, guard, values=values))
    return tuple(parameters), tuple(handled), (_risk(member, shown, ", ".join(open_names)),) if open_names else ()


def _allowed(context: Context, member: MainFunction, name: str, given: Sequence[tuple[UnitId, Value]], *, answered: bool) -> tuple[str, ...]:
    """The names that callers write out, where all of them do."""
    if member.logs or not given or not (member.keyed or _KEYED.match(name) or answered):
        return ()
    texts = [context.facts.origins.text(unit, value) for unit, value in given]
    found = tuple(sorted({text for text in texts if text is not None}))
    return found if all(text is not None for text in texts) and len(found) <= _MOST_NAMES else ()


def _risk(member: MainFunction, shown: str, names: str) -> str:
    return member.risk or f"{shown} gets whatever a page passes as {names}: check that it is what main expects"


def _name_of(given: Sequence[tuple[UnitId, Value]]) -> str:
    names = {value.name for _, value in given if isinstance(value, Name)}
    return names.pop() if len(names) == 1 else ""
