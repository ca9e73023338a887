"""A bridge method asks main for something that main does not answer.

## What it finds
A preload that sends or invokes on a channel for which main has no handler (`invoke` needs `ipcMain.handle`, `send` and `sendSync` need
`ipcMain.on`). It says nothing where main listens on channels that are not one text, and names those files instead.

## Why
The page gets a rejection, or waits for an answer that never comes. Usually a handler was renamed or removed and the bridge was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.checks.channels import (
    HANDLES,
    LISTENS,
    in_main,
    is_written,
    listed,
    open_receivers,
    received_by_main,
    sent_by_preload,
)
from electron_migrate.checks.model import Check, Mode, Unproved
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.model import Finding

CHECK = Check("bridge-without-handler", "A bridge method has no handler in main", ERROR, Mode.ALWAYS)

_HINT = "Register the handler, or take the method off the bridge."


def find(facts: Facts) -> Iterator[Finding | Unproved]:
    unseen = open_receivers(facts)
    named: dict[str, None] = {}
    for channel in facts.channels:
        if channel.dynamic:
            continue
        for use in sent_by_preload(channel):
            if received_by_main(facts, channel, HANDLES if use.kind == "invoke" else LISTENS):
                continue
            other = received_by_main(facts, channel)
            if not other and unseen:
                yield Unproved(CHECK.id, f"whether every bridge method has a handler: main also listens on computed channels ({listed(unseen)})")
            elif not other and is_written(facts, channel.name, in_main):
                named[f"'{channel.name}'"] = None
            else:
                has = f"main listens with {other[0].kind}, which does not answer {use.kind}" if other else "main has no handler"
                message = f"{use.kind}('{channel.name}'): {has}"
                yield Finding("", CHECK.id, CHECK.severity, use.process, use.place, message, reason=_HINT)
    if named:
        have, them = ("has", "it") if len(named) == 1 else ("have", "them")
        yield Unproved(CHECK.id, f"whether {listed(named)} {have} a handler: main names {them} where no registration was recognised")
