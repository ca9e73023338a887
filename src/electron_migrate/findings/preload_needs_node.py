"""A preload needs what a sandboxed preload has not.

## What it finds
In preloads and the files that they load: imports of anything but `electron`, `events`, `timers` and `url` (for bundled preloads only Node's
builtins), modules of Electron that only a preload with Node gets (`clipboard`, `shell`, …), `__dirname`, `__filename`, members of `process`
that the sandbox leaves out, `require` of what is no plain string, and what `module` gives beyond `exports`. A preload that could not be read
counts as one that does. So does one that webpack builds to write `module.exports` (libraryTarget commonjs2) for an Electron below 28.

## Why
It does not keep a page from being isolated, but it keeps the window from being sandboxed.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.modules import Builtin, Electron, LocalFile, Missing, Package
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.versions import ProcessKind, module_available
from electron_migrate.facts.worlds import preload_files, world_use
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.findings.preload_unread import unread_preloads

RULE = Rule("preload-needs-node", "A preload needs Node, so its window cannot be sandboxed", WARNING, blocks="sandboxed")

_LOADS = (
    "A sandboxed preload loads only electron, events, timers and url. Do it in main and ask for it with ipcRenderer.invoke, "
    "or bundle the preload into one file."
)
_GLOBALS = "A sandboxed preload has not got it. Do it in main, and ask for it with ipcRenderer.invoke."
_UNREAD = "See that it needs nothing of Node, and switch sandbox on by hand."
_NO_MODULE = (
    "A sandboxed preload has no `module` before Electron 28, so the bundle would stop where it starts or ends. "
    "Build the preload without libraryTarget (or library.type) commonjs2, in a configuration of its own."
)
_MODULES = "Electron gives it only to a preload with Node. Do it in main, and ask for it with ipcRenderer.invoke."
# From here on a sandboxed preload has a `module` to write `exports` of. (electron/electron, pull request 39484)
_HAS_MODULE = 28


def find(facts: Facts) -> Iterator[Found]:
    for unread in unread_preloads(facts):
        place, message = unread.place, f"{unread.message}: whether it needs Node is not known"
        yield Found(Finding("", RULE.id, RULE.severity, facts.process(place.path), place, message, reason=_UNREAD, windows=unread.windows))
    seen: set[Place] = set()
    for preload in dict.fromkeys(window.model.preload for window in facts.windows if window.model.preload is not None):
        files = preload_files(facts, preload)
        windows = tuple(
            window.id for window in facts.windows if window.model.preload is not None and set(preload_files(facts, window.model.preload)) & set(files)
        )
        build = facts.places.build_of(preload)
        if build is not None and build.library == "commonjs2" and facts.electron.major < _HAS_MODULE and build.library_place is not None:
            message = f"{preload} is built to write module.exports"
            yield Found(
                Finding("", RULE.id, RULE.severity, Process.UNKNOWN, build.library_place, message, reason=_NO_MODULE, windows=windows)
            )
        for place, message, reason in needs_of(facts, preload):
            if place not in seen:
                seen.add(place)
                yield Found(Finding("", RULE.id, RULE.severity, facts.process(place.path), place, message, reason=reason, windows=windows))


def needs_of(facts: Facts, preload: str) -> Iterator[tuple[Place, str, str]]:
    """What a preload and the files that it loads use that a sandboxed preload has not: where, what, and what to do."""
    packed = _is_packed(facts, preload)
    for path in preload_files(facts, preload):
        own = _globals(facts, path, is_preload=path == preload, packed=packed)
        for span, message, reason in (*_loads(facts, path, packed=packed), *_modules(facts, path), *own):
            yield Place(path, span), message, reason


def _is_packed(facts: Facts, preload: str) -> bool:
    """True where a bundler makes one file of the preload and what it loads; where no build of the app could be read, that is taken for granted."""
    return facts.bundled and (not facts.places.builds or facts.places.build_of(preload) is not None)


def _loads(facts: Facts, path: str, *, packed: bool) -> Iterator[tuple[Span, str, str]]:
    summary = facts.summaries.get(path)
    for number, unit in enumerate(summary.units if summary is not None else ()):
        for load in unit.loads:
            name, what = "", ""
            match facts.origins.locate(UnitId(path, number), load.specifier):
                case Electron(specifier=given) if not given.startswith("@"):
                    continue
                case Builtin(name=given):
                    known = load_node_table().builtin(given)
                    if known is not None and known.in_sandboxed_preload:
                        continue
                    name, what = given, "Node's"
                case Package(name=given) | Electron(specifier=given):
                    if packed and not given.startswith("@electron"):
                        continue
                    name, what = given, "package"
                case LocalFile(path=given) | Missing(specifier=given):
                    if packed:
                        continue
                    name, what = given, "file"
            yield load.span, f"{what} {name} in a preload", _LOADS


def _modules(facts: Facts, path: str) -> Iterator[tuple[Span, str, str]]:
    """Modules that `require('electron')` has not got in a sandbox; `remote` has a rule of its own."""
    for site in facts.sites:
        if site.unit.path != path or site.module != "electron" or not site.last.origin:
            continue
        name = site.last.origin[0]
        known = any(module_available(name, kind, facts.electron.major) for kind in ProcessKind)  # what no process has is a type
        if name != "default" and known and not module_available(name, ProcessKind.SANDBOXED, facts.electron.major):
            yield site.span, f"electron.{name} in a preload", _MODULES


def _globals(facts: Facts, path: str, *, is_preload: bool, packed: bool) -> Iterator[tuple[Span, str, str]]:
    for touch in world_use(facts.sources[path]).node:
        if (packed and touch.name in ("__dirname", "__filename", "require")) or touch.name.startswith("module."):
            if packed:
                # the bundler's to replace
                continue
            if touch.name == "module.exports" and (facts.electron.major >= _HAS_MODULE or not is_preload):
                continue
        yield touch.span, touch.what, _GLOBALS
    if is_preload and path.endswith((".mjs", ".mts")) and not packed:
        yield Span(0, 0), "the preload is an ES module", "A sandboxed preload is a plain script. Bundle it into one CommonJS file."
