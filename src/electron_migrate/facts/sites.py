"""Uses of Electron and Node in one script: each maximal chain, cut down to the part that the tables know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.api_table import PAGE_PROCESS, ApiRow, load_api_table
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.chains import levels
from electron_migrate.facts.event_senders import ipc_listeners, sender_levels
from electron_migrate.facts.file_table import load_file_table
from electron_migrate.facts.holders import certain_holders
from electron_migrate.facts.lowering import is_global_object
from electron_migrate.facts.named import named_spans
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.node_table import NODE_MODULE, builtin_origin, load_node_table
from electron_migrate.facts.origins import CALL, NEW, External, Here, Instance, Origins, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Call,
    Chain,
    FunctionValue,
    Load,
    Member,
    Name,
    New,
    Object,
    Property,
    This,
    UnitSummary,
    Use,
    Value,
)

# Verbs of ipcRenderer and ipcMain that take a channel first.
CHANNEL_VERBS = frozenset(
    {
        "send", "sendSync", "invoke", "sendTo", "sendToHost", "postMessage", "on", "once", "addListener", "prependListener",
        "removeListener", "off", "removeAllListeners", "emit", "handle", "handleOnce", "removeHandler",
    }
)  # fmt: skip

PAGE = "page"
"""The module of what Electron adds to the web platform in pages: `File.path`."""

_FILE_MODULES = frozenset({"fs", "fs-extra", "graceful-fs"})
# A function of the app is declared, given another name or exported: its calls are what concerns us.
_NAMING = frozenset({Use.DECLARED, Use.ASSIGNED_FROM, Use.EXPORTED, Use.TESTED})


@dataclass(frozen=True, slots=True)
class SiteLevel:
    """One prefix of a chain that has an origin. `origin` has no trailing `()`."""

    value: Value
    origin: tuple[str, ...]
    use: ApiUse


@dataclass(frozen=True, slots=True)
class Site:
    """One use. `module` is `electron`, `remote`, `process`, `global` (another Node global), `node` (a builtin module of Node), or `ipcRenderer`;
    `page`: what Electron adds to the web platform.

    `levels` are the prefixes of the chain from the module on, shortest first, with origins as the API table writes them.
    """

    unit: UnitId
    chain: Chain
    module: str
    levels: tuple[SiteLevel, ...]
    named: bool = False
    """It stands where a variable or field gets its value, or one of its values."""
    by_event: bool = False
    """Reached as the `sender` of a listener's event, which is `ipcRenderer` for sure."""

    @property
    def span(self) -> Span:
        return self.chain.value.span

    @property
    def place(self) -> Place:
        return Place(self.unit.path, self.span)

    @property
    def last(self) -> SiteLevel:
        return self.levels[-1]

    @property
    def name(self) -> str:
        """The origin in dots, as people write it."""
        names = (self.last.origin[0].removeprefix(NODE_MODULE), *self.last.origin[1:]) if self.last.origin else ()
        called = self.last.use is ApiUse.CALL and not is_handed_out(self.last.origin)
        return ".".join(names).replace(".('", "('") + ("()" if called else "")

    @property
    def verb(self) -> str:
        """For `ipcRenderer`: the method, or empty for the bare object."""
        return self.levels[1].origin[1] if self.module == "ipcRenderer" and len(self.levels) > 1 else ""

    @property
    def call(self) -> Call | None:
        """For `ipcRenderer`: the call of the method."""
        found = self.levels[1].value if len(self.levels) > 1 else None
        return found if isinstance(found, Call) else None


def sites(origins: Origins, unit: UnitId, summary: UnitSummary, *, globals_too: bool) -> Iterator[Site]:
    """Every use of Electron (and, with `globals_too`, of Node's globals) in one script, in order."""
    named = named_spans(summary, certain_holders(origins, unit), origins.handed.states.get(unit, ()))
    listeners = ipc_listeners(origins, unit, summary)
    promised = {value.arguments[0].span for chain in summary.chains for value in levels(chain.value) if isinstance(value, Call) and _is_promised(origins, unit, value)}
    for chain in summary.chains:
        if chain.value.span in promised:
            # `fs.stat` of `promisify(fs.stat)`
            continue
        site = _site(origins, unit, chain, globals_too=globals_too)
        answered = sender_levels(summary, chain, listeners) if site is None and listeners else ()
        if answered:
            site = Site(unit, chain, "ipcRenderer", tuple(SiteLevel(*level) for level in answered), by_event=True)
        if site is not None:
            yield replace(site, named=site.span in named)


