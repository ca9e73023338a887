"""A message of a page is answered by a message of main's.

## What it finds
Listeners of `ipcMain` that send back to the page that asked, on a channel that a page listens to: a request and its answer, as two messages.

## Why
Which answer belongs to which question cannot be told when two are under way. `ipcRenderer.invoke` and `ipcMain.handle` keep them together.
Pairs that are proven to be one question and one answer are rewritten so; for the others the note says what is in the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE, Channel, ChannelUse, Process
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("reply-message", "A message is answered by a message", NOTE)


def find(facts: Facts) -> Iterator[Found]:
    for channel in facts.channels:
        if channel.dynamic or not any(use.kind == "send" for use in channel.senders):
            continue
        for use in channel.receivers:
            if use.process is not Process.MAIN or use.kind not in ("on", "once", "addListener"):
                continue
            replies = sorted({reply.name for reply in facts.channels if _answers(facts, reply, use)})
            if replies:
                named = ", ".join(f"'{name}'" for name in replies)
                yield Found(Finding("", RULE.id, RULE.severity, Process.MAIN, use.place, f"'{channel.name}' is answered by {named}"))


def channel_at(facts: Facts, place: Place) -> str | None:
    """The channel whose listener in main is registered there."""
    return next(
        (channel.name for channel in facts.channels for use in channel.receivers if use.place == place and not channel.dynamic), None
    )


def _answers(facts: Facts, reply: Channel, listener: ChannelUse) -> bool:
    """True for a channel that a page listens to and that this listener sends on by its event."""
    if reply.dynamic or not any(use.process is Process.RENDERER for use in reply.receivers):
        return False
    function = _function(facts, listener)
    inside = [
        use for use in reply.senders if use.kind == "push" and use.place.path == function.path and function.span.contains(use.place.span)
    ]
    texts = [facts.sources[use.place.path].text(use.place.span) for use in inside]
    return any(text.split("(", 1)[0].endswith((".reply", ".sender.send")) for text in texts)


def _function(facts: Facts, listener: ChannelUse) -> Place:
    """Where the listener's function is; the registration where it is written there."""
    for number, unit in enumerate(facts.summaries[listener.place.path].units):
        here = UnitId(listener.place.path, number)
        for value in calls(unit):
            if value.span == listener.place.span and len(value.arguments) > 1:
                origin = facts.origins.origin(here, value.arguments[1])
                if isinstance(origin, Here):
                    return Place(origin.unit.path, origin.value.span)
    return listener.place
