"""Where generated files go in an app, and which preload each window gets; or why a window can get none."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from electron_migrate.code.parse import has_module_syntax, parse, regions
from electron_migrate.code.style import detect_style
from electron_migrate.facts.bundler_table import load_bundler_table
from electron_migrate.facts.link import Facts, LinkedWindow, is_local_url
from electron_migrate.facts.model import Process
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.plan.needs import TrustedPage
from electron_migrate.plan.preload_build import PreloadBuild, build_of, run_folder
from electron_migrate.plan.preload_build_tools import given_preload
from electron_migrate.plan.render_model import Layout, ModuleKind

_TYPESCRIPT = (".ts", ".tsx", ".mts", ".cts")
_OURS = b"bridge"


@dataclass(frozen=True, slots=True)
class Attachment:
    """`preloads`: window id -> app-relative preload. `new_preload` is the one that the tool would make. `unattachable`: window id -> why."""

    layout: Layout
    new_preload: str
    preloads: Mapping[str, str]
    unattachable: Mapping[str, str]
    trusted: Mapping[str, tuple[TrustedPage, ...]]
    """The own pages of each window."""
    build: PreloadBuild | None = None
    """How `new_preload` gets into what runs; None where it cannot."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Window id -> the constant by which the bundler tells main where its new preload is."""


def attach(facts: Facts, api_name: str) -> Attachment:
    main = facts.main or "main.js"
    folder = posixpath.dirname(main)
    kind = _main_kind(facts, main)
    ending = ".ts" if kind is ModuleKind.TYPESCRIPT else ".js"
    module_package = facts.app.manifest.module_type == "module"
    preload_ending = ending if ending == ".ts" or not module_package else ".cjs"
    if kind is ModuleKind.COMMONJS and module_package:
        ending = ".cjs"
    key = _key(facts, api_name)
    new_preload = _free(facts, folder, "preload", preload_ending, b"bridge between the pages")
    build = build_of(facts, new_preload)
    trusted_file = _free(facts, folder, "trusted-ipc", ending, b"ipcMain for this app's own pages")
    ran, no_folder = run_folder(facts, trusted_file)
    preloads: dict[str, str] = {}
    unattachable: dict[str, str] = {}
    for window in facts.windows:
        preload, why = _preload_of(facts, window, build)
        if not why and no_folder and window.found.preload is not None and any(load.page is not None for load in window.model.loads):
            why = no_folder
        if why:
            unattachable[window.id] = why
        else:
            preloads[window.id] = preload
    scripts = [
        facts.sources[path]
        for path, fact in facts.files.items()
        if fact.process in (Process.MAIN, Process.RENDERER) and path.endswith((".js", ".ts", ".mjs", ".cjs"))
    ]
    style = detect_style(facts.sources[main]) if main in facts.sources else detect_style(scripts)
    layout = Layout(
        api_name=key,
        handlers=_free(facts, folder, "ipc-handlers", ending, b"side of the bridge"),
        trusted=trusted_file,
        types=_free(facts, folder, "electron-api", ".d.ts", b"interface Window"),
        main_entry=main,
        main_kind=kind,
        style=style,
        electron_major=facts.electron.major,
        dual=frozenset(preloads[window.id] for window in facts.windows if window.id in preloads and not is_isolated(window)),
        run_folder=ran,
    )
    trusted = {window.id: tuple(_trusted(facts, window)) for window in facts.windows}
    made = build if isinstance(build, PreloadBuild) else None
    given = {window.id: given_preload(window) for window in facts.windows if made is not None and made.given and preloads.get(window.id) == new_preload}
    return Attachment(layout, new_preload, preloads, unattachable, trusted, made, given)


def with_kept(attachment: Attachment, keep_node: Mapping[str, str]) -> Attachment:
    """The same, with what is said of windows that main makes for a page and that keep Node: window id -> what for."""
    told = {id: f"The page keeps Node, which it needs ({why}), and so does the window that main makes for it" for id, why in keep_node.items()}
    return replace(attachment, unattachable={**attachment.unattachable, **told})


def is_isolated(window: LinkedWindow) -> bool:
    """True when the window's pages have a world of their own and no Node."""
    preferences = window.model.preferences
    return preferences["contextIsolation"].value is True and preferences["nodeIntegration"].value is False


def is_sandboxed(window: LinkedWindow) -> bool:
    return window.model.preferences["sandbox"].value is True