def is_alias(site: Site) -> bool:
    """True where the use only gives the thing another name that is followed: `const { dialog } = remote`; not where it reads a value."""
    kept = site.chain.target is not None or (site.named and site.chain.use is Use.VALUE)
    if site.module == "global" or (site.module != "ipcRenderer" and kept and reads(site.last.origin, ApiUse.GET)):
        return False
    if isinstance(site.last.value, New) and is_made(site.last.origin) and len(site.last.origin) == 1:
        # what `new Store()` gives is followed through its name
        return site.chain.value is site.last.value and site.chain.use in (Use.DECLARED, Use.EXPORTED)
    if any(level.use is ApiUse.CALL and level.origin not in _HANDLES and not is_handed_out(level.origin) for level in site.levels):
        return False
    if site.chain.use is Use.DECLARED or (site.named and site.chain.use is Use.VALUE):
        return True
    return site.chain.use is Use.ASSIGNED_FROM and (site.chain.target is None or not _is_field_of_unknown(site.chain.target))


# What `const win = remote.getCurrentWindow()` gives a name to is followed through the name; so is an image that is only asked.
_HANDLES = frozenset(
    {("currentWindow",), ("currentWebContents",), ("Menu", "getApplicationMenu"), ("session", "fromPartition"), ("clipboard", "readImage")}
)


def is_made(origin: tuple[str, ...]) -> bool:
    """True for a package of which pages use what `new` gives."""
    package = load_node_packages().get(origin[0].removeprefix(NODE_MODULE)) if origin else None
    return package is not None and package.made


def is_handed_out(origin: tuple[str, ...]) -> bool:
    """True for `remote.getGlobal('x')` and `remote.require('x')` themselves: a handle of what main has, and not yet an answer."""
    return len(origin) == 2 and below_handed_out(origin) == ()


def below_handed_out(origin: tuple[str, ...]) -> tuple[str, ...] | None:
    """The members below what `remote.getGlobal('x')` or `remote.require('x')` gave; None for anything else."""
    if len(origin) < 2 or origin[0] not in ("getGlobal", "require") or not origin[1].startswith("('"):
        return None
    return origin[2:]


def _is_field_of_unknown(target: Value) -> bool:
    return isinstance(target, Member) and not isinstance(target.object, This)


def _is_promised(origins: Origins, unit: UnitId, value: Value) -> bool:
    """True for `promisify(fs.stat)`, which is a function of `fs.promises` by another name."""
    origin = origins.origin(unit, value) if isinstance(value, Call) and len(value.arguments) == 1 else None
    return isinstance(origin, External) and origin.module == "fs" and len(origin.path) == 2 and origin.path[0] == "promises" and CALL not in origin.path


