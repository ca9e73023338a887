"""Read an environment variable from the bridge instead of from `process.env` in a page.

## What it does
`process.env.NODE_ENV` becomes `window.electronAPI.env.NODE_ENV`. The preload puts just this variable on the bridge.

## Why
An isolated page has no `process`, and the whole environment is nothing that a page should see.

## When it stays its hand
The variable is written, its name is computed, or the environment is used as a whole.

## Safety
Review: the value is the one of the moment when the page starts.
"""

from __future__ import annotations

from electron_migrate.api import ApiUse, BridgeMember, Context, Example, Fix, Manual, MemberKind, Safety, Site, Transform

TRANSFORM = Transform(
    id="page-environment",
    title="Read environment variables from the bridge",
    rules=("node-global-in-page",),
    origins=("process.pageProcess.env",),
    safety=Safety.REVIEW,
)

EXAMPLES = (
    Example(
        "a variable by its name",
        before="if (process.env.NODE_ENV === 'development') showTools()\n",
        after="if (window.electronAPI.env.NODE_ENV === 'development') showTools()\n",
    ),
    Example(
        "a variable that the page writes",
        before="process.env.DEBUG = 'yes'\n",
        after=None,
        why="the bridge is frozen, and main would not see it",
    ),
    Example(
        "the environment as a whole",
        before="show(Object.keys(process.env))\n",
        after=None,
        why="a page must not see all of it",
    ),
    Example(
        "another thing called process",
        before="function f (process) { return process.env.NODE_ENV }\n",
        after=None,
        why="the parameter is not Node's process",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if len(level.origin) == 3), None)
    if level is None or level.use is not ApiUse.GET:
        return Manual("The environment is written, or used as a whole.", "Ask main for what the page needs.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    name = level.origin[2]
    member = f"{context.bridge_at(site.unit, level.value.span)}.env.{name}"
    return Fix(
        title=f"read {name} from the bridge",
        safety=Safety.REVIEW,
        topic="env",
        edits={site.unit.path: (context.replacement(site.unit, level.value.span, member),)},
        needs=tuple(
            BridgeMember(
                preload,
                ("env", name),
                MemberKind.LOCAL,
                result="string | undefined",
                expression=f"process.env.{name}",
                is_value=True,
            )
            for preload in preloads
        ),
        may_change="The value is the one of the moment when the page starts.",
    )
