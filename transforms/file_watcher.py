"""Let main watch files and folders for a page.

## What it does
`const watcher = fs.watch(folder, (event, name) => { … })` becomes `const watcher = window.electronAPI.fs.watch(folder, {}, (event, name) => { … })`: main watches, and
sends each change to the page that asked. `watcher.close()` stays as it is. `fs.watchFile` and `fs.unwatchFile` go the same way, with plain facts about the file.
Main ends the watchers of a page that is left, reloaded or closed.

## Why
A watcher is a live object of Node's, which cannot cross the bridge.

## When it stays its hand
More is done with the watcher than to close it; the listener is missing, or its options are more than `persistent`, `recursive` and `interval`;
`unwatchFile` names the listener.

## Safety
Review: a change is told one message later, and an error while watching is logged by main instead of thrown in the page.
"""

from __future__ import annotations

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Chain,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
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
    callback_body_edits,
    caught_edits,
    levels_of,
    load_file_table,
    root_of,
)

TRANSFORM = Transform(
    id="file-watcher",
    title="Let main watch files for a page",
    rules=("node-builtin-in-page", "node-package-in-page"),
    origins=(
        "node.fs.watch",
        "node.fs.watchFile",
        "node.fs.unwatchFile",
        "node.fs-extra.watch",
        "node.fs-extra.watchFile",
        "node.fs-extra.unwatchFile",
        "node.graceful-fs.watch",
        "node.graceful-fs.watchFile",
        "node.graceful-fs.unwatchFile",
    ),
    safety=Safety.REVIEW,
)

_FS = "const fs = require('fs')\n"

EXAMPLES = (
    Example(
        "a folder, and its end",
        before="const fs = require('fs')\nlet watcher = null\nfunction open (folder) {\n  if (watcher) watcher.close()\n"
        "  watcher = fs.watch(folder, (event, name) => show(event, name))\n}\nopen('a')\n",
        after="let watcher = null\nfunction open (folder) {\n  if (watcher) watcher.close()\n"
        "  watcher = window.electronAPI.fs.watch(folder, {}, (event, name) => { show(event, name) })\n}\nopen('a')\n",
    ),
    Example(
        "with options, in a field, and a listener by its name",
        before=_FS + "class View {\n  open (folder) { this.watcher = fs.watch(folder, { recursive: true }, changed) }\n  close () { this.watcher.close() }\n}\n"
        "new View().open('a')\n",
        after="class View {\n  open (folder) { this.watcher = window.electronAPI.fs.watch(folder, { recursive: true }, (...args) => { changed(...args) }) }\n"
        "  close () { this.watcher.close() }\n}\nnew View().open('a')\n",
    ),
    Example(
        "a file that is looked at",
        before=_FS + "fs.watchFile(file, { interval: 500 }, (now, before) => { if (now.mtimeMs !== before.mtimeMs) load() })\n"
        "window.onunload = () => { fs.unwatchFile(file) }\n",
        after="window.electronAPI.fs.watchFile(file, { interval: 500 }, (now, before) => { if (now.mtimeMs !== before.mtimeMs) load() })\n"
        "window.onunload = () => { window.electronAPI.fs.unwatchFile(file) }\n",
    ),
    Example(
        "what is not there",
        before=_FS + "try { fs.watch(file, changed) } catch (error) { if (error.code !== 'ENOENT') throw error }\n",
        after="try { window.electronAPI.fs.watch(file, {}, (...args) => { changed(...args) }) } catch (error) { if (!error.message.includes('ENOENT:')) throw error }\n",
    ),
    Example(
        "a watcher that is listened to",
        before=_FS + "const watcher = fs.watch(folder, changed)\nwatcher.on('error', show)\n",
        after=None,
        why="only its end is on the bridge",
    ),
    Example(
        "a watcher that is handed on",
        before=_FS + "keep(fs.watch(folder, changed))\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "without a listener",
        before=_FS + "fs.watch(folder).on('change', show)\n",
        after=None,
        why="the watcher itself is used",
    ),
    Example(
        "names as bytes",
        before=_FS + "fs.watch(folder, { encoding: 'buffer' }, (event, name) => { show(name) })\n",
        after=None,
        why="a Buffer does not cross",
    ),
    Example(
        "one of several listeners",
        before=_FS + "fs.unwatchFile(file, changed)\n",
        after=None,
        why="a function is another one on the other side of the bridge",
    ),
    Example(
        "spread arguments",
        before=_FS + "fs.watch(...given)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "another thing called fs",
        before="const fs = { watch: () => {} }\nfs.watch('a', show)\n",
        after=None,
        why="it is the page's own",
    ),
)

