"""HTML pages: which scripts they load, in order, and what else of a page matters for its window."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from electron_migrate.app.injected import injected_scripts
from electron_migrate.app.output import output_folder_of, sources_of_output
from electron_migrate.app.packages import Bundler
from electron_migrate.app.paths import PAGE_ENDINGS, TYPESCRIPT_ENDINGS, folder_of, join, stem
from electron_migrate.app.tree import Tree
from electron_migrate.app.tsconfig import TsProject, compiled_from
from electron_migrate.code import markup
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Place, Source

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|\{%|@@|__[A-Z_]+__|%(?!PUBLIC_URL%)[A-Za-z_]{3,}%")
# A template that is a whole page, and no part of one.
_WHOLE = re.compile(rb"<html|<body", re.IGNORECASE)
# Where web servers and bundlers put the files that a page names by a path from the root.
_PUBLIC = ("", "public", "static", "src", "app")


@dataclass(frozen=True, slots=True)
class PageScript:
    """One script of a page that a browser runs. One of `path`, `url` and `region` is set; with none, `reason` says why."""

    index: int
    """Among all `<script>` elements of the page, from 0."""
    place: Place
    src: str | None
    """As written; None for an inline script."""
    path: str | None
    """App-relative: a file in `Tree.names`, or below node_modules. The source, where the page names what is compiled from it."""
    url: str | None
    """Of a script that is no file of the app."""
    region: int | None
    """Of an inline script: its index in `code.parse.regions` of the page. None for an empty one."""
    module: bool
    deferred: bool
    """Runs after the page was parsed: `defer`, or a module without `async`."""
    reason: str = ""
    built: str | None = None
    """The script that the page names, where `path` is the source that it is compiled from."""


@dataclass(frozen=True, slots=True)
class Page:
    path: str
    base: str | None
    """The `href` of `<base>`, as written."""
    scripts: tuple[PageScript, ...]
    event_attributes: tuple[markup.EventAttribute, ...]
    csp: tuple[markup.Policy, ...]
    webviews: tuple[markup.Tag, ...]
    imports: tuple[str, ...]
    """App paths of the pages that it takes in: `<link rel=import>`, `<iframe src>`, `<frame src>`."""
    injected: tuple[str, ...] = ()
    """App paths of scripts that the bundler puts into the page, which itself does not name them."""
    mapped: frozenset[str] = frozenset()
    """The names that the page's import map knows, as written."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a URL in a page means: a file of the app (`path`), something else (`url`), or neither, with the reason."""

    path: str | None = None
    url: str | None = None
    reason: str = ""
    built: str | None = None


def read_pages(tree: Tree, bundler: Bundler | None = None, projects: tuple[TsProject, ...] = ()) -> tuple[Page, ...]:
    """Every HTML page of the app, in order of path; templates of Angular components are none."""
    injected = injected_scripts(tree, bundler)
    return tuple(
        _page(tree, source, projects, injected.get(path, ()))
        for path, source in tree.files.items()
        if path.lower().endswith(PAGE_ENDINGS)
        and not path.endswith(".component.html")
        and (not path.lower().endswith(".ejs") or _WHOLE.search(source.data))
    )


def resolve_url(tree: Tree, page: str, base: str | None, written: str, *, projects: tuple[TsProject, ...] = ()) -> Reference:
    """The file of the app that a URL in `page` names. `base` is the `href` of the page's `<base>`.

    What `projects` or a build folder's name tell to be built leads to its source, if that is there.

    Pages mostly come from files, and from a bundler or server while in development; so `/x` is looked for beside the page, at the app's
    root and in the folders that servers serve.
    """
    url = written.strip().replace("\\", "/").replace("%PUBLIC_URL%", "")
    if _TEMPLATE.search(url):
        return Reference(reason="the address is filled in by a template")
    if _SCHEME.match(url) or url.startswith("//"):
        return Reference(url=url)
    url = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
    if not url:
        return Reference(reason="the address is empty")
    folder: str | None = folder_of(page)
    root = url.startswith("/")
    if base is not None and not root:
        base = re.split(r"[?#]", base.strip().replace("\\", "/"), maxsplit=1)[0]
        if _SCHEME.match(base) or base.startswith("//"):
            return Reference(url=base.rpartition("/")[0] + "/" + url)
        if base.startswith("/"):
            root, url = True, posixpath.join(base[: base.rfind("/") + 1], url)
        else:
            folder = join(folder_of(page), base[: base.rfind("/") + 1] or ".")
    if not root:
        folders: tuple[str | None, ...] = (folder,)
    else:
        folders = (folder_of(page), *_PUBLIC, *(posixpath.join(folder_of(page), name) for name in ("public", "static")))
    places = [tree.real(path) for start in folders if start is not None and (path := join(start, url.lstrip("/"))) is not None]
    for path in places:
        if path in tree.files or "node_modules" in path.split("/"):
            return Reference(path=path)
    for path in places:
        origin = next((origin for origin in _sources(path, projects) if origin in tree.files), None)
        if origin is not None:
            return Reference(path=origin, built=path)
        if path in tree.names:
            return Reference(path=path)
    return Reference(reason="there is no such file")


def _sources(script: str, projects: tuple[TsProject, ...]) -> Iterator[str]:
    """What a script may be compiled from, likeliest first."""
    if not script.endswith((".js", ".mjs", ".cjs")):
        return
    # Babel compiles what holds markup in place, as tsc does
    yield from (stem(script) + ending for ending in (*TYPESCRIPT_ENDINGS, ".jsx"))
    for project in projects:
        yield from compiled_from(project, script)
    output = output_folder_of(script)
    if output is not None:
        yield from sources_of_output(script, output)


def _page(tree: Tree, source: Source, projects: tuple[TsProject, ...], injected: tuple[str, ...]) -> Page:
    base = markup.base_href(source)
    if base is not None and _TEMPLATE.search(base):
        base = None
    starts = {region.span: index for index, region in enumerate(regions(source)) if region.kind == "inline-script"}
    scripts: list[PageScript] = []
    for index, tag in enumerate(markup.script_tags(source)):
        if not tag.javascript:
            continue
        found = resolve_url(tree, source.path, base, tag.src, projects=projects) if tag.src is not None else Reference()
        scripts.append(
            PageScript(
                index=index,
                place=tag.place,
                src=tag.src,
                path=found.path,
                url=found.url,
                region=starts.get(tag.content) if tag.src is None else None,
                module=tag.module,
                deferred=(tag.module or (tag.defer and tag.src is not None)) and not tag.async_,
                reason=found.reason,
                built=found.built,
            )
        )
    return Page(
        path=source.path,
        base=base,
        scripts=tuple(scripts),
        event_attributes=markup.event_attributes(source),
        csp=markup.meta_csp(source),
        webviews=markup.webview_tags(source),
        imports=_taken_in(tree, source, base),
        injected=tuple(path for path in injected if all(path != script.path for script in scripts)),
        mapped=markup.mapped_names(source),
    )


def _taken_in(tree: Tree, source: Source, base: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for tag in markup.tags(source):
        if tag.name == "link" and "import" in (tag.value("rel") or "").lower().split():
            address = tag.value("href")
        elif tag.name in ("iframe", "frame"):
            address = tag.value("src")
        else:
            continue
        path = resolve_url(tree, source.path, base, address).path if address else None
        if path is not None and path != source.path and path.lower().endswith(PAGE_ENDINGS):
            found.append(path)
    return tuple(dict.fromkeys(found))
