"""Let main keep settings and logs instead of packages that need Node in a page.

## What it does
`store.get('theme')` of `electron-store` becomes `window.electronAPI.store.getSync('theme')`, or an awaited `store.get` where the code around can wait;
`settings.set('theme', value)` a message; `log.error(text)` of `electron-log` a message of its level. Main makes the same store with the same options, and
lets through the keys that pages write out. Stores are followed through names, exports and fields; they go with their last use.

## Why
An isolated page has no `require`, and a bundle for the web no files. All settings of an app are more than any page has to reach.

## When it stays its hand
The store itself is passed on, or made with options that are not written out; all entries are read or set at once; listeners for changes;
transports of a log; main is an ES module.

## Safety
Review: a value is awaited, or the page blocks for it; a message is written by main, into main's log.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from electron_migrate.api import (
    ApiUse,
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
    Later,
    Literal,
    MainHandler,
    Manual,
    Member,
    MemberKind,
    NodePackage,
    NodePackageMember,
    Object,
    Parameter,
    Property,
    Safety,
    Shared,
    Site,
    SiteLevel,
    Spread,
    Transform,
    Use,
    Value,
    has_esm_main,
    is_typed,
    literal_keys,
    load_node_packages,
    looked_at,
    may_await,
    member_name,
    package_major,
    settled_edits,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="node-package",
    title="Let main keep settings and logs",
    rules=("node-package-in-page",),
    origins=("node.electron-store", "node.electron-config", "node.electron-settings", "node.electron-json-storage", "node.electron-log"),
    safety=Safety.REVIEW,
)

_STORE = "const Store = require('electron-store')\nconst store = new Store()\n"

EXAMPLES = (
    Example(
        "settings that are needed in place, and written",
        before=_STORE + "document.body.className = store.get('theme', 'light')\nstore.set('opened', Date.now())\nstore.delete('draft')\n",
        after="document.body.className = window.electronAPI.store.getSync('theme', 'light')\nwindow.electronAPI.store.set('opened', Date.now())\n"
        "window.electronAPI.store.delete('draft')\n",
    ),
    Example(
        "where the code can wait",
        before=_STORE + "async function show () {\n  const name = store.get('name')\n  draw(name)\n}\nshow()\n",
        after="async function show () {\n  const name = await window.electronAPI.store.get('name')\n  draw(name)\n}\nshow()\n",
    ),
    Example(
        "a store with a name of its own",
        before="const Store = require('electron-store')\nconst ui = new Store({ name: 'ui', defaults: { zoom: 1 } })\nshow(ui.has('zoom'))\n",
        after="show(window.electronAPI.uiStore.hasSync('zoom'))\n",
    ),
    Example(
        "options that are made elsewhere",
        before="const Store = require('electron-store')\nconst ui = new Store({ cwd: folder() })\nshow(ui.get('zoom'))\n",
        after=None,
        why="main has to make the same store",
    ),
    Example(
        "several at once",
        before=_STORE + "store.set({ theme: 'dark', zoom: level() })\n",
        after="window.electronAPI.store.setAll({ theme: 'dark', zoom: level() })\n",
    ),
    Example(
        "entries that are not written out",
        before=_STORE + "store.set(entries)\nstore.set({ ...entries, zoom: 1 })\n",
        after=None,
        why="a page would write any entry",
    ),
    Example(
        "all entries",
        before=_STORE + "show(store.store)\n",
        after=None,
        why="a page has no business with all of them",
    ),
    Example(
        "changes",
        before=_STORE + "store.onDidChange('theme', draw)\n",
        after=None,
        why="main has to push them",
    ),
    Example(
        "the store handed on",
        before=_STORE + "draw(store)\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "messages for the log, one of them handed over",
        before="const log = require('electron-log')\nlog.info('started', 1)\nload().catch(log.error)\n",
        after="window.electronAPI.log.info('started', 1)\nload().catch(window.electronAPI.log.error)\n",
    ),
    Example(
        "how a log is set up",
        before="const log = require('electron-log')\nlog.transports.file.level = 'debug'\n",
        after=None,
        why="main sets it up",
    ),
    Example(
        "a message that holds a function",
        before="const log = require('electron-log')\nlog.info('made', () => 1)\n",
        after=None,
        why="it cannot be cloned",
    ),
    Example(
        "callbacks keep their bodies",
        before="const storage = require('electron-json-storage')\nstorage.get('window', (error, data) => {\n  if (error) throw error\n  draw(data)\n})\n",
        after="window.electronAPI.storage.tryGet('window').then(({ error, value: data }) => {\n  if (error) throw error\n  draw(data)\n})\n",
    ),
    Example(
        "an answer of which the app's manifest does not say whether it is a promise",
        before="const settings = require('electron-settings')\nshow(settings.get('theme'))\n",
        after=None,
        why="it is one from electron-settings 4 on",
    ),
    Example(
        "spread arguments",
        before=_STORE + "store.set(...entry)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "another thing called store",
        before="const store = new Map()\nshow(store.get('a'))\n",
        after=None,
        why="it is the page's own",
    ),
    Example(
        "already on the bridge",
        before="show(window.electronAPI.store.getSync('theme'))\n",
        after=None,
        why="it is migrated",
    ),
)

_WRITTEN = "Main writes it a moment later; what goes wrong there is logged there."
_LOGGED = "The message goes to main's log, as main has set it up, and not to the page's console; what cannot be cloned throws."
_PROMISED = "What fails gives an Error with its message alone."


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose members these are: the group on the bridge, and main's expression for it."""

    bridge: str
    expression: str
    shared: tuple[Shared, ...] = ()


