"""What values of main's are, as far as crossing to a page goes: data, live, a promise; and what its functions take and answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from electron_migrate.code.source import Span
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.main_model import Judged, MainData, MainFunction, MainMember, MainUnknown, Nature
from electron_migrate.facts.origins import CALL, NEW, Constant, External, Here, Origins, UnitId
from electron_migrate.facts.package_table import PackageAnswer, load_package_table
from electron_migrate.facts.sites import DATA_METHODS, reads, table_origin
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Await,
    Call,
    Choice,
    ClassValue,
    Concat,
    FunctionValue,
    Literal,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Spread,
    Template,
    Value,
)

_DEEPEST = 14


@dataclass
class Natures:
    """Judges values by what main's files say. Asks their origins; changes nothing."""

    origins: Origins
    _busy: set[tuple[UnitId, Span]] = field(default_factory=set)
    _called: tuple[UnitId, int] | None = None
    """The function that a page calls: what it is given has crossed already."""

    def judge(self, unit: UnitId, value: Value, depth: int = 0) -> Judged:
        """What a value of main's is."""
        deeper = depth + 1
        if depth > _DEEPEST:
            return Judged(Nature.UNKNOWN)
        match value:
            case Literal() | Template() | Concat():
                return Judged(Nature.DATA)
            case Opaque(kind=kind):
                return Judged(Nature.DATA if kind in _PRIMITIVE else Nature.UNKNOWN)
            case Object(properties=properties):
                return (
                    one_of([self.judge(unit, one.value, deeper) for one in properties], live="an object that holds {}")
                    if properties
                    else Judged(Nature.DATA)
                )
            case Array(items=items):
                return (
                    one_of([self.judge(unit, item, deeper) for item in items], live="a list that holds {}") if items else Judged(Nature.DATA)
                )
            case FunctionValue():
                return Judged(Nature.LIVE, "a function")
            case ClassValue():
                return Judged(Nature.LIVE, "a class")
            case Spread(value=inner):
                return self.judge(unit, inner, deeper)
            case Await(value=inner):
                return self._awaited(unit, inner, deeper)
            case Choice(options=options):
                return one_of([self.judge(unit, option, deeper) for option in options])
            case New():
                return self._new(unit, value)
            case Call():
                return self._call(unit, value, deeper)
            case Name() | Member():
                return self._named(unit, value, deeper)
            case _:
                return Judged(Nature.UNKNOWN)

    def external(self, target: External) -> MainMember:
        """What a package, or Electron, has there."""
        package = load_package_table().get(target.module)
        if target.module == "electron":
            named = table_origin(target, globals_too=False)
            if named is not None and (reads(named[1], ApiUse.GET) or (CALL in target.path and reads(named[1], ApiUse.CALL))):
                return MainData(Judged(Nature.DATA))
            return MainData(
                Judged(Nature.LIVE, f"{'.'.join(name for name in target.path if name not in (CALL, NEW)) or 'a module'} of Electron")
            )
        if package is None:
            return MainUnknown(target.module)
        if package.refused:
            return MainData(Judged(Nature.LIVE, f"{target.module}, which no page may have"), type=package.hint)
        known = package.members.get(target.path[-1]) if target.path and target.path[-1] not in (CALL, NEW) else None
        if known is None:
            called = package.members.get(target.path[-2]) if target.path[-1:] == (CALL,) and len(target.path) > 1 else None
            if called is not None and called.answer is PackageAnswer.QUERY:
                return MainData(Judged(Nature.DATA))
            if not target.path or target.path[-1] in (NEW, CALL):
                return MainData(Judged(Nature.LIVE, f"an object of {target.module}"))
            return MainUnknown(target.module, package.risk)
        match known.answer:
            case PackageAnswer.DATA:
                return MainData(Judged(Nature.DATA))
            case PackageAnswer.LIVE:
                return MainFunction(None, None, Judged(Nature.LIVE, f"an object of {target.module}"), hint=known.hint)
            case PackageAnswer.COMMAND:
                answer, promise = Judged(Nature.NOTHING), False
            case PackageAnswer.QUERY:
                answer, promise = Judged(Nature.DATA), False
            case PackageAnswer.PROMISE | PackageAnswer.CALLBACK:
                answer, promise = Judged(Nature.DATA), known.answer is PackageAnswer.PROMISE
        callback = -1 if known.answer is PackageAnswer.CALLBACK else None
        return MainFunction(None, promise, answer, callback, known.logs, known.keyed, known.risk)

    def function(self, unit: UnitId, number: int) -> MainFunction:
        """What a function of main's takes and answers."""
        function = self.origins.unit(unit).functions[number]
        rest = function.uses_arguments or any(parameter.rest for parameter in function.parameters)
        self._called = unit, number
        judged = self._answer(unit, number)
        unknown = judged.nature is Nature.UNKNOWN and any(self._may_be_promise(unit, given) for given in function.returns)
        promise = True if function.is_async or judged.nature is Nature.PROMISE else None if unknown else False
        answer = Judged(Nature.UNKNOWN) if judged.nature is Nature.PROMISE else judged
        names = None if rest else tuple(parameter.name for parameter in function.parameters)
        return MainFunction(names, promise, answer, self._callback(unit, number))

    def _may_be_promise(self, unit: UnitId, value: Value) -> bool:
        """True for what a call gives that could not be followed; a variable or field that holds a promise is hardly ever returned."""
        match value:
            case Choice(options=options):
                return any(self._may_be_promise(unit, option) for option in options)
            case Call() | New():
                return self.judge(unit, value).nature is Nature.UNKNOWN
            case _:
                return False

    def _callback(self, unit: UnitId, number: int) -> int | None:
        """The last parameter, where the function calls it the way of Node: an error or null first."""
        summary = self.origins.unit(unit)
        parameters = summary.functions[number].parameters
        if not parameters or parameters[-1].binding < 0:
            return None
        first = []
        for chain in summary.chains:
            value = chain.value
            if isinstance(value, Call) and isinstance(value.function, Name) and value.function.binding == parameters[-1].binding:
                first.append(value.arguments[0] if value.arguments else None)
        passed = re.fullmatch(r"cb|callback|done", parameters[-1].name) is not None
        if not first and not passed:
            return None
        return len(parameters) - 1 if all(one is None or _is_error(one) for one in first) else None

    def _answer(self, unit: UnitId, number: int) -> Judged:
        """What a function gives once it has settled; PROMISE for a plain function that gives a promise of something unknown."""
        function = self.origins.unit(unit).functions[number]
        key = (unit, function.span)
        if key in self._busy or len(self._busy) > _DEEPEST:
            return Judged(Nature.UNKNOWN)
        self._busy.add(key)
        try:
            found = [self.judge(unit, given) for given in function.returns]
        finally:
            self._busy.discard(key)
        if function.is_async:
            found = [Judged(Nature.UNKNOWN) if one.nature is Nature.PROMISE else one for one in found]
        return one_of(found) if found else Judged(Nature.NOTHING)

    def _named(self, unit: UnitId, value: Name | Member, depth: int) -> Judged:
        origin = self.origins.origin(unit, value)
        if isinstance(origin, Constant):
            return Judged(Nature.DATA)
        if isinstance(origin, External):
            found = self.external(origin) if origin.module != "global" else MainUnknown()
            return (
                found.answer
                if isinstance(found, MainData)
                else Judged(Nature.LIVE, "a function")
                if isinstance(found, MainFunction)
                else Judged(Nature.UNKNOWN)
            )
        if isinstance(value, Name) and value.binding >= 0:
            place = self.origins.unit(unit).bindings[value.binding].parameter
            if place is not None and (unit, place[0]) == self._called:
                return Judged(Nature.DATA)
        if isinstance(value, Member) and value.name in ("length", "size") and origin is None:
            return Judged(Nature.DATA)
        found_here = []
        for there, given in self.origins.sources(unit, value):
            if given is value:
                return Judged(Nature.UNKNOWN)
            if not (isinstance(given, Literal) and given.value is None):
                found_here.append(self.judge(there, given, depth))
        return one_of(found_here) if found_here else Judged(Nature.UNKNOWN)

    def _awaited(self, unit: UnitId, inner: Value, depth: int) -> Judged:
        if isinstance(inner, Call):
            called = self.origins.origin(unit, inner.function)
            if isinstance(called, Here) and isinstance(called.value, FunctionValue):
                answer = self._answer(called.unit, called.value.function)
                return Judged(Nature.UNKNOWN) if answer.nature is Nature.PROMISE else answer
        found = self.judge(unit, inner, depth)
        return Judged(Nature.UNKNOWN) if found.nature is Nature.PROMISE else found

    def _new(self, unit: UnitId, value: New) -> Judged:
        made = self.origins.origin(unit, value.constructor)
        name = value.constructor.name if isinstance(value.constructor, Name | Member) else "a class"
        if isinstance(made, External) and made.module == "global":
            if name == "Promise":
                return Judged(Nature.PROMISE)
            return Judged(Nature.DATA) if name in _CLONEABLE else Judged(Nature.LIVE, f"an instance of {name}")
        if name in _CLONEABLE and isinstance(value.constructor, Name) and value.constructor.binding == GLOBAL:
            return Judged(Nature.DATA)
        if name == "Promise":
            return Judged(Nature.PROMISE)
        return Judged(Nature.LIVE, f"an instance of {name}")

    def _call(self, unit: UnitId, value: Call, depth: int) -> Judged:
        called = self.origins.origin(unit, value.function)
        if isinstance(called, Here) and isinstance(called.value, FunctionValue):
            function = self.origins.unit(called.unit).functions[called.value.function]
            return Judged(Nature.PROMISE) if function.is_async else self._answer(called.unit, called.value.function)
        if isinstance(value.function, Member):
            name = value.function.name
            if name in ("then", "catch", "finally"):
                return Judged(Nature.PROMISE)
            owner = value.function.object
            if isinstance(owner, Name) and owner.binding == GLOBAL and owner.name in _GIVES_DATA and name in _GIVES_DATA[owner.name]:
                return Judged(Nature.DATA)
            if isinstance(owner, Name) and owner.binding == GLOBAL and owner.name == "Promise":
                return Judged(Nature.PROMISE)
            if name in _TO_PRIMITIVE:
                return Judged(Nature.DATA)
            if name in DATA_METHODS and self.judge(unit, owner, depth).nature is Nature.DATA:
                return Judged(Nature.DATA)
        if (
            isinstance(value.function, Name)
            and value.function.binding == GLOBAL
            and value.function.name in ("String", "Number", "Boolean", "parseInt", "parseFloat", "encodeURIComponent", "decodeURIComponent")
        ):
            return Judged(Nature.DATA)
        if isinstance(called, External):
            found = self.external(called)
            if isinstance(found, MainFunction):
                if found.promise:
                    return Judged(Nature.PROMISE)
                return Judged(Nature.DATA) if found.answer.nature is Nature.NOTHING else found.answer
            if called.module == "electron":
                named = table_origin(called, globals_too=False)
                if named is not None and reads(named[1], ApiUse.CALL):
                    return Judged(Nature.DATA)
        return Judged(Nature.UNKNOWN)


