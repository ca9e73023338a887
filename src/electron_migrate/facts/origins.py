"""Where a value comes from, over files: modules, re-exports, aliases, constants, late assignment, globals that classic scripts share.

`const { app: a } = remote; a.getVersion()` *is* `electron.remote.app.getVersion()`. Spelling does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from electron_migrate.app.modules import Builtin, Electron, LocalFile, Package, Resolved
from electron_migrate.code.source import Span
from electron_migrate.facts.carriers import gives_instance, known_member, object_of
from electron_migrate.facts.chains import levels
from electron_migrate.facts.fields import MOST_BASES, Fields
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.origin import (
    CALL,
    NEW,
    Constant,
    External,
    Handed,
    Here,
    Instance,
    Module,
    Origin,
    UnitContext,
    UnitId,
    handed_out,
)
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Await,
    Bound,
    Call,
    Choice,
    ClassValue,
    Concat,
    FileSummary,
    FunctionValue,
    Index,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Parameter,
    Property,
    Spread,
    Template,
    This,
    UnitSummary,
    Value,
)
from electron_migrate.facts.texts import text

__all__ = ["CALL", "NEW", "Constant", "External", "Here", "Instance", "Module", "Origin", "Origins", "UnitContext", "UnitId", "same_place"]


# Longer ways than this from a use to its origin are cycles in disguise.
_DEEPEST = 60
# A variable that is assigned oftener than this is no name for one thing.
_MOST_VALUES = 16
# And more steps for one answer than this are variables that are assigned from each other: unknown.
_MOST_STEPS = 4000

# Methods of ipcRenderer that a function may stand for.
_FORWARDED = frozenset({"send", "sendSync", "invoke", "on", "once", "addListener", "removeListener", "off", "removeAllListeners"})

_Key = tuple[UnitId, Span, type[Value]]


# Modules that pages have themselves, and those that make windows: in main these are main's own.
_IN_PAGES_TOO = frozenset({"clipboard", "crashReporter", "desktopCapturer", "nativeImage", "shell", "webFrame", "BrowserWindow", "BrowserView"})


@dataclass
class Origins:
    """Resolves values to origins. `summary_of` gives the summary of a file of the app on demand; None for what cannot be read."""

    summary_of: Callable[[str], FileSummary | None]
    resolve: Callable[[str, str, str | None], Resolved]
    contexts: Mapping[UnitId, UnitContext]
    units: Callable[[], tuple[UnitId, ...]] = tuple
    """The scripts that have a summary."""
    handed: Handed = field(default_factory=Handed)
    _memo: dict[_Key, Origin | None] = field(default_factory=dict)
    _busy: set[_Key] = field(default_factory=set)
    _forwarders: dict[_Key, tuple[UnitId, FunctionValue]] = field(default_factory=dict)
    _bridging: dict[UnitId, bool] = field(default_factory=dict)
    _calls: dict[tuple[UnitId, int], list[tuple[UnitId, Call]]] | None = None
    _cycles: int = 0
    _steps: int = 0

    def knowing(self, handed: Handed) -> Origins:
        """The same for an app of which it is known what is handed over; what was answered before stands, but for names that may mean more now."""
        stands: dict[_Key, Origin | None] = {
            key: origin
            for key, origin in self._memo.items()
            if (isinstance(origin, External) and origin.module != "global") or isinstance(origin, Constant)
        }
        return Origins(self.summary_of, self.resolve, self.contexts, self.units, handed, stands)

    @cached_property
    def fields(self) -> Fields:
        """Members of the app's classes."""
        return Fields(self)

    def unit(self, unit: UnitId) -> UnitSummary:
        summary = self.summary_of(unit.path)
        if summary is None:
            raise LookupError(unit.path)
        return summary.units[unit.number]

    def origin(self, unit: UnitId, value: Value) -> Origin | None:
        """The origin of a value in a script, or None where it cannot be told."""
        # a span and a kind name a value of one script; hashing the value itself would walk all of it
        key = (unit, value.span, type(value))
        if key in self._memo:
            return self._memo[key]
        outermost = not self._busy
        if outermost:
            self._steps = _MOST_STEPS
        self._steps -= 1
        if key in self._busy or len(self._busy) > _DEEPEST or self._steps < 0:
            self._cycles += 1
            return None
        self._busy.add(key)
        before = self._cycles
        try:
            found = self._origin(unit, value)
            if isinstance(found, Here) and isinstance(found.value, FunctionValue) and not isinstance(value, FunctionValue):
                forwarded = self._forwarded(found.unit, found.value)
                if forwarded is not None:
                    self._forwarders[key] = (found.unit, found.value)
                    found = forwarded
        finally:
            self._busy.discard(key)
        # an answer of "unknown" that a cycle caused is not remembered: asked from elsewhere it may be known
        if found is not None or self._cycles == before or outermost:
            self._memo[key] = found
        return found

    def forwarder(self, unit: UnitId, value: Value) -> tuple[UnitId, FunctionValue] | None:
        """The function of the app behind a value that only hands its arguments to a method of ipcRenderer, where it is one."""
        if not isinstance(self.origin(unit, value), External):
            return None
        known = self._forwarders.get((unit, value.span, type(value)))
        if known is not None:
            return known
        behind = [(there, found) for there, found in self.sources(unit, value) if isinstance(found, FunctionValue)]
        if len(behind) != 1:
            return None
        there, function = behind[0]
        return (there, function) if self._forwarded(there, function) is not None else None

    def stands_for_method(self, unit: UnitId, function: int) -> bool:
        """True for a function of the app that only hands its arguments to a method of ipcRenderer."""
        fact = self.unit(unit).functions[function]
        return fact.forwards is not None and self._forwarded(unit, FunctionValue(fact.span, function)) is not None

    def text(self, unit: UnitId, value: Value) -> str | None:
        """The string that a value always is, folding constants, templates and concatenation; None where it is not one string."""
        return text(self, unit, value)

    def sources(self, unit: UnitId, value: Value, depth: int = 0) -> Iterator[tuple[UnitId, Value]]:
        """Every value that may stand behind `value`: through names with all their assignments, fields, choices and returns."""
        if depth > 12:
            return
        match value:
            case Name(binding=binding) if binding != GLOBAL:
                place = self.unit(unit).bindings[binding].parameter
                if place is not None:
                    yield from self._argument(unit, *place, depth)
                for bound in self.unit(unit).bindings[binding].values:
                    if not bound.path:
                        yield from self.sources(unit, bound.value, depth + 1)
                    elif isinstance(bound.value, Load):
                        yield from self._imported_sources(unit, bound, depth)
                    elif isinstance(bound.value, Parameter):
                        yield from self._member_of_argument(unit, bound.value, bound.path, depth)
            case Name(name=name):
                known = list(self._page_globals(unit, name))
                for there, bound in known:
                    yield from self.sources(there, bound.value, depth + 1)
                if not known:
                    yield unit, value
            case Member(object=This(), name=name):
                for given in self.fields.of_script(unit, name):
                    yield from self.sources(unit, given, depth + 1)
            case Member(object=inner, name=name):
                origin = self.origin(unit, inner)
                if isinstance(origin, Here) and isinstance(origin.value, Object):
                    found = self._property(origin.value, name)
                    if found is not None:
                        yield from self.sources(origin.unit, found, depth + 1)
                for assignment in self.unit(unit).assignments:
                    if assignment.name == name and _same_place(assignment.object, inner):
                        yield from self.sources(unit, assignment.value, depth + 1)
                if isinstance(origin, Module):
                    yield from self._exported_sources(origin.path, name, depth)
            case Choice(options=options):
                for option in options:
                    yield from self.sources(unit, option, depth + 1)
            case Await(value=inner) | Spread(value=inner):
                yield from self.sources(unit, inner, depth + 1)
            case Call(function=function):
                called = self.origin(unit, function)
                if isinstance(called, Here) and isinstance(called.value, FunctionValue):
                    for given in self.unit(called.unit).functions[called.value.function].returns:
                        yield from self.sources(called.unit, given, depth + 1)
                else:
                    yield unit, value
            case _:
                yield unit, value

    def _argument(self, unit: UnitId, function: int, index: int, depth: int) -> Iterator[tuple[UnitId, Value]]:
        """What a parameter is given, where exactly one call of its function is in sight."""
        calls = self._calls_of().get((unit, function), [])
        if len(calls) == 1 and index < len(calls[0][1].arguments):
            there, call = calls[0]
            given = call.arguments[index]
            if not isinstance(given, Spread):
                yield from self.sources(there, given, depth + 1)

    def _member_of_argument(self, unit: UnitId, parameter: Parameter, path: tuple[str, ...], depth: int) -> Iterator[tuple[UnitId, Value]]:
        """What a name taken out of a parameter is given: `src` of `({ src }) => …`, called with `{ src: … }`."""
        for there, given in self._argument(unit, parameter.function, parameter.index, depth):
            value: Value | None = given
            for name in path:
                value = self._property(value, name) if isinstance(value, Object) else None
            if value is not None:
                yield from self.sources(there, value, depth + 1)

    def _calls_of(self) -> Mapping[tuple[UnitId, int], list[tuple[UnitId, Call]]]:
        """Calls in the scripts that are known by now, by the function of the app that they call."""
        if self._calls is None:
            self._calls = {}
            for unit in self.units():
                for chain in self.unit(unit).chains:
                    at: Value | None = chain.value
                    while at is not None:
                        if isinstance(at, Call):
                            called = self.origin(unit, at.function)
                            if isinstance(called, Here) and isinstance(called.value, FunctionValue):
                                self._calls.setdefault((called.unit, called.value.function), []).append((unit, at))
                        at = at.object if isinstance(at, Member | Index) else at.function if isinstance(at, Call) else None
        return self._calls

    def _forwarded(self, unit: UnitId, function: FunctionValue) -> External | None:
        """The method of ipcRenderer that a function of the app only hands its arguments to."""
        summary = self.unit(unit)
        fact = summary.functions[function.function]
        if not isinstance(fact.forwards, Call) or not isinstance(fact.forwards.function, Member | Name) or self._makes_bridge(unit):
            return None
        called = self.origin(unit, fact.forwards.function)
        if not isinstance(called, External) or called.module != "electron" or called.path[:1] != ("ipcRenderer",) or len(called.path) != 2:
            return None
        verb = called.path[1]
        if verb not in _FORWARDED or (fact.is_async and verb != "invoke") or (verb in ("invoke", "sendSync") and not fact.forwards_result):
            return None
        return called

    def _makes_bridge(self, unit: UnitId) -> bool:
        """True for a script that names contextBridge: what it hands out is the bridge itself."""
        if unit not in self._bridging:
            summary = self.unit(unit)
            self._bridging[unit] = any(
                isinstance(one, Name | Member) and one.name == "contextBridge" for chain in summary.chains for one in levels(chain.value)
            ) or any(binding.name == "contextBridge" for binding in summary.bindings)
        return self._bridging[unit]

    # ---- one step back

    def _origin(self, unit: UnitId, value: Value) -> Origin | None:
        match value:
            case Literal(value=given):
                return Constant(given)
            case Name():
                return self._name(unit, value)
            case Load(specifier=specifier):
                return self._load(unit, specifier)
            case Member(object=inner, name=name):
                return self._member(unit, inner, name)
            case Index(object=inner, index=index):
                key = self.text(unit, index)
                return self._member(unit, inner, key) if key is not None else None
            case Call():
                return self._call(unit, value)
            case New(constructor=constructor):
                made = self.origin(unit, constructor)
                return made.then(NEW) if isinstance(made, External) else self._instance(made)
            case Await(value=inner):
                return self.origin(unit, inner)
            case Choice(options=options, guarded=guarded):
                return self._choice(unit, options[-1:] if guarded else options)
            case Parameter(function=function, index=index):
                return self._parameter(unit, function, index, [])
            case Object() | Array() | FunctionValue() | ClassValue() | Template() | Concat():
                return Here(unit, value)
            case _:
                return None

    def _name(self, unit: UnitId, name: Name) -> Origin | None:
        if name.binding == GLOBAL:
            return self._global(unit, name.name)
        binding = self.unit(unit).bindings[name.binding]
        if len(binding.values) > _MOST_VALUES:
            return None
        origins = []
        for bound in binding.values:
            if isinstance(bound.value, Literal) and bound.value.kind in ("null", "undefined"):
                continue
            origins.append(self.bound_origin(unit, bound))
        found = self._parameter(unit, *binding.parameter, origins) if binding.parameter is not None else self.agreed(origins)
        return self.of_type(unit, binding.type) if found is None and binding.type is not None else found

    def agreed(self, origins: list[Origin | None]) -> Origin | None:
        """Several values must agree, or it is not one value; but Electron's own thing is what it is."""
        known = [origin for origin in origins if origin is not None]
        if not known:
            return None
        return known[0] if len(known) == len(origins) and all(origin == known[0] for origin in known) else self.only_electron(origins)

    def _parameter(self, unit: UnitId, function: int, index: int, own: list[Origin | None]) -> Origin | None:
        """What the calls in sight pass, where that is a thing of Electron's or holds one; `own`: its default, and what it is set to."""
        given = [self.bound_origin(there, bound) for there, bound in self.handed.parameters.get((unit, function, index), ())]
        if not given:
            return self.only_electron(own)
        return given[0] if all(origin == given[0] for origin in given) else self.only_electron([*given, *own])

    def of_type(self, unit: UnitId, type: Value) -> Origin | None:
        """What TypeScript says that it is: an object of a class of the app, or one that a package or Electron has one of."""
        named = self.origin(unit, type)
        return object_of(named) if isinstance(named, External) else self._instance(named)

    def only_electron(self, origins: list[Origin | None]) -> Origin | None:
        """Of several values, the one that is Electron's: a guarded `isElectron() ? require('electron') : {}` is still Electron."""
        # a module or one of its objects; what a call answered is one value of several, and no more than that
        electron = {
            origin for origin in origins if isinstance(origin, External) and origin.module == "electron" and CALL not in origin.path
        }
        return next(iter(electron)) if len(electron) == 1 else None

    def bound_origin(self, unit: UnitId, bound: Bound) -> Origin | None:
        origin = self.origin(unit, bound.value)
        for number, name in enumerate(bound.path):
            if name in ("*", "..."):
                return None
            of_this = not number and self.fields.is_this(unit, bound.value)
            origin = self.fields.of_state(unit, bound.value, name) if of_this else self.step(origin, name)
        return origin

    def _global(self, unit: UnitId, name: str) -> Origin | None:
        known = [self.bound_origin(there, bound) for there, bound in self._page_globals(unit, name)]
        found = [origin for origin in known if origin is not None]
        if found:
            return found[0] if all(origin == found[0] for origin in found) else self.only_electron(list(known))
        return None if known else External("global", (name,))

    def _page_globals(self, unit: UnitId, name: str) -> Iterator[tuple[UnitId, Bound]]:
        context = self.contexts.get(unit)
        for there in (unit, *(context.siblings if context is not None else ())):
            try:
                summary = self.unit(there)
            except LookupError:
                continue
            if there != unit and not summary.module:
                for binding in summary.bindings:
                    if binding.top and binding.name == name:
                        for bound in binding.values:
                            yield there, bound
            for assignment in summary.assignments:
                holder = assignment.object
                if assignment.name == name and isinstance(holder, Name) and holder.binding == GLOBAL and holder.name in GLOBAL_OBJECTS:
                    yield there, Bound(assignment.value)
        yield from self.handed.globals_of(unit.path, name)

    def _member(self, unit: UnitId, inner: Value, name: str) -> Origin | None:
        if self.fields.is_this(unit, inner):
            return self.fields.of_state(unit, inner, name) or self.fields.read(self.fields.of_this(unit, name))
        if isinstance(inner, Name) and inner.binding == GLOBAL and inner.name in GLOBAL_OBJECTS:
            return self._global(unit, name)
        return self.fields.read(self.step(self.origin(unit, inner), name))

    def step(self, origin: Origin | None, name: str, seen: frozenset[Span] = frozenset()) -> Origin | None:
        """The member `name` of what has this origin."""
        match origin:
            case External():
                return known_member(origin.then(name))
            case Instance(unit=unit, index=index):
                return self.fields.of_class(unit, index, name)
            case Here(unit=unit, value=ClassValue(index=index)):
                return self.fields.static(unit, index, name)
            case Here(unit=unit, value=Object() as value):
                found = self._property(value, name)
                if found is not None:
                    return self.origin(unit, found)
                for one in value.properties:
                    # `this.x = { ...this.x, y }`: an object that spreads itself has no more to say
                    if isinstance(one, Spread) and value.span not in seen:
                        inner = self.step(self.origin(unit, one.value), name, seen | {value.span})
                        if inner is not None:
                            return inner
                return None
            case Module(path=path):
                return self._export(path, name, ())
            case _:
                return None

    def _call(self, unit: UnitId, call: Call) -> Origin | None:
        called = self.origin(unit, call.function)
        match called:
            case External(module="electron", path=("remote", "getGlobal" | "require" | "getBuiltin" as by)):
                return self._handed_out(unit, called, by, call) or called.then(CALL)
            case External(module="util", path=("promisify",)) if len(call.arguments) == 1:
                return self._promised(self.origin(unit, call.arguments[0])) or called.then(CALL)
            case External():
                return self._made_for(unit, called, call) or called.then(CALL)
            case Here(unit=there, value=FunctionValue(function=number)):
                # a text that is put together may be made of what this very call passes
                found = self._returned(there, number)
                return Here(unit, call) if isinstance(found, Here) and isinstance(found.value, Template | Concat | Call) else found
            case _:
                return None

    def _promised(self, function: Origin | None) -> Origin | None:
        """`promisify(fs.readFile)` is `fs.promises.readFile` by another name."""
        if isinstance(function, External) and function.module == "fs" and len(function.path) == 1:
            return External("fs", ("promises", *function.path))
        return None

    def _returned(self, unit: UnitId, function: int) -> Origin | None:
        """The one thing that a function of the app returns, where it returns anything."""
        found = [self.origin(unit, given) for given in self.unit(unit).functions[function].returns]
        if found and all(one == found[0] for one in found):
            return found[0]
        something = [one for one in found if one != Constant(None)]
        return something[0] if something and isinstance(something[0], External) and all(one == something[0] for one in something) else None

    def _made_for(self, unit: UnitId, called: External, call: Call) -> Origin | None:
        """`inject(Service)` of a framework: an object of that class."""
        if not call.arguments or not gives_instance(called):
            return None
        named = self.origin(unit, call.arguments[0])
        return object_of(named) if isinstance(named, External) else self._instance(named)

    def _handed_out(self, unit: UnitId, called: External, by: str, call: Call) -> Origin | None:
        """What `remote` hands out by a name: two globals, or two modules, are two things. None where the name is computed."""
        name = self.text(unit, call.arguments[0]) if call.arguments else None
        if name is None:
            return None
        if by == "getBuiltin":
            return External("electron", ("remote", name))
        if by == "require" and isinstance(self.resolve(unit.path, name, None), Electron):
            return External("electron", ("remote",))
        return External("electron", (*called.path, CALL, handed_out(name)))

    def _choice(self, unit: UnitId, options: tuple[Value, ...]) -> Origin | None:
        known = [self.origin(unit, option) for option in options]
        electron = self.only_electron(known)
        if electron is not None:
            return electron
        match known:
            case [External(module="electron") as one, External(module="electron") as two]:
                # `electron && electron.ipcRenderer`
                if CALL not in two.path and len(one.path) < len(two.path) and two.path[: len(one.path)] == one.path:
                    return two
                # `process.type === 'browser' ? electron.app : electron.remote.app`, `electron.app || electron.remote.app`
                plain, by_remote = (two, one) if one.path[:1] == ("remote",) else (one, two)
                if by_remote.path == ("remote", *plain.path) and plain.path and plain.path[0] not in _IN_PAGES_TOO:
                    return by_remote
        return known[0] if known and all(origin == known[0] for origin in known) else None

    def _instance(self, made: Origin | None) -> Origin | None:
        if isinstance(made, Here) and isinstance(made.value, ClassValue):
            at: Origin | None = made
            for _ in range(MOST_BASES):
                if isinstance(at, External):
                    return at.then(NEW)
                if not isinstance(at, Here) or not isinstance(at.value, ClassValue):
                    break
                base = self.unit(at.unit).classes[at.value.index].extends
                at = self.origin(at.unit, base) if base is not None else None
            return Instance(made.unit, made.value.index)
        return None

    def _property(self, value: Object, name: str) -> Value | None:
        # the last of two equal keys wins
        for one in reversed(value.properties):
            if isinstance(one, Property) and one.key == name:
                return one.value
        return None

    # ---- modules

    def _load(self, unit: UnitId, specifier: str) -> Origin | None:
        match self.locate(unit, specifier):
            case Electron(specifier=given):
                return (
                    External("electron", ("remote",))
                    if given == "@electron/remote"
                    else External(given if "remote/main" in given else "electron")
                )
            case Builtin(name=name):
                return External(name)
            case Package(name=name, subpath=subpath):
                return External(f"{name}/{subpath}" if subpath else name)
            case LocalFile(path=path):
                return self._namespace(path)
            case _:
                return None

    def locate(self, unit: UnitId, specifier: str) -> Resolved:
        """What a specifier in this script names, tried against the folders of its pages first where it runs in a page with Node."""
        context = self.contexts.get(unit)
        for folder in context.folders if context is not None else ():
            found = self.resolve(unit.path, specifier, folder)
            if isinstance(found, LocalFile | Builtin | Electron):
                return found
        return self.resolve(unit.path, specifier, None)

    def _namespace(self, path: str) -> Origin | None:
        summary = self.summary_of(path)
        if summary is None:
            return None
        for number, unit in enumerate(summary.units):
            if unit.whole_export is not None:
                return self.origin(UnitId(path, number), unit.whole_export) or Module(path)
        return Module(path)

    def _export(self, path: str, name: str, seen: tuple[str, ...]) -> Origin | None:
        summary = self.summary_of(path)
        if summary is None or path in seen:
            return None
        for number, unit in enumerate(summary.units):
            there = UnitId(path, number)
            for exported, bound in unit.exports:
                if exported == name:
                    return self.bound_origin(there, bound)
            if name == "default" and not unit.exports:
                # a CommonJS module imported as a default
                return self._namespace(path) if unit.whole_export is not None else None
            for star in unit.stars:
                located = self.locate(there, star.specifier)
                found = self._export(located.path, name, (*seen, path)) if isinstance(located, LocalFile) else None
                if found is None and isinstance(located, Electron):
                    found = External("electron").then(name)
                if found is not None:
                    return found
        return None

    def exported(self, path: str, name: str) -> Iterator[tuple[UnitId, Bound]]:
        """What a file of the app exports under a name itself."""
        summary = self.summary_of(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            yield from ((UnitId(path, number), bound) for exported, bound in unit.exports if exported == name)
            if isinstance(unit.whole_export, Object) and (found := self._property(unit.whole_export, name)) is not None:
                yield UnitId(path, number), Bound(found)

    def _imported_sources(self, unit: UnitId, bound: Bound, depth: int) -> Iterator[tuple[UnitId, Value]]:
        if isinstance(bound.value, Load) and len(bound.path) == 1:
            located = self.locate(unit, bound.value.specifier)
            if isinstance(located, LocalFile):
                yield from self._exported_sources(located.path, bound.path[0], depth)

    def _exported_sources(self, path: str, name: str, depth: int) -> Iterator[tuple[UnitId, Value]]:
        summary = self.summary_of(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            for exported, bound in unit.exports:
                if exported == name and not bound.path:
                    yield from self.sources(UnitId(path, number), bound.value, depth + 1)
            if isinstance(unit.whole_export, Object):
                found = self._property(unit.whole_export, name)
                if found is not None:
                    yield from self.sources(UnitId(path, number), found, depth + 1)


def _same_place(one: Value, other: Value) -> bool:
    """True when two expressions name the same variable or field, whatever their spans."""
    match one, other:
        case Name(binding=first, name=name), Name(binding=second, name=again):
            return first == second and name == again
        case This(), This():
            return True
        case Member(object=first_object, name=first_name), Member(object=second_object, name=second_name):
            return first_name == second_name and _same_place(first_object, second_object)
        case _:
            return False


same_place = _same_place