def rewrite(site: Site, context: Context) -> Fix | Manual:
    package = load_node_packages()[site.last.origin[0].removeprefix("node:")]
    level = next((level for level in site.levels if len(level.origin) == 2), None)
    member = package.members.get(level.origin[1]) if level is not None else None
    if level is None or member is None or site.last.use is ApiUse.SET:
        return Manual(package.reason, package.hint)
    if has_esm_main(context):
        return Manual("Main is an ES module, which has no require for the package.", package.hint)
    owner = _owner(site, context, package, level)
    preloads = context.bridge_of(site.unit)
    if isinstance(owner, Manual):
        return owner
    if isinstance(preloads, Manual):
        return preloads
    return _Rewrite(site, context, package, member, level, owner, preloads).rewrite()


def _owner(site: Site, context: Context, package: NodePackage, level: SiteLevel) -> _Owner | Manual:
    module = f"require('{package.name}')"
    if not package.made:
        return _Owner(package.bridge, module)
    function = level.value.function if isinstance(level.value, Call) else level.value
    object = function.object if isinstance(function, Member) else None
    made = list(context.facts.origins.sources(site.unit, object)) if object is not None else []
    given = [(unit, getattr(value, "arguments", ())) for unit, value in made if hasattr(value, "constructor")]
    if len(made) != 1 or len(given) != 1:
        return Manual("Which store this is cannot be told.", "Keep one store under one name.")
    unit, arguments = given[0]
    if len(arguments) > 1 or not all(isinstance(one, Object) and _is_plain(one) for one in arguments):
        return Manual("The store is made with options that are not written out.", package.hint)
    options = re.sub(r"\s+", " ", context.text(unit, arguments[0].span)) if arguments else ""
    name = next((one.value.value for one in _properties(arguments) if one.key == "name" and isinstance(one.value, Literal)), "")
    bridge = f"{member_name(str(name))}{package.bridge[:1].upper()}{package.bridge[1:]}" if name and name != "config" else package.bridge
    code = f"// {package.name} as pages had it, made when it is first asked for.\nfunction {bridge} () {{\n  return kept('{bridge}', () => new ({module})({options}))\n}}"
    return _Owner(bridge, f"{bridge}()", (Shared(bridge, code, ("kept",)),))


def _properties(arguments: tuple[Value, ...]) -> tuple[Property, ...]:
    return tuple(one for each in arguments if isinstance(each, Object) for one in each.properties if isinstance(one, Property))


def _is_plain(value: Value) -> bool:
    """True for data that is written out."""
    match value:
        case Literal():
            return True
        case Array(items=items):
            return all(_is_plain(item) for item in items)
        case Object(properties=properties):
            return all(isinstance(one, Property) and one.key is not None and _is_plain(one.value) for one in properties)
        case _:
            return False


