"""Every window and view of the app: where its options are written, what they come to, which pages it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.chains import calls, levels
from electron_migrate.facts.model import Load as WindowLoad
from electron_migrate.facts.model import Preference
from electron_migrate.facts.origins import Constant, External, Here, Origins, UnitId, same_place
from electron_migrate.facts.paths import Places, environment_name, targets
from electron_migrate.facts.summary import (
    Assignment,
    Call,
    Chain,
    Choice,
    ClassValue,
    Literal,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Property,
    This,
    UnitSummary,
    Value,
)
from electron_migrate.facts.versions import default_preference

_EITHER = "options that depend on a condition"
_UNFOLLOWED = "options from an expression that cannot be followed"
_INSIDE = "web preferences from an expression that cannot be followed"
_SEVERAL = "options that are assigned more than once"
KINDS = frozenset({"BrowserWindow", "BrowserView", "WebContentsView", "BaseWindow"})
_OF_WINDOWS = frozenset({"webPreferences", "width", "height", "minWidth", "minHeight", "resizable", "transparent", "alwaysOnTop", "frame"})
PREFERENCES = (
    "nodeIntegration",
    "contextIsolation",
    "sandbox",
    "enableRemoteModule",
    "nodeIntegrationInWorker",
    "nodeIntegrationInSubFrames",
    "webviewTag",
)


@dataclass(frozen=True, slots=True)
class Located:
    """An object literal of the app, the script it stands in, and a run of its own properties: what stands before a spread loses to it."""

    unit: UnitId
    value: Object
    properties: tuple[Property, ...]

    @property
    def place(self) -> Place:
        return Place(self.unit.path, self.value.span)


@dataclass(frozen=True, slots=True)
class OptionsShape:
    """Where a window's options are written. Later objects win over earlier ones.

    `argument`: the span of the first argument, None when there is none. `unknown` says why the options are not known in full; empty when they are.
    """

    call: Place
    arguments: Place
    argument: Place | None
    options: tuple[Located, ...]
    preferences: tuple[Located, ...]
    preferences_property: Place | None
    """The `webPreferences: …` property when its value is no literal that can be edited."""
    assigned: tuple[tuple[UnitId, Assignment], ...]
    """Assignments such as `options.webPreferences.preload = …`."""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class FoundWindow:
    """A window before it is known which pages use what."""

    kind: str
    unit: UnitId
    span: Span
    in_page: bool
    """Made through `remote`, in a page."""
    shape: OptionsShape
    preferences: Mapping[str, Preference]
    preload: Preference | None
    preload_file: str | None
    preload_value: tuple[UnitId, Value] | None
    loads: tuple[WindowLoad, ...]

    @property
    def place(self) -> Place:
        return Place(self.unit.path, self.span)


def find_windows(
    origins: Origins,
    units: Mapping[UnitId, UnitSummary],
    major: int,
    places: Places | None = None,
    texts: Mapping[str, Source] | None = None,
) -> tuple[FoundWindow, ...]:
    """All windows that the given scripts make, in order of place. Defaults are those of Electron `major`; `places` says where scripts run.

    With `texts`, all scripts of the app, options that are only in part known count as known where nothing else in the app gives web preferences.
    """
    made = sorted(_made(origins, units), key=lambda one: (one.unit.path, one.span.start))
    shapes = [_shape(origins, one) for one in made]
    if texts is not None and any(shape.unknown == _UNFOLLOWED for shape in shapes):
        shapes = _settled(shapes, texts)
    loads = _loads(origins, units, made, places)
    return tuple(_window(origins, one, shape, loads.get(one.key, ()), major, places) for one, shape in zip(made, shapes, strict=True))


_GIVES_PREFERENCES = re.compile(
    rb"(?<![\w$.'\"])['\"]?webPreferences['\"]?\s*(?:[:,}]|=(?!=))|\.webPreferences\s*=(?!=)|\[\s*['\"]webPreferences['\"]\s*\]"
)
_TESTS = re.compile(r"(^|/)(tests?|spec|__tests__|e2e)/|\.(test|spec)\.")


def _settled(shapes: list[OptionsShape], texts: Mapping[str, Source]) -> list[OptionsShape]:
    """What cannot be followed in a window's options gives no web preferences where every place that gives any is known, and in use for a window."""
    known = [
        Place(one.unit.path, entry.span)
        for shape in shapes
        for one in shape.options
        for entry in one.properties
        if entry.key == "webPreferences"
    ]
    for path, source in texts.items():
        for match in _GIVES_PREFERENCES.finditer(source.data) if not _TESTS.search(path) else ():
            if not any(place.path == path and place.span.start <= match.start() <= place.span.end for place in known):
                return shapes
    return [
        replace(shape, unknown="")
        if shape.unknown == _UNFOLLOWED and any(entry.key == "webPreferences" for one in shape.options for entry in one.properties)
        else shape
        for shape in shapes
    ]


