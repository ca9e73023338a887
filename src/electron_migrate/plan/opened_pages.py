"""Pages of windows that pages make, which keep their Node: what they use it for is nothing that the tool can rewrite, so their windows keep it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from electron_migrate.findings.catalogue import Found, rules
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Fix, Manual

# Imports go with the uses of their names, and bundlers are told once the uses are gone.
_BY_NAME = frozenset({"node-module-in-page", "bundler-target"})


def pages_that_keep_node(
    context: Context, new_preload: str, found: Sequence[Found], rewrite: Callable[[Found, Context], Fix | Manual], own_rules: frozenset[str]
) -> Mapping[str, str]:
    """Window id -> what its page needs Node for, for windows that pages make and whose pages the tool could change nothing of.

    `rewrite` says what the tool would do about a finding; `own_rules` are about the window and not its pages.
    """
    made = {window.id: window for window in context.facts.windows if window.found.in_page and window.found.kind == "BrowserWindow" and window.pages}
    if not made or not new_preload:
        return {}
    # as if main made these windows already
    made_in_main = replace(
        context,
        preloads={**context.preloads, **dict.fromkeys(made, new_preload)},
        unattachable={id: why for id, why in context.unattachable.items() if id not in made},
    )
    kept: dict[str, str] = {}
    for window in made.values():
        shown = [
            one
            for one in found
            if window.id in one.finding.windows and rules()[one.finding.rule][0].blocks and one.finding.rule not in own_rules | _BY_NAME
        ]
        if shown and all(isinstance(rewrite(one, made_in_main), Manual) for one in shown):
            first = shown[0].finding
            kept[window.id] = f"{first.place.path}: {first.message}"
    return kept
