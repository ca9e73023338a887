"""Functions of the app that only hand their arguments to a method of ipcRenderer: their calls use the bridge, and they go with the last of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tree_sitter import Node

from electron_migrate.facts.model import Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.plan.context import Context
from electron_migrate.plan.drop_members import member_name
from electron_migrate.plan.groups import Outcome
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import DropUnused
from electron_migrate.plan.wrapper_calls import named_loosely, wrapper_around, wrapper_called

_Function = tuple[UnitId, int]


def settle_wrappers(context: Context, outcomes: Sequence[Outcome], sites: Mapping[str, Site]) -> list[Outcome]:
    """The outcomes with those of uses inside of such functions settled by what becomes of their calls. `sites`: by the id of their finding."""
    inner = {one.finding.id: found for one in outcomes if (found := wrapper_around(context.facts, sites[one.finding.id])) is not None}
    if not inner:
        return list(outcomes)
    calls: dict[_Function, list[Outcome]] = {}
    for one in outcomes:
        called = wrapper_called(context.facts, sites[one.finding.id])
        if called is not None:
            calls.setdefault(called, []).append(one)
    levels = _levels(outcomes)
    settled: dict[str, Outcome] = {}
    # a function that calls such a function is settled after its own calls are
    for _ in range(len(inner)):
        before = dict(settled)
        for one in outcomes:
            function = inner.get(one.finding.id)
            if function is not None:
                now = [settled.get(call.finding.id, call) for call in calls.get(function, ())]
                settled[one.finding.id] = replace(one, result=_settled(context, function, now, levels))
        if settled == before:
            break
    return [settled.get(one.finding.id, one) for one in outcomes]


def _settled(context: Context, function: _Function, calls: Sequence[Outcome], levels: Mapping[str, Safety]) -> Fix | Manual:
    unit, number = function
    fact = context.facts.unit(unit).functions[number]
    node = context.node(unit, fact.span)
    name = _name(node)
    shown = name or fact.name or "the function"
    if not calls and name and function not in named_loosely(context.facts):
        return Fix(
            title=f"{shown}, which nothing calls, goes",
            safety=Safety.REVIEW,
            topic=f"wrapper {shown} of {unit.path}",
            needs=(DropUnused(unit.path, (fact.span.start,)),),
            may_change=f"Nothing that was found calls {shown}, which takes any channel.",
        )
    if not calls:
        return Manual(f"Nothing that was found calls {shown}, which takes any channel.", "Remove it, or give it one fixed channel.")
    for call in calls:
        if isinstance(call.result, Manual):
            place = call.finding.place
            at = context.facts.where(place.path, place.span.start)
            return Manual(
                f"{shown} takes any channel, and its call at {at} stays: {call.result.reason}",
                "It goes with its last call; the others use the bridge.",
            )
    if not name:
        return Manual(
            f"{shown} takes any channel. Its calls use the bridge, but it is part of something that is left as it is.",
            "Remove it once nothing calls it.",
        )
    safety = max(max(call.result.safety, levels.get(call.result.topic, Safety.SAFE)) for call in calls if isinstance(call.result, Fix))
    return Fix(
        title=f"{shown} goes with its last call",
        safety=safety,
        topic=f"wrapper {shown} of {unit.path}",
        needs=(DropUnused(unit.path, (fact.span.start,)),),
        may_change="It goes once its calls, which may change as their groups say, use the bridge." if safety is not Safety.SAFE else "",
    )


def _levels(outcomes: Sequence[Outcome]) -> Mapping[str, Safety]:
    """The level at which everything of a topic is in the app."""
    found: dict[str, Safety] = {}
    for one in outcomes:
        if isinstance(one.result, Fix):
            found[one.result.topic] = max(one.result.safety, found.get(one.result.topic, Safety.SAFE))
    return found


def _name(function: Node) -> str:
    """The name that a function is declared by, alone, as a constant or as a member of an object; empty for a part of something else."""
    if function.type == "function_declaration":
        return _text(function.child_by_field_name("name"))
    parent = function.parent
    if parent is not None and parent.type == "variable_declarator":
        name = parent.child_by_field_name("name")
        return _text(name) if name is not None and name.type == "identifier" else ""
    return member_name(function)


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
