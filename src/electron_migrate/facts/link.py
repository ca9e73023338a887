"""Joins the summaries of all files into facts of the app: processes, windows, pages, uses, channels. Pure: reads no disk."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from types import MappingProxyType

from electron_migrate.app.app import App, entry_path
from electron_migrate.app.modules import Builtin, Electron, ImportScan, LocalFile, Missing, Package, Resolved, Resolver, imports_of
from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.source import Source
from electron_migrate.facts.angular import angular_builds
from electron_migrate.facts.bridge import Exposure, find_exposures
from electron_migrate.facts.builds import Build
from electron_migrate.facts.channels import link_channels
from electron_migrate.facts.copies import read_copies
from electron_migrate.facts.guests import guest_preloads
from electron_migrate.facts.handed import follow
from electron_migrate.facts.model import Channel, ElectronVersion, FileFact, Problem, Process, Window
from electron_migrate.facts.node_table import NODE_GLOBALS
from electron_migrate.facts.origins import Origins, UnitContext, UnitId
from electron_migrate.facts.page_graph import PageGraph
from electron_migrate.facts.page_links import links_of
from electron_migrate.facts.places import RunPlaces
from electron_migrate.facts.processes import Root, classify
from electron_migrate.facts.read_builds import built_entry, read_builds
from electron_migrate.facts.sites import Site, is_alias, sites
from electron_migrate.facts.summarise import summarise
from electron_migrate.facts.summary import FileSummary, Load, UnitSummary
from electron_migrate.facts.versions import load_versions
from electron_migrate.facts.windows import FoundWindow, find_windows
from electron_migrate.progress import Progress, silent

SCRIPTS = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", *PAGE_ENDINGS)
# The byte filter: a file without any of these words is only looked at when it imports something that has them.
_SEED = re.compile(
    rb"electron|\brequire\b|\bprocess\b|\b__dirname\b|\b__filename\b|\bBuffer\b|\bsetImmediate\b|\bipc|\bremote\b|webContents"
    rb"|from\s*['\"](?:node:)?(?:fs|path|os|child_process|crypto|http|https|net|util|events|stream|url|zlib|assert|buffer)\b"
)
# The same for the scripts of pages that a bundler packs, which are many: every global of Node's.
_PAGE_SEED = re.compile(rb"\b(?:" + "|".join(sorted(NODE_GLOBALS)).encode() + rb"|eval|Function|executeJavaScript)\b")
# Files that only the pages and preloads of what was read so far lead to are read in turn, in as many rounds at most.
_MAKES_EXPORTS = re.compile(
    rb"(?<![.\w$])(?:var|let|const)\s+exports\b|(?<![.\w$])(?:window|self|globalThis|global)\s*\.\s*exports\s*=(?!=)|^\s*exports\s*=(?![=>])", re.MULTILINE
)
_MOST_ROUNDS = 8
_MAKES_WINDOW = re.compile(rb"\bnew\s+(?:[\w$.]+\.)?BrowserWindow\b")
_MAIN_ONLY = frozenset(
    {"ipcMain", "app", "BrowserWindow", "Menu", "Tray", "dialog", "globalShortcut", "autoUpdater", "protocol", "session", "powerMonitor"}
)
_COMPILED_TO = frozenset({"build", "dist", "lib", "out", "compiled"})


@dataclass(frozen=True, slots=True)
class LinkedWindow:
    """A window with what is known of its pages. `pages` are app-relative; `open_end` says why not all of them are known (empty: all are)."""

    id: str
    found: FoundWindow
    model: Window
    open_end: str

    @property
    def pages(self) -> tuple[str, ...]:
        return self.model.pages


@dataclass(frozen=True, slots=True)
class PageLoad:
    """A module that a script loads where a page needs Node for it."""

    unit: UnitId
    load: Load
    kind: str
    """`electron`, `builtin`, `package`, `local` or `missing`."""
    name: str


@dataclass
class Facts:
    """The app, linked. Fields are read-only for everybody; derived tables are computed once."""

    app: App
    electron: ElectronVersion
    origins: Origins
    summaries: Mapping[str, FileSummary]
    files: Mapping[str, FileFact]
    windows: tuple[LinkedWindow, ...]
    sites: tuple[Site, ...]
    page_loads: tuple[PageLoad, ...]
    channels: tuple[Channel, ...]
    exposures: tuple[Exposure, ...]
    problems: tuple[Problem, ...]
    main: str | None
    places: RunPlaces
    """Where scripts and pages are when the app runs."""
    file_pages: Mapping[str, frozenset[str]]
    """Pages in which each file runs, HTML pages themselves included."""
    bundled_pages: frozenset[str] = frozenset()
    """Pages whose scripts a bundler makes of entries that are known; those entries count as their scripts."""
    opened_pages: frozenset[str] = frozenset()
    """Pages that other pages open with `window.open`."""
    guest_pages: frozenset[str] = frozenset()
    """Pages that a guest may show, or a window that a page makes; some may be pages of windows that are known too."""
    page_scripts: Mapping[UnitId, UnitContext] = field(default_factory=dict)
    pins: Mapping[str, Process] = field(default_factory=dict)
    """Files of which a person says where they run."""

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.app.tree.files

    def process(self, path: str) -> Process:
        fact = self.files.get(path)
        return fact.process if fact is not None else Process.UNKNOWN

    def where(self, path: str, offset: int) -> str:
        """`path:line` of a byte of a file, as reasons and messages name a place."""
        return f"{path}:{self.sources[path].position(offset).line}"

    def unit(self, unit: UnitId) -> UnitSummary:
        return self.summaries[unit.path].units[unit.number]

    @cached_property
    def bundled(self) -> bool:
        """True when a bundler makes what the pages load: imports of local files and packages are its business."""
        bundler = self.app.bundler
        return bundler is not None and bundler.name != "tsc" and not (bundler.name == "esbuild" and self._packed)

    @cached_property
    def _packed(self) -> frozenset[str]:
        """What esbuild packs into scripts of pages: files that are in no page as they are. It is told page by page, and has no part in the others."""
        entries = {file for build in self.places.builds if build.tool == "esbuild" for file in build.files}
        seen: set[str] = set()
        queue = sorted(entries)
        while queue:
            path = queue.pop()
            if path not in seen:
                seen.add(path)
                for number, unit in enumerate(self.summaries[path].units if path in self.summaries else ()):
                    located = (self.origins.locate(UnitId(path, number), load.specifier) for load in unit.loads)
                    queue.extend(target.path for target in located if isinstance(target, LocalFile))
        return frozenset(path for path in seen if UnitId(path, 0) not in self.page_scripts)

    def is_packed(self, path: str) -> bool:
        """True for a file that a bundler packs with what it loads."""
        return self.bundled or path in self._packed

    def packs(self, unit: UnitId) -> bool:
        """True for a script that a bundler packs: classic scripts in the text of a page are left as they are, but by Parcel."""
        if not self.is_packed(unit.path):
            return False
        in_page = unit.path.lower().endswith(PAGE_ENDINGS) and not self.summaries[unit.path].units[unit.number].module
        return not in_page or (self.app.bundler is not None and self.app.bundler.name == "parcel")

    @cached_property
    def file_windows(self) -> Mapping[str, tuple[LinkedWindow, ...]]:
        """The windows that show each file, in order."""
        table: dict[str, list[LinkedWindow]] = {}
        by_page: dict[str, list[LinkedWindow]] = {}
        for window in self.windows:
            for page in window.pages:
                by_page.setdefault(page, []).append(window)
        open_windows = [window for window in self.windows if not window.pages and window.open_end and not window.found.in_page]
        for path, pages in self.file_pages.items():
            for page in sorted(pages):
                for window in by_page.get(page, ()):
                    if window not in table.setdefault(path, []):
                        table[path].append(window)
        if self.bundled:
            # a bundler stands between pages and files: what no page names may be shown by any window whose page is not known
            for path, fact in self.files.items():
                if fact.process in (Process.RENDERER, Process.SHARED) and path not in table and open_windows:
                    table[path] = list(open_windows)
        return {path: tuple(windows) for path, windows in table.items()}

    def windows_of(self, path: str) -> tuple[LinkedWindow, ...]:
        return self.file_windows.get(path, ())

    def broken(self, path: str) -> bool:
        """True when a script of the file could not be read in full."""
        summary = self.summaries.get(path)
        return summary is not None and any(unit.broken for unit in summary.units)


SummaryCache = dict[tuple[str, str], FileSummary]
"""Summaries by path and digest: linking a changed app again reads only what changed."""


def link(
    app: App,
    *,
    electron: int | None = None,
    cache: SummaryCache | None = None,
    named: Sequence[LinkedWindow] = (),
    pins: Mapping[str, Process] = MappingProxyType({}),
    progress: Progress = silent,
) -> Facts:
    """Everything known about the app. `electron` is the major to migrate for; None takes the declared one.

    `named`: the windows of an earlier state of the app. The window that is the same one keeps its id: the n-th of a file that makes as many as
    it did. All others get ids that no window had, so that none is taken for another. `pins`: files of which a person says where they run; one that
    runs in a renderer and that no page is known to load counts as loaded by every page that a window shows.
    """
    return _Linker(app, electron, {} if cache is None else cache, named, pins, progress).run()


class _Linker:
    def __init__(
        self,
        app: App,
        electron: int | None,
        cache: SummaryCache,
        named: Sequence[LinkedWindow],
        pins: Mapping[str, Process],
        progress: Progress,
    ) -> None:
        self.progress = progress
        self.app = app
        self.named = named
        self.pins = {path: process for path, process in pins.items() if path in app.tree.files}
        self.cache = cache
        self.sources = {path: source for path, source in app.tree.files.items() if path.endswith(SCRIPTS) and not path.endswith(".d.ts")}
        self.resolver = Resolver(app.tree, app.aliases, app.manifest)
        self.version = _version(app, electron)
        self.summaries: dict[str, FileSummary] = {}
        self.resolved: dict[tuple[str, str, str | None], Resolved] = {}
        self.scans: dict[str, tuple[ImportScan, ...]] = {}
        self.graph = PageGraph(app, self.sources, self.scans, self.resolve, self.summary_of, self.summaries)
        self.pages = self.graph.pages
        self.contexts = self.graph.contexts
        self.origins = Origins(self.summary_of, self.resolve, self.contexts, self._known_units)

    def run(self) -> Facts:
        self._seed()
        builds = (*read_builds(self.app, self.origins, self.resolver), *angular_builds(self.app))
        main, main_why = built_entry(self.app, builds) or entry_path(self.app)
        self.places = self._find_places(main, builds)
        self._find_packed(main)
        windows = self._windows()
        for _ in range(_MOST_ROUNDS):
            roots = list(self._roots(main, main_why, windows))
            facts = classify(self.sources, roots, self.graph.imports, self._guess, self.pins)
            files = {fact.path: fact for fact in facts}
            units = {unit: self.summaries[unit.path].units[unit.number] for unit in self._known_units()}
            page_files = self._file_pages(windows)
            known = follow(self.origins, units, self._pages_seen(files, page_files, windows))
            more = self._windows(known) if self._may_make_more(files, windows) else windows
            if [one.found.place for one in more] == [one.found.place for one in windows]:
                break
            # a page makes windows by what it is handed: a service, `this.$electron`, a parameter
            windows = more
        self.origins = known
        all_sites = tuple(self._sites(units, files))
        exposures = tuple(find_exposures(self.origins, units))
        return Facts(
            app=self.app,
            electron=self.version,
            origins=self.origins,
            summaries=self.summaries,
            files=files,
            windows=windows,
            sites=all_sites,
            page_loads=tuple(self._page_loads(units, files, page_files)),
            channels=link_channels(self.origins, units, files),
            exposures=exposures,
            problems=tuple(self._problems(files, page_files, windows, main, main_why)),
            main=main,
            places=self.places,
            file_pages=page_files,
            bundled_pages=frozenset(self.graph.packed),
            opened_pages=frozenset(target for targets in self.graph.opened.values() for target in targets),
            guest_pages=frozenset(self.graph.guests),
            page_scripts=self.contexts,
            pins=self.pins,
        )

    def _file_pages(self, windows: tuple[LinkedWindow, ...]) -> dict[str, frozenset[str]]:
        """The pages in which each file runs, with those that a person says run in a page or do not."""
        table = self.graph.file_pages()
        shown = frozenset(page for window in windows for page in window.pages if page in self.pages)
        for path, process in self.pins.items():
            if process is Process.RENDERER and shown and path not in table:
                for loaded in self.graph.reached(path, Process.RENDERER):
                    table.setdefault(loaded, shown)
            elif process is not Process.RENDERER:
                table.pop(path, None)
        return table

    def _may_make_more(self, files: Mapping[str, FileFact], windows: Sequence[LinkedWindow]) -> bool:
        """True where a script of a page names windows that none of those found is made by."""
        known = Counter(window.found.place.path for window in windows)
        named = {
            path: len(_MAKES_WINDOW.findall(self.sources[path].data))
            for path, fact in files.items()
            if fact.process in (Process.RENDERER, Process.SHARED) and path in self.sources
        }
        return any(number > known[path] for path, number in named.items())

    def _windows(self, origins: Origins | None = None) -> tuple[LinkedWindow, ...]:
        """The windows, once all that their pages and preloads load is read: what is found there may lead to more. `origins`: where more is known."""
        today = self.version.declared_major or self.version.major
        windows: tuple[LinkedWindow, ...] = ()
        for _ in range(_MOST_ROUNDS):
            self.graph.find_added()
            self.graph.find_contexts()
            self._complete()
            self.graph.find_links(self.origins)
            units = {
                UnitId(path, number): unit for path, summary in sorted(self.summaries.items()) for number, unit in enumerate(summary.units)
            }
            found = find_windows(origins or self.origins, units, min(today, self.version.major), self.places, self.sources)
            windows = tuple(self._window(window, id) for window, id in zip(found, self._window_ids(found), strict=True))
            unread = [path for path in self._run_by(windows) if path not in self.summaries]
            for path in unread:
                self.summary_of(path)
            if not unread:
                break
            # answers that were given before these files were read may not hold any more
            self.origins = Origins(self.summary_of, self.resolve, self.contexts, self._known_units)
            if origins is not None:
                break
        return windows

    def _pages_seen(
        self, files: Mapping[str, FileFact], page_files: Mapping[str, frozenset[str]], windows: tuple[LinkedWindow, ...]
    ) -> Mapping[str, frozenset[str]]:
        """The pages whose `window` each file of a page, or preload of a window that is not isolated, works with."""
        seen = dict(page_files)
        for path, fact in files.items():
            if fact.process is Process.RENDERER and self.app.bundler is not None and path not in seen:
                # packed into a page, and not known into which
                seen[path] = frozenset({""})
        for window in windows:
            preload = window.model.preload
            if preload is not None and window.model.preferences["contextIsolation"].value is not True:
                for path in self.graph.reached(preload, Process.PRELOAD):
                    if path in files and files[path].process is Process.PRELOAD:
                        seen[path] = seen.get(path, frozenset()) | frozenset(window.pages or ("",))
        return seen

    def _window_ids(self, found: Sequence[FoundWindow]) -> list[str]:
        """`w1`, `w2`, … in order; of windows that were named before, their names."""
        if not self.named:
            return [f"w{number}" for number in range(1, len(found) + 1)]
        before: dict[str, list[str]] = {}
        for earlier in self.named:
            before.setdefault(earlier.found.place.path, []).append(earlier.id)
        now = Counter(window.place.path for window in found)
        fresh = (f"w{number}" for number in count(1 + max(int(window.id[1:]) for window in self.named)))
        at: Counter[str] = Counter()
        ids = []
        for window in found:
            path = window.place.path
            known = before.get(path, [])
            ids.append(known[at[path]] if len(known) == now[path] else next(fresh))
            at[path] += 1
        return ids

    def _run_by(self, windows: tuple[LinkedWindow, ...]) -> Iterator[str]:
        """Files whose every line matters: preloads, pages, and what they load; of packed pages those that name something of Node's."""
        bundler = self.app.bundler
        packed = bundler is not None and bundler.name != "tsc"
        preloads = [window.model.preload for window in windows if window.model.preload is not None]
        preloads += [preload for _, _, preload in guest_preloads(self.app, self.sources)]
        preloads += [preload for _, preload in self._preloads_by_script()]
        for preload in dict.fromkeys(preloads):
            yield from self.graph.reached(preload, Process.PRELOAD)
        for page in dict.fromkeys(page for window in windows for page in window.pages):
            for path in self.graph.files_of(page):
                if path in self.sources and (not packed or _PAGE_SEED.search(self.sources[path].data)):
                    yield path

    # ---- summaries

    def summary_of(self, path: str) -> FileSummary | None:
        known = self.summaries.get(path)
        if known is None and path in self.sources:
            source = self.sources[path]
            key = (path, source.digest)
            known = self.summaries[path] = self.cache.get(key) or self.cache.setdefault(key, summarise(source))
            self.progress("Reading scripts", len(self.summaries), len(self.sources))
        return known

    def _known_units(self) -> tuple[UnitId, ...]:
        return tuple(UnitId(path, number) for path, summary in sorted(self.summaries.items()) for number in range(len(summary.units)))

    def resolve(self, importer: str, specifier: str, folder: str | None) -> Resolved:
        key = (importer, specifier, folder)
        if key not in self.resolved:
            found = self.resolver.resolve(importer, specifier, folder=folder)
            self.resolved[key] = (self._source_of(importer, specifier, folder) or found) if isinstance(found, Missing) else found
        return self.resolved[key]

    def _source_of(self, importer: str, specifier: str, folder: str | None) -> LocalFile | None:
        """The source of a file that a compiler makes of a whole folder (`babel src --out-dir build`): the same path below `src`."""
        here = posixpath.dirname(importer) if folder is None else folder
        path = posixpath.normpath(posixpath.join(here, specifier))
        first, _, rest = path.partition("/")
        if first not in _COMPILED_TO or not rest or not specifier.startswith("."):
            return None
        found = self.resolver.resolve(importer, f"./{posixpath.basename(rest)}", folder=posixpath.join("src", posixpath.dirname(rest)))
        return found if isinstance(found, LocalFile) else None

    def _seed(self) -> None:
        for path, source in self.sources.items():
            self.scans[path] = imports_of(source)
            if path in self.pages or path in self.pins or _SEED.search(source.data):
                self.summary_of(path)

    def _complete(self) -> None:
        """Files join when they import a file that has a summary for what it shares, or stand beside one on a page."""
        tainted = {path for path in self.summaries if b"electron" in self.sources[path].data or b"ipc" in self.sources[path].data}
        grew = True
        while grew:
            grew = False
            for path in self.sources:
                if path in tainted:
                    continue
                beside = any(
                    sibling.path in tainted for unit, context in self.contexts.items() if unit.path == path for sibling in context.siblings
                )
                if beside or any(target in tainted for target in self.graph.imports(path, Process.UNKNOWN)):
                    self.summary_of(path)
                    tainted.add(path)
                    grew = True

    # ---- pages

    def _window(self, found: FoundWindow, id: str) -> LinkedWindow:
        pages: list[str] = []
        open_end = "" if found.loads else "no page that it loads was found"
        for load in found.loads:
            if load.page is not None and load.page in self.pages:
                pages.append(load.page)
            elif load.given is not None:
                pages.extend(self.places.pages_given(load.given))
            elif load.page is not None:
                open_end = f"{load.page} is not among the app's pages"
            elif load.url is not None and not load.url.startswith(("about:", "data:")):
                if not is_local_url(load.url):
                    open_end = f"shows {load.url}"
                    continue
                pages.extend(page for page in self.places.pages_at(load.url) if page in self.pages)
            elif load.url is not None:
                open_end = f"shows a page from a string ({load.url[:20]}…)"
            else:
                open_end = load.reason
        shown = dict.fromkeys(pages)
        for page in pages:
            shown.update(dict.fromkeys(self.graph.included(page)))
        # `browser.js` beside a script that is compiled from TypeScript is `browser.ts`
        preload = self.resolver.file_at(found.preload_file, typescript=True) if found.preload_file is not None else None
        if preload not in self.sources:
            preload = None
        model = Window(
            id=id,
            kind=found.kind,
            place=found.place,
            process=Process.RENDERER if found.in_page else Process.MAIN,
            preferences=found.preferences,
            preload=preload,
            preload_place=found.preload.place if found.preload is not None else None,
            preload_known=found.preload is None or preload is not None,
            loads=found.loads,
            pages=tuple(shown),
        )
        return LinkedWindow(id, found, model, open_end)

    # ---- processes

    def _roots(self, main: str | None, why: str, windows: tuple[LinkedWindow, ...]) -> Iterator[Root]:
        if main is not None:
            yield Root(main, Process.MAIN, f"main entry ({why})")
        shown: dict[str, str] = {}
        for window in windows:
            position = self.sources[window.found.unit.path].position(window.found.span.start)
            at = f"{window.found.unit.path}:{position.line}"
            if window.model.preload is not None:
                yield Root(window.model.preload, Process.PRELOAD, f"preload of the window made at {at}")
            for page in window.pages:
                shown.setdefault(page, at)
        for page in sorted(self.pages):
            at = shown.get(page, "")
            yield Root(page, Process.RENDERER, f"page of the window made at {at}" if at else "page that no known window loads")
        for page, tag, preload in guest_preloads(self.app, self.sources):
            line = self.sources[page].position(tag.span.start).line
            yield Root(preload, Process.PRELOAD, f"preload of the guest in {page}:{line}")
        for path, preload in self._preloads_by_script():
            yield Root(preload, Process.PRELOAD, f"preload of a guest that {path} makes")
        for path, scans in self.scans.items():
            for scan in scans:
                if scan.worker:
                    target = self.resolver.resolve(path, scan.specifier if scan.specifier.startswith(".") else f"./{scan.specifier}")
                    if isinstance(target, LocalFile):
                        yield Root(target.path, Process.WORKER, f"worker of {path}")
        yield from self._bundler_roots(main)

    def _preloads_by_script(self) -> Iterator[tuple[str, str]]:
        """Each file whose scripts make webviews, and the preload that it names for them: seen from a page, from the file or from the root."""
        for path, source in self.sources.items():
            if b"webview" not in source.data and b"WebView" not in source.data:
                continue
            for written in links_of(source).preloads:
                folders = dict.fromkeys((*map(posixpath.dirname, sorted(self.pages)), posixpath.dirname(path), ""))
                places = (posixpath.normpath(posixpath.join(folder, written.removeprefix("./"))) for folder in folders)
                found = next((file for place in places if (file := self.resolver.file_at(place, typescript=True)) in self.sources), None)
                if found is not None:
                    yield path, found

    def _find_places(self, main: str | None, builds: tuple[Build, ...]) -> RunPlaces:
        """Where bundlers and compilers put things, with the pages and scripts that they make."""
        copies = read_copies(self.app, self.origins, self.resolver)
        places = RunPlaces(self.app, main, builds, lambda path: self.resolver.file_at(path, typescript=True), copies)
        for build in builds:
            for entry in build.entries:
                for output in build.outputs(entry):
                    self.graph.outputs[output] = entry.files
        for page in places.pages.values():
            path = page.template or page.file
            if page.template is None:
                self.graph.add_generated(path)
            if path in self.pages:
                entries = tuple(file for file in page.entries if file not in self.pages)
                self.graph.packed[path] = tuple(dict.fromkeys((*self.graph.packed.get(path, ()), *entries)))
        return places

    def _find_packed(self, main: str | None) -> None:
        """Pages that name a script which is not there, or put one into themselves: where a bundler's configuration names entries, they are what it is made of."""
        entries = tuple(dict.fromkeys(root.path for root in self._bundler_roots(main) if root.process is Process.RENDERER))
        for path, page in self.pages.items():
            local = [script for script in page.scripts if script.src is not None and script.url is None]
            missing = any(script.path is None or script.path not in self.app.tree.names for script in local)
            named = [script.src for script in local if script.src is not None]
            named += links_of(self.sources[path]).scripts if path in self.sources else ()
            built = dict.fromkeys(file for src in named for file in self.graph.scripts_of(path, src))
            served = [script.url for script in page.scripts if script.url is not None and is_local_url(script.url)]
            built.update(dict.fromkeys(file for url in served for file in self.graph.served_at(url)))
            if missing and entries and not page.injected and not built and path not in self.graph.packed:
                self.graph.packed[path] = entries
            elif built and path not in self.graph.packed:
                self.graph.packed[path] = tuple(built)

    def _bundler_roots(self, main: str | None) -> Iterator[Root]:
        """Entry files that a bundler's configuration names as plain strings."""
        for build in self.places.builds:
            for file in build.files:
                process = _build_process(build, file, main)
                if process is not None:
                    yield Root(file, process, f"entry in {build.config}")
        bundler = self.app.bundler
        if bundler is None or bundler.name == "tsc":
            return
        read = {build.config for build in self.places.builds}
        configs = [
            path for path in self.sources if re.search(r"(webpack|vite|rollup|esbuild|electron\.vite|forge|craco|vue)[\w.-]*config", path)
        ]
        for config in sorted(set(configs) - read):
            text = self.sources[config].data.decode("utf-8", "replace")
            for match in re.finditer(r"['\"`]((?:\./|\.\./|src/|app/)?[\w@./-]+\.(?:[cm]?[jt]sx?|vue))['\"`]", text):
                written = match.group(1)
                for folder in (posixpath.dirname(config), ""):
                    path = posixpath.normpath(posixpath.join(folder, written))
                    if path in self.sources and "config" not in posixpath.basename(path) and path != main:
                        yield Root(path, _bundled_process(config, path, main), f"entry in {config}")
                        break

    def _guess(self, path: str) -> tuple[Process, str] | None:
        """For a file that nothing reaches (loaded by a pattern, a plug-in loader, …): what only one process has gives it away."""
        summary = self.summaries.get(path)
        if summary is None or path in self.pages or re.search(r"(^|/)(tests?|spec|__tests__|scripts?|e2e)/|\.(test|spec)\.", path):
            return None
        used: set[str] = set()
        for number, unit in enumerate(summary.units):
            for site in sites(self.origins, UnitId(path, number), unit, globals_too=False):
                if site.module == "electron" and site.last.origin:
                    used.add(site.last.origin[0])
                elif site.module == "ipcRenderer":
                    return None
        if used & {"contextBridge"}:
            return Process.PRELOAD, "uses contextBridge, and no window that names it was found"
        found = sorted(used & _MAIN_ONLY)
        return (Process.MAIN, f"uses {found[0]}, which only main has; what loads it was not found") if found else None

    # ---- uses

    def _sites(self, units: Mapping[UnitId, UnitSummary], files: Mapping[str, FileFact]) -> Iterator[Site]:
        for unit, summary in units.items():
            process = files[unit.path].process if unit.path in files else Process.UNKNOWN
            for site in sites(self.origins, unit, summary, globals_too=process in (Process.RENDERER, Process.SHARED)):
                if not is_alias(site):
                    yield site

    def _page_loads(
        self, units: Mapping[UnitId, UnitSummary], files: Mapping[str, FileFact], page_files: Mapping[str, frozenset[str]]
    ) -> Iterator[PageLoad]:
        never = self._never_loaded(units)
        for unit, summary in units.items():
            process = files[unit.path].process if unit.path in files else Process.UNKNOWN
            if process is Process.SHARED and unit.path in page_files:
                # what else a file that main runs too loads is found where the page loads it
                for load in summary.loads:
                    if isinstance(target := self.origins.locate(unit, load.specifier), Builtin):
                        yield PageLoad(unit, load, "builtin", target.name)
            if process is not Process.RENDERER:
                continue
            native = summary.module and not any(load.through not in ("import", "export", "import()") for load in summary.loads)
            if unit.path.endswith((".ts", ".tsx", ".mts")) and (self.app.bundler is None or self.app.bundler.name == "tsc"):
                # the compiler makes CommonJS of imports: the page loads them with require
                native = False
            for load in summary.loads:
                if load.needs_exports and unit in never:
                    continue
                match self.origins.locate(unit, load.specifier):
                    case Electron(specifier=name):
                        yield PageLoad(unit, load, "electron", name)
                    case Builtin(name=name):
                        yield PageLoad(unit, load, "builtin", name)
                    case Package(name=name):
                        if not (native and load.specifier in self._mapped(page_files.get(unit.path, frozenset()))):
                            yield PageLoad(unit, load, "package", name)
                    case LocalFile(path=path):
                        if not native:
                            yield PageLoad(unit, load, "local", path)
                    case Missing(specifier=name):
                        yield PageLoad(unit, load, "missing", name)

    def _mapped(self, pages: frozenset[str]) -> frozenset[str]:
        """The names of modules that all of these pages have in their import maps."""
        known = [page.mapped for page in self.app.pages if page.path in pages]
        return frozenset.intersection(*known) if len(known) == len(pages) and known else frozenset()

    def _never_loaded(self, units: Mapping[UnitId, UnitSummary]) -> frozenset[UnitId]:
        """Scripts that pages have by a tag alone, in pages that make no `exports`: what they load where there is one is never loaded.

        A page of Electron's with Node has `module` and `require`, and no `exports`.
        """
        scripts = {unit for unit in self.contexts if unit in units and not units[unit].module}
        while True:
            # who is loaded as a module has an `exports`, and so may who it loads
            modules = {
                target.path
                for unit, summary in units.items()
                for load in summary.loads
                if not (load.needs_exports and unit in scripts)
                if isinstance(target := self.origins.locate(unit, load.specifier), LocalFile)
            }
            kept = {unit for unit in scripts if unit.path not in modules}
            if kept == scripts:
                break
            scripts = kept
        made = {unit for unit in self.contexts if unit in units and _MAKES_EXPORTS.search(self.sources[unit.path].data)}
        return frozenset(unit for unit in scripts if unit not in made and made.isdisjoint(self.contexts[unit].siblings))

    def _problems(
        self,
        files: Mapping[str, FileFact],
        file_pages: Mapping[str, frozenset[str]],
        windows: tuple[LinkedWindow, ...],
        main: str | None,
        why: str,
    ) -> Iterator[Problem]:
        shown = {page for window in windows for page in window.pages}

        def reached(path: str) -> bool:
            """By main, a preload, or a window's page; a page that no known window loads does not count."""
            process = files[path].process if path in files else Process.UNKNOWN
            if process is Process.RENDERER:
                return bool(file_pages.get(path, frozenset()) & shown) or path not in file_pages
            return process is not Process.UNKNOWN

        if main is None:
            yield Problem("package.json", None, f"main entry not found: {why}")
        for one in self.app.problems:
            yield Problem(one.path, one.line, one.message, fatal=reached(one.path) and "UTF-8" not in one.message)
        for path, summary in sorted(self.summaries.items()):
            places = [span for unit in summary.units for span in unit.broken]
            if places:
                line = self.sources[path].position(places[0].start).line
                yield Problem(path, line, "syntax that could not be read: nothing in this file is changed", fatal=reached(path))


