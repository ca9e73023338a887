"""Send through a bridge method with one fixed channel instead of `ipcRenderer.send`, `invoke` or `sendSync`.

## What it does
Rewrites `ipcRenderer.send('save-note', name)` in a page to `window.electronAPI.saveNote(name)` and asks for a bridge method that sends on
that one channel. Channels are followed through constants, enums and plain templates over all files of the app.

## Why
A page that holds `ipcRenderer` can send anything on any channel, and needs Node integration to get it.

## When it stays its hand
The channel is not one string; an argument holds a function or an object of Electron (neither can be cloned); the page is shown by a
window whose preload cannot be written.

## Safety
`send` and `invoke` are safe from Electron 8 on: what crosses the bridge crossed IPC by structured clone before. `sendSync` stays
synchronous through a fixed method: a blocking call kept, hence review. An error object that is passed loses its name on the way: review.
"""

from __future__ import annotations

from electron_migrate.api import (
    BridgeMember,
    Context,
    DropUnused,
    Example,
    Fix,
    Manual,
    MemberKind,
    Safety,
    Site,
    Span,
    Transform,
    argument_parameters,
    passes_error,
    unsendable,
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
        after="const SAVE = 'save-note'\nwindow.electronAPI.saveNote(1)\n",
    ),
    Example(
        "the channel is what a helper of the app makes of its argument",
        before="const { ipcRenderer } = require('electron')\nconst namespaced = (name) => `notes:${name}`\nipcRenderer.send(namespaced('save'), 1)\n",
        after="const namespaced = (name) => `notes:${name}`\nwindow.electronAPI.notesSave(1)\n",
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
        "a channel that is not one string",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.send('row-' + id)\n",
        after=None,
        why="the method would have to take any channel",
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
    origins = context.facts.origins
    channel = origins.text(site.unit, call.arguments[0])
    if channel is None:
        text = context.text(site.unit, call.arguments[0].span)
        return Manual(f"The channel {text[:60]} is not one string.", "Write one call with a plain channel for each message that is meant.")
    arguments = call.arguments[1:]
    refused = unsendable(context, site.unit, arguments)
    if refused is not None:
        return refused
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    kind = _KINDS[site.verb]
    others = context.calls_on(channel, site.verb)
    parameters = argument_parameters(
        origins, [(one.unit, one.call.arguments[1:]) for one in others if one.call is not None], context.receiver_names(channel)
    )
    path = context.channel_member(channel, site.verb)
    members = tuple(
        BridgeMember(preload, path, kind, channel, parameters, result=context.result_of(channel) if kind is not MemberKind.SEND else "void")
        for preload in preloads
    )
    safety, may_change = Safety.SAFE, ""
    if kind is MemberKind.SEND_SYNC:
        safety, may_change = (
            Safety.REVIEW,
            "The page still blocks until main answers, as it did; what main throws arrives with its message only.",
        )
    elif passes_error(context, site.unit, arguments):
        safety, may_change = Safety.REVIEW, "An error that is passed arrives with its message only: name and code are lost on the bridge."
    start = arguments[0].span.start if arguments else call.arguments_span.end - 1
    edits = (
        *context.callee_edits(site.unit, call.function, path),
        *context.delete_arguments(site.unit, call.arguments[0].span, Span(start, start)),
    )
    return Fix(
        title=f"call {'.'.join(path)}() instead of {site.verb}('{channel}')",
        safety=safety,
        topic=f"channel {channel}",
        edits={site.unit.path: edits},
        needs=(*members, DropUnused(site.unit.path)),
        may_change=may_change,
    )
