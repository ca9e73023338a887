"""Emit to the page's own listeners, count or drop them, through a bridge method for that one channel.

## What it does
`ipcRenderer.emit('new-tab', null, 'x')` becomes `window.electronAPI.emitNewTab('x')`, and `ipcRenderer.removeAllListeners('new-tab')` becomes
`window.electronAPI.removeNewTabListeners()`. The preload does it on its own `ipcRenderer`, where the listeners of the bridge are registered:
they hear the page itself and main, in the same order, and are gone at the same moment. `listenerCount` and `setMaxListeners` likewise.

## Why
Listeners that are registered through the bridge are not on anything that an isolated page could emit to, or clear.

## When it stays its hand
The channel is not one string, or all channels are meant and they are many; the event that is made up for the listeners holds something; a
function or an object of Electron is passed.

## Safety
Safe where what is passed is plain: text, numbers, true or false. Anything else arrives as a copy on the bridge: review.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    Literal,
    Manual,
    MemberKind,
    Name,
    Object,
    Parameter,
    Safety,
    Site,
    Span,
    Transform,
    Use,
    argument_parameters,
    quoted,
    type_of,
    unsendable,
)

TRANSFORM = Transform(
    id="ipc-local-event",
    title="Emit to the page's own listeners, count or drop them, by a bridge method for the channel",
    rules=("raw-ipc",),
    origins=(
        "ipcRenderer.emit",
        "ipcRenderer.removeAllListeners",
        "ipcRenderer.listenerCount",
        "ipcRenderer.setMaxListeners",
        "ipcRenderer.eventNames",
        "ipcRenderer.listeners",
        "ipcRenderer.rawListeners",
    ),
    safety=Safety.SAFE,
)

_HEAD = "const { ipcRenderer } = require('electron')\n"
_FEW = 6
_COPIES = "What is passed arrives at the page's listeners as a copy: no longer the same object, and without its class."

EXAMPLES = (
    Example(
        "the page speaks to itself",
        before=_HEAD
        + "ipcRenderer.on('new-tab', (event, name) => { open(name) })\nbutton.onclick = () => { ipcRenderer.emit('new-tab', null, 'x') }\n",
        after="window.electronAPI.onNewTab((name) => { open(name) })\nbutton.onclick = () => { window.electronAPI.emitNewTab('x') }\n",
    ),
    Example(
        "without an event and arguments",
        before=_HEAD + "ipcRenderer.on('refresh', () => { draw() })\nipcRenderer.emit('refresh')\n",
        after="window.electronAPI.onRefresh(() => { draw() })\nwindow.electronAPI.emitRefresh()\n",
    ),
    Example(
        "an event made up for the occasion",
        before=_HEAD + "ipcRenderer.emit('open', {}, file.name)\n",
        after="window.electronAPI.emitOpen(file.name)\n",
    ),
    Example(
        "all listeners of a channel go, and one is registered anew",
        before=_HEAD
        + "function watch () {\n  ipcRenderer.removeAllListeners('tick')\n  ipcRenderer.on('tick', (event, n) => { draw(n) })\n}\n",
        after="function watch () {\n  window.electronAPI.removeTickListeners()\n  window.electronAPI.onTick((n) => { draw(n) })\n}\n",
    ),
    Example(
        "registered in one method, all dropped in another",
        before=_HEAD
        + "class Panel {\n  mount () { ipcRenderer.on('sync', () => { this.sync() }) }\n  unmount () { ipcRenderer.removeAllListeners('sync') }\n}\n",
        after="class Panel {\n  mount () { window.electronAPI.onSync(() => { this.sync() }) }\n"
        "  unmount () { window.electronAPI.removeSyncListeners() }\n}\n",
    ),
    Example(
        "all channels, where there are few",
        before=_HEAD
        + "ipcRenderer.on('a', () => { f() })\nipcRenderer.once('b', () => { g() })\nfunction stop () {\n  ipcRenderer.removeAllListeners()\n}\n",
        after="window.electronAPI.onA(() => { f() })\nwindow.electronAPI.onceB(() => { g() })\nfunction stop () {\n"
        "  window.electronAPI.removeAListeners()\n  window.electronAPI.removeBListeners()\n}\n",
    ),
    Example(
        "the limit of listeners, and how many there are",
        before=_HEAD + "ipcRenderer.setMaxListeners(50)\nif (!ipcRenderer.listenerCount('tick')) start()\n",
        after="window.electronAPI.setMaxListeners(50)\nif (!window.electronAPI.countTickListeners()) start()\n",
    ),
    Example(
        "an alias",
        before="const ipc = require('electron').ipcRenderer\nipc.emit('x', null, 1); ipc.removeAllListeners('x')\n",
        after="window.electronAPI.emitX(1); window.electronAPI.removeXListeners()\n",
    ),
    Example(
        "an event that holds something",
        before=_HEAD + "ipcRenderer.emit('x', { sender: self }, 1)\n",
        after=None,
        why="a listener may look at it, and the bridge hands over no event",
    ),
    Example(
        "an event that is made by a call",
        before=_HEAD + "ipcRenderer.emit('x', makeEvent(), 1)\n",
        after=None,
        why="the call would no longer be made",
    ),
    Example(
        "a function is passed",
        before=_HEAD + "ipcRenderer.emit('x', null, () => 1)\n",
        after=None,
        why="another function would arrive",
    ),
    Example(
        "spread arguments",
        before=_HEAD + "ipcRenderer.emit('x', ...args)\n",
        after=None,
        why="the first of them is the event, and how many there are is not known",
    ),
    Example(
        "a channel that is not one string",
        before=_HEAD + "ipcRenderer.removeAllListeners(name)\n",
        after=None,
        why="the method would have to take any channel",
    ),
    Example(
        "the names of all channels",
        before=_HEAD + "show(ipcRenderer.eventNames())\n",
        after=None,
        why="there is no bridge method for what a page should not ask",
    ),
    Example(
        "a shadowed name",
        before=_HEAD + "function f (ipcRenderer) { ipcRenderer.emit('a') }\n",
        after="function f (ipcRenderer) { ipcRenderer.emit('a') }\n",
        why="the parameter is another thing; only the import that nothing uses goes",
    ),
    Example(
        "an emitter of the app's own",
        before="class Ipc { emit (name) { show(name) } }\nconst ipcRenderer = new Ipc()\nipcRenderer.emit('electron')\n",
        after=None,
        why="it is not Electron's ipcRenderer",
    ),
    Example("already migrated", before="window.electronAPI.emitNewTab('electron')\n", after=None, why="there is nothing to do"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    call = site.call
    if call is None:
        return Manual("The method is passed on.", "Call a bridge method with a fixed channel where it is needed.")
    if site.verb in ("eventNames", "listeners", "rawListeners"):
        return Manual(
            "It asks ipcRenderer for its channels or listeners, which the page must not hold.",
            "Keep account in the page of what it registers.",
        )
    gives_itself = site.verb in ("removeAllListeners", "setMaxListeners") and site.chain.use is not Use.STATEMENT
    if (len(site.levels) > 2 or gives_itself) and not _is_whole_body(site, context):
        return Manual("What it returns is used: it is ipcRenderer itself.", "Write it as a statement of its own.")
    if site.verb == "setMaxListeners":
        return _limit(site, context, call)
    if not call.arguments:
        return _all_channels(site, context, call)
    channel = context.facts.origins.text(site.unit, call.arguments[0])
    if channel is None:
        text = context.text(site.unit, call.arguments[0].span)
        return Manual(f"The channel {text[:60]} is not one string.", "Write one call for each channel that is meant.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _emit(site, context, call, channel, preloads) if site.verb == "emit" else _plain(site, context, call, channel, preloads)


def _is_whole_body(site: Site, context: Context) -> bool:
    """True for `() => ipcRenderer.removeAllListeners('x')` given to somebody: nobody chains on what it returns."""
    parent = context.node(site.unit, site.span).parent
    return len(site.levels) == 2 and parent is not None and parent.type == "arrow_function"


def _emit(site: Site, context: Context, call: Call, channel: str, preloads: tuple[str, ...]) -> Fix | Manual:
    event, arguments = call.arguments[1:2], call.arguments[2:]
    origins = context.facts.origins
    if event and not _stands_for_nothing(event[0]):
        shown = context.text(site.unit, event[0].span)
        return Manual(
            f"It hands `{shown[:40]}` to the listeners in the place of the event, which does not cross the bridge.",
            "Pass null there, and what the listeners need as an argument behind it.",
        )
    refused = unsendable(context, site.unit, arguments)
    if refused is not None:
        return refused
    calls = [
        (one.unit, one.call.arguments[2:])
        for one in context.calls_on(channel, "emit")
        if one.call is not None and (len(one.call.arguments) < 2 or _stands_for_nothing(one.call.arguments[1]))
    ]
    parameters = argument_parameters(origins, calls)
    passed = "".join(f", {'...' if parameter.rest else ''}{parameter.name}" for parameter in parameters)
    path = context.channel_member(channel, "emit")
    expression = f"ipcRenderer.emit({quoted(channel)}, null{passed})"
    plain = all(type_of(origins, site.unit, value) != "unknown" or isinstance(value, Literal) for value in arguments)
    needs = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, channel, parameters, result="boolean", expression=expression, imports=("ipcRenderer",),
            doc="Calls the page's own listeners; main hears nothing of it.",
        )
        for preload in preloads
    )  # fmt: skip
    start = arguments[0].span.start if arguments else call.arguments_span.end - 1
    return Fix(
        title=f"call {'.'.join(path)}() instead of emit('{channel}')",
        safety=Safety.SAFE if plain else Safety.REVIEW,
        topic=f"channel {channel}",
        edits={
            site.unit.path: (
                *context.callee_edits(site.unit, call.function, path),
                *context.delete_arguments(
                    site.unit, Span(call.arguments[0].span.start, (event or call.arguments)[-1].span.end), Span(start, start)
                ),
            )
        },
        needs=(*needs, DropUnused(site.unit.path)),
        may_change="" if plain else _COPIES,
    )


def _stands_for_nothing(value: object) -> bool:
    """True for what can be left out: null, undefined, an empty object, a plain name."""
    match value:
        case Literal():
            return True
        case Object(properties=properties):
            return not properties
        case Name():
            return False
        case _:
            return False


def _plain(site: Site, context: Context, call: Call, channel: str, preloads: tuple[str, ...]) -> Fix | Manual:
    if len(call.arguments) > 1:
        return Manual(f"{site.verb} takes one argument, the channel.", "Drop the others; to remove one listener call removeListener.")
    path = context.channel_member(channel, site.verb)
    counts = site.verb == "listenerCount"
    expression = f"ipcRenderer.{site.verb}({quoted(channel)})"
    needs = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, channel, result="number" if counts else "void",
            expression=expression if counts else f"void {expression}", imports=("ipcRenderer",),
            doc="" if counts else "Removes every listener of the page for this channel.",
        )
        for preload in preloads
    )  # fmt: skip
    return Fix(
        title=f"call {'.'.join(path)}() instead of {site.verb}('{channel}')",
        safety=Safety.SAFE,
        topic=f"channel {channel}",
        edits={
            site.unit.path: (
                *context.callee_edits(site.unit, call.function, path),
                Edit.delete(call.arguments[0].span.start, call.arguments_span.end - 1),
            )
        },
        needs=(*needs, DropUnused(site.unit.path)),
    )


def _limit(site: Site, context: Context, call: Call) -> Fix | Manual:
    if len(call.arguments) != 1:
        return Manual("setMaxListeners takes one number.", "Give it the number that is meant.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    path = ("setMaxListeners",)
    needs = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, "", (Parameter("count", "number"),),
            expression="void ipcRenderer.setMaxListeners(count)", imports=("ipcRenderer",),
        )
        for preload in preloads
    )  # fmt: skip
    edits = context.callee_edits(site.unit, call.function, path)
    return Fix(
        "set the limit of listeners in the preload",
        Safety.SAFE,
        "listeners",
        (),
        {site.unit.path: edits},
        (*needs, DropUnused(site.unit.path)),
    )


def _all_channels(site: Site, context: Context, call: Call) -> Fix | Manual:
    """`removeAllListeners()`: one call for each channel that pages of the same windows listen to."""
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    channels = context.listened_channels(site.unit)
    statement = context.node(site.unit, site.span).parent
    in_block = statement is not None and statement.type == "expression_statement" and statement.parent is not None
    if site.verb != "removeAllListeners" or not channels or len(channels) > _FEW or not in_block:
        return Manual(
            f"It removes the listeners of all channels ({len(channels)} are known).",
            "Call the method of each channel that the page listens to.",
        )
    if (
        statement is not None
        and statement.parent is not None
        and statement.parent.type not in ("statement_block", "program", "switch_case")
    ):
        return Manual("It removes the listeners of all channels.", "Call the method of each channel that the page listens to.")
    style, indent = context.style(site.unit.path), context.indent_at(site.unit, site.span.start)
    bridge = context.bridge_at(site.unit, site.span)
    paths = [context.channel_member(channel, "removeAllListeners") for channel in channels]
    text = f"{style.end}{style.newline}{indent}".join(f"{bridge}.{'.'.join(path)}()" for path in paths)
    needs = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, channel, result="void",
            expression=f"void ipcRenderer.removeAllListeners({quoted(channel)})", imports=("ipcRenderer",),
            doc="Removes every listener of the page for this channel.",
        )
        for preload in preloads
        for channel, path in zip(channels, paths, strict=True)
    )  # fmt: skip
    return Fix(
        "remove the listeners of each channel",
        Safety.REVIEW,
        "listeners",
        (),
        {site.unit.path: (Edit.replace(call.span, text),)},
        (*needs, DropUnused(site.unit.path)),
        "Only the channels that pages are known to listen to are cleared.",
    )
