"""The graph of pages: which scripts run in each page, which pages it leads to, and which files any file loads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from electron_migrate.app.app import App
from electron_migrate.app.modules import ImportScan, LocalFile, Resolved
from electron_migrate.app.pages import Page, resolve_url
from electron_migrate.code.markup import script_tags
from electron_migrate.code.source import Source
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import Origins, UnitContext, UnitId
from electron_migrate.facts.page_links import links_of
from electron_migrate.facts.summary import Call, FileSummary, Member, Name, UnitSummary


@dataclass
class PageGraph:
    """Pages and the files that they are made of; it grows with the summaries. The tables are by page, app-relative."""

    app: App
    sources: Mapping[str, Source]
    scans: Mapping[str, tuple[ImportScan, ...]]
    resolve: Callable[[str, str, str | None], Resolved]
    summary_of: Callable[[str], FileSummary | None]
    summaries: Mapping[str, FileSummary]
    """Those that were asked for by now."""
    pages: dict[str, Page] = field(default_factory=dict)
    contexts: dict[UnitId, UnitContext] = field(default_factory=dict)
    """What surrounds each classic script."""
    hosts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    packed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Entries that a bundler makes a page's scripts of."""
    outputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Entries that a bundler makes an output script of, by the script's path."""
    opened: dict[str, tuple[str, ...]] = field(default_factory=dict)
    linked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guests: dict[str, None] = field(default_factory=dict)
    """Pages that pages with webviews name, and that a guest may show, and pages that a page loads elsewhere than in its own window."""

    def __post_init__(self) -> None:
        self.pages.update({page.path: page for page in self.app.pages})
        self.hosts = self._hosts()

    def _hosts(self) -> dict[str, tuple[str, ...]]:
        """For each page the documents in which its scripts run: itself, or the pages that import it."""
        importers: dict[str, list[str]] = {}
        for path, page in self.pages.items():
            for imported in page.imports:
                importers.setdefault(imported, []).append(path)
        return {path: tuple(importers.get(path, ())) or (path,) for path in self.pages}

    def find_contexts(self) -> None:
        """Which classic scripts share a page, and the folders that their `require` starts from."""
        self.contexts.clear()
        by_page: dict[str, list[UnitId]] = {}
        folders: dict[UnitId, list[str]] = {}
        for path, page in self.pages.items():
            for script in page.scripts:
                if script.module:
                    continue
                unit = (
                    UnitId(script.path, 0)
                    if script.path is not None
                    else UnitId(path, script.region)
                    if script.region is not None
                    else None
                )
                if unit is None or unit.path not in self.sources:
                    continue
                for host in self.hosts[path]:
                    by_page.setdefault(host, []).append(unit)
                    folders.setdefault(unit, []).append(posixpath.dirname(host))
            for added in self.added.get(path, ()):
                unit = UnitId(added, 0)
                by_page.setdefault(path, []).append(unit)
                folders.setdefault(unit, []).append(posixpath.dirname(path))
            summary = self.summaries.get(path)
            for number, region in enumerate(summary.units if summary is not None else ()):
                unit = UnitId(path, number)
                if unit not in folders and not region.module:
                    by_page.setdefault(path, []).append(unit)
                    folders[unit] = [posixpath.dirname(path)]
        for units in by_page.values():
            for unit in units:
                known = self.contexts.get(unit, UnitContext())
                siblings = tuple(dict.fromkeys((*known.siblings, *(other for other in units if other != unit))))
                self.contexts[unit] = UnitContext(siblings, tuple(dict.fromkeys(folders[unit])))

    def find_links(self, origins: Origins) -> None:
        """Pages that a page opens in windows of their own, which take the opener's options, and pages that it goes to in its own window."""
        for page in self.pages:
            opened: dict[str, None] = {}
            linked: dict[str, None] = {}
            shown: dict[str, None] = {}
            loaded: dict[str, None] = {}
            guests = bool(self.pages[page].webviews)
            for path in self.files_of(page):
                summary = self.summaries.get(path)
                for number, unit in enumerate(summary.units if summary is not None else ()):
                    for text in _opened(origins, UnitId(path, number), unit):
                        opened.update(self._page_at(page, text))
                if path in self.sources:
                    links = links_of(self.sources[path])
                    for text in links.opened:
                        opened.update(self._page_at(page, text))
                    for text in links.linked:
                        linked.update(self._page_at(page, text))
                    for text in links.shown:
                        shown.update(self._page_at(page, text))
                    for text in links.loaded:
                        loaded.update(self._page_at(page, text))
                    guests = guests or links.guests
            self.guests.update(dict.fromkeys(one for one in loaded if one not in linked))
            if guests:
                # whether the page's own window shows them, or a guest of it, is not known: a guest has another preload, or none
                self.guests.update(dict.fromkeys(one for one in shown if one not in linked))
            else:
                linked.update(shown)
            self.opened[page] = tuple(opened)
            self.linked[page] = tuple(linked)

    def find_added(self) -> None:
        """Scripts that a page adds to itself while it runs, by plain paths."""
        added: dict[str, tuple[str, ...]] = {}
        for page in self.pages:
            found: dict[str, None] = {}
            for path in self.files_of(page):
                for text in links_of(self.sources[path]).scripts if path in self.sources else ():
                    target = resolve_url(self.app.tree, page, self.pages[page].base, text).path
                    if target is not None and target in self.sources and target not in self.pages:
                        found[target] = None
            added[page] = tuple(found)
        self.added = added

    def _page_at(self, page: str, written: str) -> dict[str, None]:
        """The page of the app that an address in `page` means; empty if it is none, or the page itself."""
        target = resolve_url(self.app.tree, page, self.pages[page].base, written.removeprefix("file:").lstrip("/")).path
        return {target: None} if target in self.pages and target is not None and target != page else {}

    def included(self, page: str) -> Iterator[str]:
        seen = {page}
        queue = [page]
        while queue:
            at = queue.pop()
            for imported in (*self.pages[at].imports, *self.opened.get(at, ()), *self.linked.get(at, ())):
                if imported in self.pages and imported not in seen:
                    seen.add(imported)
                    queue.append(imported)
                    yield imported

    def add_generated(self, path: str) -> None:
        """A page that a bundler writes alone: there is no source of it."""
        self.pages.setdefault(path, Page(path, None, (), (), (), (), ()))
        self.hosts.setdefault(path, (path,))

    def file_pages(self) -> dict[str, frozenset[str]]:
        """The pages in which each file runs, pages themselves included; a page without a source is in no table of files."""
        table: dict[str, set[str]] = {}
        for page in self.pages:
            for path in self.files_of(page):
                if path in self.sources:
                    table.setdefault(path, set()).add(page)
        return {path: frozenset(pages) for path, pages in table.items()}

    def files_of(self, page: str) -> Iterable[str]:
        seen: dict[str, None] = {page: None}
        queue = [page]
        while queue:
            for target in self.imports(queue.pop(), Process.RENDERER):
                if target not in seen and target not in self.pages:
                    seen[target] = None
                    queue.append(target)
        return seen

    def reached(self, start: str, process: Process) -> Iterable[str]:
        seen: dict[str, None] = {start: None}
        queue = [start]
        while queue:
            for target in self.imports(queue.pop(), process):
                if target not in seen:
                    seen[target] = None
                    queue.append(target)
        return seen

    def imports(self, path: str, process: Process) -> Iterator[str]:
        """Files of the app that a file loads. For a page: its scripts too."""
        page = self.pages.get(path)
        if page is not None:
            for script in page.scripts:
                if script.path is not None and script.path in self.sources:
                    yield script.path
                elif script.src is not None and script.url is None:
                    yield from self.scripts_of(path, script.src)
            # what the bundler's own configuration was read to say is closer than the look at its text
            packed = self.packed.get(path, page.injected)
            made_of = (*page.imports, *packed, *self.added.get(path, ()))
            yield from (imported for imported in made_of if imported in self.sources)
        if path.endswith(".vue"):
            for tag in script_tags(self.sources[path]):
                target = self.resolve(path, tag.src, None) if tag.src is not None else None
                if isinstance(target, LocalFile) and target.path in self.sources:
                    yield target.path
        loaded = self._loaded_by(path, process)
        folders: tuple[str | None, ...] = (None,)
        if process in (Process.RENDERER, Process.UNKNOWN):
            contexts = [context for unit, context in self.contexts.items() if unit.path == path]
            folders = (*dict.fromkeys(folder for context in contexts for folder in context.folders), None)
        for scan in self.scans.get(path, ()):
            # `require.resolve` names a file without running it: a preload, say
            if scan.worker or scan.through == "require.resolve" or (loaded is not None and scan.specifier not in loaded):
                continue
            for folder in folders:
                target = self.resolve(path, scan.specifier, folder)
                if isinstance(target, LocalFile):
                    if target.path in self.sources:
                        yield target.path
                    break

    def scripts_of(self, page: str, src: str) -> tuple[str, ...]:
        """The entries behind a built script that a page names."""
        written = re.split(r"[?#]", src, maxsplit=1)[0].lstrip("/")
        return next(
            (
                found
                for folder in (posixpath.dirname(page), "")
                if (found := self.outputs.get(posixpath.normpath(posixpath.join(folder, written)), ()))
            ),
            (),
        )

    def served_at(self, url: str) -> tuple[str, ...]:
        """The entries behind a script that a development server hands out under the end of its path in the output."""
        written = re.split(r"[?#]", url.split("://", 1)[-1], maxsplit=1)[0].partition("/")[2]
        return next((files for output, files in self.outputs.items() if written and f"/{output}".endswith(f"/{written}")), ())

    def _loaded_by(self, path: str, process: Process) -> frozenset[str] | None:
        """What a TypeScript file really loads when it runs: imports of types alone leave nothing behind. None: ask the cheap scan."""
        if process is not Process.MAIN or not path.endswith((".ts", ".tsx", ".mts", ".cts")):
            return None
        summary = self.summary_of(path)
        return frozenset(load.specifier for unit in summary.units for load in unit.loads) if summary is not None else None


def _opened(origins: Origins, unit: UnitId, summary: UnitSummary) -> Iterator[str]:
    for chain in summary.chains:
        value = chain.value
        if not isinstance(value, Call) or not value.arguments or not isinstance(value.function, Member) or value.function.name != "open":
            continue
        holder = value.function.object
        if isinstance(holder, Name) and holder.name in GLOBAL_OBJECTS:
            text = origins.text(unit, value.arguments[0])
            if text is not None and "://" not in text:
                yield text
