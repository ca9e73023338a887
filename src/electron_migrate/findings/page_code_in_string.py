"""Code for a page stands in a string, and needs Node.

## What it finds
`executeJavaScript` in main, and in a page `eval`, `new Function`, timers, markup made of strings and `javascript:` addresses, with a text that uses
`require`, `process`, `ipcRenderer` or `remote`.

## Why
The text runs in the page: it stops working with the page's Node access, and no analysis of the page's files sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.markup import tags
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.chains import calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Member
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("page-code-in-string", "Code for a page in a string needs Node", WARNING, blocks="isolated")

_NEEDS_NODE = re.compile(r"\brequire\s*\(|\bprocess\.|\bipcRenderer\b|\bremote\.|__dirname|\bBuffer\b")


# Code in strings: what runs it with what it is given, and markup that holds it.
_RUNS = re.compile(rb"(?<![\w$])(?:eval|Function|setTimeout|setInterval|execScript)\s*\)?\s*(?:\?\.)?\(\s*['\"`]")
_MARKUP = re.compile(rb"<[a-z][\w-]*\s[^<>]{0,300}?\bon[a-z]+\s*=[^<>]{0,300}|<script\b[^<>]{0,300}>[^<]{0,500}|(?<![\w$])javascript:[^\n<>]{0,300}")
_FARTHEST = 400
# browsers leave out white space and control characters before and inside of the word
_ADDRESS = re.compile(r"[\x00-\x20]*" + r"[\t\n\r]*".join("javascript:"), re.IGNORECASE)
_IN_PAGE = "The string is run in the page, where require and the rest are gone after isolation. Write it as code, and call the bridge there."
_REASON = (
    "The text runs in the page, where require and the rest are gone after isolation. Send a message instead, and let the page's own script do the work."
)


def find(facts: Facts) -> Iterator[Found]:
    yield from _from_main(facts)
    for path in facts.file_pages:
        source = facts.sources.get(path)
        if source is None or facts.process(path) not in (Process.RENDERER, Process.SHARED):
            continue
        windows = tuple(window.id for window in facts.windows_of(path))
        # the script blocks of a component are code, not markup in a string
        page = path.lower().endswith((*PAGE_ENDINGS, ".vue"))
        for span in [region.span for region in regions(source)] if page else [Span(0, len(source.data))]:
            for start, end in _in_strings(source.data, span):
                place = Place(path, Span(start, end))
                message = "code in a string needs Node"
                yield Found(Finding("", RULE.id, RULE.severity, facts.process(path), place, message, reason=_IN_PAGE, windows=windows))
        for span in _in_attributes(source) if path.lower().endswith((*PAGE_ENDINGS, ".vue")) else ():
            place = Place(path, span)
            message = "code in an attribute needs Node"
            yield Found(Finding("", RULE.id, RULE.severity, facts.process(path), place, message, reason=_IN_PAGE, windows=windows))


def _in_attributes(source: Source) -> Iterator[Span]:
    """Code in the markup of a page that is no script of its own: `javascript:` addresses, and handlers written with character references."""
    for tag in tags(source):
        for attribute in tag.attributes:
            if attribute.value_span is None:
                continue
            code = unquote(attribute.value)
            if _ADDRESS.match(code) is None and not (attribute.name.startswith("on") and source.text(attribute.value_span) != attribute.value):
                continue
            if _NEEDS_NODE.search(code):
                yield attribute.value_span


def _in_strings(data: bytes, span: Span) -> Iterator[tuple[int, int]]:
    for match in _RUNS.finditer(data, span.start, span.end):
        quote = data[match.end() - 1 : match.end()]
        text = data[match.end() : min(span.end, match.end() + _FARTHEST)]
        if quote != b"`":
            text = text.split(b"\n", 1)[0]
        if _NEEDS_NODE.search(text.split(quote + b")", 1)[0].decode("utf-8", "replace")):
            yield match.start(), match.end()
    for match in _MARKUP.finditer(data, span.start, span.end):
        if _NEEDS_NODE.search(match.group().decode("utf-8", "replace")):
            yield match.start(), match.end()


def _from_main(facts: Facts) -> Iterator[Found]:
    for path, summary in sorted(facts.summaries.items()):
        for number, unit in enumerate(summary.units):
            for value in calls(unit):
                if not isinstance(value.function, Member) or not value.arguments:
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
                        reason=_REASON,
                        windows=windows,
                    )
                )  # fmt: skip