def _site(origins: Origins, unit: UnitId, chain: Chain, *, globals_too: bool) -> Site | None:
    values = levels(chain.value)
    if isinstance(values[0], Name) and _holds_data(origins, unit, values[0]):
        return None
    found: list[SiteLevel] = []
    module = ""
    for index, value in enumerate(values):
        if (
            isinstance(value, Call)
            and isinstance(origins.origin(unit, value.function), Here)
            and (not isinstance(chain.value, Call | Member) or chain.value is value or gives_data(origins.origin(unit, value)))
        ):
            # a function of the app that asks for something, or hands it over: the place that concerns us is inside it
            return None
        if isinstance(value, Member) and not found and _is_got(origins, unit, value):
            return None
        # `f` of `f()`: the call is what counts
        called = index + 1 < len(values) and isinstance(values[index + 1], Call | New) and not isinstance(value, Call | New)
        origin = origins.origin(unit, value)
        if not isinstance(origin, External):
            if found:
                break
            continue
        named = table_origin(origin, globals_too=globals_too)
        if named is None:
            continue
        if not found and isinstance(value, Member) and _keeps_data(origins, unit, value, origin, named[1]):
            return None
        given_back = CALL in origin.path or (NEW in origin.path and not is_made(named[1]))
        if named[0] == "node" and not found and not isinstance(value, Call | New) and given_back:
            # a field that keeps what a builtin gave back
            return None
        if named[0] != module:
            # `require('electron')` on the way to `.ipcRenderer`
            found.clear()
        module, path = named
        if called:
            continue
        if found and found[-1].origin == path and not isinstance(value, Call | New):
            continue
        use = ApiUse.CALL if isinstance(value, Call | New) and not _is_promised(origins, unit, value) else ApiUse.GET
        if index == len(values) - 1 and chain.use is Use.WRITTEN and use is ApiUse.GET:
            use = ApiUse.SET
        if path or not found:
            found.append(SiteLevel(value, path, use))
    if not found or (isinstance(found[-1].value, Load) and module == "electron"):
        return None
    if module == "ipcRenderer" and len(found[0].origin) > 1:
        # a method by a name of its own, or a function that only calls it
        stands = found[0].use is not ApiUse.CALL and origins.forwarder(unit, found[0].value) is not None
        if stands and (chain.use in _NAMING or _is_exported_member(origins.unit(unit), chain.value)):
            return None
        found.insert(0, SiteLevel(values[0], ("ipcRenderer",), ApiUse.GET))
    written_whole = chain.use is Use.WRITTEN and isinstance(chain.value, Member) and found[-1].value is chain.value
    if written_whole and isinstance(chain.value, Member) and (
        is_global_object(chain.value.object) or not isinstance(origins.origin(unit, chain.value.object), External)
    ):
        # a field of the app's own that takes such a thing: the thing is looked at where it comes from
        return None
    asked = chain.use is Use.TESTED and not reads(found[-1].origin, ApiUse.GET) and not is_handed_out(found[-1].origin)
    if isinstance(chain.value, Name) and (asked or chain.use is Use.WRITTEN) and chain.value.binding != GLOBAL:
        # a variable that is assigned or asked for: what it holds is looked at where it comes from
        return None
    return Site(unit, chain, module, tuple(found))


def _is_exported_member(summary: UnitSummary, value: Value) -> bool:
    """True for a member of an object that the script exports, `export default { on, off }`: whoever calls it is followed there."""
    exported = (summary.whole_export, *(bound.value for _, bound in summary.exports if not bound.path))
    return any(
        isinstance(one, Property) and one.value.span == value.span
        for given in exported
        if isinstance(given, Object)
        for one in given.properties
    )


def _keeps_data(origins: Origins, unit: UnitId, member: Member, origin: External, named: tuple[str, ...]) -> bool:
    """True for a member of the app's own that keeps what a call or a property gave back: `this.dark = nativeTheme.shouldUseDarkColors` is what it was then."""
    own = origins.fields.is_this(unit, member.object) or isinstance(origins.origin(unit, member.object), Here | Instance)
    bound = "bind" in origin.path  # a function, and no answer
    return own and origin.module == "electron" and not bound and (gives_data(origin) or reads(named, ApiUse.GET))


def _is_got(origins: Origins, unit: UnitId, member: Member) -> bool:
    """True for a getter of the app's that answers with data: the place that concerns us is inside it."""
    got = origins.step(origins.origin(unit, member.object), member.name)
    return isinstance(got, Here) and isinstance(got.value, FunctionValue) and gives_data(origins.origin(unit, member))


def _holds_data(origins: Origins, unit: UnitId, name: Name) -> bool:
    """True for a name that holds what a call or a property gave back: plain data of the page's own, no longer a use."""
    origin = origins.origin(unit, name)
    if not isinstance(origin, External):
        return False
    named = table_origin(origin, globals_too=True)
    if named is None:
        return False
    if named[0] == "node" and (CALL in origin.path or (NEW in origin.path and not is_made(named[1]))):
        # what a builtin gave back; the call itself is the use
        return True
    if gives_data(origin) or (named[0] == "global" and name.binding != GLOBAL and named[1] != ("require",)):
        return True
    if name.binding == GLOBAL:
        return False
    if CALL in origin.path[4:] and below_handed_out(origin.path[1:2] + origin.path[3:4]) is not None:
        # what a function of main's own answered: a copy from now on, unless the page goes on calling it
        return not lives_on(origins.unit(unit), name.binding)
    whole = [bound for bound in origins.unit(unit).bindings[name.binding].values if not bound.path]
    return bool(whole) and reads(named[1], ApiUse.GET)


