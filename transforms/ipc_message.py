"""Send through a bridge method with one fixed channel instead of `ipcRenderer.send`, `invoke` or `sendSync`.

## What it does
Rewrites `ipcRenderer.send('save-note', name)` in a page to `window.electronAPI.saveNote(name)` and asks for a bridge method that sends on
that one channel. Channels are followed through constants, enums, templates and helpers over all files of the app. Of a channel that is filled
in (`` `close-${name}` ``) the page passes what fills it, and the preload lets out only the channels that the app has, where they are known.
A function of the app that only hands its arguments on (`tell(channel, ...args)`) is taken for the method: its calls are rewritten, and it goes.
One that does more stays: where all of its calls name their channel, as where a channel comes from a list or table that is written here, the page
picks the method by the channel.

## Why
A page that holds `ipcRenderer` can send anything on any channel, and needs Node integration to get it.

## When it stays its hand
Nothing of the channel is known, or what is filled into it cannot be read in the call; an argument holds a function or an object of Electron
(neither can be cloned); the page is shown by a window whose preload cannot be written.

## Safety
`send` and `invoke` are safe from Electron 8 on: what crosses the bridge crossed IPC by structured clone before. `sendSync` becomes a
request where all callers can wait and main's one listener can return its answer; else it stays synchronous through a fixed method. A
`send` whose listener always comes to exactly one reply becomes a request too. Either is review, and changes main's listener in the same
group. An error object that is passed loses its name on the way: review. So is a channel that is filled in by more than text, and one that picks
its method.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    Address,
    Among,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Filled,
    Fix,
    Fixed,
    Manual,
    MemberKind,
    NoRequest,
    OneOf,
    ReplyPair,
    Safety,
    Site,
    Span,
    SyncRequest,
    Transform,
    address_of,
    argument_parameters,
    hole_edits,
    is_hoisted,
    needs_semicolon,
    passes_error,
    table_edit,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="ipc-message",
    title="Send through a bridge method with one fixed channel",
    rules=("raw-ipc",),
    origins=("ipcRenderer.send", "ipcRenderer.invoke", "ipcRenderer.sendSync"),
    safety=Safety.SAFE,
)

_KINDS = {"send": MemberKind.SEND, "invoke": MemberKind.INVOKE, "sendSync": MemberKind.SEND_SYNC}

EXAMPLES = (
    Example(
        "a channel of which nothing is fixed",
        before="const { ipcRenderer } = require('electron')\nfunction ask (group, name) {\n  busy()\n"
        "  return ipcRenderer.invoke(`${group}:${name}`)\n}\nask(first, second).then(show)\n",
        after=None,
        why="a method for it would let the page use any channel",
    ),
    Example(
        "a message with arguments",
        before="const { ipcRenderer } = require('electron')\n\nipcRenderer.send('save-note', title, 'text')\n",
        after="window.electronAPI.saveNote(title, 'text')\n",
    ),
    Example(
        "an alias is followed",
        before="const ipc = require('electron').ipcRenderer\nipc.send(\"ping\")\n",
        after="window.electronAPI.ping()\n",
    ),
    Example(
        "the channel is a constant of the page",
        before="const { ipcRenderer } = require('electron')\nconst SAVE = 'save-note'\nipcRenderer.send(SAVE, 1)\n",
        after="window.electronAPI.saveNote(1)\n",
    ),
    Example(
        "the channel is what a helper of the app makes of its argument",
        before="const { ipcRenderer } = require('electron')\nconst namespaced = (name) => `notes:${name}`\nipcRenderer.send(namespaced('save'), 1)\n",
        after="window.electronAPI.notesSave(1)\n",
    ),
    Example(
        "a helper that does not always answer the same",
        before="const { ipcRenderer } = require('electron')\nfunction channel (name) { if (old) return name; return `notes:${name}` }\n"
        "ipcRenderer.send(channel('save'), 1)\n",
        after=None,
        why="it may be one of two channels",
    ),
    Example(
        "require by another name goes with its last use",
        before="const load = window.require || require\nconst { ipcRenderer } = load('electron')\nipcRenderer.send('ping')\n",
        after="window.electronAPI.ping()\n",
    ),
    Example(
        "a request stays a promise",
        before="const { ipcRenderer } = require('electron')\nasync function load () {\n  return await ipcRenderer.invoke('list-notes', { all: true })\n}\nload()\n",
        after="async function load () {\n  return await window.electronAPI.listNotes({ all: true })\n}\nload()\n",
    ),
    Example(
        "a synchronous message stays synchronous",
        before="const { ipcRenderer } = require('electron')\nconst names = ipcRenderer.sendSync('list-notes')\n",
        after="const names = window.electronAPI.listNotes()\n",
    ),
    Example(
        "two statements on one line and a braceless if",
        before="const { ipcRenderer } = require('electron')\nif (ok) ipcRenderer.send('a'); else ipcRenderer.send('b', /* why */ 2)\n",
        after="if (ok) window.electronAPI.a(); else window.electronAPI.b(/* why */ 2)\n",
    ),
    Example(
        "spread arguments are passed on",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send('log', ...parts)\n",
        after="window.electronAPI.log(...parts)\n",
    ),
    Example(
        "declared empty and assigned later",
        before="let ipc\nipc = require('electron').ipcRenderer\nfunction ping () { ipc.send('ping') }\n",
        after="function ping () { window.electronAPI.ping() }\n",
    ),
    Example(
        "an import that is still needed stays",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send('ping')\nconsole.log(ipcRenderer)\n",
        after="const { ipcRenderer } = require('electron')\nwindow.electronAPI.ping()\nconsole.log(ipcRenderer)\n",
    ),
    Example(
        "a channel that is filled in",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send(`close-${name}`, 1)\n",
        after="window.electronAPI.closeFor(name, 1)\n",
    ),
    Example(
        "a sum, with a part that is worked out",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send('row-' + list[0].id + '-' + column)\n",
        after="window.electronAPI.rowFor(list[0].id, column)\n",
    ),
    Example(
        "filled in before, from a variable that stays as it is",
        before="const { ipcRenderer } = require('electron')\nfunction close (name) { const channel = `close-${name}`; ipcRenderer.send(channel) }\n",
        after="function close (name) { window.electronAPI.closeFor(name) }\n",
    ),
    Example(
        "filled in before, from a variable that changes",
        before="const { ipcRenderer } = require('electron')\nlet n = 0\nfunction next () { const channel = `row-${n}`; n++; ipcRenderer.send(channel) }\n",
        after=None,
        why="it is another value when the call is made",
    ),
    Example(
        "what only main has is let through",
        before="//- renderer.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send(`close-${name}`)\n"
        "//- windows.js\nconst { ipcMain } = require('electron')\nipcMain.on('close-a', () => {})\nipcMain.on('close-b', () => {})\n",
        after="//- renderer.js\nwindow.electronAPI.closeFor(name)\n",
    ),
    Example(
        "one of two channels",
        before="const { ipcRenderer } = require('electron')\nbutton.onclick = () => ipcRenderer.send(max ? 'unmaximize' : 'maximize', 1)\n",
        after="button.onclick = () => (max ? window.electronAPI.unmaximize : window.electronAPI.maximize)(1)\n",
    ),
    Example(
        "one of two channels, behind a line without a semicolon",
        before="const { ipcRenderer } = require('electron')\nlog('x')\nipcRenderer.send(max ? 'unmaximize' : 'maximize')\n",
        after="log('x')\n;(max ? window.electronAPI.unmaximize : window.electronAPI.maximize)()\n",
    ),
    Example(
        "one of two channels, where all depends on a condition",
        before="const { ipcRenderer } = require('electron')\nif (ready) ipcRenderer.send(max ? 'unmaximize' : 'maximize')\n",
        after="if (ready) (max ? window.electronAPI.unmaximize : window.electronAPI.maximize)()\n",
    ),
    Example(
        "a function of the app that only hands its arguments on",
        before="const { ipcRenderer } = require('electron')\nconst tell = (channel, ...args) => ipcRenderer.send(channel, ...args)\n\ntell('save-note', title)\n",
        after="window.electronAPI.saveNote(title)\n",
    ),
    Example(
        "a function of the app that does more",
        before="const { ipcRenderer } = require('electron')\nfunction tell (channel, ...args) {\n  log(channel)\n  ipcRenderer.send(channel, ...args)\n}\n"
        "tell('save-note', 1)\ntell('ping')\n",
        after="function tell (channel, ...args) {\n  log(channel)\n  ;({\n    'save-note': window.electronAPI.saveNote,\n"
        "    ping: window.electronAPI.ping\n  })[channel](...args)\n}\ntell('save-note', 1)\ntell('ping')\n",
    ),
    Example(
        "a function of the app that does more, and is called with any channel",
        before="const { ipcRenderer } = require('electron')\nfunction tell (channel, ...args) { sent++; ipcRenderer.send(channel, ...args) }\n"
        "tell('save-note')\ntell(name)\n",
        after=None,
        why="the page would have to be able to send anything",
    ),
    Example(
        "a function of the app that does more, and is handed on",
        before="const { ipcRenderer } = require('electron')\nfunction tell (channel) { sent++; ipcRenderer.send(channel) }\n"
        "tell('save-note')\nregister(tell)\n",
        after=None,
        why="who calls it with what is not known",
    ),
    Example(
        "a function that changes the channel first",
        before="const { ipcRenderer } = require('electron')\nfunction tell (channel) { channel = fix(channel); ipcRenderer.send(channel) }\ntell('save-note')\n",
        after=None,
        why="what it sends on is not what it is called with",
    ),
    Example(
        "a request in a promise of its own",
        before="const { ipcRenderer } = require('electron')\nconst ask = async (channel, data) => {\n"
        "  const answer = await ipcRenderer.invoke(channel, data)\n  return answer.value\n}\nask('list', 1).then(show)\nask('read', 2).then(show)\n",
        after="const ask = async (channel, data) => {\n  const answer = await ({\n    list: window.electronAPI.list,\n"
        "    read: window.electronAPI.read\n  })[channel](data)\n  return answer.value\n}\nask('list', 1).then(show)\nask('read', 2).then(show)\n",
    ),
    Example(
        "a function of TypeScript that does more",
        before="//- renderer.ts\nimport { ipcRenderer } from 'electron'\nfunction tell (channel: string) {\n  log(channel);\n"
        "  ipcRenderer.send(channel);\n}\ntell('ping');\n",
        after="//- renderer.ts\nfunction tell (channel: string) {\n  log(channel);\n"
        "  ({ ping: window.electronAPI.ping } as Record<string, (...args: any[]) => any>)[channel]();\n}\ntell('ping');\n\nexport {};\n",
    ),
    Example(
        "channels of a list",
        before="//- renderer.js\nconst { ipcRenderer } = require('electron')\nfor (const channel of ['a', 'b']) ipcRenderer.send(channel)\n"
        "//- windows.js\nconst { ipcMain } = require('electron')\nipcMain.on('a', () => {})\nipcMain.on('b', () => {})\n",
        after="//- renderer.js\nfor (const channel of ['a', 'b']) ({\n  a: window.electronAPI.a,\n  b: window.electronAPI.b\n})[channel]()\n",
    ),
    Example(
        "a channel of a table",
        before="//- renderer.js\nconst { ipcRenderer } = require('electron')\nconst CHANNELS = { open: 'open-file', save: 'save-file' }\n"
        "menu.onclick = (e) => ipcRenderer.send(CHANNELS[e.target.id])\n"
        "//- windows.js\nconst { ipcMain } = require('electron')\nipcMain.on('open-file', () => {})\nipcMain.on('save-file', () => {})\n",
        after="//- renderer.js\nconst CHANNELS = { open: 'open-file', save: 'save-file' }\nmenu.onclick = (e) => ({\n  'open-file': window.electronAPI.openFile,\n"
        "  'save-file': window.electronAPI.saveFile\n})[CHANNELS[e.target.id]]()\n",
    ),
    Example(
        "a channel of a table that changes",
        before="const { ipcRenderer } = require('electron')\nconst CHANNELS = { open: 'open-file' }\nCHANNELS[plugin.name] = plugin.channel\n"
        "menu.onclick = (e) => ipcRenderer.send(CHANNELS[e.target.id])\n",
        after=None,
        why="what else is in it is not known",
    ),
    Example(
        "channels of a list that grows",
        before="const { ipcRenderer } = require('electron')\nconst channels = ['a']\nchannels.push(name)\nchannels.forEach((channel) => ipcRenderer.send(channel))\n",
        after=None,
        why="what else is in it is not known",
    ),
    Example(
        "a channel of which nothing is known",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send(name)\n",
        after=None,
        why="the method would have to take any channel",
    ),
    Example(
        "a channel or another",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send(name || 'ping')\n",
        after=None,
        why="the first of them may be any",
    ),
    Example(
        "a function among the arguments",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send('ask', () => 1)\n",
        after=None,
        why="a function cannot be cloned",
    ),
    Example(
        "a shadowed name",
        before="const { ipcRenderer } = require('electron')\nfunction f (ipcRenderer) { ipcRenderer.send('a') }\n",
        after="function f (ipcRenderer) { ipcRenderer.send('a') }\n",
        why="the parameter is another thing; only the import that nothing uses goes",
    ),
    Example(
        "by an object that keeps it",
        before="const { ipcRenderer } = require('electron')\n"
        "const store = { ipc: ipcRenderer, n: 1, save () { this.ipc.send('save', this.n) } }\nstore.save()\n",
        after="const store = { n: 1, save () { window.electronAPI.save(this.n) } }\nstore.save()\n",
    ),
    Example(
        "by an object that is handed on",
        before="const { ipcRenderer } = require('electron')\nconst store = { ipc: ipcRenderer, save () { this.ipc.send('save') } }\nregister(store)\n",
        after=None,
        why="what takes the object may call the method of another one",
    ),
    Example(
        "the same method name on another object",
        before="const socket = new WebSocket('ws://localhost')\nsocket.send('electron')\n",
        after=None,
        why="it is not ipcRenderer",
    ),
    Example("already migrated", before="window.electronAPI.saveNote('electron')\n", after=None, why="there is nothing to do"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    call = site.call
    if call is None or not call.arguments:
        return Manual(
            "The method is passed on or called without a channel.", "Call a bridge method with a fixed channel where it is needed."
        )
    if len(site.levels) > 2 and site.verb != "sendSync" and site.levels[2].origin[-1] not in ("then", "catch", "finally"):
        return Manual("More is called on the result than a promise has.", "Await the answer first.")
    address = address_of(context, site)
    if isinstance(address, Manual):
        return address
    arguments = call.arguments[1:]
    refused = unsendable(context, site.unit, arguments)
    if refused is not None:
        return refused
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    channels = address.channels if isinstance(address, OneOf | Among) else (address.channel,)
    request = _request(site, context, address.channel) if isinstance(address, Fixed) else None
    needs = [member for channel in channels for member in _members(site, context, channel, address, preloads, request)]
    if isinstance(address, OneOf):
        shown, topic = " or ".join(channels), f"channels {' and '.join(channels)}"
        edits = _choice_edits(site, context, call, address)
    elif isinstance(address, Among):
        shown, topic = " or ".join(channels), address.topic
        edits = (table_edit(context, site.unit, call, address, site.verb), *_address_edits(site, context, call, address))
    else:
        path = context.channel_member(address.channel, site.verb)
        shown, topic = f"{site.verb}('{address.channel}')", f"channel {address.channel}"
        edits = (*context.callee_edits(site.unit, call.function, path), *_address_edits(site, context, call, address))
    safety, may_change = _safety(site, context, address, request)
    fix = Fix(
        title=f"call {needs[0].path[-1]}() instead of {shown}" if len(channels) == 1 else f"one method each for {shown}",
        safety=safety,
        topic=topic,
        edits={site.unit.path: edits},
        needs=(*needs, DropUnused(site.unit.path)),
        may_change=may_change,
    )
    return _with_request(fix, request, site, context) if request is not None else fix


def _members(
    site: Site, context: Context, channel: str, address: Address, preloads: tuple[str, ...], request: SyncRequest | ReplyPair | None
) -> list[BridgeMember]:
    kind = MemberKind.INVOKE if request is not None else _KINDS[site.verb]
    calls = [(one.unit, one.call.arguments[1:]) for one in context.calls_on(channel, site.verb) if one.call is not None]
    parameters = argument_parameters(context.facts.origins, calls, context.receiver_names(channel))
    holes, among = (address.parameters, address.among) if isinstance(address, Filled) else ((), ())
    taken = {hole.name for hole in holes}
    parameters = tuple(replace(one, name=f"{one.name}2") if one.name in taken else one for one in parameters)
    path = context.channel_member(channel, site.verb)
    result = "void"
    if isinstance(request, ReplyPair):
        result = request.result or "unknown"
    elif kind is not MemberKind.SEND:
        result = context.result_of(channel)
    return [BridgeMember(preload, path, kind, channel, parameters, result=result, holes=holes, among=among) for preload in preloads]


def _safety(site: Site, context: Context, address: Address, request: SyncRequest | ReplyPair | None) -> tuple[Safety, str]:
    notes: list[str] = []
    if request is not None:
        notes.append(_says(request, site))
    elif site.verb == "sendSync":
        why = _why_blocking(context, address)
        notes.append(f"The page still blocks until main answers, as it did{why}; what main throws arrives with its message only.")
    assert site.call is not None
    if passes_error(context, site.unit, site.call.arguments[1:]):
        notes.append("An error that is passed arrives with its message only: name and code are lost on the bridge.")
    if isinstance(address, Among):
        notes.append("Each channel has a method of its own; one that is in no list or call here would throw, where it was sent before.")
    if isinstance(address, Filled) and not address.plain:
        notes.append(
            "A channel that main does not have is refused with an error in the page; so far the message went nowhere."
            if address.among
            else "What is filled into the channel crosses the bridge first: anything but text and numbers may read otherwise there."
        )
    return (Safety.REVIEW, " ".join(notes)) if notes else (Safety.SAFE, "")


def _address_edits(site: Site, context: Context, call: Call, address: Fixed | Filled | Among) -> tuple[Edit, ...]:
    first = call.arguments[0]
    if isinstance(address, Filled):
        return hole_edits(context, site.unit, first, address.holes)
    start = call.arguments[1].span.start if len(call.arguments) > 1 else call.arguments_span.end - 1
    return context.delete_arguments(site.unit, first.span, Span(start, start))


def _choice_edits(site: Site, context: Context, call: Call, address: OneOf) -> tuple[Edit, ...]:
    """`ipcRenderer.send(c ? 'a' : 'b', x)` becomes `(c ? …a : …b)(x)`."""
    first = call.arguments[0]
    until = call.arguments[1].span.start if len(call.arguments) > 1 else call.arguments_span.end - 1
    bridge = context.bridge_at(site.unit, call.span)
    options = (
        Edit.replace(span, ".".join((bridge, *context.channel_member(channel, site.verb)))) for span, channel in address.options
    )
    semicolon = ";" if needs_semicolon(context, site.unit, call) else ""
    return (Edit.replace(Span(call.span.start, first.span.start), f"{semicolon}("), *options, Edit.replace(Span(first.span.end, until), ")("))


# ---- messages that become requests, on both sides


def _request(site: Site, context: Context, channel: str) -> SyncRequest | ReplyPair | None:
    found: object = None
    if site.verb == "sendSync":
        found = context.sync_request(channel)
    elif site.verb == "send":
        found = context.reply_pair(channel)
    return found if isinstance(found, SyncRequest | ReplyPair) else None


def _why_blocking(context: Context, address: Address) -> str:
    found = context.sync_request(address.channel) if isinstance(address, Fixed) else None
    return f" ({found.reason})" if isinstance(found, NoRequest) else ""


def _says(request: SyncRequest | ReplyPair, site: Site) -> str:
    if isinstance(request, ReplyPair):
        return f"The reply '{request.reply}' becomes the answer of the request: it no longer arrives where another window or a later listener waits for it."
    assert site.call is not None
    note = request.later[site.unit.path, site.call.span.start].may_change
    return f"The page no longer blocks until main answers; {note}. What main throws is thrown here, where the page used to wait for ever."


def _with_request(fix: Fix, request: SyncRequest | ReplyPair, site: Site, context: Context) -> Fix:
    assert site.call is not None
    if isinstance(request, SyncRequest):
        return with_edits(with_edits(fix, request.later[site.unit.path, site.call.span.start].edits), request.edits)
    then = Edit.insert(site.call.span.end, request.then(hoisted=is_hoisted(context, request, site)))
    own = {site.unit.path: (*fix.edits[site.unit.path], then)}
    return with_edits(replace(fix, edits=own), request.edits)