@dataclass(frozen=True, slots=True)
class _Made:
    """One expression that makes a window: `new X(…)`, `super(…)` of a subclass, `menubar(…)`."""

    unit: UnitId
    kind: str
    span: Span
    arguments: tuple[Value, ...]
    arguments_span: Span
    in_page: bool = False

    @property
    def key(self) -> tuple[UnitId, Span]:
        return self.unit, self.span


def _made(origins: Origins, units: Mapping[UnitId, UnitSummary]) -> Iterator[_Made]:
    for unit, summary in units.items():
        seen: set[Span] = set()
        for chain in summary.chains:
            for value in levels(chain.value):
                if isinstance(value, New) and value.span not in seen:
                    kind = _kind(origins.origin(unit, value.constructor))
                    if kind is not None:
                        seen.add(value.span)
                        yield _Made(unit, kind[0], value.span, value.arguments, value.arguments_span, in_page=kind[1])
                elif isinstance(value, Call) and value.span not in seen:
                    origin = origins.origin(unit, value.function)
                    if isinstance(origin, External) and origin.module == "menubar" and origin.path in ((), ("menubar",)):
                        seen.add(value.span)
                        inner = _menubar_options(origins, unit, value)
                        yield _Made(unit, "menubar", value.span, inner, value.arguments_span)
        for number, one in enumerate(summary.classes):
            if one.extends is None or one.super_span is None or one.super_arguments is None:
                continue
            kind = _kind(origins.origin(unit, one.extends))
            if kind is not None and number >= 0:
                given = Span(one.super_span.start + len("super"), one.super_span.end)
                yield _Made(unit, kind[0], one.super_span, one.super_arguments, given, in_page=kind[1])


def _kind(origin: object) -> tuple[str, bool] | None:
    """(kind, made in a page) for a constructor that makes windows; a subclass counts where it calls `super`."""
    if isinstance(origin, External) and origin.module == "electron":
        if len(origin.path) == 1 and origin.path[0] in KINDS:
            return origin.path[0], False
        if len(origin.path) == 2 and origin.path[0] == "remote" and origin.path[1] in KINDS:
            return origin.path[1], True
    return None


def _menubar_options(origins: Origins, unit: UnitId, call: Call) -> tuple[Value, ...]:
    """The window's options: `browserWindow` from menubar 6 on; before that all are, told by those that only a window has."""
    for there, value in (pair for argument in call.arguments[:1] for pair in origins.sources(unit, argument)):
        if isinstance(value, Object) and there == unit:
            for one in value.properties:
                if isinstance(one, Property) and one.key == "browserWindow":
                    return (one.value,)
            if any(isinstance(one, Property) and one.key in _OF_WINDOWS for one in value.properties):
                return (value,)
    return ()