def _preload_of(facts: Facts, window: LinkedWindow, build: PreloadBuild | str) -> tuple[str, str]:
    found = window.found
    if found.in_page:
        return "", "The page is shown by a window that a page makes with remote: let main make it first"
    if not window.pages:
        return "", f"Not every page of the window is known: {window.open_end}" if window.open_end else "No page of the window was found"
    if found.preload is not None:
        if window.model.preload is None:
            return "", "The window's preload is given by an expression that cannot be followed"
        if facts.broken(window.model.preload):
            return "", f"The window's preload {window.model.preload} has syntax that could not be read"
        return window.model.preload, ""
    if window.model.preferences["nodeIntegrationInSubFrames"].value is True:
        return "", "The window runs its preload in every frame (nodeIntegrationInSubFrames), foreign ones too: turn that off first"
    if facts.main is None:
        return "", "The main entry was not found"
    if found.shape.unknown:
        return "", f"The window's options cannot be followed ({found.shape.unknown}), so no preload can be set"
    if found.kind == "menubar" and found.shape.argument is None:
        return "", "menubar is given no options for its window, and it depends on its version where they go: write webPreferences: {} there, then plan again"
    if not found.shape.options and found.shape.argument is not None:
        return "", "The window's options are not written as an object, so no preload can be set"
    if found.shape.preferences_property is not None and not found.shape.preferences:
        return "", "The window's web preferences are not written as an object, so no preload can be set"
    if isinstance(build, PreloadBuild) and build.given and not given_preload(window):
        return "", "The bundler gives each page its own preload, and main does not name the page by its constant: give the window one by hand, then plan again"
    return (build.preload, "") if isinstance(build, PreloadBuild) else ("", build)


def _trusted(facts: Facts, window: LinkedWindow) -> list[TrustedPage]:
    pages: dict[TrustedPage, None] = {}
    loads = list(window.model.loads)
    if window.open_end and window.pages:
        # what else main loads into it may be any page of the app, and no other
        loads.extend(load for other in facts.windows for load in other.model.loads)
        pages.update({TrustedPage(file=file): None for file in _beside(facts, window)})
    for load in loads:
        if load.page is not None:
            pages[TrustedPage(file=load.built or load.page)] = None
        elif load.given is not None:
            built = facts.places.built_given(load.given)
            pages.update({TrustedPage(file=file): None for file in built})
            if built or _is_for_development(load.given):
                pages[TrustedPage(development=load.given)] = None
        elif load.url is not None and "://" in load.url and is_local_url(load.url):
            scheme, rest = load.url.split("://", 1)
            pages[TrustedPage(origin=f"{scheme.lower()}://{rest.split('/')[0].split('?')[0].lower()}")] = None
    return list(pages)


def _is_for_development(expression: str) -> bool:
    """True for a name that a bundler fills in with the address of its server while the app is developed, and with nothing in the package."""
    table = load_bundler_table()
    name = expression.removeprefix("process.env.")
    row = table.environment(name) if name != expression else table.constant(name)
    return row is not None and row.holds == "development"


def _beside(facts: Facts, window: LinkedWindow) -> list[str]:
    """The files, when the app runs, of all pages that share a script with the window's pages."""
    shown = set(window.pages)
    related = {page for pages in facts.file_pages.values() if pages & shown for page in pages} | shown
    built = [page.file for page in facts.places.pages.values() if page.window and (page.template or page.file) in related]
    made = {page.template for page in facts.places.pages.values()}
    return sorted({*built, *(page for page in related if page in facts.sources and page not in made and page.endswith((".html", ".htm")))})


def _main_kind(facts: Facts, main: str) -> ModuleKind:
    source = facts.sources.get(main)
    if source is None:
        return ModuleKind.COMMONJS
    if main.endswith(_TYPESCRIPT):
        return ModuleKind.TYPESCRIPT
    if main.endswith(".mjs") or (facts.app.manifest.module_type == "module" and not main.endswith(".cjs")):
        return ModuleKind.ESM if has_module_syntax(parse(source, regions(source)[0])) else ModuleKind.COMMONJS
    # `import` in a CommonJS package is compiled away: there `__dirname` is right, and `import.meta` is not
    if facts.places.main_build is not None and has_module_syntax(parse(source, regions(source)[0])):
        return ModuleKind.BUNDLED
    return ModuleKind.COMMONJS


def _free(facts: Facts, folder: str, stem: str, ending: str, mark: bytes) -> str:
    """A name that is free, or the file of that name that the tool wrote."""
    number = 1
    while True:
        path = posixpath.join(folder, f"{stem}{'' if number == 1 else f'-{number}'}{ending}")
        source = facts.app.tree.files.get(path)
        if path not in facts.app.tree.names or (source is not None and mark in source.data):
            return path
        number += 1


def _key(facts: Facts, wanted: str) -> str:
    """The name on `window`: another one where browsers have it, or a classic script declares it at its top level."""
    taken = set(load_node_table().browser_globals)
    ours = {exposure.key for exposure in facts.exposures}
    for path, summary in list(facts.summaries.items()):
        if facts.process(path) is Process.RENDERER:
            for unit in summary.units:
                if not unit.module:
                    taken.update(binding.name for binding in unit.bindings if binding.top)
                for assignment in unit.assignments:
                    if getattr(assignment.object, "name", "") == "window":
                        taken.add(assignment.name)
    name = wanted
    while name in taken and name not in ours:
        name = f"{name}Bridge" if not name.endswith("Bridge") else f"{name}2"
    return name
