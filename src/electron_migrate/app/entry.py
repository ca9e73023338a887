"""Where the main process starts: the source behind `main` of package.json."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.app.jsontext import at, parse_json
from electron_migrate.app.manifest import Manifest
from electron_migrate.app.output import output_folder_of, sources_of_output
from electron_migrate.app.packages import Bundler
from electron_migrate.app.paths import SCRIPT_ENDINGS, folder_of, join, stem
from electron_migrate.app.tree import Tree
from electron_migrate.app.tsconfig import TsProject, compiled_from

_ENDINGS = (".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".tsx", ".jsx")
# Where each tool looks for the source of main when nothing else is said.
_CONVENTIONS = {
    "electron-vite": ("src/main/index", "src/main/main", "electron/main/index", "electron/main"),
    "vue-cli": ("src/background", "src/main", "src/main/index"),
    "electron-forge-webpack": ("src/index", "src/main", "src/main/index", "src/main/main"),
    "electron-forge-vite": ("src/main", "src/main/index", "src/main/main", "src/index"),
    "electron-webpack": ("src/main/index", "src/main"),
    "nextron": ("main/background", "main/index"),
    "create-react-app": ("public/electron", "public/main", "electron/main", "src/electron", "main"),
    "vite": ("electron/main", "electron/main/index", "src/main/index", "src/main/main", "src/electron/main", "src/background"),
    "webpack": ("src/main/main", "src/main/index", "src/main.dev", "src/main", "app/main.dev", "app/main", "src/background", "src/index"),
}
_ANY_TOOL = (
    "src/main/index",
    "src/main/main",
    "src/main",
    "src/electron/main",
    "electron/main",
    "electron/main/index",
    "app/main.dev",
    "main",
)
_ENTRY_CONFIG = re.compile(
    r"(forge\.config|electron\.vite\.config|vite[\w.-]*config|webpack[\w.-]*main[\w.-]*|webpack[\w.-]*electron[\w.-]*|webpack[\w.-]*|vue\.config"
    r"|rollup[\w.-]*)\.[cm]?[jt]s"
)
_ENTRY = re.compile(
    r"""(?:\bentry|\binput|\bmainProcessFile|\bmain|\bindex|\bbackground|\belectron)['"]?\s*[:=]\s*\[?\s*(?:\{\s*[\w'"]+\s*:\s*)?"""
    r"""(?:(?:path\.)?(?:resolve|join)\(\s*[\w$.]+\s*,\s*)?(?P<quote>['"`])(?P<entry>[^'"`$\n]+)(?P=quote)(?:\s*,\s*['"](?P<more>[^'"\n]+)['"])?"""
)
_STARTS_ELECTRON = re.compile(rb"\bapp\s*(?:\.\s*(?:on|once)\s*\(\s*['\"]ready['\"]|\.\s*whenReady\b)")
_NAMES_ELECTRON = re.compile(rb"['\"](?:electron|electron/main)['\"]")
# Reasons to skip a file that tell of no source behind it.
_UNREADABLE = ("unreadable", "UTF-16", "binary", "not a regular", "a link", "excluded")
_STARTED = re.compile(r"(?:^|[\s/\"'])electron(?:mon)?(?:\.cmd)?\s+(?:-\S+\s+)*([^\s\"'&|;-][^\s\"'&|;]*)")
_NOT_THE_ENTRY = re.compile(r"(^|/)(tests?|__tests__|__mocks__|e2e|spec|fixtures|examples?|docs?|templates?|scripts)/|\.(test|spec)\.")


def find_entry(tree: Tree, manifest: Manifest, bundler: Bundler | None, projects: tuple[TsProject, ...]) -> tuple[str | None, str]:
    """The app-relative path of the file where the main process starts, one of the tree's files, and how it was found; (None, why not)."""
    search = _Search(tree, manifest, bundler, projects)
    written = manifest.main
    said = f"`main` of {manifest.app_manifest}, {written}," if written is not None else "Electron's default, index.js,"
    main = join(manifest.app_folder, written or "index.js")
    if main is None:
        return None, f"{said} leads out of the app"
    there = next((path for path in _as_node_does(tree, main) if path in tree.names or path in tree.skipped), None)
    if there is not None and tree.skipped.get(there, "").startswith(_UNREADABLE):
        return None, f"{said} is not read: {tree.skipped[there]}"
    found = next((path for path in _as_node_does(tree, main) if path in tree.files and path.lower().endswith(SCRIPT_ENDINGS)), None)
    if found is not None:
        return found, f"`main` of {manifest.app_manifest}" if written is not None else "Electron's default"
    for path, why in _behind_output(search, main):
        if path in tree.files:
            return path, f"{said} is built; this is {why}"
    started = next((path for path in _started_by_scripts(search) if path in tree.files), None)
    if started is not None:
        return started, "a script of package.json starts Electron with it"
    lone = [path for path in tree.files if _starts_electron(tree, path)]
    if len(lone) == 1:
        return lone[0], "the only file that waits for Electron to be ready"
    if there is not None:
        return None, f"{said} means {there}, which is not read: {_why_skipped(tree, there)}"
    return None, f"{said} does not exist, and no source for it was found"


