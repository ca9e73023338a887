"""A page reads the path of a file that a user chose or dropped.

## What it finds
`event.dataTransfer.files[0].path`, `for (const file of input.files) show(file.path)`, `Array.from(files).map((file) => file.path)` and the like: files of
events, of elements that were looked up or are kept as React's and Vue's references, and of what TypeScript declares as a `File`. Files that are kept in
lists and fields of the app's own, or handed to its functions without a type, are not followed.

## Why
Electron's `File.path` is gone as of Electron 32, isolated or not. `webUtils.getPathForFile` takes its place from Electron 29 on; it is in preloads
alone, and the file itself has to get there: it crosses the bridge, but not IPC. Up to Electron 31 the path is there in isolated pages too, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE, WARNING, Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import PAGE, Site, SiteLevel
from electron_migrate.facts.summary import Use
from electron_migrate.facts.versions import milestone
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("file-path-in-page", "A page reads the path of a file that Electron has put there", WARNING)

_LATER = "It works up to Electron {last}, in isolated pages too: nothing has to be done yet. With --electron {gone} or later it is asked of the preload."
_TAKEN = "A pattern takes it out of the file. Take the file by a name and read its path from it, then plan again."


def find(facts: Facts) -> Iterator[Found]:
    since, gone = milestone("web-utils"), milestone("file-path-removed")
    if facts.electron.major < since:
        return
    is_gone = facts.electron.major >= gone
    message = f"File.path is gone as of Electron {gone}" if is_gone else f"File.path goes with Electron {gone}"
    reason = _TAKEN if is_gone else _LATER.format(last=gone - 1, gone=gone)
    for path, summary in sorted(facts.summaries.items()):
        if facts.process(path) is not Process.RENDERER:
            continue
        windows = tuple(window.id for window in facts.windows_of(path))
        for number, script in enumerate(summary.units):
            for read in script.file_paths:
                finding = Finding("", RULE.id, WARNING if is_gone else NOTE, Process.RENDERER, Place(path, read.span), message, reason=reason, windows=windows)
                site = None
                if is_gone and read.chain is not None:
                    use = ApiUse.SET if read.chain.use is Use.WRITTEN else ApiUse.GET
                    site = Site(UnitId(path, number), read.chain, PAGE, (SiteLevel(read.chain.value, ("File", "path"), use),))
                yield Found(finding, site)
