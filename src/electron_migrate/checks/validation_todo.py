"""A generated handler still lets through what nobody has checked.

## What it finds
Every `TODO(electron-migrate:validate)` left in the code. The tool writes one where the call sites do not prove what an argument may be, and names
the risk: which folder a path may lead to, which scheme a URL may have, which type a value has.

## Why
Until a person has written the check and taken the comment away, any script of the page decides about that argument: the window is isolated, its
bridge is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.checks.model import Check, Mode
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import SCRIPTS, Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.model import Finding

CHECK = Check("validation-todo", "A generated handler waits for its validation", ERROR, Mode.ALWAYS, security=True)

_TODO = re.compile(rb"TODO\(electron-migrate:validate\)[ \t]*([^\r\n]*)")
_END = re.compile(r"\s*(?:\*/\}?|-->)\s*$")


def find(facts: Facts) -> Iterator[Finding]:
    for path, source in facts.sources.items():
        if not path.endswith(SCRIPTS):
            continue
        for match in _TODO.finditer(source.data):
            risk = _END.sub("", match[1].decode("utf-8", "replace")).strip()
            place = Place(path, Span(match.start(), match.start() + len(match[0].rstrip())))
            message = f"not validated yet: {risk}" if risk else "not validated yet"
            reason = "Write the check, then remove the comment."
            yield Finding("", CHECK.id, CHECK.severity, facts.process(path), place, message, reason=reason)
