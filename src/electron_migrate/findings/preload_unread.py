"""A window has a preload that was not read.

## What it finds
Windows whose preload is made up at run time, is not there or could not be read, and preloads of sessions (`setPreloads`,
`registerPreloadScript`), which run in every window of the session.

## Why
What such a preload shares with its page is not known: isolation may take it away, so the window cannot be said to be ready.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("preload-unread", "A window has a preload that was not read", WARNING, blocks="isolated")

_OF_SESSION = re.compile(rb"\.\s*(?:setPreloads|registerPreloadScript)\s*\(")


@dataclass(frozen=True, slots=True)
class UnreadPreload:
    """A preload that nothing is known of. `windows`: ids of those in which it runs."""

    place: Place
    message: str
    windows: tuple[str, ...]


def find(facts: Facts) -> Iterator[Found]:
    shared = {window.id for window in facts.windows if window.model.preferences["contextIsolation"].value is not True}
    for one in unread_preloads(facts):
        windows = tuple(id for id in one.windows if id in shared)
        if windows:
            yield Found(
                Finding(
                    "", RULE.id, RULE.severity, facts.process(one.place.path), one.place, one.message,
                    reason="It may give its page globals, which isolation takes away. Name it by a path that can be followed, as in "
                    "path.join(__dirname, 'preload.js'), or see to it yourself and isolate the window by hand.",
                    windows=windows,
                )
            )  # fmt: skip


def unread_preloads(facts: Facts) -> Iterator[UnreadPreload]:
    for window in facts.windows:
        if not window.model.preload_known:
            yield UnreadPreload(window.model.preload_place or window.model.place, "a preload that cannot be followed", (window.id,))
    everywhere = tuple(window.id for window in facts.windows)
    for path, source in sorted(facts.sources.items()):
        if facts.process(path) in (Process.MAIN, Process.SHARED):
            for match in _OF_SESSION.finditer(source.data):
                yield UnreadPreload(Place(path, Span(match.start(), match.end())), "a preload of a session", everywhere)
