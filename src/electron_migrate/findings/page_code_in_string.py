"""Main runs code in a page from a string that needs Node there.

## What it finds
`executeJavaScript` with a text that uses `require`, `process`, `ipcRenderer` or `remote`.

## Why
The text runs in the page: it stops working with the page's Node access, and no analysis of the page's files sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Call, Member
from electron_migrate.facts.windows import levels
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("page-code-in-string", "Code for a page in a string needs Node", WARNING, blocks="isolated")

_NEEDS_NODE = re.compile(r"\brequire\s*\(|\bprocess\.|\bipcRenderer\b|\bremote\.|__dirname|\bBuffer\b")


def find(facts: Facts) -> Iterator[Found]:
    for path, summary in sorted(facts.summaries.items()):
        for number, unit in enumerate(summary.units):
            for chain in unit.chains:
                for value in levels(chain.value):
                    if not isinstance(value, Call) or not isinstance(value.function, Member) or not value.arguments:
                        continue
                    if value.function.name not in ("executeJavaScript", "executeJavaScriptInIsolatedWorld"):
                        continue
                    text = facts.origins.text(UnitId(path, number), value.arguments[-1 if value.function.name.endswith("World") else 0])
                    if text is None:
                        text = facts.sources[path].text(value.arguments[0].span)
                    if not _NEEDS_NODE.search(text):
                        continue
                    windows = tuple(window.id for window in facts.windows)
                    yield Found(
                        Finding(
                            "", RULE.id, RULE.severity, facts.process(path), Place(path, value.span), "code for a page that needs Node, in a string",
                            reason="The text runs in the page, where require and the rest are gone after isolation. "
                            "Send a message instead, and let the page's own script do the work.",
                            windows=windows,
                        )
                    )  # fmt: skip