def _window(
    origins: Origins, made: _Made, shape: OptionsShape, loads: tuple[WindowLoad, ...], major: int, places: Places | None
) -> FoundWindow:
    preload, preload_value = _preload(origins, shape)
    preload_file = None
    if preload_value is not None:
        found = targets(origins, *preload_value, places)
        given = [places.preload_given(target.given) for target in found if target.given is not None] if places is not None else []
        files = [file for file in (*(target.file for target in found), *given) if file is not None]
        preload_file = files[0] if files else None
    return FoundWindow(
        kind=made.kind,
        unit=made.unit,
        span=made.span,
        in_page=made.in_page,
        shape=shape,
        preferences=_preferences(origins, shape, major, places, has_preload=preload is not None),
        preload=preload,
        preload_file=preload_file,
        preload_value=preload_value,
        loads=loads,
    )


# ---- options


def _shape(origins: Origins, made: _Made) -> OptionsShape:
    unit, arguments = made.unit, made.arguments
    call, where = Place(unit.path, made.span), Place(unit.path, made.arguments_span)
    if not arguments:
        return OptionsShape(call, where, None, (), (), None, ())
    options, unknown = _objects(origins, unit, arguments[0])
    preferences: list[Located] = []
    preferences_property: Place | None = None
    for one in options:
        for entry in one.properties:
            if isinstance(entry, Property) and entry.key == "webPreferences":
                found, why = _objects(origins, one.unit, entry.value)
                preferences = list(found)
                if why:
                    unknown = _INSIDE if why == _UNFOLLOWED else why
                preferences_property = Place(one.unit.path, entry.span)
    assigned = tuple(_assigned(origins, unit, arguments[0]))
    return OptionsShape(
        call, where, Place(unit.path, arguments[0].span), options, tuple(preferences), preferences_property, assigned, unknown
    )


def _objects(origins: Origins, unit: UnitId, value: Value, depth: int = 0) -> tuple[tuple[Located, ...], str]:
    """The object literals that make up a value, later ones winning, and why not all is known (empty when it is)."""
    if depth > 8:
        return (), "options that refer to themselves"
    if isinstance(value, Object):
        return _parts(origins, unit, value, depth)
    if isinstance(value, Choice):
        parts = [_objects(origins, unit, option, depth + 1) for option in value.options]
        return tuple(one for found, _ in parts for one in found), _EITHER
    if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name == "assign":
        parts = [_objects(origins, unit, argument, depth + 1) for argument in value.arguments]
        return tuple(one for found, _ in parts for one in found), next((why for _, why in parts if why), "")
    sources = [(there, given) for there, given in origins.sources(unit, value) if given is not value]
    sources = [(there, given) for there, given in sources if not (isinstance(given, Literal) and given.value is None)]
    if len(sources) == 1:
        return _objects(origins, *sources[0], depth + 1)
    if sources:
        parts = [_objects(origins, there, given, depth + 1) for there, given in sources]
        return tuple(one for found, _ in parts for one in found), _SEVERAL
    return (), _UNFOLLOWED


def _parts(origins: Origins, unit: UnitId, value: Object, depth: int) -> tuple[tuple[Located, ...], str]:
    found: list[Located] = []
    own: list[Property] = []
    unknown = ""
    for one in value.properties:
        if isinstance(one, Property):
            own.append(one)
            continue
        inner, why = _objects(origins, unit, one.value, depth + 1)
        found.extend((*([Located(unit, value, tuple(own))] if own else ()), *inner))
        own = []
        unknown = unknown or why
    # the last run counts even when it is empty: it is where something that has to win is written
    return (*found, Located(unit, value, tuple(own))), unknown


def _assigned(origins: Origins, unit: UnitId, argument: Value) -> Iterator[tuple[UnitId, Assignment]]:
    """`options.webPreferences = …` and `options.webPreferences.x = …` for options that have a name."""
    if not isinstance(argument, Name | Member):
        return
    for assignment in origins.unit(unit).assignments:
        if (assignment.name == "webPreferences" and same_place(assignment.object, argument)) or (
            isinstance(assignment.object, Member)
            and assignment.object.name == "webPreferences"
            and same_place(assignment.object.object, argument)
        ):
            yield unit, assignment