def _version(app: App, wanted: int | None) -> ElectronVersion:
    manifest = app.manifest
    declared = manifest.electron_resolved or manifest.electron_range
    major = manifest.electron_major
    if wanted is not None:
        return ElectronVersion(declared, major, wanted, f"--electron {wanted}; {manifest.electron_source}")
    if major is not None:
        return ElectronVersion(declared, major, major, manifest.electron_source)
    newest = load_versions().newest
    return ElectronVersion(declared, None, newest, f"{manifest.electron_source}; taken as the newest known, {newest}")


def is_local_url(url: str) -> bool:
    """A development server or a scheme of the app's own."""
    return bool(re.match(r"^https?://(localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)([:/]|$)", url)) or not url.startswith(
        ("http:", "https:", "ws:", "wss:", "ftp:", "data:", "about:", "chrome:", "devtools:", "chrome-extension:", "view-source:", "blob:")
    )


def _build_process(build: Build, file: str, main: str | None) -> Process | None:
    """The process of an entry, by the target of its build; None for what runs in Node alone, and for main, which has its own reason."""
    if file == main:
        return None
    match build.target:
        case "electron-main" | "electron-preload" | "node" | "async-node" as target:
            if "preload" in posixpath.basename(file).lower() or target == "electron-preload":
                return Process.PRELOAD
            return Process.MAIN if target == "electron-main" else None
        case "webworker":
            return Process.WORKER
        case "electron-renderer" | "web" as target:
            return Process.PRELOAD if "preload" in posixpath.basename(file).lower() else Process.RENDERER
        case _:
            return _bundled_process(build.config, file, main)


def _bundled_process(config: str, path: str, main: str | None) -> Process:
    """The process of an entry, by what its configuration is called, else by its own name; where main is known, no other file is main for its name."""
    for name in (posixpath.basename(config).lower(), *([path.lower()] if main is None or "preload" in path.lower() else [])):
        if "preload" in name:
            return Process.PRELOAD
        if "renderer" in name or "web." in name:
            return Process.RENDERER
        if re.search(r"(^|[./-])(main|background|electron-main)([./-]|$)", name) or re.search(r"(^|/)(electron|browser)\.[a-z]+$", name):
            return Process.MAIN
    return Process.RENDERER
