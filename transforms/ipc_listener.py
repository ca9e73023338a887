"""Listen through a bridge method that hands over what main sends, without the event, instead of `ipcRenderer.on`.

## What it does
`ipcRenderer.on('note-saved', (event, name) => …)` becomes `window.electronAPI.onNoteSaved((name) => …)`; `once` likewise. Removing a listener
becomes a call of the function that the registration returned: kept in a constant where one registration surely comes first, on a stack elsewhere.

## Why
The event carries `sender`, through which a page reaches every channel; and a function that crosses the bridge twice is two functions, so
`removeListener` would silently find nothing.

## When it stays its hand
The listener uses its event, `arguments` or `this`; it is a method or made by a call; it is removed in another file than it is registered.

## Safety
Safe: the listener runs with the same arguments at the same time. What it returns is cut off (`{ … }`): it would be converted on its way.
Where the page reports uncaught errors the listener runs in a microtask, so that they still arrive there: review.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Filled,
    Fix,
    Fixed,
    Kept,
    Listener,
    Manual,
    MemberKind,
    NamedListener,
    NoListener,
    OneOf,
    Parameter,
    Safety,
    Site,
    Span,
    Transform,
    Use,
    address_of,
    hole_edits,
    keep,
    member_name,
    parameter_name,
    read_listener,
)

TRANSFORM = Transform(
    id="ipc-listener",
    title="Listen through a bridge method that returns an unsubscribe function",
    rules=("raw-ipc",),
    origins=(
        "ipcRenderer.on",
        "ipcRenderer.addListener",
        "ipcRenderer.once",
        "ipcRenderer.removeListener",
        "ipcRenderer.off",
    ),
    safety=Safety.SAFE,
)

_REGISTER = {"on": MemberKind.ON, "addListener": MemberKind.ON, "once": MemberKind.ONCE}
_HEAD = "const { ipcRenderer } = require('electron')\n"

EXAMPLES = (
    Example(
        "an inline listener that does not use its event",
        before="const { ipcRenderer } = require('electron')\n\nipcRenderer.on('note-saved', (event, name, size) => {\n  show(name, size)\n})\n",
        after="window.electronAPI.onNoteSaved((name, size) => {\n  show(name, size)\n})\n",
    ),
    Example(
        "no parameters at all",
        before=_HEAD + "ipcRenderer.on('focus-search', function () { search.focus() })\n",
        after="window.electronAPI.onFocusSearch(function () { search.focus() })\n",
    ),
    Example(
        "what an arrow returns is cut off",
        before=_HEAD + "ipcRenderer.on('count', (e, n) => render(n))\n",
        after="window.electronAPI.onCount((n) => { render(n) })\n",
    ),
    Example(
        "an early return with a value",
        before=_HEAD + "ipcRenderer.on('count', (e, n) => {\n  if (!n) return clear()\n  render(n)\n})\n",
        after="window.electronAPI.onCount((n) => {\n  if (!n) { clear(); return }\n  render(n)\n})\n",
    ),
    Example(
        "an async listener is called from a plain one",
        before=_HEAD + "ipcRenderer.on('files', async (event, files) => { await open(files) })\n",
        after="window.electronAPI.onFiles((files) => { (async () => { await open(files) })() })\n",
    ),
    Example(
        "a named function that is only a listener loses its event",
        before=_HEAD + "function onSaved (event, name) { show(name) }\nipcRenderer.on('saved', onSaved)\n",
        after="function onSaved (name) { show(name) }\nwindow.electronAPI.onSaved((name) => { onSaved(name) })\n",
    ),
    Example(
        "a named function that is called elsewhere too keeps its parameters",
        before=_HEAD + "function refresh (event, name) { show(name) }\nrefresh(null, 'all')\nipcRenderer.on('saved', refresh)\n",
        after="function refresh (event, name) { show(name) }\nrefresh(null, 'all')\nwindow.electronAPI.onSaved((...args) => { refresh(undefined, ...args) })\n",
    ),
    Example(
        "registered once, removed later",
        before=_HEAD + "const onTick = (event, n) => { draw(n) }\nipcRenderer.on('tick', onTick)\nstop.addEventListener('click', () => {\n"
        "  ipcRenderer.removeListener('tick', onTick)\n})\n",
        after="const onTick = (n) => { draw(n) }\nconst offTick = window.electronAPI.onTick((n) => { onTick(n) })\n"
        "stop.addEventListener('click', () => {\n  offTick()\n})\n",
    ),
    Example(
        "removed and registered again: a stack",
        before=_HEAD + "function onTick (event, n) { draw(n) }\nipcRenderer.on('tick', onTick)\nquiet.addEventListener('change', () => {\n"
        "  if (quiet.checked) ipcRenderer.removeListener('tick', onTick)\n  else ipcRenderer.on('tick', onTick)\n})\n",
        after="const offTick = []\nfunction onTick (n) { draw(n) }\noffTick.push(window.electronAPI.onTick((n) => { onTick(n) }))\n"
        "quiet.addEventListener('change', () => {\n  if (quiet.checked) offTick.pop()?.()\n  else offTick.push(window.electronAPI.onTick((n) => { onTick(n) }))\n})\n",
    ),
    Example(
        "removed in another script of the page",
        before="//- index.html\n<script src='renderer.js'></script><script src='b.js'></script>\n//- renderer.js\n"
        + _HEAD
        + "function f (event, n) { draw(n) }\nipcRenderer.on('tick', f)\n//- b.js\nrequire('electron').ipcRenderer.removeListener('tick', f)\n",
        after=None,
        why="the removal would find nothing",
    ),
    Example(
        "the event is answered",
        before=_HEAD + "ipcRenderer.on('ask', (event, id) => { event.sender.send('answer', id) })\n",
        after=None,
        why="the event does not cross the bridge",
    ),
    Example(
        "the one parameter is the event, whatever its name",
        before=_HEAD + "ipcRenderer.on('ask', (data) => { show(data) })\n",
        after=None,
        why="dropping it would hand over another value",
    ),
    Example(
        "a method as listener",
        before=_HEAD + "ipcRenderer.on('ask', view.update)\n",
        after=None,
        why="the object that it is called on cannot be told",
    ),
    Example(
        "removed without having been registered here",
        before=_HEAD + "ipcRenderer.removeListener('ask', handler)\n",
        after=None,
        why="the unsubscribe function is in another file, if anywhere",
    ),
    Example(
        "a channel that is filled in",
        before=_HEAD + "ipcRenderer.once('ready-' + torrent.hash, (e, info) => { show(info) })\n",
        after="window.electronAPI.onceReadyFor(torrent.hash, (info) => { show(info) })\n",
    ),
    Example(
        "a channel that is filled in, and a removal",
        before=_HEAD + "const f = (e, n) => { draw(n) }\nfunction watch (id) { ipcRenderer.on('row-' + id, f) }\n"
        "function stop (id) { ipcRenderer.removeListener('row-' + id, f) }\n",
        after=None,
        why="which of the registrations is removed depends on what is filled in",
    ),
    Example(
        "already migrated",
        before="const off = window.electronAPI.onTick((electron) => { draw(electron) })\n",
        after=None,
        why="there is nothing to do",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    call = site.call
    if call is None or len(call.arguments) < 2:
        return Manual("The method is passed on, or called without channel and listener.", "Register a plain listener for a plain channel.")
    address = address_of(context, site)
    if isinstance(address, Manual):
        return address
    if isinstance(address, OneOf) or (isinstance(address, Filled) and context.removals(address.key)):
        text = context.text(site.unit, call.arguments[0].span)
        return Manual(f"The channel {text[:60]} is not one string.", "Register one listener for each channel that is meant.")
    kept = site.verb in _REGISTER and site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM, Use.ARGUMENT)
    if len(site.levels) > 2 or kept:
        return Manual(
            "What ipcRenderer.on returns is used: it is ipcRenderer itself.", "Write each registration as a statement of its own."
        )
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _Channel(context, site, address, preloads).rewrite()


class _Channel:
    """All registrations and removals of one channel in one script, seen from one of them."""

    def __init__(self, context: Context, site: Site, address: Fixed | Filled, preloads: tuple[str, ...]) -> None:
        self.context, self.site, self.address, self.preloads = context, site, address, preloads
        self.channel = channel = address.channel
        self.unit = site.unit
        self.parsed = context.parsed(self.unit)
        self.scopes = context.scopes(self.unit)
        self.sites = context.listener_sites(self.unit, channel)

    def rewrite(self) -> Fix | Manual:
        listener = self._read(self.site)
        if isinstance(listener, NoListener):
            return Manual(listener.reason, listener.hint)
        together = self._same_listener(listener)
        if self.site.verb not in _REGISTER:
            if not isinstance(listener, NamedListener):
                return Manual("It removes a function that was never registered.", "Drop the call: it has no effect.")
            if not any(one.verb in _REGISTER for one in together):
                return Manual(
                    "The listener is registered in another file than it is removed.",
                    "Keep the function that the registration returns, and call it here.",
                )
        if isinstance(listener, NamedListener):
            refused = self._mixed(together) or self._removed_elsewhere(together)
            if refused is not None:
                return refused
        kept = self._kept(listener, together)
        edits, safety, may_change = self._edits(listener, kept)
        needs = [DropUnused(self.unit.path)]
        if self.site.verb in _REGISTER:
            needs = [*self._members(listener), *needs]
        return Fix(
            title=f"{self.site.verb}('{self.channel}') through the bridge",
            safety=safety,
            topic=f"channel {self.channel}",
            edits={self.unit.path: edits},
            needs=tuple(needs),
            may_change=may_change,
        )

    def _read(self, site: Site) -> Listener | NamedListener | NoListener:
        call = site.call
        assert call is not None
        rewritten = frozenset(one.call.span for one in self.sites if one.call is not None)
        node = self.context.node(self.unit, call.arguments[1].span)
        return read_listener(
            self.parsed,
            self.scopes,
            node,
            rewritten=rewritten,
            microtask=self._reports_errors(),
            end=self.context.style(self.unit.path).end,
        )

    def _reports_errors(self) -> bool:
        """What a page emits to itself has to run before `emit` returns: there what a listener throws arrives where it is emitted."""
        return self.context.reports_errors(self.unit) and not self.context.calls_on(self.channel, "emit")

    def _same_listener(self, listener: Listener | NamedListener) -> list[Site]:
        if not isinstance(listener, NamedListener):
            return [self.site]
        found = []
        for one in self.sites:
            other = self._read(one)
            if isinstance(other, NamedListener) and other.binding is listener.binding:
                found.append(one)
        return found

    def _mixed(self, together: list[Site]) -> Manual | None:
        """`once` and `on` of one function, with removals: the stack could not tell which of them is gone already."""
        verbs = {one.verb for one in together}
        if "once" in verbs and verbs & {"removeListener", "off"} and verbs & {"on", "addListener"}:
            return Manual("One function is registered with on and once, and removed.", "Give the two registrations a function each.")
        return None

    def _removed_elsewhere(self, together: list[Site]) -> Manual | None:
        """A removal that is not rewritten with its registration would find nothing any more."""
        for removal in self.context.removals(self.channel):
            if removal in together:
                continue
            if removal.unit == self.unit and removal in self.sites and isinstance(self._read(removal), NamedListener):
                # of another function of this script
                continue
            source = self.context.facts.sources[removal.unit.path]
            at = f"{removal.unit.path}:{source.position(removal.span.start).line}"
            return Manual(
                f"A listener of this channel is removed where it cannot be told which ({at}).",
                "Keep the function that the registration returns where both can reach it, and call it there.",
            )
        return None

    def _kept(self, listener: Listener | NamedListener, together: list[Site]) -> Kept | None:
        removals = [one for one in together if one.verb not in _REGISTER]
        if not removals or not isinstance(listener, NamedListener):
            return None
        registrations = [one for one in together if one.verb in _REGISTER]
        several = {other.name for one in self.sites if isinstance(other := self._read(one), NamedListener)}
        wanted = member_name(self.channel, prefix="off")
        if len(several) > 1:
            wanted = member_name(listener.name, prefix="off")
        nodes = [
            [self.context.node(self.unit, one.call.span) for one in sites if one.call is not None] for sites in (registrations, removals)
        ]
        return keep(self.parsed, self.scopes, listener.binding, wanted, self.context.sibling_names(self.unit), *nodes)

    def _edits(self, listener: Listener | NamedListener, kept: Kept | None) -> tuple[tuple[Edit, ...], Safety, str]:
        call = self.site.call
        assert call is not None
        style = self.context.style(self.unit.path)
        edits: list[Edit] = []
        if kept is not None and kept.stack:
            typed = ": Array<() => void>" if self.unit.path.endswith((".ts", ".tsx", ".mts")) else ""
            indent = self.context.indent_at(self.unit, kept.anchor)
            edits.append(Edit.insert(kept.anchor, f"const {kept.name}{typed} = []{style.end}{style.newline}{indent}"))
        if self.site.verb not in _REGISTER:
            assert kept is not None
            text = f"{kept.name}()"
            if kept.stack:
                text = f"{kept.name}.length && {kept.name}.pop()()" if self.context.facts.bundled else f"{kept.name}.pop()?.()"
            edits.append(Edit.replace(call.span, text))
            if isinstance(listener, NamedListener):
                edits.extend(listener.event_edits)
            return tuple(edits), Safety.SAFE, ""
        member = ".".join(self.context.channel_member(self.channel, "on" if self.site.verb == "addListener" else self.site.verb))
        before, after = "", ""
        if kept is not None:
            before, after = (f"{kept.name}.push(", ")") if kept.stack else (f"const {kept.name} = ", "")
        edits.append(Edit.replace(call.function.span, f"{before}{self.context.bridge_at(self.unit, call.function.span)}.{member}"))
        edits.extend(self._channel_edits(call))
        if len(call.arguments) > 2:
            edits.append(Edit.delete(call.arguments[1].span.end, call.arguments_span.end - 1))
        if after:
            edits.append(Edit.insert(call.span.end, after))
        reports = self._reports_errors()
        if isinstance(listener, NamedListener):
            edits.append(Edit.replace(call.arguments[1].span, self._handed_over(listener, reports=reports)))
            edits.extend(listener.event_edits)
        else:
            edits.extend(listener.edits)
        notes = []
        if reports:
            notes.append("The listener runs in a microtask, so that what it throws still reaches the page's error handling.")
        if isinstance(self.address, Filled) and not self.address.plain:
            notes.append(
                "A channel that main does not send on is refused with an error in the page; so far its listener was never called."
                if self.address.among
                else "What is filled into the channel crosses the bridge first: anything but text and numbers may read otherwise there."
            )
        return tuple(edits), Safety.REVIEW if notes else Safety.SAFE, " ".join(notes)

    def _channel_edits(self, call: Call) -> tuple[Edit, ...]:
        first, second = call.arguments[0], call.arguments[1]
        if isinstance(self.address, Filled):
            return hole_edits(self.context, self.unit, first, self.address.holes)
        return self.context.delete_arguments(self.unit, first.span, Span(second.span.start, second.span.start))

    def _handed_over(self, listener: NamedListener, *, reports: bool) -> str:
        end = ";" if self.context.style(self.unit.path).semicolons else ""
        if listener.keeps_event:
            head, call = "...args", f"{listener.name}(undefined, ...args)"
        elif listener.simple:
            head = ", ".join(listener.parameters)
            call = f"{listener.name}({head})"
        else:
            head, call = "...args", f"{listener.name}(...args)"
        return f"({head}) => {{ queueMicrotask(() => {{ {call}{end} }}){end} }}" if reports else f"({head}) => {{ {call}{end} }}"

    def _members(self, listener: Listener | NamedListener) -> list[BridgeMember]:
        kind = _REGISTER[self.site.verb]
        path = self.context.channel_member(self.channel, kind.value)
        names: list[str] = []
        for index, given in enumerate(listener.parameters):
            names.append(parameter_name(given, index, frozenset(names)))
        rest = any(given.startswith("...") for given in listener.parameters)
        typed = [self.context.listener_types(self.channel, index) for index in range(len(names))]
        if rest:
            parameters: tuple[Parameter, ...] = (Parameter("args", "any" if "any" in typed else "unknown", rest=True),)
        else:
            parameters = tuple(Parameter(one, type) for one, type in zip(names, typed, strict=True))
        holes, among = (self.address.parameters, self.address.among) if isinstance(self.address, Filled) else ((), ())
        return [BridgeMember(preload, path, kind, self.channel, parameters, holes=holes, among=among) for preload in self.preloads]
