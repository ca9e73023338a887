"""What tools make that need no configuration: Create React App by its folders, Parcel by the command that package.json starts it with."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from electron_migrate.app.app import App
from electron_migrate.app.jsontext import at, parse_json
from electron_migrate.app.paths import join
from electron_migrate.facts.builds import Build, BuiltPage, Entry

_REACT = ("create-react-app", "craco")
_ENTRIES = ("src/index.tsx", "src/index.ts", "src/index.jsx", "src/index.js")
_PARCEL = re.compile(r"(?:^|[\s/])parcel\s+build\s+(?P<rest>[^&|;]*)")
_OUTPUT = re.compile(r"(?:--dist-dir|--out-dir|-d)[\s=]+(\S+)")


def builds_of_conventions(app: App) -> Iterator[Build]:
    """The pages that Create React App or Parcel makes of the app."""
    if app.bundler is None:
        return
    if app.bundler.name in _REACT:
        yield from _react(app)
    if app.bundler.name == "parcel":
        yield from _parcel(app)


def _react(app: App) -> Iterator[Build]:
    """https://create-react-app.dev/docs/folder-structure: public/index.html and src/index, built into `build`."""
    for folder in dict.fromkeys((app.manifest.app_folder, "")):
        template = posixpath.join(folder, "public/index.html")
        entry = next((path for name in _ENTRIES if (path := posixpath.join(folder, name)) in app.tree.files), None)
        if template in app.tree.files and entry is not None:
            output = posixpath.join(folder, "build")
            page = BuiltPage(posixpath.join(output, "index.html"), template, (entry,))
            yield Build(
                config=app.manifest.app_manifest, tool="create-react-app", target="web", entries=(Entry("main", (entry,)),), folders=(output,),
                filename="static/js/[name].js", pages=(page,),
            )  # fmt: skip
            return


def _parcel(app: App) -> Iterator[Build]:
    """Pages that a script of package.json names, built into `dist` where it says nothing else."""
    source = app.manifest.source
    scripts = at(parse_json(source)[0], "scripts") if source is not None else None
    made: dict[str, BuiltPage] = {}
    for line in scripts.values() if isinstance(scripts, dict) else ():
        found = _PARCEL.search(line) if isinstance(line, str) else None
        if found is None:
            continue
        words = found.group("rest")
        output = _OUTPUT.search(words)
        folder = join(app.manifest.app_folder, output.group(1) if output is not None else "dist")
        for word in words.split():
            page = join(app.manifest.app_folder, word.strip("\"'"))
            if page is not None and folder is not None and page in app.tree.files and page.endswith((".html", ".htm")):
                built = posixpath.join(folder, posixpath.basename(page))
                made[built] = BuiltPage(built, page, ())
    if made:
        yield Build(
            config=app.manifest.app_manifest, tool="parcel", target="web", entries=(), folders=tuple({posixpath.dirname(one): None for one in made}),
            filename="", pages=tuple(made.values()),
        )  # fmt: skip
