"""Main sets up `@electron/remote`.

## What it finds
`require('@electron/remote/main')` with its `initialize` and `enable`.

## Why
It is the other half of remote: to be removed with the last use, and the dependency with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("remote-setup", "Main sets up @electron/remote", WARNING)


def find(facts: Facts) -> Iterator[Found]:
    for path, summary in sorted(facts.summaries.items()):
        for unit in summary.units:
            for load in unit.loads:
                if load.specifier == "@electron/remote/main":
                    yield Found(
                        Finding(
                            "", RULE.id, RULE.severity, facts.process(path), Place(path, load.span), "@electron/remote is set up",
                            reason="It goes with the last use of remote. When none is left, remove initialize() and enable(), and the dependency.",
                        )
                    )  # fmt: skip
