"""What the Angular CLI makes of an app: the pages that angular.json names, with the scripts that go into them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from electron_migrate.app.app import App
from electron_migrate.app.jsontext import Json, at, parse_json5, table, text, texts
from electron_migrate.facts.builds import Build, BuiltPage, Entry

# https://angular.dev/reference/configs/workspace-config, "builder options". The `application` builder puts pages into `browser` below the output.
_BROWSER_BUILDERS = (":browser", ":browser-esbuild", ":application")


def angular_builds(app: App) -> Iterator[Build]:
    """A build for each application of a workspace whose page and entry are files of the app."""
    for path in sorted(path for path in app.tree.files if posixpath.basename(path) in ("angular.json", ".angular-cli.json")):
        workspace, _ = parse_json5(app.tree.files[path])
        folder = posixpath.dirname(path)
        for name, project in table(workspace, "projects").items():
            for targets in ("architect", "targets"):
                build = at(project, targets, "build")
                builder = text(build, "builder") or ""
                if not builder.endswith(_BROWSER_BUILDERS):
                    continue
                page = text(build, "options", "index") or text(build, "options", "index", "input")
                entry = text(build, "options", "main") or text(build, "options", "browser")
                output = text(build, "options", "outputPath") or text(build, "options", "outputPath", "base") or f"dist/{name}"
                if page is None or entry is None:
                    continue
                yield from _build(app, path, folder, page, _files(app, folder, entry, build), _folder(build, builder, output))


def _build(app: App, config: str, folder: str, page: str, files: tuple[str, ...], output: str) -> Iterator[Build]:
    template = posixpath.normpath(posixpath.join(folder, page))
    if template not in app.tree.files or not files:
        return
    whole = posixpath.normpath(posixpath.join(folder, output))
    built = BuiltPage(posixpath.join(whole, posixpath.basename(template)), template, files)
    yield Build(config, "angular", "web", (Entry("main", files),), (whole,), "[name].js", (built,))


def _files(app: App, folder: str, entry: str, build: Json) -> tuple[str, ...]:
    polyfills = text(build, "options", "polyfills")
    written = (*((polyfills,) if polyfills else texts(build, "options", "polyfills")), entry)
    paths = (posixpath.normpath(posixpath.join(folder, one)) for one in written)
    return tuple(one for one in paths if one in app.tree.files)


def _folder(build: Json, builder: str, output: str) -> str:
    browser = text(build, "options", "outputPath", "browser")
    if browser is not None:
        return posixpath.join(output, browser) if browser else output
    return posixpath.join(output, "browser") if builder.endswith(":application") else output
