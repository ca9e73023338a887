"""The template of a component uses Electron itself.

## What it finds
In templates of Vue components, names by which every component of the app has something of Electron's (`Vue.prototype.$electron = …`):
`@click="$electron.shell.openExternal(url)"`.

## Why
An isolated page has no Electron to give to its components, and a template is no script that could be rewritten like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.code.parse import regions
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("template-use", "A component's template uses Electron itself", ERROR, blocks="isolated")

_REASON = "A template is not rewritten. Call a method of the component there, and let that one call the bridge."


def find(facts: Facts) -> Iterator[Found]:
    names = facts.origins.handed.attached
    if not names:
        return
    used = re.compile(rb"(?<![\w$.])(?:" + b"|".join(re.escape(name.encode()) for name in sorted(names)) + rb")(?![\w$])(?:\??\.[\w$]+)*")
    for path, source in sorted(facts.sources.items()):
        if not path.endswith(".vue") or facts.process(path) is not Process.RENDERER:
            continue
        scripts = [region.span for region in regions(source)]
        windows = tuple(window.id for window in facts.windows_of(path))
        for found in used.finditer(source.data):
            span = Span(found.start(), found.end())
            if not any(script.contains(span) for script in scripts):
                message = f"{source.text(span)} in a template"
                yield Found(Finding("", RULE.id, RULE.severity, facts.process(path), Place(path, span), message, reason=_REASON, windows=windows))
