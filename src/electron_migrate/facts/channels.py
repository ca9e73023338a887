"""Channels: who sends, who listens, on both sides, with wrappers that take the channel as a parameter followed one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import calls
from electron_migrate.facts.event_senders import is_event_sender
from electron_migrate.facts.model import Channel, ChannelUse, FileFact, Process
from electron_migrate.facts.origins import External, Here, Origins, UnitId
from electron_migrate.facts.summary import Call, Choice, FunctionValue, Member, Name, Spread, UnitSummary, Value
from electron_migrate.facts.texts import key, pattern

_SENDING = frozenset({"send", "sendSync", "invoke", "sendTo", "sendToHost", "postMessage"})
_LISTENING = frozenset({"on", "once", "addListener", "prependListener"})
_REGISTERING = frozenset({"on", "once", "addListener", "handle", "handleOnce"})
_PUSHING = frozenset({"send", "sendToAll", "sendToFrame", "reply", "postMessage"})
# what leads to a page, or is typed as the message of one
_CONTENTS = frozenset({"webContents", "getCurrentWebContents", "WebContents", "IpcMainEvent", "IpcMainInvokeEvent"})


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    dynamic: bool
    use: ChannelUse
    sends: bool


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """A function of the app that passes one of its parameters on as the channel."""

    unit: UnitId
    function: int
    parameter: int
    kind: str
    sends: bool


def link_channels(origins: Origins, units: Mapping[UnitId, UnitSummary], files: Mapping[str, FileFact]) -> tuple[Channel, ...]:
    """All channels in order of name, dynamic ones last."""
    found: list[_Found] = []
    wrappers: list[_Wrapper] = []
    for unit in units:
        for call, kind, sends in _calls(origins, unit, units[unit]):
            wrapper = _wrapper(origins, unit, units[unit], call, kind, sends=sends)
            if wrapper is not None and origins.stands_for_method(wrapper.unit, wrapper.function):
                # its calls count as calls of the method
                continue
            if wrapper is not None:
                wrappers.append(wrapper)
            else:
                found.extend(_uses(origins, unit, files, call, kind, channel_index(kind), sends=sends))
    if wrappers:
        found.extend(_through_wrappers(origins, units, files, wrappers))
    return _joined(found)


def _calls(origins: Origins, unit: UnitId, summary: UnitSummary) -> Iterator[tuple[Call, str, bool]]:
    for value in calls(summary):
        if not value.arguments or not isinstance(value.function, Member | Name):
            continue
        if isinstance(value.function, Name):
            # a function of the app that stands for a method of ipcRenderer
            origin = origins.origin(unit, value.function)
            path = origin.path if isinstance(origin, External) and origin.module == "electron" else ()
            if len(path) == 2 and path[0] == "ipcRenderer" and path[1] in _SENDING | _LISTENING:
                yield value, path[1], path[1] in _SENDING
            continue
        name = value.function.name
        origin = origins.origin(unit, value.function)
        if isinstance(origin, External) and origin.module == "electron":
            if origin.path[-2:-1] == ("ipcRenderer",) and (name := origin.path[-1]) in _SENDING | _LISTENING:
                yield value, name, name in _SENDING
            elif origin.path[-2:-1] == ("ipcMain",) and name in _REGISTERING:
                yield value, name, False
            elif name in _PUSHING and not _CONTENTS.isdisjoint(origin.path):
                yield value, "push", True
        elif (name == "reply" and isinstance(value.function.object, Name)) or (
            name in _PUSHING and isinstance(value.function.object, Member) and value.function.object.name in ("webContents", "sender")
        ):
            back = name in _SENDING and is_event_sender(origins, unit, summary, value.function.object)
            yield value, name if back else "push", True


def channel_index(verb: str) -> int:
    """Which argument of a method of `ipcRenderer` is the channel: the number of the page comes before it in `sendTo`."""
    return 1 if verb == "sendTo" else 0


def channel_names(origins: Origins, unit: UnitId, value: Value) -> tuple[tuple[str, bool], ...]:
    """The channels that a value may name, and whether each is one with holes (`close-${}`); none where nothing of it is known."""
    if isinstance(value, Choice):
        every = [channel_names(origins, unit, option) for option in value.options]
        return tuple(dict.fromkeys(one for several in every for one in several)) if all(every) else ()
    parts = pattern(origins, unit, value)
    return ((key(parts), len(parts) > 1 or not isinstance(parts[0], str)),) if parts is not None else ()


def _uses(
    origins: Origins, unit: UnitId, files: Mapping[str, FileFact], call: Call, kind: str, channel: int, *, sends: bool
) -> Iterator[_Found]:
    process = files[unit.path].process if unit.path in files else Process.UNKNOWN
    given = channel_names(origins, unit, call.arguments[channel]) if channel < len(call.arguments) else ()
    rest = call.arguments[channel + 1 :]
    if sends:
        count = None if any(isinstance(one, Spread) for one in rest) else len(rest)
    else:
        count = _parameters(origins, unit, rest[0]) if rest else None
    names = _names(origins, unit, rest[0]) if rest and not sends else ()
    use = ChannelUse(kind, process, Place(unit.path, call.span), count, names)
    for name, dynamic in given or ((f"<expression in {unit.path}>", True),):
        yield _Found(name, dynamic, use, sends)


def _parameters(origins: Origins, unit: UnitId, listener: Value) -> int | None:
    """How many arguments after the event a listener takes; None if any number, or not known."""
    origin = origins.origin(unit, listener)
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        return None
    function = origins.unit(origin.unit).functions[origin.value.function]
    if function.uses_arguments or any(parameter.rest for parameter in function.parameters):
        return None
    return max(0, len(function.parameters) - 1)


def _names(origins: Origins, unit: UnitId, listener: Value) -> tuple[str, ...]:
    origin = origins.origin(unit, listener)
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        return ()
    function = origins.unit(origin.unit).functions[origin.value.function]
    return tuple("" if parameter.rest else parameter.name for parameter in function.parameters[1:])


def _wrapper(origins: Origins, unit: UnitId, summary: UnitSummary, call: Call, kind: str, *, sends: bool) -> _Wrapper | None:
    at = channel_index(kind)
    first = call.arguments[at] if at < len(call.arguments) else None
    if isinstance(first, Name) and first.binding >= 0:
        place = summary.bindings[first.binding].parameter
        if place is not None:
            return _Wrapper(unit, place[0], place[1], kind, sends)
    return None


def _through_wrappers(
    origins: Origins, units: Mapping[UnitId, UnitSummary], files: Mapping[str, FileFact], wrappers: list[_Wrapper]
) -> Iterator[_Found]:
    by_function: dict[tuple[UnitId, int], list[_Wrapper]] = {}
    for wrapper in wrappers:
        by_function.setdefault((wrapper.unit, wrapper.function), []).append(wrapper)
    called: set[tuple[UnitId, int]] = set()
    for unit, summary in units.items():
        for value in calls(summary):
            origin = origins.origin(unit, value.function)
            if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
                continue
            key = (origin.unit, origin.value.function)
            for wrapper in by_function.get(key, ()):
                if wrapper.parameter < len(value.arguments):
                    called.add(key)
                    yield from _uses(origins, unit, files, value, wrapper.kind, wrapper.parameter, sends=wrapper.sends)
    for key, several in by_function.items():
        if key not in called:
            for wrapper in several:
                function = units[wrapper.unit].functions[wrapper.function]
                process = files[wrapper.unit.path].process if wrapper.unit.path in files else Process.UNKNOWN
                use = ChannelUse(wrapper.kind, process, Place(wrapper.unit.path, function.span), None)
                yield _Found(f"<parameter of {function.name or 'a function'} in {wrapper.unit.path}>", True, use, wrapper.sends)


def _joined(found: list[_Found]) -> tuple[Channel, ...]:
    names: dict[tuple[bool, str], list[_Found]] = {}
    for one in found:
        names.setdefault((one.dynamic, one.name), []).append(one)
    channels = []
    for (dynamic, name), uses in sorted(names.items()):
        senders = tuple(sorted((one.use for one in uses if one.sends), key=lambda use: use.place))
        receivers = tuple(sorted((one.use for one in uses if not one.sends), key=lambda use: use.place))
        channels.append(Channel(name, dynamic, senders, receivers, () if dynamic else tuple(_channel_problems(senders, receivers))))
    return tuple(channels)


def _channel_problems(senders: tuple[ChannelUse, ...], receivers: tuple[ChannelUse, ...]) -> Iterator[str]:
    to_main = [use for use in senders if use.kind in ("send", "sendSync", "invoke")]
    in_main = [use for use in receivers if use.process is not Process.RENDERER and use.process is not Process.PRELOAD]
    if any(use.kind == "invoke" for use in to_main) and not any(use.kind.startswith("handle") for use in in_main):
        yield "invoked, but no handler was found"
    if any(use.kind in ("send", "sendSync") for use in to_main) and not any(not use.kind.startswith("handle") for use in in_main):
        yield "sent, but no listener in main was found"
    if sum(use.kind == "handle" for use in in_main) > 1:
        yield "handled more than once: the second registration throws"
    pushed = any(use.kind == "push" for use in senders)
    in_page = [use for use in receivers if use not in in_main]
    if in_page and not pushed and not to_main:
        yield "a page listens, but nothing that sends was found"
