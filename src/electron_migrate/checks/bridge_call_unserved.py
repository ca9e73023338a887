"""A page calls a bridge method that no preload has.

## What it finds
Calls such as `window.electronAPI.notesSave(…)` in a page, where no preload exposes that member, or where it takes fewer arguments than are passed.
What a preload exposes by a spread or under a computed key that cannot be followed is taken to have every member.

## Why
The call throws as soon as the page gets there: the bridge and its callers were changed at different times.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.bridge_calls import bridge_calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.model import Finding

CHECK = Check("bridge-call-unserved", "A page calls a bridge method that no preload has", ERROR, Mode.ALWAYS)


def find(facts: Facts) -> Iterator[Finding]:
    open_keys = {exposure.key for exposure in facts.exposures if not exposure.complete}
    takes: dict[tuple[str, tuple[str, ...]], list[int | None]] = {}
    for exposure in facts.exposures:
        for member in exposure.members:
            takes.setdefault((exposure.key, member.path), []).append(member.parameters)
    seen: set[object] = set()
    for call in bridge_calls(facts):
        if call.place in seen:
            continue
        seen.add(call.place)
        name = f"window.{call.key}.{'.'.join(call.path)}"
        known = takes.get((call.key, call.path))
        if known is None:
            # a method of what a member holds: `version.split('.')`
            inner = any((call.key, call.path[:length]) in takes for length in range(1, len(call.path)))
            if inner or not call.path or call.key in open_keys:
                continue
            message, hint = f"{name} is on no preload's bridge", "Expose it in the preload, or correct the name."
        elif call.arguments is None or None in known or call.arguments <= max(one for one in known if one is not None):
            continue
        else:
            most = max(one for one in known if one is not None)
            message, hint = f"{name} gets {call.arguments} arguments and takes {most}", "Make both ends say the same."
        yield Finding("", CHECK.id, CHECK.severity, facts.process(call.place.path), call.place, message, reason=hint)
