"""Let main read and write files for a page part by part, instead of streams of Node's `fs` in it.

## What it does
`fs.createReadStream(a).pipe(fs.createWriteStream(b))` becomes `window.electronAPI.fs.copyFile(a, b)`. Other streams are opened by main, and the page gets a handle with
what it uses of them: `fs.createReadStream(file).on('data', …)` becomes `window.electronAPI.fs.createReadStream(file).on('data', …)`; `on`, `write`, `end` and `pipe`
stay as they are written. Main sends the next part when the page has had the last, and ends what is open when the page is left, reloaded or closed.

## Why
A stream is a live object of Node's, which cannot cross the bridge.

## When it stays its hand
The stream is handed on, kept in a field, iterated or paused; it flows into what is no file (a package, a hash, a response), or nothing reads it; options are others than
those that say which part is read, or how a file is opened; of its bytes more is used than a Uint8Array has.

## Safety
Review: every part and event arrives one message later. Of an error the message arrives, and its code where it is handed on or compared.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    PIPED,
    STREAM_OPTIONS,
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    FileCopy,
    FileStream,
    Fix,
    HandlerKind,
    HandlerParameter,
    Literal,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Object,
    Parameter,
    PathRoot,
    Property,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    copy_at,
    file_stream,
    load_file_table,
    reading_handlers,
    root_of,
    unsendable,
    uses_of_stream,
)

TRANSFORM = Transform(
    id="file-stream",
    title="Let main read and write files part by part",
    rules=("node-builtin-in-page", "node-package-in-page"),
    origins=(
        "node.fs.createReadStream",
        "node.fs.createWriteStream",
        "node.fs-extra.createReadStream",
        "node.fs-extra.createWriteStream",
        "node.graceful-fs.createReadStream",
        "node.graceful-fs.createWriteStream",
    ),
    safety=Safety.REVIEW,
)

_FS = "const fs = require('fs')\n"

EXAMPLES = (
    Example(
        "a copy",
        before="const fs = require('fs')\nfs.createReadStream(file).pipe(fs.createWriteStream(copy))\n",
        after="window.electronAPI.fs.copyFile(file, copy)\n",
    ),
    Example(
        "a copy with what comes after it",
        before=_FS + "fs.createReadStream(file).pipe(fs.createWriteStream(copy)).on('finish', () => done(copy)).on('error', failed)\n",
        after="window.electronAPI.fs.createReadStream(file).pipe(window.electronAPI.fs.createWriteStream(copy)).on('finish', () => { done(copy) })"
        ".on('error', (error, code) => { failed(Object.assign(error, { code })) })\n",
    ),
    Example(
        "two streams by their names",
        before=_FS + "function copy (from, to) {\n  return new Promise((resolve, reject) => {\n    const input = fs.createReadStream(from)\n"
        "    const output = fs.createWriteStream(to)\n    input.on('error', (error) => {\n      if (error.code === 'ENOENT') resolve('')\n    })\n"
        "    output.on('close', () => resolve(to))\n    input.pipe(output)\n  })\n}\ncopy('a', 'b').then(show)\n",
        after="function copy (from, to) {\n  return new Promise((resolve, reject) => {\n    const input = window.electronAPI.fs.createReadStream(from)\n"
        "    const output = window.electronAPI.fs.createWriteStream(to)\n    input.on('error', (error, code) => {\n"
        "      if (code === 'ENOENT') resolve('')\n    })\n"
        "    output.on('close', () => { resolve(to) })\n    input.pipe(output)\n  })\n}\ncopy('a', 'b').then(show)\n",
    ),
    Example(
        "parts that become text",
        before=_FS + "let text = ''\nfs.createReadStream(file, { start: 10 })\n  .on('data', (part) => { text += part })\n  .on('end', () => { show(text) })\n",
        after="let text = ''\nwindow.electronAPI.fs.createReadStream(file, { encoding: 'utf8', start: 10 })\n"
        "  .on('data', (part) => { text += part })\n  .on('end', () => { show(text) })\n",
    ),
    Example(
        "an encoding that is asked for, and an end before the end",
        before=_FS + "const stream = fs.createReadStream(file)\nstream.setEncoding('utf8')\n"
        "stream.on('data', (part) => {\n  show(part)\n  stream.destroy()\n})\nstream.once('error', show)\n",
        after="const stream = window.electronAPI.fs.createReadStream(file, { encoding: 'utf8' })\n"
        "stream.on('data', (part) => {\n  show(part)\n  stream.destroy()\n})\n"
        "stream.once('error', (error, code) => { show(Object.assign(error, { code })) })\n",
    ),
    Example(
        "parts that are bytes",
        before=_FS + "let size = 0\nfs.createReadStream(file).on('data', (part) => { size += part.length }).on('end', () => show(size))\n",
        after="let size = 0\nwindow.electronAPI.fs.createReadStream(file).on('data', (part) => { size += part.length }).on('end', () => { show(size) })\n",
    ),
    Example(
        "a log",
        before=_FS + "const log = fs.createWriteStream(file, { flags: 'a' })\nfunction note (line) { log.write(line + '\\n') }\nnote('a')\n"
        "log.end('end', () => show('written'))\n",
        after="const log = window.electronAPI.fs.createWriteStream(file, { flags: 'a' })\nfunction note (line) { log.write(line + '\\n') }\nnote('a')\n"
        "log.end('end', () => show('written'))\n",
    ),
    Example(
        "what flows into something else",
        before="const fs = require('fs')\nconst hash = require('hasha')\nfs.createReadStream(file).pipe(hash)\n",
        after=None,
        why="that is an object of the page",
    ),
    Example(
        "what comes from something else",
        before=_FS + "source.pipe(fs.createWriteStream(file))\n",
        after=None,
        why="what flows is in the page",
    ),
    Example(
        "a stream that is handed on",
        before=_FS + "parse(fs.createReadStream(file), show)\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "parts of which more is used",
        before=_FS + "const parts = []\nfs.createReadStream(file).on('data', (part) => parts.push(part)).on('end', () => show(Buffer.concat(parts)))\n",
        after=None,
        why="Buffer.concat takes Buffers",
    ),
    Example(
        "text and bytes at once",
        before=_FS + "fs.createReadStream(file).on('data', (part) => { show(String(part), part.length) })\n",
        after=None,
        why="the text has another length than the bytes",
    ),
    Example(
        "a listener that uses its stream",
        before=_FS + "fs.createReadStream(file).on('data', function (part) { show(part.length); this.pause() })\n",
        after=None,
        why="that is the stream of Node's",
    ),
    Example(
        "what write gives",
        before=_FS + "const out = fs.createWriteStream(file)\nif (!out.write(text)) out.once('drain', more)\n",
        after=None,
        why="whether a buffer is full is known in main",
    ),
    Example(
        "iterated",
        before=_FS + "async function read () {\n  for await (const part of fs.createReadStream(file)) show(part.length)\n}\nread()\n",
        after=None,
        why="a handle cannot be iterated",
    ),
    Example(
        "options of the moment",
        before=_FS + "fs.createReadStream(file, options).on('data', (part) => { show(part.length) })\n",
        after=None,
        why="what they say is not known",
    ),
    Example(
        "spread arguments",
        before=_FS + "fs.createWriteStream(...given).end('a')\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "another thing called fs",
        before="const fs = { createReadStream: () => ({ on () {} }) }\nfs.createReadStream('a').on('data', show)\n",
        after=None,
        why="it is the page's own",
    ),
    Example(
        "already on the bridge",
        before="window.electronAPI.fs.createReadStream('a').on('data', (part) => { show(part) })\n",
        after=None,
        why="it is migrated",
    ),
)

_UTF8 = frozenset({"utf8", "utf-8"})
_TYPES = {
    "createReadStream": "{ start?: number, end?: number, highWaterMark?: number, encoding?: 'utf8' }",
    "createWriteStream": "{ flags?: string, mode?: number }",
}
_WRITE = "streams:write"
_CHANGED = "Each part and event arrives one message later. A page that is left or reloaded ends its streams; what it has sent to a file by then is written."
_TEXT = "A letter whose bytes lie in two parts comes whole."
_COPIED = "What fails rejects a promise, where a stream has the event `error`. The copy gets the mode of the file, too."
_ID = HandlerParameter("id", "number", guard="number")



def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    if level is None or not isinstance(level.value, Call) or level.value.optional or len(level.origin) != 2:
        return Manual("The function is handed on or kept.", "Call it where it is needed.")
    call, name = level.value, level.origin[1]
    if not 1 <= len(call.arguments) <= 2 or any(isinstance(argument, Spread) for argument in call.arguments):
        return Manual("What is passed cannot be read.", "Write the arguments one by one.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    copy = _copy(site, context, call)
    if copy is not None:
        return _copied(site, context, copy, preloads)
    stream = file_stream(context, site.unit, context.node(site.unit, call.span))
    refused = stream if isinstance(stream, Manual) else unsendable(context, site.unit, call.arguments[:1])
    if refused is not None:
        return refused
    assert isinstance(stream, FileStream)
    given = _options(context, site, call, name, stream)
    if isinstance(given, Manual):
        return given
    fix = _opened(site, context, call, name, (*given, *stream.edits), preloads)
    return replace(fix, may_change=f"{fix.may_change} {_TEXT}") if stream.text else fix


# ---- a copy


def _copy(site: Site, context: Context, call: Call) -> FileCopy | None:
    """The copy that both of its streams are part of."""
    uses = uses_of_stream(context, site.unit, context.node(site.unit, call.span)).uses
    pipes = [use for use in uses if use.path in (("pipe",), (PIPED,))]
    return copy_at(context, site.unit, pipes[0].node) if len(pipes) == len(uses) == 1 else None


def _copied(site: Site, context: Context, copy: FileCopy, preloads: tuple[str, ...]) -> Fix | Manual:
    source, target = copy.read.arguments[0], copy.write.arguments[0]
    refused = unsendable(context, site.unit, (source, target))
    if refused is not None:
        return refused
    roots = {root_of(context, site.unit, one) for one in (source, target)}
    root = roots.pop() if len(roots) == 1 else None
    if root is not None and root.name == "appFiles":
        root = None
    owner = root.name if root is not None else "fs"
    channel = context.free_channel(f"{owner}:copyFile")
    edits = (
        *context.callee_edits(site.unit, copy.read.function, (owner, "copyFile")),
        Edit.replace(Span(source.span.end, target.span.start), ", "),
        Edit.replace(Span(target.span.end, copy.whole.span.end), ")"),
    )
    files = (Parameter("from", "string"), Parameter("to", "string"))
    members = tuple(BridgeMember(preload, (owner, "copyFile"), MemberKind.INVOKE, channel, files, "void") for preload in preloads)
    given = [f"inside({root.expression}, {one.name})" if root is not None else one.name for one in files]
    handler = MainHandler(
        channel,
        HandlerKind.HANDLE,
        tuple(HandlerParameter(one.name, one.type, guard="string") for one in files),
        f"fs.promises.copyFile({', '.join(given)})",
        builtins=("fs",),
    )
    return _fix(site, "fs.copyFile in main", edits, (*members, _within(root, handler, load_file_table().write_risk)), _COPIED)


# ---- a stream


def _options(context: Context, site: Site, call: Call, name: str, stream: FileStream) -> tuple[Edit, ...] | Manual:
    """The edits after which the options are an object of what main lets through, with the encoding that the page wants."""
    wanted = "encoding: 'utf8'" if stream.text else ""
    given = call.arguments[1] if len(call.arguments) == 2 else None
    match given:
        case None:
            return (Edit.insert(call.arguments[0].span.end, f", {{ {wanted} }}"),) if wanted else ()
        case Literal(value=str() as text) if text.lower() in _UTF8:
            if name == "createReadStream":
                return (Edit.replace(given.span, "{ encoding: 'utf8' }"),)
            return (Edit.delete(call.arguments[0].span.end, given.span.end),)
        case Object(properties=properties) if all(_is_known(one, name) for one in properties):
            if not wanted or any(isinstance(one, Property) and one.key == "encoding" for one in properties):
                return ()
            inside = context.node(site.unit, given.span)
            return (Edit.insert(inside.start_byte + 1, f" {wanted}{',' if properties else ' '}"),)
        case _:
            known = ", ".join(STREAM_OPTIONS[name])
            return Manual("Its encoding or its options are not written out, or others than main lets through.", f"Pass only {known}; of encodings utf8.")


def _is_known(one: Property | Spread, name: str) -> bool:
    if not isinstance(one, Property) or one.key not in STREAM_OPTIONS[name]:
        return False
    return one.key != "encoding" or (isinstance(one.value, Literal) and str(one.value.value).lower() in _UTF8)


def _opened(site: Site, context: Context, call: Call, name: str, edits: tuple[Edit, ...], preloads: tuple[str, ...]) -> Fix:
    reads = name == "createReadStream"
    root = root_of(context, site.unit, call.arguments[0])
    if root is not None and root.name == "appFiles" and not reads:
        root = None
    owner = root.name if root is not None else "fs"
    channel = context.free_channel(f"{owner}:{name}")
    steps = reading_handlers(context) if reads else (_writing(context),)
    parameters = (Parameter("path", "string"), Parameter("options", _TYPES[name], optional=True))
    function, result = ("readStream", "StreamReader") if reads else ("writeStream", "StreamWriter")
    passed = ", ".join((*(f"'{one}'" for one in (channel, *(step.channel for step in steps))), "path", "options"))
    members = tuple(
        BridgeMember(
            preload, (owner, name), MemberKind.LOCAL, parameters=parameters, result=result, expression=f"{function}({passed})", helpers=(function,),
            declarations=(result,),
        )
        for preload in preloads
    )  # fmt: skip
    path = f"inside({root.expression}, path)" if root is not None else "path"
    helper = "readFor" if reads else "writeFor"
    table = load_file_table()
    handler = MainHandler(
        channel,
        HandlerKind.HANDLE,
        (_ID, HandlerParameter("path", "string", guard="string"), HandlerParameter("options", _TYPES[name], optional=True, keys=STREAM_OPTIONS[name])),
        f"{helper}(event.sender, '{channel}:event', id, {path}, options)",
        helpers=(helper,),
    )
    opening = _within(root, handler, table.read_risk if reads else table.write_risk)
    edits = (*context.callee_edits(site.unit, call.function, (owner, name)), *edits)
    return _fix(site, f"fs.{name} in main", edits, (*members, opening, *steps), _CHANGED)


def _writing(context: Context) -> MainHandler:
    data, is_last = HandlerParameter("data", "string | Uint8Array | undefined"), HandlerParameter("isLast", "boolean", guard="boolean")
    body = "writePart(event.sender, id, data, isLast)"
    return MainHandler(context.free_channel(_WRITE), HandlerKind.HANDLE, (_ID, data, is_last), body, helpers=("writePart",))


def _within(root: PathRoot | None, handler: MainHandler, risk: str) -> MainHandler:
    """A handler whose paths lie in a folder, with what it needs for that; or anywhere, which it says."""
    if root is None:
        return replace(handler, todos=(risk,))
    return replace(
        handler,
        imports=root.imports,
        todos=(risk,) if root.is_broad else (),
        helpers=tuple(sorted({*handler.helpers, "inside"})),
        builtins=tuple(sorted({*handler.builtins, *root.builtins})),
    )


def _fix(site: Site, title: str, edits: tuple[Edit, ...], needs: tuple[Need, ...], may_change: str) -> Fix:
    return Fix(
        title,
        Safety.REVIEW,
        "streams",
        edits={site.unit.path: edits},
        needs=(*needs, DropUnused(site.unit.path)),
        may_change=may_change,
    )
