"""A page embeds a guest that gets Node, or a preload, by its webview tag.

## What it finds
`<webview>` tags with `nodeintegration`, `nodeintegrationinsubframes`, `preload`, or `webpreferences` that switch Node on or isolation off; and
scripts of a page that make such a tag (`createElement('webview')`, or a tag in a string). Not a `preload` alone, as an attribute or by a script, that is a file of
the app and gives its page no globals, uses none of the page's, and no `remote`: it does the same beside an isolated page.

## Why
A guest gets no more than its embedder has: below an isolated page it has no Node, and its preload shares no objects with the guest's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.app.pages import resolve_url
from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.markup import Tag
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.guests import guest_preload, guests_given_preloads
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.page_links import MAKES_GUEST
from electron_migrate.facts.worlds import preload_files, world_use
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.findings.preload_shares_globals import unread_loads

RULE = Rule("webview-with-node", "A webview tag gives its guest Node or a preload", ERROR, blocks="isolated")

_ATTRIBUTES = ("nodeintegration", "nodeintegrationinsubframes", "preload")
# Whether a preference is switched on or off is left to the reader: written at all, it matters.
_PREFERENCES = re.compile(r"node-?integration|context-?isolation|sandbox|preload", re.IGNORECASE)
_IN_SCRIPT = re.compile(rb"node-?integration|webpreferences|(?<![\w$])preload\b", re.IGNORECASE)


def find(facts: Facts) -> Iterator[Found]:
    for page in facts.app.pages:
        windows = tuple(window.id for window in facts.windows_of(page.path))
        for tag in page.webviews:
            said = _said(tag)
            preload = guest_preload(facts.app, page, tag)
            if said == "preload" and preload is not None and keeps_to_itself(facts, preload):
                continue
            if said:
                yield _found(Place(page.path, tag.span), f"a webview tag with {said}{_guest(facts, page.path, page.base, tag)}", windows)
    for path, pages in facts.file_pages.items():
        source = facts.sources[path]
        for span in guests_by_script(source) if pages and not _gives_harmless_preloads(facts, path) else ():
            windows = tuple(window.id for window in facts.windows_of(path))
            yield _found(Place(path, span), "a webview tag that a script makes, with Node or a preload", windows)


def keeps_to_itself(facts: Facts, preload: str) -> bool:
    """True for a guest's preload that does the same in a world of its own: it shares no objects with its page. What it needs of Node is not asked."""
    if preload not in facts.sources:
        return False
    files = preload_files(facts, preload)
    if any(site.unit.path in files and site.module == "remote" for site in facts.sites):
        # the guest of a window without remote has none
        return False
    uses = [world_use(facts.sources[path]) for path in files]
    return not any(use.shared or use.foreign for use in uses) and not any(any(unread_loads(facts, path)) for path in files)


def _gives_harmless_preloads(facts: Facts, path: str) -> bool:
    """True where all that the scripts of a file give their guests are preloads of the app that keep to themselves."""
    units = {UnitId(path, number): unit for number, unit in enumerate(facts.summaries[path].units)} if path in facts.summaries else {}
    given = list(guests_given_preloads(facts.origins, units, facts.sources))
    if not given or not all(keeps_to_itself(facts, preload) for _, _, preload in given):
        return False
    said = _IN_SCRIPT.finditer(facts.sources[path].data)
    return all(any(span.start <= match.start() and match.end() <= span.end for _, span, _ in given) for match in said)


def guests_by_script(source: Source) -> Iterator[Span]:
    """Where the scripts of a file make webview tags, as long as the file speaks of Node or a preload for them too."""
    page = source.path.lower().endswith(PAGE_ENDINGS)
    for region in regions(source) if page else ():
        yield from _made(source.data, region.span)
    if not page:
        yield from _made(source.data, Span(0, len(source.data)))


def _made(data: bytes, span: Span) -> Iterator[Span]:
    if _IN_SCRIPT.search(data, span.start, span.end) is None:
        return
    for match in MAKES_GUEST.finditer(data, span.start, span.end):
        yield Span(match.start(), match.end())


def _said(tag: Tag) -> str:
    named = [name for name in _ATTRIBUTES if tag.attribute(name) is not None]
    if _PREFERENCES.search(tag.value("webpreferences") or ""):
        named.append("webpreferences")
    return ", ".join(named)


def _guest(facts: Facts, page: str, base: str | None, tag: Tag) -> str:
    address = tag.value("src")
    if not address:
        return ""
    return f", which shows {resolve_url(facts.app.tree, page, base, address).path or address}"


def _found(place: Place, message: str, windows: tuple[str, ...]) -> Found:
    return Found(
        Finding(
            "", RULE.id, RULE.severity, Process.RENDERER, place, message,
            reason="The guest of an isolated page has no Node, and its preload no shared objects. Move what the guest needs of Node to main, expose it "
            "with contextBridge in the guest's preload, and drop the attributes.",
            windows=windows,
        )
    )  # fmt: skip
