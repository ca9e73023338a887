"""Main listens on a channel and does not look at who is asking.

## What it finds
Every registration on `ipcMain` whose listener neither reads `senderFrame` nor goes through a function of the app that does.

## Why
Any page that a window ever shows can send on every channel: after a navigation too. The sender has to be one of the app's own pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("unchecked-ipc-handler", "A channel of main's does not look at its sender", NOTE)

_CONSTANTS = "app:constants"


def find(facts: Facts) -> Iterator[Found]:
    for channel in facts.channels:
        for use in channel.receivers:
            if use.kind not in ("on", "once", "addListener", "handle", "handleOnce") or facts.process(use.place.path).value in (
                "renderer",
                "preload",
            ):
                continue
            source = facts.sources[use.place.path]
            text = source.text(use.place.span)
            if not text.lstrip().startswith(("ipcMain", "require", "electron")) and ".ipcMain" not in text[:60]:
                # registered through a function of the app: its own business
                continue
            if channel.name == _CONSTANTS and use.kind == "on":
                # asked while its page is still on its way, when a sender cannot be told: it holds harmless values only
                continue
            if "senderFrame" in text or "getURL" in text or "isTrusted" in text:
                continue
            yield Found(
                Finding(
                    "", RULE.id, RULE.severity, facts.process(use.place.path), use.place, f"ipcMain.{use.kind}('{channel.name}') answers every sender"
                    if not channel.dynamic else f"ipcMain.{use.kind} answers every sender",
                    reason="Register through a function that compares the sender with the app's own pages (the generated trusted-ipc has one).",
                )
            )  # fmt: skip
