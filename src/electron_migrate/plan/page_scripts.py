"""Scripts that the tool gives pages: one file beside them, and a script tag before all others of each page that needs it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from electron_migrate.app.pages import Page
from electron_migrate.code.edits import Edit
from electron_migrate.code.markup import script_tags
from electron_migrate.plan.model import Manual
from electron_migrate.plan.needs import NewFile
from electron_migrate.plan.packaging import packaged
from electron_migrate.plan.render_style import dressed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from electron_migrate.plan.context import Context

# Of `assert.strict`.
_DEEP = frozenset({"deepEqual", "notDeepEqual"})
_HINT = "Put it into the page by hand, or bundle the npm package of that name."


@dataclass(frozen=True, slots=True)
class PageScript:
    """What brings a script into pages: edits by path, its file where that is not there yet, and what a person has to see to."""

    edits: Mapping[str, tuple[Edit, ...]]
    needs: tuple[NewFile, ...]
    by_hand: str


def page_script(context: Context, name: str, file: str, files: Collection[str], everywhere: Iterable[str]) -> PageScript | Manual:
    """The script `plan/snippets/page/NAME.ts` for all pages that run one of `files`.

    `file`: what it is called in the app, beside the pages; `everywhere`: the files of the app that want it, which decide on its folder.
    """
    facts = context.facts
    pages = {page.path: page for page in facts.app.pages}
    wanted = sorted({page for path in files for page in facts.file_pages.get(path, ())})
    if not wanted or any(page not in pages for page in wanted):
        return Manual("The page that runs the script is not known, or is made by a build.", _HINT)
    folders = {posixpath.dirname(page) for path in everywhere for page in facts.file_pages.get(path, ())}
    target = posixpath.join(posixpath.commonpath(sorted(folders)) if all(folders) else "", file)
    text = dressed(_text(name), context.style(next(iter(sorted(files)))))
    there = facts.app.tree.files.get(target)
    if target in facts.app.tree.names and (there is None or there.data.replace(b"\r\n", b"\n") != text.encode()):
        return Manual(f"{target} is there already, and is another file.", _HINT)
    edits: dict[str, tuple[Edit, ...]] = {}
    for path in wanted:
        made = _tag(context, pages[path], target)
        if isinstance(made, Manual):
            return made
        if made is not None:
            edits[path] = (made,)
    shipped, by_hand = packaged(facts, [target])
    return PageScript({**edits, **shipped}, () if there is not None else (NewFile(target, text),), " ".join(by_hand))


def equality_script(context: Context, path: str) -> PageScript | Manual:
    """The script that compares in depth as Node's `util` does, for the pages that run this file."""
    if context.facts.is_packed(path):
        return Manual("Values are compared in depth, and no bundler has that of its own.", "Take a package for it (fast-deep-equal), or compare what matters.")
    wanting = {
        site.unit.path
        for site in context.facts.sites
        if site.module == "node" and any(name.lower().endswith("deepstrictequal") or name in _DEEP for name in site.last.origin[1:])
    }
    return page_script(context, "isDeepStrictEqual", "is-deep-strict-equal.js", {path}, wanting & set(context.facts.file_pages))


def _text(name: str) -> str:
    return resources.files("electron_migrate.plan.snippets").joinpath("page").joinpath(f"{name}.ts").read_text("utf-8")


def _tag(context: Context, page: Page, target: str) -> Edit | Manual | None:
    """The tag before the first script of a page; None where it is there."""
    facts = context.facts
    source = facts.sources[page.path]
    src = quote(posixpath.relpath(target, posixpath.dirname(page.path) or "."), safe="/@~+!$&'(),;=:")
    tags = script_tags(source)
    if any((given := tag.tag.attribute("src")) is not None and given.value == src for tag in tags):
        return None
    addresses = [load.url for window in facts.windows_of(page.path) for load in window.model.loads if load.page == page.path and load.url]
    if page.base is not None or any(page.path in other.imports for other in facts.app.pages) or any(not address.startswith("file:") for address in addresses):
        return Manual(f"Where {page.path} looks for its scripts is not known.", _HINT)
    if any("'sha" in policy.content for policy in page.csp):
        return Manual(f"{page.path} allows scripts by their hash only.", _HINT)
    if not tags:
        return Manual(f"{page.path} has no script tag that it could come before.", _HINT)
    start = tags[0].span.start
    line = source.data[source.data.rfind(b"\n", 0, start) + 1 : start]
    between = source.newline + line.decode("utf-8", "replace") if re.fullmatch(rb"[ \t]*", line) else ""
    return Edit.insert(start, f'<script src="{src}"></script>{between}')