def _preferences(origins: Origins, shape: OptionsShape, major: int, places: Places | None, *, has_preload: bool) -> Mapping[str, Preference]:
    written: dict[str, Preference] = {}
    for name in PREFERENCES:
        found = _written(origins, shape, name, places)
        if found is not None:
            written[name] = found
    given: dict[str, object] = {name: one.value for name, one in written.items() if one.value is not None}
    given["preload"] = has_preload
    unknown = shape.unknown
    result: dict[str, Preference] = {}
    for name in PREFERENCES:
        if name in written:
            result[name] = written[name]
        elif unknown:
            result[name] = Preference(None, "dynamic", shape.call, unknown)
        else:
            result[name] = Preference(default_preference(name, major, given), "default", None, f"default of Electron {major}")
    return result


def _given(origins: Origins, unit: UnitId, value: Value, places: Places | None) -> bool | None:
    """What `process.env.ELECTRON_NODE_INTEGRATION`, or its negation, is when the app runs; None where the bundler gives no such value."""
    if isinstance(value, Opaque) and value.negated is not None:
        inner = _given(origins, unit, value.negated, places)
        return None if inner is None else not inner
    name = environment_name(origins.origin(unit, value))
    return places.node_given(f"process.env.{name}") if name is not None and places is not None else None


def _written(origins: Origins, shape: OptionsShape, name: str, places: Places | None) -> Preference | None:
    given = [(located, one) for located in shape.preferences for one in located.properties if one.key == name]
    found: Preference | None = None
    for located, one in given:
        place = Place(located.unit.path, one.span)
        origin = origins.origin(located.unit, one.value)
        flag = _given(origins, located.unit, one.value, places)
        if isinstance(origin, Constant) and isinstance(origin.value, bool):
            found = Preference(origin.value, "written", place)
        elif flag is not None:
            found = Preference(flag, "written", place)
        else:
            found = Preference(None, "dynamic", place, "not a plain true or false")
    if found is not None and shape.unknown:
        sure = shape.unknown not in (_EITHER, _SEVERAL) and given[-1][0] is shape.preferences[-1]
        if not sure:
            found = Preference(None, "dynamic", found.place, shape.unknown)
    for unit, assignment in shape.assigned:
        if assignment.name == name:
            origin = origins.origin(unit, assignment.value)
            value = origin.value if isinstance(origin, Constant) and isinstance(origin.value, bool) else None
            found = Preference(value, "assigned", Place(unit.path, assignment.span), "assigned after the options were made")
        elif assignment.name == "webPreferences":
            found = Preference(None, "assigned", Place(unit.path, assignment.span), "web preferences assigned after the options were made")
    return found


def _preload(origins: Origins, shape: OptionsShape) -> tuple[Preference | None, tuple[UnitId, Value] | None]:
    found: tuple[UnitId, Value] | None = None
    place: Place | None = None
    for located in shape.preferences:
        for one in located.properties:
            if isinstance(one, Property) and one.key == "preload":
                found, place = (located.unit, one.value), Place(located.unit.path, one.span)
    for unit, assignment in shape.assigned:
        if assignment.name == "preload":
            found, place = (unit, assignment.value), Place(unit.path, assignment.span)
    if found is None or place is None:
        return None, None
    if origins.origin(*found) == Constant(None):
        # `preload: undefined` is none, but it stands where one would have to be written
        return Preference(None, "written", place, "written as nothing"), None
    return Preference(None, "written", place), found


# ---- pages


