"""A guest's preload, which the sandbox of its embedder takes Node from.

## What it finds
`<webview>` tags with a `preload` attribute, and scripts of a page that make webview tags and speak of a preload for them.

## Why
The guest of a sandboxed window is sandboxed too. Its preload then loads only electron, events, timers and url; it has not been looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.findings.webview_with_node import guests_by_script

RULE = Rule("webview-preload", "A webview tag gives its guest a preload", WARNING, blocks="sandboxed")


def find(facts: Facts) -> Iterator[Found]:
    places = [
        (Place(page.path, tag.span), page.path) for page in facts.app.pages for tag in page.webviews if tag.attribute("preload") is not None
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
