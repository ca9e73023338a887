"""Send to another page, or with ports, through main and a bridge method for that one channel.

## What it does
`ipcRenderer.sendTo(id, 'draw', line)` becomes `window.electronAPI.sendDrawTo(id, line)`: main passes it on, if the web contents of that number
show a page of the app. `ipcRenderer.postMessage('connect', name, [port])` becomes
`window.postMessage(window.electronAPI.postConnect(name), '/', [port])`: the page posts the ports to its own window, where the preload takes them.

## Why
`sendTo` went with Electron 28, and lets a page talk to any web contents. Ports do not cross the bridge.

## When it stays its hand
The channel is not one string; an argument cannot be cloned; some listener of the app asks for `senderId`, which is main's once main passes
the message on; what `postMessage` is given is spread or commented.

## Safety
Review: a message to web contents that show a page from elsewhere is dropped with a warning. One with ports leaves a task later, and the page's own
`message` listeners see that there is one.
"""

from __future__ import annotations

from electron_migrate.api import (
    Array,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Parameter,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Use,
    argument_parameters,
    unsendable,
)

TRANSFORM = Transform(
    id="ipc-relay",
    title="Send to other pages, and with ports, through main",
    rules=("raw-ipc",),
    origins=("ipcRenderer.sendTo", "ipcRenderer.postMessage"),
    safety=Safety.REVIEW,
)

_HEAD = "const { ipcRenderer } = require('electron')\n"

