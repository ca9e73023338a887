"""Where things of Electron's go that no declaration shows: into parameters, onto every component, onto `window`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.carriers import plugin_member
from electron_migrate.facts.chains import levels
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.origin import CALL, NEW, External, Given, Handed, Here, Instance, Origin, UnitId
from electron_migrate.facts.origins import Origins
from electron_migrate.facts.sites import is_handed_out, reads
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Assignment,
    Await,
    Bound,
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
    State,
    Template,
    UnitSummary,
    Value,
)

# A thing that is handed on further than this, one call after the other, is not followed any more.
_MOST_ROUNDS = 6
_REACTS = frozenset({"react", "preact", "preact/compat"})
_HANDLES = frozenset(
    {
        ("getCurrentWindow", CALL), ("getCurrentWindow", CALL, "webContents"), ("getCurrentWebContents", CALL),
        ("BrowserWindow", "getFocusedWindow", CALL), ("BrowserWindow", "fromId", CALL), ("webContents", "fromId", CALL),
        ("Menu", "buildFromTemplate", CALL), ("session", "defaultSession"), ("session", "fromPartition", CALL),
    }
)  # fmt: skip


def follow(origins: Origins, units: Mapping[UnitId, UnitSummary], pages: Mapping[str, frozenset[str]]) -> Origins:
    """The same, but knowing what is handed over. `pages`: those that each file of a page, or preload without isolation, runs in."""
    places = _Places(units)
    known = origins
    for _ in range(_MOST_ROUNDS):
        handed = places.handed(known, pages)
        if handed == known.handed:
            break
        known = origins.knowing(handed)
    return known


@dataclass
class _Places:
    """The places of the app where something is handed over, whatever it is."""

    units: Mapping[UnitId, UnitSummary]
    calls: list[tuple[UnitId, Call | New]] = field(default_factory=list)
    supers: list[tuple[UnitId, int, tuple[Value, ...]]] = field(default_factory=list)
    attached: list[tuple[UnitId, Assignment]] = field(default_factory=list)
    globals: list[tuple[UnitId, Assignment]] = field(default_factory=list)
    stateful: list[UnitId] = field(default_factory=list)

    def __post_init__(self) -> None:
        for unit, summary in self.units.items():
            if summary.states:
                self.stateful.append(unit)
            for chain in summary.chains:
                for value in levels(chain.value):
                    if isinstance(value, Call | New) and any(_may_carry(argument) for argument in value.arguments):
                        self.calls.append((unit, value))
            for number, one in enumerate(summary.classes):
                if one.super_arguments and any(_may_carry(argument) for argument in one.super_arguments):
                    self.supers.append((unit, number, one.super_arguments))
            for assignment in summary.assignments:
                if not _may_carry(assignment.value):
                    continue
                if _is_of_all_components(assignment):
                    self.attached.append((unit, assignment))
                elif (
                    isinstance(assignment.object, Name) and assignment.object.binding == GLOBAL and assignment.object.name in GLOBAL_OBJECTS
                ):
                    self.globals.append((unit, assignment))

    def handed(self, origins: Origins, pages: Mapping[str, frozenset[str]]) -> Handed:
        parameters: dict[tuple[UnitId, int, int], dict[Given, None]] = {}
        for unit, function, index, value in self._passed(origins):
            parameters.setdefault((*function, index), {})[unit, Bound(value, (), value.span)] = None
        attached: dict[str, list[Given]] = {}
        for unit, assignment in self.attached:
            if carries(origins, origins.origin(unit, assignment.value)):
                attached.setdefault(assignment.name, []).append((unit, Bound(assignment.value, (), assignment.span)))
        for unit, name, bound in self._installed(origins):
            attached.setdefault(name, []).append((unit, bound))
        shared: dict[str, list[tuple[Given, frozenset[str]]]] = {}
        for unit, assignment in self.globals:
            seen = pages.get(unit.path, frozenset())
            if seen and carries(origins, origins.origin(unit, assignment.value)):
                shared.setdefault(assignment.name, []).append(((unit, Bound(assignment.value, (), assignment.span)), seen))
        for name, given in self._declared(origins):
            seen = pages.get(given[0].path, frozenset())
            if seen:
                shared.setdefault(name, []).append((given, seen))
        return Handed(
            {key: tuple(given) for key, given in parameters.items()},
            {name: tuple(given) for name, given in attached.items()},
            {name: tuple(given) for name, given in shared.items()},
            pages if shared else {},
            {unit: states for unit in self.stateful if (states := tuple(kept_in_states(origins, unit)))},
        )

    def _declared(self, origins: Origins) -> Iterator[tuple[str, Given]]:
        """Top-level names of classic scripts: the modules of their pages, those that a bundler packs too, know them as well."""
        for unit in origins.contexts:
            if unit not in self.units or self.units[unit].module:
                continue
            for binding in self.units[unit].bindings:
                if not binding.top or len(binding.values) != 1:
                    continue
                for bound in binding.values:
                    # one that is assigned later on may be anything until then
                    if bound.span.contains(binding.span) and carries(origins, origins.bound_origin(unit, bound)):
                        yield binding.name, (unit, bound)

    def _passed(self, origins: Origins) -> Iterator[tuple[UnitId, tuple[UnitId, int], int, Value]]:
        """(script of the call, the function, the parameter's index, what is passed)."""
        for unit, call in self.calls:
            carried = [
                (index, argument)
                for index, argument in enumerate(_before_spread(call.arguments))
                if _may_carry(argument) and carries(origins, origins.origin(unit, argument))
            ]
            if carried:
                called = function_called(origins, unit, call)
                yield from ((unit, called, index, argument) for index, argument in carried if called is not None)
        for unit, number, arguments in self.supers:
            base = self.units[unit].classes[number].extends
            made = origins.origin(unit, base) if base is not None else None
            called = _constructor(origins, made) if isinstance(made, Here) else None
            if called is not None:
                for index, argument in enumerate(_before_spread(arguments)):
                    if carries(origins, origins.origin(unit, argument)):
                        yield unit, called, index, argument

    def _installed(self, origins: Origins) -> Iterator[tuple[UnitId, str, Bound]]:
        """Plug-ins of frameworks that give Electron's module to every component."""
        for unit, call in self.calls:
            if isinstance(call, Call) and isinstance(call.function, Member) and call.function.name == "use" and call.arguments:
                origin = origins.origin(unit, call.arguments[0])
                member = plugin_member(origin.module) if isinstance(origin, External) else None
                if member is not None:
                    yield unit, member, Bound(Load(call.span, "electron", "plug-in"), (), call.span)


def function_called(origins: Origins, unit: UnitId, call: Call | New) -> tuple[UnitId, int] | None:
    """The function of the app that a call runs; of `new`, the constructor."""
    if isinstance(call, New):
        made = origins.origin(unit, call.constructor)
        return _constructor(origins, made) if isinstance(made, Here) else None
    called = origins.origin(unit, call.function)
    return (called.unit, called.value.function) if isinstance(called, Here) and isinstance(called.value, FunctionValue) else None


def _constructor(origins: Origins, made: Here, depth: int = 0) -> tuple[UnitId, int] | None:
    if isinstance(made.value, FunctionValue):
        return made.unit, made.value.function
    if not isinstance(made.value, ClassValue) or depth > _MOST_ROUNDS:
        return None
    summary = origins.unit(made.unit)
    for number, function in enumerate(summary.functions):
        if function.owner == made.value.index and function.name == "constructor":
            return made.unit, number
    base = summary.classes[made.value.index].extends
    inherited = origins.origin(made.unit, base) if base is not None else None
    return _constructor(origins, inherited, depth + 1) if isinstance(inherited, Here) else None


def carries(origins: Origins, origin: Origin | None, depth: int = 0) -> bool:
    """True for a thing of Electron's that is no plain answer, and for an object of the app that has one among its members."""
    match origin:
        case External():
            return is_thing(origin)
        case Here(unit=unit, value=Object(properties=properties)) if depth < 2:
            return any(
                isinstance(one, Property) and _may_carry(one.value) and carries(origins, origins.origin(unit, one.value), depth + 1)
                for one in properties
            )
        case Instance(unit=unit, index=index) if depth < 2:
            return any(
                carries(origins, origins.fields.read(origins.fields.of_class(unit, index, name)), depth + 1)
                for name in origins.fields.names(unit, index)
            )
        case _:
            return False


def kept_in_states(origins: Origins, unit: UnitId) -> Iterator[State]:
    """The states of a script's components, with those of their properties that are things of Electron's."""
    summary = origins.unit(unit)
    for state in summary.states:
        one = next((one for one in summary.classes if one.span == state.component), None)
        if one is not None and not _is_reacts(origins.origin(unit, one.extends) if one.extends is not None else None):
            continue
        entries = tuple(
            entry for entry in state.entries if isinstance(found := origins.origin(unit, entry.value), External) and is_thing(found)
        )
        if entries:
            yield replace(state, entries=entries)


def _is_reacts(base: Origin | None) -> bool:
    """True for the classes that components of React, and of Preact, extend."""
    if not isinstance(base, External) or base.path[-1:] not in (("Component",), ("PureComponent",)):
        return False
    return (base.module in _REACTS and len(base.path) == 1) or (base.module == "global" and base.path[:-1] == ("React",))


def is_thing(origin: External) -> bool:
    """True for Electron's module, its objects, what a page makes of them by `remote`, and handles; not for what only reads or answers something."""
    if origin.module != "electron":
        return False
    remote, path = origin.path[:1] == ("remote",), origin.path[1:] if origin.path[:1] == ("remote",) else origin.path
    if len(path) < 2:
        return not path or not reads(path, ApiUse.GET)
    if not remote:
        return False
    return path[-1] == NEW or is_handed_out(tuple(name for name in path if name != CALL)) or path in _HANDLES


def _may_carry(value: Value) -> bool:
    """False for what is plain data, or a function, at sight."""
    match value:
        case Literal() | Template() | Concat() | FunctionValue() | ClassValue() | Opaque() | Array() | Spread():
            return False
        case Await(value=inner):
            return _may_carry(inner)
        case Choice(options=options):
            return any(_may_carry(option) for option in options)
        case Object(properties=properties):
            return any(isinstance(one, Property) and _may_carry(one.value) for one in properties)
        case _:
            return True


def _before_spread(arguments: tuple[Value, ...]) -> tuple[Value, ...]:
    """The arguments whose place is known."""
    end = next((index for index, argument in enumerate(arguments) if isinstance(argument, Spread)), len(arguments))
    return arguments[:end]


def _is_of_all_components(assignment: Assignment) -> bool:
    """`Vue.prototype.$x = …` and `app.config.globalProperties.$x = …`."""
    owner = assignment.object
    if not isinstance(owner, Member):
        return False
    if owner.name == "prototype":
        return isinstance(owner.object, Name) and owner.object.name == "Vue"
    return owner.name == "globalProperties" and isinstance(owner.object, Member) and owner.object.name == "config"
