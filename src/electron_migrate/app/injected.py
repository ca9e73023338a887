"""Scripts that a bundler puts into a page: the page itself does not name them, the bundler's configuration does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from electron_migrate.app.jsontext import Json, parse_json5, table, text
from electron_migrate.app.packages import Bundler
from electron_migrate.app.paths import PAGE_ENDINGS, SCRIPT_ENDINGS, folder_of, join
from electron_migrate.app.tree import Tree
from electron_migrate.code.source import Source

_REACT = (("public/index.html",), ("src/index",))
# Pages and, without endings, the entries that go into them when nothing else is said.
_CONVENTIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "create-react-app": _REACT,
    "craco": _REACT,
    "vue-cli": (("public/index.html",), ("src/main",)),
    "angular-cli": (("src/index.html",), ("src/main",)),
}
_CONFIG = re.compile(r"(webpack[\w.-]*|forge\.config|vue\.config|rspack[\w.-]*)\.[cm]?[jt]s|package\.json")
_STRING = r"""(?:'[^'\n]{0,300}'|"[^"\n]{0,300}"|`[^`\n$]{0,300}`)"""
_PATH = rf"(?:[\w$.]+\(\s*(?:[\w$.]+\s*,\s*)?{_STRING}(?:\s*,\s*{_STRING}){{0,4}}\s*\)|{_STRING})"
_TEMPLATE = re.compile(rf"\btemplate['\"]?\s*:\s*(?P<path>{_PATH})")
_HTML = re.compile(rf"\bhtml['\"]?\s*:\s*(?P<path>{_PATH})")
_JS = re.compile(rf"(?<!preload: \{{)\bjs['\"]?\s*:\s*(?P<path>{_PATH})")
_ENTRY = re.compile(r"\bentry['\"]?\s*[:=]\s*")
_NOT_OF_A_PAGE = re.compile(r"(^|/)(main|preload|background)([./-]|$)|preload")


def injected_scripts(tree: Tree, bundler: Bundler | None) -> Mapping[str, tuple[str, ...]]:
    """Page to scripts, app-relative. Only what configurations state literally, and the conventions of bundlers that need no configuration.

    Where one configuration makes several pages of several entries, each page gets all of them.
    """
    found: dict[str, dict[str, None]] = {}
    for page, script in (*_angular(tree), *_forge(tree), *_templates(tree)):
        found.setdefault(page, {})[script] = None
    pages, entries = _CONVENTIONS.get(bundler.name, ((), ())) if bundler is not None else ((), ())
    for page in pages:
        if page in tree.files and page not in found:
            scripts = (entry + ending for entry in entries for ending in (".tsx", ".ts", ".jsx", ".js"))
            found[page] = dict.fromkeys([script for script in scripts if script in tree.files][:1])
    return {page: tuple(scripts) for page, scripts in found.items()}


def _angular(tree: Tree) -> Iterator[tuple[str, str]]:
    source = tree.files.get("angular.json")
    projects: Json = dict(table(parse_json5(source)[0], "projects")) if source is not None else None
    for name in table(projects):
        for kind in ("architect", "targets"):
            options: Json = dict(table(projects, name, kind, "build", "options"))
            page = text(options, "index") or text(options, "index", "input")
            script = text(options, "browser") or text(options, "main")
            if page in tree.files and script in tree.files and page is not None and script is not None:
                yield page, script


def _forge(tree: Tree) -> Iterator[tuple[str, str]]:
    """Entry points of Electron Forge: `{ html: './src/index.html', js: './src/renderer.ts' }`, in either order."""
    for config, written in _configurations(tree):
        for match in _HTML.finditer(written):
            page = next(_files(tree, config, match.group("path"), PAGE_ENDINGS), None)
            beside = _JS.search(written, match.end(), match.end() + 300) or _JS.search(written, max(0, match.start() - 300), match.start())
            script = next(_files(tree, config, beside.group("path"), SCRIPT_ENDINGS), None) if beside is not None else None
            if page is not None and script is not None:
                yield page, script


def _templates(tree: Tree) -> Iterator[tuple[str, str]]:
    """Templates of HtmlWebpackPlugin and of vue.config's `pages`, with the entries of the same configuration."""
    for config, written in _configurations(tree):
        templates = [page for match in _TEMPLATE.finditer(written) for page in _files(tree, config, match.group("path"), PAGE_ENDINGS)]
        if not templates:
            continue
        for match in _ENTRY.finditer(written):
            block = _value_at(written, match.end())
            for path in re.finditer(_PATH, block):
                for script in _files(tree, config, path.group(), SCRIPT_ENDINGS):
                    if _NOT_OF_A_PAGE.search(script) is None or "renderer" in posixpath.basename(config.path):
                        for page in dict.fromkeys(templates):
                            yield page, script


def _configurations(tree: Tree) -> Iterator[tuple[Source, str]]:
    for path, source in tree.files.items():
        if _CONFIG.fullmatch(posixpath.basename(path)):
            written = source.data.decode("utf-8", "replace")
            if "html" in written:
                yield source, written


def _files(tree: Tree, config: Source, written: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The one file that a literal path in a configuration names, seen from there, the root, or a base that is computed."""
    parts = [part[1:-1].lstrip("/") for part in re.findall(_STRING, written)]
    named = posixpath.join(*parts) if parts else ""
    places = [place for base in (folder_of(config.path), "") if (place := join(base, named or ".")) is not None]
    for place in places:
        for path in (place, *(place + ending for ending in endings), *(posixpath.join(place, "index" + ending) for ending in endings)):
            if path in tree.files and path.lower().endswith(endings):
                yield path
                return
    tail = "/" + posixpath.normpath(named).lstrip("./")
    if "(" in written and tail.lower().endswith(endings):
        likely = [path for path in tree.files if f"/{path}".endswith(tail)]
        if len(likely) == 1:
            yield likely[0]


def _value_at(written: str, start: int) -> str:
    """The text of a value: a balanced list or object, else up to the end of its line."""
    if written[start : start + 1] not in ("{", "["):
        end = written.find("\n", start)
        return written[start : len(written) if end < 0 else end].split("}")[0]
    depth = 0
    for at in range(start, min(len(written), start + 5_000)):
        depth += (written[at] in "{[") - (written[at] in "}]")
        if depth == 0:
            return written[start : at + 1]
    return written[start : start + 5_000]
