"""`event.sender` in a page's listener is `ipcRenderer`: what is done with it is a use like any other."""

from __future__ import annotations

from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.chains import calls, levels
from electron_migrate.facts.origins import External, Origins, UnitId
from electron_migrate.facts.summary import Call, Chain, FunctionValue, Member, Name, UnitSummary, Value

_LISTENING = frozenset({"on", "once", "addListener", "prependListener", "prependOnceListener"})


def ipc_listeners(origins: Origins, unit: UnitId, summary: UnitSummary) -> frozenset[int]:
    """The functions that a script writes out where it registers them on `ipcRenderer`: nobody else hands those an event."""
    found: set[int] = set()
    for call in calls(summary):
        if not isinstance(call.function, Member) or call.function.name not in _LISTENING or len(call.arguments) < 2:
            continue
        if origins.origin(unit, call.function.object) != External("electron", ("ipcRenderer",)):
            continue
        listener = call.arguments[1]
        if isinstance(listener, FunctionValue):
            found.add(listener.function)
    return frozenset(found)


def sender_levels(summary: UnitSummary, chain: Chain, listeners: frozenset[int]) -> tuple[tuple[Value, tuple[str, ...], ApiUse], ...]:
    """The prefixes of a chain from `event.sender` on, as (value, origin, use); none where it is not rooted in a listener's event."""
    values = levels(chain.value)
    if len(values) < 2 or not _is_sender(summary, values[1], listeners):
        return ()
    found: list[tuple[Value, tuple[str, ...], ApiUse]] = []
    path: tuple[str, ...] = ("ipcRenderer",)
    for index, value in enumerate(values[1:], start=1):
        if isinstance(value, Member) and index > 1:
            path = (*path, value.name)
        called = index + 1 < len(values) and isinstance(values[index + 1], Call) and not isinstance(value, Call)
        if not called:
            found.append((value, path, ApiUse.CALL if isinstance(value, Call) else ApiUse.GET))
    return tuple(found)


def is_event_sender(origins: Origins, unit: UnitId, summary: UnitSummary, value: Value) -> bool:
    """True for `event.sender` where the event is that of a listener on `ipcRenderer`."""
    return _is_sender(summary, value, None) and _is_sender(summary, value, ipc_listeners(origins, unit, summary))


def _is_sender(summary: UnitSummary, value: Value, listeners: frozenset[int] | None) -> bool:
    if not isinstance(value, Member) or value.name != "sender" or not isinstance(value.object, Name) or value.object.binding < 0:
        return False
    binding = summary.bindings[value.object.binding]
    if binding.parameter is None or binding.parameter[1] != 0 or binding.values:
        return False
    return listeners is None or binding.parameter[0] in listeners
