"""A guest's preload, which the sandbox of its embedder takes Node from.

## What it finds
`<webview>` tags with a `preload` attribute, and scripts of a page that make webview tags and speak of a preload for them.

## Why
The guest of a sandboxed window is sandboxed too. Its preload then loads only electron, events, timers and url. One that is a file of the app and
needs no more, and nothing of `remote`, is none of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.pages import Page
from electron_migrate.code.markup import Tag
from electron_migrate.code.source import Place
from electron_migrate.facts.guests import guest_preload
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.findings.preload_needs_node import needs_of
from electron_migrate.findings.webview_with_node import guests_by_script, keeps_to_itself

RULE = Rule("webview-preload", "A webview tag gives its guest a preload", WARNING, blocks="sandboxed")


def find(facts: Facts) -> Iterator[Found]:
    places = [
        (Place(page.path, tag.span), page.path)
        for page in facts.app.pages
        for tag in page.webviews
        if tag.attribute("preload") is not None and not _runs_in_sandbox(facts, page, tag)
    ]
    places += [(Place(path, span), path) for path in facts.file_pages for span in guests_by_script(facts.sources[path])]
    for place, path in places:
        yield Found(
            Finding(
                "", RULE.id, RULE.severity, Process.RENDERER, place, "the guest's preload runs in the sandbox of this window",
                reason="See that the preload of the guest needs nothing of Node, and switch sandbox on by hand.",
                windows=tuple(window.id for window in facts.windows_of(path)),
            )
        )  # fmt: skip


def _runs_in_sandbox(facts: Facts, page: Page, tag: Tag) -> bool:
    preload = guest_preload(facts.app, page, tag)
    return preload is not None and keeps_to_itself(facts, preload) and not any(needs_of(facts, preload))
