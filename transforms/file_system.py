"""Ask main for one operation on a file instead of using Node's `fs` in a page.

## What it does
`fs.readFileSync(file, 'utf8')` becomes `await window.electronAPI.fs.readTextFile(file)` where the code around can wait, else a call that blocks over
one fixed channel. Callbacks stay as they are written: `fs.readFile(file, 'utf8', (err, text) => { … })` becomes
`….tryReadTextFile(file).then(({ error: err, value: text }) => { … })`. Main gets one handler for each operation that pages use.
A path that is put together below a folder which main can name (`path.join(remote.app.getPath('userData'), name)`) is checked to lie in it.

## Why
An isolated page has no `require`, and no page should reach every file of its user.

## When it stays its hand
Files that stay open (streams and watchers have transforms of their own); bytes of which more is used than a Uint8Array has; options other than `utf8`,
`base64`, `recursive` and `withFileTypes`; callbacks that cannot be read; an error of which more than the message, or its `code` compared with a text, is looked at.

## Safety
Review: what was synchronous is awaited now, or blocks over the bridge; what fails gives an Error of the page with the message alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    FileOperation,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
    Later,
    Literal,
    MainHandler,
    Manual,
    Member,
    MemberKind,
    Name,
    Object,
    Parameter,
    PathRoot,
    Property,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Use,
    Value,
    buffer_member,
    bytes_of_call,
    bytes_of_parameter,
    caught_edits,
    declared_as,
    has_esm_main,
    holds_function,
    load_file_table,
    looked_at,
    may_await,
    root_of,
    settled_edits,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="file-system",
    title="Ask main for an operation on a file",
    rules=("node-builtin-in-page", "node-package-in-page"),
    origins=("node.fs", "node.fs-extra", "node.graceful-fs"),
    safety=Safety.REVIEW,
)

_FS = "const fs = require('fs')\n"

EXAMPLES = (
    Example(
        "read where the code can wait",
        before=_FS + "async function open (file) {\n  const text = fs.readFileSync(file, 'utf8')\n  show(text)\n}\nopen('a')\n",
        after="async function open (file) {\n  const text = await window.electronAPI.fs.readTextFile(file)\n  show(text)\n}\nopen('a')\n",
    ),
    Example(
        "a handler becomes async",
        before=_FS + "save.addEventListener('click', () => {\n  fs.writeFileSync(file, text.value, 'utf8')\n  note('saved')\n})\n",
        after="save.addEventListener('click', async () => {\n  await window.electronAPI.fs.writeFile(file, text.value)\n  note('saved')\n})\n",
    ),
    Example(
        "needed in place",
        before=_FS + "const settings = JSON.parse(fs.readFileSync(file))\nstart(settings)\n",
        after="const settings = JSON.parse(window.electronAPI.fs.readTextFileSync(file))\nstart(settings)\n",
    ),
    Example(
        "a callback keeps its body",
        before=_FS + "fs.readFile(file, 'utf8', (err, data) => {\n  if (err) return show(err.message)\n  show(data)\n})\n",
        after="window.electronAPI.fs.tryReadTextFile(file).then(({ error: err, value: data }) => {\n  if (err) return show(err.message)\n  show(data)\n})\n",
    ),
    Example(
        "a callback by its name, and one without parameters",
        before=_FS + "fs.unlink(file, removed); fs.writeFile(file, '', function () { done() })\n",
        after="window.electronAPI.fs.tryRemoveFile(file).then(({ error, code, value }) => removed(error && Object.assign(error, { code }), value)); "
        "window.electronAPI.fs.tryWriteFile(file, '').then(function () { done() })\n",
    ),
    Example(
        "an error that is handed on keeps its code",
        before=_FS + "fs.readFile(file, 'utf8', (err, text) => {\n  if (err) return done(err)\n  show(text)\n})\n",
        after="window.electronAPI.fs.tryReadTextFile(file).then(({ error: err, code, value: text }) => {\n  if (err) err.code = code\n"
        "  if (err) return done(err)\n  show(text)\n})\n",
    ),
    Example(
        "the code of an error",
        before=_FS + "async function load () {\n  try {\n    return fs.readFileSync(file, 'utf-8')\n  } catch (error) {\n"
        "    if (error.code !== 'ENOENT') throw error\n  }\n}\nload()\n",
        after="async function load () {\n  try {\n    return await window.electronAPI.fs.readTextFile(file)\n  } catch (error) {\n"
        "    if (!error.message.includes('ENOENT:')) throw error\n  }\n}\nload()\n",
    ),
    Example(
        "promises",
        before="const { promises: files } = require('fs')\nfiles.readdir(folder).then(list)\n",
        after="window.electronAPI.fs.readFolder(folder).then(list)\n",
    ),
    Example(
        "what a file is",
        before=_FS + "async function kind (file) {\n  return fs.statSync(file).isDirectory() ? 'folder' : fs.existsSync(file)\n}\nkind('a')\n",
        after="async function kind (file) {\n  return await window.electronAPI.fs.isFolder(file) ? 'folder' : await window.electronAPI.fs.exists(file)\n}\nkind('a')\n",
    ),
    Example(
        "below a folder that main can name",
        before="const fs = require('fs')\nconst path = require('path')\nconst { remote } = require('electron')\n"
        "const folder = path.join(remote.app.getPath('userData'), 'notes')\n"
        "async function read (name) {\n  return fs.promises.readFile(path.join(folder, name), 'utf8')\n}\nread('a')\n",
        after="const folder = window.electronAPI.path.join(window.electronAPI.app.paths.userData, 'notes')\n"
        "async function read (name) {\n  return window.electronAPI.userData.readTextFile(window.electronAPI.path.join(folder, name))\n}\nread('a')\n",
    ),
    Example(
        "bytes that a Uint8Array serves for",
        before=_FS
        + "async function open (file) {\n  const bytes = fs.readFileSync(file)\n  show(new Blob([bytes]), bytes.length, bytes.toString('hex'))\n}\nopen('a')\n",
        after="async function open (file) {\n  const bytes = await window.electronAPI.fs.readFile(file)\n"
        "  show(new Blob([bytes]), bytes.length, window.electronAPI.buffer.convert(bytes, undefined, 'hex'))\n}\nopen('a')\n",
    ),
    Example(
        "bytes of a callback, and by a promise",
        before=_FS
        + "fs.readFile(file, (err, data) => {\n  if (!err) image.src = URL.createObjectURL(new Blob([data.buffer]))\n})\n"
        "fs.promises.readFile(file).then((data) => fs.promises.writeFile(copy, data))\n",
        after="window.electronAPI.fs.tryReadFile(file).then(({ error: err, value: data }) => {\n"
        "  if (!err) image.src = URL.createObjectURL(new Blob([data.buffer]))\n})\n"
        "window.electronAPI.fs.readFile(file).then((data) => window.electronAPI.fs.writeFile(copy, data))\n",
    ),
    Example(
        "bytes that become base64",
        before=_FS + "image.src = `data:image/png;base64,${fs.readFileSync(file).toString('base64')}`\n"
        "fs.readFile(file, (err, data) => { if (!err) show(data.toString('base64')) })\n"
        "fs.writeFileSync(file, code, 'base64')\n",
        after="image.src = `data:image/png;base64,${window.electronAPI.fs.readBase64FileSync(file)}`\n"
        "window.electronAPI.fs.tryReadBase64File(file).then(({ error: err, value: data }) => { if (!err) show(data) })\n"
        "window.electronAPI.fs.writeBase64FileSync(file, code)\n",
    ),
    Example(
        "bytes that become text",
        before=_FS + "async function load () {\n  const data = await fs.promises.readFile(file)\n  return data ? JSON.parse(data) : {}\n}\nload()\n",
        after="async function load () {\n  const data = await window.electronAPI.fs.readTextFile(file)\n  return data ? JSON.parse(data) : {}\n}\nload()\n",
    ),
    Example(
        "what a folder has in it",
        before=_FS
        + "async function list () {\n  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) show(entry.name)\n}\nlist()\n",
        after="async function list () {\n  for (const entry of await window.electronAPI.fs.readEntries(folder)) if (entry.isDirectory()) show(entry.name)\n}\nlist()\n",
    ),
    Example(
        "bytes",
        before=_FS + "show(fs.readFileSync(file))\n",
        after=None,
        why="a Buffer has methods that bytes in a page have not",
    ),
    Example(
        "a method of Buffer",
        before=_FS + "const data = fs.readFileSync(file)\nshow(data.readUInt32LE(0), data.length)\n",
        after=None,
        why="a Uint8Array has no such method",
    ),
    Example(
        "bytes and text at once",
        before=_FS + "fs.readFile(file, (err, data) => { show(err, JSON.parse(data), data.length) })\n",
        after=None,
        why="the text has another length than the bytes",
    ),
    Example(
        "an encoding that is not known",
        before=_FS + "show(fs.readFileSync(file, encoding), fs.readFileSync(file, 'ucs2'))\n",
        after=None,
        why="main reads utf8 and base64",
    ),
    Example(
        "the package that has more of them",
        before="const fse = require('fs-extra')\nfse.ensureDir(folder).then(() => fse.copy(file, copy, { overwrite: true }))\n"
        "fse.readJson(file, (error, notes) => { if (!error) show(notes) })\nfse.removeSync(folder)\n",
        after="window.electronAPI.fs.ensureFolder(folder).then(() => window.electronAPI.fs.copy(file, copy, { overwrite: true }))\n"
        "window.electronAPI.fs.tryReadJson(file).then(({ error, value: notes }) => { if (!error) show(notes) })\nwindow.electronAPI.fs.removeSync(folder)\n",
    ),
    Example(
        "its own promises",
        before="//- renderer.ts\nimport * as FSE from 'fs-extra'\nimport { pathExists, readFile } from 'fs-extra'\n"
        "async function read (file: string) {\n  return (await pathExists(file)) ? readFile(file, 'utf8') : (await FSE.stat(file)).size\n}\nread('a')\n",
        after="//- renderer.ts\n"
        "async function read (file: string) {\n  return (await window.electronAPI.fs.exists(file)) ? window.electronAPI.fs.readTextFile(file) "
        ": (await window.electronAPI.fs.stat(file)).size\n}\nread('a')\n\nexport {}\n",
    ),
    Example(
        "a copy with a filter",
        before="const fse = require('fs-extra')\nfse.copySync(folder, copy, { filter: (file) => file !== 'a' })\n",
        after=None,
        why="a function cannot cross",
    ),
    Example(
        "a stream",
        before=_FS + "fs.createReadStream(file).pipe(sink)\n",
        after=None,
        why="it is a live object of Node's",
    ),
    Example(
        "callbacks turned into promises",
        before="const fs = require('fs')\nconst util = require('util')\nconst { promisify } = util\nconst stat = util.promisify(fs.stat)\n"
        "const readFile = promisify(fs.readFile)\nstat(file).then((found) => show(found.size))\nreadFile(file, 'utf8').then(show)\n",
        after="window.electronAPI.fs.stat(file).then((found) => show(found.size))\nwindow.electronAPI.fs.readTextFile(file).then(show)\n",
    ),
    Example(
        "a code that is none of Node's for files",
        before=_FS + "function load () {\n  try {\n    return parse(fs.readFileSync(file, 'utf8'))\n  } catch (error) {\n"
        "    if (error.code !== 'BADLINE') throw error\n  }\n}\nload()\n",
        after=None,
        why="another call of the same `try` is meant, and its message need not say the code",
    ),
    Example(
        "an error that is looked into",
        before=_FS + "fs.readFile(file, 'utf8', (err, text) => { show(err.errno, text) })\n",
        after=None,
        why="only its message crosses",
    ),
    Example(
        "a field that is declared to have Stats of Node's",
        before="//- renderer.ts\nimport * as fs from 'fs'\ninterface Found { path: string; stat: fs.Stats }\n"
        "const found = async (path: string): Promise<Found> => ({ path, stat: await fs.promises.stat(path) })\nfound('a').then(show)\n",
        after=None,
        why="less of them crosses the bridge, and TypeScript would say so",
    ),
    Example(
        "what is declared to take Stats of Node's",
        before="//- renderer.ts\nimport * as fs from 'fs'\nfunction read (stats: fs.Stats) { show(stats.size) }\n"
        "fs.stat('a', (error, stats) => { if (!error) read(stats) })\n",
        after=None,
        why="plain data arrives, which TypeScript would not take for them",
    ),
    Example(
        "what is declared to take a size",
        before="//- renderer.ts\nimport * as fs from 'fs'\nfunction read (stats: { size: number }) { show(stats.size) }\n"
        "fs.stat('a', (error, stats) => { if (!error) read(stats) })\n",
        after="//- renderer.ts\nfunction read (stats: { size: number }) { show(stats.size) }\n"
        "window.electronAPI.fs.tryStat('a').then(({ error, value: stats }) => { if (!error) read(stats) })\n\nexport {}\n",
    ),
    Example(
        "the module handed on",
        before=_FS + "use(fs)\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "spread arguments",
        before=_FS + "fs.writeFileSync(...parts)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "an option that changes the answer",
        before=_FS + "show(fs.readdirSync(folder, { recursive: true }))\n",
        after=None,
        why="main reads one folder",
    ),
    Example(
        "another thing called fs",
        before="const fs = { readFileSync: () => 'x' }\nshow(fs.readFileSync('a', 'utf8'))\n",
        after=None,
        why="it is the page's own",
    ),
    Example(
        "already on the bridge",
        before="window.electronAPI.fs.readTextFile('a').then(show)\n",
        after=None,
        why="it is migrated",
    ),
)

_UTF8 = frozenset({"utf8", "utf-8"})
_CHANGED = "What fails gives an Error of the page, with Node's message and without its code."
_REFUSED = "A path that leads out of the folder is refused."
_LATER = "The callback runs in a promise: what it throws is an unhandled rejection instead of an uncaught error."


@dataclass(frozen=True, slots=True)
class _Use:
    """One call: its form (`sync`, `callback`, `promise`), the arguments that stay and the callback.

    `uses`: edits where texts are asked for of the bytes that it gives; `converts`: these call the bridge.
    """

    call: Call
    whole: Value
    form: str
    operation: FileOperation
    passed: tuple[Value, ...]
    callback: Value | None
    uses: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    converts: bool = False


def rewrite(site: Site, context: Context) -> Fix | Manual:
    use = _use(site, context)
    if isinstance(use, Manual):
        return use
    answered = use.callback if use.callback is not None else use.whole
    taken = declared_as(context, site.unit, context.node(site.unit, answered.span), "Stats") if use.operation.result == "FileStats" else ""
    if taken:
        return Manual(
            f"What it answers is handed to what is declared to take Node's Stats ({taken}); less of them crosses the bridge.",
            "Declare it by the fields that are used, such as { size: number }, then plan again.",
        )
    refused = unsendable(context, site.unit, use.passed)
    if refused is not None:
        return refused
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    return _Rewrite(site, context, use, preloads).rewrite()


def _use(site: Site, context: Context) -> _Use | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    if level is None or not isinstance(level.value, Call):
        return Manual("fs or one of its functions is handed on or kept.", "Call the function where it is needed.")
    call, names = level.value, level.origin[1:]
    promised = names[:1] == ("promises",)
    name = names[-1] if len(names) == 1 + promised else ""
    table = load_file_table()
    if name in table.manual:
        return Manual(*table.manual[name])
    base = name.removesuffix("Sync")
    module = level.origin[0].removeprefix("node:")
    known = tuple(one for one in table.operations.get(base, ()) if one.package in ("", module))
    form = "promise" if promised else "sync" if name.endswith("Sync") else "callback"
    if module == "fs-extra" and form == "callback" and not _has_callback(site, context, call):
        wanted = min((sum(not param.optional for param in one.params) for one in known), default=0)
        if len(call.arguments) > wanted and isinstance(call.arguments[-1], Name | Member) and site.chain.use is Use.STATEMENT:
            return Manual("Whether its last argument is a callback is not known.", "Wait for the promise that it gives without one, then plan again.")
        form = "promise"
    if not known or (promised and base == "exists"):
        return Manual(f"fs.{name or '.'.join(names)} has no counterpart on the bridge.", "Write a handler in main for what this call is meant to do.")
    if any("require(" in one.main for one in known) and has_esm_main(context):
        return Manual(f"Main is an ES module, which has no require for {module}.", "Write a handler in main for what this call is meant to do.")
    if call.optional or any(isinstance(argument, Spread) for argument in call.arguments):
        return Manual("The arguments are spread, or the function is called only if it is there.", "Write the arguments one by one.")
    given = call.arguments
    callback = given[-1] if form == "callback" and given else None
    if form == "callback":
        if len(given) < 2:
            return Manual("The callback is missing.", "Use fs.promises, then plan again.")
        if site.chain.use is not Use.STATEMENT or site.chain.value is not call:
            return Manual("What a call with a callback gives back is used.", "Make the call a statement of its own.")
        given = given[:-1]
    return _operation(site, context, _Use(call, call, form, known[-1], given, callback), known)


def _has_callback(site: Site, context: Context, call: Call) -> bool:
    """True where the last argument is a function; what is no function for sure stays an argument, and does not fit."""
    if len(call.arguments) < 2:
        return False
    last = call.arguments[-1]
    return isinstance(last, FunctionValue) or holds_function(context.facts.origins, site.unit, last)


def _operation(site: Site, context: Context, use: _Use, known: tuple[FileOperation, ...]) -> _Use | Manual:
    """The row for the call, with what it goes on with and without its encoding."""
    last = site.last
    after = last.origin[-1] if last.use is ApiUse.CALL and last.value is not use.call else ""
    below = next((one for one in known if one.below and one.below == after), None)
    if below is not None and use.form == "sync" and isinstance(last.value, Call) and not last.value.arguments:
        known, use = (below,), replace(use, whole=last.value)
    else:
        known = tuple(one for one in known if not one.below)
    most = len(known[0].params)
    passed, encoding, option = _options(use.passed, most)
    rows = {one.encoding: one for one in known if one.option == option}
    if not encoding and "bytes" in rows:
        found = _read(site, context, use, rows)
        if isinstance(found, Manual):
            return found
        use = found
    else:
        wanted = "text" if encoding in _UTF8 else encoding
        row = rows.get(wanted) or (rows.get("any") if wanted in ("", "text") else None)
        if row is None:
            return Manual("Its encoding or its options are others than the bridge knows.", "Leave them out, use utf8 or base64, or let main do it.")
        use = replace(use, operation=row)
    operation = use.operation
    if not sum(not param.optional for param in operation.params) <= len(passed) <= len(operation.params):
        return Manual("It is called with other arguments than the bridge takes.", "Leave options and modes out, or let main do it.")
    for param, argument in zip(operation.params, passed, strict=False):
        if param.keys and not (isinstance(argument, Object) and _only(argument, param.keys)):
            return Manual("Its options are not plainly written, or others than main lets through.", f"Pass only {', '.join(param.keys)}.")
    return replace(use, passed=passed)


def _options(given: tuple[Value, ...], most: int) -> tuple[tuple[Value, ...], str, str]:
    """The arguments that stay, the encoding in small letters, and the option: what stands behind as many as the bridge takes."""
    match given[most:]:
        case (Literal(value=str() as text),) if text:
            return given[:most], text.lower(), ""
        case (Literal(kind="null" | "undefined"),):
            return given[:most], "", ""
        case (Object(properties=(Property(key="encoding", value=Literal(value=str() as text)),)),) if text:
            return given[:most], text.lower(), ""
        case (Object(properties=(Property(key=str() as key, value=Literal(value=True)),)),):
            return given[:most], "", key
        case _:
            return given, "", ""


def _read(site: Site, context: Context, use: _Use, rows: Mapping[str, FileOperation]) -> _Use | Manual:
    """A call that reads bytes, as the one that gives what becomes of them: text, base64, or bytes."""
    if use.callback is not None:
        uses = bytes_of_parameter(context, site.unit, context.node(site.unit, use.callback.span), 1)
    else:
        uses = bytes_of_call(context, site.unit, context.node(site.unit, use.call.span), promised=use.form == "promise")
    if uses.other or (uses.texts and uses.only != "utf8"):
        return Manual(
            "The file is read as bytes, and "
            + (f"more becomes of them than a Uint8Array can do: {uses.other}." if uses.other else "they become text in one place only."),
            "Pass 'utf8' if it is text; else let main do what the bytes are for, or take a Uint8Array.",
        )
    call = context.node(site.unit, use.call.span)
    edits: dict[str, list[Edit]] = {}
    for unit, outer, encoding in uses.converted:
        member = outer.child_by_field_name("function")
        owner = member.child_by_field_name("object") if member is not None else None
        if owner is None:
            continue
        if owner == call and (encoding in _UTF8 or uses.only):
            # `fs.readFileSync(file).toString()`
            return replace(use, whole=context.value_of(unit, outer), operation=rows["base64" if uses.only == "base64" else "text"])
        if owner == call:
            return Manual("The file is read as bytes, and their text is asked for in place.", "Give the bytes a name, then plan again.")
        if uses.only == "base64":
            edits.setdefault(unit.path, []).append(Edit.delete(owner.end_byte, outer.end_byte))
        elif uses.only != "utf8":
            bridge = context.bridge_at(unit, Span(outer.start_byte, outer.end_byte))
            edits.setdefault(unit.path, []).append(Edit.insert(outer.start_byte, f"{bridge}.buffer.convert("))
            edits[unit.path].append(Edit.replace(Span(owner.end_byte, outer.end_byte), f", undefined, '{encoding}')"))
    row = rows[{"utf8": "text", "base64": "base64"}.get(uses.only, "bytes")]
    converts = bool(uses.converted) and row.encoding == "bytes"
    return replace(use, operation=row, uses={path: tuple(own) for path, own in edits.items()}, converts=converts)


def _only(value: Object, keys: tuple[str, ...]) -> bool:
    return all(isinstance(one, Property) and one.key in keys for one in value.properties)


class _Rewrite:
    def __init__(self, site: Site, context: Context, use: _Use, preloads: tuple[str, ...]) -> None:
        self.site, self.context, self.use, self.preloads = site, context, use, preloads
        self.unit, self.operation = site.unit, use.operation
        roots = {
            root_of(context, site.unit, argument) for param, argument in zip(use.operation.params, use.passed, strict=False) if param.path
        }
        found = roots.pop() if len(roots) == 1 else None
        # what is packed with the app is read, and never written
        self.root: PathRoot | None = found if found is not None and (found.name != "appFiles" or use.operation.reads) else None
        self.owner = self.root.name if self.root is not None else "fs"
        self.channel = context.free_channel(f"{self.owner}:{use.operation.bridge}")

    def rewrite(self) -> Fix | Manual:
        match self.use.form:
            case "callback":
                fix = self._callback()
            case "promise":
                fix = self._caught(self._fix(self.operation.bridge, MemberKind.INVOKE, ()))
            case _:
                fix = self._caught(self._sync())
        if not isinstance(fix, Fix):
            return fix
        fix = with_edits(fix, self.use.uses)
        return replace(fix, may_change=f"{fix.may_change} {_REFUSED}") if self.root is not None else fix

    def _callback(self) -> Fix | Manual:
        assert self.use.callback is not None
        callback = self.context.node(self.unit, self.use.callback.span)
        last = self.use.passed[-1].span.end
        if self.operation.name == "exists":
            return self._fix(self.operation.bridge, MemberKind.INVOKE, (Edit.replace(Span(last, callback.start_byte), ").then("),))
        edits = settled_edits(self.context, self.unit, last, callback)
        if isinstance(edits, Manual):
            return edits
        name = self.operation.bridge
        fix = self._fix(f"try{name[0].upper()}{name[1:]}", MemberKind.LOCAL, edits)
        return replace(fix, may_change=f"{_LATER} {_CHANGED}")

    def _sync(self) -> Fix | Manual:
        node = self.context.node(self.unit, self.use.whole.span)
        may = may_await(self.context, self.unit, node)
        if isinstance(may, Later):
            fix = self._fix(self.operation.bridge, MemberKind.INVOKE, ())
            fix = with_edits(fix, may.edits, topic=may.topic)
            return replace(fix, may_change=f"{may.may_change[:1].upper()}{may.may_change[1:]}. {_CHANGED}")
        fix = self._fix(f"{self.operation.bridge}Sync", MemberKind.ASK, ())
        return replace(fix, may_change=f"The page blocks until main answers ({may.reason}). {_CHANGED}")

    def _caught(self, fix: Fix | Manual) -> Fix | Manual:
        if isinstance(fix, Manual):
            return fix
        node = self.context.node(self.unit, self.use.whole.span)
        edits = caught_edits(self.context, self.unit, node)
        if edits == () and (looked := looked_at(self.context, self.unit, node)):
            return Manual(f"An error of it is looked into ({looked}), and only its message arrives.", "Let main answer with what the page has to know.")
        return edits if isinstance(edits, Manual) else with_edits(fix, {self.unit.path: edits})

    # ---- what is asked for

    def _fix(self, name: str, kind: MemberKind, more: tuple[Edit, ...]) -> Fix:
        use = self.use
        edits = [*self.context.callee_edits(self.unit, use.call.function, (self.owner, name)), *more]
        if use.callback is None and len(use.passed) < len(use.call.arguments):
            edits.append(Edit.delete(use.passed[-1].span.end, use.call.arguments[-1].span.end))
        if use.whole is not use.call:
            edits.append(Edit.delete(use.call.span.end, use.whole.span.end))
        members = tuple(self._member(preload, name, kind) for preload in self.preloads)
        handler = HandlerKind.ANSWER if kind is MemberKind.ASK else HandlerKind.HANDLE
        return Fix(
            title=f"fs.{self.operation.name} in main",
            safety=Safety.REVIEW,
            topic="files" if self.root is None else f"files in {self.owner}",
            edits={self.unit.path: tuple(edits)},
            needs=(
                *members,
                *(buffer_member(preload, "convert") for preload in self.preloads if use.converts),
                self._handler(handler),
                DropUnused(self.unit.path),
            ),
            may_change=_CHANGED,
        )

    def _channel(self, kind: MemberKind | HandlerKind) -> str:
        return f"{self.channel}Sync" if kind in (MemberKind.ASK, HandlerKind.ANSWER) else self.channel

    def _member(self, preload: str, name: str, kind: MemberKind) -> BridgeMember:
        operation = self.operation
        parameters = tuple(Parameter(param.name, param.type, param.optional) for param in operation.params)
        channel = self._channel(kind)
        plain = BridgeMember(preload, (self.owner, name), kind, channel, parameters, operation.result, declarations=operation.declarations)
        passed = ", ".join((f"'{channel}'", *(param.name for param in operation.params)))
        asked = f"ask({passed})" if kind is MemberKind.ASK else f"ipcRenderer.invoke({passed})"
        if operation.made:
            function = operation.made.removesuffix("(result)")
            asked = f"{function}({asked})" if kind is MemberKind.ASK else f"{asked}.then({function})"
        helpers = operation.helpers
        result = operation.result if kind is MemberKind.ASK else f"Promise<{operation.result}>"
        if kind is MemberKind.LOCAL:
            asked, helpers = f"settled({asked})", (*helpers, "settled")
            result = f"Promise<{{ error: (Error & {{ code?: string }}) | null, code?: string, value: {operation.result} }}>"
        elif not operation.made:
            return plain
        elif kind is MemberKind.ASK:
            helpers = (*helpers, "ask")
        imports = () if kind is MemberKind.ASK else ("ipcRenderer",)
        return replace(plain, kind=MemberKind.LOCAL, result=result, expression=asked, imports=imports, helpers=helpers)

    def _handler(self, kind: HandlerKind) -> MainHandler:
        operation, root, table = self.operation, self.root, load_file_table()
        body = operation.main
        helpers, builtins = set(operation.main_helpers), {"fs"}
        imports: tuple[str, ...] = ()
        if root is not None:
            for param in operation.params:
                if param.path:
                    body = re.sub(rf"\b{param.name}\b(?!\))(?=[,)])|\b{param.name}\b(?=\))", f"inside({root.expression}, {param.name})", body, count=1)
            helpers.add("inside")
            builtins |= set(root.builtins)
            imports = root.imports
        risk = table.read_risk if operation.reads else table.write_risk
        return MainHandler(
            self._channel(kind),
            kind,
            tuple(
                HandlerParameter(param.name, param.type, param.optional, guard="string" if param.path else "", keys=param.keys)
                for param in operation.params
            ),
            body,
            imports=imports,
            todos=(risk,) if root is None or root.is_broad else (),
            helpers=tuple(sorted(helpers)),
            builtins=tuple(sorted(builtins)),
        )