class _Rewrite:
    def __init__(
        self, site: Site, context: Context, package: NodePackage, member: NodePackageMember, level: SiteLevel, owner: _Owner, preloads: tuple[str, ...]
    ) -> None:
        self.site, self.context, self.package, self.member, self.level = site, context, package, member, level
        self.owner, self.preloads, self.unit = owner, preloads, site.unit

    def rewrite(self) -> Fix | Manual:
        call = self.level.value
        if self.level.use is ApiUse.GET:
            if not self.package.logs or call is not self.site.chain.value:
                return Manual("The function is handed over, so what it is called with is not known.", "Write a function that calls it.")
            edit = self.context.replacement(self.unit, call.span, ".".join((self.context.bridge_at(self.unit, call.span), *self._path())))
            return self._fix(MemberKind.SEND, self._path(), (edit,), (), _LOGGED)
        if not isinstance(call, Call) or call.optional:
            return Manual("It is called only if it is there.", "Call it plainly.")
        given = call.arguments
        if not self.package.logs and any(isinstance(one, Spread) for one in given):
            return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
        if self.member.shape == "callback":
            return self._callback(call)
        refused = unsendable(self.context, self.unit, tuple(one.value if isinstance(one, Spread) else one for one in given))
        if refused is None and self.package.made and self.member.name == "set" and len(given) == 1 and isinstance(given[0], Object):
            return self._set_all(call, given[0])
        refused = refused or self._counted(given)
        if refused is not None:
            return refused
        if self.member.promised_since and package_major(self.context, self.package.name) is None and self.site.chain.use is not Use.AWAITED:
            return Manual("Whether it gives a promise depends on the package's major, which the app does not say.", "Name the version in package.json.")
        if self._is_promised():
            return self._fix(MemberKind.INVOKE, self._path(), self._callee(call, self._path()), given, _PROMISED)
        if self.member.shape == "command":
            if self.site.chain.value is call and self.site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM):
                return Manual("The command's result is kept, but it has none.", "Make it a statement of its own, then plan again.")
            note = _LOGGED if self.package.logs else _WRITTEN
            return self._fix(MemberKind.SEND, self._path(), self._callee(call, self._path()), given, note)
        return self._query(call)

    def _set_all(self, call: Call, entries: Object) -> Fix | Manual:
        """`store.set({ theme, zoom })`: main lets these keys through."""
        keys = literal_keys(entries)
        if keys is None or self.site.chain.use is not Use.STATEMENT:
            return Manual("Which entries are written is not written out.", self.package.hint)
        path = (self.owner.bridge, "setAll")
        channel = self.context.free_channel(":".join(path))
        parameter = Parameter("entries", "Record<string, unknown>")
        members = tuple(BridgeMember(preload, path, MemberKind.SEND, channel, (parameter,)) for preload in self.preloads)
        given = HandlerParameter(parameter.name, parameter.type, keys=keys)
        handler = MainHandler(channel, HandlerKind.ON, (given,), f"{self.owner.expression}.set(entries)", shared=self.owner.shared)
        edits = {self.unit.path: self._callee(call, path)}
        return Fix(
            f"{self.package.name} in main", Safety.REVIEW, self.owner.bridge, (), edits, (*members, handler, DropUnused(self.unit.path)), may_change=_WRITTEN
        )

    def _query(self, call: Call) -> Fix | Manual:
        node = self.context.node(self.unit, call.span)
        may = may_await(self.context, self.unit, node)
        if isinstance(may, Later):
            fix = self._fix(MemberKind.INVOKE, self._path(), self._callee(call, self._path()), call.arguments, "")
            return replace(with_edits(fix, may.edits, topic=may.topic), may_change=f"{may.may_change[:1].upper()}{may.may_change[1:]}.")
        path = self._path()
        if not path[-1].endswith("Sync"):
            path = (path[0], f"{path[-1]}Sync")
        note = f"The page blocks until main answers ({may.reason})."
        return self._fix(MemberKind.ASK, path, self._callee(call, path), call.arguments, note)

    def _callback(self, call: Call) -> Fix | Manual:
        if self.site.chain.use is not Use.STATEMENT or self.site.chain.value is not call:
            return Manual("What a call with a callback gives back is used.", "Make the call a statement of its own.")
        given = call.arguments[:-1]
        refused = unsendable(self.context, self.unit, given) or self._counted(given)
        if refused is not None or not given:
            return refused or Manual("The callback is missing.", "Pass one.")
        callback = self.context.node(self.unit, call.arguments[-1].span)
        node = self.context.node(self.unit, call.span)
        edits = settled_edits(self.context, self.unit, given[-1].span.end, callback)
        if isinstance(edits, Manual):
            return edits
        if looked := looked_at(self.context, self.unit, node):
            return Manual(f"An error of it is looked into ({looked}), and only its message arrives.", "Let main answer with what the page has to know.")
        name = self.member.name
        path = (self.owner.bridge, f"try{name[0].upper()}{name[1:]}")
        return self._fix(MemberKind.LOCAL, path, (*self._callee(call, path), *edits), given, _PROMISED)

    def _is_promised(self) -> bool:
        since = self.member.promised_since
        return since > 0 and (package_major(self.context, self.package.name) or since) >= since

    def _counted(self, given: tuple[Value, ...]) -> Manual | None:
        params = self.member.params
        if any(one.rest for one in params):
            return None
        least = sum(not one.optional for one in params)
        if not least <= len(given) <= len(params):
            return Manual("It is called with other arguments than the bridge takes.", self.package.hint)
        return None

    # ---- what is asked for

    def _path(self) -> tuple[str, str]:
        return self.owner.bridge, self.member.name

    def _callee(self, call: Call, path: tuple[str, ...]) -> tuple[Edit, ...]:
        return self.context.callee_edits(self.unit, call.function, path)

    def _fix(self, kind: MemberKind, path: tuple[str, ...], edits: tuple[Edit, ...], given: tuple[Value, ...], note: str) -> Fix:
        name = path[-1].removesuffix("Sync") + ("Sync" if kind is MemberKind.ASK else "")
        channel = self.context.free_channel(f"{path[0]}:{self.member.name if kind is MemberKind.LOCAL else name}")
        parameters = tuple(Parameter(one.name, "string" if one.name == "key" else "unknown", one.optional, one.rest) for one in self.member.params)
        result = "void" if self.member.shape == "command" else "any" if is_typed(self.context.parsed(self.unit)) else "unknown"
        members = tuple(self._member(preload, path, kind, channel, parameters, result) for preload in self.preloads)
        return Fix(
            f"{self.package.name} in main",
            Safety.REVIEW,
            self.owner.bridge,
            (),
            {self.unit.path: edits},
            (*members, self._handler(kind, channel, given), DropUnused(self.unit.path)),
            may_change=note,
        )

    def _member(
        self, preload: str, path: tuple[str, ...], kind: MemberKind, channel: str, parameters: tuple[Parameter, ...], result: str
    ) -> BridgeMember:
        if kind is not MemberKind.LOCAL:
            return BridgeMember(preload, path, kind, channel, parameters, result)
        passed = ", ".join((f"'{channel}'", *(one.name for one in parameters)))
        settled = f"Promise<{{ error: (Error & {{ code?: string }}) | null, code?: string, value: {result} }}>"
        return BridgeMember(
            preload, path, kind, channel, parameters, settled, expression=f"settled(ipcRenderer.invoke({passed}))", imports=("ipcRenderer",),
            helpers=("settled",),
        )  # fmt: skip

    def _handler(self, kind: MemberKind, channel: str, given: tuple[Value, ...]) -> MainHandler:
        open_names, handled = [], []
        for index, param in enumerate(self.member.params):
            text = self.context.facts.origins.text(self.unit, given[index]) if param.name == "key" and index < len(given) else None
            values = (text,) if text is not None else ()
            if param.rest or (param.name == "key" and not values):
                open_names.append(param.name)
            guard = "string" if param.name == "key" and not values else ""
            handled.append(HandlerParameter(param.name, "string" if param.name == "key" else "unknown", param.optional, guard, values=values, rest=param.rest))
        passed = [f"{'...' if one.rest else ''}{one.name}" for one in self.member.params]
        callee = f"{self.owner.expression}.{self.member.name}"
        body, helpers = f"{callee}({', '.join(passed)})", ()
        if self.member.shape == "callback":
            body = f"promiseOf((callback) => {callee}({', '.join((*passed, 'callback'))}))"
            helpers = ("promiseOf",)
        handler = {MemberKind.SEND: HandlerKind.ON, MemberKind.ASK: HandlerKind.ANSWER}.get(kind, HandlerKind.HANDLE)
        todos = (self.package.risk,) if open_names else ()
        return MainHandler(channel, handler, tuple(handled), body, todos=todos, helpers=helpers, shared=self.owner.shared)
