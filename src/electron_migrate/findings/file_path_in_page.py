"""A page reads the path of a file that a user chose or dropped.

## What it finds
`event.dataTransfer.files[0].path`, `event.target.files[0].path` and the like, also by a name that holds the file. Files of elements that were looked up,
and those that a loop or a function of the app hands on, are not followed.

## Why
Electron's `File.path` is gone as of Electron 32, isolated or not. `webUtils.getPathForFile` takes its place from Electron 29 on; it is in preloads
alone, and the file itself has to get there: it crosses the bridge, but not IPC. Below 29 nothing has to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import levels
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE, WARNING, Process
from electron_migrate.facts.summary import Index, Member, Name, UnitSummary, Value
from electron_migrate.facts.versions import milestone
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("file-path-in-page", "A page reads the path of a file that Electron has put there", WARNING)

# What has the files of a user: events, and the element that they are about.
_OWNERS = frozenset({"dataTransfer", "clipboardData", "target", "currentTarget"})
_HINT = (
    "Add a member to the bridge, (file) => webUtils.getPathForFile(file), and call it with the file; "
    "a file that the page made itself has no path and gives an empty text."
)


def find(facts: Facts) -> Iterator[Found]:
    since, gone = milestone("web-utils"), milestone("file-path-removed")
    if facts.electron.major < since:
        return
    for path, summary in sorted(facts.summaries.items()):
        if facts.process(path) is not Process.RENDERER:
            continue
        windows = tuple(window.id for window in facts.windows_of(path))
        for script in summary.units:
            for chain in script.chains:
                for value in levels(chain.value):
                    if isinstance(value, Member) and value.name == "path" and _is_file(script, value.object):
                        is_gone = facts.electron.major >= gone
                        message = f"File.path is gone as of Electron {gone}" if is_gone else f"File.path goes with Electron {gone}"
                        severity = WARNING if is_gone else NOTE
                        yield Found(Finding("", RULE.id, severity, Process.RENDERER, Place(path, value.span), message, reason=_HINT, windows=windows))


def _is_file(script: UnitSummary, value: Value) -> bool:
    """True for `….files[0]` of an event or its element, or a name that nothing else is given to."""
    match value:
        case Name(binding=binding) if binding >= 0:
            given = script.bindings[binding].values
            return len(given) == 1 and not given[0].path and not isinstance(given[0].value, Name) and _is_file(script, given[0].value)
        case Index(object=Member(object=owner, name="files")):
            return isinstance(owner, Member) and owner.name in _OWNERS
        case _:
            return False
