"""Paths that were put together for a call that goes, and the modules that did it: making them has no effect, so they go with the call."""

from __future__ import annotations

from electron_migrate.code.scope import Binding
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.facts.summary import Bound, Call, Concat, Literal, Name, Object, Property, Template, Value
from electron_migrate.plan.context import Context


def is_path(context: Context, unit: UnitId, binding: Binding) -> bool:
    """True for a constant that something uses, and that holds a path or a module that puts paths together."""
    if len(binding.declarations) != 1 or not binding.references or binding.writes:
        return False
    values = context.facts.unit(unit).bindings[context.scopes(unit).bindings.index(binding)].values
    if len(values) != 1:
        return False
    return _module(context, unit, values[0]) or (not values[0].path and _path(context, unit, values[0].value))


def _module(context: Context, unit: UnitId, bound: Bound) -> bool:
    origin = context.facts.origins.bound_origin(unit, bound)
    return isinstance(origin, External) and origin.module in _PATH_CALLS and (not origin.path or origin.path[0] in _PATH_CALLS[origin.module])


def _path(context: Context, unit: UnitId, value: Value) -> bool:
    """A call that puts a path together of texts and names, or a template with one."""
    match value:
        case Call(function=function, arguments=arguments):
            origin = context.facts.origins.origin(unit, function)
            known = isinstance(origin, External) and len(origin.path) == 1 and origin.path[0] in _PATH_CALLS.get(origin.module, ())
            return known and all(_has_no_effect(context, unit, argument) for argument in arguments)
        case Template(parts=parts):
            given = [part for part in parts if not isinstance(part, str)]
            return any(_path(context, unit, part) for part in given) and all(_has_no_effect(context, unit, part) for part in given)
        case Concat(left=left, right=right):
            sides = (left, right)
            return any(_path(context, unit, side) for side in sides) and all(_has_no_effect(context, unit, side) for side in sides)
        case _:
            return False


def _has_no_effect(context: Context, unit: UnitId, value: Value) -> bool:
    match value:
        case Literal() | Name():
            return True
        case Object(properties=properties):
            return all(isinstance(one, Property) and _has_no_effect(context, unit, one.value) for one in properties)
        case _:
            return _path(context, unit, value)


_PATH_CALLS = {"path": ("join", "resolve", "normalize", "dirname", "basename"), "url": ("format", "pathToFileURL")}
