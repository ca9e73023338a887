"""Which package manager, bundler and language the app uses, as its files tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from electron_migrate.app.jsontext import at, parse_json, text
from electron_migrate.app.manifest import Manifest
from electron_migrate.app.paths import folder_of
from electron_migrate.app.tree import Tree
from electron_migrate.app.tsconfig import TsProject

Language = Literal["typescript", "javascript", "mixed"]

_LOCK_OWNERS: Mapping[str, str] = {
    "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "yarn",
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
}
_NOT_THE_APP = re.compile(
    r"(^|/)(\.[^/]+|[^/]*\.(config|conf|d)\.[^/]+|(gulp|grunt)file\.[^/]+|webpack\.[^/]+|(tests?|__tests__|e2e|spec|scripts)/.*)$"
)
_MOSTLY = 0.95


@dataclass(frozen=True, slots=True)
class Bundler:
    """`name` is one of `webpack`, `electron-forge-webpack`, `electron-forge-vite`, `electron-vite`, `vite`, `vue-cli`, `parcel`,
    `create-react-app`, `craco`, `angular-cli`, `electron-webpack`, `nextron`, `nuxt`, `esbuild`, `rollup`, `tsc`."""

    name: str
    config_path: str | None = None


def package_manager(tree: Tree, manifest: Manifest) -> str | None:
    """`npm`, `yarn`, `pnpm` or `bun`: as `packageManager` says, else as the nearest lock file tells, None without either."""
    if manifest.source is not None:
        named = text(parse_json(manifest.source)[0], "packageManager")
        if named is not None and named.partition("@")[0] in ("npm", "yarn", "pnpm", "bun"):
            return named.partition("@")[0]
    locks = [path for path in tree.locks if posixpath.basename(path) in _LOCK_OWNERS]
    order = list(_LOCK_OWNERS)
    locks.sort(key=lambda path: (path.count("../"), path.count("/"), order.index(posixpath.basename(path))))
    return _LOCK_OWNERS[posixpath.basename(locks[0])] if locks else None


def find_bundler(tree: Tree, manifest: Manifest, projects: tuple[TsProject, ...]) -> Bundler | None:
    """The bundler that makes the pages' scripts; `tsc` where TypeScript alone compiles; None where the sources run as they are."""
    search = _Search(tree, manifest)
    for rule in _RULES:
        found = rule(search)
        if found is not None:
            return found
    compiles = "typescript" in manifest.dependencies or search.runs(r"\btsc\b")
    project = next((project for project in projects if project.out_dir is not None), None)
    if compiles and (project is not None or search.runs(r"\btsc\b")):
        return Bundler("tsc", project.path if project is not None else None)
    return None


def language_of(tree: Tree) -> Language:
    """What the app's scripts are written in, by bytes; tests and configuration files do not count."""
    typescript = javascript = 0
    for path, source in tree.files.items():
        lower = path.lower()
        if _NOT_THE_APP.search(lower):
            continue
        if lower.endswith((".ts", ".tsx", ".mts", ".cts")):
            typescript += len(source.data)
        elif lower.endswith((".js", ".jsx", ".mjs", ".cjs")):
            javascript += len(source.data)
        elif lower.endswith(".vue") and b"<script" in source.data:
            if re.search(rb"<script[^>]*\blang=[\"']?tsx?\b", source.data):
                typescript += len(source.data)
            else:
                javascript += len(source.data)
    if typescript <= (1 - _MOSTLY) * (typescript + javascript):
        return "javascript"
    return "typescript" if javascript <= (1 - _MOSTLY) * (typescript + javascript) else "mixed"


@dataclass(frozen=True, slots=True)
class _Search:
    tree: Tree
    manifest: Manifest

    def uses(self, *packages: str) -> bool:
        return any(package in self.manifest.dependencies for package in packages)

    def config(self, pattern: str, *, anywhere: bool = False) -> str | None:
        """The configuration file whose name matches, outermost first; beside package.json only, unless `anywhere`."""
        name = re.compile(pattern)
        folders = {"", self.manifest.app_folder, *(workspace.folder for workspace in self.manifest.workspaces)}
        paths = [path for path in self.tree.files if name.fullmatch(posixpath.basename(path)) and (anywhere or folder_of(path) in folders)]
        # Of several, the one for the pages, or for everything.
        return min(paths, key=lambda path: (path.count("/"), "renderer" not in path, ".config." not in path, len(path), path), default=None)

    def mentions(self, path: str | None, word: bytes) -> bool:
        return path is not None and path in self.tree.files and word in self.tree.files[path].data

    def runs(self, pattern: str) -> bool:
        """True when one of package.json's scripts matches."""
        if self.manifest.source is None:
            return False
        scripts = at(parse_json(self.manifest.source)[0], "scripts")
        lines = [line for line in scripts.values() if isinstance(line, str)] if isinstance(scripts, dict) else []
        return any(re.search(pattern, line) for line in lines)