_OPTIONS = {"watch": ("persistent", "recursive"), "watchFile": ("interval", "persistent")}
_TYPES = {
    "watch": ("{ persistent?: boolean, recursive?: boolean }", "(event: string, name: string) => void"),
    "watchFile": ("{ interval?: number, persistent?: boolean }", "(now: FileStats, before: FileStats) => void"),
}
_CHANGED = "A change is told one message later; an error while watching is logged by main instead of thrown in the page."
_USED = Manual("More is done with the watcher than to close it.", "Watch in main, and send the page a message for each change (webContents.send).")


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    if level is None or not isinstance(level.value, Call) or level.value.optional or len(level.origin) != 2:
        return Manual("The function is handed on or kept.", "Call it where it is needed.")
    call, name = level.value, level.origin[1]
    if any(isinstance(argument, Spread) for argument in call.arguments):
        return Manual("What is passed cannot be read.", "Write the arguments one by one.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    if name == "unwatchFile":
        return _ended(site, context, call, preloads)
    if site.chain.value is not call or not _is_only_closed(site, context, call, kept=name == "watch"):
        return _USED
    if not 2 <= len(call.arguments) <= 3:
        return Manual("The listener is missing.", "Pass it to the call, then plan again.")
    path, *options, listener = call.arguments
    if options and not _plain(options[0], _OPTIONS[name]):
        return Manual("Its options are not plainly written, or others than main lets through.", f"Pass only {', '.join(_OPTIONS[name])}.")
    root = root_of(context, site.unit, path)
    owner = root.name if root is not None else "fs"
    edits = [*context.callee_edits(site.unit, call.function, (owner, name)), *_listener_edits(site, context, listener)]
    caught = caught_edits(context, site.unit, context.node(site.unit, call.span))
    if isinstance(caught, Manual):
        return caught
    edits.extend(caught)
    if not options:
        edits.append(Edit.insert(listener.span.start, "{}, "))
    return _watched(site, context, (owner, name), root, preloads, tuple(edits))


def _plain(value: Value, keys: tuple[str, ...]) -> bool:
    return isinstance(value, Object) and all(isinstance(one, Property) and one.key in keys for one in value.properties)


def _listener_edits(site: Site, context: Context, listener: Value) -> tuple[Edit, ...]:
    """A listener that hands nothing back over the bridge."""
    node = context.node(site.unit, listener.span)
    if isinstance(listener, FunctionValue):
        return callback_body_edits(context, site.unit, node)
    end = ";" if context.style(site.unit.path).semicolons else ""
    return (Edit.replace(listener.span, f"(...args) => {{ {context.text(site.unit, listener.span)}(...args){end} }}"),)


def _is_only_closed(site: Site, context: Context, call: Call, *, kept: bool) -> bool:
    """True where what the call gives is dropped, or kept by a name or field of which nothing is used but `close`."""
    target = site.chain.target
    if site.chain.use is Use.STATEMENT:
        return True
    if not kept or site.chain.use not in (Use.DECLARED, Use.ASSIGNED_FROM) or b"FSWatcher" in context.facts.sources[site.unit.path].data:
        return False
    match target:
        case Name(binding=binding) if binding >= 0:
            known = context.scopes(site.unit).bindings[binding]
            if context.is_shared_name(site.unit, known):
                return False
            return all(_closes(context, site, Span(one.node.start_byte, one.node.end_byte)) for one in known.references if one.mode == "read")
        case Member(name=name):
            chains = [chain for summary in context.facts.summaries.values() for unit in summary.units for chain in unit.chains]
            return all(_only_closes(chain, name) for chain in chains)
        case _:
            return False


def _only_closes(chain: Chain, field: str) -> bool:
    """True unless a chain does something else with a field of this name than to close it, to ask whether it is there, or to write it."""
    values = levels_of(chain.value)
    for value, after in zip(values, [*values[1:], None], strict=True):
        if isinstance(value, Member) and value.name == field:
            if after is None and chain.use not in (Use.TESTED, Use.WRITTEN):
                return False
            if after is not None and not (isinstance(after, Member) and after.name == "close"):
                return False
    return True


def _closes(context: Context, site: Site, span: Span) -> bool:
    node = context.node(site.unit, span)
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "member_expression":
        asked = parent.child_by_field_name("property")
        return asked is not None and context.parsed(site.unit).text(asked) == "close"
    tested = parent.type in ("if_statement", "unary_expression", "parenthesized_expression")
    return tested or (parent.type == "binary_expression" and parent.child_by_field_name("left") == node)


def _watched(site: Site, context: Context, member: tuple[str, str], root: PathRoot | None, preloads: tuple[str, ...], edits: tuple[Edit, ...]) -> Fix:
    name = member[1]
    channel, closing = context.free_channel(":".join(member)), context.free_channel("fs:unwatch")
    options, listener = _TYPES[name]
    function = "watchPath" if name == "watch" else "watchFileAt"
    parameters = (Parameter("path", "string"), Parameter("options", options), Parameter("listener", listener))
    given = "path" if root is None else f"inside({root.expression}, path)"
    helper = "watchFor" if name == "watch" else "watchFileFor"
    members = tuple(
        BridgeMember(
            preload, member, MemberKind.LOCAL, parameters=parameters, result="{ close: () => void }" if name == "watch" else "void",
            expression=f"{function}('{channel}', '{closing}', path, options, listener)", helpers=(function,),
            declarations=("FileStats",) if name == "watchFile" else (),
        )
        for preload in preloads
    )  # fmt: skip
    broad = root is None or root.is_broad
    handler = MainHandler(
        channel,
        HandlerKind.ANSWER,
        (
            HandlerParameter("id", "number", guard="number"),
            HandlerParameter("path", "string", guard="string"),
            HandlerParameter("options", options, keys=_OPTIONS[name]),
        ),
        f"{helper}(event.sender, '{channel}:changed', id, {given}, options)",
        imports=root.imports if root is not None else (),
        todos=(load_file_table().read_risk,) if broad else (),
        helpers=(helper, *(("inside",) if root is not None else ())),
        builtins=root.builtins if root is not None else (),
    )
    ending = MainHandler(closing, HandlerKind.ON, (HandlerParameter("id", "number", guard="number"),), "unwatch(event.sender, id)", helpers=("unwatch",))
    return _fix(site, name, edits, (*members, handler, ending))


def _ended(site: Site, context: Context, call: Call, preloads: tuple[str, ...]) -> Fix | Manual:
    if len(call.arguments) != 1:
        return Manual("It names the listener, and a function is another one on the other side of the bridge.", "Leave the listener out: all of the page's end then.")
    members = tuple(
        BridgeMember(
            preload, ("fs", "unwatchFile"), MemberKind.LOCAL, parameters=(Parameter("path", "string"),), expression="unwatchFileAt(path)", helpers=("unwatchFileAt",)
        )
        for preload in preloads
    )
    return _fix(site, "unwatchFile", context.callee_edits(site.unit, call.function, ("fs", "unwatchFile")), members)


def _fix(site: Site, name: str, edits: tuple[Edit, ...], needs: tuple[BridgeMember | MainHandler, ...]) -> Fix:
    return Fix(
        title=f"fs.{name} in main",
        safety=Safety.REVIEW,
        topic="watchers of files",
        edits={site.unit.path: edits},
        needs=(*needs, DropUnused(site.unit.path)),
        may_change=_CHANGED,
    )
