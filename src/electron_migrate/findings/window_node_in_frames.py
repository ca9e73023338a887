"""Frames of a window run the preload.

## What it finds
The effective value, not the spelling: the windows with `nodeIntegrationInSubFrames`.

## Why
Every frame, also one from elsewhere, runs the preload and can send to main.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-node-in-frames", "Frames of a window run the preload", WARNING)


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(
        facts,
        RULE,
        "nodeIntegrationInSubFrames",
        bad=True,
        message="nodeIntegrationInSubFrames is on",
        hint="Write false, unless a frame of the app itself needs the preload; then main has to look at the frame that sends.",
    )
