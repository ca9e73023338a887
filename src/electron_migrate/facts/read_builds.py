"""Finds what bundlers make of the app in their configurations, which are read, never run."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from electron_migrate.app.app import App
from electron_migrate.app.modules import Resolver
from electron_migrate.app.paths import join
from electron_migrate.facts.builds import Build, union
from electron_migrate.facts.config_reader import ConfigReader
from electron_migrate.facts.config_values import ConfigValues
from electron_migrate.facts.conventions import builds_of_conventions
from electron_migrate.facts.esbuild_builds import Esbuild
from electron_migrate.facts.forge_builds import Forge
from electron_migrate.facts.origins import Origins
from electron_migrate.facts.vite_builds import Vite
from electron_migrate.facts.vue_cli_builds import VueCli
from electron_migrate.facts.webpack_builds import Webpack

CONFIG = re.compile(
    r"(?:^|[/.-])(?:webpack|rspack|vite|rollup|esbuild|forge|craco|vue|electron-vite|nextron)[\w.-]*\.(?:[cm]?[jt]s)$|(?:^|/)webpack/[^/]+\.[cm]?[jt]s$"
)
"""Paths of scripts that are configurations of bundlers."""


def configurations(app: App) -> list[str]:
    """The scripts of the app that are configurations of bundlers, in order of path."""
    return sorted(path for path in app.tree.files if CONFIG.search(path) and not path.endswith(".d.ts"))


def read_builds(app: App, origins: Origins, resolver: Resolver) -> tuple[Build, ...]:
    """Every build that the app's configurations state, those of one thing joined; in order of their configurations."""
    reader = ConfigReader(app, origins, resolver, ConfigValues(origins))
    forge = Forge(reader)
    tools = (Webpack(reader), Vite(reader), VueCli(reader), Esbuild(reader), forge)
    of_scripts = (build for path in configurations(app) for tool in tools for build in tool.builds(path))
    found: dict[tuple[object, ...], Build] = {}
    for build in (*of_scripts, *forge.manifest_builds(), *builds_of_conventions(app)):
        key = (build.tool, build.target, tuple(entry.name for entry in build.entries), build.files, "" if build.entries else build.config)
        found[key] = _joined(found[key], build) if key in found else build
    # what a tool of its own runs webpack for is known by the tool
    mains = {build.files for build in found.values() if build.target == "electron-main" and build.tool != "webpack"}
    return tuple(build for build in found.values() if build.tool != "webpack" or build.files not in mains)


def built_entry(app: App, builds: tuple[Build, ...]) -> tuple[str, str] | None:
    """Main's source and how it was found, where `main` of package.json is what a build makes; None where none does."""
    written = join(app.manifest.app_folder, app.manifest.main) if app.manifest.main is not None else None
    if written is None or written in app.tree.files:
        return None
    for build in builds:
        for entry in build.entries:
            if any(written in (output, posixpath.splitext(output)[0]) for output in build.outputs(entry)):
                return entry.files[-1], f"`main` of {app.manifest.app_manifest}, {written}, is built; this is the entry of {build.config}"
    return None


def _joined(one: Build, other: Build) -> Build:
    """Two configurations that make the same thing: one for development, say, and one for the package."""
    return replace(
        one,
        folders=union(one.folders, other.folders),
        filename=one.filename or other.filename,
        pages=union(one.pages, other.pages),
        entry_places=union(one.entry_places, other.entry_places),
        filename_places=union(one.filename_places, other.filename_places),
        dirname_places=union(one.dirname_places, other.dirname_places),
        dirname=union(one.dirname, other.dirname),
        library=one.library or other.library,
        library_place=one.library_place or other.library_place,
        target_places=union(one.target_places, other.target_places),
        externals=union(one.externals, other.externals),
    )
