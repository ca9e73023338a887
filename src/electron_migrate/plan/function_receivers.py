"""Who is known to call a function that is handed to them, and what they do with what it returns."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.origins import External, UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


class Gone(StrEnum):
    """All but PROMISE and THROUGH drop what the function returns."""

    TIMER = "timer"
    LISTENER = "listener"
    """`addEventListener`."""
    EVENT_PROPERTY = "event property"
    """`element.onclick = f`: the answer `false` has a meaning there, others have none."""
    REACT_EVENT = "React event"
    VUE_EVENT = "Vue event"
    JQUERY = "jQuery event"
    """The answer `false` has a meaning there."""
    EMITTER = "emitter"
    """`x.on('name', f)` of anything: emitters do not look at what their listeners return."""
    ELECTRON = "Electron event"
    """`on` of something of Electron's: the listener itself is rewritten by others."""
    MENU_CLICK = "menu click"
    OBSERVER = "observer"
    PROMISE = "promise"
    """`then`, `catch`, `finally`: what it returns is awaited."""
    REMOVAL = "removal"
    """It is only compared."""
    THROUGH = "through"
    """The call gives back something that calls it: `debounce(f)`, `useCallback(f, [])`."""


# https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html and Node's timers: called from the event loop.
TIMERS = frozenset(
    {"setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask", "setImmediate", "nextTick"}
)
PROMISE_METHODS = frozenset({"then", "catch", "finally"})
# They are asked for an answer, or are over before an answer comes.
UNAWAITABLE_EVENTS = frozenset({"beforeunload", "unload", "pagehide", "securitypolicyviolation"})
_OBSERVERS = frozenset({"MutationObserver", "IntersectionObserver", "ResizeObserver", "PerformanceObserver"})
_ON = frozenset({"on", "once", "addListener", "prependListener", "prependOnceListener"})
_OFF = frozenset({"off", "removeListener"})
_THROUGH = frozenset({"debounce", "throttle", "useCallback", "useEvent", "useEventCallback"})
# https://api.jquery.com/category/events/
_JQUERY = frozenset(
    {
        "click", "dblclick", "change", "submit", "keydown", "keyup", "keypress", "input", "focus", "blur", "focusin", "focusout", "mouseenter",
        "mouseleave", "mousedown", "mouseup", "mousemove", "contextmenu", "scroll", "select",
    }
)  # fmt: skip


def receiver_of(context: Context, unit: UnitId, call: Node, arguments: Node, node: Node) -> Gone | None:
    """What becomes of the function `node` among the arguments of a call; None where it is not known."""
    parsed = context.parsed(unit)
    given = [child for child in arguments.named_children if child.type != "comment"]
    index = given.index(node) if node in given else -1
    if call.type == "new_expression":
        constructor = call.child_by_field_name("constructor")
        return Gone.OBSERVER if constructor is not None and parsed.text(constructor) in _OBSERVERS and index == 0 else None
    called = call.child_by_field_name("function")
    if called is None:
        return None
    event = parsed.text(given[0]).strip("'\"`") if given and given[0].type in ("string", "template_string") else None
    if called.type == "identifier":
        name = parsed.text(called)
        if context.scopes(unit).binding_of(called) is None:
            return Gone.TIMER if name in TIMERS and index == 0 else _listener(name, event, index)
        return Gone.THROUGH if name in _THROUGH and index == 0 and context.is_of_package(unit, called) else None
    prop = called.child_by_field_name("property") if called.type == "member_expression" else None
    owner = called.child_by_field_name("object")
    if prop is None or owner is None:
        return None
    name = parsed.text(prop)
    if name in PROMISE_METHODS:
        return Gone.PROMISE
    if name in TIMERS and index == 0 and parsed.text(owner) in ("window", "self", "globalThis", "global", "process"):
        return Gone.TIMER
    if name in _THROUGH and index == 0 and context.is_of_package(unit, owner):
        return Gone.THROUGH
    if name in ("addEventListener", "removeEventListener"):
        return _listener(name, event, index)
    return _listens(context, unit, name, owner, event, index=index, count=len(given))


def _listener(name: str, event: str | None, index: int) -> Gone | None:
    if name not in ("addEventListener", "removeEventListener") or index != 1 or event is None or event in UNAWAITABLE_EVENTS:
        return None
    return Gone.LISTENER if name == "addEventListener" else Gone.REMOVAL


def _listens(context: Context, unit: UnitId, name: str, owner: Node, event: str | None, *, index: int, count: int) -> Gone | None:
    query = _is_query(context, unit, owner)
    if query and name in _JQUERY and index == 0 and count == 1:
        return Gone.JQUERY
    if name not in _ON | _OFF or index != count - 1 or index == 0:
        return None
    if query:
        return Gone.JQUERY if event is not None and event not in UNAWAITABLE_EVENTS else None
    if isinstance(origin := context.origin_of(unit, owner), External) and (
        origin.module.startswith("electron") or "electron" in origin.path
    ):
        return Gone.REMOVAL if name in _OFF else Gone.ELECTRON
    if event is None or index != 1:
        return None
    return Gone.REMOVAL if name in _OFF else Gone.EMITTER


def _is_query(context: Context, unit: UnitId, owner: Node) -> bool:
    """True for `$(…)`, `jQuery(…)` and what their chain gives, and for names that begin with `$`."""
    at: Node | None = owner
    while at is not None and at.type in ("call_expression", "member_expression"):
        at = at.child_by_field_name("function") or at.child_by_field_name("object")
    text = context.parsed(unit).text(at) if at is not None and at.type == "identifier" else ""
    return text.startswith("$") or text == "jQuery"
