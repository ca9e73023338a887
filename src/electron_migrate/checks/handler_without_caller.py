"""Main answers on a channel that nobody calls.

## What it finds
Every registration on `ipcMain` whose channel no preload and no page sends on. It says nothing where something is sent on a channel that is not one
text, or where a page or preload has the channel's name as a text, and names what kept it from telling.

## Why
Each handler is a door. One that nothing of the app uses any more is open for a script that got into a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.checks.channels import beside_main, is_written, listed, open_senders, received_by_main, sent_to_main
from electron_migrate.checks.model import Check, Mode, Unproved
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.model import Finding

CHECK = Check("handler-without-caller", "Main answers on a channel that nobody calls", WARNING, Mode.NEW, security=True)

_HINT = "Remove the handler, or the code that only it uses."


def find(facts: Facts) -> Iterator[Finding | Unproved]:
    unseen = open_senders(facts)
    named: list[str] = []
    for channel in facts.channels:
        receivers = received_by_main(facts, channel)
        if channel.dynamic or not receivers or sent_to_main(channel) or _emitted(facts, channel.name):
            continue
        if unseen:
            yield Unproved(CHECK.id, f"whether every handler has a caller: something is sent on computed channels ({listed(unseen)})")
            return
        if is_written(facts, channel.name, beside_main):
            named.append(f"'{channel.name}'")
            continue
        for use in receivers:
            message = f"ipcMain.{use.kind}('{channel.name}') is called by nobody"
            yield Finding("", CHECK.id, CHECK.severity, use.process, use.place, message, reason=_HINT)
    if named:
        have, them = ("has", "it") if len(named) == 1 else ("have", "them")
        yield Unproved(CHECK.id, f"whether {listed(named)} {have} a caller: a page or preload names {them} where no call was recognised")


def _emitted(facts: Facts, name: str) -> bool:
    """Main calls its own listeners."""
    raw = name.encode("utf-8", "surrogatepass")
    emit = re.compile(rb"\bemit\(\s*['\"`]" + re.escape(raw) + rb"['\"`]")
    return any(raw in source.data and emit.search(source.data) for source in facts.sources.values())