# What strings, numbers, arrays, dates and promises have, and live objects hardly ever: `remote` copied all of these.
DATA_METHODS = frozenset(
    {
        "at", "catch", "charAt", "charCodeAt", "concat", "endsWith", "entries", "every", "fill", "filter", "finally", "find", "findIndex", "flat",
        "flatMap", "forEach", "getDate", "getFullYear", "getTime", "hasOwnProperty", "includes", "indexOf", "join", "keys", "lastIndexOf",
        "localeCompare", "map", "match", "padEnd", "padStart", "pop", "push", "reduce", "reduceRight", "repeat", "replace", "reverse", "search",
        "shift", "slice", "some", "sort", "splice", "split", "startsWith", "substr", "substring", "test", "then", "toFixed", "toISOString",
        "toLocaleString", "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "unshift", "values", "valueOf",
    }
)  # fmt: skip


def lives_on(summary: UnitSummary, binding: int) -> bool:
    """True when a script calls methods of what a name of it holds, other than those of plain data, or writes a member of it."""
    for chain in summary.chains:
        values = levels(chain.value)
        if isinstance(values[0], Name) and values[0].binding == binding:
            called = next((value for value in values if isinstance(value, Call)), None)
            if called is not None and not (isinstance(called.function, Member) and called.function.name in DATA_METHODS):
                return True
            if chain.use is Use.WRITTEN and isinstance(chain.value, Member):
                return True
    return False


def gives_data(origin: object) -> bool:
    """True for what came out of a call that answers with plain data."""
    if not isinstance(origin, External):
        return False
    named = table_origin(origin, globals_too=True)
    if named is None:
        return False
    if named[0] == "ipcRenderer":
        return CALL in origin.path
    if named[0] == "node" and origin.module in _FILE_MODULES:
        known = load_file_table().operations
        return any(name == CALL and _plain(origin.path[:at])[-1:] and _plain(origin.path[:at])[-1].removesuffix("Sync") in known for at, name in enumerate(origin.path))
    if named[0] == "node":
        return any(name == CALL and reads(builtin_origin(origin.module, _plain(origin.path[:at])), ApiUse.CALL) for at, name in enumerate(origin.path))
    path = _of_own_window(origin.path[1:] if named[0] == "remote" else origin.path)
    return any(path[end - 1] == CALL and reads(_below(path[: end - 1]), ApiUse.CALL) for end in range(1, len(path) + 1))


def reads(origin: tuple[str, ...], use: ApiUse) -> bool:
    """True when this use gives plain data: the table knows it so, or it is a property of `process`."""
    if origin[:1] == (PAGE_PROCESS,) and len(origin) > 1 and use is ApiUse.GET:
        return True
    row = load_api_table().find(origin, use, literal_arguments=True)
    if not isinstance(row, ApiRow):
        # the newest Electron may have it no more
        return load_api_table().knows(origin, use)
    return row.origin == origin or (origin[:1] == (PAGE_PROCESS,) and row.origin == ("process", *origin[1:]))


def table_origin(origin: External, *, globals_too: bool) -> tuple[str, tuple[str, ...]] | None:
    """(module, origin as the API table writes it) for what concerns us; calls on the way are dropped except where they name a handle."""
    path = origin.path
    if origin.module == "electron":
        if path[:1] == ("remote",):
            return "remote", _below(path[1:])
        if path[:1] == ("ipcRenderer",):
            return "ipcRenderer", tuple(name for name in path if name != CALL)
        return ("electron", _below(path)) if path else ("electron", ())
    if origin.module in ("global", "process") and globals_too:
        names = path if origin.module == "global" else ("process", *path)
        if not names or names[0] not in load_node_table().globals or names[:2] == ("process", CALL):
            return None
        if names[0] == "process":
            return "process", (PAGE_PROCESS, *(name for name in names[1:] if name != CALL))
        return "global", _plain(names)
    if globals_too and load_node_table().is_known(origin.module):
        return "node", builtin_origin(origin.module, _plain(origin.path))
    return None


def _below(path: tuple[str, ...]) -> tuple[str, ...]:
    if path[:2] == ("getCurrentWindow", CALL):
        if path[2:3] == ("webContents",):
            return ("currentWebContents", *_plain(path[3:]))
        return ("currentWindow", *_plain(path[2:]))
    if path[:2] == ("getCurrentWebContents", CALL):
        return ("currentWebContents", *_plain(path[2:]))
    return _plain(path)


def _of_own_window(path: tuple[str, ...]) -> tuple[str, ...]:
    """What is done with a window that was just made answers as it does for the page's own."""
    return ("getCurrentWindow", CALL, *path[2:]) if path[:2] == ("BrowserWindow", NEW) else path


def _plain(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in path if name not in (CALL, NEW))
