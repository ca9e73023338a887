"""Main sends a message to a page.

## What it finds
Every `webContents.send` and `event.reply`, with the channel.

## Why
For the picture of who talks to whom: main's side stays as it is, the page listens through the bridge.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("web-contents-send", "Main sends a message to a page", NOTE)


def find(facts: Facts) -> Iterator[Found]:
    for channel in facts.channels:
        listeners = [use for use in channel.receivers if use.process.value in ("renderer", "preload", "shared")]
        for use in channel.senders:
            if use.kind != "push":
                continue
            said = f"sends '{channel.name}' to a page" if not channel.dynamic else "sends on a channel that is no plain string"
            heard = "" if listeners or channel.dynamic else "; no page that listens was found"
            yield Found(Finding("", RULE.id, RULE.severity, facts.process(use.place.path), use.place, said + heard))
