"""What main has under the names by which pages reach it: its globals, and the modules that `remote.require` loads. Says what a member is and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from electron_migrate.app.modules import Builtin, LocalFile, Package
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.main_model import Judged, MainData, MainFunction, MainMember, MainMissing, MainUnknown, Nature
from electron_migrate.facts.main_natures import Natures, is_primitive, one_of
from electron_migrate.facts.model import FileFact, Process
from electron_migrate.facts.origins import NEW, Constant, External, Here, Instance, Module, Origin, Origins, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    ClassValue,
    FunctionValue,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Property,
    Spread,
    Template,
    This,
    Value,
)


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

    @cached_property
    def natures(self) -> Natures:
        return Natures(self.origins)

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
                return self.natures.external(target)
            case Here(unit=unit, value=FunctionValue(function=number)):
                return self.natures.function(unit, number)
            case Constant(value=value):
                return MainData(Judged(Nature.DATA), constant=True, primitive=True, type=_type(value))
            case Instance(unit=unit, index=index):
                return MainData(Judged(Nature.LIVE, f"an instance of {self.origins.unit(unit).classes[index].name or 'a class'}"))
            case Module(path=path):
                return MainData(Judged(Nature.LIVE, f"the module {path}"))
            case Here(unit=unit, value=value) | _Given(unit=unit, value=value):
                judged = self.natures.judge(unit, value)
                literal = isinstance(value, Literal)
                primitive = is_primitive(value)
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


def _joined(found: list[MainMember]) -> MainMember:
    """One member for several that it may be: what they agree on."""
    functions = [one for one in found if isinstance(one, MainFunction)]
    if len(functions) == len(found):
        promises = {one.promise for one in functions}
        return MainFunction(None, promises.pop() if len(promises) == 1 else None, one_of([one.answer for one in functions]))
    data = [one for one in found if isinstance(one, MainData)]
    if len(data) == len(found):
        return MainData(one_of([one.answer for one in data]), primitive=all(one.primitive for one in data))
    missing = [one for one in found if isinstance(one, MainMissing)]
    return missing[0] if len(missing) == len(found) else MainUnknown()


def _is_exports(value: Value) -> bool:
    if isinstance(value, Member):
        return value.name == "exports" and isinstance(value.object, Name) and value.object.name == "module"
    return isinstance(value, Name) and value.name in ("module", "exports")


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
