"""Where the app's scripts and pages are when it runs: what bundlers and compilers put elsewhere, mapped back to sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from electron_migrate.app.app import App
from electron_migrate.app.paths import below, folder_of, join, stem
from electron_migrate.app.tsconfig import TsProject, compiled_from
from electron_migrate.facts.builds import Build, BuiltPage
from electron_migrate.facts.bundler_table import load_bundler_table
from electron_migrate.facts.copies import Copy

_COMPILED = (".js", ".mjs", ".cjs")


@dataclass
class RunPlaces:
    """The `Places` of one app. `main` is main's source entry, None where it was not found."""

    app: App
    main: str | None
    builds: tuple[Build, ...]
    file_at: Callable[[str], str | None]
    """The file of the app that a path means, with or without its ending."""
    copies: tuple[Copy, ...] = ()
    """Folders that a build copies or compiles as they are."""
    generated: dict[str, BuiltPage] = field(default_factory=dict)
    """Pages that a bundler writes without a template, by their path when the app runs."""
    _scripts: dict[str, str] = field(default_factory=dict)
    _pages: dict[str, BuiltPage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for build in self.builds:
            for entry in build.entries:
                for output in build.outputs(entry):
                    self._scripts.setdefault(output, entry.files[-1])
            for page in build.pages:
                self._pages.setdefault(page.file, page)
                if page.template is None:
                    self.generated.setdefault(page.file, page)

    @property
    def pages(self) -> Mapping[str, BuiltPage]:
        """Pages that bundlers make, by their path when the app runs."""
        return self._pages

    @property
    def main_build(self) -> Build | None:
        """The build that main's entry goes into."""
        return next((build for build in self.builds if self.main is not None and self.main in build.files), None)

    def is_built(self, page: str, src: str) -> bool:
        """True for a script that a build makes, as a page names it."""
        written = re.split(r"[?#]", src, maxsplit=1)[0].lstrip("/")
        named = {posixpath.normpath(posixpath.join(folder, written)) for folder in (posixpath.dirname(page), "")}
        return any(output in named for build in self.builds for entry in build.entries for output in build.outputs(entry))

    def build_of(self, path: str) -> Build | None:
        """The build that a source is an entry of."""
        return next((build for build in self.builds if path in build.files), None)

    def main_output(self) -> str | None:
        """The script that Electron starts, app-relative, where it is made of another."""
        build = self.main_build
        if build is not None:
            entry = next(entry for entry in build.entries if self.main in entry.files)
            return next(iter(build.outputs(entry)), None)
        written = self.app.manifest.main
        return join(self.app.manifest.app_folder, written) if written is not None else None

    def project(self) -> TsProject | None:
        """The TypeScript project that compiles main into another folder; None where a bundler or nothing does."""
        if self.main is None or self.main_build is not None or not self.main.endswith((".ts", ".tsx", ".mts", ".cts")):
            return None
        output = self.main_output()
        if output is None:
            return None
        return next((one for one in self.app.aliases.projects if self.main in compiled_from(one, output)), None)

    # ---- Places

    def folders(self, path: str) -> tuple[str, ...]:
        own = folder_of(path)
        build = self.main_build
        if build is not None:
            found = [
                folder
                for means in build.dirname
                for folder in (build.script_folders if means == "output" else (own,) if means == "source" else ())
            ]
            # where `__dirname` is the root of the disk, the app's own paths do not start there; many start from their sources while they are written
            return tuple(dict.fromkeys((*found, own))) if "output" in build.dirname else tuple(dict.fromkeys(found)) or (own,)
        compiled = self.compiled(path)
        if compiled is not None:
            return (folder_of(compiled),)
        if self.main is not None and (self.app.bundler is None or self.app.bundler.name != "tsc"):
            # what makes main's script, if only by putting files together, was not found
            output = self.main_output()
            if output is not None and output not in self.app.tree.files:
                return tuple(dict.fromkeys((folder_of(output), own)))
        return (own,)

    def behind(self, file: str) -> str | None:
        page = self._pages.get(file)
        if page is not None:
            return page.template if page.template is not None else file
        if file in self.app.tree.files:
            return file
        if file in self._scripts:
            return self._scripts[file]
        for project in self.app.aliases.projects:
            found = next((source for source in compiled_from(project, file) if source in self.app.tree.files), None)
            if found is not None:
                return found
        for copy in self.copies:
            found = next((source for source in copy.sources_of(file) if source in self.app.tree.files), None)
            if found is not None:
                return found
        known = self.file_at(file)
        return known if known in self.app.tree.files else None

    def relative_to(self) -> tuple[str, ...]:
        folder = self.app.manifest.app_folder
        output = self.main_output()
        if output is None or output in self.app.tree.files:
            return (folder,)
        # started with the path of the built script, as many `npm start` do, the app is the script's folder
        return tuple(dict.fromkeys((folder, folder_of(output))))

    def pages_at(self, url: str) -> tuple[str, ...]:
        """The pages that an address of a development server, or of the app's own scheme, can mean: as the app's sources name them."""
        rest = re.split(r"[?#]", url.split("://", 1)[-1], maxsplit=1)[0]
        path = rest.partition("/")[2].strip("/")
        known = {one.template or one.file: (file, one.name) for file, one in self._pages.items()}
        for wanted in (path, f"{path}/index.html".lstrip("/")):
            found = [page for page, (file, _) in known.items() if wanted and f"/{file}".endswith(f"/{wanted}")]
            if found:
                return tuple(found)
        # a route of the only page
        return tuple(known) if len(known) == 1 and not path.endswith((".html", ".htm")) else ()

    def pages_given(self, expression: str) -> tuple[str, ...]:
        """The pages that a name which the bundler fills in can mean."""
        table = load_bundler_table()
        name = expression.removeprefix("process.env.")
        row = table.environment(name) if name != expression else table.constant(name)
        if row is None or row.holds == "preload":
            return ()
        window = row.window(name) or ""
        return tuple(dict.fromkeys(one.template or one.file for one in self._named(window) or self._pages.values()))

    def built_given(self, expression: str) -> tuple[str, ...]:
        """The files, when the app runs, of the pages whose address the bundler puts in place of a constant; a packaged app shows them."""
        row = load_bundler_table().constant(expression)
        if row is None or row.holds != "page":
            return ()
        return tuple(dict.fromkeys(one.file for one in self._named(row.window(expression) or "")))

    def names_given(self, expression: str) -> tuple[str, ...]:
        row = load_bundler_table().constant(expression)
        if row is None or row.holds != "name":
            return ()
        return tuple(dict.fromkeys(one.name for one in self._named(row.window(expression) or "")))

    def preload_given(self, expression: str) -> str | None:
        row = load_bundler_table().constant(expression)
        if row is None or row.holds != "preload":
            return None
        window = row.window(expression) or ""
        for build in self.builds:
            for entry in build.entries:
                name, _, last = entry.name.rpartition("/")
                if build.target == "electron-preload" and last == "preload" and _constant(name) == window:
                    return entry.files[-1]
        return None

    def node_given(self, expression: str) -> bool | None:
        row = load_bundler_table().environment(expression.removeprefix("process.env."))
        build = self.main_build
        return build.for_node if build is not None and row is not None and row.holds == "node-integration" else None

    def _named(self, window: str) -> list[BuiltPage]:
        return [one for one in self._pages.values() if one.name and _constant(one.name) == window]

    # ---- from sources to what runs

    def compiled(self, path: str) -> str | None:
        """The script that main's TypeScript project, or Babel, makes of a source; None where none does."""
        by_babel = self._by_babel()
        rest = below(by_babel.source, path) if by_babel is not None else None
        if by_babel is not None and rest is not None:
            return posixpath.normpath(posixpath.join(by_babel.target, stem(rest) + ".js"))
        project = self.project()
        if project is None or project.out_dir is None or not path.endswith((".ts", ".tsx", ".mts", ".cts")):
            return None
        for root in self._roots(project):
            rest = below(root, path)
            if rest is not None:
                return posixpath.normpath(posixpath.join(project.out_dir, stem(rest) + ".js"))
        return None

    def _by_babel(self) -> Copy | None:
        """What compiles main from folder to folder, where its script is made so."""
        output = self.main_output()
        if self.main is None or self.main_build is not None or output is None or output in self.app.tree.files:
            return None
        return next((one for one in self.copies if one.compiled and self.main in one.sources_of(output)), None)

    def _roots(self, project: TsProject) -> Iterator[str]:
        """The folder below which the project's sources lie, as main's own entry tells it."""
        output = self.main_output()
        if output is None or self.main is None or project.out_dir is None:
            return
        rest = below(project.out_dir, stem(output))
        source = stem(self.main)
        if rest is not None and (source == rest or source.endswith(f"/{rest}")):
            yield source[: -len(rest)].rstrip("/")


def _constant(name: str) -> str:
    """The app's own name of a window as it stands in the constants that a bundler fills in."""
    return re.sub(r"\W", "_", name).upper()
