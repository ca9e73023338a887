"""Pages that look at uncaught errors: what a listener throws must still arrive there, and not end in the preload."""

from __future__ import annotations

import re

from electron_migrate.facts.link import Facts
from electron_migrate.facts.origins import UnitId

# A rejected promise is the page's own, bridge or not, and needs nothing. So do the `onerror` of images, requests and workers.
_REPORTING = re.compile(
    rb"\b(?:window|self|globalThis)\.onerror\s*=[^=]|(?<![.\w$])onerror\s*=\s*(?:function|async|\()|<body\b[^>]*\sonerror\s*="
    rb"|(?:\b(?:window|self|globalThis)\.|(?<![.\w$]))addEventListener\(\s*['\"]error['\"]"
    rb"|\bprocess\s*\.\s*(?:on|once|addListener)\(\s*['\"]uncaughtException['\"]"
    # services that put themselves there
    rb"|['\"](?:@sentry/[\w/-]+|@bugsnag/[\w/-]+|bugsnag-js|rollbar|raven-js|electron-unhandled|trackjs|@datadog/browser-rum)['\"]"
    rb"|\b(?:Sentry|Bugsnag|Rollbar|Raven|TrackJS)\s*\.\s*(?:init|start|config|install)\("
)


def reports_errors(facts: Facts, unit: UnitId) -> bool:
    """True when a page of this script listens for uncaught errors."""
    pages = facts.file_pages.get(unit.path, frozenset())
    files = [path for path, shown in facts.file_pages.items() if shown & pages] if pages else [unit.path]
    return any(_REPORTING.search(facts.sources[path].data) for path in files if path in facts.sources)
