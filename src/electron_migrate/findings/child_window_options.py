"""Windows that pages open get Node, or no isolation.

## What it finds
Preferences below `overrideBrowserWindowOptions` of `setWindowOpenHandler` that give a page Node or the world of its preload.

## Why
Such options count for every page that is opened so, whatever the preferences of the window that opens it: an isolated window may open one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import string_value, walk
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("child-window-options", "Windows that pages open get Node, or no isolation", WARNING)

_OPTION = b"overrideBrowserWindowOptions"
_BAD = {
    "nodeIntegration": "true",
    "nodeIntegrationInSubFrames": "true",
    "nodeIntegrationInWorker": "true",
    "enableRemoteModule": "true",
    "contextIsolation": "false",
    "sandbox": "false",
}
_REASON = "Leave it out, so that it is as in the window that opens the page; where the page uses the bridge, name the preload there as well."


def find(facts: Facts) -> Iterator[Found]:
    for path, source in sorted(facts.sources.items()):
        if _OPTION not in source.data or facts.process(path) not in (Process.MAIN, Process.SHARED):
            continue
        for region in regions(source):
            parsed = parse(source, region)
            for node in walk(parsed.root):
                if node.type == "pair" and _key(parsed, node) == _OPTION.decode():
                    for bad in _bad_preferences(parsed, node):
                        message = f"{parsed.text(bad)} for windows that pages open"
                        yield Found(Finding("", RULE.id, RULE.severity, facts.process(path), Place(path, parsed.span(bad)), message, reason=_REASON))


def _bad_preferences(parsed: Parsed, option: Node) -> Iterator[Node]:
    for node in walk(option):
        value = node.child_by_field_name("value") if node.type == "pair" else None
        if value is not None and _BAD.get(_key(parsed, node)) == parsed.text(value):
            yield node


def _key(parsed: Parsed, pair: Node) -> str:
    key = pair.child_by_field_name("key")
    if key is None:
        return ""
    return string_value(parsed.text(key)) if key.type == "string" else parsed.text(key)
