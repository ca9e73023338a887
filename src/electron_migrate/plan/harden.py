"""Stage harden: listeners that main had before get the sender check, where everybody who sends on their channel is known.

The change is one word, `ipcMain.on(…)` to `trustedIpcMain.on(…)`: the listener itself stays as it is, runs at once, and throws where it threw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import span_of
from electron_migrate.code.source import Place
from electron_migrate.facts.link import LinkedWindow, is_local_url
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, walk
from electron_migrate.facts.model import Channel, ChannelUse, Process, Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.model import Finding
from electron_migrate.plan.attach import Attachment, is_isolated
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Fix, Group, Manual, Stage
from electron_migrate.plan.needs import DropUnused, Need, TrustedImport, TrustedPage
from electron_migrate.plan.render_model import ModuleKind

RULE = "unchecked-ipc-handler"
NAME = "trustedIpcMain"
"""What the module that checks senders exports for listeners that were there before."""

_CHECKED = frozenset({"on", "addListener", "handle"})
_TO_MAIN = frozenset({"send", "sendSync", "invoke", "postMessage"})
_LEAVING = re.compile(r"^(on)?(beforeunload|unload|pagehide)$")
_BY_HAND = "Compare event.sender with your own pages there; the generated trusted-ipc has a function for it."


class Hardening:
    """What can be done about each finding that main does not look at a sender."""

    def __init__(self, context: Context, attachment: Attachment) -> None:
        self.context = context
        self.attachment = attachment

    @cached_property
    def offered(self) -> bool:
        """False for an app that is isolated already, and not by this tool: its listeners are its own business, and stay notes."""
        facts = self.context.facts
        return self.attachment.layout.trusted in facts.sources or any(not is_isolated(window) for window in facts.windows)

    def fix(self, finding: Finding) -> Fix | Manual:
        fix = self._fix(finding)
        return Manual(fix, _BY_HAND) if isinstance(fix, str) else fix

    def _fix(self, finding: Finding) -> Fix | Manual | str:
        place = finding.place
        path = place.path
        channel, use = self._registered.get(place, (None, None))
        if channel is None or use is None:
            return "Its channel is only known when the app runs, and with it who sends on it."
        if use.kind not in _CHECKED:
            return f"It is registered with {use.kind}: a message of a stranger would use it up."
        if self.context.facts.process(path) is not Process.MAIN or self.context.facts.broken(path):
            return "The file does not run in main only."
        unit = self.context.unit_at(place)
        call = self.context.node(unit, place.span)
        owner = _owner(call)
        if owner is None or call.parent is None or call.parent.type != "expression_statement":
            return "The registration is more than one plain call."
        if use.kind != "handle" and self._is_taken_off(channel.name):
            return "The listener is taken off again by its function, which removeListener would not find behind a check."
        unknown = self._unknown_sender(channel)
        if unknown:
            return f"Not everybody who sends on it is known: {unknown}."
        # all own pages, not only those of the senders that were found: code that could not be read may send too
        trusted = tuple(dict.fromkeys(page for pages in self.attachment.trusted.values() for page in pages))
        refused = self.cannot_import(unit)
        if refused:
            return refused
        needs: tuple[Need, ...] = (TrustedImport(path), *trusted, DropUnused(path))
        return Fix(
            f"check who sends on {channel.name}",
            Safety.REVIEW,
            f"senders {path}",
            (finding.id,),
            {path: (Edit.replace(span_of(owner), NAME),)},
            needs,
            may_change="Messages from anything but the app's own pages are dropped, requests rejected, and a sendSync gets null. "
            "Up to Electron 11 a frame inside of such a page cannot be told from it.",
        )

    # ---- who sends

    @cached_property
    def _registered(self) -> Mapping[Place, tuple[Channel, ChannelUse]]:
        return {use.place: (channel, use) for channel in self.context.facts.channels if not channel.dynamic for use in channel.receivers}

    def _unknown_sender(self, channel: Channel) -> str:
        """Why not everybody who may send on a channel is in a page that is known as the app's own; empty when all are."""
        own = [use for use in channel.senders if use.kind in _TO_MAIN]
        return self._unknown_among(own) or self._unknown_on_any or ("" if own else "no sender was found")

    @cached_property
    def _unknown_on_any(self) -> str:
        """The same of senders whose channel is only known when the app runs: they may mean each."""
        return self._unknown_among(use for one in self.context.facts.channels if one.dynamic for use in one.senders if use.kind in _TO_MAIN)

    def _unknown_among(self, uses: Iterable[ChannelUse]) -> str:
        for use in uses:
            windows = self._windows_of(use)
            if isinstance(windows, str):
                return windows
            for window in windows:
                why = self.not_told(window)
                if why:
                    return f"{why} ({self.context.at(window)})"
        return ""

    def _windows_of(self, use: ChannelUse) -> Sequence[LinkedWindow] | str:
        """The windows in which a sender runs, or why they are not all known."""
        path = use.place.path
        process = self.context.facts.process(path)
        at = self.context.facts.where(path, use.place.span.start)
        if process is Process.RENDERER:
            if self.context.facts.file_pages.get(path, frozenset()) & self.context.facts.opened_pages:
                return f"{at} also runs in a page that window.open shows"
            windows = self.context.facts.file_windows.get(path, ())
        elif process is Process.PRELOAD:
            if self._while_loading(use.place):
                return f"{at} sends while the preload loads, when main still sees the page before"
            windows = tuple(window for window in self.context.facts.windows if window.model.preload == path)
        else:
            return f"{at} is neither in a page nor in a preload"
        if self._while_leaving(use.place):
            return f"{at} sends while its page goes away, when main may see no page any more"
        return windows or f"the window of {at} was not found"

    def not_told(self, window: LinkedWindow) -> str:
        """Why the pages of a window are not all known as the app's own; empty when they are."""
        if window.open_end:
            return f"a window shows what is not known, {window.open_end}"
        if window.found.in_page:
            return "a page makes one of the windows"
        if window.model.preferences["nodeIntegrationInSubFrames"].value is not False:
            return "foreign frames of a window have the preload too"
        if window.id in self.attachment.unattachable:
            # where a window's files are when the app runs may not be known: the list of pages would be wrong
            return f"a window can get no bridge ({self.attachment.unattachable[window.id]})"
        for load in window.model.loads:
            if load.given is not None and TrustedPage(development=load.given) in self.attachment.trusted.get(window.id, ()):
                continue
            if load.page is None and not (load.url is not None and is_local_url(load.url)):
                return f"a window shows {load.url or 'what is not known'}"
        return "" if self.attachment.trusted.get(window.id) else "no page of a window was found"

    def _while_loading(self, place: Place) -> bool:
        """True for code of a preload that runs before its page is there: outside of all functions, or in one that is called there."""
        unit = self.context.unit_at(place)
        function = _outermost(self.context.node(unit, place.span))
        if function is None:
            return True
        around = function.parent
        while around is not None and around.type in WRAPPERS:
            around = around.parent
        if around is not None and around.type == "call_expression" and around.child_by_field_name("arguments") != function.parent:
            return True
        name = _name(function)
        parsed = self.context.parsed(unit)
        return name is not None and any(
            node.type == "call_expression" and parsed.text(node.child_by_field_name("function") or node) == parsed.text(name)
            for node in walk(parsed.root)
            if _outermost(node) is None
        )

    def _while_leaving(self, place: Place) -> bool:
        """True inside a listener for the end of the page."""
        unit = self.context.unit_at(place)
        parsed = self.context.parsed(unit)
        node: Node | None = self.context.node(unit, place.span)
        while node is not None:
            arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
            named: Node | None = None
            if arguments is not None:
                named = next(iter(arguments.named_children), None)
            elif node.type == "assignment_expression":
                left = node.child_by_field_name("left")
                named = left.child_by_field_name("property") if left is not None else None
            if named is not None and _LEAVING.match(parsed.text(named).strip("'\"`")):
                return True
            node = node.parent
        return False

    # ---- main's side

    def _is_taken_off(self, channel: str) -> bool:
        return any(name in (channel, None) for name in self._taken_off)

    @cached_property
    def _taken_off(self) -> frozenset[str | None]:
        """Channels from which main takes a listener by its function; None for one that is not known."""
        found: set[str | None] = set()
        for path, fact in self.context.facts.files.items():
            source = self.context.facts.sources.get(path)
            if fact.process in (Process.RENDERER, Process.PRELOAD) or source is None or b"ipcMain" not in source.data:
                continue
            for match in re.finditer(
                rb"ipcMain\s*\.\s*(?:removeListener|off)\s*\(\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n$]*)`)?", source.data
            ):
                name = match[1] or match[2] or match[3]
                found.add(name.decode("utf-8", "replace") if name is not None else None)
        return frozenset(found)

    def cannot_import(self, unit: UnitId, name: str = NAME) -> str | None:
        """Why the file cannot have the name that the fix writes; None when it can."""
        layout = self.attachment.layout
        if unit.path in (layout.trusted, layout.handlers):
            return "The file is one that the tool writes."
        bindings = [binding for binding in self.context.scopes(unit).bindings if binding.name == name]
        known = {located.path for located in self._imports_of(unit)}
        if bindings and layout.trusted not in known:
            return f"`{name}` has another meaning in this file."
        if layout.main_kind is ModuleKind.ESM and unit.path.endswith(".cjs"):
            return "The file is CommonJS, and the check of senders an ES module: it cannot be required."
        return None

    def _imports_of(self, unit: UnitId) -> Iterator[LocalFile]:
        for load in self.context.facts.unit(unit).loads:
            located = self.context.facts.origins.locate(unit, load.specifier)
            if isinstance(located, LocalFile):
                yield located