EXAMPLES = (
    Example(
        "to another page",
        before=_HEAD + "ipcRenderer.sendTo(other, 'draw', line, 'red')\n",
        after="window.electronAPI.sendDrawTo(other, line, 'red')\n",
    ),
    Example(
        "an alias, a constant, and nothing but the channel",
        before="const ipc = require('electron').ipcRenderer\nconst CLEAR = 'clear-all'\nipc.sendTo(ids[0], CLEAR)\n",
        after="window.electronAPI.sendClearAllTo(ids[0])\n",
    ),
    Example(
        "two on one line, of which one is spread",
        before=_HEAD + "if (one) ipcRenderer.sendTo(one, 'draw', ...lines); else ipcRenderer.sendTo(two, 'draw', /* none */ null)\n",
        after="if (one) window.electronAPI.sendDrawTo(one, ...lines); else window.electronAPI.sendDrawTo(two, /* none */ null)\n",
    ),
    Example(
        "a listener that answers whoever sent it",
        before=_HEAD + "ipcRenderer.sendTo(other, 'draw', line)\nipcRenderer.on('draw', (event, line) => { ipcRenderer.sendTo(event.senderId, 'drawn') })\n",
        after=None,
        why="what main passes on has no number of a page",
    ),
    Example(
        "a channel that is computed",
        before=_HEAD + "ipcRenderer.sendTo(other, channel, line)\n",
        after=None,
        why="the method would have to take any channel",
    ),
    Example(
        "a function among the arguments",
        before=_HEAD + "ipcRenderer.sendTo(other, 'draw', () => line)\n",
        after=None,
        why="a function cannot be cloned",
    ),
    Example(
        "a port to main",
        before=_HEAD + "const { port1, port2 } = new MessageChannel()\nipcRenderer.postMessage('connect', { name }, [port1])\nport2.start()\n",
        after="const { port1, port2 } = new MessageChannel()\n"
        "window.postMessage(window.electronAPI.postConnect({ name }), '/', [port1])\nport2.start()\n",
    ),
    Example(
        "a message without ports",
        before=_HEAD + "ipcRenderer.postMessage('print', 1)\nipcRenderer.postMessage('print', 2, [])\n",
        after="window.electronAPI.postPrint(1)\nwindow.electronAPI.postPrint(2)\n",
    ),
    Example(
        "postMessage of something else",
        before="const worker = new Worker('electron.js')\nworker.postMessage('connect', [port])\n",
        after=None,
        why="it is not ipcRenderer",
    ),
    Example("already migrated", before="window.electronAPI.sendDrawTo(other, electron)\n", after=None, why="there is nothing to do"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    call = site.call
    least = 2
    if call is None or len(call.arguments) < least or any(isinstance(one, Spread) for one in call.arguments[:least]):
        return Manual("The method is passed on, or called without a channel.", "Call it with a plain channel where it is needed.")
    if site.chain.use is not Use.STATEMENT and site.chain.use is not Use.RETURNED:
        return Manual("What the call gives back is used, and it is always undefined.", "Make it a statement of its own.")
    to_page = site.verb == "sendTo"
    given = call.arguments[1 if to_page else 0]
    channel = context.facts.origins.text(site.unit, given)
    if channel is None:
        text = " ".join(context.text(site.unit, given.span).split())[:60]
        return Manual(f"The channel {text} is not one string.", "Write one call with a plain channel for each message that is meant.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _to_page(site, context, call, channel, preloads) if to_page else _with_ports(site, context, call, channel, preloads)


def _to_page(site: Site, context: Context, call: Call, channel: str, preloads: tuple[str, ...]) -> Fix | Manual:
    refused = unsendable(context, site.unit, call.arguments[2:])
    if refused is not None:
        return refused
    asking = next((path for path, source in sorted(context.facts.sources.items()) if b"senderId" in source.data), None)
    if asking is not None:
        return Manual(
            f"{asking} asks for the senderId of a message, which is main's once main passes it on.",
            "Pass the number of the page that sends as an argument, and answer to that.",
        )
    calls = [(one.unit, one.call.arguments[2:]) for one in context.calls_on(channel, "sendTo") if one.call is not None]
    parameters = tuple(_apart(one) for one in argument_parameters(context.facts.origins, calls, context.receiver_names(channel)))
    path = context.channel_member(channel, "sendTo")
    relayed = context.free_channel(f"relay:{channel}")
    passed = "".join(f", {'...' if one.rest else ''}{one.name}" for one in parameters)
    todos = (f"the other page gets what this one passes on '{channel}': check that it is what its listener expects",) if parameters else ()
    needs: list[Need] = [
        BridgeMember(preload, path, MemberKind.SEND, relayed, (Parameter("webContentsId", "number"), *parameters)) for preload in preloads
    ]
    handled = (HandlerParameter("webContentsId", "number", guard="integer"), *(HandlerParameter(one.name, one.type, rest=one.rest) for one in parameters))
    body = f"sendToPage(webContentsId, showsOwnPage, '{channel}'{passed})"
    needs.append(MainHandler(relayed, HandlerKind.ON, handled, body, todos=todos, trusted=("showsOwnPage",), helpers=("sendToPage",)))
    more = len(call.arguments) > 2
    gone = (
        context.delete_arguments(site.unit, call.arguments[1].span, Span(call.arguments[2].span.start, call.arguments[2].span.start))
        if more
        else (Edit.delete(call.arguments[0].span.end, call.arguments[1].span.end),)
    )
    return Fix(
        title=f"send '{channel}' to another page through main",
        safety=Safety.REVIEW,
        topic=f"channel {channel}",
        edits={site.unit.path: (*context.callee_edits(site.unit, call.function, path), *gone)},
        needs=(*needs, DropUnused(site.unit.path)),
        may_change="Main passes the message on, if the other web contents show a page of the app; if they show another one, it is dropped with a warning.",
    )


def _with_ports(site: Site, context: Context, call: Call, channel: str, preloads: tuple[str, ...]) -> Fix | Manual:
    message = call.arguments[1]
    refused = unsendable(context, site.unit, (message,))
    if refused is not None:
        return refused
    transferred = call.arguments[2] if len(call.arguments) > 2 else None
    if isinstance(transferred, Spread) or len(call.arguments) > 3:
        return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
    path = context.channel_member(channel, "postMessage")
    between = context.text(site.unit, Span(call.function.span.end, message.span.start))
    if "/*" in between or "//" in between:
        return Manual("A comment stands among the arguments.", "Put it on a line of its own, then plan again.")
    others = [one.call.arguments for one in context.calls_on(channel, "postMessage") if one.call is not None]
    plain = all(len(given) < 3 or (isinstance(given[2], Array) and not given[2].items) for given in others)
    bridge = context.bridge_at(site.unit, call.span)
    start, name = Span(call.span.start, message.span.start), ".".join((bridge, *path))
    if plain:
        edits = [Edit.replace(start, f"{name}(")]
        if transferred is not None:
            edits.append(Edit.delete(message.span.end, transferred.span.end))
        # Electron 9 wants a list of ports, empty or not
        expression, helpers, result = f"ipcRenderer.postMessage('{channel}', message, [])", (), "void"
        may_change = ""
    else:
        ports = "" if transferred is not None else ", []"
        edits = [
            Edit.replace(start, f"{bridge.rpartition('.')[0]}.postMessage({name}("),
            Edit.insert(message.span.end, f"), '/'{ports}"),
        ]
        expression, helpers, result = f"postPorts('{channel}', message)", ("postPorts",), "string"
        may_change = "The message leaves a task later, after one to the page's own window, which its own `message` listeners see too."
    members = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, channel, (Parameter("message", "unknown"),), result,
            expression=expression, imports=("ipcRenderer",) if plain else (), helpers=helpers,
        )
        for preload in preloads
    )  # fmt: skip
    return Fix(
        title=f"post '{channel}' to main through the bridge",
        safety=Safety.REVIEW,
        topic=f"channel {channel}",
        edits={site.unit.path: tuple(edits)},
        needs=(*members, DropUnused(site.unit.path)),
        may_change=may_change or "The message crosses the bridge first, as a copy.",
    )


def _apart(parameter: Parameter) -> Parameter:
    """Not of the name of the page's number."""
    return parameter if parameter.name != "webContentsId" else Parameter("webContentsId2", parameter.type, parameter.optional, parameter.rest)
