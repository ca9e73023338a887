"""Let main ask a server whose address is written out, instead of Node's `http` and `https` in a page.

## What it does
`https.get('https://example.org/' + name, (res) => { … })` becomes `window.electronAPI.web.get('https://example.org/' + name, {}, (res) => { … })`: main asks only the
servers that pages name, and the page gets the answer's head and its parts. `res.on`, `res.pipe` into a file and the listener to `error` stay as they are written.

## Why
An isolated page has no `require`, and `fetch` in a page gets only what the server allows to pages.

## When it stays its hand
The server is not written out at the head of the address; another method than GET, or options other than headers; more is done with the answer than to read its head
and its parts, or with the request than to listen to `error`; a server of the page's own.

## Safety
Review: everything arrives one message later, and a page that is left ends its requests.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    FileStream,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
    MainHandler,
    Manual,
    MemberKind,
    Object,
    Parameter,
    Property,
    Safety,
    Site,
    Spread,
    Transform,
    Value,
    callback_body_edits,
    file_stream,
    listener_edits,
    reading_handlers,
    unsendable,
    url_origin,
    uses_of_object,
)

TRANSFORM = Transform(
    id="node-http",
    title="Let main ask a server that is written out",
    rules=("node-builtin-in-page",),
    origins=("node.http", "node.https"),
    safety=Safety.REVIEW,
)

_HTTPS = "const https = require('https')\n"

EXAMPLES = (
    Example(
        "a text, and what can go wrong",
        before="const https = require('https')\nhttps.get(`https://example.org/users/${name}`, (res) => {\n  if (res.statusCode !== 200) return show(res.statusMessage)\n"
        "  let text = ''\n  res.on('data', (part) => { text += part })\n  res.on('end', () => { show(JSON.parse(text)) })\n"
        "}).on('error', (error) => { show(error.code || error.message) })\n",
        after="window.electronAPI.web.get(`https://example.org/users/${name}`, { encoding: 'utf8' }, (res) => {\n"
        "  if (res.statusCode !== 200) { show(res.statusMessage); return }\n"
        "  let text = ''\n  res.on('data', (part) => { text += part })\n  res.on('end', () => { show(JSON.parse(text)) })\n"
        "}).on('error', (error, code) => { show(code || error.message) })\n",
    ),
    Example(
        "into a file",
        before=_HTTPS + "const fs = require('fs')\nconst file = fs.createWriteStream(target)\n"
        "https.get('https://example.org/a.zip', { headers: { Accept: '*/*' } }, (answer) => {\n"
        "  answer.pipe(file)\n  file.on('finish', () => file.close())\n})\n",
        after="const file = window.electronAPI.fs.createWriteStream(target)\n"
        "window.electronAPI.web.get('https://example.org/a.zip', { headers: { Accept: '*/*' } }, (answer) => {\n"
        "  answer.pipe(file)\n  file.on('finish', () => { file.close() })\n})\n",
    ),
    Example(
        "what it weighs",
        before=_HTTPS + "const request = https.get('https://example.org/', ({ headers }) => show(headers['content-length']))\nrequest.on('error', show)\n",
        after="const request = window.electronAPI.web.get('https://example.org/', {}, ({ headers }) => { show(headers['content-length']) })\n"
        "request.on('error', (error, code) => { show(Object.assign(error, { code })) })\n",
    ),
    Example(
        "an address of the moment",
        before=_HTTPS + "https.get(address, (res) => { show(res.statusCode) })\nhttps.get('https://' + host + '/a', (res) => { show(res.statusCode) })\n",
        after=None,
        why="main would ask any server",
    ),
    Example(
        "a request with a body",
        before=_HTTPS + "const request = https.request({ hostname: 'example.org', method: 'POST' }, (res) => { show(res.statusCode) })\nrequest.end('a')\n",
        after=None,
        why="what is sent, and how, is more than an address",
    ),
    Example(
        "an answer that is handed on",
        before=_HTTPS + "https.get('https://example.org/', (res) => parse(res))\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "parts of which more is used",
        before=_HTTPS + "const parts = []\nhttps.get('https://example.org/', (res) => { res.on('data', (part) => parts.push(part)) })\n",
        after=None,
        why="what becomes of the bytes is not known",
    ),
    Example(
        "a request that is ended",
        before=_HTTPS + "const request = https.get('https://example.org/', (res) => { show(res.statusCode) })\nrequest.setTimeout(1000, () => request.abort())\n",
        after=None,
        why="only its errors are told",
    ),
    Example(
        "a server of the page's",
        before="const http = require('http')\nhttp.createServer((req, res) => { res.end('a') }).listen(8080)\n",
        after=None,
        why="it belongs to main",
    ),
    Example(
        "spread arguments",
        before=_HTTPS + "https.get(...given)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "another thing called https",
        before="const https = { get: (address, f) => f(address) }\nhttps.get('https://example.org/', show)\n",
        after=None,
        why="it is the page's own",
    ),
    Example(
        "already on the bridge",
        before="window.electronAPI.web.get('https://example.org/', {}, (res) => { show(res.statusCode) })\n",
        after=None,
        why="it is migrated",
    ),
)

_HINT = "Use fetch where the server allows it to pages; else let main ask (net.request, or fetch from Electron 25 on), and only servers on a list."
_TYPE = "{ encoding?: 'utf8', headers?: Record<string, string> }"
_KEYS = ("encoding", "headers")
_CHANGED = "The answer and each part of it arrive one message later. A page that is left or reloaded ends its requests."
_TEXT = "A letter whose bytes lie in two parts comes whole."
_RISK = "a page of the app decides what is asked of this server: let through only the addresses and headers that are meant"


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    name = level.origin[1] if level is not None and len(level.origin) == 2 else ""
    if level is None or not isinstance(level.value, Call) or name != "get":
        return _others(name)
    call = level.value
    if call.optional or not call.arguments or len(call.arguments) > 3 or any(isinstance(one, Spread) for one in call.arguments):
        return Manual("What is passed cannot be read.", "Write the arguments one by one.")
    origin = url_origin(context.facts.origins, site.unit, call.arguments[0])
    if origin is None or not origin.startswith(f"{level.origin[0].removeprefix('node:')}:"):
        return Manual("The server is not written out at the head of the address: main would ask any server that a page names.", _HINT)
    answer = file_stream(context, site.unit, context.node(site.unit, call.span))
    request = _request(site, context, call)
    preloads = context.bridge_of(site.unit)
    for one in (answer, request, preloads, unsendable(context, site.unit, call.arguments[:1])):
        if isinstance(one, Manual):
            return one
    assert isinstance(answer, FileStream) and not isinstance(request, Manual) and not isinstance(preloads, Manual)  # noqa: PT018 - one narrowing
    options = _options(context, site, call, answer)
    if isinstance(options, Manual):
        return options
    edits = (*context.callee_edits(site.unit, call.function, ("web", "get")), *options, *answer.edits, *request)
    note = f"{_CHANGED} {_TEXT}" if answer.text else _CHANGED
    return replace(_asked(context, site, origin, edits, preloads), may_change=note)


def _others(name: str) -> Manual:
    if name == "createServer":
        return Manual("A server of the page's own would have to be main's.", "Start it in main, and exchange messages with the page over a channel.")
    if name == "request":
        return Manual("What is sent, and how, is more than an address.", _HINT)
    return Manual("An isolated page has no http module.", _HINT)


def _request(site: Site, context: Context, call: Call) -> tuple[Edit, ...] | Manual:
    """The edits in uses of the request itself, which tells of what goes wrong."""
    found = uses_of_object(context, site.unit, context.node(site.unit, call.span), frozenset({"on", "once"}))
    if found.other:
        return Manual(f"More is done with the request than to listen to `error`: {found.other}.", _HINT)
    edits: list[Edit] = []
    for use in found.uses:
        made = listener_edits(context, site.unit, use, ("error",)) if len(use.path) == 1 else Manual(f"It uses `{'.'.join(use.path)}` of the request.", _HINT)
        if isinstance(made, Manual):
            return made
        edits.extend(made)
    return tuple(edits)


def _options(context: Context, site: Site, call: Call, answer: FileStream) -> tuple[Edit, ...] | Manual:
    """The edits after which options stand before the function, which hands nothing back over the bridge."""
    wanted = "encoding: 'utf8'" if answer.text else ""
    url, *rest = call.arguments
    options = rest[0] if rest and isinstance(rest[0], Object) else None
    taken: Value | None = rest[-1] if rest and rest[-1] is not options else None
    if len(rest) == 2 and options is None:
        return Manual("Its options are not written out.", "Pass only headers.")
    if options is not None and not all(isinstance(one, Property) and one.key == "headers" for one in options.properties):
        return Manual("Its options are others than main lets through.", "Pass only headers.")
    if taken is not None and not isinstance(taken, FunctionValue):
        return Manual("The function that takes the answer is not written where it is passed.", "Write it there, then plan again.")
    edits: list[Edit] = []
    if options is None and (wanted or taken is not None):
        edits.append(Edit.insert(url.span.end, f", {{ {wanted} }}" if wanted else ", {}"))
    elif options is not None and wanted:
        edits.append(Edit.insert(options.span.start + 1, f" {wanted}{',' if options.properties else ' '}"))
    return (*edits, *(callback_body_edits(context, site.unit, context.node(site.unit, taken.span)) if taken is not None else ()))


def _asked(context: Context, site: Site, origin: str, edits: tuple[Edit, ...], preloads: tuple[str, ...]) -> Fix:
    channel = context.free_channel("web:get")
    reading = reading_handlers(context)
    parameters = (
        Parameter("url", "string"),
        Parameter("options", _TYPE, optional=True),
        Parameter("answered", "(answer: WebAnswer) => void", optional=True),
    )
    passed = ", ".join((f"'{channel}'", *(f"'{one.channel}'" for one in reading), "url", "options", "answered"))
    members = tuple(
        BridgeMember(
            preload, ("web", "get"), MemberKind.LOCAL, parameters=parameters, result="WebRequest", expression=f"webRequest({passed})", helpers=("webRequest",),
            declarations=("WebAnswer", "WebRequest"),
        )
        for preload in preloads
    )  # fmt: skip
    handler = MainHandler(
        channel,
        HandlerKind.HANDLE,
        (
            HandlerParameter("id", "number", guard="number"),
            HandlerParameter("url", "string", guard="string", origins=(origin,)),
            HandlerParameter("options", _TYPE, optional=True, keys=_KEYS),
        ),
        f"fetchFor(event.sender, '{channel}:event', id, url, options)",
        todos=(_RISK,),
        helpers=("fetchFor",),
    )
    return Fix(
        "http.get in main",
        Safety.REVIEW,
        "streams",
        edits={site.unit.path: edits},
        needs=(*members, handler, *reading, DropUnused(site.unit.path)),
    )