def _electron_vite(search: _Search) -> Bundler | None:
    config = search.config(r"electron\.vite\.config\.[cm]?[jt]s")
    return Bundler("electron-vite", config) if search.uses("electron-vite") or config is not None else None


def _forge(search: _Search) -> Bundler | None:
    config = search.config(r"forge\.config\.[cm]?[jt]s") or "package.json"
    for name in ("webpack", "vite"):
        if search.uses(f"@electron-forge/plugin-{name}") or search.mentions(config, f"@electron-forge/plugin-{name}".encode()):
            return Bundler(f"electron-forge-{name}", config if config in search.tree.files else None)
    return None


def _vue_cli(search: _Search) -> Bundler | None:
    if search.uses("vue-cli-plugin-electron-builder", "@vue/cli-service"):
        return Bundler("vue-cli", search.config(r"vue\.config\.[cm]?[jt]s"))
    return None


def _angular(search: _Search) -> Bundler | None:
    config = search.config(r"angular\.json|\.angular-cli\.json")
    return Bundler("angular-cli", config) if search.uses("@angular/cli", "@angular-devkit/build-angular") or config is not None else None


def _react_scripts(search: _Search) -> Bundler | None:
    if search.uses("@craco/craco"):
        return Bundler("craco", search.config(r"craco\.config\.[cm]?[jt]s"))
    return Bundler("create-react-app", None) if search.uses("react-scripts", "react-app-rewired") else None


def _frameworks(search: _Search) -> Bundler | None:
    if search.uses("nextron"):
        return Bundler("nextron", search.config(r"nextron\.config\.[cm]?[jt]s"))
    if search.uses("nuxt", "nuxt3", "nuxt-edge"):
        return Bundler("nuxt", search.config(r"nuxt\.config\.[cm]?[jt]s"))
    return Bundler("electron-webpack", None) if search.uses("electron-webpack") else None


def _vite(search: _Search) -> Bundler | None:
    config = search.config(r"vite(\.[\w-]+)*\.config\.[cm]?[jt]s|vite\.config\.[\w-]+\.[cm]?[jt]s") or search.config(
        r"vite\.config\.[cm]?[jt]s", anywhere=True
    )
    return Bundler("vite", config) if search.uses("vite", "vite-plugin-electron") or config is not None else None


def _webpack(search: _Search) -> Bundler | None:
    pattern = r"webpack[\w.-]*\.[cm]?[jt]s"
    config = search.config(pattern) or search.config(pattern, anywhere=True)
    return Bundler("webpack", config) if search.uses("webpack") and (config is not None or search.runs("webpack")) else None


def _parcel(search: _Search) -> Bundler | None:
    return Bundler("parcel", search.config(r"\.parcelrc")) if search.uses("parcel", "parcel-bundler") else None


def _rollup(search: _Search) -> Bundler | None:
    config = search.config(r"rollup[\w.-]*\.[cm]?[jt]s")
    return Bundler("rollup", config) if config is not None or (search.uses("rollup") and search.runs("rollup")) else None


def _esbuild(search: _Search) -> Bundler | None:
    if not search.uses("esbuild"):
        return None
    config = search.config(r"esbuild[\w.-]*\.[cm]?[jt]s")
    return Bundler("esbuild", config) if config is not None or search.runs("esbuild") else None


# The most specific first: an electron-vite app depends on vite too.
_RULES: tuple[Callable[[_Search], Bundler | None], ...] = (
    _electron_vite,
    _forge,
    _vue_cli,
    _angular,
    _react_scripts,
    _frameworks,
    _vite,
    _webpack,
    _parcel,
    _rollup,
    _esbuild,
)