def harden_groups(hardened: Mapping[str, Fix], without: frozenset[str]) -> tuple[Group, ...]:
    """One group for each file of main, `without` these findings."""
    files: dict[str, list[Fix]] = {}
    for id, fix in hardened.items():
        if id not in without:
            files.setdefault(fix.topic.removeprefix("senders "), []).append(fix)
    groups = []
    for path, fixes in sorted(files.items()):
        several = f"{len(fixes)} listeners" if len(fixes) > 1 else "a listener"
        slug = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-").lower()
        groups.append(Group(f"senders-{slug}", Stage.HARDEN, f"Who sends is checked: {several} of {path}", Safety.REVIEW, tuple(fixes)))
    return tuple(groups)


def _owner(call: Node) -> Node | None:
    """`ipcMain` in `ipcMain.on(…)`, `electron.ipcMain` in `electron.ipcMain.on(…)`."""
    called = call.child_by_field_name("function") if call.type == "call_expression" else None
    if called is None or called.type != "member_expression":
        return None
    owner = called.child_by_field_name("object")
    return owner if owner is not None and owner.type in ("identifier", "member_expression") else None


def _outermost(node: Node) -> Node | None:
    """The outermost function around a node."""
    found: Node | None = None
    at = node.parent
    while at is not None:
        if at.type in FUNCTIONS:
            found = at
        at = at.parent
    return found


def _name(function: Node) -> Node | None:
    """The name under which a function can be called at the top level."""
    own = function.child_by_field_name("name")
    around = function.parent
    if own is None and around is not None and around.type == "variable_declarator":
        return around.child_by_field_name("name")
    return own
