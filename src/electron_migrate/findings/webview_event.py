"""A page listens to an event of a webview, which reaches an isolated page without its properties.

## What it finds
In apps for Electron 11 and older, in scripts of pages: `addEventListener` for an event that only a `<webview>` has (`ipc-message`, `did-navigate`,
`console-message`, …) with a listener that may look at it. Not one that takes no parameter.

## Why
These Electrons set the properties of such an event (`channel`, `args`, `url`, …) in the world of the preload: in an isolated page they are undefined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.webview_table import load_webview_table
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("webview-event", "A page listens to an event of a webview", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    table = load_webview_table()
    if facts.electron.major > table.lost_until:
        return
    for path, pages in facts.file_pages.items():
        if not pages or facts.process(path) is Process.PRELOAD:
            continue
        windows = tuple(window.id for window in facts.windows_of(path))
        for span, name in _listened(facts.sources[path]):
            yield Found(
                Finding(
                    "", RULE.id, RULE.severity, Process.RENDERER, Place(path, span), f"'{name}' of a webview",
                    reason=f"Up to Electron {table.lost_until} its properties are undefined in an isolated page. Raise Electron to "
                    f"{table.lost_until + 1} first; or let the guest's preload tell main by ipcRenderer.send, and main this page.",
                    windows=windows,
                )
            )  # fmt: skip


def _listened(source: Source) -> Iterator[tuple[Span, str]]:
    is_page = source.path.lower().endswith(PAGE_ENDINGS)
    for around in [region.span for region in regions(source)] if is_page else [Span(0, len(source.data))]:
        for match in _listeners().finditer(source.data, around.start, around.end):
            yield Span(match.start(), match.end()), match.group(1).decode()


@cache
def _listeners() -> re.Pattern[bytes]:
    names = "|".join(map(re.escape, sorted(load_webview_table().events)))
    takes_nothing = r"\s*,\s*(?:async\s*)?(?:\(\s*\)\s*=>|(?:async\s+)?function\b[^(]*\(\s*\))"
    return re.compile(rf"addEventListener\s*\(\s*['\"`]({names})['\"`](?!{takes_nothing})".encode())