def _loads(
    origins: Origins, units: Mapping[UnitId, UnitSummary], made: list[_Made], places: Places | None
) -> dict[tuple[UnitId, Span], tuple[WindowLoad, ...]]:
    """Every `loadFile`/`loadURL` with the windows that it can concern."""
    by_window: dict[tuple[UnitId, Span], list[WindowLoad]] = {}
    windows = {one.key for one in made}
    for unit, summary in units.items():
        for chain in summary.chains:
            for value in levels(chain.value):
                if not isinstance(value, Call) or not isinstance(value.function, Member):
                    continue
                if value.function.name not in ("loadFile", "loadURL") or not value.arguments:
                    continue
                owners = _owners(origins, units, unit, chain, value.function.object, windows, made)
                for load in _load(origins, unit, value, places):
                    for owner in owners:
                        by_window.setdefault(owner, []).append(load)
        _menubar_loads(origins, unit, made, by_window, places)
    return {key: tuple(dict.fromkeys(loads)) for key, loads in by_window.items()}


def _load(origins: Origins, unit: UnitId, call: Call, places: Places | None) -> Iterator[WindowLoad]:
    place = Place(unit.path, call.span)
    for target in targets(origins, unit, call.arguments[0], places):
        yield WindowLoad(place, target.file, target.url, target.reason, target.built, target.given)


def _owners(
    origins: Origins,
    units: Mapping[UnitId, UnitSummary],
    unit: UnitId,
    chain: Chain,
    holder: Value,
    windows: set[tuple[UnitId, Span]],
    made: list[_Made],
) -> list[tuple[UnitId, Span]]:
    if isinstance(holder, Member) and holder.name == "webContents":
        holder = holder.object
    if isinstance(holder, This):
        # inside a subclass: the window that its `super` call makes
        return [
            (unit, one.super_span)
            for one in units[unit].classes
            if one.super_span is not None and one.span.contains(holder.span) and (unit, one.super_span) in windows
        ]
    found: list[tuple[UnitId, Span]] = []
    for there, value in origins.sources(unit, holder):
        if isinstance(value, New):
            if (there, value.span) in windows:
                found.append((there, value.span))
            else:
                found.extend(_subclass_window(origins, there, value, windows))
        elif (isinstance(value, Member) and value.name == "window") or isinstance(value, Call):
            found.extend((there, value.span) for _ in [0] if (there, value.span) in windows)
    if found:
        return found
    # a helper that loads the page into a window it is given: clear only when the app makes one window
    main_made = [one.key for one in made if not one.in_page]
    origin = origins.origin(unit, holder)
    parameter = isinstance(holder, Name) and holder.binding >= 0 and units[unit].bindings[holder.binding].parameter is not None
    return main_made if parameter and origin is None and len(main_made) == 1 else []


def _subclass_window(origins: Origins, unit: UnitId, value: New, windows: set[tuple[UnitId, Span]]) -> list[tuple[UnitId, Span]]:
    made = origins.origin(unit, value.constructor)
    if isinstance(made, Here) and isinstance(made.value, ClassValue):
        span = origins.unit(made.unit).classes[made.value.index].super_span
        if span is not None and (made.unit, span) in windows:
            return [(made.unit, span)]
    return []


def _menubar_loads(
    origins: Origins, unit: UnitId, made: list[_Made], by_window: dict[tuple[UnitId, Span], list[WindowLoad]], places: Places | None
) -> None:
    """`menubar({ index: … })` loads its page itself."""
    summary = origins.unit(unit)
    for one in made:
        if one.kind != "menubar" or one.unit != unit:
            continue
        span = one.span
        for value in calls(summary):
            if value.span != span:
                continue
            for source_unit, source in (pair for argument in value.arguments[:1] for pair in origins.sources(unit, argument)):
                for entry in source.properties if isinstance(source, Object) else ():
                    if isinstance(entry, Property) and entry.key == "index":
                        for target in targets(origins, source_unit, entry.value, places):
                            load = WindowLoad(
                                Place(unit.path, entry.span), target.file, target.url, target.reason, target.built, target.given
                            )
                            by_window.setdefault((unit, span), []).append(load)
