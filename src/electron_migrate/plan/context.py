"""What a transform may ask: the linked facts, syntax of the files it edits, the bridge it writes to. Never changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.app.paths import is_test
from electron_migrate.app.version import lowest_major
from electron_migrate.choices import Strategy
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.scope import Binding, Scopes, resolve_names
from electron_migrate.code.source import Place, Span
from electron_migrate.code.style import Style, detect_style
from electron_migrate.facts.api_table import ApiTable, load_api_table
from electron_migrate.facts.chains import levels
from electron_migrate.facts.channels import channel_index
from electron_migrate.facts.channels import channel_names as channel_names_of
from electron_migrate.facts.link import Facts, LinkedWindow
from electron_migrate.facts.lowering import GLOBAL_OBJECTS, Lowering, walk
from electron_migrate.facts.model import Channel, Process
from electron_migrate.facts.origins import External, Here, Origin, UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import GLOBAL, Call, FunctionValue, Member, Name, Use, Value
from electron_migrate.facts.texts import may_be
from electron_migrate.plan.error_reporting import reports_errors
from electron_migrate.plan.function_members import Members
from electron_migrate.plan.handings import Handing, find_handings
from electron_migrate.plan.known_channels import known_channels
from electron_migrate.plan.listeners import listener_parameters
from electron_migrate.plan.main_listeners import NoRequest
from electron_migrate.plan.main_members import MainMembers
from electron_migrate.plan.menus import Menus, read_menus
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import NAMED_VERBS, channel_names
from electron_migrate.plan.opened import Opened, find_opened
from electron_migrate.plan.provenance import Provenance
from electron_migrate.plan.registrations import Registration, registrations_of
from electron_migrate.plan.render_model import ModuleKind
from electron_migrate.plan.requests import ReplyPair, SyncRequest, reply_pair, sync_request
from electron_migrate.plan.typing import annotation_of, is_typed, joined, result_annotation
from electron_migrate.plan.values import is_current_window
from electron_migrate.plan.wrapper_calls import named_loosely, wrapper_around

if TYPE_CHECKING:
    from electron_migrate.plan.drop_exports import Export
    from electron_migrate.plan.looked_up import LookedUp
    from electron_migrate.plan.made_objects import Made


@dataclass
class Context:
    """One app as transforms see it. `preloads`: window id -> preload that carries, or will carry, its bridge; `unattachable`: window id -> why none can."""

    facts: Facts
    api_name: str
    preloads: Mapping[str, str]
    unattachable: Mapping[str, str]
    handlers_file: str = ""
    """Where generated handlers are, or will be."""
    main_kind: ModuleKind = ModuleKind.COMMONJS
    """How main's files are written."""
    blocking: Mapping[str, str] = field(default_factory=dict)
    """File of a page -> what of it keeps its window from being isolated or sandboxed, one of several."""
    strategies: Mapping[Place, Strategy] = field(default_factory=dict)
    """What a person chose for the findings at these places."""
    renamed: frozenset[tuple[str, ...]] = frozenset()
    """Members of the bridge, and groups of them, that a person gives another name (see `plan.chosen_names`)."""
    keep_node: Mapping[str, str] = field(default_factory=dict)
    """Windows that pages make and whose pages keep their Node, by id -> what they need it for (see `plan.opened_pages`)."""
    exports: dict[UnitId, tuple[Export, ...]] = field(default_factory=dict)
    """What scripts hand on of Electron's, as far as it was asked for (see `plan.drop_exports`): every state of a plan asks again."""
    _parsed: dict[UnitId, Parsed] = field(default_factory=dict)
    _scopes: dict[UnitId, Scopes] = field(default_factory=dict)
    _styles: dict[str, Style] = field(default_factory=dict)
    _lowerings: dict[UnitId, Lowering] = field(default_factory=dict)
    _sync_requests: dict[str, SyncRequest | NoRequest] = field(default_factory=dict)
    _reply_pairs: dict[str, ReplyPair | NoRequest] = field(default_factory=dict)

    @cached_property
    def table(self) -> ApiTable:
        return load_api_table()

    def bridge_at(self, unit: UnitId, span: Span) -> str:
        """What a call site writes there: `window.electronAPI`, or `self.electronAPI` where the app has a `window` of its own."""
        scope = self.scopes(unit).scope_at(span.start)
        # `self` is the same object, and typed like it
        owner = next((name for name in ("window", "self") if scope.lookup(name) is None), "globalThis")
        return f"{owner}.{self.api_name}"

    @cached_property
    def provenance(self) -> Provenance:
        """Whether values surely are what they are found to be."""
        return Provenance(self)

    @cached_property
    def handings(self) -> tuple[Handing, ...]:
        """The ways by which things of Electron's are handed over in pages, whose ends are all known."""
        return find_handings(self)

    def global_writes(self, path: str, name: str) -> Iterator[tuple[UnitId, Value]]:
        """What scripts that share a page with this file, and preloads of its windows, give a member of `window`."""
        here = self.facts.origins.handed.pages.get(path, frozenset())
        for other, summary in list(self.facts.summaries.items()):
            if self.facts.origins.handed.pages.get(other, frozenset()) & here:
                for number, unit in enumerate(summary.units):
                    for one in unit.assignments:
                        if one.name == name and isinstance(one.object, Name) and one.object.binding == GLOBAL and one.object.name in GLOBAL_OBJECTS:
                            yield UnitId(other, number), one.value

    @cached_property
    def menus(self) -> Menus:
        """The menus that pages make by `remote`."""
        return read_menus(self)

    @property
    def major(self) -> int:
        """The Electron major to migrate for."""
        return self.facts.electron.major

    def unit_at(self, place: Place) -> UnitId:
        """The script of a file that a place lies in."""
        units = self.facts.summaries[place.path].units
        return UnitId(place.path, next((number for number, unit in enumerate(units) if unit.span.contains(place.span)), 0))

    def parsed(self, unit: UnitId) -> Parsed:
        if unit not in self._parsed:
            source = self.facts.sources[unit.path]
            self._parsed[unit] = parse(source, regions(source)[unit.number])
        return self._parsed[unit]

    def scopes(self, unit: UnitId) -> Scopes:
        if unit not in self._scopes:
            self._scopes[unit] = resolve_names(self.parsed(unit))
        return self._scopes[unit]

    def style(self, path: str) -> Style:
        if path not in self._styles:
            self._styles[path] = detect_style(self.facts.sources[path])
        return self._styles[path]

    def node(self, unit: UnitId, span: Span) -> Node:
        """The node of a value. Raises LookupError for a span that is no node (cannot happen for spans of the summary)."""
        node = self.parsed(unit).node_at(span)
        # a statement without a semicolon, or a parameter, spans just what its expression does
        while True:
            inner = next((child for child in node.named_children if (child.start_byte, child.end_byte) == (span.start, span.end)), None)
            if inner is None:
                return node
            node = inner

    def value_of(self, unit: UnitId, node: Node) -> Value:
        """Any expression of a script as a value, as its summary would have it."""
        if unit not in self._lowerings:
            low = Lowering(self.parsed(unit), self.scopes(unit))
            low.number(list(walk(low.parsed.root)))
            self._lowerings[unit] = low
        return self._lowerings[unit].value(node)

    def origin_of(self, unit: UnitId, node: Node) -> Origin | None:
        """Where the value of any expression of a script comes from."""
        return self.facts.origins.origin(unit, self.value_of(unit, node))

    def function_behind(self, unit: UnitId, node: Node) -> tuple[UnitId, Node] | None:
        """The one function of the app that an expression is, with its script."""
        origin = self.origin_of(unit, node)
        if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
            return None
        return origin.unit, self.node(origin.unit, origin.value.span)

    def is_of_package(self, unit: UnitId, node: Node) -> bool:
        """True for a name that comes from an npm package other than Electron."""
        origin = self.origin_of(unit, node)
        return isinstance(origin, External) and origin.module not in ("global", "electron", "process") and "electron" not in origin.module

    def members(self, unit: UnitId) -> Members:
        """Every name by its text, in the scripts of main or of the pages: whose side this script is on."""
        return self._main_members if self.facts.process(unit.path) is Process.MAIN else self._page_members

    @cached_property
    def _page_members(self) -> Members:
        return Members(self)

    @cached_property
    def _main_members(self) -> Members:
        return Members(self, main=True)

    def loads_of(self, path: str) -> tuple[tuple[UnitId, Node], ...]:
        """Every import, re-export and `require` of a file of the app, in scripts other than tests."""
        return self._loads.get(path, ())

    @cached_property
    def _loads(self) -> Mapping[str, tuple[tuple[UnitId, Node], ...]]:
        table: dict[str, list[tuple[UnitId, Node]]] = {}
        for path, summary in list(self.facts.summaries.items()):
            if is_test(path):
                continue
            for number, unit in enumerate(summary.units):
                for load in unit.loads:
                    located = self.facts.origins.locate(UnitId(path, number), load.specifier)
                    if isinstance(located, LocalFile):
                        table.setdefault(located.path, []).append((UnitId(path, number), self.node(UnitId(path, number), load.span)))
        return {path: tuple(found) for path, found in table.items()}

    @cached_property
    def react_pools_events(self) -> bool:
        """True when the app's React is older than 17, or its version is not known: an event is emptied when its handler returns."""
        return (lowest_major(self.facts.app.manifest.dependencies.get("react", "")) or 0) < 17

    def text(self, unit: UnitId, span: Span) -> str:
        return self.facts.sources[unit.path].text(span)

    @cached_property
    def opened_windows(self) -> Mapping[tuple[UnitId, Span], Opened]:
        """The windows that pages make with `remote`, by the script and the span of `new`."""
        return find_opened(self)

    @cached_property
    def made_objects(self) -> Mapping[tuple[UnitId, Span], Made]:
        """The tray icons and notifications that pages make with `remote`, by the script and the span of `new`."""
        # late: what a use becomes is asked of a context
        from electron_migrate.plan.made_objects import find_made

        return find_made(self)

    @cached_property
    def looked_up(self) -> Mapping[tuple[UnitId, Span], LookedUp]:
        """The windows and web contents that pages look up in main, by the script and the span of the call."""
        # late: what a use becomes is asked of a context
        from electron_migrate.plan.looked_up import find_looked_up

        return find_looked_up(self)

    def strategy_at(self, unit: UnitId, span: Span) -> Strategy | None:
        """What a person chose for the use that has `span` in it."""
        around = [place for place in self.strategies if place.path == unit.path and place.span.contains(span)]
        return self.strategies[min(around, key=lambda place: place.span.end - place.span.start)] if around else None

    def needs_node(self, path: str) -> str:
        """What a file of a page needs Node or Electron for; empty when nothing."""
        return self.blocking.get(path, "")

    def bridge_of(self, unit: UnitId) -> tuple[str, ...] | Manual:
        """The preloads that must carry what this script calls, one for each window that shows it; or why there can be none."""
        path = unit.path
        process = self.facts.process(path)
        if process is not Process.RENDERER:
            return _no_page(self.facts, path)
        if self.facts.broken(path):
            return Manual("The file has syntax that could not be read.", "Correct the syntax error, then plan again.")
        windows = self.facts.windows_of(path)
        guests = sorted(
            page
            for page in self.facts.file_pages.get(path, frozenset()) & self.facts.guest_pages
            if not any(page in window.pages for window in self.facts.windows)
        )
        if guests:
            return Manual(
                f"{guests[0]} is shown by a webview or by a window that a page makes, or may be: there it has no bridge of the window's.",
                "Give it a preload of its own with what the page needs, or show the page in the window.",
            )
        if not windows:
            return Manual(
                "No window was found that shows this page, so no preload can carry its bridge.",
                "If a window does show it, load the page by a path that can be followed (loadFile with a plain path).",
            )
        opened = sorted(self.facts.file_pages.get(path, frozenset()) & self.facts.opened_pages)
        if opened:
            return Manual(
                f"{opened[0]} is opened by a page itself: whether its window gets a preload is not for sure.",
                "Let main open it, or give it the preload in setWindowOpenHandler (overrideBrowserWindowOptions).",
            )
        found: dict[str, None] = {}
        for window in windows:
            if window.id in self.unattachable:
                return Manual(f"{self.unattachable[window.id]} ({self.at(window)}).", "Until then the page keeps its direct access.")
            found[self.preloads[window.id]] = None
        return tuple(found)

    # ---- channels

    @cached_property
    def _page_calls(self) -> Mapping[tuple[str, str], tuple[Site, ...]]:
        """Calls of `ipcRenderer` in pages by (channel, verb)."""
        table: dict[tuple[str, str], list[Site]] = {}
        for site in self.facts.sites:
            if site.module != "ipcRenderer" or site.call is None or len(site.call.arguments) <= channel_index(site.verb):
                continue
            if self.facts.process(site.unit.path) is Process.RENDERER:
                value = site.call.arguments[channel_index(site.verb)]
                names = [channel for channel, _ in channel_names_of(self.facts.origins, site.unit, value)]
                for channel in names or self.known_channels(site):
                    table.setdefault((channel, _verb(site.verb)), []).append(site)
        return {key: tuple(sites) for key, sites in table.items()}

    def known_channels(self, site: Site) -> tuple[str, ...]:
        """The channels that a use of ipcRenderer takes from a list, a table or the calls of the function around it; none where they are not all known."""
        function = site.chain.function
        if site.call is None or (function is not None and self.facts.origins.stands_for_method(site.unit, function)):
            # the calls of a function that only passes its arguments on are calls of the method, and it goes
            return ()
        return known_channels(self, site.unit, self.node(site.unit, site.call.arguments[channel_index(site.verb)].span))

    def calls_on(self, channel: str, verb: str) -> tuple[Site, ...]:
        """Every call in a page of one verb on one channel."""
        return self._page_calls.get((channel, _verb(verb)), ())

    def listened_channels(self, unit: UnitId) -> tuple[str, ...]:
        """Channels that pages of the same windows listen to, in order; empty where one of them is not known."""
        windows = {window.id for window in self.facts.windows_of(unit.path)}
        found: dict[str, None] = {}
        for site in self.facts.sites:
            if site.module != "ipcRenderer" or _verb(site.verb) not in ("on", "once") or site.call is None or not site.call.arguments:
                continue
            if not windows & {window.id for window in self.facts.windows_of(site.unit.path)}:
                continue
            channel = self.facts.origins.text(site.unit, site.call.arguments[0])
            if channel is None:
                return ()
            found[channel] = None
        return tuple(sorted(found))

    def listener_sites(self, unit: UnitId, channel: str) -> tuple[Registration, ...]:
        """Registrations and removals of listeners for a channel in one script, in order."""
        found = {one for known, several in self._registered.items() if known is not None and known[0] == channel for one in several}
        # `c ? 'a' : 'b'` is of both channels, and not rewritten with either
        surely = [one for one in found if one.unit == unit and len(channel_names_of(self.facts.origins, unit, one.call.arguments[0])) == 1]
        return tuple(sorted(surely, key=lambda one: one.call.span))

    def registrations(self, channel: str) -> tuple[Registration, ...]:
        """Registrations and removals of listeners on ipcRenderer outside of preloads that are, or may be, for this channel."""
        found: dict[Registration, None] = {}
        for known, several in self._registered.items():
            if known is None or known[0] == channel or (known[1] and may_be(known[0], channel)):
                found.update(dict.fromkeys(several))
        return tuple(found)

    @property
    def listened_names(self) -> frozenset[str]:
        """Every channel that something listens to on ipcRenderer."""
        return frozenset(channel[0] for channel in self._registered if channel is not None)

    @cached_property
    def _registered(self) -> Mapping[tuple[str, bool] | None, tuple[Registration, ...]]:
        """By channel, and whether it is filled in at run time; None holds those of whose channel nothing is known."""
        table: dict[tuple[str, bool] | None, list[Registration]] = {}
        loose = named_loosely(self.facts)
        for site in self.facts.sites:
            if site.module != "ipcRenderer" or self.facts.process(site.unit.path) is Process.PRELOAD:
                # a preload registers functions of its own, those of the bridge among them
                continue
            for one in registrations_of(site):
                named = channel_names_of(self.facts.origins, site.unit, one.call.arguments[0])
                around = wrapper_around(self.facts, site) if not named else None
                if around is not None and around not in loose:
                    # its calls say which channel
                    continue
                known = self.known_channels(site) if one.call == site.call else ()
                for channel in named or [(name, False) for name in known] or (None,):
                    table.setdefault(channel, []).append(one)
        return {channel: tuple(found) for channel, found in table.items()}

    @cached_property
    def _member_names(self) -> Mapping[tuple[str, str], str]:
        uses: dict[str, set[str]] = {}
        for channel, verb in self._page_calls:
            if verb in NAMED_VERBS:
                uses.setdefault(channel, set()).add(verb)
        whole = (site for site in self.facts.sites if site.module == "ipcRenderer" and site.verb == "removeAllListeners")
        if any(site.call is not None and not site.call.arguments for site in whole):
            # a call for each channel takes its place
            for verbs in uses.values():
                if verbs & {"on", "once"}:
                    verbs.add("removeAllListeners")
        return channel_names({channel: frozenset(kinds) for channel, kinds in uses.items()}, self._domains)

    @cached_property
    def importers(self) -> Mapping[str, tuple[UnitId, ...]]:
        """The scripts that load each file of the app."""
        found: dict[str, dict[UnitId, None]] = {}
        for path, summary in list(self.facts.summaries.items()):
            for number, unit in enumerate(summary.units):
                for load in unit.loads:
                    located = self.facts.origins.locate(UnitId(path, number), load.specifier)
                    if isinstance(located, LocalFile) and located.path != path:
                        found.setdefault(located.path, {})[UnitId(path, number)] = None
        return {path: tuple(units) for path, units in found.items()}

    @cached_property
    def main_members(self) -> MainMembers:
        """What pages do with globals and modules of main."""
        return MainMembers(self, self.main_kind)

    @cached_property
    def taken_names(self) -> frozenset[str]:
        """First names of bridge members that are given already: by the API table, and for channels."""
        return self._domains | frozenset(self._member_names.values())

    @property
    def _domains(self) -> frozenset[str]:
        """First names of bridge members that the API table hands out."""
        return frozenset(row.bridge[0] for row in self.table.rows if row.bridge)

    def channel_member(self, channel: str, verb: str) -> tuple[str, ...]:
        """The path of the bridge member for one verb on one channel, unique over the app; one that a preload has already is taken."""
        known = self._exposed_senders.get((channel, verb))
        return known if known is not None else (self._member_names[channel, _verb(verb)],)

    @cached_property
    def _exposed_senders(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Members of the bridge that send on one plain channel: (channel, verb) -> path, where exactly one does.

        Subscriptions are left out: whether an app's own one hands the event on, or can be cancelled, is not known.
        """
        found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        preloads = set(self.preloads.values())
        for exposure in self.facts.exposures:
            if exposure.key != self.api_name or exposure.preload not in preloads:
                continue
            for member in exposure.members:
                inside = [
                    site
                    for site in self.facts.sites
                    if site.module == "ipcRenderer" and site.unit.path == member.place.path and member.place.span.contains(site.span)
                ]
                if (
                    len(inside) == 1
                    and inside[0].verb in ("send", "invoke", "sendSync")
                    and inside[0].call is not None
                    and inside[0].call.arguments
                ):
                    text = self.facts.origins.text(inside[0].unit, inside[0].call.arguments[0])
                    if text is not None:
                        found.setdefault((text, inside[0].verb), set()).add(member.path)
        return {key: next(iter(paths)) for key, paths in found.items() if len(paths) == 1}

    def result_of(self, channel: str) -> str:
        """The TypeScript type of what main answers on a channel, where it is proven; else `unknown`."""
        annotations = []
        for verb in ("invoke", "sendSync"):
            for site in self.calls_on(channel, verb):
                parsed = self.parsed(site.unit)
                if is_typed(parsed) and site.chain.use is not Use.STATEMENT and site.call is not None:
                    annotations.append(result_annotation(parsed, self.node(site.unit, site.call.span)))
        return joined(annotations)

    def receiver_names(self, channel: str) -> tuple[str, ...]:
        """What main's listener for a channel calls its parameters, after the event; empty where it cannot be read."""
        entry = self._channels.get(channel)
        found = [use.names for use in entry.receivers if use.names] if entry is not None else []
        return found[0] if found else ()

    def listener_types(self, channel: str, index: int) -> str:
        """The type of the argument at `index` (after the event) that typed listeners of a channel expect."""
        annotations = []
        for verb in ("on", "once"):
            for site in self.calls_on(channel, verb):
                parsed = self.parsed(site.unit)
                if site.call is None or len(site.call.arguments) < 2 or not is_typed(parsed):
                    continue
                parameters = listener_parameters(self, site.unit, self.node(site.unit, site.call.arguments[1].span))
                if parameters is None:
                    annotations.append("")
                elif index + 1 < len(parameters):
                    annotations.append(annotation_of(parsed, parameters[index + 1]))
        return joined(annotations)

    def channel(self, name: str) -> Channel | None:
        """The channel of a plain name."""
        return self._channels.get(name)

    def sync_request(self, channel: str) -> SyncRequest | NoRequest:
        """Whether `sendSync` on a channel can become a request that is awaited."""
        if channel not in self._sync_requests:
            self._sync_requests[channel] = sync_request(self, channel)
        return self._sync_requests[channel]

    def reply_pair(self, channel: str) -> ReplyPair | NoRequest:
        """Whether a message on a channel and its reply can become one request."""
        if channel not in self._reply_pairs:
            self._reply_pairs[channel] = reply_pair(self, channel)
        return self._reply_pairs[channel]

    @cached_property
    def _channels(self) -> Mapping[str, Channel]:
        return {channel.name: channel for channel in self.facts.channels if not channel.dynamic}

    def most_arguments(self, origin: tuple[str, ...]) -> int:
        """The most arguments that a page passes to a member, its own window as the first not counted."""
        return self._argument_counts.get(origin, 0)

    @cached_property
    def _argument_counts(self) -> Mapping[tuple[str, ...], int]:
        counts: dict[tuple[str, ...], int] = {}
        for site in self.facts.sites:
            for level in site.levels:
                if isinstance(level.value, Call):
                    given = level.value.arguments
                    own = 1 if given and is_current_window(self.facts.origins, site.unit, given[0]) else 0
                    counts[level.origin] = max(counts.get(level.origin, 0), len(given) - own)
        return counts

    def replacement(self, unit: UnitId, span: Span, text: str) -> Edit:
        """Puts an expression where a name or expression stands; `{ platform }` becomes `{ platform: … }`."""
        node = self.node(unit, span)
        if node.type == "shorthand_property_identifier":
            return Edit.replace(span, f"{self.text(unit, span)}: {text}")
        return Edit.replace(span, text)

    def callee_edits(self, unit: UnitId, callee: Value, path: tuple[str, ...]) -> tuple[Edit, ...]:
        """Puts the bridge's member where a callee stands; a line break before its last name stays."""
        # `ipc?.send('a')`: the same page may be shown where there is no bridge
        optional = any(isinstance(level, Member) and level.optional for level in levels(callee))
        bridge = self.bridge_at(unit, callee.span) + ("?" if optional else "")
        text = f"{bridge}.{'.'.join(path)}"
        renamed = any(path[:length] in self.renamed for length in range(1, len(path) + 1))
        if (
            not renamed
            and isinstance(callee, Member)
            and b"\n" in self.facts.sources[unit.path].data[callee.object.span.end : callee.name_span.start]
        ):
            owner = ".".join((bridge, *path[:-1]))
            return (Edit.replace(Span(callee.span.start, callee.object.span.end), owner), Edit.replace(callee.name_span, path[-1]))
        return (self.replacement(unit, callee.span, text), *self._type_arguments_gone(unit, callee))

    def _type_arguments_gone(self, unit: UnitId, callee: Value) -> tuple[Edit, ...]:
        """`invoke<Note[]>('notes')`: the method of the bridge says itself what it answers."""
        call = self.node(unit, callee.span).parent
        given = self.parsed(unit).type_arguments(call) if call is not None and call.type == "call_expression" else None
        return (Edit.delete(given.start_byte, given.end_byte),) if given is not None else ()

    def free_channel(self, wanted: str) -> str:
        """A channel name for a new handler: the wanted one, unless the app has a channel of that name that is no handler of ours."""
        entry = self._channels.get(wanted)
        if entry is None or (all(use.place.path == self.handlers_file for use in entry.receivers) and entry.receivers):
            return wanted
        return f"electron:{wanted}"

    def is_changed(self, members: tuple[tuple[str, ...], ...]) -> bool:
        """True when main calls or writes one of these members anywhere but at its start."""
        return any(
            site.module == "electron"
            and site.last.origin in members
            and site.chain.function is not None
            and site.chain.use in (Use.STATEMENT, Use.WRITTEN)
            and self.facts.process(site.unit.path) is Process.MAIN
            for site in self.facts.sites
        )

    # ---- text

    def delete_arguments(self, unit: UnitId, first: Span, until: Span) -> tuple[Edit, ...]:
        """Deletes the argument at `first` with its comma, up to the start of `until`, but keeps comments between the two."""
        data = self.facts.sources[unit.path].data
        between = data[first.end : until.start]
        comment = re.search(rb"/\*.*?\*/|//[^\n]*\n\s*", between, re.S)
        if comment is None:
            return (Edit.delete(first.start, until.start),)
        return (Edit.delete(first.start, first.end + comment.start()),)

    def indent_at(self, unit: UnitId, offset: int) -> str:
        """The white space before the code of the line that holds `offset`."""
        data = self.facts.sources[unit.path].data
        start = data.rfind(b"\n", 0, offset) + 1
        line = data[start:offset]
        return line[: len(line) - len(line.lstrip(b" \t"))].decode()

    def sibling_names(self, unit: UnitId) -> frozenset[str]:
        """Top-level names of the classic scripts that share a page with this one."""
        context = self.facts.page_scripts.get(unit)
        names: set[str] = set()
        for sibling in context.siblings if context is not None else ():
            try:
                summary = self.facts.unit(sibling)
            except (KeyError, IndexError):
                continue
            names.update(binding.name for binding in summary.bindings if binding.top)
        return frozenset(names)

    def is_shared_name(self, unit: UnitId, binding: Binding) -> bool:
        """True for a top-level name of a classic script that another script or handler of its page uses."""
        context = self.facts.page_scripts.get(unit)
        if context is None or binding.scope is not self.scopes(unit).module or self.facts.unit(unit).module:
            return False
        for sibling in context.siblings:
            try:
                chains = self.facts.unit(sibling).chains
            except (KeyError, IndexError):
                continue
            if sibling != unit and any(
                isinstance(root := levels(chain.value)[0], Name) and root.binding == GLOBAL and root.name == binding.name
                for chain in chains
            ):
                return True
        return False

    def mentioned_elsewhere(self, path: str, name: str) -> bool:
        """True when a word stands anywhere in another script or page of the app."""
        word = name.encode()
        pattern = re.compile(rb"(?<![\w$])" + re.escape(word) + rb"(?![\w$])")
        return any(
            other != path and word in source.data and pattern.search(source.data) is not None
            for other, source in self.facts.sources.items()
        )

    def at(self, window: LinkedWindow) -> str:
        source = self.facts.sources[window.found.unit.path]
        return f"{window.found.unit.path}:{source.position(window.found.span.start).line}"

    def reports_errors(self, unit: UnitId) -> bool:
        """True when a page of this script listens for uncaught errors: a callback that throws must still reach it."""
        return reports_errors(self.facts, unit)


_SAME_VERBS = {"addListener": "on", "prependListener": "on", "prependOnceListener": "once", "off": "removeListener"}


_SHOWN = {"main": "main", "preload": "a preload", "renderer": "a page", "worker": "a worker"}


def _verb(verb: str) -> str:
    return _SAME_VERBS.get(verb, verb)


def _no_page(facts: Facts, path: str) -> Manual:
    process = facts.process(path)
    if process is Process.SHARED:
        kinds = re.findall(r"(?:^|; )(main|preload|renderer|worker): ", facts.files[path].why)
        where = " and in ".join(_SHOWN[kind] for kind in kinds) or "main and in a page"
        return Manual(
            f"The file runs in {where}: one text cannot serve both once pages are isolated.",
            "Split it into a file for each process.",
        )
    if process is Process.PRELOAD:
        return Manual("A preload script uses this itself.", "Ask main over a channel of its own (ipcRenderer.invoke and ipcMain.handle).")
    if process is Process.WORKER:
        return Manual("A worker uses this, and workers have no preload.", "Post a message to the page and let the page ask.")
    if process is Process.MAIN:
        return Manual("The file runs in main.", "Use the module from 'electron' directly.")
    return Manual(
        "What loads this file was not found, so it is not known which window shows it.",
        "If a page loads it, name it in that page or in the bundler's entries by a plain path.",
    )
