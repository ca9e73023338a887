"""What main has under the names by which pages reach it: its globals, and the modules that `remote.require` loads. Says what a member is and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from electron_migrate.app.modules import Builtin, LocalFile, Package
from electron_migrate.code.source import Span
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.model import FileFact, Process
from electron_migrate.facts.origins import CALL, NEW, Constant, External, Here, Instance, Module, Origin, Origins, UnitId
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
    Load,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Property,
    Spread,
    Template,
    This,
    Value,
)

_DEEPEST = 14


class Nature(StrEnum):
    """What a value of main's is, as far as crossing to a page goes."""

    DATA = "data"
    NOTHING = "nothing"
    """A function's answer that is always undefined."""
    PROMISE = "promise"
    LIVE = "live"
    """A function, an instance of a class, an object of Electron's: it cannot be cloned."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """A nature with what it is in words, where it is live."""

    nature: Nature
    what: str = ""


@dataclass(frozen=True, slots=True)
class MainFunction:
    """A function that a page calls. `parameters`: their names, empty for a pattern; None where any number may be meant.

    `promise`: it answers later; None where that is not known. `callback`: index of a last parameter that it calls with (error, value).
    """

    parameters: tuple[str, ...] | None
    promise: bool | None
    answer: Judged
    callback: int | None = None
    logs: bool = False
    keyed: bool = False
    risk: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MainData:
    """A value that a page reads. `constant`: its text is in the source and nothing changes it; `primitive`: a copy is the same thing."""

    answer: Judged
    constant: bool = False
    primitive: bool = False
    type: str = "unknown"


@dataclass(frozen=True, slots=True)
class MainMissing:
    """There is no such thing. `why` in words."""

    why: str


@dataclass(frozen=True, slots=True)
class MainUnknown:
    """What it is could not be told: something that a package gives, or that main works out."""

    package: str = ""
    risk: str = ""


MainMember = MainFunction | MainData | MainMissing | MainUnknown


@dataclass(frozen=True, slots=True)
class _Given:
    """A value that is written at a place and is nothing better known."""

    unit: UnitId
    value: Value


Target = External | Module | Here | Constant | Instance | _Given


@dataclass
class MainObjects:
    """Looks up what pages reach. Asks the origins of main's files; changes nothing."""

    origins: Origins
    files: Mapping[str, FileFact]
    main: str | None
    _globals: Mapping[str, tuple[tuple[UnitId, Span, Value, int | None], ...]] | None = None
    _busy: set[tuple[UnitId, Span]] = field(default_factory=set)
    _called: tuple[UnitId, int] | None = None
    """The function that a page calls: what it is given has crossed already."""

    def targets(self, by: str, name: str) -> tuple[Target, ...] | MainMissing:
        """What `remote.getGlobal(name)` or `remote.require(name)` gives."""
        if by == "getGlobal":
            given = self._given_globals().get(name, ())
            if not given:
                return MainMissing(f"No file of main sets `global.{name}`.")
            return tuple(dict.fromkeys(target for unit, _, value, _ in given for target in self._targets(unit, value)))
        found = self.module(name)
        if isinstance(found, MainMissing):
            return found
        return (found,)

    def module(self, name: str) -> Module | External | MainMissing:
        """The module that main loads for a page: names are resolved against main's entry, not against the page."""
        if self.main is None:
            return MainMissing("Main's entry is not known, and modules are found from there.")
        match self.origins.locate(UnitId(self.main, 0), name):
            case LocalFile(path=path):
                return Module(path)
            case Builtin(name=builtin):
                return External(builtin)
            case Package(name=package, subpath=subpath):
                return External(f"{package}/{subpath}" if subpath else package)
            case _:
                return MainMissing(f"{name} was not found from main's entry {self.main}.")

    def member(self, by: str, name: str, names: tuple[str, ...]) -> MainMember:
        """What hangs at `names` below it: a function, data, or neither."""
        targets = self.targets(by, name)
        if isinstance(targets, MainMissing):
            return targets
        if not targets:
            return MainUnknown()
        for index, step in enumerate(names):
            after = tuple(dict.fromkeys(one for target in targets for one in self._step(target, step)))
            if not after:
                return self._not_there(targets, f"{name}.{'.'.join(names[: index + 1])}", step)
            targets = after
        found = [self._member(target) for target in targets]
        return found[0] if all(one == found[0] for one in found) else _joined(found)

    def is_changed(self, by: str, name: str, names: tuple[str, ...]) -> bool:
        """True when main sets it more than once, or sets a member of that name anywhere: a copy would grow old."""
        last = names[-1] if names else name
        module = self.module(name) if by == "require" else None
        own = (module.path,) if isinstance(module, Module) else ()
        written = [place for path in dict.fromkeys((*self._main_files(), *own)) for place in self._writes(path, last)]
        return len(written) > (1 if by == "getGlobal" and not names else 0)

    # ---- where globals are set

    def _given_globals(self) -> Mapping[str, tuple[tuple[UnitId, Span, Value, int | None], ...]]:
        if self._globals is None:
            found: dict[str, list[tuple[UnitId, Span, Value, int | None]]] = {}
            for path in self._main_files():
                summary = self.origins.summary_of(path)
                for number, unit in enumerate(summary.units if summary is not None else ()):
                    for one in unit.assignments:
                        if (
                            isinstance(one.object, Name)
                            and one.object.binding == GLOBAL
                            and one.object.name in GLOBAL_OBJECTS - {"window", "self"}
                        ):
                            found.setdefault(one.name, []).append((UnitId(path, number), one.span, one.value, one.function))
            self._globals = {name: tuple(places) for name, places in found.items()}
        return self._globals

    def _main_files(self) -> Iterator[str]:
        for path, fact in sorted(self.files.items()):
            if fact.process in (Process.MAIN, Process.SHARED):
                yield path

    def _writes(self, path: str, name: str) -> Iterator[Span]:
        summary = self.origins.summary_of(path)
        for unit in summary.units if summary is not None else ():
            for one in unit.assignments:
                if one.name == name and not _is_exports(one.object):
                    yield one.span

    # ---- from a value to what it is

    def _targets(self, unit: UnitId, value: Value) -> Iterator[Target]:
        origin = self.origins.origin(unit, value)
        if (
            isinstance(origin, External)
            and origin.path[-1:] != (NEW,)
            and not (origin.module == "global" and origin.path[:1] in (("global",), ()))
        ):
            yield origin
            return
        if isinstance(origin, Module | Here):
            yield from self._opened(origin)
            return
        for there, given in self.origins.sources(unit, value):
            if isinstance(given, Literal) and given.value is None:
                continue
            if isinstance(given, New):
                made = self.origins.origin(there, given.constructor)
                if isinstance(made, Here) and isinstance(made.value, ClassValue):
                    yield Instance(made.unit, made.value.index)
                    continue
            found = self.origins.origin(there, given)
            if isinstance(found, Constant) and not isinstance(given, Literal):
                yield found
            elif found is not None and not isinstance(found, Constant):
                yield from self._opened(found)
            else:
                yield _Given(there, given)

    def _opened(self, origin: Origin) -> Iterator[Target]:
        """A module whose whole export is an instance is that instance."""
        if isinstance(origin, Module):
            whole = self._whole_export(origin.path)
            if whole is not None and not isinstance(whole[1], Object | Load):
                found = [one for one in self._targets(*whole) if one != origin]
                if found:
                    yield from found
                    return
        yield origin

    def _whole_export(self, path: str) -> tuple[UnitId, Value] | None:
        summary = self.origins.summary_of(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            if unit.whole_export is not None:
                return UnitId(path, number), unit.whole_export
        return None

    def _step(self, target: Target, name: str) -> Iterator[Target]:
        match target:
            case External():
                yield target.then(name)
            case Module(path=path):
                yield from self._exported(path, name)
            case Here(unit=unit, value=Object() as value):
                yield from self._property(unit, value, name)
            case Here(unit=unit, value=ClassValue(index=index)) | Instance(unit=unit, index=index):
                yield from self._class_member(unit, index, name, 0)
            case _:
                return

    def _exported(self, path: str, name: str) -> Iterator[Target]:
        whole = self._whole_export(path)
        if whole is not None:
            for target in self._targets(*whole):
                if target != Module(path):
                    yield from self._step(target, name)
            return
        summary = self.origins.summary_of(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            there = UnitId(path, number)
            for exported, bound in unit.exports:
                if exported == name:
                    if not bound.path:
                        yield from self._targets(there, bound.value)
                    else:
                        origin = self.origins.bound_origin(there, bound)
                        if origin is not None:
                            yield from self._opened(origin)
            for star in unit.stars:
                located = self.origins.locate(there, star.specifier)
                if isinstance(located, LocalFile) and located.path != path:
                    yield from self._exported(located.path, name)

    def _property(self, unit: UnitId, value: Object, name: str) -> Iterator[Target]:
        for one in reversed(value.properties):
            if isinstance(one, Property) and one.key == name:
                yield from self._targets(unit, one.value)
                return
            if isinstance(one, Spread):
                for spread in self._targets(unit, one.value):
                    found = list(self._step(spread, name))
                    if found:
                        yield from found
                        return

    def _class_member(self, unit: UnitId, index: int, name: str, depth: int) -> Iterator[Target]:
        summary = self.origins.unit(unit)
        one = summary.classes[index]
        for field_name, given in one.fields:
            if field_name == name:
                yield from self._targets(unit, given)
                return
        for assignment in summary.assignments:
            if assignment.name == name and isinstance(assignment.object, This):
                yield from self._targets(unit, assignment.value)
                return
        if one.extends is not None and depth < 6:
            base = self.origins.origin(unit, one.extends)
            if isinstance(base, Here) and isinstance(base.value, ClassValue):
                yield from self._class_member(base.unit, base.value.index, name, depth + 1)
            elif isinstance(base, External):
                yield base.then(NEW).then(name)

    def _not_there(self, targets: Iterable[Target], shown: str, name: str) -> MainMember:
        closed = all(
            isinstance(target, Module | Instance)
            or (
                isinstance(target, Here)
                and isinstance(target.value, Object)
                and not any(isinstance(one, Spread) or one.key is None for one in target.value.properties)
            )
            for target in targets
        )
        if closed and not any(True for path in self._main_files() for _ in self._writes(path, name)):
            return MainMissing(f"Main has no `{shown}`.")
        return MainUnknown()

    # ---- what a target is

    def _member(self, target: Target) -> MainMember:
        match target:
            case External():
                return self._external(target)
            case Here(unit=unit, value=FunctionValue(function=number)):
                return self._function(unit, number)
            case Constant(value=value):
                return MainData(Judged(Nature.DATA), constant=True, primitive=True, type=_type(value))
            case Instance(unit=unit, index=index):
                return MainData(Judged(Nature.LIVE, f"an instance of {self.origins.unit(unit).classes[index].name or 'a class'}"))
            case Module(path=path):
                return MainData(Judged(Nature.LIVE, f"the module {path}"))
            case Here(unit=unit, value=value) | _Given(unit=unit, value=value):
                judged = self.judge(unit, value)
                literal = isinstance(value, Literal)
                primitive = literal or isinstance(value, Template | Concat) or (isinstance(value, Opaque) and value.kind in _PRIMITIVE)
                constant = judged.nature is Nature.DATA and (
                    literal or (isinstance(value, Object | Array) and self._is_literal(unit, value))
                )
                if judged.nature is Nature.UNKNOWN:
                    return MainUnknown()
                kind = _type(value.value) if isinstance(value, Literal) else "string" if isinstance(value, Template) else "unknown"
                return MainData(judged, constant, primitive, kind)

    def _is_literal(self, unit: UnitId, value: Value) -> bool:
        match value:
            case Literal():
                return True
            case Object(properties=properties):
                return all(isinstance(one, Property) and one.key is not None and self._is_literal(unit, one.value) for one in properties)
            case Array(items=items):
                return all(self._is_literal(unit, item) for item in items)
            case _:
                return False

    def _external(self, target: External) -> MainMember:
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

    def _function(self, unit: UnitId, number: int) -> MainFunction:
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

    # ---- natures

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
        return _one(found) if found else Judged(Nature.NOTHING)

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
                    _one([self.judge(unit, one.value, deeper) for one in properties], live="an object that holds {}")
                    if properties
                    else Judged(Nature.DATA)
                )
            case Array(items=items):
                return (
                    _one([self.judge(unit, item, deeper) for item in items], live="a list that holds {}") if items else Judged(Nature.DATA)
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
                return _one([self.judge(unit, option, deeper) for option in options])
            case New():
                return self._new(unit, value)
            case Call():
                return self._call(unit, value, deeper)
            case Name() | Member():
                return self._named(unit, value, deeper)
            case _:
                return Judged(Nature.UNKNOWN)

    def _named(self, unit: UnitId, value: Name | Member, depth: int) -> Judged:
        origin = self.origins.origin(unit, value)
        if isinstance(origin, Constant):
            return Judged(Nature.DATA)
        if isinstance(origin, External):
            found = self._external(origin) if origin.module != "global" else MainUnknown()
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
        return _one(found_here) if found_here else Judged(Nature.UNKNOWN)

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
            found = self._external(called)
            if isinstance(found, MainFunction):
                if found.promise:
                    return Judged(Nature.PROMISE)
                return Judged(Nature.DATA) if found.answer.nature is Nature.NOTHING else found.answer
            if called.module == "electron":
                named = table_origin(called, globals_too=False)
                if named is not None and reads(named[1], ApiUse.CALL):
                    return Judged(Nature.DATA)
        return Judged(Nature.UNKNOWN)


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


def _one(found: list[Judged], live: str = "{}") -> Judged:
    """One nature for several values that it may be."""
    for nature in (Nature.LIVE, Nature.UNKNOWN, Nature.PROMISE):
        for one in found:
            if one.nature is nature:
                return Judged(nature, live.format(one.what) if nature is Nature.LIVE else "")
    return Judged(Nature.DATA)


def _joined(found: list[MainMember]) -> MainMember:
    """One member for several that it may be: what they agree on."""
    functions = [one for one in found if isinstance(one, MainFunction)]
    if len(functions) == len(found):
        promises = {one.promise for one in functions}
        return MainFunction(None, promises.pop() if len(promises) == 1 else None, _one([one.answer for one in functions]))
    data = [one for one in found if isinstance(one, MainData)]
    if len(data) == len(found):
        return MainData(_one([one.answer for one in data]), primitive=all(one.primitive for one in data))
    missing = [one for one in found if isinstance(one, MainMissing)]
    return missing[0] if len(missing) == len(found) else MainUnknown()


def _is_exports(value: Value) -> bool:
    if isinstance(value, Member):
        return value.name == "exports" and isinstance(value.object, Name) and value.object.name == "module"
    return isinstance(value, Name) and value.name in ("module", "exports")


def _is_error(value: Value) -> bool:
    if isinstance(value, Literal):
        return value.value is None
    return (isinstance(value, Name) and re.match(r"e$|_?err", value.name) is not None) or (
        isinstance(value, New) and isinstance(value.constructor, Name) and value.constructor.name.endswith("Error")
    )


def _type(value: str | float | bool | None) -> str:  # noqa: FBT001 - a literal of the app
    match value:
        case bool():
            return "boolean"
        case str():
            return "string"
        case float():
            return "number"
        case _:
            return "unknown"
