"""What a commit of one change group says: what it does, why, what may differ."""

from __future__ import annotations

import textwrap

from electron_migrate.pipeline import ScanResult
from electron_migrate.plan.model import Group
from electron_migrate.report.layout import printable
from electron_migrate.report.places import locate

_WIDTH = 72
_MOST_PLACES = 12


def commit_message(group: Group, scan: ScanResult) -> str:
    """A subject line, a blank one, and a body folded at 72 columns."""
    paragraphs = [_WHY[group.stage.value]]
    paragraphs += [f"May change: {change}" for change in group.may_change]
    body = "\n\n".join(textwrap.fill(printable(text), _WIDTH) for text in paragraphs)
    known = {finding.id: finding for finding in scan.findings}
    places = [f"- {locate(scan.sources, known[id].place).text}: {known[id].message}" for id in group.findings if id in known]
    if len(places) > _MOST_PLACES:
        places = [*places[:_MOST_PLACES], f"- and {len(places) - _MOST_PLACES} more"]
    listed = "\n".join(printable(place) for place in places)
    head = printable(f"{group.title}")
    return "\n\n".join(part for part in (head, body, listed, f"Safety: {group.safety.word} (electron-migrate {group.id})") if part) + "\n"


_WHY = {
    "electron": "What today's Electron gives by default is written out, so that a later one does the same.",
    "bridge": "Methods for pages and their handlers in main. Nothing uses them yet.",
    "call-sites": "The page asks main through its bridge instead of reaching for Electron itself.",
    "page-modules": "The page stops needing Node's require.",
    "isolate": "Nothing of the window's pages needs Node any more.",
    "harden": "Main hears the app's own pages only.",
    "clean-up": "What the migration needed on its way and nothing needs any more goes.",
}
