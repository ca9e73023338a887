"""The text of a new transform file: it keeps the contract, and its examples say what is still to be done."""

from __future__ import annotations

from electron_migrate.plan.transform import CONTRACT

_TEXT = '''"""{title}.

## What it does
`remote.{member}` in a page becomes a method of the bridge.

## Why
An isolated page reaches nothing of main itself.

## When it stays its hand
The member is not called where it stands, or is passed arguments.

## Safety
Review: the answer arrives a task later than it did.
"""

from __future__ import annotations

from electron_migrate.api import Context, Example, Fix, Manual, Safety, Site, Transform

TRANSFORM = Transform(
    id="{id}",
    title="{title}",
    rules=("remote-use",),
    origins=("remote.{member}",),
    safety=Safety.REVIEW,
    contract={contract},
)

EXAMPLES = (
    Example(
        "called where it stands",
        before="const {{ remote }} = require('electron')\\nremote.{member}()\\n",
        after="window.electronAPI.{member}()\\n",
    ),
    Example(
        "passed on",
        before="const {{ remote }} = require('electron')\\nrun(remote.{member})\\n",
        after=None,
        why="what it is called with is not known",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    return Manual("There is no rewrite for it yet.", "Write one here: see CONTRIBUTING.md, “A transform in ten minutes”.")
'''


def scaffold(id: str) -> str:
    """`id` is words joined by `-`, as `my-logger`."""
    words = id.split("-")
    member = words[0] + "".join(word.capitalize() for word in words[1:])
    return _TEXT.format(id=id, title=" ".join(words).capitalize(), member=member, contract=CONTRACT)
