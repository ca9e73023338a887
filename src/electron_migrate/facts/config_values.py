"""What a configuration that is a program says under a key: through variables, modules, merges, functions and later assignments. Nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.source import Span
from electron_migrate.facts.origins import Here, Origins, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Await,
    Bound,
    Call,
    Choice,
    FunctionValue,
    Load,
    Member,
    Name,
    New,
    Object,
    Property,
    Spread,
    This,
    Value,
)

Located = tuple[UnitId, Value]
_Path = tuple[str, ...]
_DEEPEST = 40
_MOST = 400


@dataclass
class ConfigValues:
    """Reads values of one app's configurations. Every answer is all that a key may be given, in the order of the text: a condition gives both."""

    origins: Origins
    _left: int = field(default=0)
    _replacing: bool = field(default=False)

    def exported(self, path: str) -> tuple[Located, ...]:
        """The configurations that a file exports: of a list each, of a function what it returns; a name where assignments to it count too."""
        self._left = _MOST
        summary = self.origins.summary_of(path)
        found: list[Located] = []
        for number, unit in enumerate(summary.units if summary is not None else ()):
            there = UnitId(path, number)
            given = [unit.whole_export] if unit.whole_export is not None else []
            given += [bound.value for name, bound in unit.exports if not bound.path and name == "default"]
            given = given or [bound.value for _, bound in unit.exports if not bound.path]
            for value in given:
                found.extend(self._each(there, value, 0))
        return tuple(dict.fromkeys(found))

    def values(self, unit: UnitId, value: Value, *path: str) -> tuple[Located, ...]:
        """What stands below a key (none: what the value itself is), names followed to where they are written."""
        self._left = _MOST
        return tuple(dict.fromkeys(self._values(unit, value, path, 0)))

    def last(self, unit: UnitId, value: Value, *path: str) -> tuple[Located, ...]:
        """As `values`, of something that there is one of: what is merged later takes the place of what was there."""
        self._replacing = True
        try:
            return self.values(unit, value, *path)
        finally:
            self._replacing = False

    def named(self, unit: UnitId, value: Value, *path: str) -> tuple[tuple[str, Located], ...]:
        """The keys of the objects below a key with what each is given, those that are assigned one by one included."""
        self._left = _MOST
        found: dict[tuple[str, Located], None] = {}
        for there, given in self._values(unit, value, path, 0):
            for one in given.properties if isinstance(given, Object) else ():
                if isinstance(one, Property) and one.key is not None:
                    found[one.key, (there, one.value)] = None
        if isinstance(value, Name):
            for assignment in self.origins.unit(unit).assignments:
                if _path_below(assignment.object, value) == path:
                    found[assignment.name, (unit, assignment.value)] = None
        return tuple(found)

    def items(self, unit: UnitId, value: Value, *path: str) -> tuple[Located, ...]:
        """The items of the lists below a key; a value that is no list counts as one."""
        self._left = _MOST
        found = [item for there, given in self._values(unit, value, path, 0) for item in self._items(there, given, 0)]
        return tuple(dict.fromkeys(found))

    def objects(self, unit: UnitId, value: Value) -> Iterator[tuple[UnitId, Object]]:
        """Every object literal in a value, at any depth."""
        self._left = _MOST
        yield from self._objects(unit, value, 0, set())

    # ---- one step

    def _each(self, unit: UnitId, value: Value, depth: int) -> Iterator[Located]:
        """The single configurations in what is exported."""
        if depth > _DEEPEST:
            return
        match value:
            case Array(items=items):
                for item in items:
                    yield from self._each(unit, item.value if isinstance(item, Spread) else item, depth + 1)
            case Name():
                steps = list(self._steps(unit, value))
                if any(isinstance(given, Array | FunctionValue) for _, given in steps) or not steps:
                    for there, given in steps:
                        yield from self._each(there, given, depth + 1)
                else:
                    yield unit, value
            case FunctionValue(function=number):
                for given in self.origins.unit(unit).functions[number].returns:
                    yield from self._each(unit, given, depth + 1)
            case Choice(options=options):
                for option in options:
                    yield from self._each(unit, option, depth + 1)
            case Await(value=inner):
                yield from self._each(unit, inner, depth + 1)
            case Call(arguments=arguments) if len(arguments) == 1 and not isinstance(self._called(unit, value), Here):
                # `defineConfig(…)`
                yield from self._each(unit, arguments[0], depth + 1)
            case Load() | Member() | Call() | Object():
                yield unit, value
            case _:
                return

    def _values(self, unit: UnitId, value: Value, path: _Path, depth: int) -> Iterator[Located]:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        match value:
            case Object(properties=properties):
                if not path:
                    yield unit, value
                # what is written later takes the place of what was there, spread or written
                last = max((at for at, one in enumerate(properties) if isinstance(one, Property) and path and one.key == path[0]), default=0)
                for one in properties[last:]:
                    if isinstance(one, Spread):
                        if path:
                            yield from self._values(unit, one.value, path, depth + 1)
                    elif path and one.key == path[0]:
                        yield from self._values(unit, one.value, path[1:], depth + 1)
            case Name(binding=binding) if binding == GLOBAL:
                # `__dirname`
                if not path:
                    yield unit, value
            case Name():
                for there, given in self._steps(unit, value):
                    yield from self._values(there, given, path, depth + 1)
                yield from self._assigned(unit, value, path, depth)
            case Member(object=This()):
                return
            case Member(object=inner, name=name):
                yield from self._values(unit, inner, (name, *path), depth + 1)
            case Load(specifier=specifier):
                yield from self._module(unit, specifier, path, depth)
            case Choice(options=options):
                for option in options:
                    yield from self._values(unit, option, path, depth + 1)
            case Await(value=inner) | Spread(value=inner):
                yield from self._values(unit, inner, path, depth + 1)
            case FunctionValue(function=number) if path:
                for given in self.origins.unit(unit).functions[number].returns:
                    yield from self._values(unit, given, path, depth + 1)
            case Call(arguments=arguments) if path:
                called = self._called(unit, value)
                if isinstance(called, Here) and isinstance(called.value, FunctionValue):
                    for given in self.origins.unit(called.unit).functions[called.value.function].returns:
                        yield from self._values(called.unit, given, path, depth + 1)
                else:
                    # a merge, or a wrapper such as `defineConfig`
                    each = [tuple(self._values(unit, given, path, depth + 1)) for given in arguments]
                    if self._replacing:
                        each = [found for found in each if found][-1:]
                    for found in each:
                        yield from found
            case _:
                if not path:
                    yield unit, value

    def _called(self, unit: UnitId, call: Call) -> object:
        return self.origins.origin(unit, call.function)

    def _steps(self, unit: UnitId, name: Name) -> Iterator[Located]:
        """What a name is bound to, one step on."""
        if name.binding == GLOBAL:
            return
        for bound in self.origins.unit(unit).bindings[name.binding].values:
            if isinstance(bound.value, Load):
                yield from self._imported(unit, bound.value.specifier, bound.path)
            elif not bound.path:
                yield unit, bound.value
            else:
                yield from self._values(unit, bound.value, bound.path, 1)

    def _imported(self, unit: UnitId, specifier: str, path: _Path) -> Iterator[Located]:
        for there, bound in self._exports(unit, specifier, path[0] if path and path[0] != "*" else ""):
            rest = (*bound.path, *path[1:])
            if rest:
                yield from self._values(there, bound.value, rest, 1)
            else:
                yield there, bound.value
        if not path or path[0] == "*":
            yield unit, Load(_NOWHERE, specifier, "import")

    def _module(self, unit: UnitId, specifier: str, path: _Path, depth: int) -> Iterator[Located]:
        if not path:
            return
        for there, bound in self._exports(unit, specifier, path[0]):
            yield from self._values(there, bound.value, (*bound.path, *path[1:]), depth + 1)
        located = self.origins.locate(unit, specifier)
        summary = self.origins.summary_of(located.path) if isinstance(located, LocalFile) else None
        for number, other in enumerate(summary.units if summary is not None else ()):
            if other.whole_export is not None and isinstance(located, LocalFile):
                rest = path[1:] if path[0] == "default" else path
                yield from self._values(UnitId(located.path, number), other.whole_export, rest, depth + 1)

    def _exports(self, unit: UnitId, specifier: str, name: str) -> Iterator[tuple[UnitId, Bound]]:
        located = self.origins.locate(unit, specifier)
        summary = self.origins.summary_of(located.path) if isinstance(located, LocalFile) else None
        for number, other in enumerate(summary.units if summary is not None else ()):
            if not isinstance(located, LocalFile):
                continue
            there = UnitId(located.path, number)
            yield from ((there, bound) for exported, bound in other.exports if exported == name)
            if other.whole_export is not None and name == "default":
                yield there, Bound(other.whole_export)

    def _assigned(self, unit: UnitId, name: Name, path: _Path, depth: int) -> Iterator[Located]:
        """`config.output = …`, `config.output.path = …`, `config.plugins.push(…)` for a configuration in a variable."""
        summary = self.origins.unit(unit)
        for assignment in summary.assignments:
            at = _path_below(assignment.object, name)
            if at is not None and path[: len(at) + 1] == (*at, assignment.name):
                yield from self._values(unit, assignment.value, path[len(at) + 1 :], depth + 1)
        if not path:
            return
        for chain in summary.chains:
            call = chain.value
            if isinstance(call, Call) and isinstance(call.function, Member) and call.function.name in ("push", "unshift"):
                at = _path_below(call.function.object, name)
                if at == path:
                    for given in call.arguments:
                        yield from self._values(unit, given, (), depth + 1)

    def _items(self, unit: UnitId, value: Value, depth: int) -> Iterator[Located]:
        if depth > _DEEPEST:
            return
        match value:
            case Array(items=items):
                for item in items:
                    inner = item.value if isinstance(item, Spread) else item
                    for there, given in self._values(unit, inner, (), depth + 1):
                        yield from self._items(there, given, depth + 1)
            case Choice(options=options):
                for option in options:
                    yield from self._items(unit, option, depth + 1)
            case Call(function=Member(object=inner, name="concat" | "filter" as called), arguments=arguments):
                for given in (inner, *(arguments if called == "concat" else ())):
                    for there, one in self._values(unit, given, (), depth + 1):
                        yield from self._items(there, one, depth + 1)
            case _:
                yield unit, value

    def _objects(self, unit: UnitId, value: Value, depth: int, seen: set[tuple[UnitId, Span]]) -> Iterator[tuple[UnitId, Object]]:
        if depth > _DEEPEST:
            return
        for there, given in self._values(unit, value, (), depth):
            if (there, given.span) in seen:
                continue
            seen.add((there, given.span))
            inner: tuple[Value, ...] = ()
            match given:
                case Object(properties=properties):
                    yield there, given
                    inner = tuple(one.value for one in properties)
                case Array(items=items):
                    inner = items
                case New(arguments=arguments) | Call(arguments=arguments):
                    inner = arguments
                case FunctionValue(function=number):
                    inner = self.origins.unit(there).functions[number].returns
                case _:
                    pass
            for one in inner:
                yield from self._objects(there, one.value if isinstance(one, Spread) else one, depth + 1, seen)


_NOWHERE = Span(0, 0)


def _path_below(value: Value, name: Name) -> _Path | None:
    """The keys that lead from a variable to `value`: `config.output` is `("output",)`; None where it starts elsewhere."""
    path: list[str] = []
    while isinstance(value, Member):
        path.insert(0, value.name)
        value = value.object
    return tuple(path) if isinstance(value, Name) and value.binding == name.binding and value.binding != GLOBAL else None
