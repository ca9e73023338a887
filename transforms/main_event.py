"""Listen to an event of main through the bridge instead of through a remote object.

## What it does
`remote.getCurrentWindow().on('maximize', () => …)` becomes `window.electronAPI.window.onMaximize(() => …)`; events of `app`, `nativeTheme`,
`screen`, `powerMonitor`, `autoUpdater` and the page's web contents likewise, `once` too. Main listens for a page from its first listener to
its last, or until the page goes, and sends what the table knows to be plain data. Removing a listener becomes a call of the function that the
registration returned; `removeAllListeners('maximize')` drops what the page registered.

## Why
A listener that main holds of a page leaks with every reload, and its event object reaches into main.

## When it stays its hand
The event is not in the table, its name is computed, the listener uses the event object (`preventDefault` never worked through remote: main had
decided before the page heard of it), or it takes a live object that the event hands over.

## Safety
Safe: through remote, too, a listener ran a message after the event, with copies of its data. Main begins to listen once it gets the request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from electron_migrate.api import (
    REMOVING,
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    EventRow,
    Example,
    Fix,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    ManualEvent,
    MemberKind,
    Need,
    Parameter,
    Registration,
    Registrations,
    Safety,
    Site,
    SiteLevel,
    Transform,
    Use,
    load_event_table,
    member_name,
)

_REGISTER = ("on", "addListener", "prependListener")
_ONCE = ("once", "prependOnceListener")
_REMOVE = tuple(REMOVING)
_REMOVE_ALL = "removeAllListeners"
_VERBS = (*_REGISTER, *_ONCE, *_REMOVE, _REMOVE_ALL)

TRANSFORM = Transform(
    id="main-event",
    title="Listen to an event of main through the bridge",
    rules=("remote-use", "main-module-in-page"),
    origins=tuple(
        f"{module}.{'.'.join(emitter)}.{verb}"
        for module in ("remote", "electron")
        for emitter, row in load_event_table().emitters.items()
        if row.main
        for verb in _VERBS
    ),
    safety=Safety.SAFE,
)

_REMOTE = "const { remote } = require('electron')\n"

EXAMPLES = (
    Example(
        "an event of the page's window",
        before=_REMOTE + "remote.getCurrentWindow().on('maximize', () => { root.classList.add('maximized') })\n",
        after="window.electronAPI.window.onMaximize(() => { root.classList.add('maximized') })\n",
    ),
    Example(
        "through a handle, with a listener that is a name",
        before=_REMOTE
        + "const win = remote.getCurrentWindow()\nfunction update () { draw() }\nwin.on('focus', update)\nwin.on('blur', update)\n",
        after="function update () { draw() }\nwindow.electronAPI.window.onFocus(() => { update() })\nwindow.electronAPI.window.onBlur(() => { update() })\n",
    ),
    Example(
        "what the event hands over, without the event",
        before=_REMOTE + "remote.screen.on('display-metrics-changed', (event, display) => { resize(display.size) })\n",
        after="window.electronAPI.screen.onDisplayMetricsChanged((display) => { resize(display.size) })\n",
    ),
    Example(
        "the theme, with an arrow that returns something",
        before=_REMOTE + "remote.nativeTheme.on('updated', () => applyTheme())\n",
        after="window.electronAPI.nativeTheme.onUpdated(() => { applyTheme() })\n",
    ),
    Example(
        "once",
        before="const electron = require('electron')\nelectron.remote.app.once('before-quit', function () { save() })\n",
        after="window.electronAPI.app.onceBeforeQuit(function () { save() })\n",
    ),
    Example(
        "an event without an event object",
        before=_REMOTE + "remote.autoUpdater.on('error', (error) => { show(error.message) })\n",
        after="window.electronAPI.autoUpdater.onError((error) => { show(error.message) })\n",
    ),
    Example(
        "registered once, removed later",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nconst update = () => { draw() }\nwin.on('resize', update)\n"
        "stop.addEventListener('click', () => { win.removeListener('resize', update) })\n",
        after="const update = () => { draw() }\nconst offResize = window.electronAPI.window.onResize(() => { update() })\n"
        "stop.addEventListener('click', () => { offResize() })\n",
    ),
    Example(
        "a chain of registrations keeps what removes from it",
        before="const { remote } = require('electron')\nconst win = remote.getCurrentWindow()\nconst f = () => draw()\nwin.on('maximize', f).on('unmaximize', f)\n"
        "function stop () { win.removeListener('maximize', f); win.removeListener('unmaximize', f) }\n",
        after=None,
        why="what `on` returns is the window itself",
    ),
    Example(
        "all listeners, of which one stays",
        before="const { remote } = require('electron')\nconst win = remote.getCurrentWindow()\nwin.on('close', (e) => { e.preventDefault() })\n"
        "function stop () { win.removeAllListeners('close') }\n",
        after=None,
        why="it would be left on",
    ),
    Example(
        "a removal of what stays as it is",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nconst update = (event, more) => { draw(more) }\nwin.on('show', update)\n"
        "stop.addEventListener('click', () => { win.removeListener('show', update) })\n",
        after=None,
        why="the registration needs more than the event's data, and the two belong together",
    ),
    Example(
        "all listeners of one event",
        before=_REMOTE + "const win = remote.getCurrentWindow()\nwin.removeAllListeners('resize')\nwin.on('resize', () => { draw() })\n",
        after="window.electronAPI.window.offResize()\nwindow.electronAPI.window.onResize(() => { draw() })\n",
    ),
    Example(
        "the event object is used",
        before=_REMOTE + "remote.getCurrentWindow().on('close', (event) => { event.preventDefault() })\n",
        after=None,
        why="main has closed the window, or not, before the page hears of it",
    ),
    Example(
        "a live object that the event hands over",
        before=_REMOTE + "remote.app.on('browser-window-focus', (event, win) => { show(win.id) })\n",
        after=None,
        why="the window does not cross",
    ),
    Example(
        "an event that the table does not know",
        before=_REMOTE + "remote.app.on('gpu-info-update', () => { show() })\n",
        after=None,
        why="what it hands over is not known",
    ),
    Example(
        "an event that later Electrons call otherwise",
        before=_REMOTE + "remote.getCurrentWebContents().on('crashed', (event, killed) => { say(killed) })\n",
        after="window.electronAPI.webContents.onCrashed((killed) => { say(killed) })\n",
    ),
    Example(
        "an event that main waits for",
        before=_REMOTE + "remote.getCurrentWebContents().on('new-window', (event, url) => { say(url) })\n",
        after=None,
        why="main decides before a page could",
    ),
    Example(
        "a computed name",
        before=_REMOTE + "for (const name of names) remote.getCurrentWindow().on(name, () => { show() })\n",
        after=None,
        why="one method is one event",
    ),
    Example(
        "chained registrations",
        before=_REMOTE + "remote.getCurrentWindow().on('focus', () => { a() }).on('blur', () => { b() })\n",
        after=None,
        why="the bridge returns a function that unsubscribes, not the window",
    ),
    Example(
        "all listeners of an object that the pages know one event of",
        before=_REMOTE + "remote.nativeTheme.removeAllListeners()\nremote.nativeTheme.on('updated', () => { draw() })\n",
        after="window.electronAPI.nativeTheme.offUpdated()\nwindow.electronAPI.nativeTheme.onUpdated(() => { draw() })\n",
    ),
    Example(
        "all listeners of all events",
        before=_REMOTE + "remote.getCurrentWindow().removeAllListeners()\n",
        after=None,
        why="that took off main's own listeners as well",
    ),
    Example(
        "the same names on an object of the page",
        before="const win = makeWindow()\nwin.on('maximize', () => { grow() })\n",
        after=None,
        why="it is nothing of Electron's",
    ),
    Example(
        "already migrated",
        before="const off = window.electronAPI.window.onMaximize(() => { grow() })\n",
        after=None,
        why="there is nothing to do",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    emitters = load_event_table().emitters
    level = next((one for one in site.levels if one.origin[:-1] in emitters and one.origin[-1] in _VERBS), None)
    if level is None or level.use is not ApiUse.CALL or not isinstance(level.value, Call):
        return Manual("The method is passed on, or not called.", "Register a plain listener for one event.")
    verb, call = level.origin[-1], level.value
    name = context.facts.origins.text(site.unit, call.arguments[0]) if call.arguments else _only_event(context, level.origin[:-1])
    if not call.arguments and name is None:
        return Manual(
            "It removes every listener of a live object in main, those of main and of Electron itself included.",
            "Remove the page's own listeners one by one, with the functions that their registrations return.",
        )
    if name is None:
        return Manual("The name of the event is not one string.", "Register one listener for each event that is meant.")
    emitter = emitters[level.origin[:-1]]
    row = load_event_table().find(emitter.origin, name)
    if isinstance(row, ManualEvent):
        return Manual(row.reason, row.hint)
    if row is None:
        return Manual(
            f"The table has no event `{name}` of {'.'.join(emitter.origin)}: what it hands over is not known to be plain data.",
            "Listen in main, and send the page what it needs on a channel of its own.",
        )
    if call.optional or level.value is not site.chain.value or (verb not in _REMOVE and site.chain.use in _KEPT):
        return Manual("What the registration returns is used: it is the emitter itself.", "Make each registration a statement of its own.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _Registrations(context, site, row, _one(site, level, name), preloads).rewrite()


def _only_event(context: Context, emitter: tuple[str, ...]) -> str | None:
    """The one event of an emitter that pages of the app listen to; None where it is not one."""
    found: set[str | None] = set()
    for site in context.facts.sites:
        for level in site.levels:
            if level.origin[:-1] == emitter and level.origin[-1] in (*_REGISTER, *_ONCE) and isinstance(level.value, Call):
                given = level.value.arguments
                found.add(context.facts.origins.text(site.unit, given[0]) if given else None)
    return found.pop() if len(found) == 1 else None


_KEPT = (Use.DECLARED, Use.ASSIGNED_FROM, Use.ARGUMENT, Use.RETURNED, Use.EXPORTED)


@dataclass(frozen=True, slots=True)
class _One:
    """A call on one event."""

    site: Site
    verb: str
    call: Call
    stays: bool = False
    """What it returns is used, as in a chain of registrations."""

    @property
    def registration(self) -> Registration:
        return Registration(self.site.unit, self.verb, self.call, self.stays)

    @property
    def is_listener(self) -> bool:
        return self.verb != _REMOVE_ALL and len(self.call.arguments) > 1


def _one(site: Site, level: SiteLevel, name: str) -> _One:
    assert isinstance(level.value, Call), name
    return _One(site, level.origin[-1], level.value)


class _Registrations:
    """All registrations and removals of one event in one script, seen from one of them."""

    def __init__(self, context: Context, site: Site, row: EventRow, one: _One, preloads: tuple[str, ...]) -> None:
        self.context, self.site, self.row, self.one, self.preloads = context, site, row, one, preloads
        self.unit = site.unit
        self.everywhere = tuple(self._calls())
        self.domain = row.emitter.bridge

    def rewrite(self) -> Fix | Manual:
        if self.one.verb == _REMOVE_ALL:
            return self._remove_all()
        if len(self.one.call.arguments) != 2:
            return Manual("It is called with something else than an event and a listener.", "Register a plain listener for one event.")
        once = self.one.verb in _ONCE
        path = self._path("once" if once else "on")
        microtask = self.context.reports_errors(self.unit)
        here = [one.registration for one in self.everywhere if one.site.unit == self.unit and one.is_listener]
        everywhere = [one.registration for one in self.everywhere if one.is_listener]
        registrations = Registrations(
            self.context, self.unit, self.row.name, here, everywhere, microtask=microtask, has_event=self.row.has_event, preventable=True
        )
        done = registrations.rewrite(self.one.registration, path)
        if isinstance(done, Manual):
            return self._refused(done)
        if len(done.parameters) > len(self.row.payload):
            return self._takes_too_much()
        if self.one.registration.removes:
            for other in here:
                added = registrations.rewrite(other, path) if not other.removes and self._same_listener(other) else done
                if isinstance(added, Manual) or len(added.parameters) > len(self.row.payload):
                    at = self.context.facts.where(self.unit.path, other.call.span.start)
                    return Manual(f"The registration that it takes back, at {at}, is left to a person.", "Change both together.")
        needs: tuple[Need, ...] = () if self.one.registration.removes else self._subscription(once=once)
        return self._fix(done.edits, needs, done.may_change, Safety.REVIEW if done.may_change else Safety.SAFE)

    def _takes_too_much(self) -> Manual:
        given = ", ".join(name for name, _ in self.row.payload) or "nothing"
        return Manual(
            f"The listener takes more than the plain data of the event ({given}).",
            "The rest are live objects of main: listen in main, and send what the page needs of them.",
        )

    def _same_listener(self, other: Registration) -> bool:
        parsed = self.context.parsed(self.unit)
        mine, others = (parsed.text(parsed.node_at(call.arguments[1].span)) for call in (self.one.call, other.call))
        return mine == others

    def _calls(self) -> list[_One]:
        """Every call of a page on this event of this emitter."""
        found = []
        for site in self.context.facts.sites:
            for level in site.levels:
                on = level.origin
                while on and on[-1] in _VERBS:
                    on = on[:-1]
                if on != self.row.emitter.origin or on == level.origin or not isinstance(level.value, Call):
                    continue
                given = level.value.arguments
                if given and self.context.facts.origins.text(site.unit, given[0]) == self.row.name:
                    chained = level.value is not site.chain.value or len(level.origin) > len(on) + 1
                    kept = level.origin[-1] not in _REMOVE and site.chain.use in _KEPT
                    found.append(_One(site, level.origin[-1], level.value, stays=chained or kept))
        return found

    def _refused(self, refusal: Manual) -> Manual:
        if "preventDefault" in refusal.reason:
            return Manual(
                f"The listener wants to stop `{self.row.name}`, which never worked through remote: main had decided before the page heard of it.",
                "Decide in main. To keep a page from being closed, let it answer `beforeunload`.",
            )
        return refusal

    # ---- edits

    def _callee(self, path: tuple[str, ...]) -> tuple[Edit, ...]:
        return self.context.callee_edits(self.unit, self.one.call.function, path)

    def _remove_all(self) -> Fix | Manual:
        if len(self.one.call.arguments) > 1:
            return Manual("It is called with more than an event.", "Name one event.")
        here = [one.registration for one in self.everywhere if one.site.unit == self.unit and one.is_listener]
        registrations = Registrations(self.context, self.unit, self.row.name, here, here, microtask=False, has_event=self.row.has_event, preventable=True)
        for other in here:
            if not other.removes and (other.stays or isinstance(registrations.rewrite(other, self._path("on")), Manual)):
                at = self.context.facts.where(self.unit.path, other.call.span.start)
                return Manual(f"A listener that it takes off, at {at}, is left to a person.", "Change both together.")
        path = self._path("off")
        expression = f"unlisten('{self._channel()}')"
        members = self._members(path, expression, (), "void", "unlisten")
        given = self.one.call.arguments
        edits = (*self._callee(path), *((Edit.delete(given[0].span.start, self.one.call.arguments_span.end - 1),) if given else ()))
        return self._fix(
            edits,
            (*members, self._handler()),
            "Only what the page registered itself is taken off: listeners of main stay.",
            Safety.REVIEW,
        )

    # ---- what is asked for

    def _path(self, prefix: str) -> tuple[str, ...]:
        return self.domain, member_name(self.row.name, prefix=prefix)

    def _channel(self) -> str:
        return self.context.free_channel(":".join(self._path("on")))

    def _subscription(self, *, once: bool) -> tuple[Need, ...]:
        payload = ", ".join(f"{name}: {type_}" for name, type_ in self.row.payload)
        helper = "listenOnce" if once else "listen"
        members = self._members(
            self._path("once" if once else "on"),
            f"{helper}('{self._channel()}', callback)",
            (Parameter("callback", f"({payload}) => void"),),
            "() => void",
            helper,
        )
        return (*members, self._handler())

    def _members(
        self, path: tuple[str, ...], expression: str, parameters: tuple[Parameter, ...], result: str, helper: str
    ) -> tuple[BridgeMember, ...]:
        return tuple(
            BridgeMember(
                preload, path, MemberKind.LOCAL, parameters=parameters, result=result, types=self.row.types if parameters else (),
                expression=expression, helpers=(helper,),
            )
            for preload in self.preloads
        )  # fmt: skip

    def _handler(self) -> MainHandler:
        """One control channel for each event: the page says whether it listens, and main sends on the same name."""
        emitter, channel = self.row.emitter, self._channel()
        arguments = ["event", f"'{channel}'", "wanted", emitter.main, f"'{self.row.name_in_main}'"]
        taken, sent = self.row.forwarded()
        if taken:
            arguments.append(f"({', '.join(taken)}) => [{', '.join(sent)}]")
        wanted = HandlerParameter("wanted", "unknown")
        imports = () if re.match(r"(win|event)\b", emitter.main) else (emitter.main,)
        return MainHandler(
            channel,
            HandlerKind.ON,
            (wanted,),
            f"forward({', '.join(arguments)})",
            uses_window=emitter.main == "win",
            imports=imports,
            helpers=("forward",),
        )

    def _fix(self, edits: tuple[Edit, ...], needs: tuple[Need, ...], may_change: str = "", safety: Safety = Safety.SAFE) -> Fix:
        return Fix(
            title=f"{self.one.verb}('{self.row.name}') of {'.'.join(self.row.emitter.origin)} through the bridge",
            safety=safety,
            topic=f"events of {self.domain}",
            edits={self.unit.path: edits},
            needs=(*needs, DropUnused(self.unit.path)),
            may_change=may_change,
        )