def is_primitive(value: Value) -> bool:
    """True for what is plainly a string, number or boolean: a copy is the same thing."""
    return isinstance(value, Literal | Template | Concat) or (isinstance(value, Opaque) and value.kind in _PRIMITIVE)


_PRIMITIVE = frozenset({"binary_expression", "unary_expression", "update_expression"})

_CLONEABLE = frozenset(
    {
        "Date",
        "Map",
        "Set",
        "RegExp",
        "Error",
        "TypeError",
        "ArrayBuffer",
        "Uint8Array",
        "Uint16Array",
        "Uint32Array",
        "Float32Array",
        "Float64Array",
        "Array",
        "Object",
    }
)

_GIVES_DATA: Mapping[str, frozenset[str]] = {
    "JSON": frozenset({"parse", "stringify"}),
    "Math": frozenset({"abs", "ceil", "floor", "max", "min", "pow", "random", "round", "sqrt", "trunc"}),
    "Object": frozenset({"keys"}),
    "Date": frozenset({"now", "parse", "UTC"}),
    "Array": frozenset({"isArray"}),
    "Number": frozenset({"isFinite", "isInteger", "isNaN", "parseFloat", "parseInt"}),
}

_TO_PRIMITIVE = frozenset(
    {
        "includes", "indexOf", "join", "lastIndexOf", "startsWith", "endsWith", "toFixed", "toISOString", "toLocaleString", "toLowerCase", "toString",
        "toUpperCase", "trim", "substring", "charAt", "getTime",
    }
)  # fmt: skip


def one_of(found: list[Judged], live: str = "{}") -> Judged:
    """One nature for several values that it may be."""
    for nature in (Nature.LIVE, Nature.UNKNOWN, Nature.PROMISE):
        for one in found:
            if one.nature is nature:
                return Judged(nature, live.format(one.what) if nature is Nature.LIVE else "")
    return Judged(Nature.DATA)


def _is_error(value: Value) -> bool:
    if isinstance(value, Literal):
        return value.value is None
    return (isinstance(value, Name) and re.match(r"e$|_?err", value.name) is not None) or (
        isinstance(value, New) and isinstance(value.constructor, Name) and value.constructor.name.endswith("Error")
    )
