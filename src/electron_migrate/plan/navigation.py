"""Windows that stay with the app's own pages (`--navigation own-pages`): a line behind each that shows nothing else, where no page is seen to lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from tree_sitter import Node

from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.edits import Edit
from electron_migrate.code.markup import tags
from electron_migrate.code.source import Source
from electron_migrate.facts.link import LinkedWindow
from electron_migrate.facts.lowering import WRAPPERS
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.page_links import OPENS
from electron_migrate.plan.context import Context
from electron_migrate.plan.harden import Hardening
from electron_migrate.plan.model import Fix, Group, Stage
from electron_migrate.plan.needs import Need, TrustedImport
from electron_migrate.plan.render_trusted import KEEP_TO_OWN_PAGES, OPEN_NO_WINDOWS

# Who answers one of these limits, or leads, windows in a way of its own.
_OWN_LIMITS = re.compile(rb"will-navigate|will-redirect|new-window|setWindowOpenHandler")
_GOES = re.compile(rb"(?<![\w$])location\s*(?:\.\s*href\s*)?=(?![=>])|(?<![\w$])location\s*\.\s*(?:assign|replace)\s*\(")
# A page or a place of it that is written out; a folder above the page's own is fine, a host is not.
_OWN_ADDRESS = re.compile(rb"""\s*(['"`])(?:[#?][^'"`]*|(?!//)[\w@%./\\-]+\.html?(?:[#?][^'"`$]*)?)\1\s*\)?\s*(?:[;,}\n]|$)""")
_TARGETS = re.compile(rb"_blank|\.\s*target\s*=(?!=)|['\"`]target['\"`]\s*,|<a\s[^>]*target")
_ELSEWHERE = re.compile(r"\s*(?![A-Za-z]:[\\/])(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
# What a script from elsewhere does is not known.
_LEADING = {
    **dict.fromkeys(("a", "area"), ("href", "xlink:href")),
    **dict.fromkeys(("form", "button", "input"), ("action", "formaction")),
    "script": ("src",),
}
_STATEMENTS = frozenset({"expression_statement", "lexical_declaration", "variable_declaration"})


class Navigation:
    """Which windows can be kept to the app's own pages."""

    def __init__(self, hardening: Hardening) -> None:
        self.hardening = hardening
        self.context = hardening.context
        self.attachment = hardening.attachment

    def fixes(self) -> Mapping[str, Fix]:
        """By the window's id. Windows that may show what is not known, or whose pages lead elsewhere, have none."""
        facts = self.context.facts
        if not self.hardening.offered or any(_OWN_LIMITS.search(source.data) for path, source in facts.sources.items() if path != self.attachment.layout.trusted):
            return {}
        return {window.id: fix for window in facts.windows if (fix := self._fix(window)) is not None}

    def _fix(self, window: LinkedWindow) -> Fix | None:
        unit, layout = window.found.unit, self.attachment.layout
        facts = self.context.facts
        if window.found.kind != "BrowserWindow" or unit.path in (layout.handlers, layout.trusted) or facts.process(unit.path) is not Process.MAIN:
            return None
        if facts.broken(unit.path) or self.hardening.not_told(window) or self._leads_elsewhere(window):
            return None
        wanted = [KEEP_TO_OWN_PAGES] if self._opens_windows(window) else [KEEP_TO_OWN_PAGES, OPEN_NO_WINDOWS]
        if any(self.hardening.cannot_import(unit, name) for name in wanted):
            return None
        made = _made(self.context.node(unit, window.found.span))
        if made is None:
            return None
        name, statement = made
        text = self.context.parsed(unit).text(name)
        if re.search(rf"\b{KEEP_TO_OWN_PAGES}\s*\(\s*{re.escape(text)}\s*\)", self.context.parsed(unit).source.data.decode("utf-8", "replace")):
            return None
        end = ";" if self.context.parsed(unit).source.data[: statement.end_byte].endswith(b";") else ""
        line = self.context.style(unit.path).newline + self.context.indent_at(unit, statement.start_byte)
        trusted = tuple(dict.fromkeys(page for pages in self.attachment.trusted.values() for page in pages))
        needs: tuple[Need, ...] = (*(TrustedImport(unit.path, one) for one in wanted), *trusted)
        return Fix(
            f"keep the window made at {self.context.at(window)} to the app's own pages",
            Safety.REVIEW,
            f"navigation {window.id}",
            (),
            {unit.path: (Edit.insert(_end_of(statement, self.context.parsed(unit).source.data), "".join(f"{line}{one}({text}){end}" for one in wanted)),)},
            needs,
            may_change="A link in what a page shows, or a file that is dropped on it, no longer takes the window elsewhere"
            + (", and a link that is clicked with Ctrl or the middle button opens no second window." if OPEN_NO_WINDOWS in wanted else "."),
        )

    # ---- what the pages do

    def _leads_elsewhere(self, window: LinkedWindow) -> bool:
        """True where a page has a link that is no page of the app, or goes to an address that is not written out."""
        for source in self._sources(window):
            if source.path.lower().endswith(PAGE_ENDINGS) and any(_ELSEWHERE.match(address) for address in _addresses(source)):
                return True
            if any(not _OWN_ADDRESS.match(source.data, match.end()) for match in _GOES.finditer(source.data)):
                return True
            if re.search(rb"<a\s[^>]*href\s*=\s*\\?['\"]?(?:https?:|//)", source.data, re.IGNORECASE):
                return True
        return False

    def _opens_windows(self, window: LinkedWindow) -> bool:
        return any(OPENS.search(source.data) or _TARGETS.search(source.data) or _has_targets(source) for source in self._sources(window))

    def _sources(self, window: LinkedWindow) -> Iterator[Source]:
        """The texts of all that runs in the window's pages."""
        shown = set(window.pages)
        for path, pages in self._file_pages.items():
            if pages & shown and path in self.context.facts.sources:
                yield self.context.facts.sources[path]

    @cached_property
    def _file_pages(self) -> Mapping[str, frozenset[str]]:
        facts = self.context.facts
        return {**{page: frozenset({page}) for window in facts.windows for page in window.pages}, **facts.file_pages}


def navigation_groups(context: Context, limits: Mapping[str, Fix], windows: tuple[str, ...]) -> Iterator[Group]:
    """One group for each window; `windows`: the ids of those that are asked for, all where there is none."""
    for window in context.facts.windows:
        if window.id in limits and (not windows or window.id in windows):
            title = f"The {window.found.kind} made at {context.at(window)} stays with the app's own pages"
            yield Group(f"navigation-{window.id}", Stage.HARDEN, title, Safety.REVIEW, (limits[window.id],))


def _addresses(source: Source) -> Iterator[str]:
    for tag in tags(source):
        for name in _LEADING.get(tag.name, ()):
            if address := tag.value(name):
                yield address
        if tag.name == "meta" and (tag.value("http-equiv") or "").strip().lower() == "refresh":
            yield (tag.value("content") or "").partition("=")[2].strip("'\" ")


def _end_of(statement: Node, data: bytes) -> int:
    """Where a statement ends, with the comment that is left of its line."""
    comment = re.compile(rb"[ \t]*//[^\r\n]*").match(data, statement.end_byte)
    return comment.end() if comment is not None else statement.end_byte


def _has_targets(source: Source) -> bool:
    return source.path.lower().endswith(PAGE_ENDINGS) and any((tag.value("target") or "_self").lower() not in ("_self", "_top", "_parent") for tag in tags(source))


def _made(new: Node) -> tuple[Node, Node] | None:
    """The name that a new window is given at once, and the statement; None where it is given none that a next line can use."""
    around = new.parent
    while around is not None and around.type in WRAPPERS:
        around = around.parent
    if around is None:
        return None
    field = "name" if around.type == "variable_declarator" else "left" if around.type == "assignment_expression" else ""
    name = around.child_by_field_name(field) if field else None
    statement = around.parent
    if name is None or statement is None or statement.type not in _STATEMENTS or name.type not in ("identifier", "member_expression"):
        return None
    if statement.parent is None or statement.parent.type not in ("statement_block", "program", "switch_case"):
        # what `if (x) win = …` depends on is one statement
        return None
    if name.type == "member_expression" and any(child.type in ("call_expression", "subscript_expression") for child in name.named_children):
        return None
    return name, statement