@dataclass(frozen=True, slots=True)
class _Search:
    tree: Tree
    manifest: Manifest
    bundler: Bundler | None
    projects: tuple[TsProject, ...]


def _as_node_does(tree: Tree, main: str) -> Iterator[str]:
    places = [main] if main else []
    places.extend(main + ending for ending in _ENDINGS if main)
    if posixpath.splitext(main)[1] in (".js", ".cjs", ".mjs"):
        # ts-node, and TypeScript compiled in place.
        places.extend(stem(main) + ending for ending in (".ts", ".tsx", ".mts", ".cts"))
    places.extend(posixpath.join(main, "index" + ending) for ending in _ENDINGS)
    return (tree.real(place) for place in places)


def _behind_output(search: _Search, main: str) -> Iterator[tuple[str, str]]:
    """Sources that `main` may be built from, likeliest first, with the reason for each."""
    for project in search.projects:
        for script in (main, f"{main}.js", f"{main}/index.js"):
            for path in compiled_from(project, script):
                yield path, f"what {project.path} compiles to {project.out_dir or 'the root'}"
    for config, entries in _configured_entries(search):
        for entry in _best_first(entries, main):
            yield entry, f"an entry of {config}"
    bundler = search.bundler.name if search.bundler is not None else ""
    with_electron = [workspace.folder for workspace in search.manifest.workspaces if workspace.electron_range is not None]
    roots = tuple(dict.fromkeys((search.manifest.app_folder, "", *with_electron)))
    for base in roots:
        for name in _CONVENTIONS.get(bundler, ()):
            for ending in _ENDINGS:
                yield posixpath.join(base, name + ending), f"where {bundler} keeps its source"
    output = output_folder_of(main) or folder_of(main).split("/")[0]
    if output:
        for path in sources_of_output(main, output):
            yield path, "the source of that name"
    if output_folder_of(main) is not None or main not in search.tree.names:
        for base in roots:
            for name in _ANY_TOOL:
                for ending in _ENDINGS:
                    path = posixpath.join(base, name + ending)
                    if _mentions_electron(search.tree, path):
                        yield path, "where such apps keep their source"


def _configured_entries(search: _Search) -> Iterator[tuple[str, list[str]]]:
    """The literal entries of bundler configurations that are files of the app, the configurations for main first."""
    configs = [path for path in search.tree.files if _ENTRY_CONFIG.fullmatch(posixpath.basename(path))]
    configs.append("package.json")
    for config in sorted(configs, key=lambda path: ("main" not in path and "electron" not in path, "forge" not in path, path)):
        source = search.tree.files.get(config)
        if source is None or "renderer" in posixpath.basename(config):
            continue
        found: list[str] = []
        for match in _ENTRY.finditer(source.data.decode("utf-8", "replace")):
            if config == "package.json" and "mainProcessFile" not in match.group():
                continue
            entry = posixpath.join(*(part for part in (match.group("entry"), match.group("more")) if part))
            for base in dict.fromkeys((folder_of(config), "")):
                place = join(base, entry.lstrip("/"))
                if place is not None:
                    found.extend(path for path in _as_node_does(search.tree, place) if _may_be_main(search.tree, config, path))
        if found:
            yield config, list(dict.fromkeys(found))


def _may_be_main(tree: Tree, config: str, path: str) -> bool:
    if path not in tree.files or re.search(r"preload[^/]*$|(^|/)renderer/|renderer[^/]*$", path.lower()):
        return False
    return _mentions_electron(tree, path) or (path.lower().endswith(SCRIPT_ENDINGS) and "main" in posixpath.basename(config))


def _best_first(entries: list[str], main: str) -> list[str]:
    wanted = posixpath.basename(stem(main)).lower()
    return sorted(
        entries,
        key=lambda path: (
            posixpath.basename(stem(path)).lower() != wanted,
            "main" not in path.lower() and "background" not in path.lower(),
        ),
    )


def _started_by_scripts(search: _Search) -> Iterator[str]:
    source = search.manifest.source
    scripts = at(parse_json(source)[0], "scripts") if source is not None else None
    for line in scripts.values() if isinstance(scripts, dict) else ():
        if not isinstance(line, str):
            continue
        for match in _STARTED.finditer(line):
            target = join("", match.group(1))
            if target:
                yield from _as_node_does(search.tree, target)


def _starts_electron(tree: Tree, path: str) -> bool:
    if not path.lower().endswith(SCRIPT_ENDINGS) or _NOT_THE_ENTRY.search(path.lower()):
        return False
    return _mentions_electron(tree, path) and _STARTS_ELECTRON.search(tree.files[path].data) is not None


def _mentions_electron(tree: Tree, path: str) -> bool:
    source = tree.files.get(path)
    return source is not None and path.lower().endswith(SCRIPT_ENDINGS) and _NAMES_ELECTRON.search(source.data) is not None


def _why_skipped(tree: Tree, path: str) -> str:
    if path in tree.skipped:
        return tree.skipped[path]
    folder = folder_of(path)
    while folder:
        if f"{folder}/" in tree.skipped:
            return f"{folder}/ is {tree.skipped[f'{folder}/']}"
        folder = folder_of(folder)
    return "it is no script"
