"""Strings that a program puts together: constants, templates, concatenation, and calls of helpers that only do such things.

`` `note:${namespaced(id)}` `` is a pattern: texts with holes between them, each hole a value that is only known while the app runs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.facts.origin import Constant, Here, UnitId
from electron_migrate.facts.summary import GLOBAL, Await, Call, Concat, FunctionValue, Literal, Member, Name, Spread, Template, Value

if TYPE_CHECKING:
    from electron_migrate.facts.origins import Origins

# Deeper than this a name is put together of itself.
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Hole:
    """A part of a string that is only known at run time: this value of this script."""

    unit: UnitId
    value: Value


Pattern = tuple[str | Hole, ...]
"""Texts and holes in order, no two texts beside each other."""

_Given = Mapping[tuple[UnitId, int], "_Argument"]


@dataclass(frozen=True, slots=True)
class _Argument:
    """What a call gives to a parameter, with what the parameters around that call were given in turn."""

    unit: UnitId
    value: Value
    given: _Given


@dataclass(frozen=True, slots=True)
class _Read:
    pattern: Pattern
    is_string: bool
    """True for what is surely a string: a sum of two holes may be one of numbers."""


def text(origins: Origins, unit: UnitId, value: Value) -> str | None:
    """The string that a value always is; None where it is not one string."""
    found = _read(origins, unit, value, {}, 0)
    return _joined(found.pattern) if found.is_string and not any(isinstance(part, Hole) for part in found.pattern) else None


def pattern(origins: Origins, unit: UnitId, value: Value) -> Pattern | None:
    """The string that a value is, with holes where it is not known; None for a value that is not visibly a string with some text in it."""
    found = _read(origins, unit, value, {}, 0)
    return found.pattern if found.is_string and any(isinstance(part, str) for part in found.pattern) else None


def _read(origins: Origins, unit: UnitId, value: Value, given: _Given, depth: int) -> _Read:
    hole = _Read((Hole(unit, value),), is_string=False)
    if depth > _DEEPEST:
        return hole
    deeper = depth + 1
    match value:
        case Literal(kind="string", value=str() as given_text):
            return _Read((given_text,) if given_text else (), is_string=True)
        case Literal():
            return _constant(Constant(value.value), value.kind) or hole
        case Template(parts=parts):
            read: list[str | Hole] = []
            for part in parts:
                read.extend((part,) if isinstance(part, str) else _part(origins, unit, part, given, deeper).pattern)
            return _Read(_merged(read), is_string=True)
        case Concat(left=left, right=right):
            one, two = _part(origins, unit, left, given, deeper), _part(origins, unit, right, given, deeper)
            return _Read(_merged([*one.pattern, *two.pattern]), is_string=True) if one.is_string or two.is_string else hole
        case Await(value=inner):
            return _read(origins, unit, inner, given, deeper)
        case Call():
            return _call(origins, unit, value, given, deeper) or hole
        case Name(binding=binding) if binding != GLOBAL:
            argument = given.get((unit, binding))
            if argument is not None:
                return _read(origins, argument.unit, argument.value, argument.given, deeper)
            fact = origins.unit(unit).bindings[binding]
            if len(fact.values) == 1 and not fact.values[0].path and fact.parameter is None:
                bound = _read(origins, unit, fact.values[0].value, given, deeper)
                if bound.is_string:
                    return bound
    origin = origins.origin(unit, value)
    match origin:
        case Constant():
            return _constant(origin, "") or hole
        case Here(unit=there, value=Template() | Concat() | Call() as written) if written.span != value.span or there != unit:
            return _read(origins, there, written, given, deeper)
        case _:
            return hole


def _part(origins: Origins, unit: UnitId, value: Value, given: _Given, depth: int) -> _Read:
    """A part of a string. What is not known of it stays the part itself where that is made elsewhere: `${id}`, and not what `id` is made of."""
    found = _read(origins, unit, value, given, depth)
    if not given and any(isinstance(one, Hole) and not (one.unit == unit and value.span.contains(one.value.span)) for one in found.pattern):
        return _Read((Hole(unit, value),), is_string=found.is_string)
    return found


def _call(origins: Origins, unit: UnitId, call: Call, given: _Given, depth: int) -> _Read | None:
    """What a helper answers that does nothing but answer: `namespaced('quit')`. None for any other call."""
    if isinstance(call.function, Member) and call.function.name == "toString" and not call.arguments:
        inner = _read(origins, unit, call.function.object, given, depth)
        return inner if inner.is_string else None
    called = origins.origin(unit, call.function)
    if not isinstance(called, Here) or not isinstance(called.value, FunctionValue):
        return None
    summary = origins.unit(called.unit)
    function = summary.functions[called.value.function]
    if not function.answers_once or function.is_async or len(function.returns) != 1:
        return None
    passed: dict[tuple[UnitId, int], _Argument] = {}
    for index, parameter in enumerate(function.parameters):
        if parameter.rest or index >= len(call.arguments) or any(isinstance(one, Spread) for one in call.arguments[: index + 1]):
            break
        if parameter.binding != GLOBAL and not summary.bindings[parameter.binding].values:
            passed[called.unit, parameter.binding] = _Argument(unit, call.arguments[index], given)
    return _read(origins, called.unit, function.returns[0], passed, depth)


def _constant(constant: Constant, kind: str) -> _Read | None:
    """What JavaScript writes for a constant in a template. `kind` tells null from undefined."""
    value = constant.value
    match value:
        case str():
            return _Read((value,) if value else (), is_string=True)
        case bool():
            return _Read(("true" if value else "false",), is_string=False)
        case float() if value.is_integer() and abs(value) < 1e15:
            return _Read((str(int(value)),), is_string=False)
        case None if kind in ("null", "undefined"):
            return _Read((kind,), is_string=False)
        case _:
            return None


def _merged(parts: list[str | Hole]) -> Pattern:
    merged: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)


def _joined(parts: Pattern) -> str:
    return "".join(part for part in parts if isinstance(part, str))


HOLE = "${}"


def key(parts: Pattern) -> str:
    """A pattern as one text: `close-${}` for all calls that fill in the same one."""
    return "".join(part if isinstance(part, str) else HOLE for part in parts)


def may_be(filled: str, name: str) -> bool:
    """True when a key may become this channel."""
    return re.fullmatch(".*".join(re.escape(part) for part in filled.split(HOLE)), name, re.S) is not None
